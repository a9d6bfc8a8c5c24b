"""What happens when somebody acts on a complaint or an aspiration: guards first, then clocks, hands and words."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from .. import clocks, escalation, routing
from ..actors import Actor
from ..chain import Telling
from ..engine import Effect, InvalidError, RefusedError
from ..models import Case, CaseEvent, Outcome
from ..terms import Term
from ..transitions import Role, Status
from . import hands
from .endings import archive, contest, end, hide, propose_archive, record_elsewhere, require_run_out
from .merging import free_followers, has_followers, mark_duplicate, unmerge

Data = dict[str, Any]
When = datetime.datetime
PUBLIC, REPORTER = CaseEvent.Audience.PUBLIC, CaseEvent.Audience.REPORTER
# The problem code of a reopening after its time; the words that came with it are kept as a note.
TOO_LATE = "reopen_too_late"
# A case that comes back this often is no longer only its unit's matter.
REOPENED_OFTEN = 3


def ask(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    clocks.meet(case, Term.COMPLETENESS_ANSWER, now)
    clocks.pause(case, now)
    clocks.start(case, Term.REPORTER_REPLY, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


def reply(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    clocks.meet(case, Term.REPORTER_REPLY, now)
    clocks.resume(case, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


def expire_reply(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    require_run_out(case, Term.REPORTER_REPLY, now)
    end(case, now, Outcome.INCOMPLETE)
    free_followers(case, now)
    return Telling(audience=PUBLIC)


def assign(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    about = data["about_unit"] or case.about_unit
    case.about_unit = about
    hands.check(case, data["unit"], by_coordinator=Role.COORDINATOR in actor.roles)
    is_confidential = data["visibility"] == "confidential"
    is_forced = case.is_restricted or bool(case.category and case.category.is_forced_confidential)
    if not is_confidential and (case.is_confidential or is_forced):
        raise InvalidError({"visibility": [_("The reporter or the category asks for confidentiality.")]})
    case.is_confidential, case.is_restricted = is_confidential, is_forced
    case.handling_class = data["handling_class"]
    clocks.meet_verification(case, now)
    hands.give(case, data["unit"], data, now)
    hands.wait_for_follow_up(case, now)
    if clocks.reclassify(case, now) is None:
        clocks.start(case, Term.RESOLUTION, now)
    clocks.start_once(case, Term.OUTER_LIMIT, now)
    payload = {"unit": data["unit"].code, "handling_class": case.handling_class, "visibility": data["visibility"]}
    return Telling(audience=PUBLIC, internal_text=data["instruction"], payload=payload)


def accept(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    hands.accept(case, now)
    return Telling(audience=PUBLIC)


def return_(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    before = hands.release(case, now, data["reason"])
    hands.take_in_again(case, now)
    case.hop_count += 1
    payload = {"reason": data["reason"].slug, "unit": before.to_unit.code if before else ""}
    return Telling(audience=PUBLIC, internal_text=data["text"], payload=payload)


def delegate(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    hands.check(case, data["unit"], by_coordinator=False)
    hands.check_due(case, data)
    hands.give(case, data["unit"], data, now)
    hands.wait_for_follow_up(case, now)
    case.hop_count += 1
    return Telling(audience=PUBLIC, internal_text=data["instruction"], payload={"unit": data["unit"].code})


def progress(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    clocks.meet(case, Term.FIRST_FOLLOW_UP, now)
    if data["audience"] == PUBLIC:
        return Telling(audience=PUBLIC, public_text=data["text"], reporter_text=data["text"])
    return Telling(audience=REPORTER, reporter_text=data["text"])


def answer(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    if not answers(case, actor.roles):
        raise RefusedError(_("The head of the unit answers cases of this category, the handler all others."))
    if not (data["text"] or data["public_text"]):
        raise InvalidError({"text": [_("Answer the reporter, or everybody.")]})
    if not data["public_text"] and has_followers(case):
        raise InvalidError({"public_text": [_("Reporters of merged cases wait, too: say what they may read.")]})
    if data["outcome"] == Outcome.CANNOT_FULFIL and not data["reason"]:
        raise InvalidError({"reason": [_("Say why it cannot be done.")]})
    case.outcome = data["outcome"]
    clocks.meet(case, Term.FIRST_FOLLOW_UP, now)
    clocks.meet(case, Term.RESOLUTION, now)
    clocks.start(case, Term.AUTO_CLOSE, now)
    payload = {"outcome": case.outcome, "reason": data["reason"].slug if data["reason"] else ""}
    said = data["text"] or data["public_text"]
    return Telling(audience=PUBLIC, public_text=data["public_text"], reporter_text=said, payload=payload)


def answers(case: Case, roles: Collection[str]) -> bool:
    """Whether these roles answer this case: the head of the unit where the category asks for approval, else the handler."""
    asks_head = bool(case.category and case.category.requires_approval)
    return (Role.UNIT_HEAD if asks_head else Role.HANDLER) in roles


def confirm(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    clocks.meet(case, Term.AUTO_CLOSE, now)
    clocks.meet(case, Term.OUTER_LIMIT, now)
    end(case, now, case.outcome)
    return Telling(audience=PUBLIC, payload={"outcome": case.outcome})


def auto_close(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    require_run_out(case, Term.AUTO_CLOSE, now)
    return confirm(case, actor, data, now)


def reopen(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    window = clocks.running(case, Term.AUTO_CLOSE)
    if Role.COORDINATOR not in actor.roles and (window is None or window.is_late(now)):
        raise RefusedError(_("The time to reopen this case is over."), TOO_LATE)
    clocks.meet(case, Term.AUTO_CLOSE, now)
    take_up_again(case, now)
    return Telling(audience=PUBLIC, reporter_text=data["text"], payload={"reopened": case.reopen_count})


def reopen_closed(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    closing = case.events.filter(to_status=Status.CLOSED).exclude(from_status=Status.CLOSED).order_by("-seq").first()
    evidence = ("message", "note", "attachment_received")
    if closing is None or not case.events.filter(seq__gt=closing.seq, type__in=evidence).exists():
        raise RefusedError(_("A closed case is reopened only with new evidence: add it first."))
    take_up_again(case, now)
    return Telling(audience=PUBLIC, internal_text=data["text"], payload={"reopened": case.reopen_count})


def take_up_again(case: Case, now: When) -> None:
    case.reopen_count += 1
    case.outcome = ""
    if hands.held(case) is None:
        last = case.assignments.order_by("-assigned_at", "-pk").first()
        hands.give(case, last.to_unit if last else routing.propose(case)[0], {}, now)
    term = clocks.start(case, Term.RESOLUTION, now)
    if term and case.reopen_count >= REOPENED_OFTEN:
        escalation.raise_to(case, term, 2, now)


def refer_out(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    reference = record_elsewhere(case, actor, data)
    clocks.meet_verification(case, now)
    clocks.drop(case, Term.FIRST_FOLLOW_UP, now)
    hands.release(case, now)
    if case.handling_class and clocks.running(case, Term.RESOLUTION) is None:
        clocks.start(case, Term.RESOLUTION, now)
    payload = {"system": reference.system, "number": reference.number, "owner": data["owner"]}
    return Telling(audience=PUBLIC, reporter_text=data["text"], public_text=data["owner"], payload=payload)


def take_back(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    hands.take_in_again(case, now)
    return Telling(audience=PUBLIC, internal_text=data["text"])


def close_referred(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    clocks.meet(case, Term.RESOLUTION, now)
    clocks.meet(case, Term.OUTER_LIMIT, now)
    end(case, now, Outcome.REFERRED)
    return Telling(audience=PUBLIC, reporter_text=data["text"])


def withdraw(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    end(case, now)
    hide(case, now)
    free_followers(case, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


EFFECTS: dict[str, Effect] = {
    "ask": ask,
    "reply": reply,
    "expire_reply": expire_reply,
    "assign": assign,
    "accept": accept,
    "return": return_,
    "delegate": delegate,
    "progress": progress,
    "answer": answer,
    "confirm": confirm,
    "auto_close": auto_close,
    "reopen": reopen,
    "refer_out": refer_out,
    "take_back": take_back,
    "close_referred": close_referred,
    "mark_duplicate": mark_duplicate,
    "propose_archive": propose_archive,
    "archive": archive,
    "contest": contest,
    "withdraw": withdraw,
    "reopen_closed": reopen_closed,
    "unmerge": unmerge,
}
