"""A citizen reads every kind of page: on any phone, with large letters, at night, without script, by keyboard."""

import gzip
from typing import Any

import pytest

from pages.models import (
    BusinessIndexPage,
    ContactPage,
    DesaPage,
    DocumentIndexPage,
    DocumentPage,
    NewsPage,
    PlaceIndexPage,
    ServicePage,
)
from tests.browser.conftest import DESKTOP, PHONE, SMALLEST, follow
from tests.pages.types import TYPES, name_of

every_type = pytest.mark.parametrize("model", TYPES, ids=name_of)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What moved on the screen while the page came, as a share of it.
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(one => { if (!one.hadRecentInput) shifted += one.value; }))
    .observe({type: 'layout-shift', buffered: true});
"""


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
    page.evaluate("document.documentElement.style.fontSize = '225%'")
    assert page.evaluate(OVERFLOW) <= 0, "letters twice as large"
    page.set_viewport_size(SMALLEST)
    assert page.evaluate(OVERFLOW) <= 0, "letters twice as large at 320 px"
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().width") > 0


def test_a_page_can_be_read_and_the_menu_used_without_script(hall, visit):
    page = visit(hall.address(DesaPage), javascript=False, viewport=PHONE)
    assert page.locator("h1").count() == 1
    menu = page.locator("nav.menu a").first
    assert not menu.is_visible()
    page.locator("header .mast summary").first.click()
    assert menu.is_visible()
    follow(page, menu)
    assert page.locator("h1").is_visible()
    assert page.url != hall.address(DesaPage)


def test_a_list_is_filtered_without_script_and_its_address_can_be_shared(hall, visit):
    page = visit(hall.address(DocumentIndexPage), javascript=False, viewport=PHONE)
    wanted = hall.titles[DocumentPage]
    page.locator(".filter summary").click()
    page.fill("input[name=cari]", wanted)
    follow(page, page.locator(".filter button"))
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
    page.add_init_script(WATCH_SHIFTS)
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.goto(address, wait_until="load")
    before_load = len(responses)
    for _ in range(40):  # as a thumb does: pictures on the way are asked for when they come near
        page.mouse.wheel(0, 500)
        if page.evaluate("window.scrollY + window.innerHeight + 2 >= document.body.scrollHeight"):
            break
        page.wait_for_timeout(20)
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
        "shifted": page.evaluate("window.shifted"),
        "fonts": [response.url for response in responses if response.request.resource_type == "font"],
        "failed": [response.url for response in responses if response.status >= 400],
    }


# Pages whose business is pictures may weigh what the specification grants to galleries; forms and the like cost little.
MOST_BYTES = {PlaceIndexPage: 120_000, BusinessIndexPage: 120_000, ContactPage: 30_000}


@every_type
def test_a_first_visit_stays_within_its_budget(hall, visit, model):
    cost = weigh(visit, hall.address(model))
    assert cost["failed"] == []
    assert cost["hosts"] == {"localhost"}
    assert cost["cookies"] == []
    assert cost["fonts"] == []
    assert cost["before_load"] <= 8
    assert cost["requests"] <= (10 if model in (NewsPage, ServicePage) else 20)
    assert cost["bytes"] <= MOST_BYTES.get(model, 60_000)
    assert cost["shifted"] <= 0.05


def test_the_instrument_sees_what_moves(hall, visit):
    page = visit("about:blank", viewport=PHONE)
    page.add_init_script(WATCH_SHIFTS)
    page.goto(hall.address(NewsPage))
    page.wait_for_timeout(600)
    page.evaluate("document.querySelector('main').style.marginTop = '300px'")
    page.wait_for_timeout(200)
    assert page.evaluate("window.shifted") > 0.05
