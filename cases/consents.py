"""What reporters are told about their data and agree to: each purpose apart, each version provable, nothing ticked before."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone, translation

from . import clocks
from .actors import Actor
from .chain import Telling, append
from .engine import keep, locked, replayed
from .models import Case, CaseEvent, Consent, PrivacyNotice
from .sealing import canonical, sha256
from .submissions import ConsentGiven
from .terms import Term

# The notice that is shown with every form and on every receipt; it informs, nobody has to agree to it.
INFORMATION = "privacy"
# By this one a reporter agrees to a public copy, or objects to one.
PUBLICATION = "publication"
# The event by which a reporter says yes or no anew.
CHANGE = "consents"


def current_notices() -> list[PrivacyNotice]:
    """The newest notice of each kind that is in force, in the reader's language where there is one. One query."""
    language = translation.get_language() or "id"
    rows = PrivacyNotice.objects.filter(active_from__lte=timezone.localdate()).order_by("kind", "version")
    found: dict[str, PrivacyNotice] = {}
    for notice in rows:
        held = found.get(notice.kind)
        is_better = held is None or notice.version > held.version or notice.lang == language
        if is_better and (notice.lang in (language, "id") or held is None):
            found[notice.kind] = notice
    return list(found.values())


def asked_for(kind: str) -> list[PrivacyNotice]:
    """The notices that a sender of this kind may say yes to."""
    return [notice for notice in current_notices() if notice.kind != INFORMATION]


def information() -> str:
    """What every reporter is told about personal data."""
    return next((notice.text for notice in current_notices() if notice.kind == INFORMATION), "")


def are_known(given: Iterable[ConsentGiven]) -> bool:
    """Whether each of them answers a notice that there is. One query."""
    asked = {(one.notice, one.version) for one in given}
    rows = PrivacyNotice.objects.filter(kind__in={kind for kind, _version in asked}).values_list("kind", "version")
    return asked <= set(rows)


def record(case: Case, given: Iterable[ConsentGiven], channel: str, at: datetime.datetime) -> list[ConsentGiven]:
    """Keeps what was agreed or refused, once for each notice; gives back those whose notice is not known."""
    unknown = []
    for one in given:
        in_languages = {row.lang: row for row in PrivacyNotice.objects.filter(kind=one.notice, version=one.version)}
        notice = in_languages.get(case.lang) or in_languages.get("id") or next(iter(in_languages.values()), None)
        if notice is None:
            unknown.append(one)
            continue
        Consent.objects.update_or_create(
            case=case,
            notice=notice,
            defaults={
                "value": one.value,
                "channel": channel,
                "given_at": at,
                "withdrawn_at": None if one.value else at,
            },
        )
    return unknown


def objects_to_publication(case: Case) -> bool:
    """Whether the last word of the reporter about a public copy is no; silence is no word, and a later yes ends a no.

    A box that was left unticked is silence: the copy has no person in it, and publishing it is a public duty.
    """
    said = [
        (consent.withdrawn_at or consent.given_at, not consent.value or consent.withdrawn_at is not None)
        for consent in case.consents.filter(notice__kind=PUBLICATION)
    ]
    return max(said)[1] if said else False


@transaction.atomic
def change(
    case_id: int, given: list[ConsentGiven], *, channel: str, client_id: uuid.UUID | None, now: datetime.datetime
) -> tuple[Case, CaseEvent]:
    """A reporter says yes or no anew. What is published against a no is taken off at once; the office looks at the rest.

    Raises RefusedError when the same client_id came with something else.
    """
    case = locked(case_id)
    mark = sha256(canonical(sorted([one.notice, one.version, one.value] for one in given)))
    if before := replayed(case, CHANGE, client_id, mark):
        return case, before
    record(case, given, channel, now)
    said = {f"{one.notice}.{one.version}": one.value for one in given}
    payload = {"consents": said, "action": CHANGE, "fingerprint": mark}
    telling = Telling(audience=CaseEvent.Audience.REPORTER, payload=payload)
    event = append(case, CHANGE, Actor.reporter(), telling, at=now, from_status=case.status, client_id=client_id)
    if case.published_at and not all(one.value for one in given):
        clocks.start(case, Term.DATA_SUBJECT_REQUEST, now)
        if any(one.notice == PUBLICATION and not one.value for one in given):
            take_off(case, now)
    keep(case, now)
    return case, event


def withdraw(case: Case, now: datetime.datetime) -> None:
    """A reporter takes back every consent: nothing of the case stays public, nor becomes so again. The caller saves it."""
    for notice in asked_for(case.kind):
        if notice.kind == PUBLICATION:
            no = {"value": False, "channel": case.channel, "given_at": now}
            Consent.objects.get_or_create(case=case, notice=notice, defaults=no)
    Consent.objects.filter(case=case, withdrawn_at=None).update(value=False, withdrawn_at=now)
    take_off(case, now)


def take_off(case: Case, now: datetime.datetime) -> None:
    """Ends the public copy; readers of the feed learn that it is gone."""
    if case.published_at:
        case.published_at, case.public_changed_at = None, now
