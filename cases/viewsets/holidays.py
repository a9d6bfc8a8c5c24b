"""Confirming days off: a person compares the list with the decree of the three ministers; until then due dates are provisional."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.log_actions import log

from .. import clocks
from ..models import Holiday
from .entry import crumbs
from .standing import own_rows

RIGHT = "cases.change_holiday"


def confirm(request: HttpRequest) -> HttpResponse:
    """Lists what nobody has confirmed; by POST the chosen days are confirmed, and the open due dates move."""
    if not request.user.has_perm(RIGHT):
        raise Http404
    rows = own_rows(request.user, Holiday.objects.filter(confirmed_at=None)).select_related("scope").order_by("date")
    if request.method == "POST":
        return keep(request, [day for day in rows if str(day.pk) in request.POST.getlist("day")])
    context = {
        "breadcrumbs_items": crumbs(("", _("Confirm days off"))),
        "header_title": _("Confirm days off"),
        "header_icon": "calendar",
        "days": rows,
    }
    return render(request, "cases/admin/holidays.html", context)


def keep(request: HttpRequest, days: list[Holiday]) -> HttpResponse:
    now, decree = timezone.now(), request.POST.get("decree_no", "").strip()[:120]
    for day in days:
        day.confirmed_by_id, day.confirmed_at, day.is_estimated = request.user.pk, now, False
        day.decree_no = decree or day.decree_no
        day.save()
        log(instance=day, action="wagtail.edit", user=request.user)
    number = clocks.recompute(None, now) if days else 0
    said = ngettext("%(number)s day is confirmed.", "%(number)s days are confirmed.", len(days)) % {"number": len(days)}
    moved = ngettext(
        "Due dates of %(number)s case were counted anew.", "Due dates of %(number)s cases were counted anew.", number
    )
    messages.success(request, f"{said} {moved % {'number': number}}")
    return redirect("cases_desk:holidays")
