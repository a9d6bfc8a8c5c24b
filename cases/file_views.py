"""The one door through which files of cases leave: it asks who may see the case each time, and serves nothing inline."""

from __future__ import annotations

import hashlib
import uuid

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from . import tracking
from .filetypes import ENDINGS
from .models import Attachment
from .private_files import private_storage
from .views.doors import UNREADABLE, is_foreign
from .visibility.files import COPY, ORIGINAL, THUMBNAIL, Opening, opened_by
from .visibility.viewers import Viewer

SIZES = {"kecil": THUMBNAIL, "asli": ORIGINAL}
PUBLISHED = "private, max-age=600"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest, attachment_id: uuid.UUID) -> HttpResponseBase:
    """A file by its id. `?ukuran=kecil` is the thumbnail.

    Sent by POST: `token` from the page of the reporter, or an officer's `reason` and size `asli` for the original; neither
    may stand in an address. Whatever may not be had answers like what does not exist.
    """
    attachment = Attachment.objects.filter(pk=attachment_id).first()
    typed = posted(request)
    size = SIZES.get(typed.get("ukuran") or request.GET.get("ukuran", ""), COPY)
    try:
        if attachment is None:
            raise Attachment.DoesNotExist
        opening = opened_by(attachment, viewers_of(request, typed), size, typed.get("reason", ""))
        response: HttpResponseBase = sent(attachment, opening)
    except (Attachment.DoesNotExist, FileNotFoundError):
        response = HttpResponse("404\n", status=404, content_type="text/plain; charset=utf-8")
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    patch_vary_headers(response, ["Authorization", "Cookie"])
    return response


def posted(request: HttpRequest) -> dict[str, str]:
    """What was typed, unless another site sends it."""
    if request.method != "POST" or is_foreign(request):
        return {}
    try:
        return {name: request.POST.get(name, "")[:2000] for name in ("token", "reason", "ukuran")}
    except UNREADABLE:
        return {}


def viewers_of(request: HttpRequest, typed: dict[str, str]) -> list[Viewer]:
    """All that the one who asks can be: the reporter by the token, an officer by the session, and anybody."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    token = token.strip() if scheme.lower() == "bearer" else typed.get("token", "")
    case = tracking.case_of(token) if token else None
    viewers = [Viewer.reporter(case)] if case else []
    return [*viewers, Viewer.officer(getattr(request, "user", None)), Viewer.visitor()]


def sent(attachment: Attachment, opening: Opening) -> FileResponse:
    """The bytes, always as a download under a harmless name; streamed, so that nothing squeezes them again."""
    content_type = "image/jpeg" if opening.is_copy else attachment.detected_type
    response = FileResponse(
        private_storage().open(opening.key),
        as_attachment=True,
        filename=download_name(opening.name, content_type),
        content_type=content_type,
    )
    if opening.is_public:
        response.headers["Cache-Control"] = PUBLISHED
        response.headers["ETag"] = f'"{hashlib.sha256(opening.key.encode()).hexdigest()[:32]}"'
    return response


def download_name(name: str, content_type: str) -> str:
    """The cleaned name with the ending of what the file is; where the name itself may not be read, a plain one."""
    endings = ENDINGS[content_type]
    name = name or "berkas"
    return name if name.lower().endswith(endings) else name + endings[0]
