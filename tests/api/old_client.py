"""An app of yesterday: it knows the contract of one release and nothing later, skips what it does not know, and works."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .contract import SNAPSHOTS

TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}
SKIPPED = object()


class BrokenError(Exception):
    """The answer is not what this app was made for."""


def releases() -> list[str]:
    """The releases whose contract was frozen."""
    return sorted(file.stem for file in (SNAPSHOTS / "frozen").glob("*.json"))


def contract_of(release: str) -> dict[str, Any]:
    return json.loads((SNAPSHOTS / "frozen" / f"{release}.json").read_text())


class OldClient:
    """Reads answers by the contract of its release. `fetch` gives status and body of an address."""

    def __init__(self, contract: dict[str, Any], fetch: Callable[[str], tuple[int, Any]]) -> None:
        self.contract, self.fetch = contract, fetch

    def get(self, template: str, query: str = "", **path: Any) -> Any:
        """What this app understands of an answer; BrokenError when that is not what it was promised."""
        status, body = self.fetch(template.format(**path) + query)
        promised = self.contract["paths"][template]["get"]["responses"]
        if str(status) not in promised:
            return self.understood(self.schema("Problem"), body, f"{template} {status}")
        media = next(iter(promised[str(status)]["content"].values()))
        return self.understood(media["schema"], body, template)

    def every(self, template: str, query: str = "") -> list[Any]:
        """All items of a list, page by page."""
        found, cursor = [], None
        while True:
            answer = self.get(template, f"?limit=5{query}" + (f"&cursor={cursor}" if cursor else ""))
            found += answer["items"]
            cursor = answer["next_cursor"]
            if cursor is None:
                return found

    def schema(self, name: str) -> dict[str, Any]:
        return self.contract["components"]["schemas"][name]

    def understood(self, schema: dict[str, Any], value: Any, where: str) -> Any:
        if "$ref" in schema:
            return self.understood(self.schema(schema["$ref"].rpartition("/")[2]), value, where)
        if "discriminator" in schema:
            return self.one_of_kinds(schema["discriminator"], value, where)
        for key in ("oneOf", "anyOf"):
            if key in schema:
                return self.first_that_fits(schema[key], value, where)
        self.check_type(schema, value, where)
        if isinstance(value, dict):
            return self.object(schema, value, where)
        if isinstance(value, list):
            parts = [self.understood(schema.get("items", {}), part, f"{where}[]") for part in value]
            return [part for part in parts if part is not SKIPPED]
        if "enum" in schema and value not in schema["enum"]:
            return None  # a word that came later: shown as "other"
        return value

    def check_type(self, schema: dict[str, Any], value: Any, where: str) -> None:
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if kinds and not any(TYPES[kind](value) for kind in kinds):
            raise BrokenError(f"{where}: {kinds} expected, {value!r:.60} found")

    def object(self, schema: dict[str, Any], value: dict[str, Any], where: str) -> dict[str, Any]:
        if missing := set(schema.get("required", ())) - set(value):
            raise BrokenError(f"{where}: {sorted(missing)} missing")
        known = schema.get("properties")
        if known is None:
            return value
        for mark in ("type", "op"):
            if mark in value and value[mark] not in known.get(mark, {}).get("enum", [value[mark]]):
                return SKIPPED  # not the kind that it asked for
        return {
            name: self.understood(known[name], part, f"{where}.{name}") for name, part in value.items() if name in known
        }

    def one_of_kinds(self, discriminator: dict[str, Any], value: Any, where: str) -> Any:
        """An item or block of a kind that it knows; another one is skipped."""
        name = value[discriminator["propertyName"]]
        reference = discriminator["mapping"].get(name)
        return self.understood({"$ref": reference}, value, f"{where}<{name}>") if reference else SKIPPED

    def first_that_fits(self, schemas: list[dict[str, Any]], value: Any, where: str) -> Any:
        wrong, is_unknown = None, False
        for schema in schemas:
            try:
                found = self.understood(schema, value, where)
            except BrokenError as error:
                wrong = wrong or error
                continue
            if found is not SKIPPED:
                return found
            is_unknown = True
        if is_unknown:
            return SKIPPED
        raise wrong or BrokenError(where)
