"""A bundle holds what a full pass would bring, the feed goes on from it, and what is withdrawn takes it away."""

import datetime
import gzip
import hashlib
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from api import bundling
from pages.models import Bundle, NewsIndexPage, NewsPage
from tests.api.client import FeedClient
from tests.factories import NewsPageFactory, make

from .sync.conftest import assert_holds_the_truth

pytestmark = pytest.mark.django_db
DESA = "33.04.15.2008"


@pytest.fixture(autouse=True)
def _own_disk(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}},
    }


@pytest.fixture
def article(tree):
    return NewsPageFactory(parent=make(NewsIndexPage, tree), title="Jembatan selesai")


def built(code=DESA):
    return bundling.build(code, "id")


def manifest_of(client, code=DESA):
    return client.get(f"/api/v1/bundles/{code}/")


def items_in(client, manifest):
    response = client.get(manifest["url"])
    assert response.status_code == 200
    packed = b"".join(response.streaming_content)
    assert len(packed) == manifest["bytes"]
    assert hashlib.sha256(packed).hexdigest() == manifest["sha256"]
    text = gzip.decompress(packed)
    assert len(text) == manifest["text_bytes"]
    return [json.loads(line) for line in text.splitlines()]


def started(client, code=DESA):
    """A client that began with the bundle."""
    manifest = manifest_of(client, code).json()
    fed = FeedClient(client.get, region=code, locale="id", profile="full")
    for item in items_in(client, manifest):
        fed.store[(item["type"], item["id"], item["locale"])] = item
    fed.cursor, fed.named = manifest["cursor"], None
    return fed


@pytest.mark.parametrize("code", [DESA, "33.04.15", "33.04"])
def test_a_bundle_is_a_full_pass_in_one_file(client, article, code):
    built(code)
    fed = started(client, code)
    assert_holds_the_truth(fed)
    fed.sync()
    assert fed.pages[0]["items"] == [], "the cursor goes on where the file ends"


def test_the_feed_goes_on_from_a_bundle(client, article):
    built()
    fed = started(client)
    article.title = "Jembatan dibuka"
    article.save_revision().publish()
    added = NewsPageFactory(parent=article.get_parent(), title="Baru")
    fed.sync()
    assert_holds_the_truth(fed)
    assert ("news", str(added.translation_key), "id") in fed.store


def test_the_address_in_the_manifest_goes_on(client, article):
    built()
    page = client.get(manifest_of(client).json()["sync"]).json()
    assert page["complete"]
    assert page["items"] == []


def unpublished(article, tree):
    article.unpublish()


def deleted(article, tree):
    article.delete()


def restricted(article, tree):
    PageViewRestriction.objects.create(page_id=tree.desa.pk, restriction_type="login")


def expired(article, tree):
    NewsPage.objects.filter(pk=article.pk).update(expire_at=timezone.now() - datetime.timedelta(seconds=1))


def below_an_expired_section(article, tree):
    tree.kecamatan.expire_at = timezone.now() - datetime.timedelta(seconds=1)
    tree.kecamatan.save_revision().publish()


def moved_away(article, tree):
    article.get_parent().specific.move(tree.neighbour, pos="last-child")


@pytest.mark.parametrize("withdraw", [unpublished, deleted, restricted, expired, below_an_expired_section, moved_away])
def test_whatever_is_withdrawn_takes_the_file_away_at_once(client, article, tree, withdraw):
    for code in (DESA, "33.04.15", "33.04.15.2009"):
        built(code)
    urls = {code: manifest_of(client, code).json()["url"] for code in (DESA, "33.04.15")}
    withdraw(article, tree)
    for code, url in urls.items():
        assert manifest_of(client, code).status_code == 404
        assert client.get(url).status_code == 404
    assert client.get("/api/v1/bundles/").json()["items"] == [] or withdraw is not unpublished
    call_command("publish_scheduled")
    for code, url in urls.items():
        assert not bundling.storage().exists(bundling.address(url.rpartition("/")[2])), "not left on the disk either"
        built(code)
        if Bundle.objects.filter(region_code=code).exists():
            assert "Jembatan selesai" not in json.dumps(items_in(client, manifest_of(client, code).json())) or (
                withdraw is moved_away and code == "33.04.15"
            )


def test_a_change_leaves_the_file_where_it_is(client, article):
    name = built().name
    article.title = "Jembatan dibuka"
    article.save_revision().publish()
    assert manifest_of(client).status_code == 200
    assert built().name != name
    assert not bundling.storage().exists(bundling.address(name))


def test_nothing_new_is_not_written_again(article):
    first = built()
    assert built().created_at == first.created_at
    assert bundling.build(DESA, "id", is_forced=True).created_at > first.created_at


def test_numbers_begun_anew_end_every_bundle(client, article):
    built()
    call_command("sync_epoch", "--new")
    assert manifest_of(client).status_code == 404
    built()
    assert manifest_of(client).status_code == 200


def test_the_command_writes_one_for_each_open_section_and_what_is_around_it(client, article, capsys):
    call_command("build_bundles")
    listed = client.get("/api/v1/bundles/?count=true").json()
    assert {one["region"] for one in listed["items"]} >= {"33.04", "33.04.15", DESA}
    assert listed["count"] == len(listed["items"])
    assert "33.04.15.2008 id:" in capsys.readouterr().out
    with pytest.raises(CommandError, match="No open section"):
        call_command("build_bundles", "99.99")


def test_a_region_too_large_for_a_phone_is_told_and_left_out(client, article, monkeypatch, capsys):
    monkeypatch.setattr(bundling, "LARGEST", 200)
    call_command("build_bundles")
    assert "too large" in capsys.readouterr().out
    assert client.get("/api/v1/bundles/").json()["items"] == []


def test_a_village_that_weighs_too_much_is_told_and_given_all_the_same(client, article, monkeypatch, capsys):
    call_command("build_bundles")
    assert "more than" not in capsys.readouterr().out
    monkeypatch.setattr(bundling, "VILLAGE_TEXT", 2000)
    call_command("build_bundles")
    told = [line for line in capsys.readouterr().out.splitlines() if "more than" in line]
    assert [line.split(":")[0] for line in told] == [f"{DESA} id"], "of villages alone, not of what is around them"
    assert manifest_of(client).status_code == 200


@pytest.mark.parametrize("code", ["99", "33.04.15.9999", "x", "33.04.15.2008%00"])
def test_what_has_no_bundle_is_not_found(client, tree, code):
    response = client.get(f"/api/v1/bundles/{code}/")
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"
    assert client.get("/paket/../private.gz").status_code == 404


def test_the_list_costs_the_same_for_any_number(client, article, django_assert_max_num_queries):
    call_command("build_bundles")
    client.get("/api/v1/bundles/")
    with django_assert_max_num_queries(3):
        client.get("/api/v1/bundles/?limit=1")
    with django_assert_max_num_queries(3):
        client.get("/api/v1/bundles/")


def test_other_sites_may_read_the_file_and_a_broken_line_goes_on(client, article):
    built()
    url = manifest_of(client).json()["url"]
    response = client.get(url, headers={"Range": "bytes=10-19", "Origin": "https://aplikasi.example"})
    assert response.status_code == 206
    assert response["Content-Range"].startswith("bytes 10-19/")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Content-Encoding" not in response
    assert not response.cookies
