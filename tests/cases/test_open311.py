"""Open311: only what was published, errors in its own form, a repeated send is one case."""

from __future__ import annotations

import datetime
import uuid
import xml.etree.ElementTree as ET

import pytest
from django.utils import timezone
from wagtail.models import APIToken

from cases.models import Case, Category
from tests.factories import UnitFactory

BASE = "/open311/v2"
CANARY = "kanarikuning"


@pytest.fixture
def send(client, desk):
    """Posts a case with the key of an app."""
    _token, key = APIToken.create_token(user=desk.people["coordinator"], name="Aplikasi")

    def send(format="json", again="", **fields):
        typed = {
            "api_key": key,
            "service_code": "jalan",
            "description": "Jalan berlubang di depan pasar.\nSudah sebulan.",
            "address_string": "Pasar Contoh",
        } | fields
        headers = {"Idempotency-Key": again} if again else {}
        return client.post(f"{BASE}/requests.{format}", typed, headers=headers)

    return send


@pytest.fixture
def published(desk, make_case):
    def published(**fields) -> Case:
        at = timezone.now()
        shown = {"title_public": "Jalan rusak", "body_public": "Berlubang & <licin>", "published_at": at}
        shown |= {"title": CANARY, "body": CANARY, "category": desk.categories["jalan"]}
        return make_case(at=at, **(shown | fields))

    return published


def test_only_opened_categories_are_offered(client, desk) -> None:
    assert [one["service_code"] for one in client.get(f"{BASE}/services.json").json()] == ["jalan"]
    root = ET.fromstring(client.get(f"{BASE}/services.xml").content)
    assert (root.tag, root[0].find("service_code").text) == ("services", "jalan")
    assert client.get(f"{BASE}/services/jalan.json").json()["service_code"] == "jalan"
    assert client.get(f"{BASE}/services/layanan.json").status_code == 404
    assert client.get(f"{BASE}/services.json", {"jurisdiction_id": "99.99"}).status_code == 404
    assert client.get(f"{BASE}/discovery.xml").status_code == 200


@pytest.mark.parametrize("format", ["json", "xml"])
def test_only_the_published_copy_is_told(client, desk, make_case, published, format) -> None:
    case = published()
    published(is_confidential=True)
    hidden = published(published_at=None)
    other = published(category=desk.categories["layanan"])
    answer = client.get(f"{BASE}/requests.{format}")
    text = answer.content.decode()
    assert CANARY not in text
    assert case.ref in text
    assert hidden.ref not in text
    assert other.ref not in text
    for ref in (hidden.ref, other.ref, "BNA-26-000000-0"):
        assert client.get(f"{BASE}/requests/{ref}.{format}").status_code == 404
    if format == "json":
        [row] = answer.json()
        assert (row["status"], row["service_code"]) == ("open", "jalan")
        assert "<licin>" in row["description"]
    else:
        assert "<licin>" in ET.fromstring(answer.content)[0].find("description").text
    assert client.get(f"{BASE}/requests/{case.ref}.{format}").status_code == 200


def test_an_anonymous_case_tells_no_moment(client, published) -> None:
    published(is_anonymous=True)
    [row] = client.get(f"{BASE}/requests.json").json()
    assert len(row["requested_datetime"]) == 10


def test_filters(client, published) -> None:
    case = published()
    for asked, number in (
        ({"status": "open"}, 1),
        ({"status": "closed"}, 0),
        ({"service_code": "jalan"}, 1),
        ({"service_code": "lain"}, 0),
        ({"start_date": "2020-01-01T00:00:00Z"}, 0),
        ({"service_request_id": f"{case.ref},BNA-26-000000-0"}, 1),
    ):
        assert len(client.get(f"{BASE}/requests.json", asked).json()) == number, asked
    for wrong in ({"status": "x"}, {"start_date": "kemarin"}, {"end_date": "2026-13-01T00:00:00Z"}):
        answer = client.get(f"{BASE}/requests.json", wrong)
        assert (answer.status_code, answer.json()[0]["code"]) == (400, 400)


def test_a_case_comes_in_and_stays_private(client, send) -> None:
    answer = send(media_url="http://127.0.0.1:1/x.jpg", email="a@example.org", lat="-7.4", long="109.7")
    assert answer.status_code == 201, answer.content
    [row] = answer.json()
    case = Case.objects.get(ref=row["service_request_id"])
    assert (case.channel, case.category.slug, case.title) == ("open311", "jalan", case.title)
    assert "http://127.0.0.1:1/x.jpg" in case.body
    assert not case.attachments.exists()
    assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(f"{BASE}/requests/{case.ref}.json").status_code == 404
    found = client.get(f"{BASE}/tokens/{case.submission_id}.json").json()
    assert found[0]["service_request_id"] == case.ref


def test_the_same_key_is_one_case(send) -> None:
    first, second = send(again="kunci-12345"), send(again="kunci-12345")
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert Case.objects.count() == 1
    assert send(again="kunci-12345", description="Lain sama sekali.").status_code == 409
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"api_key": ""}, 400),
        ({"api_key": "wagtail_salah"}, 403),
        ({"service_code": ""}, 400),
        ({"service_code": "korupsi"}, 404),
        ({"description": "  "}, 400),
        ({"address_string": ""}, 400),
        ({"description": "x" * 20_000}, 400),
    ],
)
def test_what_is_refused_is_said_in_the_standards_form(send, fields, status) -> None:
    answer = send("xml", **fields)
    root = ET.fromstring(answer.content)
    assert answer.status_code == status
    assert (root.tag, root[0].find("code").text) == ("errors", str(status))
    assert not Case.objects.exists()


@pytest.mark.parametrize("content_type", ["application/xml", "text/xml", "application/json", "text/plain"])
def test_nothing_but_a_form_is_read(client, desk, content_type) -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><request>&b;</request>'
    answer = client.generic("POST", f"{BASE}/requests.xml", bomb, content_type)
    assert answer.status_code == 415
    assert ET.fromstring(answer.content)[0].find("code").text == "415"


def test_where_two_regencies_take_cases_the_jurisdiction_is_named(client, desk) -> None:
    other = UnitFactory(code="33.05", name="Kabupaten Lain", kind="regency")
    started = {"active_from": "2020-01-01"}
    Category.objects.create(root=other, slug="jalan", name="Jalan", is_open311=True, **started)
    assert client.get(f"{BASE}/services.json").status_code == 400
    assert client.get(f"{BASE}/requests.json", {"jurisdiction_id": "33.05"}).json() == []


def test_a_span_of_any_length_is_cut_to_ninety_days(client, published) -> None:
    case, old = published(), published()
    Case.objects.filter(pk=old.pk).update(received_at=timezone.now() - datetime.timedelta(days=100))
    found = client.get(
        f"{BASE}/requests.json", {"start_date": "2001-01-01T00:00:00Z", "end_date": "2199-01-01T00:00:00Z"}
    )
    assert found.json() == []
    today = timezone.now().isoformat()
    found = client.get(f"{BASE}/requests.json", {"start_date": "2001-01-01T00:00:00Z", "end_date": today})
    assert [row["service_request_id"] for row in found.json()] == [case.ref]


def test_a_revoked_key_opens_nothing(send) -> None:
    APIToken.objects.get().revoke()
    assert send().status_code == 403


def test_other_methods_are_refused(client, desk) -> None:
    assert client.delete(f"{BASE}/requests.json").json()[0]["code"] == 405


def test_who_floods_waits_at_every_door(client, send, monkeypatch) -> None:
    monkeypatch.setattr("cases.throttles.CALLS_A_MINUTE", 2)
    assert [send().status_code for _again in range(2)] == [201, 201]
    answer = send("xml")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert ET.fromstring(answer.content)[0].find("code").text == "429"
    assert Case.objects.count() == 2
    assert client.put("/api/v1/submissions/x", {}, content_type="application/json").status_code == 429
    assert client.get(f"{BASE}/services.json").status_code == 200, "what is published may be read on"


def test_who_guesses_tokens_waits(client, send, monkeypatch) -> None:
    send()
    case = Case.objects.get()
    monkeypatch.setattr("cases.tracking.BLOCK_TRIES", 3)
    for _again in range(3):
        assert client.get(f"{BASE}/tokens/{uuid.uuid4()}.json").status_code == 404
    answer = client.get(f"{BASE}/tokens/{case.submission_id}.json")
    assert (answer.status_code, answer.json()[0]["code"]) == (429, 429)
    assert case.ref not in answer.content.decode()


def test_the_answer_to_a_token_is_kept_by_nobody(client, send) -> None:
    send()
    for token in (Case.objects.get().submission_id, uuid.uuid4()):
        assert client.get(f"{BASE}/tokens/{token}.json")["Cache-Control"] == "no-store"
