"""Passing several cases on at once: one form, one decision about each, and a line for what did not work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from .. import engine
from ..actions import act
from ..models import Case
from ..references import parsed_reference
from ..visibility import Viewer
from ..visibility.rules import roles_marked
from .doing import actor_for, allowed, drawn
from .entry import crumbs, known_cases, officer_or_404

MOST = 50
Chosen = list[tuple[Case, Any, int | None]]


@require_POST
def assign(request: HttpRequest) -> HttpResponse:
    """First the form for the chosen cases, then their disposition; each case stands or falls alone."""
    viewer = officer_or_404(request)
    chosen = chosen_cases(request, viewer)
    if not chosen:
        messages.warning(request, _("Choose at least one case that can be passed on."))
        return redirect("cases_desk:inbox")
    if request.POST.get("step") != "assign":
        return form_page(request, chosen, blank(chosen))
    form = drawn(chosen[0][0], "assign", request.POST)
    if not form.is_valid():
        return form_page(request, chosen, form, status=422)
    failed = [
        (case, problem) for case, grants, version in chosen if (problem := one(request, case, grants, version, form))
    ]
    tell(request, len(chosen) - len(failed), failed)
    return redirect("cases_desk:inbox")


def blank(chosen: Chosen) -> forms.Form:
    """The form without the proposal of one of the cases: it would not be meant for the others."""
    form = drawn(chosen[0][0], "assign")
    form.initial = {}
    return form


def chosen_cases(request: HttpRequest, viewer: Viewer) -> Chosen:
    """The chosen cases of one regency that this officer may pass on, with the version that was seen; others are left out.

    One query, however many were chosen.
    """
    seen = dict(read(text) for text in request.POST.getlist("case")[:MOST])
    found: Chosen = []
    for case in known_cases(viewer, [ref for ref in seen if ref]).order_by("received_at", "pk"):
        grants = roles_marked(case, viewer)
        is_same = not found or found[0][0].root_id == case.root_id
        if is_same and "assign" in allowed(case, grants):
            found.append((case, grants, seen[case.ref]))
    return found


def read(text: str) -> tuple[str, int | None]:
    """ "BNJ-26-…@3": the number of a case and the version that stood on the page; what means nothing is no case."""
    ref, _sign, version = text.partition("@")
    is_number = version.isascii() and version.isdecimal() and len(version) < 10
    return parsed_reference(ref[:40]) or "", int(version) if is_number else None


def one(request: HttpRequest, case: Case, grants: Any, version: int | None, form: forms.Form) -> str:
    """Passes one case on; why not, or nothing."""
    data = form.cleaned_data | {"about_unit": form.cleaned_data.get("about_unit") or case.about_unit}
    try:
        act(case, "assign", actor_for(request, case, "assign", grants), data, expected_version=version)
    except engine.VersionConflictError:
        return _("Somebody else has acted on it in the meantime.")
    except engine.InvalidError as invalid:
        return " ".join(str(text) for texts in invalid.errors.values() for text in texts)
    except engine.RefusedError as refused:
        return str(refused) or _("This is not possible here any more.")
    return ""


def tell(request: HttpRequest, number: int, failed: list[tuple[Case, str]]) -> None:
    if number:
        said = ngettext("%(number)s case was passed on.", "%(number)s cases were passed on.", number)
        messages.success(request, said % {"number": number})
    for case, problem in failed:
        messages.error(request, f"{case.ref}: {problem}")


def form_page(request: HttpRequest, chosen: Chosen, form: forms.Form, status: int = 200) -> HttpResponse:
    context = {
        "breadcrumbs_items": crumbs(("", _("Pass on together"))),
        "header_title": _("Pass on together"),
        "header_icon": "mail",
        "chosen": [(case, version) for case, _grants, version in chosen],
        "form": form,
    }
    return render(request, "cases/admin/assign.html", context, status=status)
