"""`cases/`: what was published, in the order in which it changed, so that an app can keep a copy."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from cases.models import Case, PublicPlace
from cases.visibility import Viewer
from regions.models import Region

from .case_shapes import RELATED, CaseInListData, TombstoneData, in_list, tombstone
from .endpoint import Endpoint
from .filters import Parameter, locale_parameter, moment, unit_code
from .item_schemas import list_schema
from .nearby import box
from .pagination import CURSOR, Order, limit_up_to, opened, scope_of, sealed
from .shapes import Schema, Shapes

MOST = 50
BY_CHANGE = Order("public_changed_at", "uid")
# A finer box could be narrowed down to the very point that the grid hides.
STEP = Decimal("0.02")


def wide_box(text: str) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """West, south, east, north; widened to whole steps."""
    west, south, east, north = (Decimal(str(edge)) for edge in box(text))
    down, up = (
        (lambda n: (n / STEP).to_integral_value(ROUND_FLOOR) * STEP),
        (lambda n: (n / STEP).to_integral_value(ROUND_CEILING) * STEP),
    )
    return down(west), down(south), up(east), up(north)


class CasesEndpoint(Endpoint):
    """Published cases in the order of their last change. With `updated_from`, those no longer published are named too."""

    summary = "List published cases"
    parameters = (
        Parameter(
            "updated_from",
            moment,
            "Only what changed since; a day or a moment. Of anonymous cases the whole day counts.",
            example="2026-08-17",
        ),
        Parameter("unit", unit_code, "Only of this office and those below it."),
        Parameter("bbox", wide_box, "Only within: west,south,east,north.", example="109.5,-7.5,109.9,-7.2"),
        limit_up_to(MOST),
        CURSOR,
        locale_parameter("Language of the labels; without it, the installation's own."),
    )
    problems: ClassVar = ("unknown_parameter", "invalid_parameter", "invalid_cursor", "cursor_scope_mismatch")

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        viewer = Viewer.visitor()
        visible = Case.objects.visible_to(viewer)
        scope = {name: value for name, value in values.items() if name != "locale"}
        rows = chosen(visible, values)
        if values["cursor"]:
            rows = rows.filter(BY_CHANGE.after(*opened(values["cursor"], scope_of(BY_CHANGE, scope))))
        found = list(rows.select_related(*RELATED).order_by(*BY_CHANGE.terms())[: values["limit"] + 1])
        leaf, is_more = found[: values["limit"]], len(found) > values["limit"]
        shown = set(visible.filter(pk__in=[case.pk for case in leaf]).values_list("pk", flat=True))
        last = leaf[-1] if is_more else None
        return {
            "items": [in_list(case, viewer) if case.pk in shown else tombstone(case) for case in leaf],
            "next_cursor": sealed(last.public_changed_at, last.uid, scope_of(BY_CHANGE, scope)) if last else None,
        }

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        kinds = [shapes.of_annotation(CaseInListData), shapes.of_annotation(TombstoneData)]
        return list_schema({"anyOf": kinds})


def chosen(visible: QuerySet[Case], values: Mapping[str, Any]) -> QuerySet[Case]:
    """The published cases that are asked for; who keeps a copy also hears of those that are gone."""
    asked = visible.filter(public_changed_at__isnull=False)
    if code := values["unit"]:
        inside = Q(current_unit__code=code) | Q(origin_unit__code=code)
        for parting in (".", "-"):
            below = f"{code}{parting}"
            inside |= Q(current_unit__code__startswith=below) | Q(origin_unit__code__startswith=below)
        asked = asked.filter(inside)
    if values["bbox"]:
        west, south, east, north = values["bbox"]
        exact = asked.filter(public_place=PublicPlace.GRID, is_anonymous=False)
        asked = exact.filter(lon__gte=west, lon__lte=east, lat__gte=south, lat__lte=north)
    if not values["updated_from"]:
        return asked
    changed = Case.objects.filter(changed_since(values["updated_from"]))
    return changed.filter(Q(pk__in=asked.values("pk")) | ~Q(pk__in=visible.values("pk")))


def changed_since(since: datetime.datetime) -> Q:
    """Of an anonymous case nobody is told more than the day: nor can the hour be found out by asking again and again."""
    found = Q(is_anonymous=False, public_changed_at__gte=since)
    for zone in Region.objects.order_by().values_list("time_zone", flat=True).distinct():
        midnight = since.astimezone(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
        found |= Q(is_anonymous=True, root__region__time_zone=zone, public_changed_at__gte=midnight)
    return found
