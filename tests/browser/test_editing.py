"""An official writes, a citizen reads: from the log-in of the admin to the site and to an app."""

import io
import json
import re
from typing import Any

from PIL import Image

from blocks.stream import BodyBlock
from pages.models import NewsIndexPage, NewsPage, ServicePage
from tests.browser.conftest import DESKTOP, PASSWORD, PHONE
from tests.browser.test_cases_journey import elsewhere

TITLE = "Warga membersihkan saluran air"
SUMMARY = "Lima puluh warga bekerja sejak pagi."
ALT = "Warga mengangkat lumpur dari saluran"
WORDS = "Saluran sepanjang dua ratus meter kini bersih."
# As a word processor or another site hands it over.
FOREIGN = """
<h1 style="color:red">Judul besar</h1><p class="MsoNormal" onclick="x()">Dari <span style="font:9px Arial">surat
<b>tebal</b> dan <i>miring</i></span>, <u>garis</u>, <a href="https://contoh.go.id/a" target="_blank">tautan</a> dan
<a href="javascript:alert(1)">jahat</a></p><table><tr><td>sel</td></tr></table><ul><li>satu</li></ul>
<img src="https://x.example/y.png"><iframe src="https://x.example"></iframe><style>p{color:red}</style>
"""
PASTE = """
([element, html]) => {
  const data = new DataTransfer();
  data.setData('text/html', html);
  element.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}
"""


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


def add_text(page: Any) -> Any:
    """Adds a block of text to the body; gives the place where one writes."""
    page.locator("#body-root .c-sf-add-button, [data-contentpath=body] .c-sf-add-button").first.click()
    page.locator(".w-combobox__option", has=page.locator(".icon-pilcrow")).first.click()
    editor = page.locator("[data-contentpath=body] .public-DraftEditor-content").first
    editor.click()
    return editor


def write_text(page: Any, words: str) -> None:
    add_text(page)
    page.keyboard.type(words)
    # The editor keeps its words a moment after they are typed.
    kept = "words => document.querySelector('[name=body-0-value]').value.includes(words)"
    page.wait_for_function(kept, arg=words)


def test_an_editor_publishes_news_and_a_citizen_and_an_app_read_it(hall, visit):
    page = log_in(visit, hall, viewport=PHONE)
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


def test_what_is_pasted_from_elsewhere_is_cleaned(hall, visit):
    page = log_in(visit, hall, viewport=PHONE)
    page.goto(hall.admin[NewsIndexPage])
    page.locator("main a[href*='add_subpage']").first.click()
    page.fill("#id_title", "Tempelan dari surat")
    page.fill("#id_summary", SUMMARY)
    editor = add_text(page)
    page.evaluate(PASTE, [editor.element_handle(), FOREIGN])
    kept = "words => document.querySelector('[name=body-0-value]').value.includes(words)"
    page.wait_for_function(kept, arg="satu")
    publish(page)
    stored = elsewhere(lambda: NewsPage.objects.get(title="Tempelan dari surat").body.get_prep_value())
    html = re.sub(r' data-block-key="[^"]*"', "", stored[0]["value"])
    assert set(re.findall(r"</?(\w+)", html)) <= {"p", "b", "i", "a", "ul", "li", "br"}
    assert set(re.findall(r"<\w+ ([^>]*)>", html)) == {'href="https://contoh.go.id/a"'}
    assert "<p>Judul besar</p>" in html
    assert "<b>tebal</b>" in html
    assert "<i>miring</i>" in html
    assert "<ul><li>satu</li></ul>" in html
    assert "jahat" in html


def test_every_block_is_previewed_on_a_phone(hall, visit):
    page = log_in(visit, hall, viewport=PHONE)
    wrong = {}
    for name, block in BodyBlock().child_blocks.items():
        answer = page.goto(f"{hall.url}/admin/block-preview/?id={block.definition_prefix}")
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        if answer.status != 200 or width > 0 or not page.locator("main").inner_text().strip() or "rgba" in ground:
            wrong[name] = (answer.status, width, ground)
    assert wrong == {}
