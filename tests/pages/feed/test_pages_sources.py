"""Every event that changes what is public of pages, each alone: whom it marks, and whom it does not (api.md §10.7)."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction

from pages.feed import kinds
from pages.feed.numbering import number
from pages.feed.reconciling import fill_digests, reconcile
from pages.models import BasePage, DesaPage, NewsPage, PlainPage
from tests.factories import DocumentIndexPageFactory, DocumentPageFactory, NewsPageFactory, PlainPageFactory

from .conftest import DESA, NEIGHBOUR, gone, there

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
ALL_OF_DESA = ("Pertama", "Kedua", "Bab", "Pasal", "Desa Contoh")


@pytest.fixture(autouse=True)
def _unnumbered(monkeypatch):
    """The job of every minute would number what these tests look for."""
    monkeypatch.setattr("cms.management.commands.publish_scheduled.tidy", lambda: None)


def fresh(page):
    return type(page).objects.get(pk=page.pk)


def test_publishing(hall, since):
    def event():
        hall.first.title = "Pertama sekali"
        hall.first.save_revision().publish()

    assert since(event) == there(DESA, "Pertama sekali")


def test_publishing_for_later_tells_nobody_until_it_is_live(hall, since):
    page = PlainPageFactory(parent=hall.tree.desa, title="Nanti", live=False)

    def plan():
        page.go_live_at = timezone.now() + HOUR
        page.save_revision().publish()

    assert since(plan) == set()

    def due():
        page.revisions.update(approved_go_live_at=timezone.now() - HOUR)
        revision = page.latest_revision
        revision.content["go_live_at"] = None
        revision.approved_go_live_at = timezone.now() - HOUR
        revision.save()
        call_command("publish_scheduled")

    assert since(due) == there(DESA, "Nanti")


def test_a_live_page_made_by_code(hall, since):
    assert since(lambda: NewsPageFactory(parent=hall.index, title="Impor")) == there(DESA, "Impor")


def test_a_draft_beside_or_on_a_live_page_is_nobodys_business(hall, since):
    def event():
        hall.first.title = "Rancangan"
        hall.first.save_revision()
        PlainPageFactory(parent=hall.tree.desa, title="Belum", live=False)

    assert since(event) == set()


def test_unpublishing(hall, since):
    assert since(hall.first.unpublish) == gone(DESA, "Pertama")


@pytest.mark.parametrize("kind", [Page, BasePage, DesaPage])
def test_unpublishing_a_section_takes_all_below_it_along(hall, since, kind):
    """The list of pages unpublishes without the page's own class."""
    section = kind.objects.get(pk=hall.tree.desa.pk)
    assert since(section.unpublish) == gone(DESA, *ALL_OF_DESA)


def test_publishing_it_again_brings_them_back(hall, since):
    hall.tree.desa.unpublish()
    assert since(fresh(hall.tree.desa).save_revision().publish) == there(DESA, *ALL_OF_DESA)


def test_unpublishing_a_list_page_takes_its_items_along(hall, since):
    assert since(hall.index.unpublish) == gone(DESA, "Pertama", "Kedua")


def test_hiding_a_section(hall, since):
    def event():
        hall.tree.desa.is_withheld = True
        hall.tree.desa.save()

    assert since(event) == gone(DESA, *ALL_OF_DESA)


def test_deleting_a_tree(hall, since):
    assert since(fresh(hall.chapter).delete) == gone(DESA, "Bab", "Pasal")


def test_deleting_by_queryset(hall, since):
    assert since(Page.objects.filter(pk=hall.chapter.pk).delete) == gone(DESA, "Bab", "Pasal")


def test_moving_a_tree_to_another_region(hall, since):
    def event():
        fresh(hall.chapter).move(fresh(hall.tree.neighbour), "last-child")

    moved = gone(DESA, "Bab", "Pasal") | there(NEIGHBOUR, "Bab", "Pasal")
    assert since(event) == moved


def test_moving_within_a_region_changes_addresses(hall, since):
    other = PlainPageFactory(parent=hall.tree.desa, title="Lain")
    assert since(lambda: fresh(hall.chapter).move(fresh(other), "last-child")) == there(DESA, "Bab", "Pasal")


def test_a_new_slug_changes_the_address_of_all_below(hall, since):
    def event():
        hall.index.slug = "kabar"
        hall.index.save_revision().publish()

    assert since(event) == there(DESA, "Pertama", "Kedua")


def test_a_lock_set_and_lifted(hall, since):
    lock = PageViewRestriction(page=hall.chapter, restriction_type="login")
    assert since(lock.save) == gone(DESA, "Bab", "Pasal")
    assert since(lock.delete) == there(DESA, "Bab", "Pasal")


def test_a_translation_and_the_page_that_lists_it(hall, since):
    english = Locale.objects.get(language_code="en")
    made = hall.chapter.copy_for_translation(english, copy_parents=True)
    assert since(lambda: None) == set(), "a translation begins as a draft; the aliases above it are no translations"

    def event():
        made.title = "Chapter"
        made.save_revision().publish()

    assert since(event) == there(DESA, "Chapter (en)", "Bab")
    assert since(fresh(made).unpublish) == gone(DESA, "Chapter (en)") | there(DESA, "Bab")


def test_an_alias_is_told_of_under_no_name(hall, since):
    assert since(lambda: hall.chapter.create_alias(parent=hall.tree.neighbour)) == set()


def test_a_copy_is_a_page_of_its_own(hall, since):
    def event():
        hall.chapter.copy(update_attrs={"title": "Bab dua", "slug": "bab-dua"}, recursive=True, keep_live=True)

    assert since(event) == there(DESA, "Bab dua", "Pasal")


def test_expiry_is_told_by_the_job_of_every_minute(hall, since):
    NewsPage.objects.filter(pk=hall.first.pk).update(expire_at=timezone.now() - HOUR)
    assert since(lambda: call_command("publish_scheduled")) == gone(DESA, "Pertama")


def test_a_secret_category_is_gone(hall, since):
    document = DocumentPageFactory(parent=DocumentIndexPageFactory(parent=hall.tree.desa), title="Daftar")

    def event():
        document.category, document.exclusion_basis = "exempt", "UU 14/2008 pasal 17 huruf h"
        document.save()

    assert since(event) == gone(DESA, "Daftar")


def test_a_page_that_links_to_another_shows_its_new_name_but_not_its_new_text(
    hall, since, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail notes links after the commit
        link = f'<p><a linktype="page" id="{hall.first.pk}">Baca</a></p>'
        PlainPageFactory(parent=hall.tree.neighbour, title="Penunjuk", body=[("text", link)])

    def rename():
        hall.first.title = "Pertama lagi"
        hall.first.save_revision().publish()

    def edit():
        hall.first.summary = "Lain."
        hall.first.save_revision().publish()

    assert since(rename) == there(DESA, "Pertama lagi") | there(NEIGHBOUR, "Penunjuk")
    assert since(edit) == there(DESA, "Pertama lagi")
    assert since(fresh(hall.first).delete) == gone(DESA, "Pertama lagi") | there(NEIGHBOUR, "Penunjuk")


def test_a_page_that_links_to_an_alias_loses_and_finds_its_link(hall, since, django_capture_on_commit_callbacks):
    """An alias is no item, but it has an address, and others may show it."""
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail notes links after the commit
        alias = hall.chapter.create_alias(parent=hall.tree.neighbour)
        link = f'<p><a linktype="page" id="{alias.pk}">Baca</a></p>'
        PlainPageFactory(parent=hall.tree.desa, title="Penunjuk", body=[("text", link)])
    lock = PageViewRestriction(page=hall.tree.neighbour, restriction_type="login")
    told = there(DESA, "Penunjuk")
    assert since(lock.save) == told | gone(NEIGHBOUR, "Desa Tetangga")
    assert since(lock.delete) == told | there(NEIGHBOUR, "Desa Tetangga")
    assert since(fresh(alias).delete) == told


# ---------------------------------------------------------------- what tells nobody


@pytest.mark.parametrize(
    ("columns", "found"),
    [({"title": "Lewat SQL"}, "changed"), ({"live": False}, "gone"), ({"region_code": NEIGHBOUR}, "changed")],
)
def test_sql_tells_nobody_and_the_nightly_command_finds_it(hall, since, columns, found):
    def by_sql():
        fill_digests()
        PlainPage.objects.filter(pk=hall.section.pk).update(**columns)

    assert since(by_sql) == set()
    report = reconcile(is_repairing=False)
    assert (report.wrong, getattr(report, found)) == (1, 1)
    assert since(lambda: None) == set(), "--check changes nothing"
    assert since(reconcile), "the same again, repaired"
    assert reconcile().wrong == 0


def test_a_new_edition_of_a_kind_is_sent_to_everybody(hall, since, monkeypatch):
    """What changed in the form alone, an update brings to apps in the night after it."""
    number()
    fill_digests()
    told = sum(1 for kind in kinds.kinds() for keys in kind.every(100) for key in keys if key.type != "region")
    monkeypatch.setattr(type(kinds.kind_of("news")), "edition", 2)
    assert reconcile().changed == told
    number()
    fill_digests()
    assert reconcile().wrong == 0


def test_a_page_that_came_back_by_sql_is_found_too(hall, since):
    hall.section.unpublish()
    assert since(lambda: PlainPage.objects.filter(pk=hall.section.pk).update(live=True)) == set()
    assert since(reconcile) == there(DESA, "Pasal")


def test_the_command_tells_the_number_and_fails_when_something_was_forgotten(hall, capsys):
    from django.core.management.base import CommandError

    reconcile()
    call_command("sync_reconcile")
    PlainPage.objects.filter(pk=hall.section.pk).update(live=False)
    with pytest.raises(CommandError, match="1 change"):
        call_command("sync_reconcile")
    call_command("sync_reconcile", "--check")
    lines = capsys.readouterr().out.splitlines()
    assert ["forgotten: 0" in line for line in lines] == [True, False, True]


def test_a_lock_reaches_translations_that_stand_below_an_alias_of_the_locked_page(hall, since):
    english = Locale.objects.get(language_code="en")
    made = hall.chapter.copy_for_translation(english, copy_parents=True)
    made.title = "Chapter"
    made.save_revision().publish()
    lock = PageViewRestriction(page=hall.tree.kecamatan, restriction_type="login")
    assert since(lock.save) >= gone(DESA, "Chapter (en)", "Bab")


def test_the_former_address_is_known_when_a_page_with_a_new_one_is_marked(hall, since, monkeypatch):
    seen = []

    def spy(ids):
        seen.append(Redirect.objects.filter(redirect_page__in=ids).exists())

    def rename():
        hall.first.slug = "lain"
        hall.first.save()

    monkeypatch.setattr("pages.feed.sources.mark_trees", spy)
    since(rename)
    assert seen[-1]
    fresh(hall.chapter).move(fresh(hall.tree.neighbour), "last-child")
    assert seen[-1], "the saving alone comes too early"
