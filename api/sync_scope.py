"""The parameters that `sync/` and `sync/status/` share, and the scope that they name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import OperationalError

from pages.feed import kinds, numbering
from pages.feed.reading import Scope

from .filters import INCLUDE_ANCESTORS, Parameter, codes_above, locale_parameter, one_of, region_parameter, some_of
from .problems import Problem

PROFILES = ("compact", "full")


def known_types(text: str) -> list[str]:
    return some_of(kinds.every_type())(text)


SCOPE_PARAMETERS = (
    region_parameter("Official code of a region: it and everything below it. Without it, everything."),
    INCLUDE_ANCESTORS,
    Parameter(
        "types",
        known_types,
        "Types of items, separated by commas; without it, all, also those that a later release adds.",
        {"type": "string"},
        example="news,service",
    ),
    locale_parameter("Language of the items; without it, the installation's own (`id`)."),
    Parameter(
        "profile",
        one_of(PROFILES),
        "`compact`: at most 1 KB an item, without `body`. `full`: everything.",
        {"type": "string", "enum": list(PROFILES), "default": "full"},
        default="full",
    ),
)


def scope_named(values: Mapping[str, Any]) -> Scope:
    region = values["region"] or ""
    above = tuple(codes_above(region)) if region and values["include_ancestors"] else ()
    return Scope(values["locale"] or settings.LANGUAGE_CODE, region, above, tuple(sorted(values["types"] or ())))


def numbered_state() -> Any:
    """The state of the feed, after whatever is committed has its number. Raises Problem when that takes too long."""
    try:
        numbering.number()
    except OperationalError:
        raise Problem("unavailable", headers={"Retry-After": "2"}) from None
    return numbering.state()
