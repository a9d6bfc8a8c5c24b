"""Notices that could not be sent: which case, whom they were for, why; a coordinator mends the cause and sends them again."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from ..models import Case, Outbox
from ..transitions import Role
from ..visibility import Viewer
from .entry import crumbs, viewer_of

PER_PAGE = 50


def rows_for(viewer: Viewer) -> QuerySet[Outbox]:
    """The notices that were given up, of cases of which this officer may know."""
    known = Case.objects.visible_to(viewer).order_by().values("pk")
    dead = Outbox.objects.filter(state=Outbox.State.DEAD, case__in=known)
    return dead.select_related("case").order_by("-next_at", "-pk")


@never_cache
def unsent(request: HttpRequest) -> HttpResponse:
    """The list; by POST the chosen ones wait in the outbox again, with all their attempts."""
    viewer = viewer_of(request)
    if not (viewer.is_superuser or viewer.has(Role.COORDINATOR)):
        raise Http404
    rows = rows_for(viewer)
    if request.method == "POST":
        chosen = [int(pk) for pk in request.POST.getlist("notice") if pk.isdecimal() and len(pk) < 19]
        wanted = Outbox.objects.filter(pk__in=rows.filter(pk__in=chosen).values("pk"))
        number = wanted.update(state=Outbox.State.QUEUED, attempts=0, last_error="", next_at=timezone.now())
        said = ngettext("%(number)s notice is sent again.", "%(number)s notices are sent again.", number)
        messages.success(request, said % {"number": number})
        return redirect("cases_desk:unsent")
    context = {
        "breadcrumbs_items": crumbs(("", _("Notices that could not be sent"))),
        "header_title": _("Notices that could not be sent"),
        "header_icon": "mail",
        "leaf": Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman")),
    }
    return render(request, "cases/admin/unsent.html", context)
