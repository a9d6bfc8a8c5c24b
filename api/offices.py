"""The offices that this installation speaks for: those of regencies that have their face here, not all whose codes are known."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from cases.views.doors import home_of
from pages.models import SectionPage
from regions.models import Unit


def offices() -> QuerySet[Unit]:
    """All units of the regencies whose section is public: what is sent to another one, nobody here would ever read.

    Before there is any section, all units. One query for the regencies.
    """
    faces = SectionPage.objects.visible().filter(unit__kind=Unit.Kind.REGENCY)
    codes = set(faces.values_list("unit__code", flat=True))
    wanted = Q()
    for code in codes:
        wanted |= Q(code=code) | Q(code__startswith=f"{code}.") | Q(code__startswith=f"{code}-")
    return Unit.objects.filter(wanted)


def office_named(code: str, request: HttpRequest) -> Unit | None:
    """The office of this code; else its regency; else that of the site: there somebody finds the right one."""
    units = offices().select_related("region")
    found = units.filter(code=code).first() or units.filter(code=code[:5]).first()
    if found:
        return found
    regencies = units.filter(kind=Unit.Kind.REGENCY).order_by("code")
    home = home_of(request)
    return (regencies.filter(code=home.unit.code[:5]).first() if home else None) or regencies.first()
