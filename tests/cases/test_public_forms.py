"""Citizens write without an account, a script or a cookie; nothing they type is lost, nothing is stored twice."""

import base64
import gzip
import hashlib
import html as markup
import re
import uuid
from pathlib import Path

import html5lib
import pytest
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import intake
from cases.models import Case, Reporter
from cases.receipts import secret_of
from tests.factories import UserFactory

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

# The one script of these pages: it offers to add the point where the phone is, and no other gets in.
POINT = Path(settings.ROOT, "templates/cases/point.js").read_text()


@pytest.fixture
def hall(tree, desk):
    """Sections with their pages, and the desk behind them."""
    return desk


def said(text):
    """A sentence of ours in the language of the page."""
    with override("id"):
        return _(text)


def text_of(response):
    return response.content.decode()


def kept(html):
    """The hidden fields of a page's last form."""
    form = html.rpartition("<form")[2]
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: markup.unescape(value) for name, value in pairs}


def looked(client, data, address=WRITE):
    response = client.post(address, data | {"step": "check"})
    assert response.status_code == 200, text_of(response)
    return kept(text_of(response))


def sent(client, data, address=WRITE):
    return client.post(address, looked(client, data, address) | {"step": "send"})


# ------------------------------------------------------------ the way in


def test_a_complaint_goes_from_form_to_look_to_receipt(hall, client):
    assert client.get(WRITE).status_code == 200
    response = sent(client, COMPLAINT)
    assert response.status_code == 200
    case = Case.objects.get()
    html = text_of(response)
    assert case.ref in html
    assert secret_of(case) in html
    assert (case.title, case.body, case.category.slug) == ("Jembatan putus", COMPLAINT["body"], "jalan")
    assert (case.channel, case.kind, case.flags) == ("web", "complaint", ["fast_form"])


@pytest.mark.parametrize("address", [WRITE, ASK, OBJECT, TRACK, "/pengaduan/"])
@pytest.mark.parametrize("unit", ["", "33.04.15.2008", "33.04.15", "99.99", "\0", "x" * 500])
def test_the_pages_stand_in_every_section(address, unit, hall, client):
    response = client.get(address, {"unit": unit} if unit else {})
    html = text_of(response)
    assert response.status_code == 200
    html5lib.HTMLParser(strict=True).parse(html)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    name = {"33.04.15.2008": "Desa Contoh", "33.04.15": "Kecamatan Contoh"}.get(unit, "Kabupaten Contoh")
    assert f"{name}</a></b>" in html
    assert not response.cookies
    assert re.findall(r"<script>(.*?)</script>", html, re.DOTALL) == ([POINT] if address == WRITE else [])
    assert html.count("<script") == (address == WRITE)
    digest = base64.b64encode(hashlib.sha256(POINT.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in response["Content-Security-Policy"]
    assert len(gzip.compress(response.content)) < 30_000


@pytest.mark.parametrize(
    "address", ["/pengaduan", "/pengaduan//", "/pengaduan/tulis", "/ppid/permohonan//", "/pengaduan/lacak"]
)
def test_a_missing_or_doubled_slash_is_served(address, hall, client):
    assert client.get(address).status_code == 200


def test_what_is_posted_without_its_slash_arrives(hall, client):
    assert client.post("/pengaduan/tulis", COMPLAINT | {"step": "check"}).status_code == 200


def test_the_form_belongs_to_nobody_and_may_be_kept(hall, client):
    first, second = client.get(WRITE), client.get(WRITE)
    assert first.content == second.content
    assert "submission_id" not in text_of(first)
    assert first["Cache-Control"] == "public, max-age=60"
    assert "csrf" not in text_of(first).lower()


def test_a_page_asks_the_database_at_most_fifteen_times(hall, client, django_assert_max_num_queries):
    client.get(WRITE)
    for address in (WRITE, ASK, OBJECT, TRACK, "/pengaduan/"):
        with django_assert_max_num_queries(17):
            client.get(address, {"unit": "33.04.15"})


def test_the_case_goes_to_the_section_whose_form_it_was(hall, client):
    sent(client, COMPLAINT | {"category": ""}, f"{WRITE}?unit=33.04.15.2008")
    assert Case.objects.get().origin_unit == hall.desa


def test_a_desk_that_takes_nothing_says_so_and_shows_other_ways(hall, client):
    hall.desa.desk.is_open = False
    hall.desa.desk.save()
    html = text_of(client.get(WRITE, {"unit": "33.04.15.2008"}))
    assert 'name="body"' not in html
    assert "lapor.go.id" in html


def test_the_english_pages_speak_english(hall, client):
    html = text_of(client.get("/en/pengaduan/tulis/"))
    assert '<html lang="en">' in html
    assert 'action=""' in html or "/en/pengaduan/" in html


# ------------------------------------------------------------ nothing typed is lost


def test_an_error_keeps_everything_and_says_what_to_do(hall, client):
    typed = COMPLAINT | {"title": "  \u200b ", "name": "Warga <b>", "email": "w@example.org", "is_anonymous": "on"}
    response = client.post(WRITE, typed | {"step": "check", "kind": "aspiration"})
    html = text_of(response)
    assert response.status_code == 400
    assert html.partition("<title>")[2].startswith(said("Error:"))
    assert 'href="#id_title"' in html
    assert re.search(r'id="galat"[^>]*autofocus', html)
    title = re.search(r'<input[^>]*name="title"[^>]*>', html)[0]
    assert 'aria-invalid="true"' in title
    assert "id_title-e" in re.search(r'aria-describedby="([^"]+)"', title)[1]
    assert 'id="id_title-e"' in html
    assert "Warga &lt;b&gt;" in html
    assert COMPLAINT["body"] in html
    assert 'value="depan SD"' in html
    assert re.search(r'value="jalan" selected', html)
    assert re.search(r'name="is_anonymous"[^>]*checked', html)
    assert re.search(r'value="aspiration" checked', html)
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "x" * 151},
        {"body": "y" * 10_001},
        {"body": "z" * 1_000_000},
        {"body": "a\0b"},
        {"title": "", "body": ""},
        {"body": "\u0301" * 20_000},
        {"body": "🌾" * 20_000},
    ],
    ids=["title", "body", "huge", "nul", "blank", "marks", "emoji"],
)
def test_hostile_texts_come_back_and_store_nothing(wrong, hall, client):
    response = client.post(WRITE, COMPLAINT | wrong | {"step": "send", "submission_id": str(uuid.uuid4())})
    assert response.status_code == 400
    assert not Case.objects.exists()
    html = text_of(response)
    assert "depan SD" in html
    for value in wrong.values():
        assert value.replace("\0", "") in html.replace("\0", "").replace("\ufffd", "")


def test_what_is_too_large_to_read_is_said_to_be(hall, client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post(WRITE, COMPLAINT | {"body": "y" * 2000}, content_type="application/x-www-form-urlencoded")
    assert response.status_code in (400, 413)
    response = client.generic("POST", WRITE, b"body=" + b"y" * 2000, "application/x-www-form-urlencoded")
    assert response.status_code == 413


def test_change_gives_the_form_back_as_it_was(hall, client):
    hidden = looked(client, COMPLAINT | {"is_confidential": "on"})
    html = text_of(client.post(WRITE, hidden | {"step": "change"}))
    assert COMPLAINT["body"] in html
    assert re.search(r'name="is_confidential"[^>]*checked', html)
    assert hidden["submission_id"] in html


def test_unusual_choices_never_cost_the_text(hall, client):
    odd = {
        "category": "tidak-ada",
        "village": "11.11",
        "about_unit": "xx",
        "lon": "nan",
        "lat": "1e999",
        "lang": "xx-<script>",
    }
    assert sent(client, COMPLAINT | odd).status_code == 200
    assert Case.objects.get().title == "Jembatan putus"


def test_a_busy_database_gives_the_look_back(hall, client, monkeypatch):
    hidden = looked(client, COMPLAINT)

    def busy(*args, **kwargs):
        raise intake.UnavailableError

    monkeypatch.setattr(intake, "submit", busy)
    response = client.post(WRITE, hidden | {"step": "send"})
    assert response.status_code == 503
    assert kept(text_of(response))["submission_id"] == hidden["submission_id"]
    assert response["Retry-After"]


# ------------------------------------------------------------ once, however often


def test_sent_twice_it_is_one_case_with_one_secret(hall, client):
    hidden = looked(client, COMPLAINT)
    first, second = (client.post(WRITE, hidden | {"step": "send"}) for _n in range(2))
    case = Case.objects.get()
    assert case.events.count() == 1
    for response in (first, second):
        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert case.ref in text_of(response)
        assert secret_of(case) in text_of(response)


def test_another_text_under_the_same_id_is_offered_as_a_new_one(hall, client):
    hidden = looked(client, COMPLAINT)
    client.post(WRITE, hidden | {"step": "send"})
    response = client.post(WRITE, hidden | {"body": "Sekarang sudah ambruk.", "step": "send"})
    assert response.status_code == 409
    again = kept(text_of(response))
    assert again["submission_id"] != hidden["submission_id"]
    assert Case.objects.get().body == COMPLAINT["body"]
    assert client.post(WRITE, again | {"step": "send"}).status_code == 200
    assert Case.objects.count() == 2


@pytest.mark.parametrize("wrong", ["", "5", "00000000-0000-0000-0000-000000000000", "not-a-uuid"])
def test_without_an_id_of_its_own_nothing_is_stored_blindly(wrong, hall, client):
    response = client.post(WRITE, COMPLAINT | {"step": "send", "submission_id": wrong})
    assert response.status_code == 200
    assert uuid.UUID(kept(text_of(response))["submission_id"]).version == 4
    assert not Case.objects.exists()


# ------------------------------------------------------------ nobody sends in another's name


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://jahat.example"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("address", [WRITE, ASK, OBJECT, TRACK])
def test_another_website_cannot_send(headers, address, hall, client):
    response = client.post(address, COMPLAINT | {"step": "send", "submission_id": str(uuid.uuid4())}, headers=headers)
    assert response.status_code == 403
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_our_own_page_and_what_is_no_browser_can(headers, hall, client):
    assert client.post(WRITE, COMPLAINT | {"step": "check"}, headers=headers).status_code == 200


def test_a_login_is_ignored_and_no_cookie_is_set(hall, client):
    client.force_login(UserFactory(username="pejabat", is_staff=True))
    response = sent(client, COMPLAINT)
    assert not response.cookies
    assert Case.objects.get().entered_by is None


def test_robots_are_marked_never_refused(hall, client):
    sent(client, COMPLAINT | {"website": "https://spam.example"})
    assert "honeypot" in Case.objects.get().flags


# ------------------------------------------------------------ the look before sending


def test_personal_data_is_shown_before_anybody_reads_it(hall, client):
    body = "Pak Anu, NIK 3304155203900001, telepon 0812-3456-7890, rekening BRI 123456789012."
    html = text_of(client.post(WRITE, COMPLAINT | {"body": body, "step": "check"}))
    assert html.count("<mark>") == 3
    assert "<mark>3304155203900001</mark>" in html
    assert said("phone number") in html
    assert not Case.objects.exists()


def test_what_cannot_be_used_is_named_before_it_is_sent(hall, client):
    html = text_of(client.post(WRITE, COMPLAINT | {"phone": "nol delapan", "step": "check"}))
    doubt = said("We cannot reach you this way; we keep it as you typed it.")
    assert f"<strong>{said('Phone or WhatsApp')}:</strong> {doubt}" in html


def test_who_gets_to_know_the_name_is_said_beside_it(hall, client):
    """The office that handles it never does: the name does not stand among what the office reads."""
    for ticked, words in (
        ({}, said("known to the coordinator, never published")),
        ({"is_anonymous": "on"}, said("hidden from the office that handles it and from the public")),
    ):
        html = text_of(client.post(WRITE, COMPLAINT | {"name": "Warga Satu", "step": "check"} | ticked))
        assert f'<span dir="auto">Warga Satu</span> – {words}' in html
        assert f"<dt>{said('Name')}</dt>" not in html


def test_the_look_is_plain_text(hall, client):
    html = text_of(client.post(WRITE, COMPLAINT | {"body": "<script>alert(1)</script>", "step": "check"}))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_the_office_of_the_chosen_village_can_be_the_matter(hall, client):
    sent(client, COMPLAINT | {"village": "33.04.15.2008", "about_unit": "village"})
    case = Case.objects.get()
    assert case.about_unit == hall.desa
    assert case.current_unit != hall.desa


# ------------------------------------------------------------ the receipt


def test_the_receipt_tells_what_to_keep_and_what_comes(hall, client):
    html = text_of(sent(client, COMPLAINT))
    case = Case.objects.get()
    due = case.clocks.get()
    assert "<svg" in html
    assert str(due.due_on.day) in html
    assert "ombudsman.go.id" in html
    assert "lapor.go.id" in html
    assert 'name="file"' in html
    assert 'class="slip"' in html


def test_the_square_leads_to_the_number_and_nothing_else(hall, client):
    import segno

    html = text_of(sent(client, COMPLAINT))
    case = Case.objects.get()
    drawn = segno.make_qr(f"http://testserver/pengaduan/{case.ref}/", error="m", boost_error=False)
    path = re.search(r'<svg.*?<path[^>]*stroke="#000"[^>]*d="([^"]+)"', html) or re.search(
        r'd="([^"]+)" stroke="#000"', html
    )
    assert path[1] in drawn.svg_inline(border=2, dark="#000", light="#fff", omitsize=True)
    assert drawn.version <= 4


def test_a_secret_is_in_no_address(hall, client):
    html = text_of(sent(client, COMPLAINT))
    secret = secret_of(Case.objects.get())
    for address in re.findall(r'(?:href|action|src)="([^"]*)"', html):
        assert secret not in address
        assert secret.replace("-", "") not in address


def test_a_date_that_nobody_has_confirmed_is_provisional(hall, client):
    from cases.models import Holiday

    Holiday.objects.update(confirmed_at=None, confirmed_by=None)
    assert said("provisional") in text_of(sent(client, COMPLAINT))


# ------------------------------------------------------------ information


def test_a_request_needs_what_the_law_asks_and_gets_a_register_number(hall, client):
    lacking = {name: value for name, value in REQUEST.items() if name not in ("nik", "phone")}
    response = client.post(ASK, lacking | {"step": "check"})
    assert response.status_code == 400
    assert {"#id_nik", "#id_phone"} <= set(re.findall(r'href="(#id_\w+)"', text_of(response)))
    html = text_of(sent(client, REQUEST, ASK))
    case = Case.objects.get()
    assert case.register_no in html
    assert Reporter.objects.get().nik_last4 == "0001"


def test_the_complaint_form_asks_for_no_nik(hall, client):
    html = text_of(client.get(WRITE))
    assert 'name="nik"' not in html
    assert 'name="lat"' not in html


def test_an_objection_needs_the_secret_of_the_request(hall, decided, client):
    case = decided()
    typed = {"kind": "objection", "request_ref": case.ref, "ground": "refused_as_exempt", "body": "Tidak beralasan."}
    response = client.post(OBJECT, typed | {"secret": "AAAA-AAAA-AAAA", "step": "check"})
    assert response.status_code == 400
    assert "Tidak beralasan." in text_of(response)
    hidden = looked(client, typed | {"secret": secret_of(case)}, OBJECT)
    assert "secret" not in hidden
    assert hidden["token"]
