"""The compact profile of the change feed: what a list on a small screen shows, in at most 1 KB an item.

Which fields a type has in it follows from its declaration: everything short by its nature (numbers, dates, choices, phones)
and nothing long (streams, addresses of the web, free texts).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pages.models import BasePage

from .batch import Batch
from .conditional import encode
from .declared import Declared, Reader, fields_of, models_by_type
from .envelope import READERS, Envelope
from .shapes import Schema, Shapes, first_words

LARGEST = 1024
# What stands around an item in the feed: `"op":"upsert",` and the number in place of null.
AROUND = 40
COMMON = (
    "type",
    "id",
    "locale",
    "version",
    "url",
    "region",
    "unit",
    "title",
    "summary",
    "topics",
    "picture",
    "first_published_at",
    "last_published_at",
    "expires_at",
)
SHORT_TEXT = 60
SHORTEST_SUMMARY = 60
SHORT_FORMATS = {"date", "date-time"}
WHETHER_SHORTENED: Schema = {
    "type": "boolean",
    "description": "Whether something was cut or left out to keep the item small: `profile=full` has all of it.",
}


def is_short(field: Declared) -> bool:
    """Whether a value of this field can never be long."""
    if not field.is_compact:
        return False
    schema = field.schema(Shapes())
    kinds = schema.get("type", [])
    kind = next((name for name in ([kinds] if isinstance(kinds, str) else kinds) if name != "null"), "")
    if kind == "string":
        is_closed = "enum" in schema or "pattern" in schema or schema.get("format") in SHORT_FORMATS
        return is_closed or 0 < schema.get("maxLength", 0) <= SHORT_TEXT
    return kind in ("integer", "boolean") or field.name in ("coordinates", "price", "price_from", "price_to")


@cache
def own_fields(model: type[BasePage]) -> tuple[Declared, ...]:
    return tuple(field for field in fields_of(model) if is_short(field))


@cache
def plan(model: type[BasePage]) -> dict[str, Reader]:
    return {name: READERS[name] for name in COMMON} | {field.name: field.read for field in own_fields(model)}


def compact(page: BasePage, batch: Batch) -> dict[str, Any]:
    """One item of at most 1 KB, the number and the operation around it included."""
    item = {name: read(page, batch) for name, read in plan(type(page)).items()} | {"is_shortened": False}
    if item["picture"]:
        item["picture"] = smallest(item["picture"])
    return fitted(item)


def smallest(picture: Mapping[str, Any]) -> dict[str, Any]:
    """The picture with one size only: the narrowest that every device can show."""
    plain = [one for one in picture["renditions"] if one["type"] == "image/jpeg"] or picture["renditions"]
    return {**picture, "renditions": sorted(plain, key=lambda one: one["width"])[:1]}


def fitted(item: dict[str, Any]) -> dict[str, Any]:
    """Cuts the summary first, then leaves out what an app can best do without, then cuts the title."""
    if not excess(item):
        return item
    item["is_shortened"] = True
    cut(item, "summary", SHORTEST_SUMMARY)
    for name, nothing in (("topics", []), ("picture", None), ("summary", None)):
        if excess(item):
            item[name] = nothing
    cut(item, "title", 1)
    for name in sorted(item, key=lambda name: -len(encode(item[name]))):
        if excess(item) and name not in COMMON and item[name] is not None:
            item[name] = None
    return item


def excess(item: Mapping[str, Any]) -> int:
    """How many bytes the item is too long."""
    return max(0, len(encode(item).encode()) + AROUND - LARGEST)


def cut(item: dict[str, Any], name: str, shortest: int) -> None:
    """Takes words off the end of a text until the item fits or the text is as short as it may be."""
    text = item[name] or ""
    while (over := excess(item)) and len(text) > shortest:
        text = text[: max(shortest, len(text) - max(over // 2, 4))].rstrip()
        item[name] = f"{text}…"


def compact_schema(name: str, shapes: Shapes) -> str:
    """The reference to the component of one type in this profile."""
    title = "".join(word.title() for word in name.split("_")) + "Compact"
    if title not in shapes.components:
        model = models_by_type()[name]
        shapes.of_annotation(Envelope)
        envelope = shapes.components.pop("Envelope")["properties"]
        own = {field.name: field.schema(shapes) for field in own_fields(model)}
        properties = {key: envelope[key] for key in COMMON} | {"type": {"type": "string", "enum": [name]}}
        properties |= own | {"is_shortened": WHETHER_SHORTENED}
        shapes.components[title] = {
            "type": "object",
            "description": first_words(model),
            "properties": properties,
            "required": [*properties],
        }
    return f"#/components/schemas/{title}"
