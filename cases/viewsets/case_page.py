"""The page of one case: what was said, what happened, by when, and what the officer can do now."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import ModelLogEntry

from .. import clocks, engine, lapor, letters, visibility
from ..actions import act, form_for
from ..models import Case
from ..submissions import canonical_uuid4
from ..terms import WATCHED
from ..transitions import Role
from ..visibility import Viewer
from .doing import REFUSED, STALE, Grants, actor_for, answers_for, doings
from .entry import case_or_404, crumbs, officer_or_404
from .files import NEEDS, FileForm
from .words import button_of, marks_of

SEES_LOG = frozenset({Role.RECORDS_OFFICER, Role.INSPECTORATE})
# What a form carries beside words; it is of no use to who has to type them again.
CHOSEN = frozenset(
    {"unit", "about_unit", "handling_class", "visibility", "audience", "outcome", "reason", "system"}
    | {"public_place", "pictures", "links_checked", "user", "what"}
)
MACHINES = frozenset({"csrfmiddlewaretoken", "action", "version", "client_id"})


@never_cache
def case_page(request: HttpRequest, ref: str) -> HttpResponse:
    """Shows a case; by POST takes one action on it."""
    viewer = officer_or_404(request)
    try:
        case, grants = case_or_404(viewer, ref)
    except Http404:
        if request.method == "POST":
            return gone(request)
        raise
    if request.method == "POST":
        return take(request, viewer, case, grants)
    return page(request, viewer, case, grants)


def page(
    request: HttpRequest, viewer: Viewer, case: Case, grants: Grants, *, status: int = 200, **more: Any
) -> HttpResponse:
    told = visibility.shape(case, viewer)
    may_ask = visibility.may_ask_identity(case, viewer, dict(grants))
    visibility.record_reading(case, viewer, told["level"])
    tasks = doings(case, grants, more.pop("typed", None), more.get("failed", ""), more.pop("errors", None))
    context = {
        "breadcrumbs_items": crumbs((reverse("cases_desk:case", args=[case.ref]), case.ref)),
        "header_title": case.ref,
        "header_icon": "mail",
        "case": case,
        "told": told,
        **terms_of(case, told["clocks"]),
        "stars": (told["rating"] or {}).get("score"),
        "facts": visibility.facts_of(case, told["level"]),
        "numbers": visibility.numbers_elsewhere(case, told["level"]),
        "around": visibility.around(case, viewer),
        "kept_from": visibility.kept_from(case, dict(grants), viewer),
        "tasks": [task for task in tasks if not task.is_beside],
        "marks": marks_of(told["flags"]),
        "beside": [task for task in tasks if task.is_beside],
        "answers": answers_for(case) if any(task.takes_answers for task in tasks) else [],
        "may_ask": may_ask,
        "looks": looks_at(case) if viewer.is_superuser or SEES_LOG & set(grants) else None,
        "file_form": FileForm(auto_id="file_%s") if any(task.action == NEEDS for task in tasks) else None,
        "client_id": uuid.uuid4(),
        "can_hand_over": lapor.can_hand_over(told),
        "has_letter": may_ask and letters.has_letter(case),
        **more,
    }
    return render(request, "cases/admin/case.html", context, status=status)


def terms_of(case: Case, told: list[dict[str, Any]]) -> dict[str, Any]:
    """The terms with their calculations, those that run apart from those that are over. One query for the calendar."""
    calendar = clocks.calendar_for(case.root) if told else None
    rows = [one | {"reckoning": clocks.explain(one["row"], calendar)} for one in told]
    running = sorted((one for one in rows if one["is_running"]), key=lambda one: (one["is_paused"], one["row"].due_at))
    watched = [one for one in running if one["clock"] in WATCHED]
    over = [one for one in rows if not one["is_running"]]
    return {"running": running, "over": over, "next_term": watched[0] if watched else None}


def gone(request: HttpRequest) -> HttpResponse:
    """The answer of an unknown number, with the words that were typed: a case may leave an officer's sight meanwhile."""
    context = {
        "breadcrumbs_items": crumbs(),
        "header_title": _("Cases"),
        "header_icon": "mail",
        "kept": words_of(request),
    }
    return render(request, "cases/admin/gone.html", context, status=404)


def words_of(request: HttpRequest) -> list[tuple[str, str]]:
    """What a person wrote; what stands for a choice says nothing to who has to choose again."""
    return [(name, str(text)) for name, text in request.POST.items() if text and name not in MACHINES | CHOSEN]


def take(request: HttpRequest, viewer: Viewer, case: Case, grants: Grants) -> HttpResponse:
    """One action; when it fails nothing has changed and everything typed comes back."""
    action = request.POST.get("action", "")
    try:
        names = form_for(case, action).base_fields
        data = {name: typed(request, name, field) for name, field in names.items()}
        version = int(request.POST.get("version", ""))
        client = canonical_uuid4(request.POST.get("client_id", ""))
        actor = actor_for(request, case, action, grants)
        act(case, action, actor, data, expected_version=version, client_id=client)
    except (KeyError, ValueError):
        return page(request, viewer, case, grants, status=400, problem=REFUSED)
    except engine.InvalidError as invalid:
        return page(request, viewer, case, grants, status=422, typed=request.POST, failed=action, errors=invalid.errors)
    except engine.RefusedError as refused:
        return stale(request, viewer, case.ref, action, refused)
    return done(request, viewer, case, action)


def typed(request: HttpRequest, name: str, field: Any) -> Any:
    return request.POST.getlist(name) if name == "pictures" else request.POST.get(name, "")


def stale(request: HttpRequest, viewer: Viewer, ref: str, action: str, refused: engine.RefusedError) -> HttpResponse:
    """The case as it is now, with the reason and with what was typed, even when the action is gone."""
    try:
        case, grants = case_or_404(viewer, ref)
    except Http404:
        return gone(request)
    problem = STALE if isinstance(refused, engine.VersionConflictError) else str(refused) or REFUSED
    kept = words_of(request)
    more = {"problem": problem, "kept": kept, "failed": action, "failed_button": button_of(action)}
    return page(request, viewer, case, grants, status=409, typed=request.POST, **more)


def done(request: HttpRequest, viewer: Viewer, case: Case, action: str) -> HttpResponse:
    """Back to the case, or to the inbox when it has left the officer's sight."""
    messages.success(request, _("%(ref)s: %(action)s – done.") % {"ref": case.ref, "action": button_of(action)})
    if Case.objects.visible_to(viewer).filter(pk=case.pk).exists():
        return redirect("cases_desk:case", case.ref)
    return redirect("cases_desk:inbox")


@never_cache
@require_POST
def identity(request: HttpRequest, ref: str) -> HttpResponse:
    """Shows who sent a case, once, for a reason; the look is written down first."""
    viewer = officer_or_404(request)
    case, grants = case_or_404(viewer, ref)
    try:
        person = visibility.identity_of(case, request.user, request.POST.get("reason", ""))
    except Case.DoesNotExist:
        return page(request, viewer, case, grants, status=409, problem=_("Your role does not show who sent this case."))
    except visibility.NotAllowedError as refused:
        return page(request, viewer, case, grants, status=409, problem=str(refused), is_asking=True)
    nik_last4 = case.reporter.nik_last4 if hasattr(case, "reporter") else ""
    return page(request, viewer, case, grants, person=person, nik_last4=nik_last4)


def looks_at(case: Case) -> list[ModelLogEntry]:
    """Who looked at the person or the originals behind a case, the latest first."""
    rows = ModelLogEntry.objects.for_instance(case).filter(action__startswith="cases.")
    return list(rows.select_related("user").order_by("-timestamp")[:50])
