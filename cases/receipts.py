"""What a citizen keeps: the number, the secret, when it arrived, by when an answer is due."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from .models import Attachment, Case, Clock
from .submissions import Warning


@dataclass(frozen=True)
class Receipt:
    """All that the receipt shows, on the page, on paper and as JSON; its first seven fields never change."""

    submission_id: uuid.UUID
    ref: str
    register_no: str
    secret: str
    received_at: datetime.datetime  # in the time zone of the regency
    receipt_code: str
    kind: str
    status: str
    status_label: str
    unit_name: str
    case: Case
    clocks: tuple[Clock, ...] = ()  # the running ones
    uploads: tuple[Attachment, ...] = ()
    warnings: tuple[Warning, ...] = ()
    ignored_fields: tuple[str, ...] = ()
    is_complete: bool = True  # no announced file is still to come
    is_replay: bool = False
    notice: str = ""  # what the reporter is told about personal data, and whom to call in danger
    emergency: str = ""
    exits: tuple[dict[str, Any], ...] = field(default=())  # other bodies to turn to: {"label", "url"}
    track_path: str = "/pengaduan/lacak/"


def receipt_of(case: Case, *, warnings: tuple[Warning, ...] = (), is_replay: bool = True) -> Receipt:
    """The receipt of a stored case as it stands now."""
    raise NotImplementedError
