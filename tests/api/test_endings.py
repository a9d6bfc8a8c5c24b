"""What will end says so in the contract and in every answer, a year ahead; everything else is silent."""

import datetime

import pytest

from api import docs, endings
from api.endings import Ending
from cms.settings.base import ROOT

from .test_contract import narrowed

SINCE, UNTIL = datetime.date(2026, 11, 1), datetime.date(2027, 12, 1)


@pytest.fixture
def ending(monkeypatch):
    """Lets things end, and the contract be written anew for it."""

    def ending(*things, until=UNTIL):
        monkeypatch.setattr(endings, "ENDINGS", [Ending(what, SINCE, until, "something better") for what in things])
        docs.document.cache_clear()
        endings.touched.cache_clear()

    yield ending
    monkeypatch.undo()
    docs.document.cache_clear()
    endings.touched.cache_clear()


def test_what_will_end_has_its_notice(db):
    changelog = (ROOT / "CHANGELOG.md").read_text()
    assert endings.mistakes(docs.document(), changelog) == []


def test_nothing_ends_without_being_told(tree, client):
    for path in ("", "pages/", "due/", "nothing/"):
        response = client.get(f"/api/v1/{path}")
        assert "Deprecation" not in response
        assert "Sunset" not in response


@pytest.mark.parametrize("seconds", [0, 60])
def test_an_address_that_ends_says_so_in_each_answer(tree, client, ending, settings, seconds):
    settings.PAGE_CACHE_SECONDS = seconds
    ending("regions/<str:code>/")
    first = client.get("/api/v1/regions/33.04/")
    same = client.get("/api/v1/regions/33.04")
    unchanged = client.get("/api/v1/regions/33.04/", headers={"If-None-Match": first["ETag"]})
    for response in (first, same, unchanged, client.get("/api/v1/regions/99.99/")):
        assert response["Deprecation"] == "@1793491200"
        assert response["Sunset"] == "Wed, 01 Dec 2027 00:00:00 GMT"
        assert 'rel="deprecation"' in response["Link"]
    assert 'rel="license"' in first["Link"], "what stood there before stays"
    assert "Deprecation" not in client.get("/api/v1/regions/")


def test_the_contract_says_it_too_and_is_not_narrowed_by_it(tree, ending):
    before = docs.document()
    ending("regions/<str:code>/", "PlaceInList.price_to")
    now = docs.document()
    operation = now["paths"]["/api/v1/regions/{code}/"]["get"]
    field = now["components"]["schemas"]["PlaceInList"]["properties"]["price_to"]
    for part in (operation, field):
        assert part["deprecated"] is True
        assert part["x-sunset"] == "2027-12-01"
        assert "something better" in part["description"]
    assert narrowed(before, now) == []


def test_a_field_that_ends_is_told_wherever_it_stands(tree, client, ending):
    ending("PlaceInList.price_to")
    assert "Deprecation" in client.get("/api/v1/pages/")
    for path in ("documents/", "regions/", "", "pages/by-path/?path=/"):
        assert "Deprecation" not in client.get(f"/api/v1/{path}"), path


def test_what_ends_first_is_told_first(tree, client, ending, monkeypatch):
    ending("pages/", "PlaceInList.price_to")
    sooner = datetime.date(2027, 11, 15)
    endings.ENDINGS[1] = endings.ENDINGS[1]._replace(until=sooner)
    assert client.get("/api/v1/pages/")["Sunset"].startswith("Mon, 15 Nov 2027")


@pytest.mark.parametrize(
    ("what", "until", "changelog", "said"),
    [
        ("nothing/", UNTIL, "nothing/", "not in the contract"),
        ("PlaceInList.nothing", UNTIL, "PlaceInList.nothing", "not in the contract"),
        ("due/", datetime.date(2027, 10, 1), "due/", "less than a year"),
        ("due/", UNTIL, "", "CHANGELOG"),
        ("due/", UNTIL, "- `due/` ends", ""),
    ],
)
def test_a_bad_notice_is_noticed(db, ending, what, until, changelog, said):
    ending(what, until=until)
    found = endings.mistakes(docs.document(), changelog)
    assert (said in found[0]) if said else found == []
