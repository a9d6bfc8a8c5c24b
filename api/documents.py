"""`documents/`: the public information of the units, with the columns of the Daftar Informasi Publik."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from pages.models import DocumentPage

from .endpoint import Endpoint
from .filters import Parameter, one_of, text_up_to, whole
from .item_schemas import item_schema, list_schema
from .items import items_of
from .pagination import LIST_PARAMETERS, bounded, read_leaf
from .selection import ORDERS, SCOPE_PARAMETERS, check_fields, fields_parameter, scoped
from .shapes import Schema, Shapes

# Exempt information has no address, id or item anywhere: it cannot even be asked for.
CATEGORIES = [value for value in DocumentPage.Category.values if value != DocumentPage.Category.EXEMPT]
LISTED_ORDERS = [name for name in ORDERS if name not in ("starts", "nearest")]


class DocumentsEndpoint(Endpoint):
    """Public documents: category, holder, producer, year, forms, retention and the file with type, size and checksum.

    Exempt information is never among them.
    """

    summary = "List public documents"
    parameters = (
        Parameter(
            "category", one_of(CATEGORIES), "Category of public information.", {"type": "string", "enum": CATEGORIES}
        ),
        Parameter("year", whole(1900, 2200), "Year in which it was made.", {"type": "integer"}, example=2025),
        Parameter("q", text_up_to(100), "Words that stand in title or summary.", example="APBDes"),
        Parameter("order", one_of(LISTED_ORDERS), "Order.", {"type": "string", "default": "newest"}, default="newest"),
        *SCOPE_PARAMETERS,
        fields_parameter(is_list=True),
        *LIST_PARAMETERS,
    )
    problems = ("unknown_parameter", "invalid_parameter", "invalid_cursor", "cursor_scope_mismatch")

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        check_fields(values["fields"], ["document"], is_full=False)
        documents = scoped(found(values), values)
        leaf = read_leaf(documents, ORDERS[values["order"]], values, ("pk", "content_type"))
        items = items_of(leaf.rows, self.request, selection=values["fields"])
        answer = bounded(items, leaf, ORDERS[values["order"]], values)
        return answer | ({"count": documents.count()} if values["count"] else {})

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return list_schema(item_schema(shapes, is_full=False, types=["document"]))


def found(values: Mapping[str, Any]) -> Any:
    """The documents of these conditions, whoever may see them."""
    documents = DocumentPage.objects.all()
    if values["category"]:
        documents = documents.filter(category=values["category"])
    if year := values["year"]:
        documents = documents.filter(Q(made_on__year=year) | Q(made_on=None, made_year=year))
    for word in (values["q"] or "").split()[:6]:
        documents = documents.filter(Q(title__icontains=word) | Q(summary__icontains=word))
    return documents
