"""What the change feed gives, for the contract: what is there, what is gone, and how to go on."""

from __future__ import annotations

import uuid
from typing import Annotated, Any, TypedDict, cast

from pages.feed import kinds

from .feed_kinds import ApiKind, with_op
from .shapes import Says, Schema, Shapes


class GoneData(TypedDict):
    """An object that is not in the scope any more: remove it. It says nothing else of it."""

    op: Annotated[str, Says({"enum": ["delete"]})]
    type: str
    id: uuid.UUID
    locale: str
    version: int


def sync_schema(shapes: Shapes) -> Schema:
    gone = shapes.of_annotation(GoneData)
    properties: dict[str, Any] = {
        "api_version": {"type": "string", "example": "1"},
        "epoch": {"type": "string", "description": "One unbroken run of numbers.", "example": "9f86d081"},
        "items": {"type": "array", "items": {"anyOf": [gone, union(shapes, True), union(shapes, False)]}},
        "cursor": {"type": "string", "maxLength": 120, "description": "Give it as `cursor` the next time."},
        "complete": {"type": "boolean", "description": "Whether this pass is at its end."},
        "poll_after_seconds": {"type": "integer", "description": "0: there is more already. Otherwise wait so long."},
    }
    return {"type": "object", "properties": properties, "required": [*properties]}


def union(shapes: Shapes, is_full: bool) -> Schema:
    """A reference to the items of all kinds in one profile."""
    name = "FullChange" if is_full else "CompactChange"
    if name not in shapes.components:
        references = {
            type_name: with_op(reference, shapes)
            for kind in kinds.kinds()
            for type_name, reference in cast(ApiKind, kind).components(shapes, is_full).items()
        }
        shapes.components[name] = {
            "description": f"Something that is there, with profile={'full' if is_full else 'compact'}. "
            "Ignore items whose `type` you do not know: new ones may come at any time.",
            "oneOf": [{"$ref": reference} for reference in references.values()],
            "discriminator": {"propertyName": "type", "mapping": references},
        }
    return {"$ref": f"#/components/schemas/{name}"}
