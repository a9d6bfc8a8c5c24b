"""The shape of every block's API value as JSON Schema (2020-12), read from the block itself.

A block made of children needs nothing: its schema is put together from theirs. A block that answers with something else
names the TypedDict of its answer in `api_type`; `is_api_nullable` says that the answer may be null.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from typing import Any

from wagtail import blocks

Schema = dict[str, Any]

SIMPLE: dict[Any, str] = {str: "string", int: "integer", bool: "boolean", float: "number", type(None): "null"}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def schema_of_type(kind: Any) -> Schema:
    """The schema of a Python annotation: text, numbers, lists, unions and TypedDicts."""
    if kind in SIMPLE:
        return {"type": SIMPLE[kind]}
    if kind is Any:
        return {}
    if typing.is_typeddict(kind):
        fields = typing.get_type_hints(kind)
        return object_schema({name: schema_of_type(hint) for name, hint in fields.items()})
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is list:
        return {"type": "array", "items": schema_of_type(arguments[0])}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema_of_type(argument) for argument in arguments]}
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    raise TypeError(f"No schema for {kind!r}")


def object_schema(properties: dict[str, Schema]) -> Schema:
    """An object that always has every key."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def schema_of(block: blocks.Block) -> Schema:
    """The schema of a block's value."""
    if answer := getattr(block, "api_type", None):
        schema = schema_of_type(answer)
        return nullable(schema) if getattr(block, "is_api_nullable", False) else schema
    if isinstance(block, blocks.StructBlock):
        return object_schema({name: schema_of(child) for name, child in block.child_blocks.items()})
    if isinstance(block, blocks.ListBlock):
        return {"type": "array", "items": schema_of(block.child_block)}
    if isinstance(block, blocks.StreamBlock):
        return {"type": "array", "items": {"oneOf": list(child_schemas(block).values())}}
    for kind, describe in LEAVES.items():
        if isinstance(block, kind):
            return describe(block)
    raise TypeError(f"{type(block).__name__} needs an api_type")


def optional(schema: Schema) -> Callable[[Any], Schema]:
    """The same schema, null as well when the editor may leave the box empty."""
    return lambda block: schema if block.required else nullable(schema)


def choices(block: Any) -> Schema:
    words = [value for value, _label in block.field.choices if value != ""]
    return {"enum": words if block.required else [*words, "", None]}


# Leaves of Wagtail's own.
LEAVES: dict[type[blocks.Block], Callable[[Any], Schema]] = {
    blocks.ChoiceBlock: choices,
    blocks.CharBlock: optional({"type": "string"}),
    blocks.TextBlock: optional({"type": "string"}),
    blocks.URLBlock: optional({"type": "string"}),
    blocks.EmailBlock: optional({"type": "string"}),
    blocks.BooleanBlock: lambda block: {"type": "boolean"},
    blocks.IntegerBlock: optional({"type": "integer"}),
    blocks.DateBlock: optional({"type": "string", "format": "date"}),
    blocks.TimeBlock: optional({"type": "string", "format": "time"}),
}


def version_of(block: blocks.Block) -> int:
    """Grows when the meaning of the block's value changes."""
    return getattr(block.meta, "block_version", 1)


def value_schemas(stream: blocks.StreamBlock) -> dict[str, Schema]:
    """The schema of the value of each kind of block in a stream, by its key."""
    return {name: schema_of(block) for name, block in stream.child_blocks.items()}


def child_schemas(stream: blocks.StreamBlock) -> dict[str, Schema]:
    """The schema of each kind of item in a stream's API form, by its key; `html` is left out on request."""
    found = {}
    for name, block in stream.child_blocks.items():
        item = object_schema(
            {
                "id": {"type": ["string", "null"]},
                "type": {"const": name},
                "block_version": {"const": version_of(block)},
                "value": schema_of(block),
            }
        )
        item["properties"]["html"] = {"type": "string"}
        item["description"] = str(block.meta.description or block.label)
        found[name] = item
    return found
