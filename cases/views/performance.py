"""How reports are answered here: the figures of a year, for everybody (UU 25/2009 art. 23)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from ..stats import kept_performance, latest_year
from .doors import citizens_door, here_of, office_of, shown

# Years that can be chosen; older ones are found by their address.
YEARS = 4
FIRST_YEAR = 2000


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
