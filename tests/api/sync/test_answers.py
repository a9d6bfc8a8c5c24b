"""What an answer of the feed costs and carries: 304 without touching content, bounded pages, compact items, no cookie."""

import json

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.sync import LARGEST
from api.sync_scope import PROFILES
from pages.feed.numbering import number
from pages.models import ContentChange, NewsIndexPage, NewsPage
from tests.api.contract import check
from tests.factories import NewsPageFactory, PlainPageFactory, make

pytestmark = pytest.mark.django_db
FEED_TABLES = ("pages_contentchange", "pages_syncstate")


def asked(client, path, **headers):
    with CaptureQueriesContext(
        connection,
    ) as found:
        response = client.get(path, headers=headers)
    return response, [query["sql"] for query in found if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]


def many_news(tree, count):
    index = NewsIndexPage.objects.first() or make(NewsIndexPage, tree)
    for n in range(count):
        NewsPageFactory(parent=index, slug=f"berita-{NewsPage.objects.count()}", title=f"Berita {n} {'panjang ' * 12}")


def test_unchanged_is_304_and_reads_nothing_but_the_tables_of_the_feed(tree, client, follow):
    many_news(tree, 3)
    copy = follow(region="33.04.15")
    first, _ = asked(client, copy.path())
    again, queries = asked(client, copy.path(), **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert len(queries) == 3
    assert all(any(table in sql for table in FEED_TABLES) for sql in queries), queries


def test_a_change_elsewhere_is_no_change_here(tree, client, follow):
    copy = follow(region="33.04.15.2008")
    etag = client.get(copy.path())["ETag"]
    PlainPageFactory(parent=tree.neighbour)
    assert client.get(copy.path(), headers={"If-None-Match": etag}).status_code == 304
    PlainPageFactory(parent=tree.desa)
    assert client.get(copy.path(), headers={"If-None-Match": etag}).status_code == 200


def test_a_client_that_asks_again_and_again_is_told_at_once(tree, follow):
    copy = follow(region="33.04.15.2008")
    assert copy.sync() == copy.sync() == 1
    assert copy.etag
    page = PlainPageFactory(parent=tree.desa)
    copy.sync()
    assert str(page.translation_key) in {id for _type, id, _locale in copy.store}


@pytest.mark.parametrize("profile", PROFILES)
def test_five_items_and_fifteen_cost_the_same(tree, client, profile):
    many_news(tree, 5)
    path = f"/api/v1/sync/?types=news&profile={profile}"
    client.get(path)  # numbers them
    few, few_queries = asked(client, path)
    many_news(tree, 10)
    client.get(path)
    many, many_queries = asked(client, path)
    assert (len(few.json()["items"]), len(many.json()["items"])) == (5, 15)
    assert len(few_queries) == len(many_queries), many_queries


def test_cases_and_regions_cost_a_constant_number_too(tree, client):
    client.get("/api/v1/sync/?types=region")
    _few, queries = asked(client, "/api/v1/sync/?types=region")
    assert len(queries) <= 6


def test_a_page_is_at_most_100_items_or_256_kb(tree, client, follow):
    many_news(tree, 12)
    NewsPage.objects.update(body=json.dumps([{"type": "text", "value": f"<p>{'kata ' * 8000}</p>"}]))
    copy = follow(types="news")
    sizes = [len(json.dumps(page, ensure_ascii=False, separators=(",", ":")).encode()) for page in copy.pages]
    assert len(copy.pages) > 1
    assert max(sizes) <= LARGEST + 1000
    assert len(copy.store) == 12


def test_one_item_larger_than_a_page_comes_alone(tree, client, follow):
    many_news(tree, 2)
    NewsPage.objects.update(body=json.dumps([{"type": "text", "value": f"<p>{'kata ' * 80_000}</p>"}]))
    copy = follow(types="news")
    assert [len(page["items"]) for page in copy.pages] == [1, 1]


def test_lists_tell_the_number_of_each_item_and_null_until_it_has_one(tree, client):
    page = PlainPageFactory(parent=tree.desa)
    path = "/api/v1/pages/?type=plain&fields=title,version"
    assert [item["version"] for item in client.get(path).json()["items"]] == [None]
    number()
    assert [item["version"] for item in client.get(path).json()["items"]] == [
        ContentChange.objects.get(item_id=page.translation_key).seq
    ]
    assert "version" not in client.get("/api/v1/pages/?type=plain&fields=title").json()["items"][0]


def test_headers_are_those_of_the_contract(tree, client):
    for method in (client.get, client.head):
        response = method("/api/v1/sync/")
        assert response["Cache-Control"] == "public, max-age=30, stale-if-error=600"
        assert response["Vary"] == "Accept-Encoding"
        assert not response.cookies
    assert client.options("/api/v1/sync/").status_code == 204
    assert client.post("/api/v1/sync/").status_code == 405
    assert client.get("/api/v1/sync").status_code == 200


def test_answers_are_never_kept_longer_than_a_change_takes(tree, client, settings):
    settings.PAGE_CACHE_SECONDS = 60
    caches["answers"].clear()
    path = "/api/v1/sync/?types=plain"
    assert client.get(path).json()["items"] == []
    PlainPageFactory(parent=tree.desa)
    assert len(client.get(path).json()["items"]) == 1


def test_the_status_tells_epoch_and_highest_number_of_the_scope(tree, client, follow):
    number()
    body = check("/api/v1/sync/status/", client.get("/api/v1/sync/status/?region=33.04.15.2008"))
    numbers = [item["version"] for item in follow(region="33.04.15.2008").store.values()]
    assert body["highest_seq"] == max(numbers)
    assert client.get("/api/v1/").json()["epoch"] == body["epoch"]
