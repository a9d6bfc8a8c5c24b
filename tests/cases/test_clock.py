"""The clock against the vectors of 2026 (SKB 1497/2025, 2/2025, 5/2025) and the seed of early 2027."""

import datetime
from datetime import date
from itertools import pairwise

import pytest

from cases.clock import Calendar, DayOff, DayOffKind, Term, Unit, add, due, paused_between, recomputed, skipped

PUBLIC_2026 = "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17 08-25 12-25"
LEAVE_2026 = "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24"
PUBLIC_2027 = "01-01 01-05 02-06 03-08 03-10 03-11 03-26"
LEAVE_2027 = "02-05 03-09 03-12 03-15 03-25"


def days(year, text, kind, is_sure=True):
    return [DayOff(date.fromisoformat(f"{year}-{day}"), day, kind, is_sure) for day in text.split()]


SEED = [
    *days(2026, PUBLIC_2026, DayOffKind.PUBLIC_HOLIDAY),
    *days(2026, LEAVE_2026, DayOffKind.JOINT_LEAVE),
    *days(2027, PUBLIC_2027, DayOffKind.PUBLIC_HOLIDAY, is_sure=False),
    *days(2027, LEAVE_2027, DayOffKind.JOINT_LEAVE, is_sure=False),
]
CALENDAR = Calendar.of(SEED)
WORKING = Term(0)


def after(start, n, calendar=CALENDAR, term=WORKING):
    return add(date.fromisoformat(start), n, term, calendar).isoformat()


@pytest.mark.parametrize(
    ("start", "dues", "weekends_only"),
    [
        ("2026-02-13", "2026-02-20 2026-02-24 2026-03-03 2026-03-09 2026-03-12 2026-05-25", "2026-02-27"),
        ("2026-02-14", "2026-02-20 2026-02-24 2026-03-03 2026-03-09 2026-03-12 2026-05-25", "2026-02-27"),
        ("2026-03-17", "2026-03-27 2026-03-31 2026-04-08 2026-04-14 2026-04-17 2026-06-26", "2026-03-31"),
        ("2026-08-14", "2026-08-20 2026-08-24 2026-09-01 2026-09-07 2026-09-10 2026-11-10", "2026-08-28"),
        ("2026-12-18", "2026-12-23 2026-12-29 2027-01-07 2027-01-13 2027-01-18 2027-03-31", "2027-01-01"),
    ],
)
def test_due_dates_of_the_year(start, dues, weekends_only):
    assert [after(start, n) for n in (3, 5, 10, 14, 17, 60)] == dues.split()
    assert after(start, 10, Calendar()) == weekends_only


def test_leaving_joint_leave_out_shortens_the_term():
    without = Term(0, joint_leave_is_off=False)
    assert (after("2026-03-17", 10, term=without), after("2026-03-17", 10)) == ("2026-04-01", "2026-04-08")
    assert (after("2026-03-13", 10, term=without), after("2026-03-13", 10)) == ("2026-03-30", "2026-04-06")


@pytest.mark.parametrize(
    ("zone", "three", "ten", "late_at"),
    [
        ("Asia/Jakarta", "2026-04-10", "2026-04-21", "2026-04-21T17:00"),
        ("Asia/Makassar", "2026-04-10", "2026-04-21", "2026-04-21T16:00"),
        ("Asia/Jayapura", "2026-04-13", "2026-04-22", "2026-04-22T15:00"),
    ],
)
def test_day_zero_is_the_local_day(zone, three, ten, late_at):
    moment = datetime.datetime(2026, 4, 7, 15, 30, tzinfo=datetime.UTC)
    assert due(moment, Term(3), CALENDAR, zone).on.isoformat() == three
    result = due(moment, Term(10), CALENDAR, zone)
    assert result.on.isoformat() == ten
    assert result.at == datetime.datetime.fromisoformat(f"{late_at}+00:00")


@pytest.mark.parametrize(
    ("asked", "replied", "expected"),
    [
        ("2026-04-08", "2026-04-08", "2026-04-24"),
        ("2026-04-10", "2026-04-12", "2026-04-24"),
        ("2026-04-11", "2026-04-12", "2026-04-24"),
        ("2026-04-08", "2026-04-13", "2026-04-29"),
    ],
)
def test_a_pause_adds_its_working_days(asked, replied, expected):
    paused = paused_between(date.fromisoformat(asked), date.fromisoformat(replied), WORKING, CALENDAR)
    assert after("2026-04-06", 14 + paused) == expected


def test_two_pauses_add_up():
    first = paused_between(date(2026, 4, 8), date(2026, 4, 13), WORKING, CALENDAR)
    second = paused_between(date(2026, 4, 16), date(2026, 4, 20), WORKING, CALENDAR)
    assert after("2026-04-06", 14 + first + second) == "2026-05-04"


def test_a_pause_over_joint_leave_adds_only_the_days_worked():
    paused = paused_between(date(2026, 3, 16), date(2026, 3, 25), WORKING, CALENDAR)
    assert (after("2026-03-13", 14), paused, after("2026-03-13", 14 + paused)) == ("2026-04-10", 2, "2026-04-14")


def test_hours_run_through_the_weekend():
    start = datetime.datetime.fromisoformat("2026-03-19T22:15+08:00")
    assert due(start, Term(72, Unit.HOUR), CALENDAR, "Asia/Makassar").at == datetime.datetime.fromisoformat(
        "2026-03-22T22:15+08:00"
    )


@pytest.mark.parametrize(
    ("start", "expected"), [("2026-01-01", "2026-03-02"), ("2026-01-31", "2026-04-01"), ("2026-05-02", "2026-07-01")]
)
def test_calendar_days_are_never_moved(start, expected):
    assert after(start, 60, term=Term(60, Unit.CALENDAR_DAY)) == expected


def test_windows_of_objection_and_dispute():
    assert (after("2026-08-14", 30), after("2026-08-14", 14)) == ("2026-09-29", "2026-09-07")


def test_a_span_into_an_unconfirmed_year_is_provisional():
    moment = datetime.datetime(2026, 12, 18, 3, 0, tzinfo=datetime.UTC)
    assert not due(moment, Term(3), CALENDAR, "Asia/Jakarta").is_provisional
    assert due(moment, Term(10), CALENDAR, "Asia/Jakarta").is_provisional
    assert due(moment, Term(3), Calendar(), "Asia/Jakarta").is_provisional


@pytest.mark.parametrize(
    ("added", "kind", "expected"),
    [
        ("2026-04-02", DayOffKind.JOINT_LEAVE, "2026-04-09"),
        ("2026-04-04", DayOffKind.PUBLIC_HOLIDAY, "2026-04-08"),
        ("2026-04-08", DayOffKind.JOINT_LEAVE, "2026-04-09"),
        ("2026-04-09", DayOffKind.JOINT_LEAVE, "2026-04-08"),
        ("2026-04-06", DayOffKind.REGIONAL, "2026-04-09"),
    ],
)
def test_a_late_holiday_moves_the_due_date(added, kind, expected):
    later = Calendar.of([*SEED, DayOff(date.fromisoformat(added), "baru", kind)])
    assert after("2026-03-17", 10, later) == expected


def test_a_holiday_taken_back_never_makes_somebody_late_at_once():
    old = date(2026, 4, 8)
    assert recomputed(old, date(2026, 4, 7), today=date(2026, 4, 1)) == date(2026, 4, 7)
    assert recomputed(old, date(2026, 4, 1), today=date(2026, 4, 7)) == date(2026, 4, 7)
    assert recomputed(old, date(2026, 4, 9), today=date(2026, 4, 1)) == date(2026, 4, 9)


def test_the_calculation_can_be_shown():
    names = [off.on.isoformat() for off in skipped(date(2026, 3, 17), date(2026, 4, 8), WORKING, CALENDAR)]
    assert names == ["2026-03-18", "2026-03-19", "2026-03-20", "2026-03-23", "2026-03-24", "2026-04-03"]


@pytest.mark.parametrize("start", [date(2026, 1, 1) + datetime.timedelta(days=n) for n in range(0, 360, 13)])
def test_properties(start):
    plain = [add(start, n, WORKING, Calendar()) for n in range(1, 30)]
    real = [add(start, n, WORKING, CALENDAR) for n in range(1, 30)]
    assert all(a >= b for a, b in zip(real, plain, strict=True))
    assert all(a < b for a, b in pairwise(real))
