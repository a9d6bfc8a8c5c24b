"""Which pages a list gives: the filters of `pages/` and `documents/`, turned into conditions on the visible pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.models import BasePage
from pages.queries import BasePageQuerySet

from .declared import fields_of, models_by_type
from .envelope import Envelope
from .filters import (
    INCLUDE_ANCESTORS,
    SLUG,
    Parameter,
    codes_above,
    end_moment,
    locale_parameter,
    matching,
    moment,
    one_of,
    refuse,
    region_parameter,
    some_of,
    unit_code,
)
from .items import Selection
from .pagination import Order
from .place_filters import check, check_single_type, place_parameters, placed
from .shapes import Shapes

ORDERS = {
    "newest": Order("first_published_at", "translation_key", is_descending=True),
    "oldest": Order("first_published_at", "translation_key"),
    "title": Order("title", "translation_key"),
    "starts": Order("starts_at", "translation_key"),
    "nearest": Order("metres", "translation_key"),
}

LOCALE = locale_parameter("Language of the items; without it, the installation's own (`id`).")
MOMENT = {"type": "string", "example": "2026-08-17"}

SCOPE_PARAMETERS = (
    region_parameter("Official code of a region: it and everything below it."),
    INCLUDE_ANCESTORS,
    Parameter("topic", matching(SLUG, _("The slug of a topic.")), "Slug of a topic.", example="kesehatan"),
    Parameter("unit", unit_code, "Code of the unit that answers.", example="33.04-dinkes"),
    LOCALE,
    Parameter("published_from", moment, "First published on this day, at this moment, or later.", MOMENT),
    Parameter("published_to", end_moment, "First published on this day, at this moment, or earlier.", MOMENT),
    Parameter(
        "updated_from",
        moment,
        "Last published on this day, at this moment, or later. For people and spreadsheets: it misses what was moved, "
        "hidden or deleted, so an app that keeps a copy reads `sync/`.",
        MOMENT,
    ),
)


def fields_parameter(is_list: bool) -> Parameter:
    which = (
        "Only fields of lists can be named here: `body` and other block content come with one item. " if is_list else ""
    )
    return Parameter(
        "fields",
        read_fields,
        f"Which fields to give, at most 30 names, separated by commas, at most two levels deep. {which}"
        "`type`, `id` and `locale` are always given; a field that a type does not have is not. What the contract calls "
        "required holds for whole items, without this parameter.",
        example="title,url,picture.alt",
    )


def read_fields(text: str) -> Selection:
    names = [name.strip() for name in text.split(",")]
    if len(names) > 30:
        raise ValueError(_("At most 30 names."))
    selection: Selection = {}
    for name in names:
        top, dot, part = name.partition(".")
        parts = selection.setdefault(top, {part} if dot else set())
        if not dot:
            parts.clear()
        elif parts:
            parts.add(part)
    return selection


@lru_cache(maxsize=64)
def selectable(types: tuple[str, ...], is_full: bool) -> dict[str, set[str]]:
    """Every field that these types have in this profile, with the names of its parts."""
    shapes = Shapes()
    shapes.of_annotation(Envelope)
    schemas = [shapes.components["Envelope"]["properties"]]
    models = models_by_type()
    schemas += [
        {field.name: field.schema(shapes) for field in fields_of(models[name]) if is_full or field.is_compact}
        for name in types
    ]
    found: dict[str, set[str]] = {}
    for properties in schemas:
        for name, schema in properties.items():
            found.setdefault(name, set()).update(parts_of(schema, shapes))
    return found


def parts_of(schema: dict[str, Any], shapes: Shapes) -> set[str]:
    """The names of the properties of an object, or of the objects of a list."""
    if "$ref" in schema:
        return parts_of(shapes.components[schema["$ref"].rpartition("/")[2]], shapes)
    found = set(schema.get("properties", ()))
    for part in (*schema.get("allOf", ()), *schema.get("anyOf", ()), *schema.get("oneOf", ())):
        found |= parts_of(part, shapes)
    return found | parts_of(schema["items"], shapes) if "items" in schema else found


def check_fields(selection: Selection | None, types: Iterable[str], is_full: bool) -> None:
    """Raises Problem when a name is not a field of these types in this profile."""
    allowed = selectable(tuple(types), is_full)
    for name, parts in (selection or {}).items():
        wrong = name if name not in allowed else next((f"{name}.{part}" for part in parts - allowed[name]), "")
        if wrong or (not name):
            text = format_lazy(
                _("“{name}” cannot be chosen here. Possible: {names}"),
                name=wrong[:60],
                names=", ".join(sorted(allowed)),
            )
            refuse("fields", text)


def scoped(pages: BasePageQuerySet, values: Mapping[str, Any]) -> BasePageQuerySet:
    """The visible pages of these conditions; a page that only mirrors another language is none."""
    pages = pages.visible().originals().in_language(values["locale"] or settings.LANGUAGE_CODE)
    if code := values["region"]:
        above = Q(region_code__in=codes_above(code)) if values["include_ancestors"] else Q()
        pages = (
            pages.within(code)
            if not above
            else pages.filter(above | Q(region_code=code) | Q(region_code__startswith=f"{code}."))
        )
    if values["topic"]:
        tagged = BasePage.topics.through.objects.filter(topic__slug=values["topic"])
        pages = pages.filter(pk__in=tagged.values("basepage_id"))
    if values["unit"]:
        pages = pages.filter(unit__code=values["unit"])
    if values["published_from"]:
        pages = pages.filter(first_published_at__gte=values["published_from"])
    if values["published_to"]:
        pages = pages.filter(first_published_at__lt=values["published_to"])
    if values["updated_from"]:
        pages = pages.filter(last_published_at__gte=values["updated_from"])
    return pages


def kinds() -> dict[str, list[str]]:
    """The types whose pages come in kinds, with the words for them."""
    found = {}
    for name, model in models_by_type().items():
        try:
            found[name] = [value for value, _label in model._meta.get_field("kind").flatchoices]
        except FieldDoesNotExist:
            continue
    return found


def type_parameters() -> tuple[Parameter, ...]:
    types = list(models_by_type())
    words = sorted({word for words in kinds().values() for word in words})
    return (
        Parameter(
            "type", some_of(types), "Types of items, separated by commas.", {"type": "string"}, example="news,event"
        ),
        Parameter(
            "kind", one_of(words), f"Kind; only with one `type` of: {', '.join(kinds())}.", example="destination"
        ),
        Parameter(
            "starts_from", moment, "Starting on this day, at this moment, or later; only with `type=event`.", MOMENT
        ),
        Parameter(
            "starts_to", end_moment, "Starting on this day, at this moment, or earlier; only with `type=event`.", MOMENT
        ),
        Parameter(
            "order",
            one_of(ORDERS),
            "`starts` (soonest first) only with `type=event`; `nearest` only with `near`, and there the usual one.",
            {"type": "string", "default": "newest"},
        ),
        *place_parameters(),
    )


def with_order(values: Mapping[str, Any]) -> dict[str, Any]:
    """The same values with the order that is meant where none is named."""
    return {**values, "order": values["order"] or ("nearest" if values["near"] else "newest")}


def typed(values: Mapping[str, Any]) -> BasePageQuerySet:
    """The pages of the wanted types, as one query over all types or, for a single type, over that type's own table."""
    types = values["type"] or []
    for name in ("kind", "starts_from", "starts_to"):
        if values[name] is not None:
            check_single_type(values, name, list(kinds()) if name == "kind" else ["event"])
    if values["order"] == "starts":
        check_single_type(values, "order", ["event"])
    check(values)
    models = models_by_type()
    if len(types) != 1:
        wanted = {models[name] for name in types} or set(models.values())
        names = sorted(model._meta.model_name for model in wanted)
        return BasePage.objects.filter(content_type__in=ContentType.objects.filter(app_label="pages", model__in=names))
    pages = models[types[0]].objects.all()
    if values["kind"]:
        pages = pages.filter(kind=values["kind"])
    if values["starts_from"]:
        pages = pages.filter(starts_at__gte=values["starts_from"])
    if values["starts_to"]:
        pages = pages.filter(starts_at__lt=values["starts_to"])
    return placed(pages, values)
