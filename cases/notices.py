"""Notices to reporters and officers: written with the event that causes them, sent by `cases_tick`, never telling.

A notice says that something happened to a case with this number; lock screens and mailing lists learn nothing more.
"""

from __future__ import annotations

import datetime

from django.utils import timezone

from regions.models import Unit

from .models import Case, CaseEvent, Outbox
from .sending import address_of, send_due
from .transitions import Kind, Role, Status

__all__ = ["LATE", "NEWS", "REPORTER", "WORK", "announce", "enqueue", "send_due"]

REPORTER = "reporter"
# What a notice is about; the wording stands in cases.sending.
NEWS, WORK, LATE = "news", "work", "late"

Audience = CaseEvent.Audience
# Which desk has work after an event, whatever the kind of case.
TO_DESK: dict[str, tuple[str, ...]] = {
    "assign": (Role.HANDLER,),
    "delegate": (Role.HANDLER,),
    "return": (Role.COORDINATOR,),
    "take_back": (Role.COORDINATOR,),
    "reopen": (Role.HANDLER,),
    "reopen_closed": (Role.HANDLER,),
    "contest": (Role.COORDINATOR,),
    "unmerge": (Role.VERIFIER,),
    "propose_archive": (Role.COORDINATOR,),
    "reopen_granted": (Role.PPID_EXECUTIVE,),
    "data_request": (Role.RECORDS_OFFICER, Role.COORDINATOR),
    "publish_proposed": (Role.VERIFIER,),
}
# Which desk has a case when its reporter writes.
FIRST_DESK: dict[str, str] = {
    Kind.COMPLAINT: Role.VERIFIER,
    Kind.ASPIRATION: Role.VERIFIER,
    Kind.INFORMATION_REQUEST: Role.PPID_EXECUTIVE,
    Kind.OBJECTION: Role.PPID_SUPERIOR,
}
ENTERED = frozenset({"submit", "submit_incomplete", "reply"})
WRITTEN = frozenset({"submit", "submit_incomplete", "reply", "message", "withdraw"})
WITH_HANDLER = frozenset({Status.ASSIGNED, Status.IN_PROGRESS, Status.ANSWERED})


def enqueue(
    case: Case,
    kind: str,
    role: str,
    *,
    dedupe: str,
    unit: Unit | None = None,
    at: datetime.datetime | None = None,
) -> None:
    """Adds a notice to one role (of a unit) or to the reporter, once for each `dedupe`; call it in the transaction."""
    if role == REPORTER and not address_of(case):
        return
    key = f"{case.pk}:{kind}:{dedupe}"[:120]
    due = at or timezone.now()
    notice = Outbox(case=case, kind=kind, unit=unit, recipient_role=role, dedupe_key=key, next_at=due)
    Outbox.objects.bulk_create([notice], ignore_conflicts=True)


def announce(case: Case, event: CaseEvent) -> None:
    """Everybody who should hear of this event; intake calls it for `submit`, actions do it themselves."""
    for role in desks(case, event):
        enqueue(case, WORK, role, dedupe=f"{event.seq}:{role}", at=event.at)
    by_reporter = event.actor_kind == CaseEvent.ActorKind.CITIZEN and event.type not in ("submit", "data_request")
    if event.audience in (Audience.PUBLIC, Audience.REPORTER) and not by_reporter:
        enqueue(case, NEWS, REPORTER, dedupe=f"{event.seq}", at=event.at)
    # Those whose reports were merged into this one read its public events, whoever caused them, and no others.
    if event.audience == Audience.PUBLIC:
        for merged in case.duplicates.filter(status=Status.DUPLICATE):
            enqueue(merged, NEWS, REPORTER, dedupe=f"master:{event.seq}", at=event.at)


def desks(case: Case, event: CaseEvent) -> tuple[str, ...]:
    """Which desks have work now; what the counter enters for a citizen counts as written by the citizen."""
    by_reporter = event.actor_kind == CaseEvent.ActorKind.CITIZEN or event.type in ENTERED
    if event.type in WRITTEN or (event.type == "note" and by_reporter):
        if not by_reporter:
            return ()
        is_complaint = case.kind in (Kind.COMPLAINT, Kind.ASPIRATION)
        return (Role.HANDLER,) if is_complaint and case.status in WITH_HANDLER else (FIRST_DESK[case.kind],)
    return TO_DESK.get(event.type, ())
