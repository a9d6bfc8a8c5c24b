"""Jelajah as people use it: on small and large screens, by touch, keyboard and screen reader, narrowed to what they look for."""

# ruff: noqa: F811 – fixtures of a neighbour
from __future__ import annotations

from typing import Any

import pytest

from pages.models import PlacePage, ProductPage
from tests.browser.conftest import DESKTOP, PHONE, SMALLEST
from tests.browser.test_cases_journey import OVERFLOW, axe, findings, offices  # noqa: F401 – fixtures
from tests.browser.test_jelajah import DESA, go, take, taken, until  # noqa: F401 – fixtures

PAGES = ("", "wisata", "produk", "layanan", "agenda", "berita", "peta", "kiriman", "wilayah", "lapor", f"lapor/{DESA}")


def test_lists_are_narrowed_without_a_line(hall: Any, taken: Any) -> None:
    page = taken
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": -7.2, "longitude": 109.7})
    page.context.set_offline(True)
    go(page, "#/produk", ".narrow")
    rows = page.locator(".rows > li:visible")
    everything = rows.count()
    page.get_by_label("Jenis").select_option("business")
    makers = rows.count()
    assert 0 < makers < everything
    rows.first.locator("a").click()
    page.wait_for_selector("article")
    page.locator(".back a").click()
    page.wait_for_selector(".narrow")
    assert rows.count() == makers, "what was chosen is still chosen"
    go(page, "#/wisata", ".narrow")
    page.get_by_label("Terdekat dulu").check()
    until(page, "document.querySelector('.rows .meta').textContent.includes(' km')")
    page.get_by_label("Terdekat dulu").uncheck()
    until(page, "!document.querySelector('.rows .meta').textContent.includes(' km')")
    assert page.errors == []


def test_a_product_leads_to_its_maker_and_back(hall: Any, taken: Any) -> None:
    page = taken
    title = hall.titles[ProductPage]
    page.fill("#q", title)
    page.locator(".rows a", has_text=title).first.click()
    page.wait_for_selector("article .pairs a")
    page.locator("article .pairs a", has_not_text="http").first.click()
    page.wait_for_selector("article .cards a")
    assert title in page.locator("article .cards a").all_inner_texts()


def test_pictures_fit_the_screen_and_can_be_taken_along(hall: Any, taken: Any, take: Any) -> None:
    page = taken
    go(page, "#/wisata", ".item img")
    widths = (
        "[...document.querySelectorAll('main img')].map(one => [one.naturalWidth, one.currentSrc.includes('avif')])"
    )
    until(page, "document.querySelector('main img').naturalWidth")
    assert page.evaluate(widths)[0] == [360, True]
    go(page, "#/wilayah", ".plainly")
    page.locator(".plainly").click()
    page.wait_for_selector("text=Dengan gambar")
    page.context.set_offline(True)
    go(page, "#/berita", ".item img")
    until(page, "[...document.querySelectorAll('main img')].slice(0, 3).every(one => one.naturalWidth)")
    wide = take(viewport=DESKTOP)
    wide.locator(".card a").first.click()
    wide.wait_for_selector("article img")
    until(wide, "document.querySelector('article img').naturalWidth === 720")


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_every_page_is_open_to_everybody(hall: Any, take: Any, axe: str, viewport: Any, scheme: Any) -> None:
    page = take(viewport=viewport, color_scheme=scheme)
    for route in PAGES:
        go(page, f"#/{route}", "main h1")
        page.wait_for_timeout(300)
        assert findings(page, axe) == [], route
    page.set_viewport_size(SMALLEST)
    for route in PAGES:
        go(page, f"#/{route}", "main h1")
        page.wait_for_timeout(200)
        assert page.evaluate(OVERFLOW) <= 0, route
    go(page, "#/wisata", ".rows a")
    page.locator(".rows a").first.click()
    page.wait_for_selector("article")
    assert findings(page, axe) == []
    assert page.evaluate(OVERFLOW) <= 0
    assert page.errors == []


def test_it_is_used_with_the_keyboard_alone(hall: Any, taken: Any) -> None:
    page = taken
    page.reload()
    page.wait_for_selector("#q")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type(hall.titles[PlacePage].lower())
    page.wait_for_selector(".rows:not([hidden]) a")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("article h1")
    assert page.evaluate("document.activeElement.localName") == "h1", "a reader of the screen is told of the new page"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".narrow")
