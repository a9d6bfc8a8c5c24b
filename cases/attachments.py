"""The files of a case: announced with it, sent later, made anew before anybody sees them, kept under names that say nothing."""

from __future__ import annotations

import datetime
import hashlib
import logging
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from . import engine
from .actors import Actor
from .chain import Telling
from .examining import examined
from .filetypes import taken_types, type_of
from .models import Attachment, Case, CaseEvent
from .private_files import cleaned_name, drop, private_storage, put, sweep
from .routing import settings_of
from .submissions import Announced
from .visibility.files import COPY, open_file
from .visibility.viewers import Viewer

__all__ = [
    "FILE_TYPES",
    "NotStoredError",
    "add",
    "announce",
    "cleaned_name",
    "drop",
    "erase",
    "open_for",
    "private_storage",
    "process",
    "process_pending",
    "put",
    "store",
    "sweep",
]

logger = logging.getLogger(__name__)

State, Role = Attachment.State, Attachment.Role
PENDING = (State.RESERVED, State.RECEIVING)
# What is taken in; decided by content, whatever the sender says.
FILE_TYPES = taken_types()
CHUNK = 64 * 1024
IN_MEMORY = 1024 * 1024
# A case may get so many times the files of one sending: with messages and answers to questions, but not without end.
TIMES = 4
# What takes nobody's place: it was not taken, could not be read, or is erased.
OF_NO_USE = (State.REJECTED, State.QUARANTINED, State.PURGED)


class NotStoredError(Exception):
    """The file was not taken, and the one that sent it still has it; `code` is the problem code of the API."""

    TEXTS = {
        "upload_expired": _("The time to send this file is over. Ask the office to open it again."),
        "body_too_large": _("The file is larger than was announced."),
        "upload_incomplete": _("The file has not arrived as a whole."),
        "checksum_mismatch": _("The file was changed on its way."),
        "upload_conflict": _("Another file has arrived under this id before."),
    }

    def __init__(self, code: str) -> None:
        super().__init__(self.TEXTS[code])
        self.code = code


class OutrunError(Exception):
    """The same file has arrived by another way in the meantime."""


# ------------------------------------------------------------ announced


def announce(
    case: Case, manifest: Iterable[Announced], *, role: str = Role.EVIDENCE, at: datetime.datetime | None = None
) -> list[Attachment]:
    """Reserves a row for each announced file; one that can never be accepted is there too, rejected with its reason."""
    wanted = list(manifest)
    limits = settings_of(case.root)
    held = case.attachments.filter(role=role).exclude(state__in=OF_NO_USE).count()
    at = at or max(case.received_at, timezone.now())
    taken = set(Attachment.objects.filter(pk__in=[one.id for one in wanted]).values_list("pk", flat=True))
    rows = []
    for number, one in enumerate(wanted, start=1):
        reason = ""
        if one.id in taken:
            reason = "id_taken"
        elif number > limits.limit("files") or held + number > limits.limit("files") * TIMES:
            reason = "too_many"
        elif not 0 < one.size <= limits.limit("file_bytes"):
            reason = "size"
        rows.append(
            Attachment(
                id=uuid.uuid4() if reason == "id_taken" else one.id,
                case=case,
                role=role,
                declared_size=max(0, min(one.size, 2**62)),
                declared_sha256=one.sha256,
                declared_type=one.type[:100],
                original_name=cleaned_name(one.name),
                state=State.REJECTED if reason else State.RESERVED,
                reject_reason=reason,
                created_at=at,
                expires_at=at + datetime.timedelta(days=limits.limit("reopen_upload_days")),
            )
        )
        taken.add(one.id)
    # An id that another case takes in the same moment costs only this file.
    return Attachment.objects.bulk_create(rows, ignore_conflicts=True)


def add(case: Case, file: Any, *, role: str, name: str, size: int) -> Attachment:
    """A file that an officer adds to a case (answer, letter, or evidence at the counter); the whole of it at once."""
    announced = Announced(uuid.uuid4(), name, size)
    [attachment] = announce(case, [announced], role=role)
    return store(attachment, file) if attachment.state == State.RESERVED else attachment


# ------------------------------------------------------------ arrived


def store(attachment: Attachment, stream: Any, *, now: datetime.datetime | None = None) -> Attachment:
    """Takes the whole of an announced file; the same again changes nothing. Raises NotStoredError.

    A file whose content may not be taken ends as `rejected`, with its reason; the case is never touched by that.
    """
    if attachment.state in (State.REJECTED, State.PURGED):
        return attachment
    if attachment.state in PENDING and (now or timezone.now()) >= attachment.expires_at:
        raise NotStoredError("upload_expired")
    with received(stream, attachment.declared_size) as (file, size, sha256):
        if attachment.state not in PENDING:
            return same_as_before(attachment, sha256)
        if size < attachment.declared_size:
            raise NotStoredError("upload_incomplete")
        if attachment.declared_sha256 and attachment.declared_sha256 != sha256:
            raise NotStoredError("checksum_mismatch")
        return take(attachment, file, sha256, now)


def take(
    attachment: Attachment, file: IO[bytes], sha256: str, now: datetime.datetime | None = None, key: str = ""
) -> Attachment:
    """Decides over a file that is here as a whole; `key` tells where its bytes lie already, if they do."""
    found, reason = type_of(file)
    columns = {"received_bytes": attachment.declared_size, "declared_sha256": sha256, "detected_type": found}
    before = attachment.storage_key  # of a part that came in pieces
    if reason:
        new, columns = "", columns | {"state": State.REJECTED, "reject_reason": reason}
    else:
        file.seek(0)
        new, columns = key or put(File(file)), columns | {"state": State.STORED}
    try:
        settle(attachment, now, storage_key=new, **columns)
    except OutrunError:
        attachment.refresh_from_db()
        if attachment.storage_key != new:
            drop(new)
        return same_as_before(attachment, sha256)
    except BaseException:
        if new != before:
            drop(new)
        raise
    if new != before:
        drop(before)
    return attachment


@contextmanager
def received(stream: Any, most: int) -> Iterator[tuple[IO[bytes], int, str]]:
    """Reads a stream into a file of our own while counting; the sender's word for its length counts for nothing."""
    digest, size = hashlib.sha256(), 0
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, prefix="pendopo-") as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise NotStoredError("body_too_large")
            digest.update(chunk)
            file.write(chunk)
        file.seek(0)
        yield file, size, digest.hexdigest()


def same_as_before(attachment: Attachment, sha256: str) -> Attachment:
    if attachment.declared_sha256 != sha256:
        raise NotStoredError("upload_conflict")
    return attachment


def settle(attachment: Attachment, now: datetime.datetime | None, **columns: Any) -> None:
    """Writes down what became of an arriving file, once, with its event; looks into it as soon as that is certain."""
    is_in = columns["state"] == State.STORED
    payload = {"file": str(attachment.pk)} | ({} if is_in else {"reason": columns["reject_reason"]})
    by_officer = attachment.role in (Role.ANSWER, Role.LETTER)
    told = Telling(audience=CaseEvent.Audience.INTERNAL if by_officer else CaseEvent.Audience.REPORTER, payload=payload)
    type = "attachment_received" if is_in else "attachment_rejected"
    with transaction.atomic():
        engine.note(attachment.case_id, type, Actor.system() if by_officer else Actor.reporter(), told, now=now)
        if not Attachment.objects.filter(pk=attachment.pk, state__in=PENDING).update(**columns):
            raise OutrunError
        if is_in:
            transaction.on_commit(lambda: look_into.enqueue(str(attachment.pk)), robust=True)
    attachment.refresh_from_db()


# ------------------------------------------------------------ looked into


@task()
def look_into(attachment_id: str) -> None:
    """Makes what may be shown of a file; at once, or by the worker where one runs."""
    if attachment := Attachment.objects.filter(pk=attachment_id).first():
        process(attachment)


def process(attachment: Attachment) -> Attachment:
    """Looks into a stored file: pictures are made anew, others searched for harm. What fails is set aside, never shown."""
    if attachment.state != State.STORED:
        return attachment
    columns = columns_of(attachment)
    keys = [columns.get("copy_key", ""), columns.get("thumb_key", "")]
    try:
        is_ours = Attachment.objects.filter(pk=attachment.pk, state=State.STORED).update(**columns)
    except BaseException:
        drop(*keys)
        raise
    if not is_ours:  # another worker was faster, or it was purged
        drop(*keys)
    attachment.refresh_from_db()
    return attachment


def columns_of(attachment: Attachment) -> dict[str, Any]:
    limits = settings_of(attachment.case.root)
    is_answer = attachment.role in (Role.ANSWER, Role.LETTER)
    try:
        with private_storage().open(attachment.storage_key) as file:
            seen = examined(file, attachment.detected_type, limits, is_answer=is_answer)
    except FileNotFoundError:
        return {"state": State.QUARANTINED, "reject_reason": "missing"}
    if seen.reason:
        return {"state": State.QUARANTINED, "reject_reason": seen.reason}
    keys = {"copy_key": put(ContentFile(seen.copy)), "thumb_key": put(ContentFile(seen.thumbnail))} if seen.copy else {}
    return {"state": State.PROCESSED, "warnings": seen.warnings, **keys}


def process_pending(limit: int = 100) -> int:
    """Looks into what still waits, after a restart or a worker that died; how many."""
    done = 0
    for attachment in Attachment.objects.filter(state=State.STORED).select_related("case__root")[:limit]:
        try:
            process(attachment)
            done += 1
        except Exception:
            logger.exception("file %s could not be looked into", attachment.pk)
    return done


def open_for(attachment: Attachment, viewer: Viewer, size: str = COPY, reason: str = "") -> IO[bytes]:
    """The bytes that this viewer may have (visibility.files). Raises Attachment.DoesNotExist for all others."""
    return private_storage().open(open_file(attachment, viewer, size, reason).key)


# ------------------------------------------------------------ erased


def erase(files: Iterable[Attachment]) -> int:
    """Removes files with all copies and their names; the row stays and says that there was one. How many."""
    count = 0
    for file in files:
        drop(file.storage_key, file.copy_key, file.thumb_key)
        Attachment.objects.filter(pk=file.pk).update(
            state=State.PURGED,
            storage_key="",
            copy_key="",
            thumb_key="",
            original_name="",
            declared_sha256="",
            declared_type="",
            warnings=[],
            is_public=False,
        )
        count += 1
    return count
