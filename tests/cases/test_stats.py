"""Figures that everybody may read: true for many, silent about few, whichever pages are put side by side."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from itertools import pairwise

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import actions, stats
from cases.models import Case, InformationRequest
from cases.stats import cells, counting
from cases.stats.requests import part_of

from .conftest import NOW, open_case

# The case of a test arrives in April; its figures are told in May.
MAY = NOW.replace(month=5)
COUNTS = [[7, 4], [9, 1], [6, 2, 1], [20, 3, 3], [4, 4, 4], [12, 1, 1], [5], [5, 1]]


@pytest.mark.parametrize("counts", COUNTS)
def test_no_group_of_fewer_than_five_can_be_told_apart(counts) -> None:
    told = [cell.number for cell in stats.merged([(str(index), number) for index, number in enumerate(counts)], 5)]
    assert all(number >= 5 for number in told)
    assert sum(told) == sum(counts)


def test_so_few_that_nothing_is_said() -> None:
    [cell] = stats.merged([("a", 2), ("b", 1)], 5)
    assert cell.number is None
    assert "5" in cell.text


@pytest.mark.parametrize(
    "counts", [[1, 2, 3, 9, 0, 4], [9, 1], [1, 9], [5, 5], [0, 0, 3, 0], [6, 0, 2, 0, 7], [0, 0, 9]]
)
def test_months_too_small_are_told_with_their_neighbours(counts) -> None:
    days = [datetime.date(2026, number, 1) for number in range(1, len(counts) + 1)]
    runs = cells.run_together(zip(days, counts, strict=True), 5)
    assert sum(number for _first, _last, number in runs) == sum(counts)
    assert (runs[0][0], runs[-1][1]) == (days[0], days[-1])
    assert not [one for one in pairwise(runs) if one[0][2] == one[1][2] == 0], "one silence"
    if sum(counts) >= 5:
        assert all(number == 0 or number >= 5 for _first, _last, number in runs)


def test_a_part_is_not_told_where_the_rest_would_be() -> None:
    assert part_of(10, "", 8, 5).number is None
    assert part_of(10, "", 4, 5).number is None
    assert [part_of(10, "", number, 5).number for number in (0, 5, 10)] == [0, 5, 10]


def test_a_period_is_whole_months_that_are_over() -> None:
    day = datetime.date
    assert stats.period(2026, day(2026, 5, 1)) == (day(2026, 1, 1), day(2026, 4, 30))
    assert stats.period(2026, day(2026, 4, 30)) == (day(2026, 1, 1), day(2026, 3, 31))
    assert stats.period(2025, day(2026, 4, 30)) == (day(2025, 1, 1), day(2025, 12, 31))
    assert stats.period(2026, day(2026, 1, 31)) is None
    assert stats.period(2027, day(2026, 4, 30)) is None


def test_the_figures_of_an_office(desk, make_case, answered) -> None:
    for _number in range(5):
        answered()
    make_case(is_confidential=True)
    found = stats.performance(desk.root, 2026, now=MAY)
    assert found.total.number == 6
    assert [cell.number for cell in found.by_status] == [6]
    assert [cell.number for cell in found.by_unit] == [6]
    assert [cell.number for cell in found.by_month if cell.number] == [6]
    assert found.medians[0].days == 0
    assert found.kinds[0][1] == 0
    assert any(share.percent == 100 for share in found.in_time)
    assert stats.performance(desk.neighbour, 2026, now=MAY).is_empty
    assert stats.performance(desk.root, 2025, now=MAY).is_empty
    assert stats.performance(desk.root, 2026, now=NOW).is_empty, "the month that runs is not told"


def test_a_late_answer_is_no_answer_in_time(desk, assigned) -> None:
    for _number in range(5):
        case = assigned()
        actions.act(case, "accept", desk.officer("handler_desa"), {}, now=NOW)
    later = NOW + datetime.timedelta(days=90)
    shares = {share.label: share.percent for share in stats.performance(desk.root, 2026, now=later).in_time}
    assert set(shares.values()) == {0, 100}, "verification was in time, everything after it was not"


def scattered() -> list[list[counting.Group]]:
    """Some ways in which cases may lie among the offices of a regency."""
    places = ["33.04", "33.04-dpupr", "33.04.15", "33.04.15.2001", "33.04.15.2008", "33.04.16", "33.04.16.2001"]
    ways = [
        (0, 0, 2, 0, 6, 0, 0),
        (9, 7, 0, 2, 6, 0, 0),
        (0, 1, 1, 5, 5, 3, 9),
        (5, 5, 5, 5, 5, 5, 5),
        (0, 0, 1, 0, 4, 4, 1),
        (12, 0, 6, 0, 0, 0, 3),
    ]
    first = datetime.date(2026, 1, 1)
    return [
        [counting.Group(code, "complaint", "closed", "", first, n) for code, n in zip(places, way, strict=True) if n]
        for way in ways
    ]


def test_no_page_of_an_office_can_be_subtracted_from_that_of_another() -> None:
    """Every total that is told, and what is left of it when the told totals right below are taken away, is no small one."""
    for groups in scattered():
        totals: Counter[str] = Counter()
        for group in groups:
            totals.update(dict.fromkeys(counting.line_to(group.unit), group.number))
        told = {
            code: number
            for code, number in totals.items()
            if number >= 5 and counting.nearest_told(groups, code, 5) == code
        }
        for code, number in told.items():
            parts = [told[one] for one in told if one != code and counting.line_to(one)[-2:-1] == [code]]
            rest = number - sum(parts)
            assert rest == 0 or rest >= 5, (code, number, parts)


def test_who_is_not_told_apart_is_told_where_the_figures_are(desk, assigned) -> None:
    for _number in range(5):
        assigned(unit=desk.desa)
    assigned(unit=desk.kecamatan)
    found = stats.performance(desk.desa, 2026, now=MAY)
    assert (found.total.number, found.within, found.within_name) == (None, "33.04.15", "Kecamatan Contoh")
    assert not found.by_kind
    assert not found.in_time
    assert stats.performance(desk.kecamatan, 2026, now=MAY).total.number == 6


def test_the_year_of_the_ppid(desk, make_case, decided) -> None:
    for _number in range(5):
        decided()
    for _number in range(5):
        make_case("information_request")
    InformationRequest.objects.filter(refusal_article="17 h").update(refusal_article="Pasal 17 huruf h, Budi")
    found = stats.performance(desk.root, 2026, now=MAY).requests
    assert found.requests.number == 10
    assert [cell.number for cell in found.outcomes] == [5, 5]
    assert [(cell.label[-1], cell.number) for cell in found.refusals] == [("h", 5)]
    assert "Budi" not in str(found)
    assert found.objections.number == 0


def test_few_refusals_tell_no_ground(desk, make_case, decided) -> None:
    decided()
    for _number in range(8):
        make_case("information_request")
    found = stats.performance(desk.root, 2026, now=MAY).requests
    assert [cell.number for cell in found.outcomes] == [9]
    assert found.refusals == ()


# ------------------------------------------------------------ the page


ADDRESS = "/pengaduan/kinerja/"


@pytest.fixture
def last_year(tree, desk):
    """Moments inside the year before this one, which is over whatever day it is."""
    return timezone.now().replace(year=timezone.now().year - 1, month=6, day=10)


def fill(desk, at, number=6, **fields) -> None:
    for _number in range(number):
        open_case(desk, at=at, title="KENARI-1", body="KENARI-2", **fields)


def test_everybody_reads_the_figures_of_a_section(desk, last_year, client) -> None:
    fill(desk, last_year, is_confidential=True)
    response = client.get(ADDRESS, {"tahun": last_year.year})
    html = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert "public" in response["Cache-Control"]
    assert re.search(r'<td class="num">6</td>', html)
    assert "KENARI" not in html
    assert Case.objects.first().ref not in html
    assert f"unit=33.04.15.2008&amp;tahun={last_year.year}" not in html, "the desa received nothing"


def test_a_section_speaks_for_itself_in_every_language(desk, last_year, client) -> None:
    fill(desk, last_year, origin_unit=desk.desa)
    fill(desk, last_year, category=desk.categories["jalan"])
    asked = {"unit": "33.04.15.2008", "tahun": last_year.year}
    desa, english = client.get(ADDRESS, asked), client.get(f"/en{ADDRESS}", asked)
    assert "Desa Contoh" in desa.content.decode()
    assert '<td class="num">6</td>' in desa.content.decode()
    assert "How reports are answered" in english.content.decode()
    root = client.get(ADDRESS, {"tahun": last_year.year}).content.decode()
    assert f"unit=33.04-dpupr&amp;tahun={last_year.year}" in root


def test_an_office_without_a_section_has_its_figures_too(desk, last_year, client) -> None:
    fill(desk, last_year, category=desk.categories["jalan"])
    fill(desk, last_year, 7)
    html = client.get(ADDRESS, {"unit": "33.04-dpupr", "tahun": last_year.year}).content.decode()
    assert "Dinas Pekerjaan Umum" in html
    assert '<td class="num">6</td>' in html
    assert '<td class="num">13</td>' not in html


def test_a_year_that_means_nothing_is_no_error(desk, tree, client) -> None:
    for asked in ("", "x", "0000", "1999", "9999", "20260", "-1", "٢٠٢٥", "2026'", "%00"):
        assert client.get(f"{ADDRESS}?tahun={asked}&unit={asked}").status_code == 200, asked


def test_the_page_asks_as_often_for_many_as_for_few(desk, last_year, client) -> None:
    counts = []
    for more in (6, 12):
        fill(desk, last_year, more, category=desk.categories["jalan"])
        fill(desk, last_year, more, origin_unit=desk.kecamatan)
        for _number in range(more):
            open_case(desk, "information_request", at=last_year)
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS, {"tahun": last_year.year, "x": more})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15, counts


def test_the_list_of_reports_leads_to_the_figures(desk, tree, client) -> None:
    html = client.get("/pengaduan/?unit=33.04.15.2008").content.decode()
    assert "/pengaduan/kinerja/?unit=33.04.15.2008" in html
