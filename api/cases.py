"""`cases/`: what was published, in the order in which it changed, so that an app can keep a copy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Case, PublicPlace
from cases.visibility import Viewer

from .case_shapes import CaseInListData, TombstoneData, in_list, tombstone
from .endpoint import Endpoint
from .filters import UNIT_CODE, Parameter, locale_parameter, matching, moment, text_up_to, whole
from .item_schemas import list_schema
from .pagination import Order, opened, scope_of, sealed
from .shapes import Schema, Shapes

MOST = 50
BY_CHANGE = Order("public_changed_at", "pk")
NUMBER = r"-?\d{1,3}(?:\.\d{1,6})?"
BOX = re.compile(rf"({NUMBER}),({NUMBER}),({NUMBER}),({NUMBER})")
# A finer box could be narrowed down to the very point that the grid hides.
STEP = Decimal("0.02")


def box(text: str) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """West, south, east, north; widened to whole steps."""
    found = BOX.fullmatch(text)
    if not found:
        raise ValueError(_("Four numbers: west, south, east, north."))
    west, south, east, north = (Decimal(one) for one in found.groups())
    if west >= east or south >= north:
        raise ValueError(_("West before east, south before north."))
    down, up = (
        (lambda n: (n / STEP).to_integral_value(ROUND_FLOOR) * STEP),
        (lambda n: (n / STEP).to_integral_value(ROUND_CEILING) * STEP),
    )
    return down(west), down(south), up(east), up(north)


class CasesEndpoint(Endpoint):
    """Published cases in the order of their last change. With `updated_from`, those no longer published are named too."""

    summary = "List published cases"
    parameters = (
        Parameter("updated_from", moment, "Only what changed since; a day or a moment.", example="2026-08-17"),
        Parameter("unit", matching(UNIT_CODE, _("The code of a unit.")), "Only of this office and those below it."),
        Parameter("bbox", box, "Only within: west,south,east,north.", example="109.5,-7.5,109.9,-7.2"),
        Parameter(
            "limit",
            whole(1, MOST),
            "How many items to give.",
            {"type": "integer", "minimum": 1, "maximum": MOST, "default": 20},
            default=20,
        ),
        Parameter("cursor", text_up_to(500), "Where to go on: `next_cursor` of the answer before."),
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
        related = ("category", "origin_unit", "current_unit", "village", "root__region")
        found = list(rows.select_related(*related).order_by(*BY_CHANGE.terms())[: values["limit"] + 1])
        leaf, is_more = found[: values["limit"]], len(found) > values["limit"]
        shown = set(visible.filter(pk__in=[case.pk for case in leaf]).values_list("pk", flat=True))
        last = leaf[-1] if is_more else None
        return {
            "items": [in_list(case, viewer) if case.pk in shown else tombstone(case) for case in leaf],
            "next_cursor": sealed(last.public_changed_at, last.pk, scope_of(BY_CHANGE, scope)) if last else None,
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
    changed = Case.objects.filter(public_changed_at__gte=values["updated_from"])
    return changed.filter(Q(pk__in=asked.values("pk")) | ~Q(pk__in=visible.values("pk")))
