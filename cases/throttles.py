"""Slows down who guesses or floods: counts per block of addresses, in the cache, never in a log; nothing depends on it."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def address_of(request: HttpRequest) -> str:
    """The network address of who asks; behind our own front server, the last one that it has seen."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.SECURE_PROXY_SSL_HEADER else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


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
    return cache.get(key, 0)


def add(key: str, seconds: int) -> int:
    """One more; the count begins anew after so many seconds."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it ran out in between
        cache.set(key, 1, seconds)
        return 1
