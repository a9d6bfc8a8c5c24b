"""What the PPID tells of every year (UU 14/2008 art. 12): requests, what came of them, why some were refused, objections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from ..models import Case, Objection, Outcome
from ..transitions import Kind, Status
from .cells import Cell, cell, merged
from .counting import Group, tally

# What officers type is not printed: only the letter of article 17 is.
LETTER = re.compile(r"\b([a-j])\b", re.IGNORECASE)


@dataclass(frozen=True)
class RequestFigures:
    """Requests for information and objections of one office."""

    requests: Cell
    outcomes: tuple[Cell, ...]
    refusals: tuple[Cell, ...]
    objections: Cell
    grounds: tuple[Cell, ...]
    disputes: Cell

    @property
    def totals(self) -> tuple[Cell, ...]:
        return (self.requests, self.objections, self.disputes)

    @property
    def is_empty(self) -> bool:
        return self.requests.number == 0 and self.objections.number == 0


def request_figures(groups: Iterable[Group], rows: QuerySet[Case, Case], least: int) -> RequestFigures:
    """The figures of these cases. Two queries beside those that made the groups."""
    asked = [group for group in groups if group.kind == Kind.INFORMATION_REQUEST]
    objected = [group for group in groups if group.kind == Kind.OBJECTION]
    outcomes = tally(asked, "outcome")
    grounds, disputes = objections_of(rows)
    number_of_objections = sum(group.number for group in objected)
    return RequestFigures(
        requests=cell(_("Requests"), sum(outcomes.values()), least),
        outcomes=told([(outcome_label(name), number) for name, number in outcomes.items()], least),
        refusals=told(refusals_of(rows).items(), least) if outcomes[Outcome.REFUSED] >= least else (),
        objections=cell(_("Objections"), number_of_objections, least),
        grounds=told([(str(Objection.Ground(name).label), number) for name, number in grounds.items()], least),
        disputes=part_of(number_of_objections, _("Disputes at the Information Commission"), disputes, least),
    )


def told(counts: Iterable[tuple[str, int]], least: int) -> tuple[Cell, ...]:
    """The parts of a whole; nothing when the whole itself is too small."""
    held = list(counts)
    return merged(held, least) if sum(number for _label, number in held) >= least else ()


def part_of(whole: int, label: str, number: int, least: int) -> Cell:
    """One part of a whole that is told, too: the rest may not be told apart either."""
    return Cell(label, None, least) if 0 < whole - number < least else cell(label, number, least)


def outcome_label(name: str) -> str:
    return str(Outcome(name).label) if name else _("Not decided yet")


def refusals_of(rows: QuerySet[Case, Case]) -> Counter[str]:
    """Refused requests by the letter of article 17 (UU 14/2008)."""
    refused = rows.filter(kind=Kind.INFORMATION_REQUEST, outcome=Outcome.REFUSED)
    found: Counter[str] = Counter()
    for article, number in refused.values_list("request__refusal_article").annotate(number=Count("pk")):
        letters = LETTER.findall(article or "")
        words = _("Article 17, letter %(letter)s") % {"letter": letters[-1].lower()} if letters else _("Not told")
        found[words] += number
    return found


def objections_of(rows: QuerySet[Case, Case]) -> tuple[Counter[str], int]:
    """Objections by ground, and how many of them came before the Information Commission."""
    is_disputed = Q(status=Status.DISPUTED) | ~Q(objection__dispute_no="")
    mark = models.ExpressionWrapper(is_disputed, output_field=models.BooleanField())
    counted = rows.filter(kind=Kind.OBJECTION).annotate(is_disputed=mark)
    grounds: Counter[str] = Counter()
    disputes = 0
    for ground, disputed, number in counted.values_list("objection__ground", "is_disputed").annotate(n=Count("pk")):
        grounds[ground] += number
        disputes += number if disputed else 0
    return grounds, disputes
