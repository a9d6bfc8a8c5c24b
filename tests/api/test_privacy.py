"""Nothing leaves that is nobody's business: every field of every answer is one of those we decided to tell."""

import re

from api.router import ENDPOINTS

from .contract import SNAPSHOTS, document
from .test_contract import FOR_CITIZENS

# Every name of a field that answers may carry. A new one is added here by hand, after the question: whose is it?
ALLOWED = set((SNAPSHOTS / "fields.txt").read_text().split())
# What beyond that is told to those alone who sent something themselves.
OWN = set((SNAPSHOTS / "fields_own.txt").read_text().split())
# The public name of a business' owner stands here only if the owner wants it shown; the path is that of an address.
DECIDED = {"owner_name", "page_by_path"}
FORBIDDEN = re.compile(r"(^|_)(pk|user|owner|author_name|password|nik|kk|locked_by|editor|revision|token|path)(_|$)")


def names_in(value):
    if isinstance(value, dict):
        for name, part in value.items():
            yield name
            yield from names_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from names_in(part)


def named_in(part, seen):
    """The names of all fields that this part of the contract promises, and of what it refers to."""
    if isinstance(part, list):
        return set().union(*(named_in(inner, seen) for inner in part))
    if not isinstance(part, dict):
        return set()
    found = (
        set(part["properties"]) if isinstance(part.get("properties"), dict) and part.get("type") == "object" else set()
    )
    name = part.get("$ref", "").rpartition("/")[2] if isinstance(part.get("$ref"), str) else ""
    if name and name not in seen:
        seen.add(name)
        found |= named_in(document()["components"]["schemas"].get(name, {}), seen)
    return found.union(*(named_in(inner, seen) for key, inner in part.items() if key not in ("example", "mapping")))


def answers(world, client):
    routes = [route for route, _endpoint, _name in ENDPOINTS if "<" not in route and route not in ("docs/", "schema/")]
    for route in [*routes, "regions/33.04/", *(f"pages/{page.translation_key}/" for page in world.items.values())]:
        query = "?path=/" if "by-path" in route else ""
        yield route, client.get(f"/api/v1/{route}{query}")


def test_every_field_is_on_the_list_of_allowed_ones(world, client):
    for route, response in answers(world, client):
        unknown = set(names_in(response.json())) - ALLOWED
        assert not unknown, (
            f"{route}: {sorted(unknown)}: whose data is this? If nobody's, add it to snapshots/fields.txt"
        )


def test_the_contract_promises_no_field_that_is_not_on_the_list():
    """Answers keep the contract to the letter: what it does not name is in none of them, whatever was asked."""
    for path, operations in document()["paths"].items():
        allowed = ALLOWED | OWN if path.startswith(FOR_CITIZENS) else ALLOWED
        for method, operation in operations.items():
            unknown = named_in(operation["responses"], set()) - allowed
            assert not unknown, f"{method} {path}: {sorted(unknown)}: whose data is this?"
    assert not OWN & ALLOWED


def test_the_list_allows_nothing_that_names_a_person_or_a_key():
    assert not [name for name in ALLOWED if FORBIDDEN.search(name) and name not in DECIDED]


def test_editors_and_inner_paths_are_in_no_answer(world, client, admin):
    for page in world.items.values():
        page.owner = page.locked_by = admin
        page.save_revision(user=admin).publish(user=admin)
    inner = [admin.email, admin.username + '"', world.file.file.name, world.picture.file.name, "original_images"]
    for route, response in answers(world, client):
        text = response.content.decode()
        assert not [secret for secret in inner if secret in text], route


def test_ids_are_never_primary_keys(world, client):
    for route, response in answers(world, client):
        for found in re.findall(r'"id":([^,}]+)', response.content.decode()):
            assert re.fullmatch(r'"[0-9a-f-]{36}"|null', found), f"{route}: {found}"
