"""Which cases somebody may know of, as one condition for the database; the roles that count for one case, from the same."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from regions.models import Unit

from ..models import Assignment, Case, HandlingClass
from ..models.cases import CaseQuerySet
from ..transitions import Kind, Role
from .viewers import Grant, Viewer
from .viewers import Kind as ViewerKind

# What somebody looks for: "case" any knowledge of it; "text" what was written (search and exports of text ask for this).
PURPOSES = ("case", "text")
PPID_KINDS = (Kind.INFORMATION_REQUEST, Kind.OBJECTION)
PPID_ROLES = frozenset({Role.PPID_EXECUTIVE, Role.PPID_MAIN, Role.PPID_SUPERIOR})
DESK_ROLES = frozenset({Role.VERIFIER, Role.COORDINATOR})
NOTHING, EVERYTHING = Q(pk__in=[]), Q(pk__isnull=False)


def visible(rows: CaseQuerySet, viewer: Viewer, purpose: str = "case") -> CaseQuerySet:
    """The cases that this viewer may know of; everything else does not exist for them."""
    if purpose not in PURPOSES:
        raise ValueError(f"no such purpose: {purpose}")
    if viewer.kind is ViewerKind.VISITOR:
        return rows.filter(published_at__isnull=False, is_confidential=False)
    if viewer.kind is ViewerKind.REPORTER:
        return rows.filter(NOTHING if viewer.case_id is None else Q(pk=viewer.case_id))
    return unbarred(rows, viewer).filter(EVERYTHING if viewer.is_superuser else reach(viewer, purpose))


def unbarred(rows: CaseQuerySet, viewer: Viewer) -> CaseQuerySet:
    """Without the cases about the viewer's own office or one above it, and without those kept from this very user."""
    return rows.exclude(about_unit__in=viewer.shut_units).exclude(
        Exists(Case.excluded_users.through.objects.filter(case=OuterRef("pk"), user=viewer.user.pk))
    )


def reach(viewer: Viewer, purpose: str) -> Q:
    grants = [grant for grant in viewer.grants if purpose == "case" or grant.role != Role.RECORDS_OFFICER]
    return reduce(or_, (scope(grant) for grant in grants), NOTHING)


def under(field: str, grant: Grant) -> Q:
    """The unit in this column is the one of the role, or below it."""
    code = grant.code
    below = Q(**{f"{field}__code__startswith": f"{code}."}) | Q(**{f"{field}__code__startswith": f"{code}-"})
    return Q(**{field: grant.unit_id}) | below


def scope(grant: Grant) -> Q:
    """The cases of one role in one unit."""
    role = grant.role
    if role in (Role.HANDLER, Role.UNIT_HEAD):
        return under("current_unit", grant) & Q(Exists(given_to(grant)))
    if role in DESK_ROLES:
        return Q(root=grant.root_id) if grant.unit_id == grant.root_id else under("current_unit", grant)
    if role in PPID_ROLES:
        return Q(kind__in=PPID_KINDS) & (under("origin_unit", grant) | under("current_unit", grant))
    if role == Role.COUNTER:
        untouched = ~Q(Exists(Assignment.objects.filter(case=OuterRef("pk"))))
        return Q(entered_by__isnull=False) & under("origin_unit", grant) & untouched
    if role == Role.INSPECTORATE:
        serious = Q(handling_class=HandlingClass.WITH_INSPECTION) | Q(is_restricted=True) | Q(about_unit__isnull=False)
        return Q(root=grant.root_id) & (serious | under("current_unit", grant))
    if role == Role.RECORDS_OFFICER:
        return Q(root=grant.root_id) if grant.unit_id == grant.root_id else under("origin_unit", grant)
    return NOTHING


def given_to(grant: Grant) -> QuerySet[Assignment]:
    """Dispositions to the unit of a role or below it that were not returned: who gave a case back has done with it."""
    return Assignment.objects.filter(under("to_unit", grant), case=OuterRef("pk"), returned_at=None)


def marked(rows: QuerySet[Case], viewer: Viewer) -> QuerySet[Case]:
    """The rows with one mark for each role, so that `roles_marked` knows the roles of each without another query."""
    for number, grant in enumerate(viewer.grants):
        mark = ExpressionWrapper(scope(grant), output_field=BooleanField())
        rows = rows.annotate(**{f"granted_{number}": mark})
    return rows


def roles_marked(case: Any, viewer: Viewer) -> dict[Role, Grant]:
    """The roles that count for a marked case, each with the unit in which it is held; the nearest unit wins.

    Whoever coordinates also handles what lies with a unit that the regency manages; needs the case's current_unit.
    """
    found: dict[Role, Grant] = {}
    for number, grant in enumerate(viewer.grants):
        nearer = grant.role not in found or len(found[grant.role].code) < len(grant.code)
        if getattr(case, f"granted_{number}") and nearer:
            found[grant.role] = grant
    unit = case.current_unit
    if Role.COORDINATOR in found and unit and unit.stewardship == Unit.Stewardship.MANAGED:
        found.setdefault(Role.HANDLER, found[Role.COORDINATOR])
    return found


def grants_on(viewer: Viewer, case: Case) -> dict[Role, Grant]:
    """The roles of a viewer that count for one case, with their units; empty when it is not visible. One query."""
    if not viewer.is_officer:
        return {}
    rows = marked(unbarred(Case.objects.all(), viewer), viewer).select_related("current_unit")
    row = rows.filter(pk=case.pk).first()
    return roles_marked(row, viewer) if row else {}


def roles_on(user: Any, case: Case) -> frozenset[Role]:
    """The roles of a user that count for this case today."""
    return frozenset(grants_on(Viewer.officer(user), case))
