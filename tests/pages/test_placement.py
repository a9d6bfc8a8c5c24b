"""What a page inherits from the tree stays true whatever happens to the tree."""

import datetime
import importlib

from django.apps import apps
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from pages.models import BasePage, DesaPage, NewsIndexPage, NewsPage
from pages.placement import DERIVED, place, settle_visibility
from tests.factories import PlainPageFactory, UnitFactory, make

HOUR = datetime.timedelta(hours=1)


def visible(page):
    return BasePage.objects.visible().filter(pk=page.pk).exists()


def test_a_new_page_takes_unit_and_region_from_the_nearest_section(tree):
    news = make(NewsPage, tree)
    news.refresh_from_db()
    assert news.unit == tree.desa.unit
    assert news.region_code == "33.04.15.2008"
    assert visible(news)


def test_moving_a_list_gives_its_pages_the_new_unit(tree):
    news = make(NewsPage, tree)
    NewsIndexPage.objects.get().move(tree.neighbour, pos="last-child")
    news.refresh_from_db()
    assert news.unit == tree.neighbour.unit
    assert news.region_code == "33.04.15.2001"


def test_a_copy_belongs_to_where_it_was_copied_to(tree):
    make(NewsPage, tree)
    copy = NewsIndexPage.objects.get().copy(recursive=True, to=Page.objects.get(pk=tree.neighbour.pk))
    copied = NewsPage.objects.descendant_of(copy).get()
    assert copied.region_code == "33.04.15.2001"
    copied.get_latest_revision().publish()
    copied.refresh_from_db()
    assert copied.unit == tree.neighbour.unit


def test_unpublishing_a_section_hides_all_below_and_publishing_shows_it_again(tree):
    news = make(NewsPage, tree)
    tree.kecamatan.unpublish()
    assert not visible(news)
    tree.kecamatan.refresh_from_db()
    tree.kecamatan.save_revision().publish()
    assert visible(news)


def test_a_page_below_a_draft_list_stays_hidden_when_the_section_is_shown_again(tree):
    news = make(NewsPage, tree)
    NewsIndexPage.objects.get().unpublish()
    tree.kecamatan.unpublish()
    tree.kecamatan.refresh_from_db()
    tree.kecamatan.save_revision().publish()
    assert not visible(news)


def test_a_withheld_section_withholds_everything_below(tree):
    news = make(NewsPage, tree)
    tree.desa.is_withheld = True
    tree.desa.save()
    assert not visible(news)
    assert not visible(tree.desa)


def test_a_restricted_ancestor_makes_a_page_private(tree):
    news = make(NewsPage, tree)
    PageViewRestriction.objects.create(page=Page.objects.get(pk=tree.kecamatan.pk), restriction_type="login")
    assert not visible(news)
    assert visible(tree.regency)


def test_a_section_that_changes_its_unit_takes_everything_below_with_it(tree):
    news = make(NewsPage, tree)
    tree.desa.unit = UnitFactory(code="33.04.15.2012", name="Desa Baru")
    tree.desa.save_revision().publish()
    tree.desa.refresh_from_db()
    assert tree.desa.region_code == "33.04.15.2012"
    assert tree.desa.key == "33.04.15.2012@id"
    news.refresh_from_db()
    assert news.region_code == "33.04.15.2012"
    assert news.unit.name == "Desa Baru"


def test_publishing_an_old_copy_in_memory_does_not_undo_the_tree(tree):
    """A publication may wait in memory while pages above it are published (translation, schedule)."""
    tree.desa.unpublish()
    news = make(NewsPage, tree)
    waiting = news.save_revision()
    assert news.is_hidden_above
    DesaPage.objects.get(pk=tree.desa.pk).save_revision().publish()
    waiting.publish()
    assert visible(news)
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_lock_on_the_very_root_locks_every_page(tree, client):
    PageViewRestriction.objects.create(page=Page.objects.get(depth=1), restriction_type="login")
    assert not visible(tree.regency)
    assert client.get("/").status_code == 302


def ends(page, when):
    """The page as an editor publishes it with a day on which it ends."""
    page.refresh_from_db()
    page.expire_at = when
    page.save_revision().publish()


def test_the_pages_of_an_expired_section_go_with_its_second(tree, monkeypatch):
    """Not with the next run of publish_scheduled: what is over is over."""
    news, soon = make(NewsPage, tree), timezone.now() + HOUR
    ends(tree.kecamatan, soon)
    assert visible(news)
    monkeypatch.setattr(timezone, "now", lambda: soon + HOUR)
    assert not visible(news)
    assert not visible(tree.desa)
    assert visible(tree.regency)
    ends(tree.kecamatan, None)
    assert visible(news)


def test_of_two_dates_above_the_nearer_end_holds(tree, monkeypatch):
    now = timezone.now()
    ends(tree.desa, now + HOUR)
    ends(tree.kecamatan, now + 3 * HOUR)
    news = make(NewsPage, tree)
    news.refresh_from_db()
    assert news.expire_above_at == now + HOUR
    ends(tree.kecamatan, now + HOUR / 2)
    news.refresh_from_db()
    assert news.expire_above_at == now + HOUR / 2


def test_a_page_that_moves_leaves_the_dates_of_its_section_behind(tree):
    news = make(NewsPage, tree)
    ends(tree.desa, timezone.now() - HOUR)
    assert not visible(news)
    NewsIndexPage.objects.get().move(tree.neighbour, pos="last-child")
    assert visible(news)


def test_a_list_that_begins_later_begins_with_what_is_below_it(tree, monkeypatch):
    news, later = make(NewsPage, tree), timezone.now() + HOUR
    index = NewsIndexPage.objects.get()
    index.go_live_at = later
    index.save()
    assert not visible(news)
    monkeypatch.setattr(timezone, "now", lambda: later + HOUR)
    assert visible(news)


def test_an_older_revision_does_not_bring_back_the_dates_above(tree):
    news = make(NewsPage, tree)
    ends(tree.desa, timezone.now() - HOUR)
    old = NewsPage.objects.get(pk=news.pk).save_revision()
    ends(tree.desa, None)
    old.publish()
    assert visible(news)


def test_what_is_computed_once_equals_what_each_page_would_take_from_above(tree):
    """Hidden pages and dates on several levels, one inside the other."""
    news, now = make(NewsPage, tree), timezone.now()
    deep = PlainPageFactory(parent=PlainPageFactory(parent=tree.desa, go_live_at=now - HOUR), live=False)
    PlainPageFactory(parent=deep)
    ends(tree.kecamatan, now + 3 * HOUR)
    ends(tree.desa, now + 5 * HOUR)
    NewsIndexPage.objects.get().unpublish()
    settle_visibility(tree.regency.path)
    derived = dict(BasePage.objects.values_list("pk", "expire_above_at"))
    assert derived[news.pk] == now + 3 * HOUR
    for page in BasePage.objects.specific():
        place(page)
        stored = BasePage.objects.filter(pk=page.pk).values(*DERIVED).get()
        assert stored == {name: getattr(page, name) for name in DERIVED}, page.url_path


def test_an_installation_of_before_takes_its_dates_from_above(tree):
    make(NewsPage, tree)
    ends(tree.desa, timezone.now() + HOUR)
    ends(tree.kecamatan, timezone.now() + 2 * HOUR)
    tree.regency.go_live_at = timezone.now() - HOUR
    tree.regency.save()
    dates = ("path", "go_live_above_at", "expire_above_at")
    now_stored = list(BasePage.objects.order_by("path").values_list(*dates))
    BasePage.objects.update(go_live_above_at=None, expire_above_at=None)
    importlib.import_module("pages.migrations.0006_dates_above").take_dates_from_above(apps, None)
    assert list(BasePage.objects.order_by("path").values_list(*dates)) == now_stored
