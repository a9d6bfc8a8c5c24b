"""The number in the register of a unit: without gaps, by kind and year, given in the moment of receipt (UU 14/2008 art. 22)."""

from __future__ import annotations

from django.db.models import Max

from regions.models import Unit

from .clocks.calendars import today_of
from .models import Case
from .transitions import Kind

LETTERS = {Kind.INFORMATION_REQUEST: "PPID", Kind.OBJECTION: "KEBERATAN"}


def enter(case: Case) -> None:
    """Gives a case the next number; the row of its unit is the lock, the unique key of the table the guard."""
    Unit.objects.select_for_update(of=("self",)).get(pk=case.origin_unit_id)
    year = today_of(case, case.received_at).year
    entered = Case.objects.filter(origin_unit=case.origin_unit_id, kind=case.kind, register_year=year)
    case.register_year = year
    case.register_seq = (entered.aggregate(last=Max("register_seq"))["last"] or 0) + 1
    case.register_no = f"{case.register_seq:03d}/{LETTERS[Kind(case.kind)]}/{year}"
    case.save(update_fields=["register_year", "register_seq", "register_no"])
