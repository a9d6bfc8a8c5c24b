"""What a page inherits from the tree stays true whatever happens to the tree."""

from wagtail.models import Page, PageViewRestriction

from pages.models import BasePage, DesaPage, NewsIndexPage, NewsPage
from tests.factories import UnitFactory, make


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
