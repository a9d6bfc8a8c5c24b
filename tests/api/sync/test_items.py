"""Every type of item in the feed, with all that it can say, in both profiles."""

import json

import pytest

from api.sync_scope import PROFILES
from pages.feed import kinds
from pages.feed.numbering import number
from pages.models import PlainPage
from tests.api.contract import check

pytestmark = pytest.mark.django_db


def test_every_type_is_told_in_both_profiles_as_the_contract_says(world, client):
    number()
    for profile in PROFILES:
        path = f"/api/v1/sync/?profile={profile}"
        body = check(path, client.get(path))
        assert set(kinds.every_type()) - {"case"} == {item["type"] for item in body["items"]}


def test_a_compact_item_is_at_most_1_kb_however_much_was_written(world, client):
    for page in world.items.values():
        page.summary = "Ringkasan yang sangat panjang sekali. " * 13
        page.title = page.title if page.is_section else ("Judul " * 42)[:250]
        page.save(clean=False)
    items = client.get("/api/v1/sync/?profile=compact").json()["items"]
    for item in items:
        size = len(json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode())
        assert size <= 1024, (item["type"], size)
        assert item["type"] in ("region", "desa", "kecamatan", "regency") or item["is_shortened"]
        assert "body" not in item
    assert {item["type"] for item in items} >= set(world.items)


def test_full_items_say_what_their_own_page_of_the_api_says(world, client):
    for item in client.get("/api/v1/sync/").json()["items"]:
        if item["type"] != "region":
            own = client.get(f"/api/v1/pages/{item['id']}/").json()
            del item["op"]
            assert item == own
            assert item["version"] > 0


def test_a_kind_of_page_is_in_the_feed_the_moment_it_exists(world):
    assert {"news", "service", "desa", "pledge", "profile", "case", "region"} <= set(kinds.every_type())
    assert PlainPage.type_name() in kinds.every_type()
