"""Pictures, files, words, offices, territories, sites and cases: whatever a page or item shows of them marks it."""

from contextlib import suppress

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Locale, Site

from cms.models import Picture, PublicDocument, Rendition
from pages.feed import marking
from pages.models import BasePage, ContentChange, DocumentPage, Topic
from regions.importers import import_file
from regions.models import Region, Unit
from tests.api.conftest import picture
from tests.factories import (
    DocumentIndexPageFactory,
    DocumentPageFactory,
    PlainPageFactory,
    PublicDocumentFactory,
    RegionFactory,
)

from .conftest import DESA, NEIGHBOUR, gone, there

pytestmark = pytest.mark.django_db
OF_DESA = ("Pertama", "Kedua", "Bab", "Pasal", "Desa Contoh")


@pytest.fixture
def shown(hall, django_capture_on_commit_callbacks):
    """A picture in an article, a file in a document; who uses what is noted by Wagtail after the commit."""
    hall.picture = picture()
    with django_capture_on_commit_callbacks(execute=True):
        hall.first.picture, hall.first.picture_alt = hall.picture, "Warga menanam"
        hall.first.save()
        hall.file = PublicDocumentFactory()
        index = DocumentIndexPageFactory(parent=hall.tree.desa)
        hall.document = DocumentPageFactory(parent=index, title="Laporan", file=hall.file)
    return hall


def test_a_picture_changed_or_deleted(shown, since):
    shown.picture.credit = "Karang taruna"
    assert since(shown.picture.save) == there(DESA, "Pertama")
    assert since(Picture.objects.get(pk=shown.picture.pk).delete) == there(DESA, "Pertama")


def test_a_size_of_a_picture_made_later(shown, since):
    size = shown.picture.renditions.first()
    assert since(size.delete) == there(DESA, "Pertama")
    size.pk = None
    assert since(lambda: Rendition.save(size)) == there(DESA, "Pertama")


def test_a_file_changed_deleted_or_locked_with_its_collection(shown, since):
    shown.file.title = "Laporan akhir"
    assert since(shown.file.save) == there(DESA, "Laporan")
    lock = CollectionViewRestriction(collection=shown.file.collection, restriction_type="login")
    assert since(lock.save) == there(DESA, "Laporan")
    assert since(PublicDocument.objects.get(pk=shown.file.pk).delete) == there(DESA, "Laporan")
    assert DocumentPage.objects.get().file is None


def test_a_picture_that_nobody_shows_marks_nobody(hall, since):
    assert since(lambda: picture().save()) == set()


def test_a_topic_renamed_or_deleted(hall, since):
    topic = Topic.objects.create(name="Kesehatan", slug="kesehatan", locale=hall.first.locale)
    hall.first.topics.add(topic)
    hall.first.save()
    topic.name = "Sehat"
    assert since(topic.save) == there(DESA, "Pertama")
    assert since(topic.delete) == there(DESA, "Pertama")


def test_a_redirect_is_a_former_address(hall, since):
    redirect = Redirect(old_path="/dulu", redirect_page_id=hall.first.pk)
    assert since(redirect.save) == there(DESA, "Pertama")
    assert since(redirect.delete) == there(DESA, "Pertama")


def test_an_office_renamed(hall, since):
    unit = hall.tree.desa.unit
    unit.phone = "0286-000000"
    assert since(unit.save) == there(DESA, *OF_DESA)


def test_words_of_an_office_rename_those_below_in_bulk(hall, since):
    unit = hall.tree.kecamatan.unit
    Unit.objects.filter(code=DESA).update(name=f"Desa {Region.objects.get(pk=DESA).name}")
    unit.desa_term = "Nagari"
    assert since(unit.save) >= there(DESA, *OF_DESA)


def test_a_territory_renamed(hall, since):
    region = Region.objects.get(pk=DESA)
    region.name = "Darmayasa"
    assert since(region.save) == there(DESA, *OF_DESA)
    rows = ContentChange.objects.filter(seq=None, item_type="region")
    assert {(row.region_code, row.locale) for row in rows} == {(DESA, "id"), (DESA, "en")}


def test_an_office_given_to_another_territory_takes_its_pages_along(hall, since):
    unit = hall.tree.desa.unit
    unit.region = RegionFactory(code="33.04.15.2099")
    expected = gone(DESA, *OF_DESA) | there("33.04.15.2099", *OF_DESA)
    assert since(unit.save) == expected
    assert set(BasePage.objects.filter(unit=unit).values_list("region_code", flat=True)) == {"33.04.15.2099"}


def test_an_import_of_territories(hall, since, tmp_path):
    file = tmp_path / "regions.csv"
    file.write_text(
        "code,name,level,bps_code,time_zone\n"
        "33,Jawa Tengah,province,,\n33.04,Contoh,regency,,\n33.04.15,Contoh,kecamatan,,\n"
        f"{DESA},Darmayasa Baru,desa,,\n"
    )
    assert since(lambda: import_file(file)) >= there(DESA, "Bab")
    rows = ContentChange.objects.filter(seq=None, item_type="region", op="upsert", locale="id")
    assert DESA in set(rows.values_list("region_code", flat=True))


def test_another_domain_changes_every_address_below_its_root(hall, since):
    site = Site.objects.get()
    site.hostname = "contoh.go.id"
    assert since(site.save) >= there(DESA, *OF_DESA) | there(NEIGHBOUR, "Desa Tetangga")


def test_a_domain_reaches_the_other_languages_and_whoever_links_to_what_stands_under_it(
    hall, since, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):  # Wagtail notes links after the commit
        link = f'<p><a linktype="page" id="{hall.first.pk}">Baca</a></p>'
        PlainPageFactory(parent=hall.tree.neighbour, title="Penunjuk", body=[("text", link)])
        chapter = hall.chapter.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        chapter.save_revision().publish()
    site = Site(root_page=hall.tree.desa, hostname="desa.example", site_name="Desa")
    expected = there(DESA, *OF_DESA, "Bab (en)") | there(NEIGHBOUR, "Penunjuk")
    assert since(site.save) == expected
    site.root_page = hall.tree.neighbour
    assert since(site.save) == expected | there(NEIGHBOUR, "Desa Tetangga")
    assert since(site.delete) == there(NEIGHBOUR, "Desa Tetangga", "Penunjuk")


def test_many_things_in_one_transaction_are_marked_once_at_its_end(hall, since, django_assert_max_num_queries):
    """… so that transactions lock the rows of the feed in one order, whatever the order of their work."""
    seen = []

    def event():
        with marking.whole():
            for title in ("Satu", "Dua", "Tiga"):
                hall.first.title = title
                hall.first.save()
                hall.second.save()
                seen.append(ContentChange.objects.filter(seq=None).exists())

    assert since(event) == there(DESA, "Tiga", "Kedua")
    assert seen == [False] * 3


def test_what_is_undone_is_not_marked(hall, since):
    def event():
        with suppress(ZeroDivisionError), marking.whole():
            hall.first.unpublish()
            raise ZeroDivisionError

    assert since(event) == set()
    assert marking.collecting() is None
