"""Confirming days off: a person compares the list with the decree of the three ministers; until then due dates are provisional."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.log_actions import log

from .. import daysoff
from ..models import Holiday
from .entry import crumbs
from .own import own_rows

RIGHT = "cases.change_holiday"


def confirm(request: HttpRequest) -> HttpResponse:
    """Lists by year what nobody has confirmed; by POST the chosen days are confirmed, and the open due dates move."""
    if not request.user.has_perm(RIGHT):
        raise Http404
    rows = own_rows(request.user, Holiday.objects.filter(confirmed_at=None)).select_related("scope").order_by("date")
    if request.method == "POST":
        return keep(request, chosen(request, rows))
    context = {
        "breadcrumbs_items": crumbs(("", _("Confirm days off"))),
        "header_title": _("Confirm days off"),
        "header_icon": "calendar",
        "years": years_of(rows),
    }
    return render(request, "cases/admin/holidays.html", context)


def years_of(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    """This year and the next first, since due dates rest on them; years that are over stand folded at the end."""
    now = timezone.localdate().year
    by_year = [(year, list(days)) for year, days in groupby(rows, key=lambda day: day.date.year)]
    by_year.sort(key=lambda pair: (pair[0] < now, pair[0]))
    return [{"year": year, "days": days, "is_over": year < now} for year, days in by_year]


def chosen(request: HttpRequest, rows: QuerySet[Any]) -> list[Holiday]:
    """The days that were ticked, and all of a year whose one box was."""
    days, years = set(request.POST.getlist("day")), set(request.POST.getlist("year"))
    return [day for day in rows if str(day.pk) in days or str(day.date.year) in years]


def keep(request: HttpRequest, days: list[Holiday]) -> HttpResponse:
    number = daysoff.confirm(days, request.user, request.POST.get("decree_no", "").strip()[:120]) if days else 0
    for day in days:
        log(instance=day, action="wagtail.edit", user=request.user)
    said = ngettext("%(number)s day is confirmed.", "%(number)s days are confirmed.", len(days)) % {"number": len(days)}
    moved = ngettext(
        "Due dates of %(number)s case were counted anew.", "Due dates of %(number)s cases were counted anew.", number
    )
    messages.success(request, f"{said} {moved % {'number': number}}")
    return redirect("cases_desk:holidays")
