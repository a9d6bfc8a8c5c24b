"""What happens when somebody acts on a request for public information (UU 14/2008)."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from .. import clocks
from ..actors import Actor
from ..chain import Telling
from ..engine import Effect, InvalidError, RefusedError
from ..models import Case, CaseEvent, InformationRequest, Outcome
from ..terms import Term
from ..transitions import Role, Status
from .endings import end, hide, require_run_out

Data = dict[str, Any]
When = datetime.datetime
REPORTER, INTERNAL = CaseEvent.Audience.REPORTER, CaseEvent.Audience.INTERNAL
Held = InformationRequest.Held

# What a decision says about the information: held, somewhere else, or not written down at all.
HELD = {
    Outcome.GRANTED_FULL: Held.HELD,
    Outcome.GRANTED_PARTIAL: Held.HELD,
    Outcome.REFUSED: Held.HELD,
    Outcome.NOT_HELD: Held.NOT_HELD,
    Outcome.NOT_DOCUMENTED: Held.NOT_DOCUMENTED,
}
# A decision must say these, too.
GROUNDS = {
    Outcome.GRANTED_PARTIAL: ("redactions",),
    Outcome.REFUSED: ("refusal_article", "consequence_test_ref"),
}
TO_DELIVER = (Outcome.GRANTED_FULL, Outcome.GRANTED_PARTIAL)
RECORDED = ("redactions", "refusal_article", "consequence_test_ref", "holder_name")


def ask(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    clocks.pause(case, now)
    clocks.start(case, Term.REQUEST_COMPLETENESS, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


def reply(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    clocks.meet(case, Term.REQUEST_COMPLETENESS, now)
    clocks.resume(case, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


def lapse(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    if Role.SYSTEM in actor.roles:
        require_run_out(case, Term.REQUEST_COMPLETENESS, now)
    elif not data["text"]:
        raise InvalidError({"text": [_("Say why the request lapses.")]})
    end(case, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


def start(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    return Telling(audience=REPORTER)


def start_test(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    return Telling(audience=REPORTER, internal_text=data["text"])


def conclude_test(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    record(case, consequence_test_ref=data["consequence_test_ref"])
    return Telling(
        audience=REPORTER, internal_text=data["text"], payload={"consequence_test_ref": data["consequence_test_ref"]}
    )


def extend(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    term = clocks.extend(case, Term.INFORMATION_NOTICE, None, data["text"], now)
    payload = {"clock": term.clock, "amount": term.extended_by, "due_on": term.due_on.isoformat()}
    return Telling(audience=REPORTER, reporter_text=data["text"], payload=payload)


def decide(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    request = case.request
    outcome = Outcome(data["outcome"])
    given = {name: data[name] or getattr(request, name) for name in RECORDED}
    if missing := [name for name in GROUNDS.get(outcome, ()) if not given[name]]:
        raise InvalidError({name: [_("This decision must say it.")] for name in missing})
    if outcome == Outcome.NOT_HELD and not given["holder_name"]:
        given["holder_name"] = _("unknown")
    record(case, held=HELD[outcome], **given)
    case.outcome = outcome
    clocks.meet(case, Term.INFORMATION_NOTICE, now)
    clocks.drop(case, Term.OBJECTION_WINDOW, now)
    clocks.start(case, Term.OBJECTION_WINDOW, now)
    payload = {"outcome": outcome.value, "held": HELD[outcome].value, **given}
    return Telling(audience=REPORTER, reporter_text=data["text"], payload=payload)


def deliver(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    if not has_delivery(case):
        raise RefusedError(_("This decision leaves nothing to deliver."))
    record(case, delivered_at=now, cost_idr=data["cost_idr"] or 0, payment_method=data["payment_method"])
    return Telling(audience=REPORTER, reporter_text=data["text"])


def record(case: Case, **columns: Any) -> None:
    """Writes columns of the request, in the table and in the case at hand."""
    for name, value in columns.items():
        setattr(case.request, name, value)
    case.request.save(update_fields=list(columns))


def has_delivery(case: Case) -> bool:
    """Whether the applicant is owed something after the decision."""
    return case.outcome in TO_DELIVER


def close(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    if case.status == Status.DECIDED and has_delivery(case):
        raise RefusedError(_("What was granted has to be delivered first."))
    if Role.SYSTEM in actor.roles:
        require_run_out(case, Term.OBJECTION_WINDOW, now)
        clocks.meet(case, Term.OBJECTION_WINDOW, now)
    end(case, now, case.outcome)
    return Telling(audience=REPORTER, reporter_text=data["text"], payload={"outcome": case.outcome})


def withdraw(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    end(case, now)
    clocks.drop(case, Term.OBJECTION_WINDOW, now)
    hide(case, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


def reopen_granted(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    case.reopen_count += 1
    case.outcome = ""
    clocks.drop(case, Term.OBJECTION_WINDOW, now)
    clocks.start(case, Term.INFORMATION_NOTICE, now)
    return Telling(audience=REPORTER, payload={"reopened": case.reopen_count})


EFFECTS: dict[str, Effect] = {
    "ask": ask,
    "reply": reply,
    "lapse": lapse,
    "start": start,
    "start_test": start_test,
    "conclude_test": conclude_test,
    "extend": extend,
    "decide": decide,
    "deliver": deliver,
    "close": close,
    "withdraw": withdraw,
    "reopen_granted": reopen_granted,
}
