"""Files follow the text one by one: one that fails costs only itself, one that is sent twice arrives once."""

import html as markup
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cases import actions, examining
from cases.models import Attachment, Case
from cases.receipts import secret_of

from . import files
from .conftest import open_case, plant_desk
from .test_public_forms import COMPLAINT, said
from .test_public_forms import sent as sent_by_form

TRACK = "/pengaduan/lacak/"


@pytest.fixture
def hall(tree, desk):
    return desk


def photo(name="jembatan.jpg"):
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(data, "JPEG")
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def opened(client, case):
    return client.post(TRACK, {"step": "open", "ref": case.ref, "secret": secret_of(case)})


def fields(response):
    page = response.content.decode()
    form = next(form for form in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'name="file"' in form)
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def send(client, hidden, file, **more):
    return client.post(TRACK, hidden | {"step": "file", "file": file} | more)


def test_a_file_sent_twice_arrives_once(hall, make_case, client):
    case = make_case(at=timezone.now())
    hidden = fields(opened(client, case))
    for _number in range(2):
        assert send(client, hidden, photo()).status_code == 200
    assert case.attachments.count() == 1
    assert Attachment.objects.get().state in ("stored", "processed")


def test_from_the_receipt_one_comes_back_to_the_receipt(hall, make_case, client):
    case = make_case(at=timezone.now())
    response = send(client, fields(opened(client, case)), photo(), origin="receipt")
    html = response.content.decode()
    assert secret_of(case) in html
    assert "jembatan.jpg" in html


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: SimpleUploadedFile("virus.jpg", b"MZ\x90\x00" + b"x" * 200, "image/jpeg"),
        lambda: SimpleUploadedFile("kosong.jpg", b"", "image/jpeg"),
        lambda: SimpleUploadedFile("catatan.txt", b"halo", "text/plain"),
        lambda: None,
    ],
    ids=["program", "empty", "text", "none"],
)
def test_a_file_that_cannot_be_taken_is_named_and_the_case_stands(wrong, hall, make_case, client):
    case = make_case(at=timezone.now())
    file = wrong()
    hidden = fields(opened(client, case))
    response = client.post(TRACK, hidden | {"step": "file"} | ({"file": file} if file else {}))
    assert response.status_code == 400
    html = response.content.decode()
    assert case.ref in html
    assert "<title>Galat: " in html
    assert '<a href="#berkas">' in html.partition('id="galat"')[2].partition("</div>")[0]
    assert html.partition('id="berkas-e">')[2].partition("</p>")[0] in html.partition('id="galat"')[2]
    assert 'aria-describedby="berkas-e berkas-h" aria-invalid="true"' in html
    if file:
        assert file.name in html
    case.refresh_from_db()
    assert case.status == "received"


def test_on_the_receipt_a_file_that_failed_is_an_error_beside_its_field(hall, client):
    receipt = sent_by_form(client, COMPLAINT)
    response = send(client, fields(receipt), SimpleUploadedFile("catatan.txt", b"halo", "text/plain"))
    html = response.content.decode()
    assert response.status_code == 400
    assert "<title>Galat: Terkirim" in html
    assert '<a href="#berkas">' in html
    assert 'id="berkas-e"' in html
    assert secret_of(Case.objects.get()) in html


def test_the_sixth_file_is_refused(hall, make_case, client):
    case = make_case(at=timezone.now())
    page = opened(client, case)
    hidden = fields(page)
    for number in range(5):
        page = send(client, hidden, photo(f"{number}.jpg"))
        assert page.status_code == 200
        if number < 4:
            hidden = fields(page)
    assert 'name="file"' not in page.content.decode()
    hidden["file_id"] = ""
    assert send(client, hidden, photo("6.jpg")).status_code == 400
    assert case.attachments.count() == 5


def test_a_file_of_another_case_is_out_of_reach(hall, make_case, client):
    mine, other = make_case(at=timezone.now()), make_case(at=timezone.now())
    hidden = fields(opened(client, mine))
    send(client, fields(opened(client, other)) | {"file_id": hidden["file_id"]}, photo("punya-orang.jpg"))
    response = send(client, hidden, photo())
    assert response.status_code == 200
    assert other.attachments.count() == 1
    assert mine.attachments.count() == 1


def test_another_file_from_the_same_form_is_a_file_of_its_own(hall, make_case, client):
    """Who goes back and chooses another one sends it under the id of the first."""
    case = make_case(at=timezone.now())
    hidden = fields(opened(client, case))
    assert send(client, hidden, SimpleUploadedFile("catatan.txt", b"halo", "text/plain")).status_code == 400
    assert send(client, hidden, photo("satu.jpg")).status_code == 200
    other = SimpleUploadedFile("dua.png", files.png(), "image/png")
    assert send(client, hidden, other).status_code == 200
    arrived = case.attachments.filter(state="stored").values_list("original_name", flat=True)
    assert sorted(arrived) == ["dua.png", "satu.jpg"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [("foto.dng", b"II*\0" + bytes(60), "raw_photo"), ("catatan.txt", b"halo", "type")],
)
def test_the_page_says_why_a_file_was_not_taken(name, data, reason, hall, make_case, client):
    case = make_case(at=timezone.now())
    response = send(client, fields(opened(client, case)), SimpleUploadedFile(name, data))
    assert said(str(examining.REASONS[reason])) in markup.unescape(response.content.decode())


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_cannot_be_read_is_told_at_once_and_takes_no_place(client):
    case = open_case(plant_desk(), at=timezone.now())
    response = send(
        client, fields(opened(client, case)), SimpleUploadedFile("besar.png", files.huge_png(12_000, 9_000))
    )
    assert response.status_code == 400
    html = markup.unescape(response.content.decode())
    assert said("The picture has too many pixels. Please send a smaller one.") in html
    assert case.attachments.get().state == "quarantined"
    assert send(client, fields(response), photo()).status_code == 200
    assert case.events.filter(type="attachment_received").count() == 2


def test_who_is_asked_for_more_may_send_more(hall, make_case, client):
    case = make_case(at=timezone.now())
    for number in range(5):
        files.announced(case, b"x", name=f"{number}.jpg")
    case.attachments.update(state="processed")
    assert 'name="file"' not in opened(client, case).content.decode()
    actions.act(case, "ask", hall.officer("verifier"), {"text": "Mohon foto dari dekat."})
    assert send(client, fields(opened(client, case)), photo()).status_code == 200


def test_one_case_is_no_store_house(hall, make_case):
    case = make_case(at=timezone.now())
    rows = [files.announced(case, b"x") for _number in range(21)]
    assert [row.reject_reason for row in rows] == [""] * 20 + ["too_many"]


def test_a_file_that_was_announced_and_never_came_may_come_as_a_new_one(hall, make_case, client):
    case = make_case(at=timezone.now())
    late = files.announced(case, b"x" * 10)
    Attachment.objects.filter(pk=late.pk).update(expires_at=timezone.now())
    page = opened(client, case)
    assert fields(page)["file_id"] != str(late.pk)
    assert send(client, fields(page) | {"file_id": str(late.pk)}, photo()).status_code == 200


def test_an_awaited_file_is_known_by_its_size(hall, make_case, client):
    case = make_case(at=timezone.now())
    sent = photo()
    files.announced(case, b"x" * 10)
    awaited = files.announced(case, sent.read())
    sent.seek(0)
    assert send(client, fields(opened(client, case)), sent).status_code == 200
    awaited.refresh_from_db()
    assert awaited.state == "stored"
