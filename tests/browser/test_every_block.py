"""One page with the whole vocabulary, and pages that stand at no page's place: read by everybody, in every way."""

# ruff: noqa: F811 – fixtures of a neighbour
from __future__ import annotations

import re
from itertools import pairwise

import pytest

from blocks.stream import BodyBlock
from pages.models import ServicePage
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_cases_journey import axe, findings, offices  # noqa: F401 – fixture


def test_a_page_with_every_block_is_open_to_everybody(hall, offices, visit, axe):
    page = visit(hall.every_block, viewport=PHONE)
    assert page.locator(".prose > *").count() >= len(BodyBlock().child_blocks)
    assert findings(page, axe) == []
    page.set_viewport_size(DESKTOP)
    assert findings(page, axe) == []
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_its_outline_is_whole_and_nothing_in_it_runs(hall, offices, visit):
    page = visit(hall.every_block, javascript=False, viewport=PHONE)
    html = page.content()
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    assert not re.search(r"<(iframe|object|embed|video)\b|<script[^>]* src", html)
    assert page.locator("form.ask").count() == 4


@pytest.mark.parametrize("path", ["/tidak-ada/", "/en/tidak-ada/", "/en{service}", "/pengaduan/kinerja/"])
def test_what_is_no_page_is_open_to_everybody_too(path, hall, offices, visit, axe):
    page = visit(hall.url + path.format(service=hall.paths[ServicePage]), viewport=PHONE)
    assert page.locator("h1").count() == 1
    assert findings(page, axe) == []


def test_in_forced_colours_nothing_loses_its_edge(hall, offices, visit):
    page = visit(hall.every_block, viewport=PHONE, forced_colors="active")
    edge = "one => getComputedStyle(one).borderTopStyle + ' ' + getComputedStyle(one).borderTopWidth"
    for kind in (".card", ".note", ".btn", "form.ask button", "[name=title]"):
        assert page.locator(kind).first.evaluate(edge).split()[0] == "solid", kind
    ink, drawn = page.evaluate(
        "() => [getComputedStyle(document.body).color, getComputedStyle(document.querySelector('main .i')).stroke]"
    )
    assert drawn == ink
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_service_prints_on_one_sheet_with_its_folded_parts(hall, visit):
    page = visit(hall.address(ServicePage), viewport=DESKTOP)
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", paper)) == 1
    page.emulate_media(media="print")
    assert page.locator("details.more-info > :last-child").last.bounding_box()["height"] > 0
    assert page.locator(".paper").inner_text() == hall.address(ServicePage)
    for screen in (".strip", "nav.menu", ".crumbs", "aside"):
        assert not page.locator(screen).first.is_visible(), screen
