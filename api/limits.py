"""How much may be read in a minute: counted for each installation of an app, or else for each address (api.md §7).

Carriers put a whole village behind one address, so who says which installation asks has a count of its own, and only all
installations behind an address together have a wider one. Counts live in a cache of their own for a minute, under keys
that tell nobody whom they are about.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
import time
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from cases.throttles import address_of

# A random token that an app makes when it is first started; whatever has another form counts as none.
INSTALLATION = re.compile(r"^[A-Za-z0-9_-]{16,64}$")
MINUTE = 60


class Turn(NamedTuple):
    """Where a reader stands in the present minute: how much is allowed, how much is left, seconds until it begins anew."""

    limit: int
    remaining: int
    reset: int
    is_over: bool

    def headers(self) -> dict[str, str]:
        told = {"RateLimit-Limit": self.limit, "RateLimit-Remaining": self.remaining, "RateLimit-Reset": self.reset}
        return {name: str(value) for name, value in told.items()}


def turn_of(request: HttpRequest) -> Turn | None:
    """Counts this reading and tells where its reader stands; None when nothing is counted. Two small cache operations."""
    if not settings.API_READS_PER_ADDRESS:
        return None
    line = line_of(address_of(request))
    token = request.headers.get("X-Pendopo-Install", "")
    if not INSTALLATION.match(token):
        return counted(f"address:{line}", settings.API_READS_PER_ADDRESS)
    own = counted(f"install:{line}:{token}", settings.API_READS_PER_INSTALL)
    # Tokens cost nothing to make up: all of an address together are bounded too, far above what a village asks for.
    together = counted(f"installs:{line}", settings.API_READS_PER_ADDRESS * settings.API_INSTALLS_FACTOR)
    return together if together.is_over else own


def line_of(address: str) -> str:
    """One line to the net: an address, or in IPv6 the /64 that a single household is given."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network(f"{found}/64", strict=False))
    return str(found)


def counted(who: str, limit: int) -> Turn:
    """One more in the minute of this reader. Minutes of different readers begin at different seconds: after a refusal
    they do not all come back at once."""
    digest = hashlib.blake2b(who.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=12).hexdigest()
    now = int(time.time()) + int(digest[:4], 16)
    minute, gone = divmod(now, MINUTE)
    cache, key = caches["limits"], f"reads:{digest}:{minute}"
    cache.add(key, 0, MINUTE)
    try:
        count = cache.incr(key)
    except ValueError:  # thrown out in between, because there were too many readers to remember
        count = 1
    return Turn(limit, max(0, limit - count), MINUTE - gone, count > limit)
