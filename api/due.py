"""`due/`: by when an answer to something received on a day would be due, and how that is counted."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, TypedDict
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from cases import clock, clocks
from cases.clocks.calendars import zone_of
from cases.models import Case, Clock, HandlingClass
from cases.routing import root_of
from cases.terms import Term
from cases.transitions import Kind
from regions.models import Unit

from .endpoint import Endpoint
from .filters import Parameter, locale_parameter, moment, one_of, refuse, unit_code
from .problems import Problem
from .shapes import Says, Schema, Shapes

FIRST_YEAR, LAST_YEAR = 2000, 2100


class StepData(TypedDict):
    """One row of the calculation."""

    what: Annotated[str, Says({"enum": ["base", "amount", "skipped", "paused", "extended", "due"]})]
    on: datetime.date | None
    amount: int | None
    unit: str | None
    name: str | None
    decree_no: str | None
    is_sure: bool


class DueData(TypedDict):
    """A due date with its calculation."""

    kind: str
    clock: str
    handling_class: str | None
    base_on: datetime.date
    due_on: Annotated[datetime.date, Says({"description": "The last good day."})]
    due_at: Annotated[str, Says({"format": "date-time", "description": "The first late instant."})]
    is_provisional: bool
    calculation: list[StepData]


def received(text: str) -> datetime.datetime | datetime.date:
    """A day of the unit's own calendar, or a moment."""
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    value = found or moment(text)
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(_("Too far away."))
    return value


class DueEndpoint(Endpoint):
    """The same reckoning as that of the running clocks, holidays and joint leave of the regency included."""

    summary = "When something is due"
    parameters = (
        Parameter(
            "kind", one_of(Kind.values), "Kind of case.", {"type": "string", "enum": Kind.values}, is_required=True
        ),
        Parameter(
            "clock", one_of(Term.values), "Which term.", {"type": "string", "enum": Term.values}, is_required=True
        ),
        Parameter("received", received, "Day or moment of the start.", example="2026-03-17", is_required=True),
        Parameter("unit", unit_code, "Whose calendar.", example="33.04", is_required=True),
        Parameter(
            "handling_class",
            one_of(HandlingClass.values),
            "Class of a complaint, for its resolution.",
            {"type": "string", "enum": HandlingClass.values},
        ),
        locale_parameter("Language of the texts; without it, the installation's own."),
    )
    problems = ("unknown_parameter", "invalid_parameter", "not_found")

    def body(self, values: Mapping[str, Any]) -> DueData:
        unit = Unit.objects.filter(code=values["unit"]).first()
        if unit is None:
            raise Problem("not_found")
        case = Case(kind=values["kind"], root=root_of(unit), handling_class=values["handling_class"] or "")
        case.received_at = at = start_of(values["received"], zone_of(case))
        rule = clocks.rule_for(case, values["clock"])
        if rule is None:
            refuse("clock", _("No rule in force asks for this term."))
        calendar = clocks.calendar_for(case.root)
        base_on = clock.local_day(at, zone_of(case))
        due = clock.due(at, rule.term, calendar, zone_of(case))
        term = Clock(
            case=case, rule=rule, base_on=base_on, due_on=due.on, due_at=due.at, is_provisional=due.is_provisional
        )
        return {
            "kind": case.kind,
            "clock": values["clock"],
            "handling_class": case.handling_class or None,
            "base_on": base_on,
            "due_on": due.on,
            "due_at": due.at.astimezone(ZoneInfo(zone_of(case))).isoformat(),
            "is_provisional": due.is_provisional,
            "calculation": [step_data(step) for step in clocks.explain(term, calendar)],
        }

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return shapes.of_annotation(DueData)


def start_of(value: datetime.datetime | datetime.date, zone: str) -> datetime.datetime:
    if isinstance(value, datetime.datetime):
        return value
    return datetime.datetime.combine(value, datetime.time(12), tzinfo=ZoneInfo(zone))


def step_data(step: Any) -> StepData:
    """A step of the calculation; what it does not have is null."""
    return {
        "what": step.what,
        "on": step.on,
        "amount": step.amount,
        "unit": step.unit or None,
        "name": step.name or None,
        "decree_no": step.decree_no or None,
        "is_sure": step.is_sure,
    }
