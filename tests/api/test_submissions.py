"""A case sent through the API: stored once, answered for ever, refused only when it cannot be kept."""

import io
import json
import uuid

import pytest

from cases import chain
from cases.models import Attachment, Case, CaseSettings, Consent, PrivacyNotice, Reporter
from tests.cases.conftest import _case_keys, answered, assigned, decided, desk, desk_copies, make_case  # noqa: F401 – fixtures
from tests.factories import UnitFactory

ID = "3f2b8c1e-5d4a-4f6b-9c7d-0a1b2c3d4e5f"
KEY = "k" * 43
COMPLAINT = {
    "kind": "complaint",
    "unit": "33.04.15.2008",
    "category": "jalan",
    "title": "Jembatan putus",
    "body": "Putus sejak hujan semalam.",
    "is_confidential": True,
    "place": {"village": "33.04.15.2008", "text": "depan SD", "lon": "109.700000", "lat": "-7.300000", "source": "gps"},
    "reporter": {"name": "Wagiyem", "phone": "0812 3456 7890", "preferred_contact": "phone"},
    "client_key": KEY,
    "lang": "id",
}
REQUEST = {
    "kind": "information_request",
    "unit": "33.04",
    "body": "Salinan APBD 2025.",
    "reporter": {"name": "Wagiyem", "nik": "3304154507850001", "address": "Desa Contoh", "phone": "081234567890"},
    "request": {"applicant_kind": "individual", "purpose": "Penelitian", "access_mode": "obtain_copy"},
}


@pytest.fixture
def put(client, desk):  # noqa: F811 – the fixture
    """Sends a body (bytes or a value) under an id; gives the response."""

    def put(body=COMPLAINT, id=ID, **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return client.put(f"/api/v1/submissions/{id}", data, content_type="application/json", headers=headers)

    return put


def problem(response, status, code):
    assert response.status_code == status, response.content[:400]
    assert response["Content-Type"] == "application/problem+json"
    found = response.json()
    assert found["code"] == code, found
    return found


# ---------------------------------------------------------------- the good case


def test_a_complaint_is_stored_with_everything_that_belongs_to_it(put):
    response = put()
    assert response.status_code == 201, response.content
    receipt = response.json()
    case = Case.objects.get()
    assert receipt["ref"] == case.ref
    assert case.ref.endswith("-0FQC2P-4")
    assert receipt["secret"] == "PP6R-ZY3Q-SSSB"
    assert receipt["status"] == "received"
    assert receipt["is_complete"]
    assert receipt["clocks"][0]["clock"] == "verification"
    assert (case.title, case.channel, case.is_confidential, case.village_id) == (
        "Jembatan putus",
        "app",
        True,
        "33.04.15.2008",
    )
    assert case.current_unit.code == "33.04-dpupr"
    assert [event.type for event in case.events.all()] == ["submit"]
    assert not list(chain.breaks(case))
    assert case.notices.exists()
    assert response["Location"] == f"/api/v1/submissions/{ID}"
    assert response["Idempotency-Replayed"] == "false"


def test_the_person_is_sealed(put):
    put()
    reporter = Reporter.objects.get()
    columns = " ".join(str(getattr(reporter, name)) for name in Reporter.SEALED)
    assert "Wagiyem" not in columns
    assert "6281234567890" not in columns
    assert reporter.phone_digest


def test_who_says_nothing_of_himself_leaves_no_row(put):
    put({**COMPLAINT, "reporter": None})
    assert not Reporter.objects.exists()


@pytest.mark.parametrize("name", ["Cache-Control", "Referrer-Policy", "X-Content-Type-Options"])
def test_no_answer_is_kept_or_told_on(put, client, name):
    expected = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
    answers = [
        put(),
        put(b"{"),
        put(id="x"),
        client.get(f"/api/v1/submissions/{ID}"),
        client.options(f"/api/v1/submissions/{ID}"),
    ]
    assert {answer[name] for answer in answers} == {expected[name]}
    assert not any(answer.cookies for answer in answers)


def test_a_final_slash_is_served_too(client, desk):  # noqa: F811
    data = json.dumps(COMPLAINT)
    assert client.put(f"/api/v1/submissions/{ID}/", data, content_type="application/json").status_code == 201


def test_the_first_line_never_changes(put, desk):  # noqa: F811
    first = put()
    Case.objects.update(status="closed")
    again = put()
    assert again.status_code == 200
    assert again["Idempotency-Replayed"] == "true"
    fixed = ("submission_id", "ref", "register_no", "secret", "received_at", "receipt_code")
    assert [first.json()[name] for name in fixed] == [again.json()[name] for name in fixed]
    assert again.json()["status"] == "closed"
    assert Case.objects.count() == 1


def test_other_spelling_is_the_same_submission(put):
    put()
    respelled = json.loads(json.dumps(COMPLAINT))
    respelled["reporter"]["phone"] = "+62 812-3456-7890"
    respelled["body"] += "  "
    respelled["about_unit"] = None
    assert put(dict(reversed(respelled.items()))).status_code == 200


def test_what_was_chosen_may_be_retired_between_two_sends(put, desk):  # noqa: F811
    from cases.models import Category

    first = put()
    Case.objects.update(category=None)
    Category.objects.filter(slug="jalan").update(active_to="2020-01-01")
    again = put()
    assert (again.status_code, again.json()["ref"]) == (200, first.json()["ref"])


def test_another_body_under_a_known_id_is_refused_and_the_first_stays(put):
    put()
    problem(put({**COMPLAINT, "body": "Lain sama sekali."}), 422, "idempotency_conflict")
    assert Case.objects.get().body == "Putus sejak hujan semalam."


def test_the_key_in_a_header_means_the_same(client, desk):  # noqa: F811
    def post():
        return client.post(
            "/api/v1/submissions",
            json.dumps(COMPLAINT),
            content_type="application/json",
            headers={"Idempotency-Key": ID},
        )

    assert [post().status_code, post().status_code] == [201, 200]
    bare = client.post("/api/v1/submissions", json.dumps(COMPLAINT), content_type="application/json")
    problem(bare, 400, "invalid_uuid")


def test_asking_whether_it_arrived(put, client):
    problem(client.get(f"/api/v1/submissions/{ID}"), 404, "not_found")
    put()
    bare = client.get(f"/api/v1/submissions/{ID}").json()
    keyed = client.get(f"/api/v1/submissions/{ID}", headers={"X-Submission-Key": KEY}).json()
    wrong = client.get(f"/api/v1/submissions/{ID}", headers={"X-Submission-Key": "x" * 43}).json()
    assert bare["secret"] is None
    assert wrong["secret"] is None
    assert keyed["secret"] == "PP6R-ZY3Q-SSSB"


def test_unknown_and_read_only_fields_are_named_and_ignored(put):
    receipt = put(
        {**COMPLAINT, "status": "closed", "channel": "lapor", "entered_by": 1, "place": {"planet": "x"}}
    ).json()
    assert {"status", "channel", "entered_by", "place.planet"} <= set(receipt["ignored_fields"])
    case = Case.objects.get()
    assert (case.status, case.channel, case.entered_by) == ("received", "app", None)


def test_files_are_announced_and_bad_ones_rejected_without_harm(put):
    good, big = str(uuid.uuid4()), str(uuid.uuid4())
    entries = [{"id": good, "name": "a.jpg", "size": 1000}, {"id": big, "name": "b.jpg", "size": 99_000_000}]
    entries += [{"id": str(uuid.uuid4()), "size": 5} for _ in range(4)]
    receipt = put({**COMPLAINT, "attachments": entries}).json()
    states = {upload["id"]: upload["state"] for upload in receipt["uploads"]}
    assert states[good] == "reserved"
    assert states[big] == "rejected"
    assert list(states.values()).count("rejected") == 2
    assert not receipt["is_complete"]
    assert put({**COMPLAINT, "attachments": entries[::-1]}).status_code == 200


def test_a_file_named_after_a_person_is_told(put):
    names = ("KTP 3304154507850001.jpg", "IMG_20261120_211455.jpg", "WhatsApp Image 2026-11-20 at 21.14.55.jpeg")
    entries = [{"id": str(uuid.uuid4()), "name": name, "size": 1000} for name in names]
    warnings = put({**COMPLAINT, "attachments": entries}).json()["warnings"]
    assert [(one["code"], one["field"], one["kind"]) for one in warnings] == [
        ("personal_data", "attachments.0.name", "nik")
    ]


def test_a_file_of_another_case_cannot_be_announced(put):
    file = {"id": str(uuid.uuid4()), "size": 5}
    put({**COMPLAINT, "attachments": [file]})
    other = put({**COMPLAINT, "attachments": [file]}, id=str(uuid.uuid4()))
    problem(other, 400, "validation_failed")
    assert Case.objects.count() == 1
    assert Attachment.objects.count() == 1


def test_consents_are_kept_by_notice_and_version(put):
    PrivacyNotice.objects.create(kind="publish_identity", version=3, text="…", sha256="0" * 64)
    consents = [
        {"notice": "publish_identity", "version": 3, "value": False},
        {"notice": "nothing", "version": 1, "value": True},
    ]
    response = put({**COMPLAINT, "consents": consents})
    assert response.status_code == 201
    assert [(one.notice.kind, one.value) for one in Consent.objects.all()] == [("publish_identity", False)]
    assert ("unknown_notice", "consents") in [(one["code"], one["field"]) for one in response.json()["warnings"]]
    known = put({**COMPLAINT, "consents": consents[:1]}, id=str(uuid.uuid4()))
    assert "unknown_notice" not in [one["code"] for one in known.json()["warnings"]]


def test_a_consent_is_kept_with_the_words_that_its_sender_read(put):
    for lang in ("en", "id"):
        PrivacyNotice.objects.create(kind="publish_identity", version=3, lang=lang, text=lang, sha256="0" * 64)
    consents = [{"notice": "publish_identity", "version": 3, "value": True}]
    for lang in ("en", "id", "jv"):
        assert put({**COMPLAINT, "lang": lang, "consents": consents}, id=str(uuid.uuid4())).status_code == 201
    assert [one.notice.lang for one in Consent.objects.order_by("pk")] == ["en", "id", "id"]


# ---------------------------------------------------------------- requests and objections


def test_a_request_has_its_register_number_at_once(put):
    numbers = [put(REQUEST, id=str(uuid.uuid4())).json()["register_no"] for _ in range(2)]
    assert numbers == ["001/PPID/2026", "002/PPID/2026"]


@pytest.mark.parametrize(
    ("part", "name", "value", "field"),
    [
        ("reporter", "nik", "0" * 16, "reporter.nik"),
        ("reporter", "nik", "1" * 15, "reporter.nik"),
        ("reporter", "nik", "1" * 17, "reporter.nik"),
        ("reporter", "name", " ", "reporter.name"),
        ("reporter", "address", None, "reporter.address"),
        ("reporter", "phone", None, "reporter.phone"),
        ("reporter", "phone", "telepon", "reporter.phone"),
        ("request", "purpose", "", "request.purpose"),
        ("request", "access_mode", "steal", "request.access_mode"),
    ],
)
def test_what_the_law_asks_for_is_required(put, part, name, value, field):
    found = problem(put({**REQUEST, part: {**REQUEST[part], name: value}}), 400, "validation_failed")
    assert field in [error["field"] for error in found["errors"]]
    assert not Case.objects.exists()


def test_a_doubtful_or_foreign_nik_is_accepted(put):
    for nik in ("3304153213850001", "33 04.15-4507 850001"):
        reporter = {**REQUEST["reporter"], "nik": nik}
        assert put({**REQUEST, "reporter": reporter}, id=str(uuid.uuid4())).status_code == 201


def objection(case, **fields):
    terms = {"request_ref": case.ref, "ground": "refused_as_exempt", "reason": "Informasi itu terbuka."}
    return {"kind": "objection", "unit": "33.04", "objection": {**terms, **fields}}


def bearer(case):
    from cases.tracking import token_for

    return {"Authorization": f"Bearer {token_for(case)}"}


@pytest.mark.usefixtures("_in_april")
class TestObjections:
    """Hostile inputs 59: too early, by a stranger, too late, twice on one ground."""

    def test_a_refused_request_can_be_objected_to_once_for_each_ground(self, put, decided):  # noqa: F811
        case = decided()
        assert put(objection(case), **bearer(case)).status_code == 201
        assert put(objection(case)).status_code == 200, "a replay needs no token"
        problem(put(objection(case), id=str(uuid.uuid4()), **bearer(case)), 422, "objection_exists")
        assert put(objection(case, ground="late"), id=str(uuid.uuid4()), **bearer(case)).status_code == 201
        sent = Case.objects.filter(kind="objection").earliest("pk")
        assert (sent.parent, sent.register_no) == (case, "001/KEBERATAN/2026")

    def test_a_stranger_with_the_number_only_is_turned_away(self, put, decided):  # noqa: F811
        case, other = decided(), decided()
        problem(put(objection(case)), 401, "track_token_required")
        problem(put(objection(case), **bearer(other)), 401, "track_token_required")

    def test_before_an_answer_it_is_too_early(self, put, make_case):  # noqa: F811
        case = make_case("information_request")
        problem(put(objection(case), **bearer(case)), 422, "objection_not_open")

    def test_after_the_window_it_is_too_late(self, put, decided, settings):  # noqa: F811
        from cases.models import Clock

        case = decided()
        Clock.objects.filter(case=case, clock="objection_window").update(due_at="2026-04-07T00:00:00Z")
        problem(put(objection(case), **bearer(case)), 422, "objection_window_closed")


@pytest.fixture
def _in_april(monkeypatch):
    """The day on which the fixtures of cases stand."""
    from cases import intake
    from tests.cases.conftest import NOW

    monkeypatch.setattr(intake.timezone, "now", lambda: NOW)


# ---------------------------------------------------------------- what cannot be stored


@pytest.mark.parametrize(
    "id",
    [
        "00000000-0000-0000-0000-000000000000",
        "5",
        "c232ab00-9414-11ec-b3c8-9f6bdeced846",
        ID.upper(),
        f"urn:uuid:{ID}",
        ID.replace("-", ""),
        f"{{{ID}}}",
    ],
)
def test_only_a_plain_random_uuid_is_an_id(put, id):
    problem(put(id=id), 400, "invalid_uuid")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b" ", "invalid_json"),
        (b"[]", "invalid_json"),
        (b'"text"', "invalid_json"),
        (b'{"a":1e999}', "invalid_json"),
        (b'{"a":NaN}', "invalid_json"),
        (b'{"a":-Infinity}', "invalid_json"),
        (b'{"a":1,"a":2}', "invalid_json"),
        (b'{"a":' + b"9" * 5000 + b"}", "invalid_json"),
        (b'{"a":' + b"[" * 40 + b"]" * 40 + b"}", "invalid_json"),
        (b"[" * 60_000, "invalid_json"),
        (b'{"title":"\xff"}', "invalid_json"),
        (b'{"title":"a\\u0000b"}', "invalid_text"),
        (b'{"answers":{"x":["\\u0000"]}}', "invalid_text"),
        (b'{"\\ud800":1}', "invalid_text"),
        (b"\xef\xbb\xbf{}", "invalid_json"),
        ('{"title":"x"}'.encode("utf-16"), "invalid_json"),
    ],
)
def test_json_that_parsers_read_differently_is_refused(put, body, code):
    problem(put(body), 400, code)
    assert not Case.objects.exists()


def test_a_long_body_is_counted_whatever_its_length_says(put, client):
    problem(put(b'{"body":"' + b"a" * 65_537 + b'"}'), 413, "body_too_large")
    lying = client.generic(
        "PUT", f"/api/v1/submissions/{ID}", b'{"kind":', content_type="application/json", CONTENT_LENGTH="3"
    )
    problem(lying, 400, "invalid_json")


@pytest.mark.parametrize(("length", "status"), [(10, 201), (70_000, 413)])
def test_a_body_in_chunks_is_counted_too(client, desk, length, status):  # noqa: F811
    """Some apps do not know beforehand how long a body will be; the server tells where it ends."""
    data = json.dumps({**COMPLAINT, "passed_over": "x" * length}).encode()
    request = client._base_environ(PATH_INFO=f"/api/v1/submissions/{ID}", REQUEST_METHOD="PUT")
    request |= {"wsgi.input": io.BytesIO(data), "wsgi.input_terminated": True, "CONTENT_TYPE": "application/json"}
    request.pop("CONTENT_LENGTH", None)
    assert client.request(**request).status_code == status
    assert Case.objects.count() == (status == 201)


def test_only_json_is_read(client, desk):  # noqa: F811
    response = client.put(
        f"/api/v1/submissions/{ID}", "kind=complaint", content_type="application/x-www-form-urlencoded"
    )
    problem(response, 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://jahat.example"}, {"Origin": "null"}],
)
def test_a_page_of_another_site_cannot_send(put, headers):
    problem(put(**headers), 403, "cross_site")
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"title": "\u200b \u2060"}, "title", "blank"),
        ({"title": None}, "title", "blank"),
        ({"body": "\u00a0\ufeff\n\t"}, "body", "blank"),
        ({"title": "x" * 151}, "title", "too_long"),
        ({"body": "e\u0301\u0301" * 6000}, "body", "too_long"),
        ({"body": "😀" * 12_000}, "body", "too_long"),
        ({"title": 5}, "title", "invalid"),
        ({"title": ["x"]}, "title", "invalid"),
        ({"is_anonymous": "yes"}, "is_anonymous", "invalid"),
        ({"is_anonymous": 1}, "is_anonymous", "invalid"),
        ({"kind": "gossip"}, "kind", "invalid"),
        ({"kind": None}, "kind", "blank"),
        ({"place": "x"}, "place", "invalid"),
        ({"consents": [{"notice": "x"}]}, "consents.0", "invalid"),
        ({"attachments": [{"id": "1"}]}, "attachments.0.id", "invalid_uuid"),
    ],
)
def test_what_is_wrong_is_told_by_field(put, change, field, code):
    response = put(json.dumps({**COMPLAINT, **change}, ensure_ascii=False).encode())
    if response.status_code == 413:
        return
    found = problem(response, 400, "validation_failed")
    assert (field, code) in [(error["field"], error["code"]) for error in found["errors"]]
    assert not Case.objects.exists()


# ---------------------------------------------------------------- what is odd and accepted


@pytest.mark.parametrize(
    ("change", "flag", "warning"),
    [
        ({"category": "tidak-ada"}, "no_route", "unknown_category"),
        ({"unit": "99.99"}, "no_route", "unknown_office"),
        ({"unit": None}, "no_route", "unknown_office"),
        ({"about_unit": "99.99.99"}, "no_route", "unknown_office"),
        ({"reporter": {"phone": "nol delapan"}}, "contact_unusable", "contact_unusable"),
        ({"reporter": {"phone": "0" * 30}}, "contact_unusable", "contact_unusable"),
        ({"reporter": {"phone": "0809 1 234567"}}, "contact_unusable", "contact_unusable"),
        ({"reporter": {"nik": "1" * 15}}, "contact_unusable", "contact_unusable"),
        ({"reporter": {"nik": "3304153213850001"}}, "contact_unusable", "contact_unusable"),
        ({"place": {"lon": "-7.3", "lat": "109.7"}}, "bad_point", "bad_point"),
        ({"place": {"lon": "0", "lat": "0"}}, "bad_point", "bad_point"),
        ({"place": {"lon": "nan", "lat": "1"}}, "bad_point", "bad_point"),
        ({"place": {"lon": "109.7"}}, "bad_point", "bad_point"),
        ({"body": "Hubungi 0812-3456-7890"}, "personal_data", "personal_data"),
        ({"body": "Slot gacor https://x.example maxwin"}, "links", None),
        ({"body": "Ada ancaman bom di pasar"}, "priority", None),
        ({"config_version": "2020-01-01.00000000"}, "old_config", None),
        ({"lang": "xx-<script>"}, None, "bad_language"),
        ({"composed_at": "kemarin"}, None, "bad_time"),
        ({"composed_at": "2029-01-01T00:00:00+07:00"}, None, None),
        ({"composed_at": "0001-01-01T00:00:00+14:00"}, None, "bad_time"),
        ({"place": {"lon": "109." + "7" * 40, "lat": "-7.3"}}, None, None),
    ],
)
def test_what_is_doubtful_is_stored_and_flagged(put, change, flag, warning):
    response = put({**COMPLAINT, **change})
    assert response.status_code == 201, response.content
    case = Case.objects.get()
    assert flag is None or flag in case.flags, case.flags
    assert warning is None or warning in [one["code"] for one in response.json()["warnings"]]
    assert "script" not in response.content.decode()


@pytest.mark.parametrize("unit", ["99.99", "11.01", "11.01-dinkes", None])
def test_what_is_sent_to_no_office_of_ours_comes_to_the_regency_of_the_site(put, tree, unit):
    """Codes of other regencies may be known here, too: nobody would ever look into their inbox."""
    for code in ("11.01", "11.01-dinkes"):
        UnitFactory(code=code)
    response = put({**COMPLAINT, "unit": unit})
    assert response.status_code == 201, response.content
    case = Case.objects.get()
    assert (case.root.code, case.origin_unit.code, case.category.slug) == ("33.04", "33.04", "jalan")
    assert "unknown_office" in [one["code"] for one in response.json()["warnings"]]


def test_an_unusable_point_stays_in_words(put):
    put({**COMPLAINT, "place": {"lon": "nan", "lat": "7", "text": "depan SD"}})
    case = Case.objects.get()
    assert (case.place_text, case.lon) == ("depan SD (7; nan)", None)


@pytest.mark.parametrize(
    ("lon", "lat", "is_inside"),
    [("109.7", "-7.3", True), ("109.4", "-7.1", True), ("109.39", "-7.3", False), ("106.8", "-6.2", False)],
    ids=["inside", "on the border", "beside", "far away"],
)
def test_a_point_outside_the_regency_is_kept_in_words(put, desk, lon, lat, is_inside):  # noqa: F811
    limits = CaseSettings(root=desk.root)
    limits.limits |= {"area": [109.4, -7.6, 109.9, -7.1]}
    limits.save()
    response = put(
        {**COMPLAINT, "category": "layanan", "place": {"village": desk.neighbour.code, "lon": lon, "lat": lat}}
    )
    case = Case.objects.get()
    assert response.status_code == 201
    assert (case.lon is not None, "bad_point" in case.flags) == (is_inside, not is_inside)
    assert case.place_text == ("" if is_inside else f"({lat}; {lon})")
    assert case.village_id == desk.neighbour.code


def test_equal_texts_under_many_ids_are_one_cluster(put):
    put()
    assert put(id=str(uuid.uuid4())).status_code == 201
    assert ["cluster" in case.flags for case in Case.objects.order_by("pk")] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "Dalan ing ngarep omahku rusak banget.",
        "ꦢꦭꦤ꧀ꦫꦸꦱꦏ꧀",
        "جلان روسق",
        "'; DROP TABLE cases_case; -- %_\\",
        "<script>alert(1)</script>",
        "kata " * 1500 + "akhir",
    ],
)
def test_texts_are_kept_as_they_are(put, text):
    assert put(json.dumps({**COMPLAINT, "body": text}).encode()).status_code == 201
    assert Case.objects.get().body == text


def test_signs_that_turn_a_text_around_are_taken_out(put):
    put({**COMPLAINT, "title": "Jalan\u202e rusak\u2066\x07\nparah"})
    assert Case.objects.get().title == "Jalan rusak parah"


def test_a_long_accept_language_echoes_nothing(put):
    response = put(**{"Accept-Language": "xx-" + "a" * 8000})
    assert response.status_code == 201
    assert "aaaa" not in response.content.decode()


def test_a_forced_category_is_never_public(put):
    put({**COMPLAINT, "category": "korupsi", "is_confidential": False})
    case = Case.objects.get()
    assert (case.is_confidential, case.is_restricted) == (True, True)


def test_a_complaint_about_an_office_goes_past_it(put):
    put({**COMPLAINT, "about_unit": "33.04.15.2008"})
    assert Case.objects.get().current_unit.code == "33.04.15"


def test_a_flood_from_one_block_is_told_to_slow_down(put, monkeypatch):
    monkeypatch.setattr("cases.throttles.CALLS_A_MINUTE", 2)
    answers = [put(id=str(uuid.uuid4())) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert answers[2]["Retry-After"] == "60"


def test_an_answer_is_small(put):
    assert len(put().content) < 2048


def test_a_connection_cut_anywhere_leaves_nothing(client, desk):  # noqa: F811
    whole = json.dumps(COMPLAINT).encode()
    for length in range(0, len(whole), 23):
        told = {"CONTENT_LENGTH": str(len(whole)), "wsgi.input": io.BytesIO(whole[:length])}
        cut = client.generic("PUT", f"/api/v1/submissions/{ID}", b"x", content_type="application/json", **told)
        problem(cut, 400, "invalid_json")
    assert not Case.objects.exists()
    sent = client.generic("PUT", f"/api/v1/submissions/{ID}", whole, content_type="application/json")
    assert sent.status_code == 201


def test_a_log_in_is_ignored(client, desk):  # noqa: F811
    client.force_login(desk.people["counter"])
    client.put(f"/api/v1/submissions/{ID}", json.dumps(COMPLAINT), content_type="application/json")
    case = Case.objects.get()
    assert (case.channel, case.entered_by, case.events.get().actor_kind) == ("app", None, "citizen")


def test_nothing_of_a_person_stands_in_addresses_or_logs(put, caplog):
    caplog.set_level(1)
    answers = [put(REQUEST), put({**REQUEST, "body": "Lain"}), put({**REQUEST, "request": None}, id=str(uuid.uuid4()))]
    assert [answer.status_code for answer in answers] == [201, 422, 400]
    for secret in ("Wagiyem", "3304154507850001", "81234567890", answers[0].json()["secret"]):
        assert secret not in caplog.text
        assert secret not in answers[0]["Location"]
        assert secret not in answers[2].content.decode()
