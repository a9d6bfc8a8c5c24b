"""The doors through which files leave: pictures at /media/, documents at /dokumen/, bundles for apps at /paket/.

A file is public while a visible page uses it, and for nobody else's eyes but the officials' otherwise. What may not
be had answers exactly like what does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.storage import Storage
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotFound,
    StreamingHttpResponse,
)
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe
from wagtail.users.models import UserProfile

from api import bundling
from pages.models import Bundle
from pages.queries import is_shown

from .models import PublicDocument, Rendition

CHUNK = 64 * 1024
# No file has 10^18 bytes; longer numbers only cost time, and Python refuses very long ones.
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
# A rendition's name never carries other bytes (Picture.get_upload_to); a document can be withdrawn at any moment.
PUBLIC_PICTURE = "public, max-age=31536000, immutable"
PUBLIC_DOCUMENT = "public, max-age=60"
ONLY_OFFICIALS = "private, no-cache"


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A size of a picture; to officials also the sizes that the admin draws for itself, and their portraits."""
    rendition = Rendition.objects.filter(file=path).select_related("image").first()
    # "original" keeps what the camera wrote into the file, for example where it stood.
    public = rendition is not None and not rendition.filter_spec.startswith("original") and is_shown(rendition.image)
    official = not public and may_enter(request)
    if rendition and (public or official):
        return send(
            request,
            rendition.file.storage,
            rendition.file.name,
            tag=rendition.sha256,
            content_type=picture_type(rendition),
            cache=PUBLIC_PICTURE if public else ONLY_OFFICIALS,
        )
    portrait = UserProfile.objects.filter(avatar=path).first() if official else None
    if portrait:
        return send(request, portrait.avatar.storage, path, content_type=None, cache=ONLY_OFFICIALS)
    return HttpResponseNotFound(content_type="text/plain; charset=utf-8")  # nobody reads a page in place of a picture


@require_safe
def document(request: HttpRequest, uid: UUID, name: str) -> HttpResponseBase:
    """A document by its lasting id; under another name than its own it points to the right address."""
    found = PublicDocument.objects.filter(uid=uid).first()
    public = found is not None and is_shown(found)
    official = not public and may_enter(request)
    if found is None or not (public or official):
        raise Http404
    cache = PUBLIC_DOCUMENT if public else ONLY_OFFICIALS
    if name != found.filename:
        response: HttpResponseBase = redirect(found.url)
        response.headers["Cache-Control"] = cache
        return response
    response = send(
        request,
        found.file.storage,
        found.file.name,
        tag=found.sha256,
        content_type=found.content_type,
        cache=cache,
    )
    return guard(response, found)


@require_safe
def bundle(request: HttpRequest, name: str) -> HttpResponseBase:
    """Everything public of a region, for apps; gone the moment that something in it is withdrawn."""
    found = Bundle.objects.current().filter(name=name).first()
    if found is None:
        return HttpResponseNotFound(content_type="text/plain; charset=utf-8")
    response = send(
        request,
        bundling.storage(),
        bundling.address(name),
        tag=found.sha256,
        content_type="application/gzip",
        cache=PUBLIC_DOCUMENT,
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def may_enter(request: HttpRequest) -> bool:
    """Whether this is an official who is logged in and may use the admin."""
    user = getattr(request, "user", None)
    return isinstance(user, get_user_model()) and user.has_perm("wagtailadmin.access_admin")


def guard(response: HttpResponseBase, file: PublicDocument) -> HttpResponseBase:
    """Only a PDF opens in the browser; nothing in a document runs as part of our site."""
    is_pdf = file.content_type == "application/pdf"
    name = quote(file.filename)
    response.headers["Content-Disposition"] = f"{'inline' if is_pdf else 'attachment'}; filename*=UTF-8''{name}"
    # Chromium shows no PDF inside a sandbox; its viewer runs none of the PDF's own code in our origin.
    response.headers["Content-Security-Policy"] = "default-src 'none'" if is_pdf else "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def picture_type(rendition: Rendition) -> str:
    """The media type by the file's own ending; the admin draws sizes in other formats than the public ones."""
    ending = rendition.file.name.rpartition(".")[2].lower()
    known = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "avif": "image/avif"}
    return known.get(ending) or {"webp": "image/webp", "gif": "image/gif"}.get(ending, "application/octet-stream")


def send(
    request: HttpRequest, storage: Storage, name: str, *, cache: str, content_type: str | None, tag: str = ""
) -> HttpResponseBase:
    """The bytes of a stored file: whole, a part (206), unchanged (304), or left to the web server in front."""
    try:
        size, modified = storage.size(name), int(storage.get_modified_time(name).timestamp())
    except FileNotFoundError:
        raise Http404 from None
    etag = f'"{tag or f"{modified:x}-{size:x}"}"'
    headers = {
        "Cache-Control": cache,
        "ETag": etag,
        "Last-Modified": http_date(modified),
        "Accept-Ranges": "bytes",
        "Content-Type": content_type or "application/octet-stream",
    }
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified)
    if unchanged is not None:
        unchanged.headers["Cache-Control"] = cache
        return unchanged
    if settings.X_ACCEL_REDIRECT:
        return HttpResponse(headers=headers | {"X-Accel-Redirect": inner_address(storage, name)})
    start, end = asked_range(request, size, etag, modified)
    if start >= max(size, 1):
        return HttpResponse(
            status=416, headers=headers | {"Content-Range": f"bytes */{size}", "Cache-Control": "no-store"}
        )
    headers["Content-Length"] = str(end - start)
    is_part = (start, end) != (0, size)
    if is_part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    status = 206 if is_part else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    return StreamingHttpResponse(read(storage, name, start, end), status=status, headers=headers)


def asked_range(request: HttpRequest, size: int, etag: str, modified: int) -> tuple[int, int]:
    """The bytes asked for, as a half-open interval; a start at or behind the end of the file means that there are none.

    Several ranges at once, other units and ranges of an older version are answered with the whole file (RFC 9110 §14).
    """
    match = RANGE.fullmatch(request.headers.get("Range", ""))
    if not match or match[0] == "bytes=-" or not size or not is_same_version(request, etag, modified):
        return 0, size
    first, last = match[1], match[2]
    if not first:
        return (max(size - int(last), 0), size) if int(last) else (size, size)
    start, end = int(first), min(int(last) + 1, size) if last else size
    if last and int(last) < start:
        return 0, size
    return start, end


def is_same_version(request: HttpRequest, etag: str, modified: int) -> bool:
    condition = request.headers.get("If-Range", "")
    return not condition or condition == etag or parse_http_date_safe(condition) == modified


def read(storage: Storage, name: str, start: int, end: int) -> Iterator[bytes]:
    with storage.open(name, "rb") as file:
        file.seek(start)
        left = end - start
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def inner_address(storage: Any, name: str) -> str:
    """Where the web server in front finds the file: the internal location stands for VAR_DIR."""
    relative = storage.path(name).removeprefix(str(settings.VAR_DIR)).lstrip("/")
    return f"{settings.X_ACCEL_REDIRECT.rstrip('/')}/{quote(relative)}"
