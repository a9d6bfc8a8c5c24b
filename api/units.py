"""`units/`: the offices that one can write to, by code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypedDict

from django.db.models import Value
from django.db.models.functions import Coalesce

from regions.models import Unit

from .conditional import HOUR
from .endpoint import Endpoint
from .filters import Parameter, locale_parameter, one_of, unit_code
from .item_schemas import list_schema
from .offices import offices
from .pagination import LIST_PARAMETERS, Order, read_leaf
from .shapes import Says, Schema, Shapes

BY_CODE = Order("code", "code")


class UnitData(TypedDict):
    """An office."""

    code: Annotated[str, Says({"example": "33.04-dpupr", "description": "Its key everywhere; it never changes."})]
    kind: Annotated[str, Says({"enum": Unit.Kind.values})]
    name: str
    region: Annotated[str, Says({"description": "Code of the territory that it serves."})]
    parent: Annotated[str | None, Says({"description": "Code of the office above it."})]
    is_open: Annotated[bool, Says({"description": "Whether it takes cases itself; the office above finds a way else."})]


class UnitsEndpoint(Endpoint):
    """The regency, its agencies, kecamatan, desa and kelurahan. Ask `cases/config/` for the form of one."""

    summary = "List offices"
    parameters = (
        Parameter("parent", unit_code, "Only those directly below.", example="33.04"),
        Parameter("kind", one_of(Unit.Kind.values), "Only one kind.", {"type": "string", "enum": Unit.Kind.values}),
        locale_parameter("Language of the texts; without it, the installation's own."),
        *LIST_PARAMETERS,
    )
    problems = ("unknown_parameter", "invalid_parameter", "invalid_cursor", "cursor_scope_mismatch")
    cache_control = HOUR

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        units = offices()
        if values["parent"]:
            units = units.filter(parent__code=values["parent"])
        if values["kind"]:
            units = units.filter(kind=values["kind"])
        rows = units.annotate(takes_cases=Coalesce("desk__is_open", Value(True)))
        leaf = read_leaf(rows, BY_CODE, values, ("kind", "name", "region_id", "parent__code", "takes_cases"))
        answer = {"items": [told(row) for row in leaf.rows], "next_cursor": leaf.next_cursor}
        return answer | ({"count": units.count()} if values["count"] else {})

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return list_schema(shapes.of_annotation(UnitData))


def told(row: Mapping[str, Any]) -> UnitData:
    return {
        "code": row["code"],
        "kind": row["kind"],
        "name": row["name"],
        "region": row["region_id"],
        "parent": row["parent__code"],
        "is_open": row["takes_cases"],
    }
