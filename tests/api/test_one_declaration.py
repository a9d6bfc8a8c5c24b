"""A further kind of thing is one class and one word: lists of types, feed, bundle and contract follow by themselves."""

import gzip
import json
import uuid
from typing import TypedDict

import pytest

from api import bundling, docs
from api.feed_kinds import ApiKind, Told
from pages.feed import Key, Public, declare, kinds
from pages.feed.reconciling import reconcile

from .contract import errors_of

KEY = Key("alert", uuid.UUID(int=911), "id")
REGION = "33.04.15.2008"


class AlertData(TypedDict):
    """A warning, as a later release may tell it."""

    type: str
    id: uuid.UUID
    locale: str
    version: int | None
    title: str


class Alerts(ApiKind):
    """All that such a release would have to write."""

    active = (KEY,)

    def types(self):
        return ["alert"]

    def told(self):
        return {"alert": Told("peringatan", "peringatan", "alerts/")}

    def public(self, keys):
        return [Public(key, REGION, "", "") for key in keys if key in self.active]

    def every(self, size):
        yield list(self.active)

    def items(self, places, is_full):
        told = {"type": KEY.type, "id": KEY.id, "locale": KEY.locale, "version": None, "title": "Awas longsor"}
        return {key: dict(told) for key in places if key in self.active}

    def components(self, shapes, is_full):
        return {"alert": shapes.of_annotation(AlertData)["$ref"]}


@pytest.fixture
def alerts(tree):
    before, kind = kinds.kinds(), Alerts()
    declare(*before, kind)
    docs.document.cache_clear()
    yield kind
    declare(*before)
    docs.document.cache_clear()


def test_a_new_kind_of_thing_is_everywhere_at_once(alerts, client):
    reconcile()
    asked = f"/api/v1/sync/?types=alert&region={REGION}"
    [item] = client.get(asked).json()["items"]
    assert (item["op"], item["id"], item["title"]) == ("upsert", str(KEY.id), "Awas longsor")
    assert item["version"] > 0

    contract = json.loads(json.dumps(docs.document(), default=str))["components"]["schemas"]
    assert "alert" in contract["FullChange"]["discriminator"]["mapping"]
    assert "alert" in contract["CompactChange"]["discriminator"]["mapping"]
    assert set(item) == set(contract["Alert"]["properties"])
    assert errors_of(contract["Alert"], item) == []

    told = {one["type"]: one for one in client.get("/api/v1/site/").json()["types"]}["alert"]
    assert (told["label"], told["list_url"]) == ("peringatan", "/api/v1/alerts/")

    bundling.build(REGION, "id")
    file = client.get(client.get(f"/api/v1/bundles/{REGION}/").json()["url"])
    assert "Awas longsor" in gzip.decompress(file.getvalue()).decode()


def test_and_leaves_them_when_it_is_over(alerts, client):
    reconcile()
    asked = f"/api/v1/sync/?types=alert&region={REGION}"
    cursor = client.get(asked).json()["cursor"]
    alerts.active = ()
    reconcile()
    [gone] = client.get(f"{asked}&cursor={cursor}").json()["items"]
    assert (gone["op"], gone["type"], gone["id"]) == ("delete", "alert", str(KEY.id))
    assert client.get(asked).json()["items"] == []


def test_without_it_nobody_knows_the_word(tree, client):
    assert client.get("/api/v1/sync/?types=alert").status_code == 400
