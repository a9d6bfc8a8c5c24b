"""An item that many lists hold is made once while nothing changes, and never told to the wrong reader or after its time."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from pages import remembered
from pages.models import NewsIndexPage
from tests.factories import NewsPageFactory

LIST = "/api/v1/pages/?type=news"


@pytest.fixture(autouse=True)
def _remembering(settings):
    settings.PAGE_CACHE_SECONDS = 60


@pytest.fixture
def news(tree):
    index = NewsIndexPage.objects.first() or NewsPageFactory(parent=tree.desa).get_parent()
    return NewsPageFactory.create_batch(5, parent=index, body=[("text", "<p>Isi berita.</p>")])


def told(path, client=None, status=200):
    """The answer made anew: the whole one is never one that was kept."""
    caches["answers"].clear()
    response = (client or Client()).get(path)
    assert response.status_code == status
    return response.json()


def detail(page):
    return f"/api/v1/pages/{page.translation_key}/"


def titles(path=LIST):
    return {item["title"] for item in told(path)["items"]}


def test_a_second_list_reads_only_what_it_lists(news):
    told(LIST)
    with CaptureQueriesContext(connection) as again:
        told(f"{LIST}&order=oldest")
    assert len(again) == 2  # the content version, and which items


def test_they_say_the_same_as_without_memory(news, settings):
    paths = [LIST, f"{LIST}&order=title", detail(news[0]), f"{detail(news[0])}?html=false", f"{LIST}&fields=title"]
    remembering = [told(path) for path in paths * 2]
    settings.PAGE_CACHE_SECONDS = 0
    assert remembering == [told(path) for path in paths * 2]


def test_profiles_are_not_mixed(news):
    for _time in range(2):
        assert "body" not in told(LIST)["items"][0]
        assert "html" in told(detail(news[0]))["body"][0]
        assert "html" not in told(f"{detail(news[0])}?html=false")["body"][0]
        assert set(told(f"{LIST}&fields=title")["items"][0]) == {"type", "id", "locale", "title"}


def test_a_change_is_told_at_once(news, changed):
    told(LIST)
    told(detail(news[0]))
    news[0].title = "Judul yang baru"
    changed(lambda: news[0].save_revision().publish())
    assert "Judul yang baru" in titles()
    assert told(detail(news[0]))["title"] == "Judul yang baru"


def test_what_is_hidden_or_locked_is_gone_at_once(news, changed):
    for page in news[:2]:
        told(detail(page))
    assert {news[0].title, news[1].title} <= titles()
    changed(news[0].unpublish)
    changed(lambda: PageViewRestriction.objects.create(page_id=news[1].pk, restriction_type="login"))
    assert not {news[0].title, news[1].title} & titles()
    for page in news[:2]:
        told(detail(page), status=404)


def test_what_is_locked_behind_our_back_is_gone_too(news):
    """No signal, so the content version stands: which items there are is asked each time all the same."""
    told(detail(news[0]))
    type(news[0]).objects.filter(pk=news[0].pk).update(live=False)
    assert news[0].title not in titles()
    told(detail(news[0]), status=404)


def test_whoever_is_logged_in_reads_and_leaves_what_everybody_does(news, admin_client):
    draft = NewsPageFactory(parent=news[0].get_parent(), live=False)
    told(detail(draft), admin_client, status=404)
    assert told(LIST, admin_client) == told(LIST)
    assert draft.title not in titles()


def test_many_items_push_out_no_section(news, monkeypatch):
    Client().get(news[0].url)
    sections = dict(remembered.memory)
    monkeypatch.setattr(remembered, "MOST_ITEMS", 3)
    for page in news:
        told(detail(page))
    assert 0 < len(remembered.items) <= 3
    assert remembered.memory == sections
