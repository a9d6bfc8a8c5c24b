"""The contract as a page: read on a phone too, asks nobody else for anything, and nothing of it is blocked."""

import pytest

from .conftest import DESKTOP, PHONE


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_contract_is_read_on_every_screen_without_asking_a_third_party(hall, visit, viewport):
    page = visit("about:blank", viewport=viewport)
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{hall.url}/api/v1/docs/")
    operation = page.locator("#operations-pages-pages")
    operation.locator("button.opblock-summary-control").click()
    operation.locator(".responses-table").wait_for()
    assert operation.locator(".opblock-description code").all_inner_texts() == ["body", "sync/"], "prose is no code"
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert {url.split("/")[2] for url in asked if url.startswith("http")} == {hall.url.split("/")[2]}
    assert complaints == []
