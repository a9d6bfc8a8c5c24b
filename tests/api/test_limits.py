"""Nobody reads without end, and no village is punished for standing behind one address."""

import pytest
from django.core.cache import caches

from api.limits import line_of

UNKNOWN = "7b7e8c1a-0d3c-4a57-9a3e-2f1f3f1f3f1f"
TOKENS = [f"installation-{number:04}" for number in range(60)]


@pytest.fixture(autouse=True)
def _limits(settings):
    caches["limits"].clear()
    settings.API_READS_PER_ADDRESS, settings.API_READS_PER_INSTALL, settings.API_INSTALLS_FACTOR = 5, 3, 20
    yield
    caches["limits"].clear()


def read(client, **headers):
    return client.get("/api/v1/", headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_an_address_is_told_where_it_stands_and_then_to_wait(db, client):
    first = read(client)
    assert (first["RateLimit-Limit"], first["RateLimit-Remaining"]) == ("5", "4")
    assert 1 <= int(first["RateLimit-Reset"]) <= 60
    assert [read(client).status_code for _n in range(5)] == [200, 200, 200, 200, 429]
    refused = read(client)
    problem = refused.json()
    assert (problem["code"], problem["retryable"]) == ("slow_down", True)
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert refused["RateLimit-Remaining"] == "0"
    assert refused["Cache-Control"] == "no-store"
    assert refused["Content-Type"] == "application/problem+json"


def test_another_address_is_another_count(db, client, settings):
    settings.PROXY_HOPS = 1
    for _n in range(6):
        refused = read(client, X_Forwarded_For="1.1.1.1, 203.0.113.5")
    assert refused.status_code == 429
    assert read(client, X_Forwarded_For="203.0.113.5, 203.0.113.6").status_code == 200
    assert read(client, X_Forwarded_For="9.9.9.9, 203.0.113.5").status_code == 429


def test_what_a_sender_writes_itself_is_not_believed(db, client):
    for number in range(6):
        refused = read(client, X_Forwarded_For=f"203.0.113.{number}")
    assert refused.status_code == 429


def test_a_village_behind_one_address_is_not_punished(db, client):
    answers = [read(client, X_Pendopo_Install=token).status_code for token in TOKENS[:30] for _n in range(3)]
    assert set(answers) == {200}
    assert read(client, X_Pendopo_Install=TOKENS[0]).status_code == 429
    assert read(client).status_code == 200, "who says nothing has the count of the address"


def test_made_up_tokens_come_to_an_end(db, client):
    answers = [read(client, X_Pendopo_Install=token).status_code for token in TOKENS for _n in range(2)]
    assert answers == [200] * 100 + [429] * 20


@pytest.mark.parametrize("token", ["short", "x" * 65, "with space in it", "ünïcödé-ünïcödé-ü", ""])
def test_a_token_of_another_form_counts_as_none(db, client, token):
    assert read(client, X_Pendopo_Install=token)["RateLimit-Limit"] == "5"


def test_kept_and_unchanged_answers_count_as_well(db, client, settings):
    settings.PAGE_CACHE_SECONDS = 60
    tag = read(client)["ETag"]
    again = read(client, If_None_Match=tag)
    assert (again.status_code, again["RateLimit-Remaining"]) == (304, "3")


def test_asking_what_is_allowed_and_sending_are_not_counted_here(db, client):
    for _n in range(8):
        client.options("/api/v1/")
        client.post("/api/v1/")
    assert read(client)["RateLimit-Remaining"] == "4"


def test_asking_what_became_of_a_case_or_file_is_counted_at_its_own_door(db, client):
    for path in ("submissions", "uploads"):
        for _n in range(8):
            response = client.get(f"/api/v1/{path}/{UNKNOWN}/")
        assert response.status_code == 404
        assert "RateLimit-Limit" not in response


def test_pages_for_people_are_not_counted(db, client):
    assert "RateLimit-Limit" not in client.get("/healthz")


def test_nought_means_no_limit(db, client, settings):
    settings.API_READS_PER_ADDRESS = 0
    assert "RateLimit-Limit" not in read(client)


def test_no_address_or_token_stands_in_the_cache(db, client, settings):
    settings.PROXY_HOPS = 1
    read(client, X_Forwarded_For="203.0.113.5", X_Pendopo_Install=TOKENS[0])
    kept = " ".join(caches["limits"]._cache)
    assert "reads:" in kept
    assert "203.0" not in kept
    assert TOKENS[0] not in kept


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("203.0.113.5", "203.0.113.6", False),
        ("2001:db8::1", "2001:db8::ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:203.0.113.5", "203.0.113.5", True),
        ("", "nonsense", True),
    ],
)
def test_a_line_is_an_address_or_the_network_of_a_household(one, other, is_same):
    assert (line_of(one) == line_of(other)) == is_same
