"""Somebody without a mouse finds a service and sends a report: with Tab, Enter, Space and what is typed, nothing else."""

# ruff: noqa: F811 – fixtures of a neighbour
from __future__ import annotations

from typing import Any

import pytest

from pages.models import DesaPage, ServicePage
from tests.browser.conftest import PHONE
from tests.browser.test_cases_journey import DESA, offices  # noqa: F401 – fixture

SEEN = """
() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 && box.width > 0
      && box.bottom > 0 && box.top < innerHeight;
}
"""


def tab_to(page: Any, selector: str, most: int = 60) -> None:
    """Presses Tab until this is in focus; wherever the focus rests on the way, it can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached within {most} steps")


def press(page: Any) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_home_of_a_desa_to_a_service(hall, visit):
    page = visit(hall.address(DesaPage), viewport=PHONE)
    tab_to(page, ".find input[name=cari]")
    page.keyboard.type(hall.titles[ServicePage])
    press(page)
    assert "cari=" in page.url
    tab_to(page, f"a[href='{hall.paths[ServicePage]}']")
    press(page)
    assert page.locator("h1").inner_text() == hall.titles[ServicePage]
    tab_to(page, "details.more-info > summary")
    page.keyboard.press("Space")
    assert page.locator("details.more-info").first.get_attribute("open") is not None


def test_a_report_is_written_checked_and_sent(hall, offices, visit):
    page = visit(f"{hall.url}/pengaduan/tulis/{DESA}", viewport=PHONE)
    tab_to(page, "input[name=kind]")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "aspiration"
    tab_to(page, "[name=title]")
    page.keyboard.type("Lampu di tikungan")
    tab_to(page, "[name=body]")
    page.keyboard.type("Mohon lampu di tikungan dekat SD.")
    tab_to(page, "button[value=check]")
    press(page)
    tab_to(page, "button[value=send]")
    press(page)
    assert page.locator(".keep dd").count() == 2
