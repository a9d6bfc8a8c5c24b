"""What a form needs to know beforehand: categories, villages, limits, notices and terms, with a version that changes with them."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from regions.models import Region, Unit

from .consents import current_notices
from .models import Category, DeadlineRule
from .routing import settings_of
from .sealing import canonical, sha256
from .terms import FIRST, WATCHED, Term
from .transitions import Kind

LIMITS = ("body_bytes", "title", "body", "files", "file_bytes", "chunk_min", "chunk_max")
REPORTS = [Kind.COMPLAINT.value, Kind.ASPIRATION.value]
# An app that was offline for so long is not behind; after that the coordinator is told.
GOOD_FOR = datetime.timedelta(days=30)
KEPT_SECONDS = 60
VERSION = re.compile(r"(\d{4}-\d{2}-\d{2})\.[0-9a-f]{8}")


def categories_of(root: Unit) -> list[dict[str, Any]]:
    return [
        {
            "slug": one.slug,
            "name": one.name,
            "kinds": REPORTS,
            "is_forced_confidential": one.is_forced_confidential,
            "default_confidential": one.default_confidential,
        }
        for one in Category.objects.offered_by(root)
    ]


def villages_of(unit: Unit) -> list[dict[str, str]]:
    rows = Region.objects.within(unit.region_id).filter(level__in=["desa", "kelurahan", "desa_adat"])
    return [{"code": code, "name": name} for code, name in rows.order_by("name", "code").values_list("code", "name")]


def rules_in_force(day: datetime.date) -> list[DeadlineRule]:
    """The terms that an office promises, one row for each clock and class."""
    rules = DeadlineRule.objects.filter(is_active=True, clock__in=WATCHED, effective_from__lte=day)
    return list(rules.exclude(effective_to__lt=day).order_by("clock", "handling_class", "effective_from"))


def deadlines_of(day: datetime.date) -> list[dict[str, Any]]:
    return [
        {
            "kind": kind,
            "clock": rule.clock,
            "handling_class": rule.handling_class or None,
            "amount": rule.amount,
            "unit": rule.unit,
            "text": _("%(clock)s: %(amount)s %(unit)s")
            % {"clock": Term(rule.clock).label, "amount": rule.amount, "unit": rule.get_unit_display()},
        }
        for rule in rules_in_force(day)
        for kind in rule.kinds
        if kind in FIRST
    ]


def version_of(root: Unit) -> str:
    """`<day of the newest part>.<8 characters of a digest>`; kept for a minute."""
    key = f"cases:offer:{root.pk}"
    version = cache.get(key)
    if version is None:
        version = reckoned(root)
        cache.set(key, version, KEPT_SECONDS)
    return version


def reckoned(root: Unit) -> str:
    parts = list(
        Category.objects.filter(root=root).order_by("pk").values_list("slug", "name", "active_from", "active_to")
    )
    notices = [(one.kind, one.version, one.active_from) for one in current_notices()]
    rules = DeadlineRule.objects.filter(is_active=True).order_by("pk")
    terms = list(rules.values_list("clock", "handling_class", "amount", "unit", "effective_from"))
    days = [row[2] for row in parts] + [row[2] for row in notices] + [row[4] for row in terms]
    newest = max(days, default=datetime.date(2026, 1, 1))
    told = [[str(value) for value in row] for row in [*parts, *notices, *terms]]
    return f"{newest}.{sha256(canonical([told, settings_of(root).limits]))[:8]}"


def is_old(root: Unit, version: str, today: datetime.date) -> bool:
    """Whether a form was made from an offer that is no longer good; it is accepted all the same."""
    if not version or version == version_of(root):
        return False
    found = VERSION.fullmatch(version)
    try:
        return found is None or datetime.date.fromisoformat(found[1]) + GOOD_FOR < today
    except ValueError:
        return True
