"""Files that an officer sends to the reporter, and the release check: what they hide is read before they leave."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from .. import attachments, engine, examining, notices
from ..chain import Telling
from ..models import Attachment, CaseEvent
from .doing import actor_for, allowed
from .entry import case_or_404, officer_or_404

ROLES = [
    (Attachment.Role.ANSWER.value, gettext_lazy("Answer")),
    (Attachment.Role.LETTER.value, gettext_lazy("Letter")),
    (Attachment.Role.EVIDENCE.value, gettext_lazy("Evidence that the reporter brought")),
]
# Whoever may write to the reporter may send a file.
NEEDS = "message"
# The event by which an officer answers for what a file holds beside what is seen on it.
RELEASED = "file_released"


class FileForm(forms.Form):
    """One file and what it is."""

    role = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=ROLES)
    file = forms.FileField(label=gettext_lazy("File"))


@require_POST
def add(request: HttpRequest, ref: str) -> HttpResponse:
    """Takes one file; what was typed elsewhere on the page is not touched."""
    viewer = officer_or_404(request)
    case, grants = case_or_404(viewer, ref)
    form = FileForm(request.POST, request.FILES)
    if NEEDS not in allowed(case, grants) or not form.is_valid():
        messages.error(request, _("Choose a file."))
        return redirect("cases_desk:case", ref)
    sent = form.cleaned_data["file"]
    try:
        row = attachments.add(case, sent, role=form.cleaned_data["role"], name=sent.name, size=sent.size)
    except attachments.NotStoredError as problem:
        messages.error(request, str(problem))
        return redirect("cases_desk:case", ref)
    tell(request, row)
    return redirect("cases_desk:case", ref)


def tell(request: HttpRequest, row: Attachment) -> None:
    row.refresh_from_db()
    if row.state in (Attachment.State.REJECTED, Attachment.State.QUARANTINED):
        messages.error(
            request,
            _("The file was not taken. %(reason)s") % {"reason": " ".join(examining.words([row.reject_reason]))},
        )
    elif row.warnings:
        messages.warning(
            request, _("The file holds more than it shows. Read the list and confirm it, or send another.")
        )
    else:
        messages.success(request, _("The file has arrived."))


@require_POST
def release(request: HttpRequest, ref: str, file_id: uuid.UUID) -> HttpResponse:
    """An officer has read what an answer file hides and answers for it: from now on the reporter gets it."""
    viewer = officer_or_404(request)
    case, grants = case_or_404(viewer, ref)
    rows = case.attachments.filter(role__in=[Attachment.Role.ANSWER, Attachment.Role.LETTER])
    row = get_object_or_404(rows, pk=file_id)
    if NEEDS not in allowed(case, grants) or not row.warnings:
        return redirect("cases_desk:case", ref)
    payload: dict[str, Any] = {"file": str(row.pk), "warnings": row.warnings}
    told = Telling(audience=CaseEvent.Audience.REPORTER, internal_text=_("File released as it is."), payload=payload)
    with transaction.atomic():
        notices.announce(*engine.note(case.pk, RELEASED, actor_for(request, case, NEEDS, grants), told))
        Attachment.objects.filter(pk=row.pk).update(warnings=[])
    messages.success(request, _("The reporter gets the file."))
    return redirect("cases_desk:case", ref)
