"""Holds answers against the published contract: the OpenAPI document, read strictly."""

import copy
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

SNAPSHOTS = Path(__file__).parent.parent / "snapshots"


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    from api.docs import document as make

    return json.loads(json.dumps(make(), default=str))


def strict(schema: Any) -> Any:
    """The same schema, refusing every property that it does not name: an undocumented field is a mistake of ours."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: strict(part) for key, part in schema.items() if key not in ("example", "default")}
    if "properties" in found and isinstance(found["properties"], dict) and found.get("type") == "object":
        found.setdefault("additionalProperties", False)
    return found


@lru_cache(maxsize=1)
def components() -> dict[str, Any]:
    return strict(copy.deepcopy(document()["components"]["schemas"]))


def errors_of(schema: dict[str, Any], value: Any) -> list[str]:
    whole = {**strict(schema), "components": {"schemas": components()}}
    validator = Draft202012Validator(whole, format_checker=FormatChecker())
    return [told(error) for error in validator.iter_errors(value)]


def told(error: ValidationError) -> str:
    """The error, or among several possible types of item the one that fits best."""
    while error.context:
        fits = [inner for inner in error.context if list(inner.path) != ["type"]]
        by_branch = {
            inner.schema_path[0]: [e for e in error.context if e.schema_path[0] == inner.schema_path[0]]
            for inner in fits
        }
        error = min(by_branch.values(), key=len)[0] if by_branch else error.context[0]
    return f"{error.json_path}: {error.message[:300]}"


def template_of(path: str) -> str:
    """The path in the contract that answers for this address."""
    for template in sorted(document()["paths"], key=lambda path: path.count("{")):
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return template
    raise AssertionError(f"{path} is not in the contract")


def check(path: str, response: Any, method: str = "get") -> Any:
    """The parsed answer, after it was found to be what the contract promises."""
    address = path.partition("?")[0]
    operation = document()["paths"][template_of(address if address.endswith("/") else f"{address}/")][method]
    promised = operation["responses"].get(str(response.status_code))
    assert promised, f"{path} answers {response.status_code}, which the contract does not mention"
    kind, media = next(iter(promised["content"].items()))
    assert response["Content-Type"] == kind
    value = json.loads(response.content)
    errors = errors_of(media["schema"], value)
    assert not errors, errors
    return value
