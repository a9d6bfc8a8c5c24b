"""Who acts on a case: the reporter by the secret, an officer by roles in units, the system by its clocks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .models import CaseEvent
from .transitions import Role

ActorKind = CaseEvent.ActorKind


@dataclass(frozen=True)
class Actor:
    """One who acts, with the roles that count for the case at hand."""

    kind: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    user: Any = None
    unit: Any = None

    @classmethod
    def reporter(cls) -> Actor:
        """The citizen, proved by number and secret or by a submission of the moment."""
        return cls(ActorKind.CITIZEN, frozenset({Role.REPORTER}))

    @classmethod
    def system(cls) -> Actor:
        """The clocks."""
        return cls(ActorKind.SYSTEM, frozenset({Role.SYSTEM}))

    @classmethod
    def officer(cls, user: Any, roles: frozenset[Role], unit: Any) -> Actor:
        """An official with the roles held for this case; cases.visibility tells which."""
        return cls(ActorKind.OFFICER, roles, user, unit)
