"""`holidays/`: the days on which no term runs, so that apps can show how a date is counted."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, TypedDict

from django.db.models import Q
from django.utils import timezone

from cases.models import Holiday
from cases.routing import root_of
from regions.models import Unit

from .conditional import HOUR
from .due import FIRST_YEAR, LAST_YEAR
from .endpoint import Endpoint
from .filters import Parameter, locale_parameter, unit_code, whole
from .problems import Problem
from .shapes import Says, Schema, Shapes


class HolidayData(TypedDict):
    """A day off."""

    on: datetime.date
    name: str
    kind: Annotated[str, Says({"enum": Holiday.Kind.values})]
    decree_no: str | None
    is_sure: Annotated[
        bool, Says({"description": "Whether a person has confirmed it; terms that touch others may move."})
    ]


class HolidaysData(TypedDict):
    """The days off of a year, in their order; weekends are not among them."""

    year: int
    items: list[HolidayData]


class HolidaysEndpoint(Endpoint):
    """Public holidays and joint leave of the whole country; with `unit` also those of its regency alone."""

    summary = "List days off"
    parameters = (
        Parameter(
            "year",
            whole(FIRST_YEAR, LAST_YEAR),
            "Which year; without it, this one.",
            {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
            example="2026",
        ),
        Parameter("unit", unit_code, "Whose regency.", example="33.04"),
        locale_parameter("Language of the texts; without it, the installation's own."),
    )
    problems = ("unknown_parameter", "invalid_parameter", "not_found")
    cache_control = HOUR

    def body(self, values: Mapping[str, Any]) -> HolidaysData:
        year = values["year"] or timezone.localdate().year
        here = Q(scope=None)
        if values["unit"]:
            unit = Unit.objects.filter(code=values["unit"]).first()
            if unit is None:
                raise Problem("not_found")
            here |= Q(scope=root_of(unit))
        rows = Holiday.objects.filter(here, date__year=year).order_by("date", "kind")
        return {"year": year, "items": [told(row) for row in rows]}

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return shapes.of_annotation(HolidaysData)


def told(row: Holiday) -> HolidayData:
    return {
        "on": row.date,
        "name": row.name,
        "kind": row.kind,
        "decree_no": row.decree_no or None,
        "is_sure": row.day_off.is_sure,
    }
