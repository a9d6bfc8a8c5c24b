"""Kept answers: made once for everybody, never for somebody, and gone with the change."""

import pytest
from django.core.cache import caches
from django.test import Client

from pages.models import NewsPage
from tests.factories import make

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.PAGE_CACHE_SECONDS = 60
    caches["answers"].clear()


def test_a_page_asked_for_again_costs_one_query(tree, client, django_assert_max_num_queries):
    news = make(NewsPage, tree)
    first = client.get(news.url)
    with django_assert_max_num_queries(3):
        again = client.get(news.url)
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert "Age" in again


def test_a_change_ends_it_at_once(tree, client, django_capture_on_commit_callbacks):
    news = make(NewsPage, tree)
    client.get(news.url)
    with django_capture_on_commit_callbacks(execute=True):
        news.title = "Judul yang lain"
        news.save()
    assert "Judul yang lain" in client.get(news.url).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        news.unpublish()
    assert client.get(news.url).status_code == 404


def test_who_has_it_already_gets_304(tree, client):
    news = make(NewsPage, tree)
    etag = client.get(news.url)["ETag"]
    answer = client.get(news.url, headers={"If-None-Match": etag})
    assert answer.status_code == 304
    assert not answer.content


def test_what_is_packed_is_kept_apart(tree, client):
    news = make(NewsPage, tree)
    plain = client.get(news.url)
    assert "Content-Encoding" not in plain
    for known, packing in (("gzip", "gzip"), ("gzip, deflate, br, zstd", "br"), ("br;q=0, gzip", "gzip")):
        for _time in range(2):
            assert client.get(news.url, headers={"Accept-Encoding": known})["Content-Encoding"] == packing
    assert client.get(news.url)["Content-Length"] == plain["Content-Length"]


def test_nothing_is_kept_for_or_from_somebody_who_is_logged_in(tree, admin_client, client):
    news = make(NewsPage, tree)
    answer = admin_client.get(news.url)
    assert "private" in answer["Cache-Control"]
    assert "Age" not in client.get(news.url)
    assert "Age" not in admin_client.get(news.url)


def test_missing_pages_refusals_and_other_hosts_are_not_mixed_up(tree, client):
    assert client.get("/tidak-ada/").status_code == 404
    assert "Age" not in client.get("/tidak-ada/")
    client.get("/")
    assert client.post("/").status_code == 405
    assert "Age" not in Client(HTTP_HOST="lain.example").get("/")


def test_the_api_is_kept_too(tree, client, django_assert_max_num_queries):
    make(NewsPage, tree)
    first = client.get("/api/v1/pages/?type=news")
    with django_assert_max_num_queries(3):
        again = client.get("/api/v1/pages/?type=news")
    assert again.json() == first.json()
    assert again.headers.get("Vary", "") in ("", "Accept-Encoding")
