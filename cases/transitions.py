"""What may happen to a case, as data: which action leads from which status to which, and who may take it.

Three machines: complaints and aspirations, information requests (UU 14/2008), objections. Whatever does not stand here
is refused, and the database's own checks are made from the same table. Guards and effects live in the actions.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """What a citizen asks for."""

    COMPLAINT = "complaint", _("Complaint")
    ASPIRATION = "aspiration", _("Aspiration")
    INFORMATION_REQUEST = "information_request", _("Information request")
    OBJECTION = "objection", _("Objection")


class Status(models.TextChoices):
    """Where a case stands, in the words that citizens read."""

    RECEIVED = "received", _("Waiting for verification")
    NEEDS_INFO = "needs_info", _("Waiting for the reporter")
    ASSIGNED = "assigned", _("Passed on")
    IN_PROGRESS = "in_progress", _("Being handled")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", pgettext_lazy("case", "Closed")
    REFERRED_OUT = "referred_out", _("Passed on to another body")
    DUPLICATE = "duplicate", _("Merged")
    ARCHIVED = "archived", _("Archived")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REGISTERED = "registered", _("Registered")
    CONSEQUENCE_TEST = "consequence_test", _("Consequence test")
    DECIDED = "decided", _("Decided")
    DELIVERED = "delivered", _("Delivered")
    LAPSED = "lapsed", _("Lapsed")
    IN_REVIEW = "in_review", _("Under review")
    DISPUTED = "disputed", _("Before the Information Commission")


class Role(models.TextChoices):
    """Who acts: citizens by their secret, officers by their role in a unit, the system by its clocks."""

    REPORTER = "reporter", _("Reporter")
    COUNTER = "counter", _("Counter officer")
    VERIFIER = "verifier", _("Verifier")
    COORDINATOR = "coordinator", _("Coordinator")
    HANDLER = "handler", _("Handler")
    UNIT_HEAD = "unit_head", _("Head of the unit")
    PPID_EXECUTIVE = "ppid_executive", _("PPID executive")
    PPID_MAIN = "ppid_main", _("Main PPID")
    PPID_SUPERIOR = "ppid_superior", _("Superior of the PPID")
    INSPECTORATE = "inspectorate", _("Inspectorate")
    LEADERSHIP = "leadership", _("Leadership")
    RECORDS_OFFICER = "records_officer", _("Records officer")
    SYSTEM = "system", _("System")


@dataclass(frozen=True)
class Transition:
    """One row: an action from any of these statuses to another; an empty target keeps the status, empty sources create."""

    action: str
    sources: tuple[Status, ...]
    target: Status | None
    roles: tuple[Role, ...]

    def leads_to(self, status: Status | None) -> Status:
        target = self.target or status
        assert target is not None, "only a creating action has no status to keep"
        return target


S, R = Status, Role
NOT_OPEN = (S.CLOSED, S.ARCHIVED, S.DUPLICATE, S.WITHDRAWN, S.LAPSED, S.REFERRED_OUT)

COMPLAINTS = (
    Transition("submit", (), S.RECEIVED, (R.REPORTER, R.COUNTER)),
    Transition("ask", (S.RECEIVED,), S.NEEDS_INFO, (R.VERIFIER, R.COORDINATOR)),
    Transition("reply", (S.NEEDS_INFO,), S.RECEIVED, (R.REPORTER, R.COUNTER)),
    Transition("expire_reply", (S.NEEDS_INFO,), S.ARCHIVED, (R.SYSTEM,)),
    Transition("assign", (S.RECEIVED,), S.ASSIGNED, (R.VERIFIER, R.COORDINATOR)),
    Transition("accept", (S.ASSIGNED,), S.IN_PROGRESS, (R.HANDLER,)),
    Transition("return", (S.ASSIGNED, S.IN_PROGRESS), S.RECEIVED, (R.HANDLER,)),
    Transition("delegate", (S.ASSIGNED, S.IN_PROGRESS), S.ASSIGNED, (R.HANDLER,)),
    Transition("progress", (S.IN_PROGRESS,), S.IN_PROGRESS, (R.HANDLER,)),
    Transition("answer", (S.IN_PROGRESS,), S.ANSWERED, (R.HANDLER, R.UNIT_HEAD)),
    Transition("confirm", (S.ANSWERED,), S.CLOSED, (R.REPORTER,)),
    Transition("auto_close", (S.ANSWERED,), S.CLOSED, (R.SYSTEM,)),
    Transition("reopen", (S.ANSWERED,), S.IN_PROGRESS, (R.REPORTER, R.COORDINATOR)),
    Transition("refer_out", (S.RECEIVED, S.IN_PROGRESS), S.REFERRED_OUT, (R.COORDINATOR,)),
    Transition("take_back", (S.REFERRED_OUT,), S.RECEIVED, (R.COORDINATOR,)),
    Transition("close_referred", (S.REFERRED_OUT,), S.CLOSED, (R.COORDINATOR,)),
    # A coordinator may all that a verifier may: where one person keeps the desk, nothing is left lying.
    Transition("mark_duplicate", (S.RECEIVED,), S.DUPLICATE, (R.VERIFIER, R.COORDINATOR)),
    Transition("propose_archive", (S.RECEIVED,), S.RECEIVED, (R.VERIFIER, R.COORDINATOR)),
    Transition("archive", (S.RECEIVED,), S.ARCHIVED, (R.VERIFIER, R.COORDINATOR)),
    Transition("contest", (S.ARCHIVED, S.DUPLICATE), S.RECEIVED, (R.REPORTER,)),
    # The case that it followed has ended without an answer; not in the specification, but nobody may be lost by merging.
    Transition("unmerge", (S.DUPLICATE,), S.RECEIVED, (R.SYSTEM,)),
    Transition(
        "withdraw",
        (S.RECEIVED, S.NEEDS_INFO, S.ASSIGNED, S.IN_PROGRESS, S.ANSWERED),
        S.WITHDRAWN,
        (R.REPORTER,),
    ),
    Transition("reopen_closed", (S.CLOSED,), S.IN_PROGRESS, (R.COORDINATOR, R.INSPECTORATE)),
)

INFORMATION_REQUESTS = (
    Transition("submit", (), S.REGISTERED, (R.REPORTER, R.COUNTER)),
    Transition("submit_incomplete", (), S.NEEDS_INFO, (R.COUNTER,)),
    Transition("ask", (S.REGISTERED,), S.NEEDS_INFO, (R.PPID_EXECUTIVE, R.PPID_MAIN)),
    Transition("reply", (S.NEEDS_INFO,), S.REGISTERED, (R.REPORTER, R.COUNTER)),
    Transition("lapse", (S.NEEDS_INFO,), S.LAPSED, (R.PPID_MAIN, R.SYSTEM)),
    Transition("start", (S.REGISTERED,), S.IN_PROGRESS, (R.PPID_EXECUTIVE,)),
    Transition("start_test", (S.IN_PROGRESS,), S.CONSEQUENCE_TEST, (R.PPID_MAIN,)),
    Transition("conclude_test", (S.CONSEQUENCE_TEST,), S.IN_PROGRESS, (R.PPID_MAIN,)),
    Transition("extend", (S.REGISTERED, S.IN_PROGRESS, S.CONSEQUENCE_TEST), None, (R.PPID_MAIN,)),
    Transition("decide", (S.IN_PROGRESS,), S.DECIDED, (R.PPID_MAIN,)),
    Transition("deliver", (S.DECIDED,), S.DELIVERED, (R.PPID_EXECUTIVE, R.COUNTER)),
    Transition("close", (S.DECIDED, S.DELIVERED), S.CLOSED, (R.PPID_EXECUTIVE, R.SYSTEM)),
    Transition(
        "withdraw",
        (S.REGISTERED, S.NEEDS_INFO, S.IN_PROGRESS, S.CONSEQUENCE_TEST),
        S.WITHDRAWN,
        (R.REPORTER,),
    ),
    Transition("reopen_granted", (S.DECIDED, S.DELIVERED, S.CLOSED), S.IN_PROGRESS, (R.SYSTEM,)),
)

OBJECTIONS = (
    Transition("submit", (), S.REGISTERED, (R.REPORTER, R.COUNTER)),
    Transition("start_review", (S.REGISTERED,), S.IN_REVIEW, (R.PPID_SUPERIOR,)),
    Transition("decide", (S.IN_REVIEW,), S.DECIDED, (R.PPID_SUPERIOR,)),
    Transition("dispute", (S.DECIDED, S.REGISTERED, S.IN_REVIEW), S.DISPUTED, (R.PPID_MAIN, R.PPID_SUPERIOR)),
    Transition("close", (S.DECIDED,), S.CLOSED, (R.SYSTEM,)),
    Transition("close_dispute", (S.DISPUTED,), S.CLOSED, (R.PPID_MAIN,)),
    Transition("withdraw", (S.REGISTERED, S.IN_REVIEW), S.WITHDRAWN, (R.REPORTER,)),
)

MACHINES: dict[Kind, tuple[Transition, ...]] = {
    Kind.COMPLAINT: COMPLAINTS,
    Kind.ASPIRATION: COMPLAINTS,
    Kind.INFORMATION_REQUEST: INFORMATION_REQUESTS,
    Kind.OBJECTION: OBJECTIONS,
}


# What everybody who works on a case may do beside the machines; the status stays as it is.
OFFICERS = (
    R.COUNTER,
    R.VERIFIER,
    R.COORDINATOR,
    R.HANDLER,
    R.UNIT_HEAD,
    R.PPID_EXECUTIVE,
    R.PPID_MAIN,
    R.PPID_SUPERIOR,
    R.INSPECTORATE,
)
EVERYWHERE = tuple(Status)
BESIDES: dict[str, Transition] = {
    beside.action: beside
    for beside in (
        Transition("note", EVERYWHERE, None, OFFICERS),
        Transition("message", EVERYWHERE, None, (R.REPORTER, *OFFICERS)),
        Transition("publish", EVERYWHERE, None, (R.VERIFIER, R.COORDINATOR)),
        Transition("unpublish", EVERYWHERE, None, (R.VERIFIER, R.COORDINATOR)),
        Transition("link_external", EVERYWHERE, None, (R.COORDINATOR, R.PPID_MAIN)),
        Transition("reopen_upload", EVERYWHERE, None, (R.VERIFIER, R.COORDINATOR, R.PPID_EXECUTIVE, R.PPID_MAIN)),
        Transition("set_hold", EVERYWHERE, None, (R.RECORDS_OFFICER, R.COORDINATOR)),
        Transition("lift_hold", EVERYWHERE, None, (R.RECORDS_OFFICER, R.COORDINATOR)),
        # Heirs, and whoever has lost the secret, come in person: the desk that sees the case enters what they ask.
        Transition("data_request", EVERYWHERE, None, (R.REPORTER, R.COUNTER, R.COORDINATOR, R.PPID_MAIN)),
        Transition("data_request_done", EVERYWHERE, None, (R.RECORDS_OFFICER, R.COORDINATOR, R.PPID_MAIN)),
        Transition("exclude_user", EVERYWHERE, None, (R.VERIFIER, R.COORDINATOR, R.INSPECTORATE)),
        Transition("rate", (S.CLOSED,), None, (R.REPORTER,)),
    )
}

# How the history names what was done, where that is not the action's own name.
EVENT_TYPES = {
    "publish": "published",
    "unpublish": "unpublished",
    "link_external": "external_linked",
    "set_hold": "hold_set",
    "lift_hold": "hold_lifted",
    "rate": "rated",
}


def statuses(kind: Kind) -> set[Status]:
    """Every status that a case of this kind can have."""
    machine = MACHINES[kind]
    return {t.target for t in machine if t.target} | {source for t in machine for source in t.sources}


def find(kind: Kind, action: str, status: Status | None, role: Role) -> Transition | None:
    """The row that lets this role take this action here; None when it is refused."""
    beside = [BESIDES[action]] if action in BESIDES else []
    for transition in (*MACHINES[kind], *beside):
        is_here = status in transition.sources if status else not transition.sources
        if transition.action == action and is_here and role in transition.roles:
            return transition
    return None


def open_to(kind: Kind, status: Status, roles: set[Role]) -> list[str]:
    """The actions that somebody with these roles may take now, in the table's order."""
    return [
        t.action for t in (*MACHINES[kind], *BESIDES.values()) if status in t.sources and roles.intersection(t.roles)
    ]
