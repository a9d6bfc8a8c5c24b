"""The written notice of a request for public information, to print and sign: what UU 14/2008 asks a refusal to say."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from regions.models import Unit

from .clocks.calendars import today_of
from .models import Case, CaseEvent, Outcome
from .submissions import Person
from .terms import Term
from .transitions import Kind


@dataclass(frozen=True)
class Letter:
    """All that stands on the paper; empty texts for what was not said."""

    case: Case
    unit: Unit
    person: Person
    is_refusal: bool
    outcome: str
    words: str
    received_on: datetime.date
    decided_on: datetime.date
    object_until: datetime.date | None

    @property
    def request(self) -> Any:
        return self.case.request

    @property
    def contact(self) -> str:
        return " / ".join(filter(None, (self.person.phone, self.person.email)))


def decision_of(case: Case) -> CaseEvent | None:
    """The decision that stands: none while the request is at work again."""
    if case.kind != Kind.INFORMATION_REQUEST or not case.outcome:
        return None
    return case.events.filter(type="decide").order_by("-seq").first()


def has_letter(case: Case) -> bool:
    return decision_of(case) is not None


def letter_of(case: Case, person: Person) -> Letter | None:
    """The notice of the decision that stands; None where nothing is decided."""
    decision = decision_of(case)
    if decision is None:
        return None
    window = case.clocks.filter(clock=Term.OBJECTION_WINDOW, is_dropped=False).order_by("-run").first()
    return Letter(
        case=case,
        unit=decision.actor_unit or case.origin_unit,
        person=person,
        is_refusal=case.outcome == Outcome.REFUSED,
        outcome=str(Outcome(case.outcome).label),
        words=decision.reporter_text,
        received_on=today_of(case, case.received_at),
        decided_on=today_of(case, decision.at),
        object_until=window.due_on if window else None,
    )
