"""How answers travel: validators, no cookies, one cache key, and problems instead of pages."""

import gzip

import brotli
import pytest
from django.test import Client

from .contract import check

ADDRESSES = [
    "",
    "site/",
    "regions/",
    "regions/33.04/",
    "pages/",
    "documents/",
    "schema/",
    "docs/",
    "pages/by-path/?path=/",
]


def item(world):
    return f"pages/{world.items['news'].translation_key}/"


def test_every_address_is_cacheable_and_sets_no_cookie(world, client):
    for path in [*ADDRESSES, item(world)]:
        for method in (client.get, client.head):
            response = method(f"/api/v1/{path}")
            assert response.status_code == 200, path
            assert not response.cookies, path
            assert response["Vary"] == "Accept-Encoding", path
            assert response["Cache-Control"].startswith("public, max-age="), path
            assert response["ETag"], path
        assert response.content == b""


def test_no_cookie_comes_back_for_a_cookie(world):
    """A browser may bring broken cookies: to mend them is the business of pages, not of the API."""
    for path in [*ADDRESSES, item(world), "nothing/", "/api/wagtail/v2/pages/"]:
        response = Client(headers={"Cookie": "sessionid=broken; csrftoken=x; django_language=en"}).get(
            path if path.startswith("/") else f"/api/v1/{path}"
        )
        assert not response.cookies, path
        assert response["Vary"] == "Accept-Encoding", path
        assert "private" not in response["Cache-Control"], path


def test_an_unchanged_answer_is_not_sent_again(world, client):
    for path in [*ADDRESSES, item(world)]:
        first = client.get(f"/api/v1/{path}")
        again = client.get(f"/api/v1/{path}", headers={"If-None-Match": first["ETag"]})
        assert again.status_code == 304, path
        assert again.content == b""
        assert again["ETag"] == first["ETag"]
        assert again["Vary"] == "Accept-Encoding"


def test_a_change_changes_the_tag(world, client):
    before = client.get(f"/api/v1/{item(world)}")["ETag"]
    world.items["news"].title = "Judul baru"
    world.items["news"].save()
    after = client.get(f"/api/v1/{item(world)}", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after["ETag"] != before


def test_the_tag_carries_the_number_of_the_schema(world, client, monkeypatch):
    before = client.get("/api/v1/pages/")["ETag"]
    monkeypatch.setattr("api.conditional.SCHEMA_NUMBER", 99)
    assert client.get("/api/v1/pages/")["ETag"] != before


@pytest.mark.parametrize(
    ("known", "packing", "unpacked"),
    [("gzip", "gzip", gzip.decompress), ("gzip, deflate, br", "br", brotli.decompress), ("br;q=0", None, bytes)],
)
def test_packed_answers_are_the_same_and_found_unchanged_too(world, client, known, packing, unpacked):
    plain = client.get("/api/v1/pages/")
    first = client.get("/api/v1/pages/", headers={"Accept-Encoding": known})
    assert first.get("Content-Encoding") == packing
    assert unpacked(first.content) == plain.content
    assert first["Vary"] == "Accept-Encoding"
    assert int(first["Content-Length"]) == len(first.content)
    again = client.get("/api/v1/pages/", headers={"Accept-Encoding": known, "If-None-Match": first["ETag"]})
    assert again.status_code == 304


def test_options_work_everywhere(world, client):
    for path in [*ADDRESSES, item(world), "/api/wagtail/v2/pages/"]:
        response = client.options(path if path.startswith("/") else f"/api/v1/{path}")
        assert response.status_code in (200, 204), path
        assert "GET" in response["Allow"], path
        assert response.content or "Content-Type" not in response or path == "docs/", path


def test_the_form_without_final_slash_is_answered_at_once(world, client):
    for path in ("site", "regions", "regions/33.04", "pages", "documents", "schema", "docs", item(world).rstrip("/")):
        assert client.get(f"/api/v1/{path}").status_code == 200, path
    assert client.get("/api/v1").status_code == 200


def test_answers_do_not_depend_on_the_language_of_the_reader(world, client):
    for path in [*ADDRESSES, f"pages/{world.items['service'].translation_key}/"]:
        plain, english = client.get(f"/api/v1/{path}"), client.get(f"/api/v1/{path}", headers={"Accept-Language": "en"})
        assert plain.content == english.content, path
        assert english["Content-Language"] == plain["Content-Language"] == ("en" if path == "docs/" else "id")


def test_answers_are_the_same_on_every_host(world):
    for path in [*ADDRESSES, item(world)]:
        one, other = (
            Client(headers={"Host": host}).get(f"/api/v1/{path}") for host in ("localhost", "lain.example.org")
        )
        assert one.content == other.content, path


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("nothing/", 404, "not_found"),
        ("pages/nothing/", 404, "not_found"),
        ("pages/00000000-0000-0000-0000-00000000ffff/", 404, "not_found"),
        ("regions/99.99/", 404, "not_found"),
        ("regions/%00/", 404, "not_found"),
        ("regions/..%2f..%2fetc/", 404, "not_found"),
        ("pages/?colour=red", 400, "unknown_parameter"),
        ("pages/?type=nonsense", 400, "invalid_parameter"),
        ("pages/by-path/", 400, "invalid_parameter"),
        ("pages/by-path/?path=/tidak-ada/", 404, "not_found"),
    ],
)
def test_what_goes_wrong_is_a_problem(world, client, path, status, code):
    response = client.get(f"/api/v1/{path}")
    problem = response.json()
    assert (response.status_code, problem["code"], problem["status"]) == (status, code, status)
    assert problem["type"] == f"/masalah/{code}"
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    assert set(problem) == {"type", "title", "status", "code", "detail", "retryable", "errors"}


@pytest.mark.parametrize("path", ["/api/", "/api", "/api/v2/", "/api/wagtail/v2/nothing/", "/api/v1/pages/x/y/z"])
def test_html_never_comes_out_of_the_api(db, client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_other_methods_are_refused(world, client):
    for path in [*ADDRESSES, item(world)]:
        for method in (client.post, client.put, client.patch, client.delete):
            response = method(f"/api/v1/{path}")
            assert response.status_code == 405, path
            assert response.json()["code"] == "method_not_allowed"
            assert "GET" in response["Allow"]


def test_only_json_is_given(world, client):
    response = client.get("/api/v1/pages/", headers={"Accept": "text/html"})
    assert (response.status_code, response.json()["code"]) == (406, "not_acceptable")


def test_our_own_mistakes_are_problems_too(world, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr("api.pages.items_of", broken)
    response = Client(raise_request_exception=False).get("/api/v1/pages/")
    assert (response.status_code, response.json()["code"], response.json()["retryable"]) == (500, "server_error", True)
    assert "secret detail" not in response.content.decode()


def test_an_unknown_parameter_is_refused_with_the_known_ones(world, ask):
    problem = ask("pages/?colour=red&type=news", status=400)
    assert problem["errors"][0]["field"] == "colour"
    assert "published_from" in problem["detail"]


NASTY = [
    "x" * 3000,
    "\x00",
    "-1",
    "999999999999999999999",
    "' OR 1=1 --",
    "../../etc/passwd",
    "😀",
    "",
    "NaN",
    "2026-13-45",
    "0001-01-01",
    "9999-12-31",
]


def test_hostile_values_are_answered_calmly(world, client):
    from api.router import ENDPOINTS

    for route, endpoint, _name in ENDPOINTS:
        route = route.replace("<uuid:id>", str(world.items["document"].translation_key)).replace("<str:code>", "33.04")
        for parameter in getattr(endpoint, "parameters", ()):
            for value in NASTY:
                needed = {"path": "/"} if parameter.name != "path" and "by-path" in route else {}
                response = client.get(f"/api/v1/{route}", {parameter.name: value, **needed})
                assert response.status_code < 500, f"{route} {parameter.name}={value[:20]!r}"
                if response.status_code >= 400:
                    check(f"/api/v1/{route}", response)


def test_what_is_wrong_is_said_in_the_readers_language(world, client):
    from api.router import ENDPOINTS

    refused = 0
    for route, endpoint, _name in ENDPOINTS:
        route = route.replace("<uuid:id>", str(world.items["document"].translation_key)).replace("<str:code>", "33.04")
        for parameter in getattr(endpoint, "parameters", ()):
            here, there = (
                client.get(f"/api/v1/{route}", {parameter.name: "!"}, headers={"Accept-Language": language})
                for language in ("id", "en")
            )
            said = {error["field"]: error["text"] for error in there.json().get("errors", ())}
            if here.status_code == 400 and parameter.name in said:
                told = {error["field"]: error["text"] for error in here.json()["errors"]}
                assert told[parameter.name] != said[parameter.name], f"{route} {parameter.name}"
                refused += 1
    assert refused > 80


def test_a_cursor_is_only_good_where_it_was_given(world, ask):
    cursor = ask("pages/?limit=1")["next_cursor"]
    assert ask(f"pages/?limit=2&cursor={cursor}")["items"]
    assert ask(f"pages/?type=news&cursor={cursor}", status=400)["code"] == "cursor_scope_mismatch"
    for altered in (cursor[:-2], cursor[::-1], "AAAA", cursor.replace(cursor[5], "-" if cursor[5] != "-" else "_")):
        assert ask(f"pages/?limit=1&cursor={altered}", status=400)["code"] == "invalid_cursor"


def test_a_repeated_parameter_is_refused(world, ask):
    assert ask("pages/?type=news&type=event", status=400)["code"] == "invalid_parameter"


def test_the_documentation_loads_nothing_from_elsewhere(db, client):
    html = client.get("/api/v1/docs/").content.decode()
    assert "swagger-ui-bundle.js" in html
    assert "http://" not in html
    assert "https://" not in html
