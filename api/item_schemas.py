"""The schema of an item: one component for each page type, told apart by `type`, in the full and the compact profile."""

from __future__ import annotations

from .declared import fields_of, models_by_type
from .envelope import Envelope
from .shapes import Schema, Shapes, first_words

OP: Schema = {"type": "string", "enum": ["upsert"], "description": "Only in the change feed."}


def item_schema(shapes: Shapes, is_full: bool, types: list[str] | None = None) -> Schema:
    """A reference to `Page` (with body, for one item) or `PageInList` (without); or to a single type."""
    names = {name: component(name, shapes, is_full) for name in types or models_by_type()}
    if len(names) == 1:
        return {"$ref": next(iter(names.values()))}
    union = "Page" if is_full else "PageInList"
    shapes.components[union] = {
        "description": "An item of any type. Ignore items whose `type` you do not know: new ones may come at any time.",
        "oneOf": [{"$ref": reference} for reference in names.values()],
        "discriminator": {"propertyName": "type", "mapping": names},
    }
    return {"$ref": f"#/components/schemas/{union}"}


def component(name: str, shapes: Shapes, is_full: bool) -> str:
    """The reference to the component of one type, made when it is not there yet."""
    model = models_by_type()[name]
    title = "".join(word.title() for word in name.split("_")) + ("Item" if is_full else "InList")
    if title not in shapes.components:
        shapes.of_annotation(Envelope)
        envelope = shapes.components.pop("Envelope")
        own = {field.name: field.schema(shapes) for field in fields_of(model) if is_full or field.is_compact}
        properties = envelope["properties"] | {"type": {"type": "string", "enum": [name]}} | own
        shapes.components[title] = {
            "type": "object",
            "description": first_words(model),
            "properties": properties | ({"op": OP} if is_full else {}),
            "required": [*properties],
        }
    return f"#/components/schemas/{title}"


def list_schema(items: Schema, **further: Schema) -> Schema:
    """The form of every list."""
    return {
        "type": "object",
        "properties": {
            "items": {"type": "array", "items": items},
            "next_cursor": {"type": ["string", "null"], "description": "Give it as `cursor`; null at the end."},
            "count": {"type": "integer", "description": "Only with `count=true`."},
            **further,
        },
        "required": ["items", "next_cursor", *further],
    }
