"""A citizen with an old phone and no script sends, follows, answers and rates; every page is light and open to everybody."""

from __future__ import annotations

import gzip
import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from cases import actions, triggers
from cases.models import Case
from tests.browser.conftest import DESKTOP, PHONE, SMALLEST, follow
from tests.cases.conftest import CaseDesk, plant_desk

DESA = "?unit=33.04.15.2008"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
LONG_WORD = "Jembatan" * 200


def elsewhere(action: Callable[[], Any]) -> Any:
    """Asks the database from another thread: Playwright's event loop forbids it here."""
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(action())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found, "it failed in the other thread"
    return found[0]


@pytest.fixture(scope="module")
def offices(hall: Any, django_db_blocker: Any) -> Any:
    """The desk of the hall's regency, committed; its cases are taken away before the hall is emptied."""
    desk = elsewhere(plant_desk)
    yield desk
    elsewhere(sweep)


def sweep() -> bool:
    from django.apps import apps

    with triggers.lifted():
        Case.objects.update(parent=None, duplicate_of=None)
        for model in reversed(list(apps.get_app_config("cases").get_models(include_auto_created=True))):
            model._base_manager.all()._raw_delete("default")
    return True


def answer(desk: CaseDesk, ref: str) -> bool:
    """What officers do between two visits of the citizen."""
    case = Case.objects.get(ref=ref)
    data = {"unit": desk.desa, "handling_class": "normative", "visibility": "publishable"}
    case, _event = actions.act(case, "assign", desk.officer("verifier"), data)
    handler = desk.officer("handler_desa")
    case, _event = actions.act(case, "accept", handler, {})
    actions.act(case, "answer", handler, {"text": "Jembatan sudah diperbaiki.", "outcome": "resolved"})
    return True


def ask(desk: CaseDesk, ref: str) -> bool:
    actions.act(Case.objects.get(ref=ref), "ask", desk.officer("verifier"), {"text": LONG_WORD})
    return True


def fill(page: Any, **typed: str) -> None:
    for name, value in ({"title": "Jembatan putus", "body": "Jembatan di depan SD putus."} | typed).items():
        page.fill(f"[name={name}]", value)


def press(page: Any, step: str) -> None:
    follow(page, page.locator(f"button[value={step}]").first)


def sent(page: Any) -> tuple[str, str]:
    """From the empty form to the receipt: number and secret."""
    fill(page)
    press(page, "check")
    press(page, "send")
    ref, secret = page.locator(".keep dd").all_inner_texts()
    return ref, secret


def enter(page: Any, url: str, ref: str, secret: str) -> None:
    page.goto(f"{url}/pengaduan/lacak/{DESA}")
    page.fill("[name=ref]", ref)
    page.fill("[name=secret]", secret)
    press(page, "open")


def test_from_a_report_to_its_rating_without_script(hall, offices, visit):
    page = visit(f"{hall.url}/pengaduan/{DESA}", javascript=False, viewport=PHONE)
    asked: list[tuple[str, str]] = []
    page.on("request", lambda request: asked.append((request.url, request.headers.get("referer", ""))))
    follow(page, page.locator(".tiles a").first)
    fill(page, title="   ", body="Jembatan di depan SD putus. Hubungi 0812-3456-7890.")
    press(page, "check")
    assert page.locator("#galat a").count() == 1
    assert not page.title().startswith(page.locator("h1").inner_text())
    assert page.input_value("[name=body]").startswith("Jembatan di depan SD")
    page.fill("[name=title]", "Jembatan putus")
    press(page, "check")
    assert page.locator("mark").inner_text() == "0812-3456-7890"
    press(page, "change")
    page.fill("[name=body]", "Jembatan di depan SD putus sejak semalam.")
    press(page, "check")
    assert page.locator("mark").count() == 0
    press(page, "send")
    ref, secret = page.locator(".keep dd").all_inner_texts()
    page.reload()
    assert page.locator(".keep dd").all_inner_texts() == [ref, secret]

    assert elsewhere(lambda: answer(offices, ref))
    enter(page, hall.url, ref, secret)
    assert page.get_by_text("Jembatan sudah diperbaiki.").is_visible()
    follow(page, page.locator("form:has([value=confirm]) button"))
    page.check("[name=score][value='5']")
    page.check("[name=is_resolved][value=true]")
    follow(page, page.locator("form:has([value=rate]) button"))
    assert page.locator("#selesai").is_visible()
    rated = elsewhere(lambda: Case.objects.get(ref=ref).events.get(type="rated").payload)
    assert (rated["score"], rated["is_resolved"]) == (5, True)
    assert elsewhere(lambda: Case.objects.get(ref=ref).status) == "closed"
    assert page.context.cookies() == []
    assert not [one for one in asked if secret in "".join(one) or secret.replace("-", "") in "".join(one)]


def test_pressed_twice_it_is_one_report(hall, offices, visit):
    page = visit(f"{hall.url}/pengaduan/tulis/{DESA}", javascript=False, viewport=PHONE)
    fill(page, title="Lampu jalan mati")
    press(page, "check")
    press(page, "send")
    first = page.locator(".keep dd").all_inner_texts()
    page.go_back()
    press(page, "send")
    assert page.locator(".keep dd").all_inner_texts() == first
    assert elsewhere(lambda: Case.objects.filter(title="Lampu jalan mati").count()) == 1


def test_the_point_where_the_phone_is_goes_along_when_it_is_asked_for(hall, offices, visit):
    page = visit(f"{hall.url}/pengaduan/tulis/{DESA}", viewport=PHONE)
    page.context.grant_permissions(["geolocation"], origin=hall.url)
    page.context.set_geolocation({"longitude": 109.7123456, "latitude": -7.3123456, "accuracy": 11.6})
    fill(page, title="Pohon tumbang menutup jalan")
    assert page.locator("[name=lon]").count() == 0
    for state in ("attached", "detached", "attached"):
        page.locator(".point button").click()
        page.locator("[name=lon]").wait_for(state=state)
    press(page, "check")
    assert page.get_by_text("-7.312346, 109.712346 (± 12 m)").is_visible()
    press(page, "change")
    assert "12 m" in page.locator(".point [role=status]").inner_text()
    press(page, "check")
    press(page, "send")
    case = elsewhere(lambda: Case.objects.get(title="Pohon tumbang menutup jalan"))
    assert (str(case.lon), str(case.lat), case.accuracy_m, case.place_source) == ("109.712346", "-7.312346", 12, "gps")


def test_without_script_or_permission_the_form_lacks_nothing(hall, offices, visit):
    page = visit(f"{hall.url}/pengaduan/tulis/{DESA}", javascript=False, viewport=PHONE)
    assert not page.locator(".point").is_visible()
    page = visit(f"{hall.url}/pengaduan/tulis/{DESA}", viewport=PHONE)
    page.locator(".point button").click()
    page.wait_for_timeout(300)
    assert page.locator("[name=lon]").count() == 0
    assert page.locator(".point [role=status]").inner_text() != ""


def test_back_keeps_what_was_typed(hall, offices, visit):
    page = visit(f"{hall.url}/pengaduan/tulis/{DESA}", javascript=False, viewport=PHONE)
    fill(page, title="Air tidak mengalir")
    press(page, "check")
    page.go_back()
    assert page.input_value("[name=title]") == "Air tidak mengalir"


def test_a_file_follows_the_text(hall, offices, visit, tmp_path):
    from PIL import Image

    picture = tmp_path / "jembatan.jpg"
    Image.new("RGB", (60, 40), "green").save(picture)
    page = visit(f"{hall.url}/pengaduan/tulis/{DESA}", javascript=False, viewport=PHONE)
    ref, _secret = sent(page)
    page.set_input_files("[name=file]", str(picture))
    press(page, "file")
    assert page.get_by_text("jembatan.jpg").is_visible()
    assert page.locator(".keep dd").first.inner_text() == ref


PAGES = [
    "/pengaduan/",
    "/pengaduan/tulis/",
    "/ppid/permohonan/",
    "/ppid/keberatan/",
    "/pengaduan/lacak/",
    "/pengaduan/x/",
]


@pytest.fixture(scope="module")
def axe() -> str:
    module = pytest.importorskip("axe_playwright_python.sync_playwright")
    return module.Axe().axe_script


def findings(page: Any, axe: str) -> list[str]:
    """What axe finds wrong on a phone, by day and by night, and whether anything stands out of the screen."""
    page.evaluate(axe)
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        results = page.evaluate("rules => axe.run(rules)", RULES | {"resultTypes": ["violations"]})
        for violation in results["violations"]:
            found.append(f"{scheme} {violation['id']}: {[node['html'][:160] for node in violation['nodes'][:3]]}")
    for size in (SMALLEST, DESKTOP, PHONE):
        page.set_viewport_size(size)
        if page.evaluate(OVERFLOW) > 0:
            found.append(f"{size['width']} px: wider than the screen")
    return found


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_open_to_everybody(path, hall, offices, visit, axe):
    page = visit(f"{hall.url}{path}{DESA}", viewport=PHONE)
    assert findings(page, axe) == []


def test_the_pages_on_the_way_are_too(hall, offices, visit, axe, tmp_path):
    page = visit(f"{hall.url}/pengaduan/tulis/{DESA}", viewport=PHONE)
    found = {}
    fill(page, title="  ", body=LONG_WORD)
    press(page, "check")
    page.wait_for_selector("#galat:focus")
    found["error"] = findings(page, axe)
    fill(page, title=LONG_WORD[:150], body=f"{LONG_WORD} 081234567890")
    press(page, "check")
    found["look"] = findings(page, axe)
    press(page, "send")
    found["receipt"] = findings(page, axe)
    ref, secret = page.locator(".keep dd").all_inner_texts()
    (tmp_path / f"{LONG_WORD[:90]}.txt").write_text("halo")
    page.set_input_files("[name=file]", str(tmp_path / f"{LONG_WORD[:90]}.txt"))
    press(page, "file")
    found["refused file"] = findings(page, axe)
    press(page, "show")
    for folded in page.locator("main details").all():
        folded.evaluate("one => one.open = true")
    found["case"] = findings(page, axe)
    assert elsewhere(lambda: ask(offices, ref))
    enter(page, hall.url, ref, secret)
    found["asked"] = findings(page, axe)
    page.fill("form:has([value=reply]) textarea", LONG_WORD)
    follow(page, page.locator("form:has([value=reply]) button"))
    found["replied"] = findings(page, axe)
    elsewhere(lambda: answer(offices, ref))
    enter(page, hall.url, ref, secret)
    found["answered"] = findings(page, axe)
    enter(page, hall.url, ref, "AAAA-BBBB-CCCC")
    found["refused"] = findings(page, axe)
    assert not any(found.values()), found


@pytest.mark.parametrize("path", PAGES[:5])
def test_a_page_costs_little(path, hall, offices, visit):
    page = visit("about:blank", viewport=PHONE)
    requests: list[Any] = []
    page.on("requestfinished", lambda request: requests.append(request))
    page.goto(f"{hall.url}{path}{DESA}", wait_until="networkidle")
    # As it travels: the server of the tests sends style and icons as they were written, a real one squeezes them.
    bodies = sum(len(gzip.compress(request.response().body())) for request in requests)
    assert bodies + sum(request.sizes()["responseHeadersSize"] for request in requests) <= 20_000
    assert len(requests) <= 4


def test_the_receipt_prints_on_one_slip(hall, offices, visit):
    page = visit(f"{hall.url}/pengaduan/tulis/{DESA}", viewport=DESKTOP)
    sent(page)
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", paper)) == 1
    box = paper.partition(b"/MediaBox [")[2].partition(b"]")[0].split()
    assert [round(float(one)) for one in box[2:]] == [298, 420]
