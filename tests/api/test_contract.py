"""What is published is kept: the OpenAPI document only grows, and every answer is what it says."""

import json
import os
import re

import pytest
from drf_spectacular.validation import validate_schema
from wagtail.models import get_page_models

from api.declared import models_by_type
from pages.models import BasePage

from .contract import SNAPSHOTS, document, errors_of

PATHS = ["", "site/", "regions/", "regions/33.04/", "pages/", "documents/", "schema/", "pages/by-path/?path=/"]


# What apps read is cached; what citizens write and follow is kept by nobody.
FOR_CITIZENS = ("/api/v1/submissions/", "/api/v1/track/", "/api/v1/uploads/")
READERS, CITIZENS = ("200", "304", "400", "405", "406", "429", "500", "503"), ("200", "405", "429", "500", "503")


def operations() -> list[tuple[str, str, dict]]:
    """Every method of every address, with what the document says of it."""
    return [(path, method, told) for path, methods in document()["paths"].items() for method, told in methods.items()]


def narrowed(old: object, new: object, where: str = "") -> list[str]:
    """What an app of yesterday would miss: paths, fields, enum words, types that are gone or stricter parameters."""
    if isinstance(old, dict) and isinstance(new, dict):
        told = [key for key in old if not is_text(key, old[key])]
        missing = [f"{where}/{key} is gone" for key in told if key not in new]
        kept = [key for key in told if key in new]
        return missing + [line for key in kept for line in narrowed(old[key], new[key], f"{where}/{key}")]
    if isinstance(old, list) and isinstance(new, list):
        return narrowed_list(old, new, where)
    return [] if old == new else [f"{where} was {old!r}, is {new!r}"]


def is_text(key: str, value: object) -> bool:
    """Whether this part of the document is for people (`title` may also be the name of a field)."""
    return key == "example" or (
        key in {"description", "summary", "title", "tags", "version"} and not isinstance(value, dict)
    )


def without_texts(value: object) -> object:
    if isinstance(value, dict):
        return {key: without_texts(part) for key, part in value.items() if not is_text(key, part)}
    return [without_texts(part) for part in value] if isinstance(value, list) else value


def narrowed_list(old: list, new: list, where: str) -> list[str]:
    if where.endswith("/parameters"):
        by_name = {parameter["name"]: parameter for parameter in new}
        lost = [f"{where}/{p['name']} is gone" for p in old if p["name"] not in by_name]
        stricter = [
            f"{where}/{n} is now required"
            for n, p in by_name.items()
            if p["required"] and n not in {q["name"] for q in old}
        ]
        kept = [
            line
            for p in old
            if p["name"] in by_name
            for line in narrowed(p, by_name[p["name"]], f"{where}/{p['name']}")
        ]
        return lost + stricter + kept
    gone = [part for part in old if part not in new]
    if where.endswith(("/anyOf", "/oneOf")) and len(old) <= len(new):
        return [line for a, b in zip(old, new, strict=False) if a in gone for line in narrowed(a, b, where)]
    return [f"{where}: {json.dumps(part)[:80]} is gone" for part in gone]


def test_the_contract_only_grows():
    file = SNAPSHOTS / "openapi.json"
    now = json.dumps(document(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS") or not file.exists():
        file.write_text(now)
    old = json.loads(file.read_text())
    assert narrowed(old, document()) == []
    assert without_texts(old) == without_texts(document()), (
        "The contract grew: look at it, then run the tests once with UPDATE_SNAPSHOTS=1"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"paths": {"/a/": {}}}, {"paths": {}}),
        ({"properties": {"title": {"type": "string"}}}, {"properties": {"name": {"type": "string"}}}),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}),
        ({"type": "string"}, {"type": ["string", "null"]}),
        ({"required": ["a", "b"]}, {"required": ["a"]}),
        ({"parameters": []}, {"parameters": [{"name": "x", "required": True}]}),
        ({"parameters": [{"name": "x", "required": False}]}, {"parameters": []}),
    ],
)
def test_the_comparison_sees_what_would_break_an_app(old, new):
    assert narrowed(old, new)


def test_growing_is_allowed():
    old = {"properties": {"a": {"enum": ["x"], "description": "old"}}, "parameters": [{"name": "x", "required": False}]}
    new = {
        "properties": {"a": {"enum": ["x", "y"], "description": "new"}, "b": {}},
        "parameters": [{"name": "x", "required": False}, {"name": "y", "required": False}],
    }
    assert narrowed(old, new) == []


def test_every_path_says_what_it_is_for():
    for path, method, operation in operations():
        assert path.startswith("/api/v1/")
        assert operation["summary"], f"{method} {path}"
        assert operation["description"], f"{method} {path}"
        statuses = CITIZENS if path.startswith(FOR_CITIZENS) else READERS
        if method == "patch":  # what a piece of a file is answered with has no body
            statuses = {"204" if status == "200" else status for status in statuses}
        for status in statuses:
            assert status in operation["responses"], f"{method} {path} {status}"
        if method != "patch":
            assert operation["responses"]["200"]["content"]["application/json"]["example"], f"{method} {path}"
        assert all(parameter["description"] for parameter in operation["parameters"]), f"{method} {path}"


def test_examples_are_answers_that_could_be_given():
    for path, method, operation in operations():
        for status, response in operation["responses"].items():
            for media in response.get("content", {}).values():
                assert errors_of(media["schema"], media["example"]) == [], f"{method} {path} {status}"


def test_the_contract_is_openapi():
    """By the schema of OpenAPI 3.1 itself, and by what that schema cannot say."""
    contract = document()
    validate_schema(contract)
    for path, method, operation in operations():
        named = [(parameter["name"], parameter["in"]) for parameter in operation["parameters"]]
        assert len(set(named)) == len(named), f"{method} {path}"
        assert {name for name, place in named if place == "path"} == set(re.findall(r"{(\w+)}", path)), path
        for status, response in operation["responses"].items():
            assert status < "400" or list(response["content"]) == ["application/problem+json"], (
                f"{method} {path} {status}"
            )
    for reference in set(re.findall(r'"#/([^"]+)"', json.dumps(contract))):
        part = contract
        for name in reference.split("/"):
            part = part[name]


def test_operation_names_are_unique():
    names = [operation["operationId"] for _path, _method, operation in operations()]
    assert len(set(names)) == len(names)


def test_every_public_type_is_exported_or_says_why_not():
    for model in get_page_models():
        if issubclass(model, BasePage) and model.is_creatable:
            is_item = model.type_name() in models_by_type()
            assert is_item != bool(model.not_in_api_because), model
            assert not is_item or f"{model.__name__.removesuffix('Page')}Item" in document()["components"]["schemas"]


def test_answers_keep_the_contract(world, ask):
    for path in PATHS:
        ask(path)


def test_every_item_keeps_the_contract(world, ask):
    for name, page in world.items.items():
        whole = ask(f"pages/{page.translation_key}/")
        assert whole["type"] == name
        compact = next(i for i in ask(f"pages/?type={name}&limit=100")["items"] if i["id"] == whole["id"])
        assert {key: whole[key] for key in compact} == compact
        assert "body" not in compact
