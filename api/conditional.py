"""How an answer leaves: JSON bytes with a validator, so that an unchanged answer costs 304 and no body."""

from __future__ import annotations

import datetime
import hashlib
import json
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise

# Grows when the shape of any answer changes; part of every tag, so that a deploy never leaves phones on an old shape.
SCHEMA_NUMBER = 1

MINUTE = "public, max-age=60, stale-while-revalidate=300"
HOUR = "public, max-age=3600"


def written(value: Any) -> str:
    """How JSON writes what it has no form for; anything else is a mistake and raises TypeError."""
    if isinstance(value, Promise | UUID | Decimal):
        return str(value)
    if isinstance(value, datetime.time):
        return value.isoformat("minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in the API")


encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=written).encode


def answer(request: HttpRequest, data: Any, cache_control: str, language: str) -> HttpResponse:
    """The JSON answer, or 304 when the reader already holds it."""
    return tagged(
        request, HttpResponse(encode(data).encode(), content_type="application/json"), cache_control, language
    )


def tagged(request: HttpRequest, response: HttpResponse, cache_control: str, language: str) -> HttpResponse:
    """The response with the headers that let it be cached and asked for again, or 304."""
    etag = f'"{SCHEMA_NUMBER}-{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = cache_control
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Content-Language"] = language
    return cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))
