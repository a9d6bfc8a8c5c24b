"""Pages of any site may read what is public; only those that we list may send; never with cookies."""

import json
import uuid

import pytest

from api.citizen import CitizenEndpoint
from api.router import ENDPOINTS

APP = "https://aplikasi.example.org"
HELD = {"<uuid:id>": str(uuid.UUID(int=7)), "<str:code>": "33.04", "<str:ref>": "BNA-26-7KQ4MX-4"}


def address(route):
    for mark, value in {**HELD, "<str:submission_id>": str(uuid.uuid4())}.items():
        route = route.replace(mark, value)
    return f"/api/v1/{route}"


def addresses(is_for_citizens):
    return [
        address(route)
        for route, endpoint, _name in ENDPOINTS
        if issubclass(endpoint, CitizenEndpoint) == is_for_citizens
    ]


def ask_first(client, path, method, headers="content-type", origin=APP):
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": headers,
    }
    return client.options(path, headers=asked)


def test_pages_of_any_site_may_read_what_is_public(tree, client):
    for path in [*addresses(is_for_citizens=False), "/api/wagtail/v2/pages/", "/api/v1/nothing/"]:
        response = client.get(path, headers={"Origin": APP})
        assert response["Access-Control-Allow-Origin"] == "*", path
        assert "Access-Control-Allow-Credentials" not in response, path
        assert "Origin" not in response.get("Vary", ""), path
        assert "RateLimit-Remaining" in response["Access-Control-Expose-Headers"], path


def test_an_unchanged_answer_may_be_read_too(tree, client, settings):
    for seconds in (0, 60):
        settings.PAGE_CACHE_SECONDS = seconds
        tag = client.get("/api/v1/pages/", headers={"Origin": APP})["ETag"]
        for _n in range(2):
            again = client.get("/api/v1/pages/", headers={"Origin": APP, "If-None-Match": tag})
            assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")


def test_a_browser_that_asks_first_is_let_read_and_nothing_else(tree, client):
    for path in addresses(is_for_citizens=False):
        response = ask_first(client, path, "GET", "if-none-match, x-pendopo-install")
        assert response.status_code in (200, 204), path
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "POST" not in response["Access-Control-Allow-Methods"], path
        assert "If-None-Match" in response["Access-Control-Allow-Headers"]
        assert "Authorization" not in response["Access-Control-Allow-Headers"]


def test_without_a_list_no_page_of_another_site_sends_or_follows(tree, client):
    for path in addresses(is_for_citizens=True):
        for response in (ask_first(client, path, "PUT"), client.get(path, headers={"Origin": APP})):
            assert "Access-Control-Allow-Origin" not in response, path
    sent = client.put(
        f"/api/v1/submissions/{uuid.uuid4()}/", "{}", content_type="application/json", headers={"Origin": APP}
    )
    assert (sent.status_code, sent.json()["code"]) == (403, "cross_site")


@pytest.fixture
def _listed(settings):
    settings.API_WRITE_ORIGINS = [APP]


@pytest.mark.usefixtures("_listed")
def test_a_listed_site_may_ask_send_and_read_the_answer(tree, client):
    for path in addresses(is_for_citizens=True):
        response = ask_first(client, path, "PUT", "content-type, x-submission-key, authorization")
        assert response["Access-Control-Allow-Origin"] == APP, path
        assert "Origin" in response["Vary"], path
        for name in ("Content-Type", "X-Submission-Key", "Authorization", "Upload-Offset"):
            assert name in response["Access-Control-Allow-Headers"], path
    answer = client.put(
        f"/api/v1/submissions/{uuid.uuid4()}/",
        json.dumps({}),
        content_type="application/json",
        headers={"Origin": APP, "Sec-Fetch-Site": "cross-site"},
    )
    assert answer.json()["code"] == "validation_failed", "it came as far as the form"
    assert answer["Access-Control-Allow-Origin"] == APP


@pytest.mark.usefixtures("_listed")
@pytest.mark.parametrize(
    "origin", ["https://jahat.example", "null", f"{APP}.jahat.example", APP.replace("s:", ":"), ""]
)
def test_others_stay_outside(tree, client, origin):
    response = ask_first(client, f"/api/v1/submissions/{uuid.uuid4()}/", "PUT", origin=origin)
    assert "Access-Control-Allow-Origin" not in response
    assert "Origin" in response["Vary"]


def test_pages_of_the_portal_and_the_admin_are_opened_to_nobody(tree, client):
    for path in ("/", "/admin/login/", "/healthz"):
        assert "Access-Control-Allow-Origin" not in client.get(path, headers={"Origin": APP})
