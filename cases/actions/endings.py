"""How a case ends: archived, closed by time; what ends with it, and how an end is contested."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .. import clocks, lapor
from ..actors import Actor
from ..chain import Telling
from ..engine import InvalidError, RefusedError
from ..models import Case, CaseEvent, ExternalRef
from ..transitions import Role
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


def number_there(case: Case, data: Data) -> str:
    """The number at another body as it is kept; InvalidError when it cannot be one."""
    is_lapor = data["system"] == ExternalRef.System.LAPOR
    return lapor.number_of(case.root, data["number"]) if is_lapor else data["number"].strip()


def record_elsewhere(case: Case, actor: Actor, data: Data) -> ExternalRef:
    """The number at another body; InvalidError when another case has it already, or when it cannot be one."""
    data = data | {"number": number_there(case, data)}
    taken = ExternalRef.objects.filter(system=data["system"], number=data["number"]).exclude(case=case).exists()
    if taken:
        raise InvalidError({"number": [_("Another case has this number already.")]})
    try:
        with transaction.atomic():
            return ExternalRef.objects.update_or_create(
                case=case,
                system=data["system"],
                number=data["number"],
                defaults={"url": data["url"], "recorded_by": actor.user},
            )[0]
    except IntegrityError:  # in this very moment somebody gave it to another case
        raise InvalidError({"number": [_("Another case has this number already.")]}) from None


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
    clocks.meet_verification(case, now)
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
