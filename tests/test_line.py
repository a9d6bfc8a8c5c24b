"""The slow line of `make bench-line` is as slow as a line of its kind: its clock is ours, so nothing waits here."""

import asyncio
from types import SimpleNamespace

import pytest

from tests.benchmarks import line
from tests.benchmarks.line import FIRST_WINDOW, SEGMENT, SlowLine, Visit, judge, median

FLIGHT = FIRST_WINDOW * SEGMENT


class Clock:
    """Time that passes only while somebody waits; also what is written to."""

    def __init__(self) -> None:
        self.now = 0.0
        self.written = b""

    async def sleep(self, seconds: float) -> None:
        self.now += max(0.0, seconds)

    def write(self, piece: bytes) -> None:
        self.written += piece

    async def drain(self) -> None:
        pass


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(line, "asyncio", SimpleNamespace(sleep=clock.sleep))
    monkeypatch.setattr(line, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


@pytest.mark.parametrize(
    ("size", "round_trips"), [(FLIGHT, 0), (FLIGHT + 1, 1), (3 * FLIGHT, 1), (3 * FLIGHT + 1, 2), (7 * FLIGHT + 1, 3)]
)
def test_what_exceeds_a_flight_waits_for_a_round_trip(clock, size, round_trips):
    asyncio.run(SlowLine("", round_trip=0.8, bits=10**15).send(bytes(size), clock, FIRST_WINDOW))
    assert clock.written == bytes(size)
    assert clock.now == pytest.approx(0.8 * round_trips, abs=0.001)


def test_connections_share_the_rate(clock):
    slow = SlowLine("", round_trip=0.8, bits=280_000)
    asyncio.run(slow.send(bytes(7_000), clock, FIRST_WINDOW))
    assert clock.now == pytest.approx(0.2)
    assert slow.free_at == pytest.approx(0.2)


def test_a_page_that_is_too_slow_is_told():
    slow, quick = Visit(3.0, 9.0, 0.0, 0.0, 1, 1), Visit(1.0, 1.0, 0.2, 0.3, 1, 1)
    assert judge("home", "2G", median([slow, quick, slow])) == ["LCP"]
    assert judge("home", "3G", quick) == ["CLS", "blocked"]
    assert judge("home", "2G", Visit(4.4, 4.4, 0.0, 0.0, 1, 1)) == ["headline"]
