"""The chain of events of a case: each event carries the hash of the one before, so that nothing changes unseen."""

from __future__ import annotations

import datetime
import secrets
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .actors import Actor
from .models import Case, CaseEvent
from .sealing import canonical, sha256

# The event after which words may be gone.
PURGED = "purged"
# The only event by which a case gets its public copy.
PUBLISHED = "published"


@dataclass(frozen=True)
class Telling:
    """What an event says, and to whom: `audience` is the widest circle that learns of it at all.

    `type` names the event when it is not the action's own.
    """

    type: str = ""
    audience: str = CaseEvent.Audience.REPORTER
    public_text: str = ""
    reporter_text: str = ""
    internal_text: str = ""
    payload: dict[str, Any] = field(default_factory=dict)


def content_digest(event: CaseEvent) -> str:
    texts = [event.public_text, event.reporter_text, event.internal_text, event.payload]
    return sha256(bytes(event.salt) + canonical(texts))


def chain_hash(event: CaseEvent) -> str:
    """The hash over everything of an event that may never change."""
    return sha256(
        canonical(
            [
                event.prev_hash,
                event.case_id,
                event.seq,
                event.type,
                event.actor_kind,
                event.actor_user_id,
                event.actor_unit_id,
                event.from_status,
                event.to_status,
                event.audience,
                event.at.astimezone(datetime.UTC).isoformat(timespec="microseconds"),
                event.content_digest,
            ]
        )
    )


def append(
    case: Case,
    type: str,
    actor: Actor,
    telling: Telling,
    *,
    at: datetime.datetime,
    from_status: str = "",
    client_id: uuid.UUID | None = None,
) -> CaseEvent:
    """Adds the next event of a locked case and moves the head of its chain; the caller saves the case."""
    event = CaseEvent(
        case=case,
        seq=case.last_seq + 1,
        type=type,
        actor_kind=actor.kind,
        actor_user=actor.user,
        actor_unit=actor.unit,
        from_status=from_status,
        to_status=case.status,
        audience=telling.audience,
        at=at,
        public_text=telling.public_text,
        reporter_text=telling.reporter_text,
        internal_text=telling.internal_text,
        payload=telling.payload,
        salt=secrets.token_bytes(16),
        prev_hash=case.last_hash,
        client_id=client_id,
    )
    event.content_digest = content_digest(event)
    event.hash = chain_hash(event)
    event.save(force_insert=True)
    case.last_seq, case.last_hash = event.seq, event.hash
    return event


def text_digest(case: Case) -> str:
    """What the first event fixes of the words that were sent."""
    return sha256(canonical([case.title, case.body]))


def breaks(case: Case) -> Iterator[str]:
    """Every place where the chain of a case does not hold, in plain words; nothing when it does."""
    head = ""
    seq = 0
    events = sorted(case.events.all(), key=lambda event: event.seq)
    purged = max((event.seq for event in events if event.type == PURGED), default=0)
    for event in events:
        seq += 1
        if event.seq != seq:
            yield f"{case.ref}: event {seq} is missing"
            seq = event.seq
        if event.prev_hash != head:
            yield f"{case.ref}: event {event.seq} does not follow the one before"
        if event.hash != chain_hash(event):
            yield f"{case.ref}: event {event.seq} was changed"
        if event.salt and event.content_digest != content_digest(event):
            yield f"{case.ref}: the text of event {event.seq} was changed"
        if not event.salt and event.seq > purged:
            yield f"{case.ref}: the text of event {event.seq} was erased without a purge"
        written = event.payload.get("text_digest")
        if written and (case.title or case.body) and written != text_digest(case):
            yield f"{case.ref}: title or text of the case were changed"
        head = event.hash
    if (case.last_seq, case.last_hash) != (seq, head):
        yield f"{case.ref}: events are missing at the end"
    yield from departures(case, events)


def departures(case: Case, events: list[CaseEvent]) -> Iterator[str]:
    """Where the case itself tells something else than its history: these columns follow from events, and from nothing else."""
    if not events:
        return
    if events[0].at != case.received_at:
        yield f"{case.ref}: the moment of receipt was changed"
    if events[-1].to_status != case.status:
        yield f"{case.ref}: the status does not follow from what happened"
    if case.published_at and case.published_at not in {event.at for event in events if event.type == PUBLISHED}:
        yield f"{case.ref}: it was published without an event"
