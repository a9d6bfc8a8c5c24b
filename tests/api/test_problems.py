"""Whatever goes wrong below /api/, and however far out: a problem, never a page."""

import json
import uuid
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django.utils import translation

import api
from api.router import ENDPOINTS

from .test_cors import address, addresses

ID = str(uuid.UUID(int=5))


def is_problem(response, status, code):
    told = response.json()
    assert (response.status_code, told["status"], told["code"]) == (status, status, code)
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert set(told) >= {"type", "title", "status", "code", "detail", "retryable", "errors"}
    return True


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_an_unknown_address_is_a_problem_whatever_the_method(db, method):
    stranger = Client(enforce_csrf_checks=True)
    for path in ("/api/", "/api/v1/nothing/", "/api/v2/x"):
        assert is_problem(getattr(stranger, method)(path), 404, "not_found")


def test_a_wrong_method_is_a_problem_everywhere(tree):
    stranger = Client(enforce_csrf_checks=True)
    for path in [*addresses(is_for_citizens=False), *addresses(is_for_citizens=True), "/api/wagtail/v2/pages/"]:
        for method in ("PATCH", "DELETE", "TRACE", "FOO"):
            response = stranger.generic(method, path)
            if response.status_code != 405:
                assert response.status_code in (200, 204, 400, 401, 404, 409, 412, 415), (method, path)
            else:
                assert is_problem(response, 405, "method_not_allowed"), path
                assert "OPTIONS" in response["Allow"], path


def test_head_and_options_are_answered_everywhere(tree, client):
    for route, endpoint, _name in ENDPOINTS:
        path = address(route)
        assert client.options(path).status_code in (200, 204), path
        if hasattr(endpoint, "get"):
            read, head = client.get(path), client.head(path)
            assert (head.status_code, head.content) == (read.status_code, b""), path


def test_only_json_is_given(tree, client):
    for path in ("/api/v1/pages/", "/api/v1/cases/", f"/api/v1/submissions/{ID}/", "/api/wagtail/v2/pages/"):
        assert is_problem(client.get(path, headers={"Accept": "text/html"}), 406, "not_acceptable"), path


def test_only_json_is_taken(tree, client):
    for kind in ("text/plain", "application/xml", "multipart/form-data; boundary=x", ""):
        response = client.generic("PUT", f"/api/v1/submissions/{uuid.uuid4()}/", "{}", content_type=kind)
        assert is_problem(response, 415, "unsupported_media_type"), kind


def test_a_host_that_is_not_ours_is_a_problem(db, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    for seconds in (0, 60):
        settings.PAGE_CACHE_SECONDS = seconds
        assert is_problem(Client(headers={"Host": "jahat.example"}).get("/api/v1/"), 400, "bad_request")


@pytest.mark.parametrize(
    ("error", "status", "code"), [(RuntimeError, 500, "server_error"), (SuspiciousOperation, 400, "bad_request")]
)
def test_a_mistake_outside_of_our_endpoints_is_a_problem(db, monkeypatch, error, status, code):
    def broken(*args):
        raise error("secret detail")

    monkeypatch.setattr("cms.middleware.PathLanguageMiddleware.process_request", broken)
    response = Client(raise_request_exception=False).get("/api/v1/")
    assert is_problem(response, status, code)
    assert "secret detail" not in response.content.decode()


def test_the_door_of_wagtail_speaks_of_problems_too(tree, client):
    wrong = client.get("/api/wagtail/v2/pages/?limit=x")
    assert is_problem(wrong, 400, "bad_request")
    assert wrong.json()["message"] == wrong.json()["detail"], "where clients of Wagtail's API look for it"
    assert is_problem(client.get("/api/wagtail/v2/pages/999999/"), 404, "not_found")
    assert is_problem(client.get("/api/wagtail/v2/nothing/"), 404, "not_found")


def test_texts_follow_the_reader_and_codes_do_not(db, client):
    here, there = (
        client.get("/api/v1/nothing/", headers={"Accept-Language": language}).json() for language in ("id", "en")
    )
    assert here["code"] == there["code"]
    assert there["title"] == "Not found"
    assert here["title"] != there["title"]


def test_texts_do_not_follow_whoever_was_answered_before(db, settings):
    """What is said before anything else is reached, too: a wrong host, too many readings."""
    settings.ALLOWED_HOSTS, settings.API_READS_PER_ADDRESS = ["localhost"], 1
    caches["limits"].clear()
    translation.activate("en")
    wrong_host = Client(headers={"Host": "jahat.example"}).get("/api/v1/")
    translation.activate("en")
    too_many = Client().get("/api/v1/")
    english = Client(headers={"Accept-Language": "en"}).get("/api/v1/")
    caches["limits"].clear()
    translation.activate(settings.LANGUAGE_CODE)
    assert (wrong_host.status_code, wrong_host.json()["title"]) == (400, "Permintaan tidak dapat dipahami")
    assert (too_many.status_code, too_many.json()["title"]) == (429, "Terlalu banyak permintaan")
    assert (english.status_code, english.json()["title"]) == (429, "Too many requests")


def nested(depth):
    return "[" * depth + "]" * depth


JSON = {
    "depth": '{"kind": ' + nested(40) + "}",
    "depth far": '{"kind": ' + nested(20_000) + "}",
    "twice": '{"kind": "complaint", "kind": "complaint"}',
    "infinity": '{"kind": 1e999}',
    "named infinity": '{"kind": Infinity}',
    "nan": '{"kind": NaN}',
    "digits": '{"kind": ' + "9" * 5000 + "}",
    "digits of a fraction": '{"kind": 1.' + "0" * 5000 + "e99999}",
    "half a sign": '{"kind": "\\ud800"}',
    "nul": '{"kind": "\\u0000"}',
    "a list": "[1]",
    "a text": '"x"',
    "nothing": " ",
    "cut off": '{"kind": ',
    "two values": "{} {}",
    "not UTF-8": b'{"kind": "\xff"}',
    "UTF-16": '{"kind": "x"}'.encode("utf-16"),
    "comment": '{"kind": 1 /* x */}',
}


def writing():
    """Every address and method that takes JSON."""
    for route, endpoint, _name in ENDPOINTS:
        for method, operation in getattr(endpoint, "operations", {}).items():
            if operation.request:
                path = route.replace("<str:submission_id>", str(uuid.uuid4())).replace("<uuid:id>", str(uuid.uuid4()))
                yield method.upper(), f"/api/v1/{path}"


def test_whatever_takes_json_takes_only_json_that_everybody_reads_alike(tree, client, monkeypatch):
    """The case of a token is opened before the body is read: let every address come that far."""
    monkeypatch.setattr("api.track_actions.opened_case", lambda request: None)
    doors = list(writing())
    assert len(doors) >= 11
    for method, path in doors:
        key = {"Idempotency-Key": str(uuid.uuid4())}
        for what, body in JSON.items():
            response = client.generic(method, path, body, content_type="application/json", headers=key)
            if path.endswith("/track/") and len(body) > 2048:  # number and secret need no more
                assert is_problem(response, 413, "body_too_large")
                continue
            assert response.status_code == 400, (path, what, response.content[:200])
            code = "invalid_text" if what in ("half a sign", "nul") else "invalid_json"
            assert is_problem(response, 400, code), (path, what)
        large = client.generic(
            method, path, json.dumps({"x": "y" * 200_000}), content_type="application/json", headers=key
        )
        assert is_problem(large, 413, "body_too_large"), path


def test_no_endpoint_reads_json_by_another_way():
    """The parser of the REST framework takes what ours refuses."""
    for file in Path(api.__file__).parent.glob("*.py"):
        assert "request.data" not in file.read_text(), file
        assert "json.loads(request" not in file.read_text(), file
