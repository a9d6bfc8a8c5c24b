"""How the history and the standing of a case are said: each event in a short sentence, each status as its reader knows it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ..models import Case, CaseEvent, HandlingClass, Outcome
from ..terms import Term
from ..transitions import Kind, Status

EVENTS: dict[str, Any] = {
    "submit": gettext_lazy("Received"),
    "submit_incomplete": gettext_lazy("Received, not complete yet"),
    "ask": gettext_lazy("Question to the reporter"),
    "reply": gettext_lazy("The reporter answered"),
    "expire_reply": gettext_lazy("Archived: no answer came"),
    "assign": gettext_lazy("Passed on"),
    "accept": gettext_lazy("Taken up"),
    "return": gettext_lazy("Given back to the coordinator"),
    "delegate": gettext_lazy("Passed on within the office"),
    "progress": gettext_lazy("Progress"),
    "answer": gettext_lazy("Answered"),
    "confirm": gettext_lazy("Confirmed by the reporter"),
    "auto_close": gettext_lazy("Closed: no objection within the time"),
    "reopen": gettext_lazy("Opened again"),
    "refer_out": gettext_lazy("Passed on to another body"),
    "take_back": gettext_lazy("Taken back from the other body"),
    "close_referred": gettext_lazy("Closed with the other body's answer"),
    "mark_duplicate": gettext_lazy("Merged with another report"),
    "unmerge": gettext_lazy("Stands on its own again: the report that it followed has ended"),
    "propose_archive": gettext_lazy("Proposed to archive"),
    "archive": gettext_lazy("Archived"),
    "contest": gettext_lazy("The reporter does not agree"),
    "withdraw": gettext_lazy("Withdrawn by the reporter"),
    "reopen_closed": gettext_lazy("Opened again after closing"),
    "lapse": gettext_lazy("Lapsed"),
    "start": gettext_lazy("Work has begun"),
    "start_test": gettext_lazy("Consequence test begun"),
    "conclude_test": gettext_lazy("Consequence test concluded"),
    "extend": gettext_lazy("Time extended"),
    "decide": gettext_lazy("Decided"),
    "deliver": gettext_lazy("Delivered"),
    "close": pgettext_lazy("case", "Closed"),
    "reopen_granted": gettext_lazy("Taken up again: the objection was granted"),
    "start_review": gettext_lazy("Review begun"),
    "dispute": gettext_lazy("Before the Information Commission"),
    "close_dispute": gettext_lazy("The dispute has ended"),
    "note": gettext_lazy("Note"),
    "message": gettext_lazy("Message"),
    "published": gettext_lazy("A public copy was published"),
    "publish_proposed": gettext_lazy("A public copy was proposed"),
    "unpublished": gettext_lazy("The public copy was taken off"),
    "external_linked": gettext_lazy("Number at another body"),
    "reopen_upload": gettext_lazy("Files may be sent again"),
    "hold_set": gettext_lazy("Put on hold: nothing is erased"),
    "hold_lifted": gettext_lazy("No longer on hold"),
    "data_request": gettext_lazy("Request about personal data"),
    "data_request_done": gettext_lazy("Request about personal data answered"),
    "consents": gettext_lazy("The reporter changed consents"),
    "exclude_user": gettext_lazy("Kept from an officer"),
    "rated": gettext_lazy("Rated by the reporter"),
    "clock_breached": gettext_lazy("A term was not kept"),
    "clock_recomputed": gettext_lazy("Due dates counted anew"),
    "breach_withdrawn": gettext_lazy("The term is kept after all: the calendar changed"),
    "escalated": gettext_lazy("Raised to a higher level"),
    "attachment_received": gettext_lazy("A file arrived"),
    "attachment_rejected": gettext_lazy("A file could not be taken"),
    "file_released": gettext_lazy("A file from the office"),
    "handed_over": gettext_lazy("Handed over with the office"),
    "unit_remapped": gettext_lazy("Moved with the office"),
    "purged": gettext_lazy("Personal data erased"),
}


def label_of_event(event: CaseEvent, units: dict[str, str]) -> str:
    """What happened, with the unit it went to where there is one; `units` maps codes to names."""
    label = str(EVENTS.get(event.type, event.type))
    unit = units.get(str(event.payload.get("unit", "")))
    if event.type in ("assign", "delegate") and unit:
        return _("Passed on to %(unit)s") % {"unit": unit}
    term = event.payload.get("clock")
    if event.type == "escalated" and term in Term.values:
        return raised(Term(term), event.payload.get("level", 0))
    if event.type in ("clock_breached", "breach_withdrawn") and term in Term.values:
        return f"{label}: {Term(term).label}"
    return label


def raised(term: Term, level: int) -> str:
    """A reminder before the due date; after it, the level that was told."""
    words = {"term": term.label, "level": level}
    return (
        _("Superiors were told (level %(level)s): %(term)s") if level else _("Reminder: %(term)s is due soon")
    ) % words


def actor_of(event: CaseEvent) -> str:
    """Who did it, as far as anybody learns: an office, never an officer's name."""
    if event.actor_kind == CaseEvent.ActorKind.OFFICER:
        return event.actor_unit.name if event.actor_unit else _("An officer")
    return {
        CaseEvent.ActorKind.CITIZEN: _("The reporter"),
        CaseEvent.ActorKind.SYSTEM: _("The system"),
        CaseEvent.ActorKind.EXTERNAL: _("Another body"),
    }[CaseEvent.ActorKind(event.actor_kind)]


def status_of(case: Case, is_reporter: bool = False) -> str:
    """Where it stands, in words; "you" is said to the reporter only."""
    status = Status(case.status)
    if status == Status.NEEDS_INFO and not is_reporter:
        return _("Waiting for the reporter")
    if status == Status.ASSIGNED and case.current_unit:
        return _("Passed on to %(unit)s") % {"unit": case.current_unit.name}
    if status == Status.IN_PROGRESS and case.reopen_count:
        return _("Opened again")
    return str(status.label)


def labels_of(case: Case) -> dict[str, str]:
    return {
        "kind_label": str(Kind(case.kind).label),
        "outcome_label": str(Outcome(case.outcome).label) if case.outcome else "",
        "handling_label": str(HandlingClass(case.handling_class).label) if case.handling_class else "",
    }
