"""Open now or not: over nights, weeks and time zones."""

import datetime
import random
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import pytest

from regions.hours import is_open_at, opening_state
from regions.models import OpeningHours
from tests.factories import UnitFactory

WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")


@dataclass
class Span:
    day: int
    opens: datetime.time
    closes: datetime.time


def span(day, opens, closes):
    return Span(day, datetime.time.fromisoformat(opens), datetime.time.fromisoformat(closes))


WEEK = [span(day, "07:30", "12:00") for day in range(1, 6)] + [span(day, "13:00", "16:00") for day in range(1, 5)]


def at(text, zone=WIB):
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("now", "is_open", "changes_at"),
    [
        ("2026-03-02 07:29", False, "2026-03-02 07:30"),  # a Monday
        ("2026-03-02 07:30", True, "2026-03-02 12:00"),
        ("2026-03-02 12:00", False, "2026-03-02 13:00"),
        ("2026-03-02 16:00", False, "2026-03-03 07:30"),
        ("2026-03-06 12:30", False, "2026-03-09 07:30"),  # Friday noon to Monday
        ("2026-03-08 23:59", False, "2026-03-09 07:30"),
    ],
)
def test_an_office_week(now, is_open, changes_at):
    state = opening_state(WEEK, WIB, at(now))
    assert (state.is_open, state.changes_at) == (is_open, at(changes_at))


def test_the_moment_is_read_in_the_office_s_own_zone():
    now = datetime.datetime(2026, 3, 2, 0, 0, tzinfo=datetime.UTC)  # 07.00 WIB, 09.00 WIT
    assert opening_state(WEEK, WIB, now).is_open is False
    assert opening_state(WEEK, WIT, now).is_open is True
    assert opening_state(WEEK, WIT, now).closes_at == at("2026-03-02 12:00", WIT)


def test_a_span_over_midnight_stays_open_after_it():
    night = [span(6, "18:00", "02:00")]
    assert opening_state(night, WIB, at("2026-03-08 01:00")).closes_at == at("2026-03-08 02:00")
    assert opening_state(night, WIB, at("2026-03-08 02:00")).opens_at == at("2026-03-14 18:00")


def test_open_until_midnight_and_from_midnight_is_one_span():
    spans = [span(1, "20:00", "23:59"), span(2, "00:00", "06:00")]
    assert opening_state(spans, WIB, at("2026-03-02 21:00")).closes_at == at("2026-03-03 06:00")
    assert opening_state(spans, WIB, at("2026-03-02 23:59")).is_open


def test_open_all_week_never_closes():
    always = [span(day, "00:00", "23:59") for day in range(1, 8)]
    state = opening_state(always, WIB, at("2026-03-04 12:00"))
    assert (state.is_open, state.changes_at) == (True, None)


def test_one_day_a_week_opens_in_a_week():
    state = opening_state([span(3, "08:00", "10:00")], WIB, at("2026-03-04 10:00"))
    assert state.opens_at == at("2026-03-11 08:00")


def test_without_hours_nobody_knows():
    assert opening_state([], WIB, at("2026-03-04 12:00")) is None


def test_a_unit_tells_its_state_in_its_region_s_zone(db):
    unit = UnitFactory()
    assert unit.opening_state() is None
    unit.region.time_zone = "Asia/Makassar"
    OpeningHours.objects.create(unit=unit, day=1, opens=datetime.time(8), closes=datetime.time(15))
    now = datetime.datetime(2026, 3, 2, 0, 30, tzinfo=datetime.UTC)
    assert unit.opening_state(now).is_open


def test_the_short_question_has_the_answer_of_the_long_one():
    """Any week of spans, over midnight too, at any moment: both ways agree."""
    chance = random.Random(7)
    grid = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 15, 30, 45)]
    answers = set()
    for _n in range(150):
        rows = [span(chance.randint(1, 7), chance.choice(grid), chance.choice(grid)) for _row in range(5)]
        for _moment in range(20):
            now = at("2026-03-02 00:00") + datetime.timedelta(minutes=7 * chance.randint(0, 1440))
            answers.add(opening_state(rows, WIB, now).is_open)
            assert is_open_at(rows, now) == opening_state(rows, WIB, now).is_open, (rows, now)
    assert answers == {True, False}


def test_a_day_that_ends_at_its_last_minute_ends_at_midnight():
    rows = [span(1, "20:00", "23:59"), span(2, "00:00", "02:00")]
    assert is_open_at(rows, at("2026-03-02 23:59"))
    assert is_open_at(rows, at("2026-03-03 00:00"))
    assert not is_open_at(rows, at("2026-03-03 02:00"))
    assert not is_open_at([], at("2026-03-03 02:00"))
