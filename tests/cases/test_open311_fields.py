"""Open311 against the field list of GeoReport v2, in JSON and in XML; and nobody's address is ever called (§ 16, 67)."""

from __future__ import annotations

import socket
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import APIToken

from cases.models import Case

BASE = "/open311/v2"
DISCOVERY = ("changeset", "contact", "key_service", "endpoints")
ENDPOINT = ("specification", "url", "changeset", "type", "formats")
SERVICE = ("service_code", "service_name", "description", "metadata", "type", "keywords", "group")
REQUEST = (
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description", "agency_responsible",
    "service_notice", "requested_datetime", "updated_datetime", "expected_datetime", "address", "address_id", "zipcode",
    "lat", "long", "media_url",
)  # fmt: skip
CREATED = ("service_request_id", "service_notice", "account_id")


def both(client: Any, path: str, **asked: str) -> tuple[Any, ET.Element]:
    """An answer in both forms; they say the same."""
    plain, marked = (client.get(f"{BASE}/{path}.{form}", asked) for form in ("json", "xml"))
    assert plain["Content-Type"].startswith("application/json")
    assert marked["Content-Type"].startswith(("application/xml", "text/xml"))
    return plain.json(), ET.fromstring(marked.content)


def same(row: dict[str, Any], element: ET.Element, fields: tuple[str, ...]) -> None:
    assert tuple(row) == fields
    assert tuple(one.tag for one in element) == fields
    for field in fields:
        if not isinstance(row[field], list):
            written = {True: "true", False: "false", None: ""}.get(row[field], str(row[field]))
            assert (element.findtext(field) or "") == written, field


@pytest.fixture
def shown(desk: Any, make_case: Any) -> Case:
    at = timezone.now()
    copy = {"title_public": "Jalan", "body_public": "Rusak.", "published_at": at, "public_place": "grid"}
    return make_case(at=at, category=desk.categories["jalan"], lon="109.712345", lat="-7.412345", **copy)


def test_the_door_says_where_it_is_and_what_it_offers(client: Any, desk: Any) -> None:
    told, marked = both(client, "discovery")
    same(told, marked, DISCOVERY)
    same(told["endpoints"][0], marked.find("endpoints/endpoint"), ENDPOINT)
    assert [one.text for one in marked.iter("format")] == told["endpoints"][0]["formats"]
    services, marked = both(client, "services")
    assert marked.tag == "services"
    same(services[0], marked.find("service"), SERVICE)
    assert services[0]["type"] in ("realtime", "batch", "blackbox")
    definition, marked = both(client, "services/jalan")
    assert (definition, marked.tag) == ({"service_code": "jalan", "attributes": []}, "service_definition")
    assert [one.tag for one in marked] == ["service_code", "attributes"]


@pytest.mark.parametrize("path", ["requests", "requests/{}"])
def test_a_case_has_every_field_of_the_standard(client: Any, shown: Case, path: str) -> None:
    [row], marked = both(client, path.format(shown.ref))
    assert marked.tag == "service_requests"
    same(row, marked.find("request"), REQUEST)
    assert row["service_request_id"] == shown.ref
    assert row["status"] in ("open", "closed")
    assert (row["lat"], row["long"]) != (None, None)
    assert "109.712345" not in str(row), "the middle of a square, not the point"


@pytest.mark.parametrize("form", ["json", "xml"])
def test_errors_have_code_and_description(client: Any, desk: Any, form: str) -> None:
    for path, asked, code in (
        ("requests", {"status": "foo"}, 400),
        ("services/korupsi", {}, 404),
        ("requests/BNA-26-000000-0", {}, 404),
        ("services", {"jurisdiction_id": "99.99"}, 404),
    ):
        answer = client.get(f"{BASE}/{path}.{form}", asked)
        assert answer.status_code == code, path
        if form == "json":
            [error] = answer.json()
        else:
            error = {one.tag: one.text for one in ET.fromstring(answer.content).find("error")}
        assert int(error["code"]) == code
        assert error["description"]


def test_no_more_than_a_thousand_are_told(client: Any, desk: Any, make_case: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("cases.open311.MOST", 2)
    at = timezone.now()
    copy = {"title_public": "Jalan", "body_public": "Rusak.", "published_at": at, "category": desk.categories["jalan"]}
    for _number in range(3):
        make_case(at=at, **copy)
    assert len(client.get(f"{BASE}/requests.json", {"page_size": "1000000000"}).json()) == 2


ELSEWHERE = (
    "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1:8000/admin/",
    "http://[::1]/",
    "http://2130706433/",
    "file:///etc/passwd",
    "gopher://localhost:25/_HELO",
    "https://contoh.example/foto.jpg#@127.0.0.1",
    "//contoh.example/a.jpg",
    "javascript:alert(1)",
    "http://" + "a" * 5000,
)


@pytest.mark.parametrize("address", ELSEWHERE, ids=range(len(ELSEWHERE)))
@pytest.mark.parametrize("form", ["json", "xml"])
def test_where_a_picture_lies_is_kept_as_words_and_nobody_goes_there(
    client: Any, desk: Any, monkeypatch: Any, address: str, form: str
) -> None:
    """Nor when officers look at it later."""

    def called(*args: Any, **kwargs: Any) -> Any:
        raise AssertionError(f"somebody was called: {args}")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, called)
    monkeypatch.setattr(socket, "getaddrinfo", called)
    _token, key = APIToken.create_token(user=desk.people["coordinator"], name="Aplikasi")
    typed = {"api_key": key, "service_code": "jalan", "description": "Berlubang.", "address_string": "Pasar"}
    answer = client.post(f"{BASE}/requests.{form}", typed | {"media_url": address})
    assert answer.status_code == 201, answer.content
    if form == "json":
        [row] = answer.json()
        assert tuple(row) == CREATED
    else:
        assert tuple(one.tag for one in ET.fromstring(answer.content).find("request")) == CREATED
    case = Case.objects.get()
    assert address[:400] in case.body
    assert not case.attachments.exists()
    client.force_login(desk.people["verifier"])
    page = client.get(f"/admin/pengaduan/{case.ref}/").content.decode()
    assert f'href="{address[:30]}' not in page
    assert f'src="{address[:30]}' not in page
