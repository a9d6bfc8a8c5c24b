"""The one door through which a case comes in: the page, the counter, the API and Open311 all call `submit`."""

from __future__ import annotations

import datetime
import logging
from typing import Any

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import alarms, clocks, consents, notices, objecting, offers, references, registers, routing
from .actors import Actor
from .attachments import announce
from .chain import Telling, append, text_digest
from .clocks.calendars import today_of
from .engine import RefusedError
from .models import Attachment, Case, Channel, InformationRequest
from .receipts import Receipt, receipt_of
from .refusals import FileTakenError, IdempotencyConflictError, InFlightError, NotTakenError, UnavailableError
from .reporters import keep_reporter
from .sealing import CannotOpenError, current_key_id, master_key, sha256
from .submissions import Submission
from .transitions import Kind, Role, Status, find

__all__ = [
    "IdempotencyConflictError",
    "InFlightError",
    "NotTakenError",
    "Receipt",
    "UnavailableError",
    "receipt_of",
    "submit",
]

logger = logging.getLogger(__name__)

# How long a second send of the same submission waits for the first one to be stored.
PATIENCE = "5s"
PREFIX = "PDP"  # where a regency has not chosen its three letters
ATTEMPTS = 8


class AlreadyStoredError(Exception):
    """Another send of the same submission was faster; this one leaves nothing behind."""


def submit(
    submission: Submission,
    *,
    channel: Channel | str,
    entered_by: Any = None,
    parent: Case | None = None,
    now: datetime.datetime | None = None,
) -> Receipt:
    """Stores a submission once and gives its receipt, again and again. Raises NotTakenError, and then nothing was stored.

    `parent` is the request that an objection is about, once the sender has proved to be its applicant (the case of a
    tracking token, or the case that a counter officer has found).
    """
    try:
        return stored_once(submission, str(channel), entered_by, parent, now or timezone.now())
    except OperationalError as error:
        raise busy(error) from error
    except CannotOpenError as error:
        logger.error("a key is missing in CASE_KEYS: %s", error)
        raise UnavailableError(_("The service is not available. Please send it again later.")) from None


def stored_once(
    submission: Submission, channel: str, entered_by: Any, parent: Case | None, now: datetime.datetime
) -> Receipt:
    if held := stored(submission):
        return replayed(held, submission)
    try:
        with transaction.atomic():
            wait_patiently()
            case = created(submission, channel, entered_by, parent, now)
    except AlreadyStoredError:
        held = stored(submission)
        assert held, "what the database refused as a second one is there"
        return replayed(held, submission)
    return receipt_of(case, warnings=submission.warnings, is_replay=False)


def stored(submission: Submission) -> Case | None:
    rows = Case.objects.select_related("root__region", "origin_unit")
    return rows.filter(submission_id=submission.id).first()


def replayed(case: Case, submission: Submission) -> Receipt:
    """The receipt again, whatever became of the case since; the first body is never touched."""
    if case.fingerprint != submission.fingerprint:
        raise IdempotencyConflictError(_("Something else was sent under this id before. Send this one under a new id."))
    return receipt_of(case, warnings=submission.warnings)


def wait_patiently() -> None:
    """PostgreSQL lets the second of two equal sends wait for the first; not for ever."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")


def busy(error: OperationalError) -> NotTakenError:
    """A lock that was not given in time means that the same thing is being stored; else the database is busy."""
    if getattr(error.__cause__, "sqlstate", "") == "55P03":
        return InFlightError(_("Your message is being stored at this moment."))
    return UnavailableError(_("The service is busy. Your text is not lost: please send it again in a moment."))


# ------------------------------------------------------------ one case, all or nothing


def created(submission: Submission, channel: str, entered_by: Any, parent: Case | None, now: datetime.datetime) -> Case:
    """Case, person, consents, manifest, clock, event and notices; the caller's transaction keeps all or none."""
    case = new_case(submission, channel, entered_by, parent, now)
    actor, action = sender(submission, entered_by)
    row = find(Kind(case.kind), action, None, min(actor.roles))
    if row is None:
        raise RefusedError
    case.status = row.leads_to(None)
    insert(case)
    if submission.request:
        InformationRequest.objects.create(case=case, **vars(submission.request))
    if case.kind == Kind.OBJECTION:
        objecting.attach(case, submission, now)
    keep_reporter(case, submission)
    consents.record(case, submission.consents, channel, now)
    announce_files(case, submission)
    if case.kind in (Kind.INFORMATION_REQUEST, Kind.OBJECTION):
        registers.enter(case)
    find_way(case, submission)
    event = append(case, action, actor, first_telling(case, submission), at=now)
    clocks.start_first(case, now)
    notices.announce(case, event)
    case.save()
    return case


def sender(submission: Submission, entered_by: Any) -> tuple[Actor, str]:
    """Who sends it and how: an officer at the counter may register a request that is not complete yet."""
    if entered_by is None:
        return Actor.reporter(), "submit"
    action = "submit_incomplete" if submission.missing else "submit"
    return Actor.officer(entered_by, frozenset({Role.COUNTER}), submission.unit), action


def new_case(
    submission: Submission, channel: str, entered_by: Any, parent: Case | None, now: datetime.datetime
) -> Case:
    origin = submission.unit
    if submission.kind == Kind.OBJECTION:
        parent = objecting.proved(submission, parent)
        origin = parent.origin_unit
    root = routing.root_of(origin)
    is_report = submission.kind in (Kind.COMPLAINT, Kind.ASPIRATION)
    is_forced = bool(submission.category and submission.category.is_forced_confidential)
    hours = routing.settings_of(root).limit("publish_after_hours")
    place = submission.place
    return Case(
        submission_id=submission.id,
        fingerprint=submission.fingerprint,
        client_key_hash=sha256(submission.client_key.encode()) if submission.client_key else "",
        secret_key_id=current_key_id(),
        kind=submission.kind,
        parent=parent,
        category=submission.category,
        root=root,
        origin_unit=origin,
        about_unit=submission.about_unit,
        title=submission.title,
        body=submission.body,
        is_anonymous=submission.is_anonymous and is_report,
        is_confidential=submission.is_confidential or is_forced,
        is_restricted=is_forced,
        village=place.village,
        place_text=place.text,
        lon=place.lon,
        lat=place.lat,
        accuracy_m=place.accuracy_m,
        place_source=place.source,
        composed_at=submission.composed_at,
        received_at=now,
        publish_after=now + datetime.timedelta(hours=hours) if submission.is_anonymous else None,
        channel=channel,
        entered_by=entered_by,
        lang=submission.lang,
        status=Status.RECEIVED,
        status_changed_at=now,
    )


def insert(case: Case) -> None:
    """Inserts and lets the database say whether it was there: its number or, by another send, the whole submission."""
    key, year = master_key(case.secret_key_id), today_of(case, case.received_at).year
    prefix = routing.desk_of(case.root).ref_prefix or PREFIX
    for attempt in range(ATTEMPTS):
        case.ref = references.reference(key, str(case.submission_id), prefix, year, attempt)
        try:
            with transaction.atomic():
                case.save(force_insert=True)
            return
        except IntegrityError:
            if Case.objects.filter(submission_id=case.submission_id).exists():
                raise AlreadyStoredError from None
            if not Case.objects.filter(ref=case.ref).exists():
                raise
    raise UnavailableError(_("No free number was found."))


def announce_files(case: Case, submission: Submission) -> None:
    """Reserves a row for each file; ids are made by phones, and one that is taken belongs to somebody else."""
    ids = [one.id for one in submission.attachments]
    if ids and Attachment.objects.filter(pk__in=ids).exists():
        raise FileTakenError(_("A file has the id of another one: give it a new id."))
    announce(case, submission.attachments)


def find_way(case: Case, submission: Submission) -> None:
    """The unit that should have it, and what the coordinator should know before anybody else."""
    case.current_unit, route_flags = routing.propose(case)
    found = [*alarms.marks_of(submission, case.root_id, case.received_at), *route_flags, *submission.flags]
    if offers.is_old(case.root, submission.config_version, today_of(case, case.received_at)):
        found.append("old_config")
    case.flags = list(dict.fromkeys(found))


def first_telling(case: Case, submission: Submission) -> Telling:
    """The first event fixes title and body by their digest, so that nobody can change them unseen."""
    payload = {
        "text_digest": text_digest(case),
        "channel": case.channel,
        "files": len(submission.attachments),
        "config_version": submission.config_version,
        "missing": list(submission.missing),
    }
    return Telling(audience="public", payload=payload)
