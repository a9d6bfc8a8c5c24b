"""Jelajah on a phone: an area is taken along, the line goes, everything is still there, and what was written goes out once."""

# ruff: noqa: F811 – fixtures of a neighbour
from __future__ import annotations

import base64
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from api import bundling
from cases.models import Attachment, Case
from pages.models import NewsPage, PlacePage
from tests.browser.conftest import PHONE
from tests.browser.test_cases_journey import axe, elsewhere, findings, offices  # noqa: F401 – fixture

AREA, DESA = "33.04", "33.04.15.2008"
CONTRACT = json.loads((Path(__file__).parent.parent / "snapshots" / "openapi.json").read_text())
# 64 × 48 pixels, all the same: enough of a photo.
PHOTO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="
)


@pytest.fixture
def take(hall: Any, visit: Any, offices: Any) -> Any:
    """Opens the app and takes the regency along: `take(viewport=DESKTOP)`."""

    def take_along(**options: Any) -> Any:
        elsewhere(lambda: bundling.build(AREA, "id", is_forced=True) or True)
        page = visit(f"{hall.url}/jelajah/", **({"viewport": PHONE} | options))
        page.errors, page.asked = [], []
        page.context.on("request", lambda request: page.asked.append((request.method, request.url)))
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.locator(".offer button").first.click()
        page.wait_for_selector("#q")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        return page

    return take_along


@pytest.fixture
def taken(take: Any) -> Any:
    """The app on a phone, with the regency."""
    return take()


def go(page: Any, route: str, selector: str) -> None:
    page.evaluate("route => { location.hash = route; }", route)
    page.wait_for_selector(selector)


def until(page: Any, expression: str) -> None:
    """Waits until this is true in the page; Playwright's own way needs `eval`, which the page forbids."""
    for _ in range(150):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


def test_without_a_line_everything_is_there_and_a_complaint_goes_out_once(hall: Any, taken: Any, axe: str) -> None:
    page, context = taken, taken.context
    context.set_offline(True)
    page.reload()
    page.wait_for_selector("#q")
    assert page.locator("#line").is_visible()
    title = hall.titles[PlacePage]
    page.fill("#q", title.lower())
    page.locator(".rows a", has_text=title).first.click()
    page.wait_for_selector("article h1")
    assert page.locator("article h1").inner_text() == title
    go(page, "#/peta", ".map svg a")
    assert page.locator(".map svg a").count() == page.locator("h2 + ol > li").count()
    assert findings(page, axe) == []

    go(page, "#/lapor", "main .rows a")
    go(page, f"#/lapor/{DESA}", "#body")  # its form never came: that of the area around it is used
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
        return case.ref, case.channel, case.origin_unit.code, file.state, file.detected_type

    assert elsewhere(stored) == (ref, "app", DESA, "processed", "image/jpeg")
    assert len(secret.replace("-", "")) == 12
    assert not unknown_to_the_contract(page.asked)
    page.locator("[data-state=complete] a").click()
    page.wait_for_url("**/pengaduan/lacak/**")
    assert page.errors == []


def unknown_to_the_contract(asked: list[tuple[str, str]]) -> list[str]:
    """The calls of the API that its description does not have: path, method, or the name of a parameter."""
    wrong, known = [], {"bundles", "cases/config", "map", "sync", "submissions", "uploads"}
    for method, url in asked:
        parts = urlsplit(url)
        if not parts.path.startswith("/api/"):
            continue
        known -= {name for name in known if name in parts.path}
        found = [
            operations[{"HEAD": "get"}.get(method, method.lower())]
            for path, operations in CONTRACT["paths"].items()
            if re.fullmatch(re.sub(r"{\w+}", "[^/]+", path), parts.path)
            and {"HEAD": "get"}.get(method, method.lower()) in operations
        ]
        names = {one["name"] for operation in found for one in operation.get("parameters", ()) if one["in"] == "query"}
        if not found or not {name for name, _value in parse_qsl(parts.query)} <= names:
            wrong.append(f"{method} {url}")
    assert not known, f"never asked for: {known}"
    return wrong


def test_what_changes_on_the_portal_changes_on_the_phone(hall: Any, taken: Any) -> None:
    page = taken
    go(page, "#/berita", ".rows")
    before = page.locator(".rows > li").count()

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
        assert page.locator(".rows > li").count() == before - 1
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
    page.wait_for_selector(".offer button")
    page.route("**/paket/**", lambda route: route.fulfill(status=404))
    page.locator(".offer button").first.click()
    page.wait_for_selector("#q")
    go(page, "#/wisata", ".rows a")
    assert page.locator(".rows > li").count() > 0


def test_what_was_written_in_one_language_is_there_and_wiped_in_the_other(hall: Any, taken: Any) -> None:
    """A phone is lent and lent again: nothing of the one before may be left behind a switch of language."""
    page = taken
    page.context.set_offline(True)
    go(page, f"#/lapor/{DESA}", "#body")
    page.fill("#title", "Lampu mati")
    page.fill("#body", "Rahasia saya.")
    page.locator("button[type=submit]").click()
    page.wait_for_selector("[data-state=queued]")
    page.route("**/api/v1/submissions/**", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto(f"{hall.url}/en/jelajah/#/kiriman")
    page.wait_for_selector("text=Lampu mati")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("button.quiet").click()
    page.wait_for_selector("[data-state]", state="detached")
    page.unroute("**/api/v1/submissions/**")
    kept = """async () => {
      const texts = [];
      for (const {name} of await indexedDB.databases()) {
        const base = await new Promise((done) => { const asked = indexedDB.open(name); asked.onsuccess = () => done(asked.result); });
        for (const table of base.objectStoreNames) texts.push(JSON.stringify(await new Promise((done) => {
          const asked = base.transaction(table).objectStore(table).getAll(); asked.onsuccess = () => done(asked.result); })));
      }
      return texts.join(' ');
    }"""
    assert "Rahasia" not in page.evaluate(kept)
    page.goto(f"{hall.url}/jelajah/#/kiriman")
    page.wait_for_selector("main h1")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.wait_for_timeout(500)
    assert page.locator("[data-state]").count() == 0
    assert elsewhere(lambda: (Case.objects.filter(title="Lampu mati").count(),)) == (0,)
