"""The written notice to print: it names the applicant, so that each opening is written down like any look at a person."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from .. import letters, visibility
from .entry import case_or_404, crumbs, officer_or_404


@never_cache
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    """By GET what this is; the paper itself by POST, once it is written down who opens it."""
    viewer = officer_or_404(request)
    case, grants = case_or_404(viewer, ref)
    if not letters.has_letter(case) or not visibility.may_ask_identity(case, viewer, dict(grants)):
        raise Http404
    paper = None
    if request.method == "POST":
        paper = letters.letter_of(case, visibility.identity_of(case, request.user, _("Written notice to print")))
    context = {
        "breadcrumbs_items": crumbs((reverse("cases_desk:case", args=[case.ref]), case.ref), ("", _("Written notice"))),
        "header_title": _("Written notice"),
        "header_icon": "doc-full",
        "case": case,
        "letter": paper,
    }
    return render(request, "cases/admin/letter.html", context)
