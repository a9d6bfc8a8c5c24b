"""Two reports of the same thing: one goes on, the other follows it, and neither reporter is lost on the way."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from .. import clocks, engine, notices
from ..actors import Actor
from ..chain import Telling, append
from ..engine import InvalidError
from ..models import Case, CaseEvent
from ..references import parsed_reference
from ..transitions import Status
from ..visibility import Viewer
from . import hands
from .endings import end

Data = dict[str, Any]
When = datetime.datetime
REPORTER = CaseEvent.Audience.REPORTER


def mark_duplicate(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    master = master_of(case, actor, data["duplicate_of"])
    case.duplicate_of = master
    clocks.meet_verification(case, now)
    end(case, now)
    # The number of the other case is told only where its own timeline is public: a number is no secret, its being is.
    told = Telling(
        audience=REPORTER,
        internal_text=master.ref,
        payload={"duplicate_of": master.ref} if master.published_at else {},
    )
    for follower in followers(case):
        follower.duplicate_of = master
        append(follower, "mark_duplicate", actor, told, at=now, from_status=follower.status)
        engine.keep(follower, now)
    return told


def master_of(case: Case, actor: Actor, typed: str) -> Case:
    """The case that this one is merged into: same regency and kind, open or done, at least as public, no merged one.

    A case that the officer may not know of is answered like one that is not there.
    """
    ref = parsed_reference(typed)
    known = Case.objects.visible_to(Viewer.officer(actor.user)) if actor.user else Case.objects.all()
    master = known.filter(ref=ref, root=case.root_id, kind=case.kind).exclude(pk=case.pk).first() if ref else None
    if master is None or master.status in (Status.DUPLICATE, Status.WITHDRAWN, Status.ARCHIVED):
        raise InvalidError({"duplicate_of": [_("There is no such case to merge into.")]})
    is_more_secret = (master.is_confidential and not case.is_confidential) or (
        master.is_restricted and not case.is_restricted
    )
    if is_more_secret or master.about_unit_id != case.about_unit_id:
        raise InvalidError({"duplicate_of": [_("The other case is more confidential than this one.")]})
    return master


def followers(case: Case) -> list[Case]:
    """The cases that were merged into this one, locked: their reporters wait for what becomes of it."""
    waiting = case.duplicates.filter(status=Status.DUPLICATE).order_by("pk").values_list("pk", flat=True)
    return [engine.locked(pk) for pk in waiting]


def has_followers(case: Case) -> bool:
    return case.duplicates.filter(status=Status.DUPLICATE).exists()


def free_followers(case: Case, now: When) -> None:
    """What was merged into a case stands on its own again when that one ends without an answer: nobody is lost with it."""
    for follower in followers(case):
        notices.announce(*engine.perform(follower.pk, "unmerge", Actor.system(), unmerge, {}, now=now))


def unmerge(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    case.duplicate_of = None
    hands.take_in_again(case, now)
    return Telling(audience=REPORTER)
