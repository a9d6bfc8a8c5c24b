"""Takes the words and the person out of a case, table by table; cases.retention says when, and writes it down."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from wagtail.models import ModelLogEntry

from . import attachments
from .chain import PURGED
from .models import Assignment, Case, Clock, ExternalRef, InformationRequest, Objection, Outbox, Reporter

PERSONAL, CONTENT = "personal", "content"
# Facts about events that tell nothing of a person; statistics and the timeline still need them.
KEPT_FACTS = {
    "action",
    "clock",
    "clocks",
    "close_seq",
    "days",
    "files",
    "fingerprint",
    "is_by_officer",
    "is_resolved",
    "level",
    "outcome",
    "part",
    "pictures",
    "reopened",
    "roles",
    "rule",
    "run",
    "score",
    "stewardship",
    "unit",
    "was",
}


def overwrite_what_goes(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """SQLite overwrites what it deletes only when it is asked to, from the first change of a row on: an earlier form of it
    lies in the file, too. PostgreSQL reuses the room with its own clean-up. Called for every new connection."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def forget_originals(case: Case) -> None:
    """Of pictures that everybody may see only the copies stay."""
    shown = case.attachments.filter(is_public=True)
    attachments.drop(*shown.values_list("storage_key", flat=True))
    shown.update(storage_key="", original_name="", declared_sha256="", declared_type="")


def erase_events(case: Case, part: str) -> int:
    """Takes the words out of the events; hashes, actors and dates stay, so the chain still holds. How many had words."""
    count = 0
    for event in case.events.exclude(type=PURGED):
        if not event.salt and part == PERSONAL:
            continue
        payload = event.payload if set(event.payload) <= KEPT_FACTS else {}
        public = event.public_text if part == PERSONAL and case.published_at else ""
        count += bool(event.public_text or event.reporter_text or event.internal_text or event.payload != payload)
        erased = {"public_text": public, "reporter_text": "", "internal_text": "", "salt": b""}
        case.events.filter(pk=event.pk).update(**erased | ({} if payload else {"payload": {}}))
    return count


def erase_rows(case: Case, part: str) -> None:
    """Everything that stands about the case in other tables."""
    Reporter.objects.filter(case=case).delete()
    Outbox.objects.filter(case=case).delete()
    Assignment.objects.filter(case=case).update(instruction="")
    Clock.objects.filter(case=case).update(extension_reason="")
    ExternalRef.objects.filter(case=case).update(note="", url="")
    InformationRequest.objects.filter(case=case).update(purpose="", entity_decree_no="", redactions="")
    Objection.objects.filter(case=case).update(requester_response="")
    for look in ModelLogEntry.objects.for_instance(case):
        if look.data:
            ModelLogEntry.objects.filter(pk=look.pk).update(data={})
    if part == CONTENT:
        ExternalRef.objects.filter(case=case).delete()
        InformationRequest.objects.filter(case=case).update(holder_name="", consequence_test_ref="", payment_method="")
        Objection.objects.filter(case=case).update(superior_name="", superior_position="")


def erase_columns(case: Case, part: str, now: datetime.datetime) -> None:
    case.title = case.body = case.place_text = case.client_key_hash = case.hold_reason = ""
    case.lon = case.lat = case.accuracy_m = case.composed_at = None
    if part == PERSONAL and case.published_at:
        return
    case.title_public = case.body_public = ""
    if case.published_at:
        case.published_at, case.public_changed_at = None, now
