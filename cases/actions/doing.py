"""The one door: checks what was typed, takes the action, tells those who should hear, in one transaction."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import engine, notices
from ..actors import Actor
from ..models import Case, CaseEvent
from ..sealing import canonical, sha256
from ..transitions import Kind, Status, open_to
from . import besides, complaints, objections, requests
from .fields import form_for

EFFECTS: dict[tuple[Kind, str], engine.Effect] = {
    **{(Kind.COMPLAINT, action): effect for action, effect in complaints.EFFECTS.items()},
    **{(Kind.ASPIRATION, action): effect for action, effect in complaints.EFFECTS.items()},
    **{(Kind.INFORMATION_REQUEST, action): effect for action, effect in requests.EFFECTS.items()},
    **{(Kind.OBJECTION, action): effect for action, effect in objections.EFFECTS.items()},
    **{(kind, action): effect for kind in Kind for action, effect in besides.EFFECTS.items()},
}


def act(
    case: Case,
    action: str,
    actor: Actor,
    data: Mapping[str, Any],
    *,
    expected_version: int | None = None,
    client_id: uuid.UUID | None = None,
    now: datetime.datetime | None = None,
) -> tuple[Case, CaseEvent]:
    """Takes an action on a case. `data` is what was typed, or the cleaned data of `form_for(case, action)`.

    Raises RefusedError (VersionConflictError, too), or InvalidError with errors by field; then nothing has changed. The case that
    comes back is a fresh one. The same `client_id` with the same data answers with the first event again.
    """
    effect = EFFECTS.get((Kind(case.kind), action))
    if effect is None:
        raise engine.RefusedError

    def checked(held: Case, who: Actor, typed: Mapping[str, Any], at: datetime.datetime) -> engine.Telling:
        return effect(held, who, cleaned(held, action, typed), at)

    try:
        return taken(case, action, actor, checked, data, expected_version, client_id, now or timezone.now())
    except engine.RefusedError as refusal:
        if refusal.code == complaints.TOO_LATE:
            keep_words(case, actor, data, client_id, now)
        raise


@transaction.atomic
def keep_words(
    case: Case, actor: Actor, data: Mapping[str, Any], client_id: uuid.UUID | None, now: datetime.datetime | None
) -> None:
    """The case stays as it is, but what the citizen wrote is not lost; sent again it is one note."""
    if client_id and case.events.filter(client_id=client_id).exists():
        return
    payload = {"too_late": True, "action": "reopen", "fingerprint": fingerprint("reopen", data)}
    told = engine.Telling(audience=CaseEvent.Audience.REPORTER, reporter_text=data["text"], payload=payload)
    notices.announce(*engine.note(case.pk, "note", actor, told, client_id=client_id, now=now))


def taken(
    case: Case,
    action: str,
    actor: Actor,
    checked: engine.Effect,
    data: Mapping[str, Any],
    expected_version: int | None,
    client_id: uuid.UUID | None,
    now: datetime.datetime,
) -> tuple[Case, CaseEvent]:
    """The action and the notices it causes, in one transaction."""
    with transaction.atomic():
        changed, event = engine.perform(
            case.pk,
            action,
            actor,
            checked,
            data,
            expected_version=expected_version,
            client_id=client_id,
            fingerprint=fingerprint(action, data) if client_id else "",
            now=now,
        )
        if event.payload.get("too_late"):
            raise engine.RefusedError(_("The time to reopen this case is over."), complaints.TOO_LATE)
        notices.announce(changed, event)
    return changed, event


def cleaned(case: Case, action: str, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, as the action needs it; InvalidError when it is not enough."""
    form = form_for(case, action)(typed)
    if not form.is_valid():
        raise engine.InvalidError({field: [str(e) for e in errors] for field, errors in form.errors.items()})
    return form.cleaned_data


def fingerprint(action: str, data: Mapping[str, Any]) -> str:
    """Tells the same call from another one under the same id."""
    plain = {name: str(value.pk if isinstance(value, Model) else value) for name, value in data.items()}
    return sha256(canonical([action, plain]))


def available(case: Case, actor: Actor) -> list[str]:
    """The actions that this actor may take now by the tables; guards may still refuse one."""
    return open_to(Kind(case.kind), Status(case.status), set(actor.roles))
