"""How reports are answered here: the figures of a year, for everybody (UU 25/2009 art. 23)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from regions.models import Unit

from ..stats import kept_performance, latest_year
from .doors import Here, citizens_door, here_of, shown

# Years that can be chosen; older ones are found by their address.
YEARS = 4
FIRST_YEAR = 2000


def office_of(request: HttpRequest, here: Here) -> Unit:
    """The office that is asked for; an agency may have cases and no section of its own, and then the site's speaks of it."""
    code = request.GET.get("unit", "")[:60].replace("\0", "")
    if here.is_chosen or not code or code == here.unit.code:
        return here.unit
    return Unit.objects.within(here.unit.region_id).select_related("region").filter(code=code).first() or here.unit


@citizens_door
def performance(request: HttpRequest) -> HttpResponse:
    """Whole months of one year; without a year that of the last month that is over."""
    here = here_of(request)
    office = office_of(request, here)
    latest = latest_year()
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 and FIRST_YEAR <= int(asked) <= latest else latest
    context = {
        "figures": kept_performance(office, year),
        "office": office,
        "years": range(latest, latest - YEARS, -1),
    }
    return shown(request, "cases/performance.html", context, here=here)
