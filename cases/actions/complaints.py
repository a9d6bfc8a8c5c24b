"""What happens when somebody acts on a complaint or an aspiration: guards first, then clocks, hands and words."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from .. import clocks, escalation, routing
from ..actors import Actor
from ..chain import Telling
from ..engine import Effect, Invalid, Refused
from ..models import Case, CaseEvent, ExternalRef, Outcome
from ..references import parsed_reference
from ..terms import Term
from ..transitions import Role, Status
from . import hands

Data = dict[str, Any]
When = datetime.datetime
PUBLIC, REPORTER, INTERNAL = CaseEvent.Audience.PUBLIC, CaseEvent.Audience.REPORTER, CaseEvent.Audience.INTERNAL
SPAM = "spam"
# The problem code of a reopening after its time; the words that came with it are kept as a note.
TOO_LATE = "reopen_too_late"
# A case that comes back this often is no longer only its unit's matter.
REOPENED_OFTEN = 3


def ask(case: Case, actor: Actor, data: Data, now: When) -> Telling:
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
    return Telling(audience=PUBLIC)


def assign(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    about = data["about_unit"] or case.about_unit
    case.about_unit = about
    hands.check(case, data["unit"], by_coordinator=Role.COORDINATOR in actor.roles)
    is_confidential = data["visibility"] == "confidential"
    is_forced = case.is_restricted or bool(case.category and case.category.is_forced_confidential)
    if not is_confidential and (case.is_confidential or is_forced):
        raise Invalid({"visibility": [_("The reporter or the category asks for confidentiality.")]})
    case.is_confidential, case.is_restricted = is_confidential, is_forced
    case.handling_class = data["handling_class"]
    clocks.meet(case, Term.VERIFICATION, now)
    hands.give(case, data["unit"], data, now)
    hands.wait_for_follow_up(case, now)
    if clocks.reclassify(case, now) is None:
        clocks.start(case, Term.RESOLUTION, now)
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
    if case.category and case.category.requires_approval and Role.UNIT_HEAD not in actor.roles:
        raise Refused(_("The head of the unit answers cases of this category."))
    if not (data["text"] or data["public_text"]):
        raise Invalid({"text": [_("Answer the reporter, or everybody.")]})
    if data["outcome"] == Outcome.CANNOT_FULFIL and not data["reason"]:
        raise Invalid({"reason": [_("Say why it cannot be done.")]})
    case.outcome = data["outcome"]
    clocks.meet(case, Term.FIRST_FOLLOW_UP, now)
    clocks.meet(case, Term.RESOLUTION, now)
    clocks.start(case, Term.AUTO_CLOSE, now)
    payload = {"outcome": case.outcome, "reason": data["reason"].slug if data["reason"] else ""}
    said = data["text"] or data["public_text"]
    return Telling(audience=PUBLIC, public_text=data["public_text"], reporter_text=said, payload=payload)


def confirm(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    clocks.meet(case, Term.AUTO_CLOSE, now)
    end(case, now, case.outcome)
    return Telling(audience=PUBLIC, payload={"outcome": case.outcome})


def auto_close(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    require_run_out(case, Term.AUTO_CLOSE, now)
    return confirm(case, actor, data, now)


def reopen(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    window = clocks.running(case, Term.AUTO_CLOSE)
    if Role.COORDINATOR not in actor.roles and (window is None or window.is_late(now)):
        raise Refused(_("The time to reopen this case is over."), TOO_LATE)
    clocks.meet(case, Term.AUTO_CLOSE, now)
    take_up_again(case, now)
    return Telling(audience=PUBLIC, reporter_text=data["text"], payload={"reopened": case.reopen_count})


def reopen_closed(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    closing = case.events.filter(to_status=Status.CLOSED).exclude(from_status=Status.CLOSED).order_by("-seq").first()
    evidence = ("message", "note", "attachment_received")
    if closing is None or not case.events.filter(seq__gt=closing.seq, type__in=evidence).exists():
        raise Refused(_("A closed case is reopened only with new evidence: add it first."))
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
    record_elsewhere(case, actor, data)
    clocks.meet(case, Term.VERIFICATION, now)
    clocks.drop(case, Term.FIRST_FOLLOW_UP, now)
    hands.release(case, now)
    if case.handling_class and clocks.running(case, Term.RESOLUTION) is None:
        clocks.start(case, Term.RESOLUTION, now)
    payload = {"system": data["system"], "number": data["number"], "owner": data["owner"]}
    return Telling(audience=PUBLIC, reporter_text=data["text"], public_text=data["owner"], payload=payload)


def take_back(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    hands.take_in_again(case, now)
    return Telling(audience=PUBLIC, internal_text=data["text"])


def close_referred(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    clocks.meet(case, Term.RESOLUTION, now)
    end(case, now, Outcome.REFERRED)
    return Telling(audience=PUBLIC, reporter_text=data["text"])


def mark_duplicate(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    master = master_of(case, data["duplicate_of"])
    case.duplicate_of = master
    clocks.meet(case, Term.VERIFICATION, now)
    end(case, now)
    # The number of the other case is told only where its own timeline is public: a number is no secret, its being is.
    public = {"duplicate_of": master.ref} if master.published_at else {}
    return Telling(audience=REPORTER, internal_text=master.ref, payload=public)


def master_of(case: Case, typed: str) -> Case:
    """The case that this one is merged into: same regency and kind, open or done, at least as public, no merged one."""
    ref = parsed_reference(typed)
    master = Case.objects.filter(ref=ref, root=case.root_id, kind=case.kind).exclude(pk=case.pk).first() if ref else None
    if master is None or master.status in (Status.DUPLICATE, Status.WITHDRAWN, Status.ARCHIVED):
        raise Invalid({"duplicate_of": [_("There is no such case to merge into.")]})
    is_more_secret = (master.is_confidential and not case.is_confidential) or (
        master.is_restricted and not case.is_restricted
    )
    if is_more_secret or master.about_unit_id != case.about_unit_id:
        raise Invalid({"duplicate_of": [_("The other case is more confidential than this one.")]})
    return master


def propose_archive(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    return Telling(audience=INTERNAL, internal_text=data["text"], payload={"reason": data["reason"].slug})


def archive(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    reason = data["reason"]
    if reason.slug != SPAM and Role.COORDINATOR not in actor.roles:
        raise Refused(_("Only spam is archived by a verifier; propose it to the coordinator."))
    proposers = proposed_by(case)
    if actor.user.pk in proposers:
        raise Refused(_("Another person than the one who proposed it archives a case."))
    if reason.needs_second_person and not proposers:
        raise Refused(_("This reason needs two persons: one proposes, another archives."))
    clocks.meet(case, Term.VERIFICATION, now)
    end(case, now)
    payload = {"reason": reason.slug, "wording": reason.text}
    return Telling(audience=PUBLIC, reporter_text=reason.text, internal_text=data["text"], payload=payload)


def proposed_by(case: Case) -> set[int | None]:
    """Who proposed to archive it since it last came in."""
    contested = case.events.filter(type="contest").order_by("-seq").values_list("seq", flat=True).first() or 0
    proposals = case.events.filter(type="propose_archive", seq__gt=contested)
    return set(proposals.values_list("actor_user", flat=True))


def contest(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    if case.events.filter(type="contest").exists():
        raise Refused(_("This has been contested once; that is all there is."))
    case.outcome, case.duplicate_of = "", None
    hands.take_in_again(case, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


def withdraw(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    end(case, now)
    hide(case, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


def end(case: Case, now: When, outcome: str = "") -> None:
    """Stops what still runs, and frees the hands that held it."""
    case.outcome = outcome
    clocks.drop_all(case, now)
    hands.release(case, now)


def hide(case: Case, now: When) -> None:
    """Takes the public copy off; readers of the feed learn that it is gone."""
    if case.published_at:
        case.published_at, case.public_changed_at = None, now


def require_run_out(case: Case, name: str, now: When) -> None:
    """The system closes only what time has closed."""
    term = clocks.running(case, name)
    if term is None or not term.is_late(now):
        raise Refused(_("The time is not over yet."))


def record_elsewhere(case: Case, actor: Actor, data: Data) -> ExternalRef:
    """The number at another body; Invalid when another case has it already."""
    taken = ExternalRef.objects.filter(system=data["system"], number=data["number"]).exclude(case=case).exists()
    if taken:
        raise Invalid({"number": [_("Another case has this number already.")]})
    return ExternalRef.objects.update_or_create(
        case=case,
        system=data["system"],
        number=data["number"],
        defaults={"url": data["url"], "recorded_by": actor.user},
    )[0]


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
}
