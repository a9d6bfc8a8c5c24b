"""What of a case somebody sees: one function that every page, list, export and endpoint draws from."""

from __future__ import annotations

import datetime
import enum
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from regions.models import Unit

from ..models import Attachment, Case, CaseEvent, Clock
from ..routing import settings_of
from ..terms import Term
from ..transitions import Role
from .details import details_of
from .places import public_place
from .rules import PPID_ROLES, grants_on
from .viewers import Kind, Viewer
from .words import actor_of, label_of_event, labels_of, status_of

Audience = CaseEvent.Audience
FileState = Attachment.State
# Officers who work at the desk that decides about a case: they read internal notes.
DESK = frozenset({Role.VERIFIER, Role.COORDINATOR, Role.INSPECTORATE}) | PPID_ROLES
FIELD = frozenset({Role.HANDLER, Role.UNIT_HEAD})
FEW = frozenset({Role.COORDINATOR, Role.INSPECTORATE, Role.RECORDS_OFFICER})
# Instructions go with the case to whoever gets it.
TO_THE_NEXT = ("assign", "delegate")
ABOUT_PERSON = frozenset({"data_request", "data_request_done", "consents"})
COMING = (FileState.RESERVED, FileState.RECEIVING)


class Level(enum.IntEnum):
    """How much somebody sees; the higher, the more, but `RECORDS` sees no words at all."""

    NOTHING = 0
    VISITOR = 1
    RECORDS = 2
    COUNTER = 3
    FIELD = 4
    DESK = 5
    REPORTER = 6


def level_of(viewer: Viewer, roles: Any) -> Level:
    """The level of a viewer who holds these roles on a case that is visible to them."""
    if viewer.kind is Kind.VISITOR:
        return Level.VISITOR
    if viewer.kind is Kind.REPORTER:
        return Level.REPORTER
    held = set(roles)
    if viewer.is_superuser or held & DESK:
        return Level.DESK
    if held & FIELD:
        return Level.FIELD
    if Role.COUNTER in held:
        return Level.COUNTER
    return Level.RECORDS if Role.RECORDS_OFFICER in held else Level.NOTHING


def shape(case: Case, viewer: Viewer) -> dict[str, Any]:
    """Everything that this viewer sees of a case. Raises Case.DoesNotExist when it is not visible.

    Beside the keys of `brief`: events, clocks, files, files_announced, files_received, rating, duplicate_of; for officers
    also roles, flags, assignments and about_unit. A visitor's dates of an anonymous case have no time.
    """
    if not Case.objects.visible_to(viewer).filter(pk=case.pk).exists():
        raise Case.DoesNotExist
    grants = grants_on(viewer, case)
    level = level_of(viewer, grants)
    told = columns(case, viewer, level)
    events = list(case.events.select_related("actor_unit").order_by("seq"))
    units = units_named(viewer, events)
    told |= {
        "events": [said for event in events if (said := tell(event, case, level, viewer, units, grants))],
        "clocks": [tell_clock(clock) for clock in clocks_of(case, level)],
        "rating": next((e.payload for e in reversed(events) if e.type == "rated"), None),
        "duplicate_of": master_of(case, viewer, level),
        **files_of(case, level),
    }
    if viewer.is_officer:
        told |= officers_only(case, level, grants)
    return told


def brief(case: Case, viewer: Viewer | None = None, level: Level | None = None) -> dict[str, Any]:
    """What a row of a list shows of a case that came out of `visible_to(viewer)`; for visitors when nobody is named.

    No query when the queryset selected category, origin_unit, current_unit, village and root__region. Keys: ref, kind,
    kind_label, status, status_label, outcome, outcome_label, title, body, category, category_slug, unit, unit_code,
    origin_unit, received_at, status_changed_at, published_at, place, is_open.
    """
    viewer = viewer or Viewer.visitor()
    return columns(case, viewer, level_of(viewer, ()) if level is None else level)


def columns(case: Case, viewer: Viewer, level: Level) -> dict[str, Any]:
    is_public = level is Level.VISITOR
    unit = case.current_unit or case.origin_unit
    told = {
        "level": level,
        "ref": case.ref,
        "kind": case.kind,
        "status": case.status,
        "status_label": status_of(case, level is Level.REPORTER),
        "outcome": case.outcome,
        **labels_of(case),
        "is_open": case.is_open,
        "category": case.category.name if case.category else "",
        "category_slug": case.category.slug if case.category else "",
        "unit": unit.name,
        "unit_code": unit.code,
        "origin_unit": case.origin_unit.name,
        "is_published": case.published_at is not None,
        "is_anonymous": case.is_anonymous,
        "is_confidential": case.is_confidential,
        **dates_of(case, is_public),
        **texts_of(case, level),
    }
    if is_public:
        del told["is_anonymous"], told["is_confidential"], told["handling_label"]
        told["place"] = public_place(case, viewer)
    elif level > Level.RECORDS:
        told["place"] = own_place(case)
        told["register_no"] = case.register_no
    return told


def dates_of(case: Case, is_public: bool) -> dict[str, Any]:
    """Moments in the regency's time; only days where the moment could tell who it was."""
    names = ("received_at", "status_changed_at", "published_at")
    return {name: moment(getattr(case, name), case, is_public) for name in names}


def moment(at: datetime.datetime | None, case: Case, is_public: bool) -> datetime.datetime | datetime.date | None:
    if at is None:
        return None
    local = at.astimezone(ZoneInfo(case.root.region.time_zone))
    return local.date() if is_public and case.is_anonymous else local


def texts_of(case: Case, level: Level) -> dict[str, str]:
    if level is Level.VISITOR:
        return {"title": case.title_public or labels_of(case)["kind_label"], "body": case.body_public}
    if level <= Level.RECORDS:
        return {"title": "", "body": ""}
    public = {"title_public": case.title_public, "body_public": case.body_public}
    return {"title": case.title, "body": case.body, **public}


def own_place(case: Case) -> dict[str, Any]:
    village = case.village.name if case.village else ""
    return {
        "village": village,
        "text": case.place_text,
        "lon": case.lon,
        "lat": case.lat,
        "accuracy_m": case.accuracy_m,
    }


def units_named(viewer: Viewer, events: list[CaseEvent]) -> dict[str, str]:
    """The names of the units that the events speak of by code; asked once for a viewer and these events."""
    codes = {str(event.payload["unit"]) for event in events if event.payload.get("unit")}
    known = viewer.memory.setdefault("units", {})
    if missing := codes - known.keys():
        known.update(dict.fromkeys(missing, ""))
        known.update(Unit.objects.filter(code__in=missing).values_list("code", "name"))
    return known


def tell(
    event: CaseEvent, case: Case, level: Level, viewer: Viewer, units: dict[str, str], grants: dict[Role, Any]
) -> dict[str, Any] | None:
    """One event as this viewer may read it; None when it is not for them."""
    if not may_hear(event, level, grants, viewer):
        return None
    said = {
        "seq": event.seq,
        "type": event.type,
        "label": label_of_event(event, units),
        "at": moment(event.at, case, level is Level.VISITOR),
        "actor": actor_of(event),
        "actor_kind": event.actor_kind,
        "to_status": event.to_status,
        "text": "",
        "details": [],
    }
    if level is Level.VISITOR:
        return said | {"text": event.public_text}
    if level is Level.RECORDS:
        return said
    said["details"] = details_of(event, case, viewer, is_officer=level is not Level.REPORTER)
    said["text"] = event.reporter_text or event.public_text
    if level is not Level.REPORTER and may_read_notes(event, level, grants, viewer):
        said["internal"] = event.internal_text
    if level is not Level.REPORTER:
        said["audience"] = event.audience
    return said


def may_hear(event: CaseEvent, level: Level, grants: dict[Role, Any], viewer: Viewer) -> bool:
    """Whether this event exists for them at all."""
    if event.audience == Audience.PUBLIC:
        return True
    if level is Level.VISITOR:
        return False
    if event.audience == Audience.REPORTER:
        # Who asks about own data says who it is: a matter between the reporter and the desk.
        is_between_them = event.type in ABOUT_PERSON and level in (Level.FIELD, Level.COUNTER)
        return not is_between_them or is_own(event, viewer)
    if level is Level.REPORTER:
        return False
    if event.audience == Audience.RESTRICTED:
        return viewer.is_superuser or bool(FEW.intersection(grants))
    return level in (Level.DESK, Level.RECORDS) or may_read_notes(event, level, grants, viewer)


def is_own(event: CaseEvent, viewer: Viewer) -> bool:
    """Whether this officer wrote it."""
    return viewer.is_officer and event.actor_user_id == viewer.user.pk


def may_read_notes(event: CaseEvent, level: Level, grants: dict[Role, Any], viewer: Viewer) -> bool:
    """Internal words: all at the desk; elsewhere those of the own office, and the instruction that came with the case.

    A counter stands in the office of the desk and is none: it reads its own.
    """
    if level is Level.DESK or event.type in TO_THE_NEXT:
        return True
    if level is Level.COUNTER:
        return is_own(event, viewer)
    unit = event.actor_unit
    return bool(unit) and any(grant.reaches(unit.code) for grant in grants.values())


def clocks_of(case: Case, level: Level) -> list[Clock]:
    rows = case.clocks.filter(is_dropped=False).select_related("rule", "case__root__region")
    if level in (Level.VISITOR, Level.REPORTER):
        rows = rows.filter(met_at=None)
    return [row for row in rows if level is not Level.VISITOR or row.clock != Term.DATA_SUBJECT_REQUEST]


def tell_clock(clock: Clock) -> dict[str, Any]:
    """One term; `row` is for templates that show how it was counted."""
    return {
        "clock": clock.clock,
        "label": str(Term(clock.clock).label) if clock.clock in Term.values else clock.clock,
        "due_on": clock.due_on,
        "is_provisional": clock.is_provisional,
        "is_running": clock.is_running,
        "is_paused": clock.paused_on is not None,
        "is_late": clock.is_late(timezone.now()),
        "was_late": clock.breached_at is not None,
        "row": clock,
    }


def files_of(case: Case, level: Level) -> dict[str, Any]:
    """Files with the address that checks again who asks; citizens' names of files are not for the public."""
    rows = list(case.attachments.exclude(state=FileState.PURGED))
    evidence = [row for row in rows if row.role == Attachment.Role.EVIDENCE]
    counts = {
        "files_announced": len(evidence),
        "files_received": sum(row.state not in (*COMING, FileState.REJECTED) for row in evidence),
    }
    return counts | {"files": [tell_file(row, level) for row in rows if may_see(row, level)]}


def may_see(row: Attachment, level: Level) -> bool:
    """Public: approved copies. Field and counter: remade pictures and answers. Desk: that it is there.

    The reporter: own files, and answers once nobody doubts any more what they hold (release check).
    """
    is_copy = row.state == FileState.PROCESSED and bool(row.copy_key)
    is_answer = row.role in (Attachment.Role.ANSWER, Attachment.Role.LETTER)
    if level is Level.VISITOR:
        return is_copy and row.is_public and row.role != Attachment.Role.IDENTITY
    if level <= Level.RECORDS:
        return False
    if level is Level.REPORTER and is_answer:
        return row.state == FileState.PROCESSED and not row.warnings
    if level in (Level.REPORTER, Level.DESK):
        return True
    return row.role != Attachment.Role.IDENTITY and (is_copy or is_answer)


def may_read_name(row: Attachment, level: Level) -> bool:
    """Citizens often name files after themselves: such a name is for the reporter and the desk, that of a paper which
    proves who somebody is for the reporter alone."""
    if row.role in (Attachment.Role.ANSWER, Attachment.Role.LETTER):
        return level is not Level.VISITOR
    return level is Level.REPORTER or (level is Level.DESK and row.role != Attachment.Role.IDENTITY)


def tell_file(row: Attachment, level: Level) -> dict[str, Any]:
    is_public = level is Level.VISITOR
    return {
        "id": row.pk,
        "url": f"/berkas/{row.pk}/",
        "name": row.original_name if may_read_name(row, level) else "",
        "role": row.role,
        "type": row.detected_type,
        "is_picture": bool(row.copy_key),
        "is_ready": row.state == FileState.PROCESSED,
        "is_answer": row.role in (Attachment.Role.ANSWER, Attachment.Role.LETTER),
        "state": row.state,
        "state_label": row.get_state_display(),
        "is_public": row.is_public,
        "warnings": [] if is_public else row.warnings,
    }


def master_of(case: Case, viewer: Viewer, level: Level) -> str:
    """The number of the case that goes on in its place, where this viewer may know of that one, too."""
    if case.duplicate_of_id is None:
        return ""
    eyes = viewer if viewer.is_officer else Viewer.visitor()
    found = Case.objects.visible_to(eyes).filter(pk=case.duplicate_of_id).values_list("ref", flat=True).first()
    return found or ""


def officers_only(case: Case, level: Level, grants: dict[Role, Any]) -> dict[str, Any]:
    about = case.about_unit.name if case.about_unit and level in (Level.FIELD, Level.DESK) else ""
    moves = case.assignments.select_related("from_unit", "to_unit", "return_reason")
    return {
        "roles": sorted(grants),
        "flags": list(case.flags) if level >= Level.COUNTER else [],
        "is_restricted": case.is_restricted,
        "is_on_hold": case.is_on_hold,
        "about_unit": about,
        "assignments": list(moves) if level in (Level.FIELD, Level.DESK) else [],
        "has_reporter": hasattr(case, "reporter"),
        "channel_label": case.get_channel_display(),
        "limits": settings_of(case.root),
    }
