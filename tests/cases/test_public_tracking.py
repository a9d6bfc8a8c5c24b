"""Reporters follow their case with number and secret, answer, rate and object; the secret stays out of every address."""

import html as markup
import re
import uuid

import pytest
from django.core import signing
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import actions, tracking
from cases.models import Case
from cases.receipts import secret_of

TRACK, OBJECT = "/pengaduan/lacak/", "/ppid/keberatan/"
NOW = timezone.now


@pytest.fixture
def hall(tree, desk):
    return desk


def said(text):
    with override("id"):
        return _(text)


def opened(client, case, **more):
    return client.post(TRACK, {"step": "open", "ref": case.ref, "secret": secret_of(case)} | more)


def form_of(response, action):
    """The hidden fields of the form of an action on the page of a case; None when it is not offered."""
    html = response.content.decode()
    for form in re.findall(r"<form.*?</form>", html, re.DOTALL):
        pairs = {
            n: markup.unescape(v) for n, v in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
        }
        if pairs.get("action") == action:
            return pairs
    return None


def act(client, page, action, **typed):
    return client.post(TRACK, form_of(page, action) | typed | {"step": "act"})


def test_number_and_secret_open_the_case(hall, make_case, client):
    case = make_case(at=NOW())
    response = opened(client, case)
    html = response.content.decode()
    assert response.status_code == 200
    assert case.body in html
    assert response["Cache-Control"] == "no-store"
    assert secret_of(case) not in html
    assert not response.cookies


def test_both_may_be_typed_carelessly(hall, make_case, client):
    case = make_case(at=NOW())
    typed = {"ref": case.ref.lower().replace("-", " "), "secret": secret_of(case).lower().replace("-", "")}
    assert opened(client, case, **typed).status_code == 200
    assert case.body in opened(client, case, **typed).content.decode()


def test_wrong_unknown_and_withdrawn_are_told_apart_by_nobody(hall, make_case, client):
    case, gone = make_case(at=NOW()), make_case(at=NOW())
    answers = set()
    for ref in (case.ref, gone.ref, "BNA-26-000000-0", "apa saja"):
        response = client.post(TRACK, {"step": "open", "ref": ref, "secret": "AAAA-BBBB-CCCC"})
        assert response.status_code == 400
        answers.add(response.content.decode().replace(markup.escape(ref), "REF"))
    assert len(answers) == 1


def test_a_secret_does_not_open_another_case(hall, make_case, client):
    case, other = make_case(at=NOW()), make_case(at=NOW())
    assert opened(client, case, secret=secret_of(other)).status_code == 400


def test_guessing_is_stopped(hall, make_case, client):
    case = make_case(at=NOW())
    for _number in range(5):
        opened(client, case, secret="AAAA-BBBB-CCCC")
    response = opened(client, case)
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0


@pytest.mark.parametrize(
    "token", ["", "x", "a:b:c", signing.dumps([1, 1], salt="other")], ids=["empty", "short", "parts", "signed"]
)
def test_a_forged_token_opens_nothing(token, hall, make_case, client):
    case = make_case(at=NOW())
    response = client.post(TRACK, {"step": "show", "token": token, "ref": case.ref})
    assert response.status_code == 400
    assert case.body not in response.content.decode()


def test_after_a_quarter_of_an_hour_the_text_is_given_back(hall, make_case, client, monkeypatch):
    case = make_case(at=NOW())
    hidden = form_of(opened(client, case), "message")
    monkeypatch.setattr(tracking, "TOKEN_SECONDS", -1)
    response = client.post(TRACK, hidden | {"step": "act", "text": "Tadi pagi dua anak jatuh."})
    html = response.content.decode()
    assert response.status_code == 400
    assert "Tadi pagi dua anak jatuh." in html
    monkeypatch.undo()
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    again = opened(client, case, **kept)
    assert "Tadi pagi dua anak jatuh.</textarea>" in again.content.decode()
    assert case.events.filter(type="message").count() == 0
    act(client, again, "message", text="Tadi pagi dua anak jatuh.")
    assert case.events.get(type="message").reporter_text == "Tadi pagi dua anak jatuh."


def test_a_question_is_answered_once_however_often_it_is_pressed(hall, make_case, client):
    case = make_case(at=NOW())
    actions.act(case, "ask", hall.officer("verifier"), {"text": "Di RT berapa?"})
    page = opened(client, case)
    assert "Di RT berapa?" in page.content.decode()
    for _number in range(2):
        response = act(client, page, "reply", text="RT 3.")
        assert response.status_code == 200
    case.refresh_from_db()
    assert case.status == "received"
    assert case.events.filter(type="reply").count() == 1


def test_an_empty_answer_is_an_error_beside_its_box(hall, make_case, client):
    case = make_case(at=NOW())
    response = act(client, opened(client, case), "message", text="  ")
    html = response.content.decode()
    assert response.status_code == 400
    assert html.partition("<title>")[2].startswith(said("Error:"))
    assert 'id="message_text-e"' in html


def test_an_answer_can_be_confirmed_and_rated_once(hall, answered, client):
    case = answered(at=NOW())
    page = opened(client, case)
    assert "Sudah diperbaiki." in page.content.decode()
    page = act(client, page, "confirm")
    case.refresh_from_db()
    assert case.status == "closed"
    page = act(client, page, "rate", score="4", is_resolved="true", comment="Terima kasih")
    assert page.status_code == 200
    assert form_of(page, "rate") is None
    assert case.events.get(type="rated").payload["score"] == 4
    assert case.events.get(type="rated").payload["is_resolved"] is True


@pytest.mark.parametrize("score", ["0", "6", "-1", "x", ""])
def test_stars_are_one_to_five(score, hall, answered, client):
    case = answered(at=NOW())
    page = act(client, opened(client, case), "confirm")
    response = act(client, page, "rate", score=score, is_resolved="true", comment="Bagus sekali")
    assert response.status_code == 400
    assert "Bagus sekali" in response.content.decode()


def test_an_answer_that_does_not_help_is_reopened(hall, answered, client):
    case = answered(at=NOW())
    act(client, opened(client, case), "reopen", text="Masih rusak.")
    case.refresh_from_db()
    assert (case.status, case.reopen_count) == ("in_progress", 1)


def test_what_is_not_possible_any_more_keeps_the_text(hall, answered, client):
    case = answered(at=NOW())
    page = opened(client, case)
    act(client, page, "confirm")
    response = act(client, page, "reopen", text="Masih rusak.")
    assert response.status_code == 409
    assert Case.objects.get(pk=case.pk).status == "closed"


def test_a_case_can_be_withdrawn(hall, make_case, client):
    case = make_case(at=NOW())
    response = act(client, opened(client, case), "withdraw", text="")
    assert response.status_code == 200
    case.refresh_from_db()
    assert case.status == "withdrawn"


@pytest.mark.parametrize("action", ["publish", "assign", "note", "purge", ""])
def test_a_reporter_has_only_the_reporter_s_actions(action, hall, make_case, client):
    case = make_case(at=NOW())
    hidden = form_of(opened(client, case), "message")
    response = client.post(TRACK, hidden | {"step": "act", "action": action, "text": "x"})
    assert response.status_code in (400, 409)
    assert case.events.count() == 1


def test_a_reporter_may_use_the_rights_over_personal_data(hall, make_case, client):
    case = make_case(at=NOW())
    response = act(client, opened(client, case), "data_request", what="delete", text="")
    assert response.status_code == 200, response.content.decode()
    assert case.clocks.filter(clock="data_subject_request").exists()


def test_internal_words_stay_inside(hall, make_case, client):
    case = make_case(at=NOW())
    actions.act(case, "note", hall.officer("verifier"), {"text": "KENARI-INTERNAL"})
    html = opened(client, case).content.decode()
    assert "KENARI-INTERNAL" not in html
    assert "verifier" not in html


def test_what_a_refusal_rests_on_is_told_to_its_applicant(hall, decided, client):
    html = opened(client, decided(at=NOW())).content.decode()
    assert f'{said("Ground of refusal")}: <b dir="auto">17 h</b>' in html
    assert f'{said("Consequence test")}: <b dir="auto">UK/1</b>' in html


def test_every_date_shows_how_it_was_counted(hall, make_case, client):
    html = opened(client, make_case(at=NOW())).content.decode()
    assert said("How the dates are counted") in html


def test_an_objection_starts_from_the_request_without_its_secret(hall, decided, client):
    case = decided(at=NOW())
    page = opened(client, case)
    html = page.content.decode()
    token = re.search(r'name="token" value="([^"]+)"', html)[1]
    start = client.post(OBJECT, {"step": "start", "token": token, "kind": "objection"})
    form = start.content.decode()
    assert case.ref in form
    assert 'name="secret"' not in form
    typed = {
        "kind": "objection",
        "token": token,
        "request_ref": case.ref,
        "ground": "refused_as_exempt",
        "body": "Keliru.",
    }
    look = client.post(OBJECT, typed | {"step": "check"}).content.decode()
    form = look.rpartition("<form")[2]
    kept = {n: markup.unescape(v) for n, v in re.findall(r'name="([^"]+)" value="([^"]*)"', form)}
    response = client.post(OBJECT, kept | {"step": "send"})
    objection = Case.objects.get(kind="objection")
    assert objection.parent == case
    assert objection.ref in response.content.decode()


def test_no_objection_is_offered_before_there_is_an_answer(hall, make_case, client):
    case = make_case("information_request", at=NOW())
    assert 'value="start"' not in opened(client, case).content.decode()


def test_an_objection_that_came_too_early_is_told_and_kept(hall, make_case, client):
    case = make_case("information_request", at=NOW())
    typed = {
        "kind": "objection",
        "request_ref": case.ref,
        "secret": secret_of(case),
        "ground": "late",
        "body": "Terlalu lama.",
        "submission_id": str(uuid.uuid4()),
    }
    response = client.post(OBJECT, typed | {"step": "send"})
    assert response.status_code == 400
    assert "Terlalu lama." in response.content.decode()
    assert not Case.objects.filter(kind="objection").exists()


def test_no_secret_reaches_a_log(hall, make_case, client, caplog):
    case = make_case(at=NOW())
    with caplog.at_level("DEBUG"):
        page = opened(client, case)
        opened(client, case, ref="BNA-26-000000-0")
        client.post(TRACK, form_of(page, "message") | {"step": "act", "action": "rate", "text": "x"})
        client.get(f"/pengaduan/{case.ref}/")
    assert secret_of(case) not in caplog.text
    assert form_of(page, "message")["token"] not in caplog.text
