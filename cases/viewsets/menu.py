"""The entry of the menu with the number of cases that wait, and the panel of the admin's first page in plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from .. import duties
from ..models import Case, DeadlineRule, Holiday
from ..routing import settings_of
from ..transitions import Role
from ..visibility import Viewer
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
        found += about_notices(viewer) + about_standing()
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
    """For those who lead: figures only, small ones not told apart."""
    roots = {grant.root_id for grant in viewer.grants if grant.role == Role.LEADERSHIP}
    rows = Case.objects.filter(root__in=roots)
    root = rows.select_related("root").first()
    least = settings_of(root.root).limit("small_cell") if root else 5
    now = timezone.now()
    return [
        Sentence(_("Open cases: %(number)s.") % {"number": coarse(rows.open().count(), least)}),
        Sentence(_("Late cases: %(number)s.") % {"number": coarse(duties.late(rows, now).count(), least)}),
    ]


def coarse(number: int, least: int) -> str:
    """Small numbers are not told apart: behind them stand people."""
    return str(number) if number == 0 or number >= least else _("fewer than %(least)s") % {"least": least}


def about_notices(viewer: Viewer) -> list[Sentence]:
    """What never reached anybody, of the cases that the officer may know."""
    dead = unsent.rows_for(viewer).count()
    said = ngettext("%(number)s notice could not be sent.", "%(number)s notices could not be sent.", dead)
    return [Sentence(said % {"number": dead}, is_bad=True, url=reverse("cases_desk:unsent"))] if dead else []


def about_standing() -> list[Sentence]:
    """What makes every due date doubtful until somebody sees to it."""
    found = []
    year = timezone.localdate().year
    days = Holiday.objects.filter(date__year__gte=year, confirmed_at=None).count()
    if days:
        said = ngettext(
            "%(number)s holiday is not confirmed: due dates are provisional.",
            "%(number)s holidays are not confirmed: due dates are provisional.",
            days,
        )
        found.append(Sentence(said % {"number": days}, url=reverse("cases_desk:holidays")))
    if DeadlineRule.objects.filter(is_active=True, checked_on=None).exists():
        text = _("The deadline rules were not compared with the law yet.")
        found.append(Sentence(text, url=reverse("case_rules:index")))
    return found
