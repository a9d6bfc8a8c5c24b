"""The entry of the menu with the number of cases that wait, and the panel of the admin's first page in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from regions.models import Unit

from .. import checks, duties
from ..models import Case, Holiday
from ..routing import settings_of
from ..transitions import Role
from ..visibility import Grant, Viewer
from ..visibility.rules import unbarred, under
from . import looks, unsent
from .entry import has_rows, viewer_of
from .inbox import Row, listed, row_of

MOST_URGENT = 5


def waiting(request: HttpRequest) -> int:
    """How many cases wait for this officer; counted once a request."""
    if not hasattr(request, "_cases_waiting"):
        request._cases_waiting = duties.waiting_for(viewer_of(request)).count()  # type: ignore[attr-defined]
    return request._cases_waiting  # type: ignore[attr-defined]


class CasesMenuItem(MenuItem):
    """ "Cases (3)": only for those who work on cases."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_rows(viewer_of(request))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        number = waiting(request)
        label = f"{self.label} ({number})" if number else self.label
        return LinkMenuItem(
            self.name, label, self.url, icon_name=self.icon_name, classname=self.classname, attrs=self.attrs
        )


@dataclass(frozen=True)
class Sentence:
    """One thing to know, the more urgent the earlier."""

    text: str
    is_bad: bool = False
    url: str = ""


class CasesPanel(Component):
    """What waits, what is late, what nobody has seen to: in sentences."""

    name = "cases"
    template_name = "cases/admin/panel.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        viewer = viewer_of(self.request)
        rows: list[Row] = []
        if has_rows(viewer):
            first = listed(duties.waiting_for(viewer), viewer)[:MOST_URGENT]
            rows = [row_of(case, viewer) for case in first]
        return {"rows": rows, "sentences": sentences(self.request, viewer), "request": self.request}


def sentences(request: HttpRequest, viewer: Viewer) -> list[Sentence]:
    """The most urgent first; nothing about cases that the officer may not see."""
    found = about_cases(request, viewer) if has_rows(viewer) else []
    if viewer.has(Role.LEADERSHIP):
        found += about_figures(viewer)
    if looks.may_read(viewer):
        found.append(Sentence(looks.of_the_week(viewer), url=reverse("cases_desk:looks")))
    if viewer.is_superuser or viewer.has(Role.COORDINATOR):
        found += about_notices(viewer)
    if viewer.is_superuser or viewer.has(Role.COORDINATOR, Role.RECORDS_OFFICER):
        found += about_standing(viewer)
    return found


def about_cases(request: HttpRequest, viewer: Viewer) -> list[Sentence]:
    number = duties.late(Case.objects.visible_to(viewer), timezone.now()).count()
    found = []
    if number:
        late = ngettext("%(number)s case is late.", "%(number)s cases are late.", number)
        found.append(Sentence(late % {"number": number}, is_bad=True))
    number = waiting(request)
    waits = ngettext("%(number)s case waits for you.", "%(number)s cases wait for you.", number)
    found.append(Sentence(waits % {"number": number} if number else _("No case waits for you.")))
    return found


def about_figures(viewer: Viewer) -> list[Sentence]:
    """For those who lead: figures of their own offices only, small ones not told apart, and none of what is about them."""
    led = [grant for grant in viewer.grants if grant.role == Role.LEADERSHIP]
    rows = unbarred(Case.objects.filter(reduce(or_, (led_by(grant) for grant in led))), viewer)
    root = Unit.objects.get(pk=led[0].root_id)
    least = settings_of(root).limit("small_cell")
    now = timezone.now()
    return [
        Sentence(_("Open cases: %(number)s.") % {"number": coarse(rows.open().count(), least)}),
        Sentence(_("Late cases: %(number)s.") % {"number": coarse(duties.late(rows, now).count(), least)}),
    ]


def led_by(grant: Grant) -> Q:
    """The cases of the regency for its head; of those that lie with an office, for who leads only that office."""
    return Q(root=grant.root_id) if grant.unit_id == grant.root_id else under("current_unit", grant)


def coarse(number: int, least: int) -> str:
    """Small numbers are not told apart: behind them stand people."""
    return str(number) if number == 0 or number >= least else _("fewer than %(least)s") % {"least": least}


def about_notices(viewer: Viewer) -> list[Sentence]:
    """What never reached anybody, of the cases that the officer may know."""
    dead = unsent.rows_for(viewer).count()
    said = ngettext("%(number)s notice could not be sent.", "%(number)s notices could not be sent.", dead)
    return [Sentence(said % {"number": dead}, is_bad=True, url=reverse("cases_desk:unsent"))] if dead else []


# What a person has to see to before anybody relies on a date: in one sentence, on which screen, with which right.
STANDING: dict[str, tuple[Any, str, str]] = {
    "no_rules": (gettext_lazy("There are no deadline rules."), "case_rules:index", "cases.change_deadlinerule"),
    "rule_unchecked": (
        gettext_lazy("The deadline rules were not compared with the law yet."),
        "case_rules:index",
        "cases.change_deadlinerule",
    ),
    "rule_set_empty": (
        gettext_lazy("The deadlines of the newest regulation (PermenPANRB 5/2025) have not been entered."),
        "case_rules:index",
        "cases.change_deadlinerule",
    ),
    "calendar_missing": (
        gettext_lazy("A year has no days off yet: due dates in it are provisional."),
        "case_holidays:index",
        "cases.change_holiday",
    ),
    "no_purge_rule": (
        gettext_lazy("It has not been entered how long closed cases are kept."),
        "case_purge_rules:index",
        "cases.change_purgerule",
    ),
    "guards_missing": (gettext_lazy("The history of cases is not guarded: tell who runs the server."), "", ""),
}


def about_standing(viewer: Viewer) -> list[Sentence]:
    """What check_case_rules finds, in few words; to the records officer what is theirs to enter."""
    is_for_all = viewer.is_superuser or viewer.has(Role.COORDINATOR)
    today = timezone.localdate()
    days = Holiday.objects.filter(date__year__gte=today.year, confirmed_at=None).count()
    found = []
    if days and is_for_all:
        said = ngettext(
            "%(number)s holiday is not confirmed: due dates are provisional.",
            "%(number)s holidays are not confirmed: due dates are provisional.",
            days,
        )
        found.append(Sentence(said % {"number": days}, url=reverse("cases_desk:holidays")))
    for code in dict.fromkeys(finding.code for finding in checks.findings(today)):
        if code in STANDING and (is_for_all or code == "no_purge_rule"):
            text, screen, right = STANDING[code]
            is_theirs = screen and viewer.user.has_perm(right)
            found.append(Sentence(str(text), url=reverse(screen) if is_theirs else ""))
    return found
