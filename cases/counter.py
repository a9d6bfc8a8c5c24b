"""The counter: an officer enters what a citizen brings in person, by phone, by letter or by WhatsApp, and prints the receipt.

The same form and the same intake as the public page; who entered it comes from the session, and the reporter sees it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from regions.models import Unit

from .engine import RefusedError
from .form_faces import OF_VILLAGE, groups_of
from .forms import SubmissionForm
from .intake import NotTakenError, Receipt, submit
from .models import Case, Channel
from .references import parsed_reference
from .transitions import Kind, Role
from .views.receipt import qr_of
from .viewsets.entry import crumbs, officer_or_404
from .visibility import Grant, Viewer
from .visibility.rules import unbarred, under

CHANNELS = (Channel.COUNTER, Channel.PHONE, Channel.LETTER, Channel.WHATSAPP)


class DoorForm(forms.Form):
    """How it came to the counter; nothing is chosen beforehand."""

    channel = forms.ChoiceField(
        label=gettext_lazy("How did it come?"),
        choices=[(one.value, one.label) for one in CHANNELS],
        widget=forms.RadioSelect,
    )


@never_cache
def counter(request: HttpRequest) -> HttpResponse:
    """The form of one kind for one office; sent, it answers with the receipt, again and again."""
    viewer = officer_or_404(request)
    grants = [grant for grant in viewer.grants if grant.role == Role.COUNTER]
    if not grants:
        raise Http404
    grant = next((one for one in grants if one.code == request.GET.get("unit")), grants[0])
    unit = Unit.objects.select_related("region").get(pk=grant.unit_id)
    asked = request.GET.get("jenis", "")
    kind = Kind(asked) if asked in Kind.values else Kind.COMPLAINT
    posted = read(request.POST) if request.method == "POST" else None
    form = SubmissionForm(posted, unit=unit, kind=kind, is_at_counter=True)
    door = DoorForm(posted)
    problem = ""
    if posted is not None and form.is_valid() and door.is_valid():
        try:
            receipt = taken(request, viewer, grant, form, door.cleaned_data["channel"])
            return slip(request, receipt)
        except (NotTakenError, RefusedError) as refused:
            problem = str(refused) or _("This was not taken.")
    status = 200 if posted is None else 422
    return page(request, grants, unit, form, door, problem, status)


def read(posted: QueryDict) -> QueryDict:
    typed = posted.copy()
    if typed.get("about_unit") == OF_VILLAGE:
        typed["about_unit"] = typed.get("village", "")
    if not typed.get("preferred_contact"):
        typed["preferred_contact"] = next((way for way in ("email", "phone") if typed.get(way)), "none")
    return typed


def taken(request: HttpRequest, viewer: Viewer, grant: Grant, form: SubmissionForm, channel: str) -> Receipt:
    submission = form.submission()
    parent = request_of(viewer, grant, submission.request_ref) if form.kind == Kind.OBJECTION else None
    return submit(submission, channel=channel, entered_by=request.user, parent=parent)


def request_of(viewer: Viewer, grant: Grant, number: str) -> Case | None:
    """The request to which somebody at the counter objects: one that was sent to this office or one below it."""
    ref = parsed_reference(number)
    rows = unbarred(Case.objects.filter(kind=Kind.INFORMATION_REQUEST), viewer).filter(under("origin_unit", grant))
    return rows.select_related("root__region", "origin_unit").filter(ref=ref).first() if ref else None


def page(
    request: HttpRequest,
    grants: list[Grant],
    unit: Unit,
    form: SubmissionForm,
    door: DoorForm,
    problem: str,
    status: int,
) -> HttpResponse:
    groups = groups_of(form)
    drawn = {one.bound.name for group in groups for one in group.fields}
    context = {
        "breadcrumbs_items": crumbs(("", _("Counter"))),
        "header_title": _("Enter a case at the counter"),
        "header_icon": "edit",
        "unit": unit,
        "units": Unit.objects.filter(pk__in=[grant.unit_id for grant in grants]),
        "kinds": Kind.choices,
        "kind": form.kind,
        "form": form,
        "door": door,
        "groups": groups,
        "hidden": [form[name] for name in ("submission_id", "client_key", "opened_at") if name in form.fields],
        "unseen": [form[name] for name in form.errors if name in form.fields and name not in drawn],
        "problem": problem,
    }
    return render(request, "cases/admin/counter.html", context, status=status)


def slip(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """The receipt to print and hand over; afterwards nobody at the counter can read the secret again."""
    context: dict[str, Any] = {
        "breadcrumbs_items": crumbs(("", _("Receipt"))),
        "header_title": _("Receipt"),
        "header_icon": "edit",
        "receipt": receipt,
        "address": request.build_absolute_uri(receipt.track_path),
        "qr": qr_of(request.build_absolute_uri(f"/pengaduan/{receipt.ref}/")),
    }
    response = render(request, "cases/admin/slip.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
