"""Every due date that the specification prints, one by one: the table, its readings, the zones, and those of a package's calendar."""

import datetime
from datetime import date

import pytest

from cases import seeds
from cases.clock import Calendar, Term, due, skipped

from .test_clock import CALENDAR, WORKING, after

NOON = datetime.time(5, 0, tzinfo=datetime.UTC)
AMOUNTS = (3, 5, 10, 14, 17, 60)
# Received → due after each amount; a star marks what is provisional while 2027 is not confirmed.
TABLE = {
    "2026-02-13": "2026-02-20 2026-02-24 2026-03-03 2026-03-09 2026-03-12 2026-05-25",
    "2026-02-14": "2026-02-20 2026-02-24 2026-03-03 2026-03-09 2026-03-12 2026-05-25",
    "2026-03-17": "2026-03-27 2026-03-31 2026-04-08 2026-04-14 2026-04-17 2026-06-26",
    "2026-08-14": "2026-08-20 2026-08-24 2026-09-01 2026-09-07 2026-09-10 2026-11-10",
    "2026-12-18": "2026-12-23 2026-12-29 2027-01-07* 2027-01-13* 2027-01-18* 2027-03-31*",
}
# Received → ten days by weekends only, with public holidays, with joint leave, too.
READINGS = {
    "2026-03-17": ("2026-03-31", "2026-04-01", "2026-04-08"),
    "2026-08-14": ("2026-08-28", "2026-09-01", "2026-09-01"),
    "2026-03-13": ("2026-03-27", "2026-03-30", "2026-04-06"),
}
# The same moment in three zones: moment (UTC), zone, three days, ten days, the first late instant (UTC).
ZONES = [
    ("2026-04-07T15:30", "Asia/Jakarta", "2026-04-10", "2026-04-21", "2026-04-21T17:00"),
    ("2026-04-07T15:30", "Asia/Makassar", "2026-04-10", "2026-04-21", "2026-04-21T16:00"),
    ("2026-04-07T15:30", "Asia/Jayapura", "2026-04-13", "2026-04-22", "2026-04-22T15:00"),
    ("2026-04-07T16:00", "Asia/Jakarta", "2026-04-10", "2026-04-21", "2026-04-21T17:00"),
    ("2026-04-07T16:00", "Asia/Makassar", "2026-04-13", "2026-04-22", "2026-04-22T16:00"),
    ("2026-04-07T17:00", "Asia/Jakarta", "2026-04-13", "2026-04-22", "2026-04-22T17:00"),
]
# By the calendar of the `holidays` package, public holidays and joint leave: what is due after so many working days.
PACKAGE_AMOUNTS = (3, 5, 10, 14, 17, 30, 60)
PACKAGE = {
    "2026-03-13": "2026-03-25 2026-03-27 2026-04-06 2026-04-10 2026-04-15 2026-05-05 2026-06-24",
    "2026-12-18": "2026-12-23 2026-12-29 2027-01-07 2027-01-13 2027-01-18 2027-02-04 2027-03-31",
    "2025-03-26": "2025-04-09 2025-04-11 2025-04-21 2025-04-25 2025-04-30 2025-05-22 2025-07-10",
    "2026-11-23": "2026-11-26 2026-11-30 2026-12-07 2026-12-11 2026-12-16 2027-01-08 2027-02-22",
    "2024-04-05": "2024-04-18 2024-04-22 2024-04-29 2024-05-06 2024-05-13 2024-06-03 2024-07-17",
}
PACKAGE_TEN_WITHOUT_LEAVE = {
    "2026-03-13": "2026-03-30",
    "2026-12-18": "2027-01-06",
    "2025-03-26": "2025-04-11",
    "2026-11-23": "2026-12-07",
    "2024-04-05": "2024-04-23",
}


def starred(start: str, amount: int, calendar: Calendar) -> str:
    moment = datetime.datetime.combine(date.fromisoformat(start), NOON)
    found = due(moment, Term(amount), calendar, "Asia/Jakarta")
    return f"{found.on}{'*' if found.is_provisional else ''}"


@pytest.fixture(scope="module")
def package() -> Calendar:
    """The years that the seed fills, as the package knows them; none of it is confirmed."""
    return Calendar.of(day.day_off for day in seeds.days_off(seeds.YEARS))


@pytest.mark.parametrize("start", TABLE)
def test_the_table_with_its_provisional_marks(start):
    assert [starred(start, amount, CALENDAR) for amount in AMOUNTS] == TABLE[start].split()


@pytest.mark.parametrize("start", READINGS)
def test_three_readings_of_ten_days(start):
    public = Term(0, joint_leave_is_off=False)
    assert (after(start, 10, Calendar()), after(start, 10, term=public), after(start, 10)) == READINGS[start]


@pytest.mark.parametrize(("moment", "zone", "three", "ten", "late_at"), ZONES)
def test_the_day_begins_where_the_regency_lies(moment, zone, three, ten, late_at):
    start = datetime.datetime.fromisoformat(f"{moment}+00:00")
    found = due(start, Term(10), CALENDAR, zone)
    assert (str(due(start, Term(3), CALENDAR, zone).on), str(found.on)) == (three, ten)
    assert found.at == datetime.datetime.fromisoformat(f"{late_at}+00:00")


@pytest.mark.parametrize("start", PACKAGE)
def test_the_calendar_of_the_package(package, start):
    assert [after(start, amount, package) for amount in PACKAGE_AMOUNTS] == PACKAGE[start].split()
    public = Term(0, joint_leave_is_off=False)
    assert after(start, 10, package, public) == PACKAGE_TEN_WITHOUT_LEAVE[start]


def test_only_sixty_days_from_december_rest_on_estimates(package):
    estimated = {day.date for day in seeds.days_off(seeds.YEARS) if day.is_estimated}
    for start, dues in PACKAGE.items():
        for amount, last in zip(PACKAGE_AMOUNTS, dues.split(), strict=True):
            jumped = {off.on for off in skipped(date.fromisoformat(start), date.fromisoformat(last), WORKING, package)}
            assert bool(jumped & estimated) == ((start, amount) == ("2026-12-18", 60)), (start, amount)
