"""What pages of a section share is read once, never for the wrong reader, and gone with the change."""

import re
import time

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageViewRestriction, Site

from pages import remembered
from pages.models import NewsIndexPage, NewsPage
from tests.factories import NewsPageFactory, PlainPageFactory, make


@pytest.fixture(autouse=True)
def _remembering(settings):
    settings.PAGE_CACHE_SECONDS = 60
    caches["answers"].clear()


@pytest.fixture
def news(tree):
    """Two articles: the first fills the memory, the second is made out of it."""
    make(NewsPage, tree)
    return NewsPageFactory.create_batch(2, parent=NewsIndexPage.objects.get())


def html(page, client=None):
    """The page made anew: the whole answer is never one that was kept."""
    caches["answers"].clear()
    return (client or Client()).get(page.url).content.decode()


def menu(page, client=None):
    return re.search(r'<nav class="menu".*?</nav>', html(page, client), re.DOTALL)[0]


def test_a_second_page_of_the_section_asks_only_for_its_own(news):
    with CaptureQueriesContext(connection) as first:
        before = html(news[0])
    with CaptureQueriesContext(connection) as second:
        after = html(news[1])
    assert len(second) <= len(first) - 6
    assert before.count('<nav class="menu"') == after.count('<nav class="menu"') == 1


def test_it_says_the_same_as_without_memory(news, settings, tree):
    html(news[0])
    remembering = [html(page) for page in (news[1], tree.desa, tree.regency)]
    settings.PAGE_CACHE_SECONDS = 0
    assert remembering == [html(page) for page in (news[1], tree.desa, tree.regency)]


def test_a_new_name_in_the_menu_is_seen_at_once(news, changed):
    html(news[0])
    index = NewsIndexPage.objects.get()
    index.title = "Warta desa"
    changed(lambda: index.save_revision().publish())
    assert "Warta desa" in menu(news[1])


def test_what_is_taken_off_or_locked_leaves_the_menu_at_once(news, tree, changed):
    gone, locked = PlainPageFactory(parent=tree.desa), PlainPageFactory(parent=tree.desa)
    assert gone.title in menu(news[0])
    changed(gone.unpublish)
    assert gone.title not in menu(news[1])
    assert locked.title in menu(news[1])
    changed(lambda: PageViewRestriction.objects.create(page_id=locked.pk, restriction_type="login"))
    assert locked.title not in menu(news[1])


def test_a_new_phone_number_stands_in_every_foot_at_once(news, tree, changed):
    html(news[0])
    tree.desa.unit.phone = "0286-999888"
    changed(tree.desa.unit.save)
    assert "0286-999888" in html(news[1])


def test_a_section_that_moves_takes_the_names_above_along(news, tree, changed):
    html(news[0])
    tree.kecamatan.title = "Kecamatan Berganti"
    changed(lambda: tree.kecamatan.save_revision().publish())
    assert "Kecamatan Berganti" in html(news[1])


def test_what_changes_by_time_alone_is_a_minute_old_at_most(news, monkeypatch):
    html(news[0])
    NewsIndexPage.objects.update(title="Tanpa tanda")  # no signal: as if its time had come
    assert "Tanpa tanda" not in menu(news[1])
    later = time.monotonic() + 61
    monkeypatch.setattr(remembered.time, "monotonic", lambda: later)
    assert "Tanpa tanda" in menu(news[1])


def test_the_menu_marks_where_one_is_on_every_page(news):
    index = NewsIndexPage.objects.get()
    for _time in range(2):
        assert menu(index).count('aria-current="page"') == 1
        assert menu(news[0]).count('aria-current="true"') == 1
        assert 'aria-current="page"' not in menu(news[1])


def test_each_site_has_its_own_addresses(news, tree):
    Site.objects.create(hostname="contoh.desa.id", port=80, root_page=Page.objects.get(pk=tree.desa.pk))
    tree.site.hostname = "www.contohkab.go.id"
    tree.site.save()
    path = f"/berita/{news[0].slug}/"
    for _time in range(2):
        caches["answers"].clear()
        own = Client(headers={"host": "contoh.desa.id"}).get(path).content.decode()
        far = (
            Client(headers={"host": "www.contohkab.go.id"}).get(f"/kecamatan-contoh/desa-contoh{path}").content.decode()
        )
        assert 'href="/berita/"' in own
        assert 'href="http://www.contohkab.go.id/kecamatan-contoh/"' in own
        assert 'href="/kecamatan-contoh/"' in far
        assert "You are at" not in own
        assert "contoh.desa.id" in own


def test_languages_are_not_mixed(news, tree):
    english = Locale.objects.get(language_code="en")
    article = news[0].copy_for_translation(english, copy_parents=True)
    for page in [*article.get_ancestors().specific().filter(depth__gt=1), article]:
        if page.locale_id == english.pk:
            page.alias_of = None
            page.save_revision().publish()
    for _time in range(2):
        assert "Skip to content" in html(article)
        assert 'aria-label="Main menu"' in menu(article)
        assert 'aria-label="Main menu"' not in menu(news[1])


def test_nothing_is_remembered_from_somebody_who_is_logged_in(news, tree, admin_client):
    html(news[0], admin_client)
    assert not remembered.memory
    html(news[0])
    assert remembered.memory
    tree.desa.title = "Draf yang belum terbit"
    revision = tree.desa.save_revision()
    preview = admin_client.get(f"/admin/pages/{tree.desa.pk}/revisions/{revision.pk}/view/").content.decode()
    assert "Draf yang belum terbit" in preview
    assert "Draf yang belum terbit" not in html(news[1])


def test_memory_does_not_grow_without_end(news, monkeypatch):
    monkeypatch.setattr(remembered, "MOST", 3)
    for page in news:
        html(page)
    assert len(remembered.memory) <= 3
