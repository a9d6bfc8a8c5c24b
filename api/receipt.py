"""The receipt as JSON: its first line is the same for ever, the rest is as the case stands now."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypedDict

from cases.models import Attachment, Clock
from cases.receipts import Receipt

from .shapes import Says

Moment = Annotated[str, Says({"format": "date-time"})]


class ClockOfReceiptData(TypedDict):
    """By when the office must act."""

    clock: str
    due_on: datetime.date
    is_provisional: Annotated[bool, Says({"description": "Whether the holidays of that year are not certain yet."})]


class UploadData(TypedDict):
    """A file that was announced: where to send it, and how far it has come."""

    id: uuid.UUID
    url: str
    size: int
    offset: int
    state: Annotated[str, Says({"enum": Attachment.State.values})]
    reject_reason: str | None
    expires_at: Moment


class WarningData(TypedDict):
    """Something to tell the sender; nothing was refused for it."""

    code: str
    field: str
    kind: str | None
    start: int | None
    end: int | None
    text: str


class ReceiptData(TypedDict):
    """What a citizen keeps."""

    submission_id: uuid.UUID
    ref: Annotated[str, Says({"example": "BNA-26-7KQ4MX-4"})]
    register_no: str | None
    secret: Annotated[str | None, Says({"description": "Only for the sender; never put it into an address."})]
    received_at: Moment
    receipt_code: str
    status: str
    status_label: str
    clocks: list[ClockOfReceiptData]
    uploads: list[UploadData]
    warnings: list[WarningData]
    ignored_fields: list[str]
    is_complete: Annotated[
        bool, Says({"description": "Only when true may an app begin to forget its own copy of text and files."})
    ]
    notice: str
    emergency: str | None
    track_url: str


def receipt_data(
    receipt: Receipt, *, ignored: Iterable[str] = (), path_of: Callable[[str], str] = str, is_sender: bool = True
) -> ReceiptData:
    """The receipt; somebody who only knows the id learns neither the secret nor the files."""
    return {
        "submission_id": receipt.submission_id,
        "ref": receipt.ref,
        "register_no": receipt.register_no or None,
        "secret": receipt.secret if is_sender else None,
        "received_at": receipt.received_at.isoformat(),
        "receipt_code": receipt.receipt_code,
        "status": str(receipt.status),
        "status_label": receipt.status_label,
        "clocks": [clock_data(clock) for clock in receipt.clocks],
        "uploads": [upload_data(file, receipt.received_at.tzinfo) for file in receipt.uploads] if is_sender else [],
        "warnings": [
            {
                "code": one.code,
                "field": path_of(one.field),
                "kind": one.kind or None,
                "start": one.start,
                "end": one.end,
                "text": one.text,
            }
            for one in receipt.warnings
        ],
        "ignored_fields": list(ignored),
        "is_complete": receipt.is_complete,
        "notice": receipt.notice,
        "emergency": receipt.emergency or None,
        "track_url": receipt.track_path,
    }


def clock_data(clock: Clock) -> ClockOfReceiptData:
    return {"clock": clock.clock, "due_on": clock.due_on, "is_provisional": clock.is_provisional}


def upload_data(file: Attachment, zone: Any) -> UploadData:
    return {
        "id": file.pk,
        "url": f"/api/v1/uploads/{file.pk}",
        "size": file.declared_size,
        "offset": file.received_bytes,
        "state": file.state,
        "reject_reason": file.reject_reason or None,
        "expires_at": file.expires_at.astimezone(zone).isoformat(timespec="seconds"),
    }
