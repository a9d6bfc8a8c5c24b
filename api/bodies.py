"""The body of a page as apps read it: its blocks in order, each with its value and, for simple apps, its HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.blocks import Block, StreamBlock, StreamValue

from blocks.chosen import preload

from .addresses import absolute
from .shapes import Schema, Shapes

if TYPE_CHECKING:
    from .batch import Batch


def body_of(stream: StreamValue, page: Any, batch: Batch) -> list[dict[str, Any]]:
    """Every block of a body with full addresses; without `html` when the reader asked so."""
    origin = batch.origin(page)
    body = stream.stream_block.get_api_representation(stream, {"origin": origin, "html": batch.with_html})
    return absolute(body, origin)


def rows_of(stream: StreamValue, origin: str) -> list[Any]:
    """The values of a stream that is a list of rows of one kind."""
    preload([stream])
    return absolute([child.block.get_api_representation(child.value) for child in stream], origin)


def body_schema(block: StreamBlock, shapes: Shapes) -> Schema:
    """The schema of a body: one component per block, told apart by `type`; readers skip types they do not know."""
    names = {}
    for kind, child in block.child_blocks.items():
        name = "".join(word.title() for word in kind.split("_")) + "Block"
        names[kind] = f"#/components/schemas/{name}"
        if name not in shapes.components:
            shapes.components[name] = block_schema(kind, child, shapes)
    shapes.components["BodyBlock"] = {
        "description": "One block of a body. Skip types that you do not know: new ones may come at any time.",
        "oneOf": [{"$ref": reference} for reference in names.values()],
        "discriminator": {"propertyName": "type", "mapping": names},
    }
    return {"type": "array", "items": {"$ref": "#/components/schemas/BodyBlock"}}


def block_schema(kind: str, child: Block, shapes: Shapes) -> Schema:
    return {
        "type": "object",
        "description": str(child.meta.description or child.label),
        "properties": {
            "id": {"type": ["string", "null"], "format": "uuid"},
            "type": {"type": "string", "enum": [kind]},
            "block_version": {"type": "integer", "description": "Grows when the meaning of `value` changes."},
            "value": shapes.of_block(child),
            "html": {"type": "string", "description": "Safe, self-contained HTML; not there with `html=false`."},
        },
        "required": ["id", "type", "block_version", "value"],
    }
