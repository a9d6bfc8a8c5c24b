"""`pages/{id}/`: one page with everything it says, its body included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Case, QuerySet, Value, When
from django.utils import translation

from pages.models import BasePage
from pages.prepared import Prepared

from .declared import models_by_type
from .endpoint import Endpoint
from .filters import Parameter, flag, identifier, locale_parameter
from .item_schemas import item_schema
from .items import items_of, type_of
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


def visible_rows(pages: QuerySet) -> QuerySet:
    """Key, type and language of the items among these pages, the installation's own language first."""
    own_first = Case(When(locale__language_code=settings.LANGUAGE_CODE, then=Value(0)), default=Value(1))
    rows = pages.visible().originals().order_by(own_first, "locale__language_code")
    return rows.values_list("pk", "content_type", "locale__language_code")


by_id = Prepared(lambda keys: visible_rows(BasePage.objects.filter(translation_key__in=keys)))


def one_item(
    rows: Sequence[tuple[int, int, str]],
    request: Any,
    values: Mapping[str, Any],
    locale: str | None = None,
    types: list[str] | None = None,
) -> dict[str, Any]:
    """The first of these rows in full, in this language if one is named. Raises Problem when there is none."""
    check_fields(values["fields"], types or models_by_type(), is_full=True)
    for pk, content_type, language in rows:
        model = type_of(content_type)
        if model and locale in (None, language) and (types is None or model.type_name() in types):
            row = {"pk": pk, "content_type": content_type}
            options = {"selection": values["fields"], "with_html": values["html"]}
            with translation.override(language):
                if found := items_of([row], request, is_full=True, **options):
                    return found[0]
    raise Problem("not_found")


class PageEndpoint(Endpoint):
    """One item in full. Unknown, private, withdrawn and unpublished ones are all `not_found`."""

    summary = "One page"
    parameters = (ANY_LANGUAGE, *DETAIL_PARAMETERS)
    path_parameters = (ID,)
    problems = ("unknown_parameter", "invalid_parameter", "not_found")

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return one_item(by_id([values["id"]]), self.request, values, values["locale"])

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return item_schema(shapes, is_full=True)
