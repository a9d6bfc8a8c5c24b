"""Slows down who guesses or floods: counts per block of addresses, in a cache of their own, never in a log.

Nothing depends on it. Apart from what pages remember: who asks for many pages pushes no count out.
"""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MINUTE = 60
# A hard cap for each block of addresses, far beyond what a village behind one address can send.
CALLS_A_MINUTE = 1000


def address_of(request: HttpRequest) -> str:
    """The network address of who asks: behind front servers of ours, the one that the outermost of them has seen.

    Each adds the address that it sees to the end of X-Forwarded-For; whatever stands before those is anybody's word.
    """
    seen = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    if settings.PROXY_HOPS and seen:
        return without_port(seen[-min(settings.PROXY_HOPS, len(seen))])
    return request.META.get("REMOTE_ADDR", "")


def without_port(address: str) -> str:
    """Some front servers write 203.0.113.5:4711 or [2001:db8::1]:4711."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address


def block_of(address: str) -> str:
    """The block that an address stands in: /24 or, in IPv6, /56; a village behind one address is one block."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return str(ipaddress.ip_network(f"{found}/{24 if found.version == 4 else 56}", strict=False))


def key_of(name: str, *parts: str) -> str:
    """A key that tells nobody who it is about."""
    return f"cases:{name}:{salted_hmac('cases.throttles', '|'.join(parts)).hexdigest()[:32]}"


def count(key: str) -> int:
    return caches["limits"].get(key, 0)


def add(key: str, seconds: int) -> int:
    """One more; the count begins anew after so many seconds."""
    cache = caches["limits"]
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out in between
        cache.set(key, 1, seconds)
        return 1


def is_flooding(request: HttpRequest) -> bool:
    """Counts a call from this block of addresses, one count for all doors that apps write to; whether it is too many."""
    return add(key_of("calls", block_of(address_of(request))), MINUTE) > CALLS_A_MINUTE
