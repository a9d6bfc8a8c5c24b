"""What every answer of ours has in common: its language, how long it may be kept, and what a browser may do with it."""

import base64
import hashlib
import re
from typing import Any

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from api.edge import language_of
from pages.models import BasePage


def digest_of(content: bytes) -> str:
    """How a policy names the very bytes that it lets in."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}'"


# The only script inside our pages: it offers to add the place where the phone is to a report.
POINT = (settings.ROOT / "templates/cases/point.js").read_bytes()
# A page of ours needs nothing from anywhere else, and no other script inside the page.
STRICT = {
    "default-src": "'self'",
    "script-src": f"'self' {digest_of(POINT)}",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
# The admin has a few small scripts and styles inside its pages (date pickers, filters, the editor).
RELAXED = STRICT | {
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
}
PERMISSIONS = "camera=(), geolocation=(self), microphone=(), payment=(), usb=(), interest-cohort=()"
SHORTEST_PACKED = 200
INLINE_STYLE = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)


class PathLanguageMiddleware(MiddlewareMixin):
    """Activates the language of the path: /en/… is English, everything else the default language.

    Django's LocaleMiddleware adds `Vary: Accept-Language` to every answer; ours has no reason to. Only the texts of
    API problems follow `Accept-Language`: they are never cached.
    """

    def process_request(self, request: HttpRequest) -> None:
        is_api = request.path_info.startswith("/api/")
        language = language_of(request) if is_api else translation.get_language_from_path(request.path_info)
        translation.activate(language or settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


class PackingMiddleware(GZipMiddleware):
    """Compresses pages and JSON. Files are streamed and compressed already; squeezing them again would break ranges.

    What everybody may read goes by brotli to whoever knows it: about a tenth less over the line. All else goes by gzip,
    whose random padding keeps lengths from telling a secret.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming:
            return response
        if packing_for(request) != "br" or "public" not in response.headers.get("Cache-Control", ""):
            return super().process_response(request, response)
        return by_brotli(response)


class StaticPackingMiddleware(GZipMiddleware):
    """Compresses style sheets, scripts and icons where nobody has collected compressed copies of them: on the own machine."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if not request.path_info.startswith(settings.STATIC_URL) or not kind.startswith(("text/", "image/svg")):
            return response
        return super().process_response(request, response)


def packing_for(request: HttpRequest) -> str:
    """The way of packing that this reader gets: br, gzip, or none."""
    known = request.headers.get("Accept-Encoding", "")
    return next((name for name in ("br", "gzip") if re.search(rf"\b{name}\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", known)), "")


def by_brotli(response: Any) -> HttpResponseBase:
    """The same answer in fewer bytes; short ones are left alone, as gzip leaves them."""
    if len(response.content) < SHORTEST_PACKED or response.has_header("Content-Encoding"):
        return response
    patch_vary_headers(response, ("Accept-Encoding",))
    response.content = brotli.compress(response.content, quality=5)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Encoding"] = "br"
    etag = response.headers.get("ETag", "")
    if etag.startswith('"'):
        response.headers["ETag"] = f"W/{etag}"  # another packing is the same answer, not the same bytes (RFC 9110)
    return response


class PublicHeadersMiddleware(MiddlewareMixin):
    """Says how long an answer may be kept and what a browser may do with it; a view that says so itself is left alone.

    An answer that sets a cookie, or that goes to somebody who brought a session, is never kept by a shared cache.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_admin = request.path_info.startswith("/admin/")
        headers = response.headers
        # Whatever a view says of itself: a cookie, be it one that ends a session, must reach nobody else.
        is_told_wrongly = bool(response.cookies) and "public" in headers.get("Cache-Control", "")
        if not is_admin and ("Cache-Control" not in headers or is_told_wrongly):
            headers["Cache-Control"] = self.cache_control(request, response)
        headers.setdefault("Permissions-Policy", PERMISSIONS)
        if headers.get("Content-Type", "").startswith("text/html"):
            headers.setdefault("Content-Security-Policy", written(RELAXED if is_admin else strict_for(response)))
        return response

    def cache_control(self, request: HttpRequest, response: HttpResponseBase) -> str:
        if response.status_code >= 400 or request.method not in ("GET", "HEAD"):
            return "no-store"
        if response.cookies or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return "private, no-cache"
        return "public, max-age=60"


def strict_for(response: HttpResponseBase) -> dict[str, str]:
    """The strict policy; the one style element in the head, which carries the section's colour, is let in by its hash."""
    head = response.content.partition(b"</head>")[0] if isinstance(response, HttpResponse) else b""
    style = INLINE_STYLE.search(head)
    if not style:
        return STRICT
    return STRICT | {"style-src": f"'self' {digest_of(style[1])}"}


def written(policy: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())


class MovedPageMiddleware(MiddlewareMixin):
    """Sends readers of an old address to the new one, as Wagtail does, but never to a page that they may not know of."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code != 404 or request.path_info.startswith(("/media/", "/dokumen/", "/api/", "/admin/")):
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        found = get_redirect(request, path) or get_redirect(request, path.partition("?")[0])
        if found is None or (found.redirect_page_id and not is_public(found.redirect_page_id)) or not found.link:
            return response
        return (HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect)(found.link)


def is_public(page_id: int) -> bool:
    return BasePage.objects.visible().filter(pk=page_id).exists()
