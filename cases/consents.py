"""What reporters are told about their data and agree to: each purpose apart, each version provable, nothing ticked before."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils import timezone, translation

from .models import Case, Consent, PrivacyNotice
from .submissions import ConsentGiven

# The notice that is shown with every form and on every receipt; it informs, nobody has to agree to it.
INFORMATION = "privacy"


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


def record(case: Case, given: Iterable[ConsentGiven], channel: str, at: datetime.datetime) -> list[ConsentGiven]:
    """Keeps what was agreed or refused, once for each notice; gives back those whose notice is not known."""
    unknown = []
    for one in given:
        notice = PrivacyNotice.objects.filter(kind=one.notice, version=one.version).order_by("-lang").first()
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
