"""Where a case goes: the conflict rule first, then the category, the village, the unit on whose page it was sent."""

from __future__ import annotations

from django.utils.translation import gettext as _

from regions.models import Unit
from regions.terms import codes_above

from .models import Case, CaseSettings, Category, Desk
from .transitions import Kind

# In nobody's hands by rule: the coordinator of the regency decides.
NO_ROUTE = "no_route"
HOPS = "hops"


class BlockedError(Exception):
    """A unit to which this case may not go; the message says why, in words for the officer."""


def root_of(unit: Unit) -> Unit:
    """The regency of a unit: the first of the codes above it."""
    above = codes_above(unit.code)
    return Unit.objects.get(code=above[0]) if above else unit


def desk_of(unit: Unit) -> Desk:
    """What cases know of a unit; a unit of which nobody said anything takes cases."""
    return Desk.objects.filter(unit=unit).select_related("conflict_unit").first() or Desk(unit=unit)


def settings_of(root: Unit) -> CaseSettings:
    """The limits of a regency; the shipped ones until somebody saves others."""
    return CaseSettings.objects.filter(root=root).first() or CaseSettings(root=root)


def takes_cases(unit: Unit) -> bool:
    return desk_of(unit).is_open


def stands_under(unit: Unit, other: Unit) -> bool:
    """Whether `unit` is `other` or an office below it, by its code or by the office that it names as the one above."""
    above: Unit | None = unit
    seen: set[int] = set()
    while above is not None and above.pk not in seen:
        if above.code == other.code or above.code.startswith((f"{other.code}.", f"{other.code}-")):
            return True
        seen.add(above.pk)
        above = above.parent
    return False


def propose(case: Case) -> tuple[Unit, list[str]]:
    """The unit that should have this case, and flags for the coordinator; it never refuses."""
    if case.about_unit:
        return beyond_conflict(case.about_unit, case.root)
    if case.kind in (Kind.INFORMATION_REQUEST, Kind.OBJECTION):
        return case.origin_unit, []
    unit = by_category(case)
    if unit is None or not takes_cases(unit):
        return case.root, [NO_ROUTE]
    return unit, []


def by_category(case: Case) -> Unit | None:
    """The usual office for this category; else that of the village; else the one on whose page it was sent."""
    if case.category_id and not Category.objects.offered_by(case.root).filter(pk=case.category_id).exists():
        return None
    if case.category_id and case.category.default_unit_id:
        return case.category.default_unit
    return of_village(case) or case.origin_unit


def of_village(case: Case) -> Unit | None:
    """The office of the chosen village, when it stands below the unit that was written to and takes cases itself."""
    unit = Unit.objects.filter(code=case.village_id).first() if case.village_id else None
    return unit if unit and stands_under(unit, case.origin_unit) and takes_cases(unit) else None


def beyond_conflict(accused: Unit, root: Unit) -> tuple[Unit, list[str]]:
    """Who handles a complaint about an office: never itself or an office below it; in the end the coordinator."""
    seen = {accused.pk}
    unit = judge_of(accused)
    while unit and unit.pk not in seen:
        if takes_cases(unit) and not is_in_conflict(unit, accused):
            return unit, []
        seen.add(unit.pk)
        unit = judge_of(unit)
    return root, [NO_ROUTE]


def addressee(written_to: Unit, about: Unit | None, root: Unit) -> Unit:
    """To whom a report goes in the eyes of its reporter: the office of the form; never the one that it is about."""
    return beyond_conflict(about, root)[0] if about else written_to


def judge_of(accused: Unit) -> Unit | None:
    """Who handles complaints about this unit by its desk; the unit above when nobody is named."""
    return desk_of(accused).conflict_unit or accused.parent


def is_in_conflict(unit: Unit, accused: Unit | None) -> bool:
    """Whether a complaint about `accused` may not be seen by `unit`.

    The whole regency stands under its head: there only the office that its desk names (the Inspectorate) is free.
    """
    if accused is None or not stands_under(unit, accused):
        return False
    return unit.code == accused.code or accused.kind != Unit.Kind.REGENCY or judge_of(accused) != unit


def check_target(case: Case, unit: Unit, *, by_coordinator: bool) -> None:
    """Raises BlockedError when the case may not go to this unit; the coordinator alone may break a loop."""
    if root_of(unit).pk != case.root_id:
        raise BlockedError(_("This unit belongs to another regency."))
    if is_in_conflict(unit, case.about_unit):
        raise BlockedError(_("The case is about this unit or one above it: it may not see it."))
    if not takes_cases(unit):
        raise BlockedError(_("This unit does not take cases."))
    if case.assignments.filter(to_unit=unit, ended_at=None).exists():
        raise BlockedError(_("The case is already with this unit."))
    if by_coordinator:
        return
    if case.assignments.filter(to_unit=unit).exists():
        raise BlockedError(_("The case was with this unit before: return it, the coordinator decides."))
    if case.hop_count >= settings_of(case.root).limit(HOPS):
        raise BlockedError(_("The case was passed on too often: return it, the coordinator decides."))
