"""Takes a file piece by piece over a line that breaks: each piece is written where it belongs, or nothing is.

What counts is the row: bytes are written first and the new offset is committed after them, so that a process may die at
any moment. The last piece makes the file whole; from then on it is treated like one that came at once.
"""

from __future__ import annotations

import datetime
import hashlib
import os
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from . import attachments
from .attachments import CHUNK, PENDING, NotStoredError, State
from .models import Attachment
from .private_files import drop, private_storage, put, settle_on_disk


class OffsetMismatchError(Exception):
    """The piece does not begin where the file ends; `offset` says where that is."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"the file goes on at {offset}")
        self.offset = offset


def append(
    attachment: Attachment, offset: int, piece: IO[bytes], size: int, *, now: datetime.datetime | None = None
) -> Attachment:
    """Adds a piece of so many bytes at this offset; the piece that makes the file whole also ends it.

    Raises OffsetMismatchError, also when another piece was faster or the file is whole already, and NotStoredError:
    then nothing has changed, but that a whole file with the wrong sum begins again at 0.
    """
    with transaction.atomic():
        row = (
            Attachment.objects.select_for_update(of=("self",))
            .select_related("case__root__region")
            .get(pk=attachment.pk)
        )
        if row.state not in PENDING:
            raise OffsetMismatchError(row.received_bytes)
        if (now or timezone.now()) >= row.expires_at:
            raise NotStoredError("upload_expired")
        if offset != (here := held(row)):
            raise OffsetMismatchError(here)
        if offset + size > row.declared_size:
            raise NotStoredError("body_too_large")
        row.storage_key = row.storage_key or put(ContentFile(b""))
        write(row.storage_key, offset, piece)
        row.received_bytes, row.state = offset + size, State.RECEIVING
        row.save(update_fields=["storage_key", "received_bytes", "state"])
    return finish(row, now=now) if is_whole(row) else row


def held(row: Attachment) -> int:
    """How many bytes are safe: what is written down, or less when the disk has lost some with the power."""
    if row.state != State.RECEIVING:
        return row.received_bytes
    if not row.storage_key or not private_storage().exists(row.storage_key):
        return 0
    return min(row.received_bytes, private_storage().size(row.storage_key))


def write(key: str, offset: int, piece: IO[bytes]) -> None:
    """What a process that died has written behind the offset is thrown away first."""
    with open(private_storage().path(key), "r+b") as file:
        file.truncate(offset)
        file.seek(offset)
        while part := piece.read(CHUNK):
            file.write(part)
        file.flush()
        os.fsync(file.fileno())


def is_whole(row: Attachment) -> bool:
    return row.state == State.RECEIVING and row.received_bytes == row.declared_size


def finish(row: Attachment, *, now: datetime.datetime | None = None) -> Attachment:
    """A file whose last byte has come: its sum must be right, then it is taken like any other. Raises NotStoredError."""
    if held(row) < row.declared_size:
        begin_again(row, held(row))
        raise NotStoredError("upload_incomplete")
    settle_on_disk(row.storage_key)
    with private_storage().open(row.storage_key) as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        if row.declared_sha256 and row.declared_sha256 != sha256:
            begin_again(row, 0)
            raise NotStoredError("checksum_mismatch")
        file.seek(0)
        return attachments.take(row, file, sha256, now, key=row.storage_key)


def begin_again(row: Attachment, offset: int) -> None:
    Attachment.objects.filter(pk=row.pk, state=State.RECEIVING).update(received_bytes=offset)
    row.received_bytes = offset


def finish_pending(limit: int = 100) -> int:
    """Ends files whose last piece came just before a process died; how many."""
    done = 0
    for row in Attachment.objects.filter(state=State.RECEIVING).select_related("case__root__region"):
        if done == limit:
            break
        if is_whole(row):
            try:
                finish(row)
                done += 1
            except NotStoredError:
                continue
    return done


def drop_expired(now: datetime.datetime) -> int:
    """Throws away parts of files whose time is over; the case has gone on without them. How many."""
    rows = list(Attachment.objects.filter(state=State.RECEIVING, expires_at__lte=now)[:1000])
    for row in rows:
        if Attachment.objects.filter(pk=row.pk, state=State.RECEIVING).update(
            state=State.RESERVED, storage_key="", received_bytes=0
        ):
            drop(row.storage_key)
    return len(rows)
