"""What many answers share, out of the memory of this process while nothing that the public reads has changed.

The same rule as for whole answers (cms.kept): good while the content version that it was made from is the current one, and
for PAGE_CACHE_SECONDS at the most, because what changes by time alone raises no version. What is remembered is shared by
threads and answers: whoever gets it reads it and changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.conf import settings

Made = TypeVar("Made")

# A section takes some 60 kB: its frame, and about fifteen pieces of HTML. A regency has some 300, in each language.
MOST = 5000
memory: dict[Hashable, tuple[int, float, Any]] = {}


def remembered(request: Any, key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives. It is remembered for requests that carry a content version: those of anonymous readers."""
    version = getattr(request, "content_version", None)
    if version is None:
        return make()
    found = memory.get(key)
    if found and found[0] == version and found[1] > time.monotonic():
        return found[2]
    made = make()
    if len(memory) >= MOST:
        memory.clear()
    memory[key] = version, time.monotonic() + settings.PAGE_CACHE_SECONDS, made
    return made
