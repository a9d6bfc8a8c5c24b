"""The one way in which a case changes: lock it, ask the table, run the action, write the event, all or nothing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from .actors import Actor
from .chain import Telling, append
from .models import Case, CaseEvent
from .transitions import EVENT_TYPES, Kind, Status, Transition, find


class RefusedError(Exception):
    """The action is not possible here; nothing has changed. `code` is the problem code of the API."""

    code = "transition_refused"

    def __init__(self, message: str = "", code: str = "") -> None:
        super().__init__(message)
        self.code = code or self.code


class VersionConflictError(RefusedError):
    """Somebody else acted in between; the caller shows the case as it is now and keeps what was typed."""

    code = "version_conflict"


class InvalidError(Exception):
    """What was typed is not enough for the action: field name to message."""

    def __init__(self, errors: dict[str, Any]) -> None:
        super().__init__(str(errors))
        self.errors = errors


# What an action does beside changing the status: it gets the locked case, may change it and its clocks, and says what
# is told. It raises RefusedError or InvalidError before it changes anything else.
Effect = Callable[[Case, Actor, Any, datetime.datetime], Telling]


def locked(case_id: int) -> Case:
    """The case, locked until the end of the transaction (SQLite: the transaction itself is the lock)."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case_id)


def matching(case: Case, action: str, actor: Actor) -> Transition:
    """The row of the table that allows it; RefusedError when there is none."""
    for role in sorted(actor.roles):
        if found := find(Kind(case.kind), action, Status(case.status), role):
            return found
    raise RefusedError


def replayed(case: Case, action: str, client_id: uuid.UUID | None, fingerprint: str) -> CaseEvent | None:
    """The event that the same call made before; RefusedError when the same id came with something else."""
    event = case.events.filter(client_id=client_id).first() if client_id else None
    if event and (event.payload.get("action", action), event.payload.get("fingerprint", fingerprint)) != (
        action,
        fingerprint,
    ):
        raise RefusedError(code="idempotency_conflict")
    return event


@transaction.atomic
def perform(
    case_id: int,
    action: str,
    actor: Actor,
    effect: Effect,
    data: Mapping[str, Any],
    *,
    expected_version: int | None = None,
    client_id: uuid.UUID | None = None,
    fingerprint: str = "",
    now: datetime.datetime | None = None,
) -> tuple[Case, CaseEvent]:
    """Takes one action from the tables. Raises RefusedError, VersionConflictError or InvalidError, and then nothing has changed.

    The same `client_id` again, with the same fingerprint of what was sent, answers with the event of the first time.
    """
    now = now or timezone.now()
    case = locked(case_id)
    if before_now := replayed(case, action, client_id, fingerprint):
        return case, before_now
    if expected_version is not None and case.version != expected_version:
        raise VersionConflictError
    transition = matching(case, action, actor)
    before = case.status
    telling = effect(case, actor, data, now)
    if client_id:
        telling = replace(telling, payload=telling.payload | {"action": action, "fingerprint": fingerprint})
    case.status = transition.leads_to(Status(before))
    if case.status != before:
        case.status_changed_at = now
    type = telling.type or EVENT_TYPES.get(action, action)
    event = append(case, type, actor, telling, at=now, from_status=before, client_id=client_id)
    keep(case, now)
    return case, event


def keep(case: Case, now: datetime.datetime) -> None:
    """Saves a locked case that got a new event; what is published moves to the head of the public feed."""
    case.version += 1
    if case.published_at:
        case.public_changed_at = now
    case.save()


@transaction.atomic
def note(
    case_id: int,
    type: str,
    actor: Actor,
    telling: Telling,
    *,
    client_id: uuid.UUID | None = None,
    now: datetime.datetime | None = None,
) -> tuple[Case, CaseEvent]:
    """Writes an event that changes no status and asks nobody's leave: a file that came, texts that were purged."""
    now = now or timezone.now()
    case = locked(case_id)
    event = append(case, type, actor, telling, at=now, from_status=case.status, client_id=client_id)
    keep(case, now)
    return case, event
