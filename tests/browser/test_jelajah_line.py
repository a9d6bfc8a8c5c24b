"""Jelajah on a line that hangs, lies and breaks: nothing is lost, doubled, believed or asked for too often."""

# ruff: noqa: F811 – fixtures of a neighbour
from __future__ import annotations

import json
from typing import Any

import pytest

from cases.models import Attachment, Case
from pages.models import PlacePage
from tests.browser.conftest import PHONE
from tests.browser.test_cases_journey import elsewhere, offices  # noqa: F401 – fixture
from tests.browser.test_jelajah import AREA, DESA, PHOTO, go, take, taken, until  # noqa: F401 – fixtures

SUBMISSIONS, UPLOADS, FEED = "**/api/v1/submissions/**", "**/api/v1/uploads/**", "**/api/v1/sync/**"
ONLINE = "window.dispatchEvent(new Event('online'))"


def write(page: Any, title: str, photos: int = 0) -> None:
    """Fills the form and sends it off."""
    go(page, f"#/lapor/{DESA}", "#body")
    page.fill("#title", title)
    page.fill("#body", "Jangan hilang.")
    for number in range(1, photos + 1):
        page.set_input_files("#photos", {"name": "a.png", "mimeType": "image/png", "buffer": PHOTO})
        page.wait_for_selector(f"text=foto-{number}.jpg")
    page.locator("button[type=submit]").click()
    page.wait_for_selector("[data-state]")


def stored(title: str) -> tuple[int, int]:
    """How many cases of this title are there, and how many whole files of theirs."""

    def count() -> tuple[int, int]:
        files = Attachment.objects.filter(case__title=title, state="processed")
        return Case.objects.filter(title=title).count(), files.count()

    return elsewhere(count)


class Gate:
    """Holds the first request that fits until it is let through, broken off, or answered."""

    def __init__(self, page: Any, pattern: str, method: str = "") -> None:
        self.held: Any = None
        self.count = 0
        self.method = method
        page.route(pattern, self.take)

    def take(self, route: Any) -> None:
        if self.method and route.request.method != self.method:
            route.fallback()
            return
        self.count += 1
        if self.count == 1:
            self.held = route
        else:
            route.fallback()

    def wait(self, page: Any) -> Any:
        for _ in range(100):
            if self.held:
                return self.held
            page.wait_for_timeout(50)
        raise AssertionError("nobody asked")


def test_a_line_that_comes_back_while_an_answer_is_waited_for_is_used_at_once(hall: Any, taken: Any) -> None:
    """The question that hangs is that of the line before: when it breaks off, the new line is asked, not the next half minute."""
    page = taken
    gate = Gate(page, FEED)
    page.evaluate(ONLINE)
    held = gate.wait(page)
    page.evaluate(ONLINE)
    page.wait_for_timeout(200)
    assert gate.count == 1, "one question at a time"
    with page.expect_response(FEED, timeout=5_000):
        held.abort()
    assert gate.count == 2
    page.wait_for_selector("#line", state="hidden")


def test_a_second_complaint_does_not_wait_for_a_first_that_hangs(hall: Any, taken: Any) -> None:
    page = taken
    gate = Gate(page, SUBMISSIONS, "PUT")
    write(page, "Yang pertama")
    held = gate.wait(page)
    write(page, "Yang kedua")
    held.abort()
    until(page, "document.querySelectorAll('[data-state=complete]').length === 2")
    assert stored("Yang pertama") == stored("Yang kedua") == (1, 0)


def test_an_answer_that_is_lost_after_everything_was_stored_doubles_nothing(hall: Any, taken: Any) -> None:
    page = taken
    lost = []

    def lose(route: Any) -> None:
        if route.request.method in ("PUT", "PATCH") and lost.count(route.request.url) < 1:
            lost.append(route.request.url)
            route.fetch()  # the portal has it, the phone does not hear of it
            route.abort()
        else:
            route.fallback()

    page.route(SUBMISSIONS, lose)
    page.route(UPLOADS, lose)
    write(page, "Hilang di jalan", photos=3)
    for _ in range(5):
        page.evaluate(ONLINE)
        page.wait_for_timeout(400)
    page.wait_for_selector("[data-state=complete]")
    assert len(lost) == 4
    assert stored("Hilang di jalan") == (1, 3)
    assert page.errors == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [("text/html", "<h1>Login</h1>"), ("application/json", "<h1>Login</h1>"), ("application/json", "{")],
)
def test_a_page_that_wants_a_log_in_is_not_believed(hall: Any, taken: Any, kind: str, body: str) -> None:
    page, title = taken, f"Lewat hotspot {kind} {len(body)}"

    def lie(route: Any) -> None:
        route.fulfill(status=200, content_type=kind, body=body)

    for pattern in (SUBMISSIONS, FEED):
        page.route(pattern, lie)
    write(page, title)
    page.wait_for_selector("[data-state=queued]")
    page.evaluate(ONLINE)
    page.wait_for_selector("#line:not([hidden])")
    go(page, "#/wisata", ".rows a")
    assert hall.titles[PlacePage] in page.locator(".rows a").all_inner_texts()
    for pattern in (SUBMISSIONS, FEED):
        page.unroute(pattern)
    page.evaluate(ONLINE)
    go(page, "#/kiriman", "[data-state=complete]")
    assert stored(title) == (1, 0)
    assert page.errors == []


def test_a_portal_that_asks_to_wait_is_left_alone(hall: Any, taken: Any) -> None:
    page, asked = taken, []
    problem = {"code": "unavailable", "status": 503, "title": "", "detail": "", "retryable": True, "errors": []}

    def busy(route: Any) -> None:
        asked.append(route.request.url)
        headers = {"Retry-After": "600"}
        route.fulfill(status=503, content_type="application/problem+json", body=json.dumps(problem), headers=headers)

    page.route(FEED, busy)
    page.route(SUBMISSIONS, busy)
    write(page, "Menunggu giliran")
    page.evaluate(ONLINE)
    page.wait_for_timeout(500)
    assert len(asked) == 2
    for _ in range(3):
        page.evaluate(ONLINE)
        page.wait_for_timeout(200)
    assert len(asked) == 2


def test_what_is_wiped_while_it_is_being_sent_stays_away(hall: Any, taken: Any) -> None:
    page = taken
    gate = Gate(page, SUBMISSIONS, "PUT")
    write(page, "Dihapus di tengah", photos=1)
    held = gate.wait(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("button.quiet").click()
    page.wait_for_selector("[data-state]", state="detached")
    held.fallback()
    page.wait_for_timeout(800)
    page.reload()
    page.wait_for_selector("main h1")
    assert page.locator("[data-state]").count() == 0
    assert stored("Dihapus di tengah") == (1, 0), "its photo stays here"


def test_an_area_that_breaks_off_can_be_taken_again(hall: Any, visit: Any, take: Any) -> None:
    take()  # builds the bundle
    page = visit(f"{hall.url}/jelajah/", viewport=PHONE)
    page.wait_for_selector(".offer button")
    page.route("**/paket/**", lambda route: route.abort())
    page.locator(".offer button").first.click()
    page.wait_for_selector("text=terputus")
    page.unroute("**/paket/**")
    page.locator(".offer button").first.click()
    page.wait_for_selector("#q")


def test_an_area_that_the_portal_knows_no_more_does_not_stop_the_others(hall: Any, taken: Any) -> None:
    page = taken
    page.evaluate(
        """async () => {
          const { put } = await import('/static/jelajah/store.js');
          await put('areas', {code: '11.99', name: 'Dulu', locale: 'id', cursor: '', isFull: true, pass: 1, etag: '', askAfter: 0});
        }"""
    )
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.route(
        "**/api/v1/sync/?region=11.99*",
        lambda route: route.fulfill(
            status=400,
            content_type="application/problem+json",
            body=json.dumps(
                {
                    "code": "invalid_parameter",
                    "status": 400,
                    "title": "",
                    "detail": "",
                    "retryable": False,
                    "errors": [],
                }
            ),
        ),
    )
    page.evaluate(ONLINE)
    page.wait_for_timeout(1_000)
    assert [url for url in asked if f"region={AREA}&" in url]
    assert page.errors == []


def test_readers_behind_one_address_are_counted_one_by_one(hall: Any, taken: Any) -> None:
    page = taken
    tokens = set()
    page.on("request", lambda one: tokens.add(one.headers.get("x-pendopo-install")) if "/api/" in one.url else None)
    page.evaluate(ONLINE)
    page.wait_for_timeout(500)
    [token] = tokens
    assert len(token) >= 16
    page.reload()
    page.wait_for_selector("#q")
    page.wait_for_timeout(500)
    assert len(tokens) == 2, "and followed by nobody: it is another one after each start"
