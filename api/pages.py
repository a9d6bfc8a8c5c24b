"""`pages/`: every kind of page as items, newest first unless asked otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.prepared import Prepared

from .declared import models_by_type
from .endpoint import Endpoint
from .item_schemas import item_schema, list_schema
from .items import items_of
from .opening import open_leaf
from .pagination import LIST_PARAMETERS, Leaf, bounded, leaf_of, ordered, read_leaf
from .selection import (
    ORDERS,
    SCOPE_PARAMETERS,
    check_fields,
    fields_parameter,
    scoped,
    type_parameters,
    typed,
    with_order,
)
from .shapes import Schema, Shapes

COLUMNS = ("pk", "content_type")
# Parameters whose values would be mistaken for the present moment, or that make a list that few ask for again.
RARE = (
    *("cursor", "published_from", "published_to", "updated_from", "starts_from", "starts_to"),
    *("near", "radius_km", "bbox", "open_now", "price_max"),
)

ready: dict[Any, Prepared] = {}


class PagesEndpoint(Endpoint):
    """Items of every exported page type in the compact profile: all fields but `body` and other block content.

    One language at a time. To stay in step with changes, read `sync/`; do not poll by date.
    """

    summary = "List pages"
    parameters = (*type_parameters(), *SCOPE_PARAMETERS, fields_parameter(is_list=True), *LIST_PARAMETERS)
    problems = ("unknown_parameter", "invalid_parameter", "invalid_cursor", "cursor_scope_mismatch")

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        values = with_order(values)
        check_fields(values["fields"], values["type"] or models_by_type(), is_full=False)
        leaf = first_leaf(values) or leaf_read(values)
        items = items_of(leaf.rows, self.request, selection=values["fields"])
        answer = bounded(items, leaf, ORDERS[values["order"]], values)
        return answer | ({"count": scoped(typed(values), values).count()} if values["count"] else {})

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return list_schema(item_schema(shapes, is_full=False))


def leaf_read(values: Mapping[str, Any]) -> Leaf:
    """The requested page of any list."""
    read = open_leaf if values["open_now"] else read_leaf
    return read(scoped(typed(values), values), ORDERS[values["order"]], values, COLUMNS)


def first_leaf(values: Mapping[str, Any]) -> Leaf | None:
    """The first page of a list that is asked for again and again, by a query that is kept ready; None for other lists."""
    if any(values[name] is not None for name in RARE):
        return None
    wanted = tuple((name, str(value)) for name, value in values.items() if name not in ("fields", "count"))
    order = ORDERS[values["order"]]
    if (query := ready.get(wanted)) is None:
        if len(ready) >= 500:
            ready.clear()
        query = ready[wanted] = Prepared(
            lambda keys: ordered(scoped(typed(values), values), order, values["limit"], COLUMNS)
        )
    return leaf_of(query(), order, values)
