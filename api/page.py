"""`pages/{id}/`: one page with everything it says, its body included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db.models import Case, QuerySet, Value, When
from django.utils import translation

from pages.models import BasePage

from .declared import models_by_type
from .endpoint import Endpoint
from .filters import Parameter, flag, identifier, locale_parameter
from .item_schemas import item_schema
from .items import load, render_all, type_by_content_type
from .problems import Problem
from .selection import check_fields, fields_parameter
from .shapes import Schema, Shapes

DETAIL_PARAMETERS = (
    fields_parameter(is_list=False),
    Parameter(
        "html",
        flag,
        "With `false`, blocks of the body come without `html`.",
        {"type": "boolean", "default": True},
        default=True,
    ),
)
ANY_LANGUAGE = locale_parameter("Language; without it the installation's own, or else any in which the item exists.")
ID = Parameter("id", identifier, "The item's `id`.", {"type": "string", "format": "uuid"})


def one_item(pages: QuerySet, values: Mapping[str, Any], types: list[str] | None = None) -> dict[str, Any]:
    """The first visible item among these pages, in full. Raises Problem when there is none."""
    models = models_by_type()
    check_fields(values["fields"], types or models, is_full=True)
    row = pages.visible().filter(alias_of=None).values("pk", "content_type").first()
    model = row and type_by_content_type().get(row["content_type"])
    found = load(model, model.objects.filter(pk=row["pk"]), is_full=True) if model else []
    if not found or (types and model.type_name() not in types):
        raise Problem("not_found")
    with translation.override(found[0].locale.language_code):
        return render_all(found, True, selection=values["fields"], with_html=values["html"])[0]


def preferring(pages: QuerySet, locale: str | None) -> QuerySet:
    """Only this language; without one, the installation's own before the others."""
    if locale:
        return pages.in_language(locale)
    own_first = Case(When(locale__language_code=settings.LANGUAGE_CODE, then=Value(0)), default=Value(1))
    return pages.order_by(own_first, "locale")


class PageEndpoint(Endpoint):
    """One item in full. Unknown, private, withdrawn and unpublished ones are all `not_found`."""

    summary = "One page"
    parameters = (ANY_LANGUAGE, *DETAIL_PARAMETERS)
    path_parameters = (ID,)
    problems = ("unknown_parameter", "invalid_parameter", "not_found")

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        pages = BasePage.objects.filter(translation_key=values["id"])
        return one_item(preferring(pages, values["locale"]), values)

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return item_schema(shapes, is_full=True)
