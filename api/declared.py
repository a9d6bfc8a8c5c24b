"""Reads the one declaration of a page type, `api_fields`, and makes of it what v1 needs: how to read, what it looks like."""

from __future__ import annotations

import datetime
import typing
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.models import get_page_models

from blocks.stream import BlockField, BodyBlock
from pages.models import BasePage
from pages.models.slices import PHONE

from .addresses import absolute
from .bodies import body_of, body_schema, rows_of
from .contacts import e164
from .shapes import Schema, Shapes

if typing.TYPE_CHECKING:
    from .batch import Batch

# Fields of BasePage that stand among the common fields of every item (api.envelope).
COMMON = {"summary", "picture_data", "reviewed_on", "review_due_on"}

Reader = Callable[[Any, "Batch"], Any]


@dataclass(frozen=True)
class Declared:
    """One field of one page type in the API."""

    name: str
    read: Reader
    schema: Callable[[Shapes], Schema]
    is_compact: bool
    column: models.Field | None


def exported_models() -> list[type[BasePage]]:
    """Every page type that is an item of the API, by its name."""
    return [
        model
        for model in sorted(get_page_models(), key=lambda model: model.__name__)
        if issubclass(model, BasePage)
        and not model._meta.abstract
        and model.is_creatable
        and not model.not_in_api_because
    ]


@lru_cache(maxsize=1)
def models_by_type() -> dict[str, type[BasePage]]:
    return {model.type_name(): model for model in exported_models()}


@cache
def fields_of(model: type[BasePage]) -> tuple[Declared, ...]:
    """The fields of a type beyond the common ones, in the declared order; `body` is the last."""
    names = [field.name for field in model.api_fields if field.name not in COMMON]
    return tuple(declared(model, name) for name in sorted(names, key=lambda name: name == "body"))


def declared(model: type[BasePage], name: str) -> Declared:
    """`x_data` is the public form of the column `x` and stands in the answer under the name `x`."""
    try:
        column = model._meta.get_field(name)
    except FieldDoesNotExist:
        return of_property(model, name)
    if isinstance(column, BlockField):
        return of_stream(name, column)
    is_compact = name not in model.not_in_lists
    return Declared(name, reader_of(column), lambda shapes: schema_of(column, shapes), is_compact, column)


def of_property(model: type[BasePage], name: str) -> Declared:
    annotation = typing.get_type_hints(getattr(model, name).fget, include_extras=True)["return"]
    is_compact = name not in model.not_in_lists

    def read(page: Any, batch: Batch) -> Any:
        if name == "crest_data" and page.crest_id:
            batch.fill_pictures()
        value = getattr(page, name)
        if isinstance(value, dict | list):
            return absolute(value, batch.origin(page))
        return value if value != "" else None if type(None) in typing.get_args(annotation) else ""

    return Declared(name.removesuffix("_data"), read, lambda shapes: shapes.of_annotation(annotation), is_compact, None)


def of_stream(name: str, column: BlockField) -> Declared:
    """A body in its documented form, or rows as the list of their values; both only with one item, never in lists."""
    block = column.stream_block
    if isinstance(block, BodyBlock):
        read: Reader = lambda page, batch: body_of(getattr(page, name), page, batch)  # noqa: E731
        return Declared(name, read, lambda shapes: body_schema(block, shapes), False, column)

    def schema(shapes: Shapes) -> Schema:
        forms = [shapes.of_row(type(child)) for child in block.child_blocks.values()]
        return {"type": "array", "items": forms[0] if len(forms) == 1 else {"anyOf": forms}}

    return Declared(name, lambda page, batch: rows_of(getattr(page, name), batch.origin(page)), schema, False, column)


def schema_of(column: models.Field, shapes: Shapes) -> Schema:
    schema = shapes.of_column(column)
    if PHONE in column.validators:
        schema["description"] += ", E.164 where the number has that form"
    return schema


def reader_of(column: models.Field) -> Reader:
    """How a column is given: moments with the offset of the page's region, decimals as strings, empty texts as null."""
    name = column.attname
    if isinstance(column, models.DateTimeField):
        return lambda page, batch: localised(getattr(page, name), page)
    if isinstance(column, models.DecimalField):
        places = column.decimal_places
        return lambda page, batch: fixed(getattr(page, name), places)
    if PHONE in column.validators:
        return lambda page, batch: e164(getattr(page, name)) or None
    if isinstance(column, models.CharField | models.TextField):
        return lambda page, batch: getattr(page, name) or None
    return lambda page, batch: getattr(page, name)


def fixed(value: Decimal | None, places: int) -> str | None:
    return None if value is None else f"{value:.{places}f}"


def localised(value: datetime.datetime | None, page: Any) -> str | None:
    """ISO 8601 to the second in the time zone of the page's region."""
    if value is None:
        return None
    name = page.unit.region.time_zone if page.unit_id else settings.TIME_ZONE
    return value.astimezone(ZoneInfo(name)).isoformat(timespec="seconds")
