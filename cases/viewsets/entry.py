"""Who may enter the officers' screens, asked once for a request."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from ..models import Case
from ..transitions import Role
from ..visibility import Grant, Viewer
from ..visibility.rules import marked, roles_marked

# Sees figures only.
WITHOUT_ROWS = frozenset({Role.LEADERSHIP})
ROW = ("category", "origin_unit", "current_unit", "village", "root__region", "about_unit", "parent")
FULL = (*ROW, "request", "objection", "reporter")


def viewer_of(request: HttpRequest) -> Viewer:
    """The officer of this request; roles are read once."""
    if not hasattr(request, "_case_viewer"):
        request._case_viewer = Viewer.officer(request.user)  # type: ignore[attr-defined]
    return request._case_viewer  # type: ignore[attr-defined]


def has_rows(viewer: Viewer) -> bool:
    """Whether there can be any case in this officer's inbox."""
    return viewer.is_superuser or any(grant.role not in WITHOUT_ROWS for grant in viewer.grants)


def officer_or_404(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    if not has_rows(viewer):
        raise Http404
    return viewer


def known_cases(viewer: Viewer, refs: list[str]) -> QuerySet[Any]:
    """Those of these cases that are visible, marked with the roles that count for each. Two queries for all of them."""
    known = list(Case.objects.visible_to(viewer).filter(ref__in=refs).order_by().values_list("pk", flat=True))
    if not known:
        return Case.objects.none()
    return marked(Case.objects.filter(pk__in=known), viewer).select_related(*FULL)


def case_or_404(viewer: Viewer, ref: str) -> tuple[Case, dict[Role, Grant]]:
    """The case with the roles that count for it; what is not visible does not exist."""
    case = next(iter(known_cases(viewer, [ref])), None)
    if case is None:
        raise Http404
    return case, roles_marked(case, viewer)


def crumbs(*more: tuple[str, Any]) -> list[dict[str, Any]]:
    """The way back, for the head of a screen."""
    from django.utils.translation import gettext as _

    items = [(reverse("wagtailadmin_home"), _("Home")), (reverse("cases_desk:inbox"), _("Cases")), *more]
    return [{"url": url, "label": label} for url, label in items]
