"""Whatever goes wrong between the page and the database, the words of the citizen stand somewhere: stored, or given back."""

from __future__ import annotations

import uuid

import pytest
from django.db import OperationalError
from django.utils import timezone

from cases import intake, tracking
from cases.models import Case
from cases.receipts import secret_of

from .test_public_forms import ASK, COMPLAINT, OBJECT, WRITE, kept, looked, said, text_of
from .test_public_tracking import TRACK, act, form_of, opened

WORDS = "Lubangnya sudah sedalam lutut."


@pytest.fixture
def hall(tree, desk):
    return desk


# ------------------------------------------------------------ what happened in between


def test_words_for_a_step_that_is_gone_stand_ready_as_a_message(hall, answered, client):
    case = answered(at=timezone.now())
    page = opened(client, case)
    act(client, page, "confirm")
    response = act(client, page, "reopen", text=WORDS)
    assert response.status_code == 409
    assert f"{WORDS}</textarea>" in text_of(response)
    assert act(client, response, "message", text=WORDS).status_code == 200
    assert case.events.get(type="note").reporter_text == WORDS


def test_a_step_without_words_that_is_gone_is_only_told(hall, answered, client):
    page = opened(client, answered(at=timezone.now()))
    pressed = form_of(page, "confirm")
    assert client.post(TRACK, pressed | {"step": "act"}).status_code == 200
    again = client.post(TRACK, pressed | {"step": "act", "client_id": str(uuid.uuid4())})
    assert again.status_code == 409
    assert said("Nothing that you typed is lost.") in text_of(again)


def test_a_comment_to_a_rating_that_was_given_before_is_kept(hall, answered, client):
    case = answered(at=timezone.now())
    page = act(client, opened(client, case), "confirm")
    act(client, page, "rate", score="5", is_resolved="true", comment="")
    again = form_of(page, "rate") | {"client_id": str(uuid.uuid4())}
    response = client.post(TRACK, again | {"step": "act", "score": "1", "comment": WORDS})
    assert response.status_code == 409
    assert WORDS in text_of(response)


def test_an_action_that_does_not_exist_gives_its_words_back(hall, make_case, client):
    case = make_case(at=timezone.now())
    hidden = form_of(opened(client, case), "message")
    response = client.post(TRACK, hidden | {"step": "act", "action": "publish", "text": WORDS})
    assert response.status_code in (400, 409)
    assert WORDS in text_of(response)


def test_words_of_a_reopening_that_came_too_late_are_a_note_and_the_page_says_so(hall, answered, client, monkeypatch):
    case = answered(at=timezone.now())
    page = opened(client, case)
    late = case.clocks.get(clock="auto_close").due_at
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    response = act(client, page, "reopen", text=WORDS)
    assert response.status_code == 409
    assert case.events.get(type="note").reporter_text == WORDS
    why = said("The time to reopen this case is over.")
    told = said("%(why)s What you wrote is kept as a note; the office sees it.") % {"why": why}
    assert told in text_of(response)


def test_a_message_after_the_end_says_that_it_is_a_note(hall, answered, client):
    case = answered(at=timezone.now())
    page = act(client, opened(client, case), "confirm")
    response = act(client, page, "message", text=WORDS)
    assert said("Your message is kept as a note: this is closed, so nobody has to answer it.") in text_of(response)


def test_while_the_database_is_busy_the_page_keeps_the_words_and_the_id(hall, make_case, client, monkeypatch):
    case = make_case(at=timezone.now())
    page = opened(client, case)

    def busy(*args, **kwargs):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr("cases.engine.perform", busy)
        response = act(client, page, "message", text=WORDS)
    assert response.status_code == 503
    assert response["Retry-After"]
    assert f"{WORDS}</textarea>" in text_of(response)
    assert form_of(response, "message")["client_id"] == form_of(page, "message")["client_id"]
    act(client, response, "message", text=WORDS)
    assert case.events.get(type="message").reporter_text == WORDS


@pytest.mark.parametrize("where", ["stored", "created"])
def test_a_database_that_is_busy_at_any_point_of_a_send_gives_the_look_back(hall, client, monkeypatch, where):
    hidden = looked(client, COMPLAINT)

    def busy(*args, **kwargs):
        raise OperationalError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(intake, where, busy)
        response = client.post(WRITE, hidden | {"step": "send"})
    assert response.status_code == 503
    assert client.post(WRITE, kept(text_of(response)) | {"step": "send"}).status_code == 200
    assert Case.objects.get().body == COMPLAINT["body"]


def test_a_key_that_is_gone_costs_no_text_and_opens_nothing(hall, make_case, client, settings):
    case = make_case(at=timezone.now())
    secret = secret_of(case)
    hidden = looked(client, COMPLAINT)
    assert client.post(WRITE, hidden | {"step": "send"}).status_code == 200
    settings.CASE_KEYS = ["other:" + "A" * 43 + "="]
    again = client.post(WRITE, hidden | {"step": "send"})
    assert again.status_code == 503
    assert COMPLAINT["body"] in text_of(again)
    assert client.post(TRACK, {"step": "open", "ref": case.ref, "secret": secret}).status_code == 400


def test_an_objection_whose_token_ran_out_asks_for_the_secret_and_counts_no_guess(hall, decided, client, monkeypatch):
    case = decided(at=timezone.now())
    typed = {"kind": "objection", "request_ref": case.ref, "ground": "refused_as_exempt", "body": WORDS}
    hidden = looked(client, typed | {"secret": secret_of(case)}, OBJECT)
    monkeypatch.setattr(tracking, "TOKEN_SECONDS", -1)
    for _number in range(tracking.TRIES + 1):
        response = client.post(OBJECT, hidden | {"step": "send"})
        assert response.status_code == 400
        assert WORDS in text_of(response)
        assert 'name="secret"' in text_of(response)
    monkeypatch.undo()
    again = looked(client, typed | {"secret": secret_of(case)}, OBJECT)
    assert client.post(OBJECT, again | {"step": "send"}).status_code == 200
    assert Case.objects.get(kind="objection").body == WORDS


# ------------------------------------------------------------ how words are kept


def test_words_to_the_office_are_cleaned_like_those_of_a_report(hall, make_case, client):
    case = make_case(at=timezone.now())
    page = opened(client, case)
    assert act(client, page, "message", text="\u200b \u2060").status_code == 400
    act(client, page, "message", text="Sudah\u202e dua\u0007 kali\r\nlapor ")
    assert case.events.get(type="message").reporter_text == "Sudah dua kali\nlapor"


@pytest.mark.parametrize("text", ["a\0b", "x" * 10_001, "😀" * 20_000])
def test_words_that_cannot_be_kept_come_back(hall, make_case, client, text):
    case = make_case(at=timezone.now())
    response = act(client, opened(client, case), "message", text=text)
    assert response.status_code == 400
    assert text.rpartition("\0")[2] in text_of(response)
    assert case.events.count() == 1


# ------------------------------------------------------------ what no browser sends


PAGES = ("/pengaduan/", WRITE, ASK, OBJECT, TRACK)
ODD = [
    {"Origin": "http://["},
    {"Origin": "\xff\xfe"},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "multipart/form-data; boundary=" + "x" * 500},
    {"Content-Type": "text/plain"},
    {"Accept-Language": "x" * 8000},
    {"Cookie": "\xff=\xff; sessionid=" + "x" * 5000},
    {"Sec-Fetch-Site": "\xff"},
    {"Content-Length": "999999999999"},
    {"Authorization": "Bearer \xff"},
]
BODY = b'--x\r\nContent-Disposition: form-data; name="body"\r\n\r\n%41\r\n--x--\r\n'


@pytest.mark.parametrize("headers", ODD, ids=lambda headers: str(headers)[:60])
def test_no_header_makes_an_error_of_ours(headers, hall, client):
    meta = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in headers.items()}
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if f"HTTP_{name}" in meta:
            meta[name] = meta.pop(f"HTTP_{name}")
    for address in PAGES:
        assert client.get(address, {"unit": "%41"}, **meta).status_code == 200, address
        assert client.generic("POST", address, BODY, **meta).status_code in (200, 400, 403, 413), address
    missing = f"/berkas/{uuid.uuid4()}/"
    assert client.generic("POST", missing, BODY, **meta).status_code == 404
    assert not Case.objects.exists()


def test_a_flood_is_asked_to_wait_and_a_village_is_not(hall, client, monkeypatch):
    monkeypatch.setattr("cases.throttles.CALLS_A_MINUTE", 2)
    answers = [client.post(WRITE, COMPLAINT | {"step": "check"}) for _number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"
    assert client.get(WRITE).status_code == 200, "reading is not counted"
    assert client.post(WRITE, COMPLAINT | {"step": "check"}, REMOTE_ADDR="198.51.100.7").status_code == 200


def test_more_fields_than_a_form_has_are_too_many(hall, client):
    response = client.post(WRITE, {f"a{number}": "1" for number in range(1100)} | COMPLAINT)
    assert response.status_code == 413


def test_more_than_a_form_can_hold_is_not_even_read(hall, client):
    response = client.generic("POST", TRACK, b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(111 * 2**20))
    assert response.status_code == 413


def test_a_connection_that_breaks_off_stores_nothing(hall, client):
    from django.http import UnreadablePostError

    class Broken:
        def read(self, *args):
            raise UnreadablePostError("cut")

        readline = read

    answer = client.generic("POST", WRITE, b"x" * 10, "application/x-www-form-urlencoded", **{"wsgi.input": Broken()})
    assert answer.status_code == 413
    assert not Case.objects.exists()
