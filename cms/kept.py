"""Keeps whole answers for anonymous readers a short while, so that a page that many ask for is made once.

Public answers carry no cookie and nothing of the visitor, so one copy serves everybody. A copy is good while the content
version it was made from is the current one, and for a minute at the most, as its Cache-Control says anyway.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from pages.freshness import current

from .middleware import packing_for

# Larger ones are rare, and few of them would push everything else out.
LARGEST = 256 * 1024
# What may depend on the reader, is asked for its own sake, or must show a change within a second.
NEVER = ("/admin/", "/static/", "/media/", "/dokumen/", "/paket/", "/healthz", "/api/v1/sync")


class KeptAnswersMiddleware:
    """Stands outside of compression: what is kept is ready to be sent. PAGE_CACHE_SECONDS=0 switches it off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.PAGE_CACHE_SECONDS or not may_be_kept(request):
            return self.get_response(request)
        answers, version, key = caches["answers"], current(), key_of(request)
        request.content_version = version  # type: ignore[attr-defined]  # parts of the answer may be remembered by it too (pages.remembered)
        kept = answers.get(key)
        if kept and kept["version"] == version:
            return sent_again(request, kept)
        response = self.get_response(request)
        if is_for_everybody(response):
            answers.set(key, in_parts(response, version), settings.PAGE_CACHE_SECONDS)
        return response


def may_be_kept(request: HttpRequest) -> bool:
    """Only what a stranger asks for: no session, no credentials, no condition beside ETag and date."""
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "Authorization" not in request.headers
        and "Range" not in request.headers
        and not request.path_info.startswith(NEVER)
    )


def key_of(request: HttpRequest) -> str:
    """The address as the reader wrote it, and how the answer is packed for this reader; problems' language is never kept."""
    parts = [request.scheme or "", request.get_host(), request.get_full_path(), packing_for(request)]
    if request.path_info.startswith("/api/"):
        parts += [request.headers.get("Accept", ""), request.headers.get("Origin", "")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_for_everybody(response: HttpResponseBase) -> bool:
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and "public" in response.headers.get("Cache-Control", "")
        and response.headers.get("Vary", "").strip().lower() in ("", "accept-encoding")
        and len(response.content) <= LARGEST
    )


def in_parts(response: Any, version: int) -> dict[str, Any]:
    return {"version": version, "body": response.content, "headers": dict(response.headers), "at": int(time.time())}


def sent_again(request: HttpRequest, kept: dict[str, Any]) -> HttpResponseBase:
    """The kept answer, or 304 to a reader who has it already."""
    headers = kept["headers"] | {"Age": str(max(0, int(time.time()) - kept["at"]))}
    response = HttpResponse(kept["body"], headers=headers)
    return get_conditional_response(request, etag=headers.get("ETag"), response=response) or response
