"""Figures that everybody may read: true for many, silent about few."""

from __future__ import annotations

import datetime

import pytest

from cases import stats

from .conftest import NOW


@pytest.mark.parametrize("counts", [[7, 4], [9, 1], [6, 2, 1], [20, 3, 3], [4, 4, 4], [12, 1, 1], [5], [5, 1]])
def test_no_group_of_fewer_than_five_can_be_told_apart(counts) -> None:
    cells = stats.merged([(str(index), number) for index, number in enumerate(counts)], 5)
    shown = [cell.number for cell in cells]
    assert all(number >= 5 for number in shown)
    assert sum(shown) == sum(counts)


def test_so_few_that_nothing_is_said() -> None:
    [cell] = stats.merged([("a", 2), ("b", 1)], 5)
    assert cell.number is None
    assert "5" in cell.text


def test_a_period_is_whole_months() -> None:
    assert stats.period(2026, 2) == (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    assert stats.period(2026, 12) == (datetime.date(2026, 12, 1), datetime.date(2026, 12, 31))
    assert stats.period(2026) == (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))


def test_the_figures_of_an_office(desk, make_case, answered, django_assert_max_num_queries) -> None:
    for _number in range(5):
        answered()
    make_case()
    with django_assert_max_num_queries(12):
        found = stats.performance(desk.root, 2026, now=NOW + datetime.timedelta(days=1))
    assert found.total.number == 6
    assert [cell.number for cell in found.by_status] == [6]
    assert [cell.number for cell in found.by_unit] == [6]
    assert found.medians[0].days == 0
    assert any(share.percent == 100 for share in found.in_time)
    assert stats.performance(desk.neighbour, 2026).is_empty
    assert stats.performance(desk.root, 2025).is_empty
