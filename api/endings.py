"""What will end: one line here, and the contract, the headers of every answer concerned and the tests follow.

Inside v1 nothing is removed before its line has stood here for a year and in CHANGELOG.md (api.md §5).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import http_date

V1 = "api/v1/"
LEAST_NOTICE = datetime.timedelta(days=365)
DOCS = "/api/v1/docs/"


class Ending(NamedTuple):
    """One thing that will end: an endpoint by its address in the router (`due/`), or a field by the name that the contract
    gives its object (`PlaceInList.price_to`); announced on a day, gone on another; and what to use instead."""

    what: str
    since: datetime.date
    until: datetime.date
    instead: str

    @property
    def is_field(self) -> bool:
        return "." in self.what and "/" not in self.what

    @property
    def notice(self) -> str:
        return f"Ends on {self.until.isoformat()}. Instead: {self.instead}"

    def headers(self) -> dict[str, str]:
        """RFC 9745 and RFC 8594."""
        return {
            "Deprecation": f"@{int(midnight(self.since))}",
            "Sunset": http_date(midnight(self.until)),
            "Link": f'<{DOCS}>; rel="deprecation"; type="text/html"',
        }


# Nothing ends at present.
ENDINGS: list[Ending] = []


def midnight(day: datetime.date) -> float:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC).timestamp()


def headers_for(request: HttpRequest) -> dict[str, str]:
    """What the answer to this request says of its end; nothing for all that stays."""
    if not ENDINGS:
        return {}
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return {}
    route = f"{match.route.removeprefix(V1).rstrip('/')}/" if match.route.startswith(V1) else ""
    ending = touched(tuple(ENDINGS)).get(template_of(route))
    return ending.headers() if ending else {}


@cache
def touched(endings: tuple[Ending, ...]) -> dict[str, Ending]:
    """The addresses whose answers change when these end, each with what ends first."""
    from .docs import document

    found: dict[str, Ending] = {}
    contract = document()
    for ending in sorted(endings, key=lambda one: one.until):
        for path, operations in contract["paths"].items():
            address = path.removeprefix(f"/{V1}")
            if ending.is_field:
                is_concerned = any(
                    ending.what.partition(".")[0] in named_in(one, contract) for one in operations.values()
                )
            else:
                is_concerned = address == template_of(ending.what)
            if is_concerned:
                found.setdefault(address, ending)
    return found


def template_of(route: str) -> str:
    """The address as the contract writes it: `pages/<uuid:id>/` is `pages/{id}/`."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)


def named_in(part: Any, contract: dict[str, Any], seen: set[str] | None = None) -> set[str]:
    """The names of all objects that this part of the contract is made of."""
    seen = set() if seen is None else seen
    for reference in references(part):
        name = reference.rpartition("/")[2]
        if name not in seen:
            seen.add(name)
            named_in(contract["components"]["schemas"].get(name, {}), contract, seen)
    return seen


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)


def announced(contract: dict[str, Any]) -> dict[str, Any]:
    """The contract with every ending marked in it; changes it in place."""
    for ending in ENDINGS:
        for part in marked_parts(ending, contract):
            part["deprecated"] = True
            part["x-sunset"] = ending.until.isoformat()
            part["description"] = f"{part.get('description', '')} {ending.notice}".strip()
    return contract


def marked_parts(ending: Ending, contract: dict[str, Any]) -> list[dict[str, Any]]:
    if ending.is_field:
        name, _dot, field = ending.what.partition(".")
        found = contract["components"]["schemas"].get(name, {}).get("properties", {}).get(field)
        return [found] if found is not None else []
    return list(contract["paths"].get(f"/{V1}{template_of(ending.what)}", {}).values())


def mistakes(contract: dict[str, Any], changelog: str) -> list[str]:
    """What is wrong with the list of endings: unknown things, too short a notice, no line in the changelog."""
    found = []
    for ending in ENDINGS:
        if not marked_parts(ending, contract):
            found.append(f"{ending.what} is not in the contract")
        if ending.until - ending.since < LEAST_NOTICE:
            found.append(f"{ending.what} ends less than a year after it was announced")
        if ending.what not in changelog:
            found.append(f"{ending.what} is not in CHANGELOG.md")
    return found
