"""An official writes, a citizen reads: from the log-in of the admin to the site and to an app."""

import io
import json
from typing import Any

from PIL import Image

from pages.models import NewsIndexPage, ServicePage
from tests.browser.conftest import DESKTOP, PASSWORD, PHONE

TITLE = "Warga membersihkan saluran air"
SUMMARY = "Lima puluh warga bekerja sejak pagi."
ALT = "Warga mengangkat lumpur dari saluran"
WORDS = "Saluran sepanjang dua ratus meter kini bersih."


def log_in(visit: Any, hall: Any, viewport: dict[str, int] = DESKTOP) -> Any:
    page = visit(f"{hall.url}/admin/login/", viewport=viewport)
    page.fill("#id_username", "admin")
    page.fill("#id_password", PASSWORD)
    page.locator("form button[type=submit]").click()
    page.wait_for_url(f"{hall.url}/admin/")
    return page


def publish(page: Any) -> None:
    """Presses Publish in the menu of actions at the foot of the editor, and waits for the answer."""
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    with page.expect_navigation():
        page.locator("footer [name=action-publish]").click()


def upload_picture(page: Any) -> None:
    """Chooses the page's picture by uploading a photo, as from a phone."""
    photo = io.BytesIO()
    Image.new("RGB", (800, 600), "#2f6b4f").save(photo, "JPEG")
    page.locator("#id_picture-chooser [data-chooser-action-choose]").click()
    page.locator(".modal a[href='#tab-upload']").click()
    page.set_input_files(
        ".modal input[type=file]", {"name": "saluran.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    )
    # The title follows the file by script; typing it makes sure that the form is ready.
    page.fill(".modal #tab-upload input[name$=title]", "Saluran air")
    page.locator(".modal #tab-upload button[type=submit]").click()
    page.locator("#id_picture-chooser .chosen img").wait_for(state="visible")


def write_text(page: Any, words: str) -> None:
    """Adds a block of text to the body and writes in it."""
    page.locator("#body-root .c-sf-add-button, [data-contentpath=body] .c-sf-add-button").first.click()
    page.locator(".w-combobox__option", has=page.locator(".icon-pilcrow")).first.click()
    page.locator("[data-contentpath=body] .public-DraftEditor-content").first.click()
    page.keyboard.type(words)
    # The editor keeps its words a moment after they are typed.
    kept = "words => document.querySelector('[name=body-0-value]').value.includes(words)"
    page.wait_for_function(kept, arg=words)


def test_an_editor_publishes_news_and_a_citizen_and_an_app_read_it(hall, visit):
    page = log_in(visit, hall)
    page.goto(hall.admin[NewsIndexPage])
    page.locator("main a[href*='add_subpage']").first.click()
    page.fill("#id_title", TITLE)
    page.fill("#id_summary", SUMMARY)
    upload_picture(page)
    page.fill("#id_picture_alt", ALT)
    write_text(page, WORDS)
    publish(page)

    listed = visit(hall.address(NewsIndexPage), javascript=False, viewport=PHONE)
    listed.get_by_role("link", name=TITLE).first.click()
    assert listed.locator("h1").inner_text() == TITLE
    assert listed.get_by_text(WORDS).is_visible()
    assert listed.get_by_role("img", name=ALT).is_visible()
    assert listed.url.endswith("/berita/warga-membersihkan-saluran-air/")

    answer = listed.request.get(f"{hall.url}/api/v1/pages/?type=news&limit=100")
    assert answer.status == 200
    item = next(item for item in json.loads(answer.body())["items"] if item["title"] == TITLE)
    assert item["type"] == "news"
    assert item["url"] == listed.url
    assert item["summary"] == SUMMARY
    assert item["picture"]["alt"] == ALT
    assert len(item["picture"]["renditions"]) == 4
    detail = listed.request.get(f"{hall.url}/api/v1/pages/{item['id']}/")
    assert WORDS in json.dumps(json.loads(detail.body())["body"], ensure_ascii=False)


def test_a_service_without_a_fee_is_refused_beside_the_field_and_nothing_typed_is_lost(hall, visit):
    page = log_in(visit, hall, viewport=PHONE)
    page.goto(f"{hall.admin[ServicePage]}edit/")
    page.select_option("#id_fee_type", "")
    page.fill("#id_product", "Surat yang baru diketik")
    publish(page)
    error = page.locator("[data-contentpath=fee_type] .w-field__errors")
    assert error.inner_text().strip()
    assert page.locator("#id_product").input_value() == "Surat yang baru diketik"
    assert page.locator("#id_fee_type").input_value() == ""
    assert page.locator("h1").count() == 1
    public = visit(hall.address(ServicePage), javascript=False)
    assert "Surat yang baru diketik" not in public.content()
