"""What everybody may read: the way in, the list of published cases, and one of them."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from regions.models import Unit

from .. import visibility
from ..models import Case, Category
from ..references import parsed_reference
from ..routing import root_of, settings_of
from ..transitions import NOT_OPEN, Status
from .doors import citizens_door, here_of, office_of, shown

PER_PAGE = 20
YOUNG = datetime.timedelta(days=30)
SHOWN = ("category", "origin_unit", "current_unit", "village", "root__region")
# What readers ask for, in three words of the street instead of seventeen of the office.
STATES = {
    "diproses": (_("Being handled"), Q(status__in=[Status.RECEIVED, Status.NEEDS_INFO, Status.ASSIGNED, Status.IN_PROGRESS])),
    "dijawab": (_("Answered"), Q(status=Status.ANSWERED)),
    "selesai": (pgettext_lazy("case", "Closed"), Q(status__in=NOT_OPEN)),
}  # fmt: skip


@citizens_door
def published(request: HttpRequest) -> HttpResponse:
    """What you can do here, and what others have reported."""
    here = here_of(request)
    root = root_of(here.unit)
    units = offices(root)
    office = office_of(request, here)
    filters = {name: request.GET.get(name, "")[:80] for name in ("kategori", "status")}
    categories = [(one.slug, one.name) for one in Category.objects.filter(root=root).order_by("name")]
    rows = found(office, root, filters, {slug for slug, _name in categories})
    leaf = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    visitor = visibility.Viewer.visitor()
    leaf.object_list = [visibility.brief(case, visitor) for case in leaf.object_list]
    asked = {name: value for name, value in filters.items() if value}
    context = {
        "leaf": leaf,
        "filters": filters,
        "query": urlencode(({"unit": office.code} if here.is_chosen or office != here.unit else {}) | asked),
        "is_filtered": bool(asked) or office != here.unit,
        "categories": categories,
        "states": [(value, label) for value, (label, _condition) in STATES.items()],
        "units": units,
        "office": office,
        "office_query": here.query if office == here.unit else f"?unit={office.code}",
    }
    return shown(request, "cases/published.html", context, here=here)


def found(office: Unit, root: Unit, filters: dict[str, str], known: set[str]) -> Any:
    """The published cases that were asked for; a filter that means nothing is no filter."""
    rows = Case.objects.visible_to(visibility.Viewer.visitor()).filter(root=root).select_related(*SHOWN)
    if office.kind != Unit.Kind.REGENCY:
        rows = rows.filter(belongs(office.code))
    if filters["kategori"] in known:
        rows = rows.filter(category__slug=filters["kategori"])
    if filters["status"] in STATES:
        rows = rows.filter(STATES[filters["status"]][1])
    return rows.order_by("-published_at", "-pk")


def belongs(code: str) -> Q:
    """Sent to this office or one below it, in its hands, or in its territory."""
    condition = Q()
    for field in ("origin_unit__code", "current_unit__code"):
        condition |= (
            Q(**{field: code}) | Q(**{f"{field}__startswith": f"{code}."}) | Q(**{f"{field}__startswith": f"{code}-"})
        )
    return condition | Q(village=code) | Q(village__code__startswith=f"{code}.")


def offices(root: Unit) -> list[Unit]:
    """The sections to choose from: the regency, its agencies and its kecamatan."""
    return list(Unit.objects.filter(Q(pk=root.pk) | Q(parent=root)).order_by("kind", "name"))


@citizens_door
def one(request: HttpRequest, ref: str) -> HttpResponse:
    """One published case. What is not published answers like what does not exist, byte for byte."""
    meant = parsed_reference(ref[:40])
    visitor = visibility.Viewer.visitor()
    case = Case.objects.visible_to(visitor).select_related(*SHOWN).filter(ref=meant).first() if meant else None
    if case is None:
        return missing(request, meant or "")
    here = here_of(request)
    context = {"told": visibility.shape(case, visitor), "is_hidden": is_hidden(case)}
    return shown(request, "cases/one.html", context, here=here)


def is_hidden(case: Case) -> bool:
    """Whether search engines are kept out: for thirty days, and longer where the regency has not said otherwise."""
    is_young = timezone.now() - case.published_at < YOUNG if case.published_at else True
    return is_young or not settings_of(case.root).default_category_open


def missing(request: HttpRequest, number: str) -> HttpResponse:
    """The answer for every number that the public may not know of. Its owner, whom the square on the receipt has led
    here, finds the way in with the number filled in: it comes from the address alone, whether there is such a case or not."""
    return shown(request, "cases/missing.html", {"ref": number}, status=404)
