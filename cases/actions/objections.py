"""What happens when somebody acts on an objection to how a request was treated."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from .. import clocks, engine, notices
from ..actors import Actor
from ..chain import Telling, append
from ..engine import Effect, RefusedError
from ..models import Case, CaseEvent, Outcome
from ..terms import Term
from ..transitions import Role, Status
from . import requests
from .endings import end, require_run_out

Data = dict[str, Any]
When = datetime.datetime
REPORTER, INTERNAL = CaseEvent.Audience.REPORTER, CaseEvent.Audience.INTERNAL
GRANTED = (Outcome.GRANTED, Outcome.GRANTED_PARTIAL)


def request_of(case: Case) -> Case:
    """The request that an objection is about; the database lets no objection be without one."""
    assert case.parent is not None
    return case.parent


def start_review(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    return Telling(audience=REPORTER)


def decide(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    decision = request_of(case).events.filter(type="decide").order_by("-seq").first()
    if decision and actor.user and decision.actor_user_id == actor.user.pk:
        raise RefusedError(_("Whoever decided the request does not decide the objection."))
    record(case, superior_name=data["superior_name"], superior_position=data["superior_position"])
    case.outcome = data["outcome"]
    clocks.meet(case, Term.OBJECTION_ANSWER, now)
    clocks.start(case, Term.DISPUTE_WINDOW, now)
    if case.outcome in GRANTED:
        reopen_request(case, now)
    return Telling(audience=REPORTER, reporter_text=data["text"], payload={"outcome": case.outcome})


def record(case: Case, **columns: Any) -> None:
    """Writes columns of the objection, in the table and in the case at hand."""
    for name, value in columns.items():
        setattr(case.objection, name, value)
    case.objection.save(update_fields=list(columns))


def reopen_request(case: Case, now: When) -> None:
    """A granted objection puts its request to work again; one that is at work already stays as it is."""
    request = request_of(case)
    if request.status not in (Status.DECIDED, Status.DELIVERED, Status.CLOSED):
        return
    system = Actor.system()
    parent, event = engine.perform(request.pk, "reopen_granted", system, requests.reopen_granted, {}, now=now)
    notices.announce(parent, event)


def dispute(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    answer = clocks.running(case, Term.OBJECTION_ANSWER)
    if case.status != Status.DECIDED and not (answer and answer.is_late(now)):
        raise RefusedError(_("Before the decision a dispute is possible only when the time for the decision is over."))
    record(case, dispute_no=data["dispute_no"], dispute_filed_on=data["dispute_filed_on"])
    clocks.drop_all(case, now)
    reason = _("Dispute %(number)s before the Information Commission") % {"number": data["dispute_no"]}
    case.is_on_hold, case.hold_reason = True, reason
    hold_request(request_of(case).pk, True, reason, now)
    return Telling(audience=REPORTER, payload={"number": data["dispute_no"]})


def hold_request(request_id: int, is_on_hold: bool, reason: str, now: When) -> None:
    """What is before the Commission may not be erased, the request included."""
    request = engine.locked(request_id)
    if request.is_on_hold == is_on_hold:
        return
    request.is_on_hold, request.hold_reason = is_on_hold, reason if is_on_hold else ""
    type = "hold_set" if is_on_hold else "hold_lifted"
    told = Telling(audience=INTERNAL, internal_text=reason)
    append(request, type, Actor.system(), told, at=now, from_status=request.status)
    engine.keep(request, now)


def close(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    if Role.SYSTEM in actor.roles:
        require_run_out(case, Term.DISPUTE_WINDOW, now)
    clocks.meet(case, Term.DISPUTE_WINDOW, now)
    end(case, now, case.outcome)
    return Telling(audience=REPORTER, payload={"outcome": case.outcome})


def close_dispute(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    end(case, now, case.outcome)
    case.is_on_hold, case.hold_reason = False, ""
    hold_request(request_of(case).pk, False, data["text"], now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


def withdraw(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    end(case, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


EFFECTS: dict[str, Effect] = {
    "start_review": start_review,
    "decide": decide,
    "dispute": dispute,
    "close": close,
    "close_dispute": close_dispute,
    "withdraw": withdraw,
}
