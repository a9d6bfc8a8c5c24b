"""Citizens write without an account, a script or a cookie; nothing they type is lost, nothing is stored twice."""

import re

import html5lib
import pytest

from cases.models import Case

WRITE, ASK, OBJECT, TRACK = "/pengaduan/tulis/", "/ppid/permohonan/", "/ppid/keberatan/", "/pengaduan/lacak/"
COMPLAINT = {
    "kind": "complaint",
    "category": "jalan",
    "title": "Jembatan putus",
    "body": "Jembatan di depan SD putus sejak hujan semalam.",
    "place_text": "depan SD",
}
REQUEST = {
    "kind": "information_request",
    "body": "Salinan APBD tahun 2025",
    "purpose": "Penelitian",
    "applicant_kind": "individual",
    "access_mode": "obtain_copy",
    "name": "Contoh Nama",
    "nik": "3304155203900001",
    "address": "Jalan Contoh 1",
    "phone": "081234567890",
}


@pytest.fixture
def hall(tree, desk):
    """Sections with their pages, and the desk behind them."""
    return desk


def fields(html):
    """The hidden fields of the last form of a page."""
    form = html.rpartition("<form")[2]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))


def looked(client, data, address=WRITE):
    response = client.post(address, data | {"step": "check"})
    assert response.status_code == 200, response.content.decode()
    return fields(response.content.decode())


def sent(client, data, address=WRITE):
    return client.post(address, looked(client, data, address) | {"step": "send"})


def test_a_complaint_goes_from_form_to_look_to_receipt(hall, client):
    assert client.get(WRITE).status_code == 200
    response = sent(client, COMPLAINT)
    assert response.status_code == 200
    case = Case.objects.get()
    html = response.content.decode()
    assert case.ref in html and "<svg" in html
    assert (case.title, case.body, case.category.slug) == ("Jembatan putus", COMPLAINT["body"], "jalan")
    assert case.channel == "web"


@pytest.mark.parametrize("address", [WRITE, ASK, OBJECT, TRACK, "/pengaduan/"])
@pytest.mark.parametrize("unit", ["", "33.04.15.2008", "33.04.15", "99.99", "\0", "x" * 500])
def test_the_pages_stand_in_every_section(address, unit, hall, client):
    response = client.get(address, {"unit": unit} if unit else {})
    html = response.content.decode()
    assert response.status_code == 200
    html5lib.HTMLParser(strict=True).parse(html)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    name = {"33.04.15.2008": "Desa Contoh", "33.04.15": "Kecamatan Contoh"}.get(unit, "Kabupaten Contoh")
    assert f"{name}</a></b>" in html
    assert not response.cookies
    assert "<script" not in html
