"""JSON schemas made from what the code already says: annotations, columns and blocks."""

from __future__ import annotations

import datetime
import types
import typing
import uuid
from decimal import Decimal
from inspect import cleandoc
from typing import Annotated, Any, Union, get_args, get_origin

from django.db import models
from django.utils import translation
from wagtail import blocks

from blocks.schema import schema_of

Schema = dict[str, Any]

PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    uuid.UUID: {"type": "string", "format": "uuid"},
    datetime.datetime: {"type": "string", "format": "date-time"},
    datetime.date: {"type": "string", "format": "date"},
    datetime.time: {"type": "string", "pattern": r"^\d\d:\d\d$"},
    Decimal: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    Any: {},
    type(None): {"type": "null"},
}

# The most particular class first.
COLUMNS: list[tuple[type[models.Field], Schema]] = [
    (models.DateTimeField, PLAIN[datetime.datetime]),
    (models.DateField, PLAIN[datetime.date]),
    (models.TimeField, PLAIN[datetime.time]),
    (models.DecimalField, PLAIN[Decimal]),
    (models.BooleanField, PLAIN[bool]),
    (models.IntegerField, PLAIN[int]),
    (models.URLField, {"type": "string", "format": "uri"}),
    (models.EmailField, {"type": "string", "format": "email"}),
    (models.CharField, PLAIN[str]),
    (models.TextField, PLAIN[str]),
]


def with_null(schema: Schema) -> Schema:
    """The schema that also allows null."""
    if isinstance(schema.get("type"), str):
        nullable = {**schema, "type": [schema["type"], "null"]}
        if "enum" in schema:
            nullable["enum"] = [*schema["enum"], None]
        return nullable
    return {"anyOf": [*schema.get("anyOf", [schema]), {"type": "null"}]}


class Says(dict[str, Any]):
    """What an annotation adds to the schema of its type; hashable, as annotations in a union must be."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class Shapes:
    """Turns annotations, columns and blocks into schemas and gathers the named ones as components."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}

    def of_annotation(self, annotation: Any) -> Schema:
        """The schema of a type annotation; TypedDicts become named components."""
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return {**self.of_annotation(arguments[0]), **arguments[1]}
        if annotation in PLAIN:
            return dict(PLAIN[annotation])
        if origin in (Union, types.UnionType):
            return self.of_union([argument for argument in arguments if argument is not type(None)], arguments)
        if origin is list:
            return {"type": "array", "items": self.of_annotation(arguments[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of_annotation(arguments[1]) or True}
        if origin is typing.Literal:
            return {"type": "string", "enum": list(arguments)}
        if typing.is_typeddict(annotation):
            return self.of_typed_dict(annotation)
        if isinstance(annotation, type) and issubclass(annotation, blocks.Block):
            return self.of_row(annotation)
        raise TypeError(f"No schema for {annotation!r}: annotate it with plain types or a TypedDict")

    def of_union(self, members: list[Any], arguments: tuple[Any, ...]) -> Schema:
        schemas = [self.of_annotation(member) for member in members]
        schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        return with_null(schema) if len(members) < len(arguments) else schema

    def of_typed_dict(self, kind: Any) -> Schema:
        name = kind.__name__.removesuffix("Data")
        if name not in self.components:
            self.components[name] = {}  # holds the place, should the type name itself
            hints = typing.get_type_hints(kind, include_extras=True)
            self.components[name] = {
                "type": "object",
                "description": first_words(kind),
                "properties": {field: self.of_annotation(hint) for field, hint in hints.items()},
                "required": [field for field in hints if field in kind.__required_keys__],
            }
        return {"$ref": f"#/components/schemas/{name}"}

    def of_row(self, kind: type[blocks.Block]) -> Schema:
        """The schema of a row of this kind, under a name."""
        name = kind.__name__.removesuffix("Block") + "Row"
        if name not in self.components:
            self.components[name] = self.of_block(kind()) | {"description": first_words(kind)}
        return {"$ref": f"#/components/schemas/{name}"}

    def of_column(self, column: models.Field) -> Schema:
        """The schema of a model column: closed lists as enums, what may be empty as nullable."""
        for kind, plain in COLUMNS:
            if isinstance(column, kind):
                schema = dict(plain)
                break
        else:
            raise TypeError(f"No schema for the column {column}")
        if column.choices:
            schema["enum"] = [value for value, _label in column.flatchoices if value != ""]
        elif isinstance(column, models.CharField) and column.max_length and "format" not in schema:
            schema["maxLength"] = column.max_length
        with translation.override("en"):
            schema["description"] = str(column.verbose_name)[:1].upper() + str(column.verbose_name)[1:]
        return with_null(schema) if may_be_empty(column) else schema

    def of_block(self, block: blocks.Block) -> Schema:
        """The schema of a block's value: the type it names, or what its children say; named types become components."""
        if answer := getattr(block, "api_type", None):
            schema = self.of_annotation(answer)
            return with_null(schema) if getattr(block, "is_api_nullable", False) else schema
        if isinstance(block, blocks.StructBlock):
            return {
                "type": "object",
                "properties": {name: self.of_block(child) for name, child in block.child_blocks.items()},
                "required": list(block.child_blocks),
            }
        if isinstance(block, blocks.ListBlock):
            return {"type": "array", "items": self.of_block(block.child_block)}
        if isinstance(block, blocks.TimeBlock):
            return dict(PLAIN[datetime.time]) if block.required else with_null(PLAIN[datetime.time])
        return schema_of(block)


def may_be_empty(column: models.Field) -> bool:
    """Whether the column's value can be null in an answer: empty texts of optional columns are given as null.

    A column that is null but not blank is empty in drafts only.
    """
    return column.blank and (column.null or isinstance(column, models.CharField | models.TextField))


def first_words(thing: Any) -> str:
    """The first paragraph of what a class says of itself, in one line."""
    return " ".join(cleandoc(thing.__doc__ or "").partition("\n\n")[0].split())
