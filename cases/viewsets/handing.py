"""Handing a case over to SP4N-LAPOR! by hand: a text to paste and its files; who opened them is written down."""

from __future__ import annotations

import tempfile
import zipfile
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .. import lapor
from ..attachments import private_storage
from ..file_views import download_name
from ..models import Attachment, Case
from ..visibility import Viewer, record_look
from ..visibility.files import open_file
from .entry import case_or_404, crumbs, officer_or_404

WHY = "SP4N-LAPOR"


def found_or_404(request: HttpRequest, ref: str) -> tuple[Viewer, Case, lapor.HandOver]:
    viewer = officer_or_404(request)
    case, _grants = case_or_404(viewer, ref)
    try:
        return viewer, case, lapor.paste_ready(case, viewer)
    except Case.DoesNotExist:
        raise Http404 from None


@never_cache
def hand_over(request: HttpRequest, ref: str) -> HttpResponse:
    """By GET what this is; the text itself by POST, once it is written down who reads it."""
    _viewer, case, handing = found_or_404(request, ref)
    is_opened = request.method == "POST"
    if is_opened:
        record_look(case, request.user, "restricted_text", WHY)
    context = {
        "breadcrumbs_items": crumbs((reverse("cases_desk:case", args=[case.ref]), case.ref), ("", "SP4N-LAPOR!")),
        "header_title": _("Hand over to SP4N-LAPOR!"),
        "header_icon": "mail",
        "case": case,
        "handing": handing if is_opened else None,
        "numbers": [(one.number, one.url or lapor.link_of(case.root, one.number)) for one in lapor.numbers_of(case)],
        "state": lapor.DRIVERS["manual"].state(),
    }
    return render(request, "cases/admin/lapor.html", context)


@never_cache
@require_POST
def bundle(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The text and the files that this officer may have, as one archive."""
    viewer, case, handing = found_or_404(request, ref)
    record_look(case, request.user, "restricted_text", WHY)
    response = FileResponse(
        packed(case, viewer, handing), as_attachment=True, filename=f"{case.ref}.zip", content_type="application/zip"
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def packed(case: Case, viewer: Viewer, handing: lapor.HandOver) -> IO[bytes]:
    """Pictures as remade copies; other evidence only for those who may have the original; never an identity paper."""
    file = tempfile.SpooledTemporaryFile(max_size=1024 * 1024)  # noqa: SIM115 - the response closes it
    evidence = case.attachments.filter(role=Attachment.Role.EVIDENCE, state=Attachment.State.PROCESSED)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("laporan.txt", handing.lines)
        for number, attachment in enumerate(evidence, start=1):
            try:
                opening = open_file(attachment, viewer, reason=WHY)
                with private_storage().open(opening.key) as stored:
                    data = stored.read()
            except (Attachment.DoesNotExist, FileNotFoundError):
                continue
            content_type = "image/jpeg" if opening.is_copy else attachment.detected_type
            archive.writestr(download_name(f"berkas-{number}", content_type), data)
    file.seek(0)
    return file
