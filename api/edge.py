"""What stands around every answer of the API, kept ones included: how much may be read, which pages of other sites may
read or send, what will end, and that no error ever is a page (api.md §5, §7, §8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from .citizen import CitizenEndpoint, is_listed
from .endings import headers_for
from .limits import Turn, turn_of
from .problems import CONTENT_TYPE, KINDS, respond

API = "/api/"
# Pictures, documents and bundles are read by apps, too.
OPEN = (API, "/media/", "/dokumen/", "/paket/")
# What citizens send and follow is counted at its own doors (cases.throttles): asking how far a file has come is no reading.
COUNTED_ELSEWHERE = tuple(f"{API}v1/{name}" for name in ("submissions", "uploads", "track"))
DAY = str(24 * 3600)

READ_HEADERS = "Accept-Language, If-None-Match, X-Pendopo-Client, X-Pendopo-Install"
SEND_HEADERS = (
    f"{READ_HEADERS}, Authorization, Content-Type, Idempotency-Key, X-Submission-Key, "
    "Tus-Resumable, Upload-Checksum, Upload-Length, Upload-Metadata, Upload-Offset"
)
TOLD = (
    "Age, Allow, Content-Language, Deprecation, ETag, Idempotency-Replayed, Link, Location, RateLimit-Limit, "
    "RateLimit-Remaining, RateLimit-Reset, Retry-After, Sunset, Tus-Resumable, Upload-Expires, Upload-Length, Upload-Offset"
)

# What an error that is no problem yet is called: it came from further out than any endpoint.
CODES = {
    kind.status: code for code, kind in KINDS.items() if code in ("cross_site", "not_found", "method_not_allowed")
} | {
    400: "bad_request",
    406: "not_acceptable",
    413: "body_too_large",
    415: "unsupported_media_type",
    503: "unavailable",
}


class EdgeMiddleware:
    """Stands outside of kept answers: those are the same for everybody, what is added here is not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(OPEN):
            return self.get_response(request)
        is_api = request.path_info.startswith(API)
        response = self.answered(request) if is_api else self.get_response(request)
        open_to_pages(request, response)
        return response

    def answered(self, request: HttpRequest) -> HttpResponseBase:
        """What the API says; in the reader's language also where it is said here, before that of the thread is chosen."""
        request.COOKIES = {}  # what a browser brings stays outside: nobody is known here, and no cookie comes back
        turn = turn_of(request) if is_reading(request) else None
        with translation.override(language_of(request)):
            if turn and turn.is_over:
                response: HttpResponseBase = respond("slow_down", headers={"Retry-After": str(turn.reset)})
            else:
                response = as_problem(self.get_response(request))
        tell(request, response, turn)
        return response


def language_of(request: HttpRequest) -> str:
    """The language of problems: that which the reader asks for, or else the installation's own."""
    if "Accept-Language" not in request.headers:
        return settings.LANGUAGE_CODE
    return translation.get_language_from_request(request)


def is_reading(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and not request.path_info.startswith(COUNTED_ELSEWHERE)


def as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """The same error as a problem, when something further out than our endpoints has made a page of it."""
    kind = response.headers.get("Content-Type", "")
    if response.status_code < 400 or kind.startswith((CONTENT_TYPE, "application/json")):
        return response
    return respond(
        CODES.get(response.status_code) or ("server_error" if response.status_code >= 500 else "bad_request")
    )


def tell(request: HttpRequest, response: HttpResponseBase, turn: Turn | None) -> None:
    """How much may still be read, and whether what was read will end one day. Informative: an app works without it."""
    for name, value in (turn.headers() if turn else {}).items():
        response.headers[name] = value
    for name, value in headers_for(request).items():
        response.headers[name] = f"{response.headers[name]}, {value}" if name in response.headers else value


def open_to_pages(request: HttpRequest, response: HttpResponseBase) -> None:
    """Pages of any site may read what is public; those that we list may also send. Never with cookies."""
    headers = response.headers
    if not is_for_citizens(request):
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return
        headers["Access-Control-Allow-Origin"] = "*"
        allowed = READ_HEADERS
    else:
        if not settings.API_WRITE_ORIGINS:
            return
        patch_vary_headers(response, ["Origin"])  # type: ignore[arg-type]
        if not is_listed(request):
            return
        headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
        allowed = SEND_HEADERS
    if "Access-Control-Request-Method" in request.headers and request.method == "OPTIONS":
        headers["Access-Control-Allow-Methods"] = headers.get("Allow", "GET, HEAD, OPTIONS")
        headers["Access-Control-Allow-Headers"] = allowed
        headers["Access-Control-Max-Age"] = DAY
    else:
        headers["Access-Control-Expose-Headers"] = TOLD


def is_for_citizens(request: HttpRequest) -> bool:
    """Whether the address is one of those that take what citizens send; a kept answer is never from there."""
    match: Any = getattr(request, "resolver_match", None)
    endpoint = getattr(match.func, "cls", None) if match else None
    return isinstance(endpoint, type) and issubclass(endpoint, CitizenEndpoint)
