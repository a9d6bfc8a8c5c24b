"""How a case ends: merged, archived, withdrawn, closed by time; and what ends with it."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from .. import clocks, lapor
from ..actors import Actor
from ..chain import Telling
from ..engine import InvalidError, RefusedError
from ..models import Case, CaseEvent, ExternalRef
from ..references import parsed_reference
from ..terms import Term
from ..transitions import Role, Status
from . import hands

Data = dict[str, Any]
When = datetime.datetime
PUBLIC, REPORTER, INTERNAL = CaseEvent.Audience.PUBLIC, CaseEvent.Audience.REPORTER, CaseEvent.Audience.INTERNAL
SPAM = "spam"


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
        raise RefusedError(_("The time is not over yet."))


def record_elsewhere(case: Case, actor: Actor, data: Data) -> ExternalRef:
    """The number at another body; InvalidError when another case has it already, or when it cannot be one."""
    if data["system"] == ExternalRef.System.LAPOR:
        data = data | {"number": lapor.number_of(case.root, data["number"])}
    taken = ExternalRef.objects.filter(system=data["system"], number=data["number"]).exclude(case=case).exists()
    if taken:
        raise InvalidError({"number": [_("Another case has this number already.")]})
    return ExternalRef.objects.update_or_create(
        case=case,
        system=data["system"],
        number=data["number"],
        defaults={"url": data["url"], "recorded_by": actor.user},
    )[0]


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
    master = (
        Case.objects.filter(ref=ref, root=case.root_id, kind=case.kind).exclude(pk=case.pk).first() if ref else None
    )
    if master is None or master.status in (Status.DUPLICATE, Status.WITHDRAWN, Status.ARCHIVED):
        raise InvalidError({"duplicate_of": [_("There is no such case to merge into.")]})
    is_more_secret = (master.is_confidential and not case.is_confidential) or (
        master.is_restricted and not case.is_restricted
    )
    if is_more_secret or master.about_unit_id != case.about_unit_id:
        raise InvalidError({"duplicate_of": [_("The other case is more confidential than this one.")]})
    return master


def propose_archive(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    return Telling(audience=INTERNAL, internal_text=data["text"], payload={"reason": data["reason"].slug})


def archive(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    reason = data["reason"]
    if reason.slug != SPAM and Role.COORDINATOR not in actor.roles:
        raise RefusedError(_("Only spam is archived by a verifier; propose it to the coordinator."))
    proposers = proposed_by(case)
    if actor.user.pk in proposers:
        raise RefusedError(_("Another person than the one who proposed it archives a case."))
    if reason.needs_second_person and not proposers:
        raise RefusedError(_("This reason needs two persons: one proposes, another archives."))
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
        raise RefusedError(_("An answer can be contested once, and this one was."))
    case.outcome, case.duplicate_of = "", None
    hands.take_in_again(case, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])


def withdraw(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    end(case, now)
    hide(case, now)
    return Telling(audience=REPORTER, reporter_text=data["text"])
