"""Apps of earlier releases go on working: they find what they were promised, and skip what came later."""

import copy
import json

import pytest
from jsonschema import Draft202012Validator

from .contract import document
from .old_client import BrokenError, OldClient, contract_of, releases
from .test_contract import narrowed

LISTS = [f"/api/v1/{name}/" for name in ("pages", "documents", "regions", "units", "cases", "bundles")]

WHOLE = [("/api/v1/sync/", "?profile=full"), ("/api/v1/sync/", "?profile=compact"), ("/api/v1/holidays/", "")]


def fetching(client, change=lambda body: body):
    def fetch(address):
        response = client.get(address)
        return response.status_code, change(json.loads(response.content))

    return fetch


@pytest.fixture(params=[*releases(), "today"])
def contract(request):
    """Of each release, and of today: the app that is written now must live with what comes later, too."""
    return document() if request.param == "today" else contract_of(request.param)


@pytest.fixture
def old(contract, client):
    return OldClient(contract, fetching(client))


def everything(old, world):
    """All that an app of that release ever asks for, as it understands it."""
    known = old.contract["paths"]
    whole = {path: old.every(path) for path in LISTS if path in known}
    whole["site"] = old.get("/api/v1/site/")
    whole["root"] = old.get("/api/v1/")
    whole["region"] = old.get("/api/v1/regions/{code}/", code="33.04.15.2008")
    for path, query in WHOLE:
        if path in known:
            whole[path + query] = old.get(path, query)
    whole["by path"] = old.get("/api/v1/pages/by-path/", "?path=/lama/")
    for name, page in world.items.items():
        whole[name] = old.get("/api/v1/pages/{id}/", id=page.translation_key)
    whole["document"] = old.get("/api/v1/documents/{id}/", id=world.items["document"].translation_key)
    whole["missing"] = old.get("/api/v1/pages/{id}/", id="00000000-0000-0000-0000-00000000ffff")
    whole["wrong"] = old.get("/api/v1/pages/", "?colour=red")
    return whole


def test_the_contract_of_no_release_was_narrowed(contract):
    assert narrowed(contract, document()) == []


def test_an_old_app_finds_what_it_was_promised(world, old):
    whole = everything(old, world)
    kinds = set(old.schema("Page")["discriminator"]["mapping"])
    assert {item["type"] for item in whole["/api/v1/pages/"]} == kinds & set(world.items)
    for name in kinds & set(world.items):
        assert whole[name]["title"] == world.items[name].title
        assert isinstance(whole[name].get("body", []), list)
    assert whole["by path"]["type"] == "news"
    assert whole["site"]["sections"]
    assert (whole["missing"]["code"], whole["wrong"]["code"]) == ("not_found", "unknown_parameter")


def with_news(value):
    """The same answer a few releases later: new fields everywhere, new types of items and blocks."""
    if isinstance(value, list):
        parts = [with_news(part) for part in value]
        if parts and isinstance(parts[0], dict) and "type" in parts[0] and ("title" in parts[0] or "value" in parts[0]):
            later = copy.deepcopy(parts[0]) | {"type": "hologram"}
            return [later, *parts, later]
        return parts
    if isinstance(value, dict):
        return {name: with_news(part) for name, part in value.items()} | {"added_later": {"type": "x", "deep": [1]}}
    return value


def test_an_old_app_skips_what_came_later(world, client, contract):
    client.get("/api/v1/sync/")  # whatever has changed has its number then
    now = everything(OldClient(contract, fetching(client)), world)
    later = everything(OldClient(contract, fetching(client, with_news)), world)
    kinds = {**now, **later}
    for name in kinds:
        assert without_menus(later[name]) == without_menus(now[name]), name


def without_menus(value):
    """Menus name types without a contract for each: an app shows a title that it cannot open."""
    if isinstance(value, dict):
        return {name: without_menus(part) for name, part in value.items() if name not in ("menu", "types")}
    return [without_menus(part) for part in value] if isinstance(value, list) else value


def without(name):
    def change(body):
        if isinstance(body, list):
            return [change(part) for part in body]
        return {key: change(part) for key, part in body.items() if key != name} if isinstance(body, dict) else body

    return change


def as_text(name):
    def change(body):
        if isinstance(body, list):
            return [change(part) for part in body]
        if isinstance(body, dict):
            return {key: str(part) if key == name else change(part) for key, part in body.items()}
        return body

    return change


@pytest.mark.parametrize(
    "change",
    [
        without("title"),
        without("next_cursor"),
        without("locale"),
        as_text("topics"),
        as_text("region"),
        as_text("items"),
    ],
)
def test_the_old_app_would_notice_a_broken_promise(world, client, contract, change):
    with pytest.raises((BrokenError, KeyError, TypeError)):
        everything(OldClient(contract, fetching(client, change)), world)


def test_what_is_frozen_is_a_contract(contract):
    for schema in contract["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert {"Problem", "Page", "PageInList"} <= set(contract["components"]["schemas"])
