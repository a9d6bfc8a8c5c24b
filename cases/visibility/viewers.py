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
        above = {code for _role, unit in held for code in (*codes_above(unit.code), unit.code)}
        units = (
            {unit.code: unit for unit in Unit.objects.filter(code__in=above).select_related("desk")} if above else {}
        )
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


def shut_units(held: list[Unit], units: dict[str, Unit]) -> frozenset[int]:
    """The first rule: the offices of a user and all above them; an office that judges another is not shut out of it."""
    shut = set()
    for unit in held:
        for code in (*codes_above(unit.code), unit.code):
            accused = units.get(code)
            if accused and getattr(getattr(accused, "desk", None), "conflict_unit_id", None) != unit.pk:
                shut.add(accused.pk)
    return frozenset(shut)
