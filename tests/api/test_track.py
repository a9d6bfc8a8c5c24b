"""Following a case through the API: number and secret for a token, the own case, each action once however often it is sent."""

import json
import uuid

import pytest

from cases import receipts, tracking
from cases.models import Attachment, Case, Consent, PrivacyNotice
from tests.cases.conftest import NOW, _case_keys, answered, assigned, decided, desk, desk_copies, make_case  # noqa: F401 – fixtures


def post(client, path, body, token=None, **headers):
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return client.post(f"/api/v1/track/{path}", json.dumps(body), content_type="application/json", headers=headers)


@pytest.fixture(autouse=True)
def _in_april(monkeypatch):
    """The day on which the fixtures of cases stand; clocks of the requests go on from there."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def act(client):
    """Takes an action on a case as its reporter; gives the response."""

    def act(case, path, client_id=None, **body):
        body = {"client_id": str(uuid.uuid4()) if client_id is None else client_id, **body}
        return post(client, path, body, tracking.token_for(case))

    return act


def keys(case, **changes):
    return {"ref": case.ref, "secret": receipts.secret_of(case), **changes}


def code_of(response):
    return response.status_code, response.json().get("code")


# ---------------------------------------------------------------- opening


def test_number_and_secret_open_the_case(client, make_case):  # noqa: F811
    case = make_case(body="Isi asli.")
    response = post(client, "", keys(case))
    found = response.json()
    assert found["case"]["body"] == "Isi asli."
    assert found["case"]["events"][0]["type"] == "submit"
    assert response["Cache-Control"] == "no-store"
    own = client.get("/api/v1/track/case", headers={"Authorization": f"Bearer {found['token']}"})
    assert own.json() == found["case"]


def test_numbers_and_secrets_may_be_typed_carelessly(client, make_case):  # noqa: F811
    case = make_case()
    typed = keys(case, ref=case.ref.lower().replace("-", " "), secret=receipts.secret_of(case).lower().replace("-", ""))
    assert post(client, "", typed).status_code == 200


def test_wrong_unknown_and_malformed_are_alike(client, make_case):  # noqa: F811
    case = make_case()
    other = make_case()
    answers = [
        post(client, "", keys(case, secret="AAAA-AAAA-AAAA")),
        post(client, "", keys(case, secret=receipts.secret_of(other))),
        post(client, "", {"ref": "BNA-26-000000-0", "secret": "AAAA-AAAA-AAAA"}),
        post(client, "", {"ref": "bukan nomor", "secret": ""}),
    ]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}


def test_guessing_is_stopped_for_the_block_of_addresses_only(client, make_case):  # noqa: F811
    case = make_case()
    wrong = keys(case, secret="AAAA-AAAA-AAAA")
    assert [post(client, "", wrong).status_code for _ in range(6)] == [404] * 5 + [429]
    stopped = post(client, "", keys(case))
    assert code_of(stopped) == (429, "slow_down")
    assert int(stopped["Retry-After"]) > 0
    client.defaults["REMOTE_ADDR"] = "198.51.100.7"
    assert post(client, "", keys(case)).status_code == 200


def test_a_token_ends_with_its_time_and_with_its_secret(client, make_case, monkeypatch):  # noqa: F811
    case = make_case()
    token = tracking.token_for(case)
    bearer = {"Authorization": f"Bearer {token}"}
    assert client.get("/api/v1/track/case", headers=bearer).status_code == 200
    monkeypatch.setattr(tracking, "TOKEN_SECONDS", -1)
    assert code_of(client.get("/api/v1/track/case", headers=bearer)) == (401, "track_token_required")
    monkeypatch.undo()
    Case.objects.filter(pk=case.pk).update(secret_version=2)
    assert client.get("/api/v1/track/case", headers=bearer).status_code == 401
    assert client.get("/api/v1/track/case", headers={"Authorization": f"Bearer {token[:-1]}x"}).status_code == 401
    assert client.get("/api/v1/track/case").status_code == 401


def test_what_a_refusal_rests_on_is_told_to_its_applicant(client, decided):  # noqa: F811
    events = post(client, "", keys(decided())).json()["case"]["events"]
    assert [one for one in events[-1]["details"] if one["value"] in ("17 h", "UK/1")] == [
        {"label": "Alasan penolakan", "value": "17 h"},
        {"label": "Uji konsekuensi", "value": "UK/1"},
    ]


def test_secrets_do_not_travel_in_addresses(client, make_case):  # noqa: F811
    case = make_case()
    assert client.get("/api/v1/track/", keys(case)).status_code == 405


# ---------------------------------------------------------------- acting


def test_an_answer_is_confirmed_and_rated(act, answered):  # noqa: F811
    case = answered()
    confirmed = act(case, "confirm")
    assert confirmed.status_code == 201
    assert confirmed.json()["case"]["status"] == "closed"
    rated = act(case, "rating", score=5, is_resolved=True, comment="Cepat.")
    assert rated.status_code == 201
    assert rated.json()["case"]["rating"] == {"score": 5, "is_resolved": True}
    assert code_of(act(case, "rating", score=1)) == (409, "already_rated")


def test_the_same_call_again_is_a_replay_and_another_body_is_refused(act, answered):  # noqa: F811
    case = answered()
    id = str(uuid.uuid4())
    first, again = act(case, "messages", id, text="Terima kasih"), act(case, "messages", id, text="Terima kasih")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["event"] == again.json()["event"]
    assert code_of(act(case, "messages", id, text="Lain")) == (422, "idempotency_conflict")
    assert code_of(act(case, "confirm", id)) == (422, "idempotency_conflict")
    assert case.events.filter(type="message").count() == 1


@pytest.mark.parametrize("score", [0, 6, -1, "5 ", "5", True, None, 4.5, 10**14])
def test_a_rating_is_a_whole_number_from_one_to_five(act, answered, score):  # noqa: F811
    case = answered()
    act(case, "confirm")
    assert code_of(act(case, "rating", score=score)) == (400, "validation_failed")


def test_what_is_not_possible_now_changes_nothing(act, make_case):  # noqa: F811
    case = make_case()
    before = Case.objects.filter(pk=case.pk).values().get()
    for path in ("confirm", "reopen", "contest", "rating"):
        assert code_of(act(case, path, text="x", score=5)) == (409, "transition_refused")
    assert Case.objects.filter(pk=case.pk).values().get() == before


def test_words_of_a_reopening_that_came_too_late_are_kept_as_a_note(act, answered, monkeypatch):  # noqa: F811
    case = answered()
    monkeypatch.setattr("django.utils.timezone.now", lambda: case.clocks.get(clock="auto_close").due_at)
    id = str(uuid.uuid4())
    for _ in range(2):
        assert act(case, "reopen", id, text="Rusak lagi.").status_code == 409
    notes = case.events.filter(type="note", reporter_text="Rusak lagi.")
    assert (notes.count(), Case.objects.get(pk=case.pk).status) == (1, "answered")


def test_a_call_needs_its_own_id(act, make_case):  # noqa: F811
    case = make_case()
    for id in ("", "5", 5, str(uuid.uuid1())):
        assert code_of(act(case, "messages", id, text="x")) == (400, "invalid_uuid")


def test_a_question_that_waits_is_answered_by_a_message(act, make_case, desk):  # noqa: F811
    from cases import actions

    case, _ = actions.act(make_case(), "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=NOW)
    id = str(uuid.uuid4())
    response = act(case, "messages", id, text="Di depan SD.")
    assert response.json()["event"]["type"] == "reply"
    assert response.json()["case"]["status"] == "received"
    assert act(case, "messages", id, text="Di depan SD.").status_code == 200


def test_a_message_after_the_end_is_a_note_and_says_so(act, answered):  # noqa: F811
    case = answered()
    act(case, "confirm")
    response = act(case, "messages", text="Rusak lagi.")
    assert response.status_code == 201
    assert response.json()["is_note"]


def test_a_message_may_announce_files(act, make_case):  # noqa: F811
    case = make_case()
    file, id = {"id": str(uuid.uuid4()), "name": "foto.jpg", "size": 100}, str(uuid.uuid4())
    first = act(case, "messages", id, text="Foto", attachments=[file])
    again = act(case, "messages", id, text="Foto", attachments=[file])
    assert [one["id"] for one in first.json()["uploads"]] == [file["id"]]
    assert (again.status_code, again.json()["uploads"]) == (200, first.json()["uploads"])
    assert Attachment.objects.filter(case=case).count() == 1
    assert code_of(act(make_case(), "messages", text="x", attachments=[file])) == (400, "validation_failed")


def test_a_text_that_cannot_be_seen_is_none(act, make_case):  # noqa: F811
    assert code_of(act(make_case(), "messages", text="\u200b ")) == (400, "validation_failed")


def test_withdrawing_keeps_the_case_open_to_its_reporter(act, make_case, client):  # noqa: F811
    case = make_case()
    assert act(case, "withdraw", text="Sudah selesai.").json()["case"]["status"] == "withdrawn"
    assert post(client, "", keys(case)).status_code == 200


def test_rights_over_data_start_their_clock(act, make_case):  # noqa: F811
    case = make_case()
    clocks = act(case, "data-requests", what="access").json()["case"]["clocks"]
    assert "data_subject_request" in [clock["clock"] for clock in clocks]
    assert code_of(act(case, "data-requests", what="everything")) == (400, "validation_failed")


def test_consents_change_with_an_event(act, make_case):  # noqa: F811
    PrivacyNotice.objects.create(kind="publication", version=1, text="…", sha256="0" * 64)
    case = make_case()
    given = [{"notice": "publication", "version": 1, "value": False}]
    id = str(uuid.uuid4())
    assert [act(case, "consents", id, consents=given).status_code for _ in range(2)] == [201, 200]
    assert code_of(act(case, "consents", id, consents=[{**given[0], "value": True}])) == (422, "idempotency_conflict")
    assert not Consent.objects.get(case=case).value
    assert code_of(act(case, "consents", consents=[])) == (400, "validation_failed")


def test_another_site_cannot_act(client, answered):  # noqa: F811
    case = answered()
    body = {"client_id": str(uuid.uuid4())}
    response = post(client, "confirm", body, tracking.token_for(case), **{"Sec-Fetch-Site": "cross-site"})
    assert code_of(response) == (403, "cross_site")
