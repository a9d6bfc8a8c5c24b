"""What a citizen keeps: the number, the secret, when it arrived, by when an answer is due."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from . import consents, references
from .models import Attachment, Case, Clock
from .routing import addressee, settings_of
from .sealing import key_for, master_key
from .submissions import Warning
from .transitions import Kind, Status

TRACKING = "/pengaduan/lacak/"
OMBUDSMAN = "https://ombudsman.go.id/"
COMMISSION = "https://komisiinformasi.go.id/"
PENDING = (Attachment.State.RESERVED, Attachment.State.RECEIVING)


@dataclass(frozen=True)
class Exit:
    """Another body to turn to."""

    label: str
    url: str


@dataclass(frozen=True)
class Receipt:
    """All that the receipt shows, on the page, on paper and as JSON; its first six fields never change."""

    submission_id: uuid.UUID
    ref: str
    register_no: str
    secret: str
    received_at: datetime.datetime  # to the second, in the time zone of the regency
    receipt_code: str
    kind: str
    kind_label: str
    status: str
    status_label: str
    unit_name: str
    case: Case
    clocks: tuple[Clock, ...]  # the running ones
    uploads: tuple[Attachment, ...]
    warnings: tuple[Warning, ...]
    is_complete: bool  # no announced file is still to come
    is_replay: bool
    notice: str  # what every reporter is told about personal data
    emergency: str  # whom to call when the text speaks of danger; else empty
    exits: tuple[Exit, ...]
    track_path: str = TRACKING


def zone_of(case: Case) -> ZoneInfo:
    return ZoneInfo(case.root.region.time_zone)


def secret_of(case: Case) -> str:
    """The secret, derived anew: nothing but the id of its key is stored."""
    return references.secret(master_key(case.secret_key_id), str(case.submission_id), case.secret_version)


def receipt_code(case: Case) -> str:
    """Proves that this was received then with this content, should anybody say that it never was."""
    message = f"{case.ref}|{case.received_at.astimezone(datetime.UTC).isoformat()}|{case.fingerprint}"
    characters = references.derived(key_for("receipt", case.secret_key_id), message, 60)
    return "-".join(characters[start : start + 4] for start in (0, 4, 8))


def exits_of(case: Case) -> tuple[Exit, ...]:
    """Where else a citizen may go; always told, never instead of an answer. From a request one goes on by an objection."""
    if case.kind == Kind.INFORMATION_REQUEST:
        return ()
    if case.kind == Kind.OBJECTION:
        return (Exit(_("Information Commission (Komisi Informasi)"), COMMISSION),)
    lapor = Exit(_("SP4N-LAPOR!, the national complaint service"), settings.LAPOR_URL)
    others = (Exit(_("Ombudsman of the Republic of Indonesia"), OMBUDSMAN),)
    return (lapor, *others) if settings.LAPOR_URL else others


def receipt_of(case: Case, *, warnings: tuple[Warning, ...] = (), is_replay: bool = True) -> Receipt:
    """The receipt of a stored case as it stands now."""
    uploads = tuple(case.attachments.filter(role=Attachment.Role.EVIDENCE))
    is_urgent = "priority" in case.flags
    return Receipt(
        submission_id=case.submission_id,
        ref=case.ref,
        register_no=case.register_no,
        secret=secret_of(case),
        received_at=case.received_at.astimezone(zone_of(case)).replace(microsecond=0),
        receipt_code=receipt_code(case),
        kind=case.kind,
        kind_label=str(Kind(case.kind).label),
        status=case.status,
        status_label=str(Status(case.status).label),
        unit_name=addressee(case.origin_unit, case.about_unit, case.root).name,
        case=case,
        clocks=tuple(case.clocks.filter(met_at=None)),
        uploads=uploads,
        warnings=warnings,
        is_complete=not any(upload.state in PENDING for upload in uploads),
        is_replay=is_replay,
        notice=consents.information(),
        emergency=settings_of(case.root).emergency_text if is_urgent else "",
        exits=exits_of(case),
    )
