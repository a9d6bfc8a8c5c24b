"""The files of a case: announced with it, sent later, made anew before anybody sees them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from .models import Attachment, Case
from .routing import settings_of
from .submissions import Announced

# What is taken in; decided by content, whatever the sender says.
FILE_TYPES = (
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)


def announce(case: Case, manifest: Iterable[Announced]) -> list[Attachment]:
    """Reserves a row for each announced file; one that can never be accepted is there too, rejected with its reason."""
    limits = settings_of(case.root)
    expires_at = case.received_at + datetime.timedelta(days=limits.limit("reopen_upload_days"))
    rows = []
    for number, one in enumerate(manifest, start=1):
        reason = ""
        if number > limits.limit("files"):
            reason = "too_many"
        elif not 0 < one.size <= limits.limit("file_bytes"):
            reason = "size"
        rows.append(
            Attachment(
                id=one.id,
                case=case,
                declared_size=one.size,
                declared_sha256=one.sha256,
                declared_type=one.type[:100],
                original_name=one.name[:120],
                state=Attachment.State.REJECTED if reason else Attachment.State.RESERVED,
                reject_reason=reason,
                created_at=case.received_at,
                expires_at=expires_at,
            )
        )
    return Attachment.objects.bulk_create(rows)
