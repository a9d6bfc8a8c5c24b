"""Whoever sets a lock locks everything below it, whatever happens to the tree later: the stored answer equals the tree's."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page, PageViewRestriction

from pages.models import BasePage, DesaPage, NewsIndexPage, NewsPage
from tests.factories import NewsPageFactory, PlainPageFactory, make


def lock(page, kind="login"):
    return PageViewRestriction.objects.create(page_id=page.pk, restriction_type=kind, password="x")


def is_open(page):
    return BasePage.objects.visible().filter(pk=page.pk).exists()


@pytest.fixture(autouse=True)
def _equals_the_tree(tree):
    """After every test: what is stored with each page is what Wagtail itself would say of it."""
    yield
    for page in BasePage.objects.all():
        locks = Page.objects.get(pk=page.pk).get_view_restrictions()
        assert page.is_restricted == locks.exists(), page.url_path


@pytest.fixture
def news(tree):
    return make(NewsPage, tree)


@pytest.mark.parametrize("kind", [kind for kind, _words in PageViewRestriction.RESTRICTION_CHOICES if kind != "none"])
def test_a_lock_far_above_locks_and_its_removal_opens(tree, news, kind):
    found = lock(tree.kecamatan, kind)
    assert not is_open(news)
    assert not is_open(tree.kecamatan)
    assert is_open(tree.regency)
    found.delete()
    assert is_open(news)


def test_of_two_locks_one_is_left(tree, news):
    lock(news)
    upper = lock(tree.desa)
    upper.delete()
    assert not is_open(news)
    assert is_open(tree.desa)
    PageViewRestriction.objects.all().delete()
    assert is_open(news)


def test_a_lock_that_is_given_to_another_page(tree, news):
    found = lock(tree.desa)
    found.page = Page.objects.get(pk=tree.neighbour.pk)
    found.save()
    assert is_open(news)
    assert not is_open(tree.neighbour)


def test_editors_set_and_lift_it_in_the_admin(tree, news, admin_client):
    address = f"/admin/pages/{tree.desa.pk}/privacy/"
    admin_client.post(address, {"restriction_type": "password", "password": "x"})
    assert not is_open(news)
    admin_client.post(address, {"restriction_type": "none"})
    assert is_open(news)


def test_a_page_that_is_made_behind_a_lock(tree):
    lock(tree.desa)
    news = make(NewsPage, tree)
    assert news.is_restricted
    assert not is_open(news)
    assert is_open(PlainPageFactory(parent=tree.neighbour))


def test_moving_behind_a_lock_and_out_again(tree, news):
    lock(tree.neighbour)
    index = NewsIndexPage.objects.get()
    index.move(tree.neighbour, pos="last-child")
    assert not is_open(news)
    NewsIndexPage.objects.get().move(tree.kecamatan, pos="last-child")
    assert is_open(news)


def test_a_page_takes_its_own_lock_along(tree, news):
    index = NewsIndexPage.objects.get()
    lock(index)
    index.move(tree.neighbour, pos="last-child")
    assert not is_open(news)


def test_copies(tree, news):
    """A copy carries the lock of its original, as Wagtail means it, and is locked where it is put behind one."""
    index = NewsIndexPage.objects.get()
    lock(index)
    copied = index.copy(recursive=True, to=Page.objects.get(pk=tree.neighbour.pk), keep_live=True)
    copy = NewsPage.objects.child_of(copied).get()
    assert PageViewRestriction.objects.filter(page_id=copied.pk).exists()
    assert not is_open(copy)
    PageViewRestriction.objects.all().delete()
    assert is_open(copy)
    lock(tree.kecamatan)
    second = news.copy(update_attrs={"slug": "kedua"}, keep_live=True)
    assert not is_open(second)


def test_an_old_version_published_later_brings_no_old_answer(tree, news):
    waiting = news.save_revision()
    found = lock(tree.desa)
    waiting.publish()
    assert not is_open(news)
    again = NewsPage.objects.get(pk=news.pk).save_revision()
    found.delete()
    again.publish()
    assert is_open(news)


def test_saving_a_page_read_before_the_lock_does_not_lift_it(tree):
    stale = DesaPage.objects.get(pk=tree.desa.pk)
    lock(tree.kecamatan)
    stale.title = "Desa dengan nama baru"
    stale.save()
    assert not is_open(stale)


def test_an_alias_is_locked_with_its_original_until_it_stands_for_itself(tree, news):
    plain = PlainPageFactory(parent=tree.desa)
    found = lock(plain)
    alias = plain.create_alias(parent=tree.neighbour, update_slug="cermin")
    PageViewRestriction.objects.filter(page_id=alias.pk).delete()
    assert not is_open(alias)
    found.delete()
    assert is_open(alias)
    lock(plain)
    assert not is_open(alias)
    ConvertAliasPageAction(alias.specific).execute(skip_permission_checks=True)
    assert is_open(alias)


def test_an_alias_of_a_deleted_page_stands_for_itself(tree):
    plain = PlainPageFactory(parent=tree.desa)
    first = plain.create_alias(parent=tree.neighbour, update_slug="satu")
    second = first.create_alias(parent=tree.neighbour, update_slug="dua")
    lock(plain)
    assert not is_open(second)
    Page.objects.get(pk=first.pk).delete()
    second.refresh_from_db()
    assert second.alias_of_id is None
    assert not second.is_restricted


def test_deleting_the_locked_page_locks_nobody_else(tree):
    plain = PlainPageFactory(parent=tree.desa)
    lock(plain)
    plain.delete()
    assert is_open(tree.desa)
    assert is_open(NewsPageFactory(parent=make(NewsIndexPage, tree)))


def test_the_migration_finds_what_was_locked_before(tree, news):
    lock(tree.desa)
    BasePage.objects.update(is_restricted=False)
    module = importlib.import_module("pages.migrations.0003_restricted_pages")
    module.lock_what_is_locked(apps, connection.schema_editor())
    assert not is_open(news)
    assert is_open(tree.neighbour)
