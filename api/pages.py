"""`pages/`: every kind of page as items, newest first unless asked otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .declared import models_by_type
from .endpoint import Endpoint
from .item_schemas import item_schema, list_schema
from .items import items_of
from .pagination import LIST_PARAMETERS, read_leaf
from .selection import ORDERS, SCOPE_PARAMETERS, check_fields, fields_parameter, scoped, type_parameters, typed
from .shapes import Schema, Shapes


class PagesEndpoint(Endpoint):
    """Items of every exported page type in the compact profile: all fields but `body` and other block content.

    One language at a time. To stay in step with changes, do not poll by date: the change feed will serve that.
    """

    summary = "List pages"
    parameters = (*type_parameters(), *SCOPE_PARAMETERS, fields_parameter(is_list=True), *LIST_PARAMETERS)
    problems = ("unknown_parameter", "invalid_parameter", "invalid_cursor", "cursor_scope_mismatch")

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        check_fields(values["fields"], values["type"] or models_by_type(), is_full=False)
        pages = scoped(typed(values), values)
        leaf = read_leaf(pages, ORDERS[values["order"]], values, ("pk", "content_type"))
        answer = {"items": items_of(leaf.rows, selection=values["fields"]), "next_cursor": leaf.next_cursor}
        return answer | ({"count": pages.count()} if values["count"] else {})

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return list_schema(item_schema(shapes, is_full=False))
