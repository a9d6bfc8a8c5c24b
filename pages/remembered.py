"""What many answers share, out of the memory of this process while nothing that the public reads has changed.

The same rule as for whole answers (cms.kept): good while the content version that it was made from is the current one, and
for PAGE_CACHE_SECONDS at the most, because what changes by time alone raises no version. What is remembered is shared by
threads and answers: whoever gets it reads it and changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from django.conf import settings

Made = TypeVar("Made")
Key = TypeVar("Key", bound=Hashable)

Memory = dict[Hashable, tuple[int, float, Any]]

# A section takes some 60 kB: its frame, and about fifteen pieces of HTML. A regency has some 300, in each language.
MOST = 5000
memory: Memory = {}
# Items of the API, of which an app may ask for every single one: they push out nothing but each other.
MOST_ITEMS = 2000
items: Memory = {}


def remembered(request: Any, key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives. It is remembered for requests that carry a content version: those of anonymous readers."""
    return each_remembered(request, [key], lambda _missing: {key: make()}, memory, MOST)[key]


def items_remembered(
    request: Any, keys: Iterable[Key], make: Callable[[list[Key]], Mapping[Key, Made]]
) -> dict[Key, Made]:
    """The items under these keys, so far as there are any; `make` gives those that are not remembered, all at once."""
    return each_remembered(request, keys, make, items, MOST_ITEMS)


def each_remembered(
    request: Any, keys: Iterable[Key], make: Callable[[list[Key]], Mapping[Key, Made]], kept: Memory, most: int
) -> dict[Key, Made]:
    version = getattr(request, "content_version", None)
    if version is None:
        return dict(make(list(keys)))
    now = time.monotonic()
    found = {key: known[2] for key in keys if (known := kept.get(key)) and known[0] == version and known[1] > now}
    if missing := [key for key in keys if key not in found]:
        made = make(missing)
        if len(kept) + len(made) > most:
            kept.clear()
        until = time.monotonic() + settings.PAGE_CACHE_SECONDS
        kept.update({key: (version, until, thing) for key, thing in made.items()})
        found |= made
    return found
