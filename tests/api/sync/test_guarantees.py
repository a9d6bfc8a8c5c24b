"""The guarantees of the feed, each on its own (api.md §10.5)."""

import datetime
import json

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageViewRestriction

from pages.feed.numbering import number
from pages.models import ContentChange, NewsIndexPage, NewsPage, PlainPage
from tests.factories import NewsIndexPageFactory, NewsPageFactory, PlainPageFactory, make

from .conftest import assert_holds_the_truth

pytestmark = pytest.mark.django_db


@pytest.fixture
def news(tree):
    """Five articles of the desa and one of its neighbour."""
    index = make(NewsIndexPage, tree)
    own = [NewsPageFactory(parent=index, title=f"Berita {n}") for n in range(5)]
    return [*own, PlainPageFactory(parent=tree.neighbour, title="Tetangga")]


def key_of(page):
    return (page.type_name(), str(page.translation_key), page.locale.language_code)


def edit(page, title):
    page.title = title
    page.save_revision().publish()


def test_a_full_pass_holds_what_is_public(news, follow):
    assert_holds_the_truth(follow(limit=2))


@pytest.mark.parametrize("scope", [{"region": "33.04"}, {"region": "33.04.15"}, {"region": "33.04.15.2008"}])
@pytest.mark.parametrize("include_ancestors", [True, False])
def test_a_scope_is_a_region_with_all_below_it_and_if_wanted_what_hangs_above(news, follow, scope, include_ancestors):
    client = follow(**scope, include_ancestors=include_ancestors, limit=3)
    assert_holds_the_truth(client)
    has_neighbour = key_of(news[-1]) in client.store
    assert has_neighbour == (scope["region"] != "33.04.15.2008")


def test_types_and_language_narrow_a_scope(news, follow):
    client = follow(types="news,desa")
    assert {type for type, _id, _locale in client.store} == {"news", "desa"}
    assert not follow(locale="en", types="news").store


def test_g1_a_later_pass_brings_what_changed_since(news, follow):
    client = follow(limit=2)
    edit(news[0], "Berita baru")
    added = NewsPageFactory(parent=news[0].get_parent(), title="Tambahan")
    client.sync()
    assert client.store[key_of(news[0])]["title"] == "Berita baru"
    assert key_of(added) in client.store
    assert_holds_the_truth(client)


def test_g1_what_changes_during_a_pass_is_asked_for_at_once(news, client, follow):
    reader = follow(limit=2)
    reader.begin_again()
    reader.apply(reader.ask())
    edit(news[0], "Di tengah jalan")
    while not (page := reader.ask())["complete"]:
        reader.apply(page)
    reader.apply(page)
    assert page["poll_after_seconds"] == 0
    reader.sync()
    assert reader.pages[-1]["poll_after_seconds"] == 300
    assert_holds_the_truth(reader)


def test_g2_numbers_rise_within_a_pass(news, follow):
    client = follow(limit=3)
    numbers = [item["version"] for page in client.pages for item in page["items"]]
    assert numbers == sorted(set(numbers))


def test_g3_a_page_may_be_applied_twice_and_an_old_one_late(news, follow):
    client = follow(limit=2)
    first = client.pages[0]
    edit(news[0], "Lebih baru")
    client.sync()
    held, cursor = dict(client.store), client.cursor
    for page in [*client.pages, first]:
        client.apply(page)
    assert client.store == held
    client.cursor = cursor
    client.sync()
    assert_holds_the_truth(client)


def test_g4_an_object_comes_once_however_often_it_changed(news, follow):
    client = follow()
    for n in range(7):
        edit(news[0], f"Versi {n}")
        number()
    before = len(client.pages)
    client.sync()
    items = [item for page in client.pages[before:] for item in page["items"]]
    assert [item["title"] for item in items if item["type"] == "news"] == ["Versi 6"]


def test_g5_a_pass_ends_although_things_go_on_changing(news, follow):
    client = follow(limit=1)
    client.begin_again()
    for n in range(100):
        edit(news[n % 5], f"Lagi {n}")
        page = client.ask()
        client.apply(page)
        if page["complete"]:
            break
    assert n < 20


def withdrawals(news, tree):
    """Ways in which an article leaves the public; each with how it comes back."""
    page = news[0]

    def unpublish():
        page.unpublish()

    def expire():
        NewsPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))
        call_command("publish_scheduled")

    def restrict():
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    def restrict_above():
        PageViewRestriction.objects.create(page=tree.kecamatan, restriction_type="login")

    def hide_section():
        tree.desa.is_withheld = True
        tree.desa.save()

    def unpublish_section():
        tree.desa.unpublish()

    def delete():
        NewsPage.objects.get(pk=page.pk).delete()

    return locals()


@pytest.mark.parametrize(
    "way", ["unpublish", "expire", "restrict", "restrict_above", "hide_section", "unpublish_section", "delete"]
)
def test_g6_what_leaves_the_public_leaves_every_copy(way, news, tree, follow):
    clients = [follow(region=code) for code in ("33.04", "33.04.15", "33.04.15.2008")]
    withdrawals(news, tree)[way]()
    for client in clients:
        assert key_of(news[0]) in client.store
        client.sync()
        assert key_of(news[0]) not in client.store
        assert_holds_the_truth(client)


def test_g6_what_moves_away_is_gone_from_the_old_scope_and_there_in_the_new_one(news, tree, follow):
    here, there, both = (follow(region=code) for code in ("33.04.15.2008", "33.04.15.2001", "33.04.15"))
    other = NewsIndexPageFactory(parent=tree.neighbour)
    news[0].move(other, "last-child")
    for client in (here, there, both):
        client.sync()
        assert_holds_the_truth(client)
    assert (key_of(news[0]) in here.store, key_of(news[0]) in there.store, key_of(news[0]) in both.store) == (
        False,
        True,
        True,
    )


def test_g6_and_back_again_while_nobody_looked(news, tree, follow):
    here, both = follow(region="33.04.15.2008"), follow(region="33.04.15")
    plain = PlainPageFactory(parent=tree.desa, title="Sejarah")
    below = PlainPageFactory(parent=plain, title="Bab satu")
    for target in (tree.neighbour, tree.desa, tree.neighbour, tree.desa):
        PlainPage.objects.get(pk=plain.pk).move(type(target).objects.get(pk=target.pk), "last-child")
        number()
    for client in (here, both):
        client.sync()
        assert key_of(below) in client.store
        assert_holds_the_truth(client)


def test_g8_an_id_is_told_only_after_the_first_publication(tree, client):
    draft = PlainPageFactory(parent=tree.desa, title="Rancangan", live=False, first_published_at=None)
    planned = PlainPageFactory(parent=tree.desa, title="Nanti", go_live_at=timezone.now() + datetime.timedelta(days=2))
    locked = PlainPageFactory(parent=tree.desa, title="Terkunci", live=False)
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    locked.save_revision().publish()
    hidden = [page.translation_key for page in (draft, planned, locked)]
    text = client.get("/api/v1/sync/").content.decode()
    assert not [key for key in hidden if str(key) in text]
    assert not ContentChange.objects.filter(item_id__in=hidden).exists()


def test_g8_a_tombstone_says_nothing_of_what_was_there(news, follow):
    client = follow()
    news[0].unpublish()
    client.sync()
    [gone] = [item for item in client.pages[-1]["items"] if item["op"] == "delete"]
    assert set(gone) == {"op", "type", "id", "locale", "version"}
    assert "Berita 0" not in json.dumps(client.pages[-1])
    row = ContentChange.objects.get(item_id=news[0].translation_key)
    assert (row.op, row.path, row.face, row.digest) == ("delete", "", "", "")
