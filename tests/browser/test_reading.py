"""A citizen reads every kind of page: on any phone, with large letters, at night, without script, by keyboard."""

import gzip
from typing import Any

import pytest

from pages.models import (
    ContactPage,
    DesaPage,
    DocumentIndexPage,
    DocumentPage,
    NewsIndexPage,
    NewsPage,
    RegencyPage,
    ServicePage,
)
from tests.browser.conftest import DESKTOP, PHONE, SMALLEST
from tests.pages.types import TYPES, name_of

every_type = pytest.mark.parametrize("model", TYPES, ids=name_of)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core, as the package carries it."""
    module = pytest.importorskip("axe_playwright_python.sync_playwright")
    return module.Axe().axe_script


def findings(page: Any) -> list[str]:
    """What axe finds wrong: rule, and the elements."""
    results = page.evaluate("rules => axe.run(rules)", RULES | {"resultTypes": ["violations"]})
    return [
        f"{violation['id']}: "
        + "; ".join(node["html"][:160] + " " + node["failureSummary"][:200] for node in violation["nodes"][:3])
        for violation in results["violations"]
    ]


@every_type
def test_it_is_accessible_in_every_light_and_width(hall, visit, axe, model):
    page = visit(hall.address(model), viewport=PHONE)
    page.evaluate(axe)
    found = {}
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found[viewport["width"], scheme] = findings(page)
    assert not any(found.values()), found


def test_the_instrument_finds_what_is_wrong(hall, visit, axe):
    page = visit(hall.address(ContactPage))
    page.evaluate(axe)
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert "button-name" in findings(page)[0]


@every_type
def test_it_never_scrolls_sideways(hall, visit, model):
    page = visit(hall.address(model), viewport=SMALLEST)
    assert page.evaluate(OVERFLOW) <= 0, "320 px"
    page.set_viewport_size(PHONE)
    assert page.evaluate(OVERFLOW) <= 0, "360 px"
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(OVERFLOW) <= 0, "letters twice as large"
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().width") > 0


def test_a_page_can_be_read_and_the_menu_used_without_script(hall, visit):
    page = visit(hall.address(DesaPage), javascript=False, viewport=PHONE)
    assert page.locator("h1").count() == 1
    menu = page.locator("nav.menu a").first
    assert not menu.is_visible()
    page.locator("header .mast summary").first.click()
    assert menu.is_visible()
    menu.click()
    assert page.locator("h1").is_visible()
    assert page.url != hall.address(DesaPage)


def test_a_list_is_filtered_without_script_and_its_address_can_be_shared(hall, visit):
    page = visit(hall.address(DocumentIndexPage), javascript=False, viewport=PHONE)
    wanted = hall.titles[DocumentPage]
    page.locator(".filter summary").click()
    page.fill("input[name=cari]", wanted)
    page.locator(".filter button").click()
    assert "cari=" in page.url
    assert page.locator("main").get_by_text(wanted).first.is_visible()
    again = visit(page.url, javascript=False)
    assert again.locator("input[name=cari]").input_value() == wanted


def test_the_keyboard_reaches_content_menu_and_back(hall, visit):
    page = visit(hall.address(NewsPage), viewport=PHONE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#isi"
    box = page.evaluate(
        "(() => { const b = document.activeElement.getBoundingClientRect(); return [b.top, b.height] })()"
    )
    assert box[0] >= 0
    assert box[1] > 0, "the skip link shows itself"
    page.keyboard.press("Enter")
    assert page.url.endswith("#isi")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_opens_by_keyboard_and_focus_is_seen(hall, visit):
    page = visit(hall.address(NewsPage), viewport=PHONE)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.mast summary')"):
            break
    else:
        pytest.fail("the menu is not reached within twelve steps")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    assert page.locator("nav.menu a").first.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('nav.menu') !== null")


def weigh(page_of: Any, address: str) -> dict[str, Any]:
    """What a first visit costs: bytes as sent compressed with headers, requests before load, hosts, cookies."""
    page = page_of("about:blank", viewport=PHONE, device_scale_factor=2)
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address, wait_until="load")
    before_load = len(responses)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    total = 0
    for response in responses:
        body = response.body()
        is_text = response.headers.get("content-type", "").split(";")[0] in {"text/html", "text/css", "image/svg+xml"}
        total += 300 + len(gzip.compress(body) if is_text else body)
    return {
        "bytes": total,
        "requests": len(responses),
        "before_load": before_load,
        "hosts": {response.url.split("/")[2].split(":")[0] for response in responses},
        "cookies": page.context.cookies(),
        "failed": [response.url for response in responses if response.status >= 400],
    }


@pytest.mark.parametrize(
    ("model", "most_bytes", "most_requests"),
    [
        (RegencyPage, 60_000, 20),
        (DesaPage, 60_000, 20),
        (NewsPage, 60_000, 10),
        (ServicePage, 60_000, 10),
        (NewsIndexPage, 120_000, 20),
        (ContactPage, 30_000, 10),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_first_visit_stays_within_its_budget(hall, visit, model, most_bytes, most_requests):
    cost = weigh(visit, hall.address(model))
    assert cost["failed"] == []
    assert cost["hosts"] == {"localhost"}
    assert cost["cookies"] == []
    assert cost["before_load"] <= 8
    assert cost["requests"] <= most_requests
    assert cost["bytes"] <= most_bytes
