"""`documents/{id}/`: one item of public information."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .endpoint import Endpoint
from .item_schemas import item_schema
from .page import ANY_LANGUAGE, DETAIL_PARAMETERS, ID, by_id, one_item
from .shapes import Schema, Shapes


class DocumentEndpoint(Endpoint):
    """One public document in full. An exempt one is `not_found`, like one that never was."""

    summary = "One public document"
    parameters = (ANY_LANGUAGE, *DETAIL_PARAMETERS)
    path_parameters = (ID,)
    problems = ("unknown_parameter", "invalid_parameter", "not_found")

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return one_item(by_id([values["id"]]), self.request, values, values["locale"], types=["document"])

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return item_schema(shapes, is_full=True, types=["document"])
