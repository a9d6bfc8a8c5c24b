"""Who looked at persons, originals and restricted texts: the list of the records officer, with the sum of the last days."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Paginator
from django.db.models import CharField, Count, QuerySet
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.models import ModelLogEntry

from ..models import Case
from ..transitions import Role
from ..visibility import Viewer
from .entry import crumbs, viewer_of

READERS = (Role.RECORDS_OFFICER, Role.INSPECTORATE)
PER_PAGE = 50
WEEK = datetime.timedelta(days=7)


def may_read(viewer: Viewer) -> bool:
    return viewer.is_superuser or viewer.has(*READERS)


def rows_for(viewer: Viewer) -> QuerySet[ModelLogEntry]:
    """The looks at cases of which this officer may know, the latest first."""
    known = Case.objects.visible_to(viewer).order_by().annotate(name=Cast("pk", CharField())).values("name")
    rows = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Case), action__startswith="cases.", object_id__in=known
    )
    return rows.select_related("user").order_by("-timestamp", "-pk")


def of_the_week(viewer: Viewer) -> str:
    """One sentence for the first page: how many looks there were in seven days, by how many officers."""
    rows = rows_for(viewer).order_by().filter(timestamp__gte=timezone.now() - WEEK)
    found = rows.aggregate(looks=Count("pk"), people=Count("user", distinct=True))
    said = ngettext(
        "%(number)s look at persons or restricted texts in seven days, by officers: %(people)s.",
        "%(number)s looks at persons or restricted texts in seven days, by officers: %(people)s.",
        found["looks"],
    )
    return said % {"number": found["looks"], "people": found["people"]}


@never_cache
def looks(request: HttpRequest) -> HttpResponse:
    """The list; who opens often stands on top of it."""
    viewer = viewer_of(request)
    if not may_read(viewer):
        raise Http404
    rows = rows_for(viewer)
    week = rows.order_by().filter(timestamp__gte=timezone.now() - WEEK)
    often = week.values("user__username", "user__first_name", "user__last_name").annotate(number=Count("pk"))
    context: dict[str, Any] = {
        "breadcrumbs_items": crumbs(("", _("Who looked"))),
        "header_title": _("Who looked"),
        "header_icon": "view",
        "leaf": Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman")),
        "often": often.order_by("-number", "user__username")[:10],
        "sum": of_the_week(viewer),
    }
    return render(request, "cases/admin/looks.html", context)
