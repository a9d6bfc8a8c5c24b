"""Who looks: anybody, the reporter who has proved it, or an officer with the roles that hold today."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import Any

from regions.models import Unit, UnitRole
from regions.terms import codes_above

from ..transitions import Role


class Kind(enum.Enum):
    """The three that look at cases."""

    VISITOR = "visitor"
    REPORTER = "reporter"
    OFFICER = "officer"


@dataclass(frozen=True)
class Grant:
    """One role that a user holds today in one unit; it reaches the units below."""

    role: Role
    unit_id: int
    code: str
    root_id: int

    def reaches(self, code: str) -> bool:
        return code == self.code or code.startswith((f"{self.code}.", f"{self.code}-"))


@dataclass(frozen=True)
class Viewer:
    """One who looks at cases. `shut_units`: the offices about which this user may not learn of any complaint."""

    kind: Kind
    case_id: int | None = None
    user: Any = None
    grants: tuple[Grant, ...] = ()
    shut_units: frozenset[int] = frozenset()
    memory: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def visitor(cls) -> Viewer:
        """Anybody, logged in or not."""
        return cls(Kind.VISITOR)

    @classmethod
    def reporter(cls, case: Any) -> Viewer:
        """The citizen who has shown number and secret of this case."""
        return cls(Kind.REPORTER, case_id=case.pk)

    @classmethod
    def officer(cls, user: Any) -> Viewer:
        """A user with the roles of today. Two queries; keep the viewer for a request, no longer."""
        if user is None or not user.is_authenticated or not user.is_active:
            return cls.visitor()
        held = [(row.role, row.unit) for row in UnitRole.objects.active().filter(user=user).select_related("unit")]
        units = units_over([unit for _role, unit in held])
        grants = tuple(
            Grant(Role(role), unit.pk, unit.code, top_of(unit, units).pk) for role, unit in held if role in Role.values
        )
        return cls(Kind.OFFICER, user=user, grants=grants, shut_units=shut_units([u for _r, u in held], units))

    @property
    def is_officer(self) -> bool:
        return self.kind is Kind.OFFICER

    @property
    def is_superuser(self) -> bool:
        """Sees like a coordinator of every regency, acts only by roles, is logged like everybody."""
        return self.is_officer and bool(self.user.is_superuser)

    def has(self, *roles: Role) -> bool:
        return any(grant.role in roles for grant in self.grants)


def top_of(unit: Unit, units: dict[str, Unit]) -> Unit:
    """The regency of a unit; the highest office above it that is there."""
    return next((units[code] for code in codes_above(unit.code) if code in units), unit)


def codes_over(code: str) -> list[str]:
    """The codes of all offices in which this one lies, agencies within agencies included; its own last."""
    territory, _, agency = code.partition("-")
    parts = agency.split("-")
    within = [f"{territory}-{'-'.join(parts[:end])}" for end in range(1, len(parts))] if agency else []
    return [*codes_above(code), *within, code]


def units_over(held: list[Unit]) -> dict[str, Unit]:
    """These offices and all above them, by code, with what their desks say. One query where codes and parents agree."""
    wanted = {code for unit in held for code in codes_over(unit.code)}
    rows = list(Unit.objects.filter(code__in=wanted).select_related("desk")) if wanted else []
    known = {unit.pk for unit in rows}
    while missing := {unit.parent_id for unit in rows if unit.parent_id} - known:
        found = list(Unit.objects.filter(pk__in=missing).select_related("desk"))
        rows += found
        known |= missing
    return {unit.code: unit for unit in rows}


def line_of(unit: Unit, units: dict[str, Unit]) -> list[Unit]:
    """An office and those above it, by its code and by the office that it names as the one above."""
    by_pk = {each.pk: each for each in units.values()}
    line = [units[code] for code in codes_over(unit.code) if code in units]
    for each in line:
        above = by_pk.get(each.parent_id)
        if above and above not in line:
            line.append(above)
    return line


def shut_units(held: list[Unit], units: dict[str, Unit]) -> frozenset[int]:
    """The first rule: the offices of a user and all above them; an office that judges another is not shut out of it."""
    return frozenset(
        accused.pk
        for unit in held
        for accused in line_of(unit, units)
        if getattr(getattr(accused, "desk", None), "conflict_unit_id", None) != unit.pk
    )
