"""What must stand before cases are taken in earnest: the guards of the history, the keys, rules that a person has checked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q
from django.utils.translation import gettext as _

from . import triggers
from .models import DeadlineRule, Holiday, PurgeRule
from .sealing import keys
from .transitions import Kind

# The set whose amounts the regency enters itself.
EMPTY_SET = "2025"
# The decree on the days off of the next year appears in autumn.
DECREE_MONTH = 10


@register(Tags.database)
def check_events(app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """The history of cases is guarded by the database. A warning: `migrate` checks first, and puts the guards up after."""
    return [
        Warning(
            f"The history of cases can be changed: {', '.join(names)} is missing.",
            hint="Run manage.py migrate; it puts the triggers up again.",
            id="pendopo.W101",
        )
        for using in databases or ()
        if (names := triggers.missing(using))
    ]


@register(Tags.security, deploy=True)
def check_keys(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """The keys that seal who sent a case can be read."""
    try:
        keys()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="pendopo.E101")]
    return []


@dataclass(frozen=True)
class Finding:
    """Something that a person has to do before citizens rely on what is shown."""

    code: str
    text: str


def findings(today: datetime.date) -> list[Finding]:
    """Everything that is left to do about rules, retention and calendars; the dashboard and check_case_rules show it."""
    return [*about_rules(today), *about_retention(), *about_calendars(today), *about_guards()]


def about_rules(today: datetime.date) -> Iterator[Finding]:
    active = DeadlineRule.objects.filter(is_active=True).filter(Q(effective_to=None) | Q(effective_to__gte=today))
    for rule in active.filter(Q(checked_by="") | Q(checked_on=None)):
        yield Finding("rule_unchecked", _("Nobody has compared the rule “%(rule)s” with the law.") % {"rule": rule})
    if not active.exists():
        yield Finding("no_rules", _("There are no deadline rules: run manage.py seed_case_rules."))
    if not DeadlineRule.objects.filter(rule_set=EMPTY_SET, amount__isnull=False).exists():
        text = _("The amounts of the rule set %(set)s (PermenPANRB 5/2025) have not been entered.") % {"set": EMPTY_SET}
        yield Finding("rule_set_empty", text)


def about_retention() -> Iterator[Finding]:
    filled = Q(personal_after_days__isnull=False) | Q(content_after_days__isnull=False)
    held = set(PurgeRule.objects.filter(filled, is_active=True, outcome="").values_list("kind", flat=True))
    for kind in Kind:
        if kind not in held:
            text = _("How long closed cases are kept has not been entered: %(kind)s.") % {"kind": kind.label}
            yield Finding("no_purge_rule", text)


def about_calendars(today: datetime.date) -> Iterator[Finding]:
    years = [today.year] + ([today.year + 1] if today.month >= DECREE_MONTH else [])
    for year in years:
        rows = Holiday.objects.filter(date__year=year).exclude(kind=Holiday.Kind.REGIONAL)
        if not rows.filter(kind=Holiday.Kind.PUBLIC_HOLIDAY).exists():
            yield Finding("calendar_missing", _("The days off of %(year)s are missing.") % {"year": year})
        elif rows.filter(Q(is_estimated=True) | Q(confirmed_at=None)).exists():
            yield Finding(
                "calendar_unconfirmed", _("The days off of %(year)s have not been confirmed.") % {"year": year}
            )


def about_guards() -> Iterator[Finding]:
    if triggers.missing():
        yield Finding("guards_missing", _("The history of cases is not guarded: run manage.py migrate."))
