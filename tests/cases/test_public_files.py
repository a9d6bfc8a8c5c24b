"""Files follow the text one by one: one that fails costs only itself, one that is sent twice arrives once."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cases.models import Attachment
from cases.receipts import secret_of

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
    html = response.content.decode()
    form = next(form for form in re.findall(r"<form.*?</form>", html, re.DOTALL) if 'name="file"' in form)
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
    if file:
        assert file.name in html
    case.refresh_from_db()
    assert case.status == "received"


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
