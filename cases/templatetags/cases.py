"""Small words for the faces of cases: the name of a term, and how its date came about."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.utils.formats import date_format

from .. import clocks, examining
from ..models import Clock
from ..terms import Term
from ..transitions import Role

register = template.Library()


@register.filter
def term(name: Any) -> str:
    """What runs, in words: a clock or its name."""
    key = name.clock if isinstance(name, Clock) else str(name)
    return str(Term(key).label) if key in Term.values else key


@register.filter
def role(name: str) -> str:
    """A role by its name in words."""
    return str(Role(name).label) if name in Role.values else name


@register.filter
def reckoning(clock: Clock) -> list[Any]:
    """The rows of the calculation of a date."""
    return clocks.explain(clock)


@register.filter
def in_words(codes: list[str]) -> list[str]:
    """What was found in a file, as officers read it."""
    return examining.words(codes)


@register.filter
def when(at: Any) -> str:
    """A moment with its hour; only the day where nothing more may be told."""
    if isinstance(at, datetime.datetime):
        return date_format(at, "j F Y, H:i")
    return date_format(at, "j F Y") if at else ""
