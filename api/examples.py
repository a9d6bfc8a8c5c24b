"""Examples for the OpenAPI document, made from the schemas, so that none can go stale."""

from __future__ import annotations

from typing import Any

from .shapes import Schema

BY_FORMAT = {
    "uuid": "0190b3a2-7c1e-4d52-9d5e-3f6f6f0a1b2c",
    "date-time": "2026-08-17T08:00:00+07:00",
    "date": "2026-08-17",
    "uri": "https://contoh.go.id/berita/contoh/",
    "email": "kantor@contoh.go.id",
}
BY_TYPE: dict[str, Any] = {"string": "Contoh", "integer": 1, "number": 1.5, "boolean": True}
BY_PATTERN = {r"^\d\d:\d\d$": "08:00", r"^-?\d+(\.\d+)?$": "15000.00"}


def sample(schema: Schema, components: dict[str, Schema], depth: int = 0) -> Any:
    """A value that the schema allows; the first choice where there are several."""
    if "example" in schema:
        return schema["example"]
    if "$ref" in schema:
        return sample(components[schema["$ref"].rpartition("/")[2]], components, depth)
    for key in ("allOf", "oneOf", "anyOf"):
        if key in schema:
            return sample(schema[key][0], components, depth)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "")
    kind = kind[0] if isinstance(kind, list) else kind
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: sample(part, components, depth + 1) for name, part in properties.items()}
    if kind == "array":
        return [sample(schema["items"], components, depth + 1)] if depth < 5 else []
    return BY_FORMAT.get(schema.get("format", "")) or BY_PATTERN.get(schema.get("pattern", "")) or BY_TYPE.get(kind)
