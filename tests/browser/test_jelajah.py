"""Jelajah on a phone: an area is taken along, the line goes, everything is still there, and what was written goes out once."""

# ruff: noqa: F811 – fixtures of a neighbour
from __future__ import annotations

import base64
from typing import Any

import pytest

from api import bundling
from cases.models import Attachment, Case
from pages.models import NewsPage, PlacePage
from tests.browser.conftest import PHONE
from tests.browser.test_cases_journey import axe, elsewhere, findings, offices  # noqa: F401 – fixture

AREA, DESA = "33.04", "33.04.15.2008"
# 64 × 48 pixels, all the same: enough of a photo.
PHOTO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="
)


@pytest.fixture
def taken(hall: Any, visit: Any, offices: Any) -> Any:
    """The app with the regency on the phone."""
    elsewhere(lambda: bundling.build(AREA, "id", is_forced=True) or True)
    page = visit(f"{hall.url}/jelajah/", viewport=PHONE)
    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.locator(".rows button").first.click()
    page.wait_for_selector("#q")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


def go(page: Any, route: str, selector: str) -> None:
    page.evaluate("route => { location.hash = route; }", route)
    page.wait_for_selector(selector)


def test_without_a_line_everything_is_there_and_a_complaint_goes_out_once(hall: Any, taken: Any, axe: str) -> None:
    page, context = taken, taken.context
    go(page, f"#/lapor/{DESA}", "#body")  # once with a line, so that the form is on the phone
    context.set_offline(True)
    page.reload()
    page.wait_for_selector("#body")
    go(page, "#/", "#q")
    assert page.locator("#line").is_visible()
    title = hall.titles[PlacePage]
    page.fill("#q", title.lower())
    page.locator(".rows a", has_text=title).first.click()
    page.wait_for_selector("article h1")
    assert page.locator("article h1").inner_text() == title
    go(page, f"#/peta/{AREA}", ".map svg a")
    assert page.locator(".map svg a").count() == page.locator("h2 + ul li").count()
    assert findings(page, axe) == []

    go(page, f"#/lapor/{DESA}", "#body")
    page.locator("button[type=submit]").click()
    assert page.evaluate("document.activeElement.id") == "title"
    page.fill("#title", "Jembatan retak")
    page.fill("#body", "Retak sejak kemarin.")
    page.set_input_files("#photos", {"name": "a.png", "mimeType": "image/png", "buffer": PHOTO})
    page.wait_for_selector("text=foto-1.jpg")
    assert findings(page, axe) == []
    page.locator("button[type=submit]").click()
    page.wait_for_selector("[data-state=queued]")
    page.reload()
    page.wait_for_selector("[data-state=queued]")
    assert elsewhere(lambda: (Case.objects.filter(title="Jembatan retak").count(),)) == (0,)

    context.set_offline(False)
    page.wait_for_selector("[data-state=complete]")
    ref, secret = page.locator(".keep dd").all_inner_texts()
    assert findings(page, axe) == []
    page.evaluate("window.dispatchEvent(new Event('online'))")  # a second look sends nothing anew
    page.wait_for_timeout(500)

    def stored() -> tuple:
        [case] = Case.objects.filter(title="Jembatan retak")
        [file] = Attachment.objects.filter(case=case)
        return case.ref, case.channel, file.state, file.detected_type

    assert elsewhere(stored) == (ref, "app", "processed", "image/jpeg")
    assert len(secret.replace("-", "")) == 12
    page.locator("[data-state=complete] a").click()
    page.wait_for_url("**/pengaduan/lacak/**")
    assert page.errors == []


def test_what_changes_on_the_portal_changes_on_the_phone(hall: Any, taken: Any) -> None:
    page = taken
    go(page, "#/berita", ".rows")
    before = page.locator(".rows li").count()

    def change() -> tuple:
        first, second = NewsPage.objects.live().order_by("pk")[:2]
        old = first.title
        first.title = "Kabar paling baru"
        first.save_revision().publish()
        second.unpublish()
        return first.pk, old, second.pk

    first, old, second = elsewhere(change)
    try:
        page.evaluate("window.dispatchEvent(new Event('online'))")
        page.wait_for_selector("text=Kabar paling baru")
        assert page.locator(".rows li").count() == before - 1
    finally:

        def undo() -> bool:
            page = NewsPage.objects.get(pk=first)
            page.title = old
            page.save_revision().publish()
            NewsPage.objects.get(pk=second).save_revision().publish()
            return True

        elsewhere(undo)


def test_an_area_whose_bundle_is_gone_comes_by_the_feed(hall: Any, visit: Any, offices: Any) -> None:
    elsewhere(lambda: bundling.build(AREA, "id", is_forced=True) or True)
    page = visit(f"{hall.url}/jelajah/", viewport=PHONE)
    page.wait_for_selector(".rows button")
    page.route("**/paket/**", lambda route: route.fulfill(status=404))
    page.locator(".rows button").first.click()
    page.wait_for_selector("#q")
    go(page, "#/wisata", ".rows a")
    assert page.locator(".rows li").count() > 0


def test_a_page_that_wants_a_log_in_is_not_believed(hall: Any, taken: Any) -> None:
    page = taken
    go(page, f"#/lapor/{DESA}", "#body")
    page.route(
        "**/api/v1/submissions/**",
        lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Login</h1>"),
    )
    page.fill("#title", "Lewat hotspot")
    page.fill("#body", "Jangan hilang.")
    page.locator("button[type=submit]").click()
    page.wait_for_selector("[data-state=queued]")
    page.unroute("**/api/v1/submissions/**")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_selector("[data-state=complete]")
    assert elsewhere(lambda: (Case.objects.filter(title="Lewat hotspot").count(),)) == (1,)


def test_what_the_portal_cannot_take_is_kept_and_said(hall: Any, taken: Any, axe: str) -> None:
    page = taken
    go(page, f"#/lapor/{DESA}", "#body")
    page.fill("#title", "​")  # nothing that one can read
    page.fill("#body", "Isi tetap ada.")
    page.locator("button[type=submit]").click()
    page.wait_for_selector("[data-state=needs_fix]")
    page.locator("[data-state=needs_fix] a").click()
    page.wait_for_selector("#body")
    assert page.input_value("#body") == "Isi tetap ada."
    assert page.locator(".wrong .bad").count() == 1
    assert findings(page, axe) == []


def test_without_script_there_are_links(hall: Any, visit: Any) -> None:
    page = visit(f"{hall.url}/jelajah/", javascript=False, viewport=PHONE)
    assert page.locator("main a").count() >= 3
