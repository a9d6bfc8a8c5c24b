"""Opening a region: everything a section needs, all or nothing, and the second time without a trace."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from cms import stewardship
from cms.roles import collection_of
from cms.stewardship import CannotOpenError, open_region, section_of
from pages.models import BasePage, DesaPage, KelurahanPage, PledgePage, ProfilePage, RegencyPage, SectionPage
from regions.importers import import_file
from regions.models import Unit
from tests.factories import UnitFactory
from tests.photocopy import Photocopy

DISTRICT = "33.04.15"
DESA = "33.04.15.2008"


@pytest.fixture(scope="module")
def regions_copy(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return Photocopy.of(import_file)


@pytest.fixture
def loaded(regions_copy, db):
    regions_copy.again()


def row_counts():
    """How many rows every table holds, but for the permission and type tables, which no action writes."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}


def section(code, language="id"):
    return section_of(Unit.objects.get(code=code), language)


def test_a_kecamatan_opens_with_the_regency_above_it_and_a_site(loaded):
    opened = open_region(DISTRICT)
    assert [page.unit.code for page in opened.sections] == ["33.04", DISTRICT]
    regency = RegencyPage.objects.get()
    assert Site.objects.get().root_page.specific == regency
    assert Site.objects.get().site_name == "Kabupaten Banjarnegara"
    assert list(Page.objects.filter(depth=2).values_list("slug", flat=True)) == ["banjarnegara"]
    assert section(DISTRICT).get_url() == "/pejawaran/"
    assert section(DISTRICT).title == "Kecamatan Pejawaran"


def test_a_desa_waits_for_its_kecamatan(loaded):
    with pytest.raises(CannotOpenError, match="Kecamatan Pejawaran"):
        open_region(DESA)
    assert not SectionPage.objects.exists()
    open_region(DISTRICT)
    open_region(DESA)
    assert section(DESA).get_url() == "/pejawaran/darmayasa/"


def test_a_section_has_its_standard_pages(loaded):
    open_region(DISTRICT)
    open_region(DESA)
    desa = section(DESA)
    children = {page.slug: page for page in desa.get_children().specific()}
    assert list(children) == [
        "profil", "layanan", "berita", "dokumen", "agenda", "wisata", "umkm", "kontak", "maklumat-pelayanan",
    ]  # fmt: skip
    live = {slug for slug, page in children.items() if page.live}
    assert live == {"layanan", "berita", "dokumen", "agenda", "wisata", "umkm", "kontak"}
    assert sum(page.show_in_menus for page in children.values()) == 8
    assert all(page.unit == desa.unit and page.region_code == DESA for page in children.values())
    assert desa.live
    assert BasePage.objects.visible().filter(pk=children["berita"].pk).exists()


def test_sample_text_is_marked_and_cannot_be_published(loaded):
    open_region(DISTRICT)
    for model in (ProfilePage, PledgePage):
        page = model.objects.first()
        assert not page.live
        assert "[[contoh]]" in page.summary
        assert page.publication_errors()
    for page in BasePage.objects.live().specific():
        assert "[[" not in f"{page.title}{page.summary}"
        assert not page.publication_errors()


def test_the_home_page_leads_to_what_people_come_for(loaded):
    open_region(DISTRICT)
    tiles = [tile.value for tile in section(DISTRICT).tasks]
    assert 4 <= len(tiles) <= 8
    assert all(bool(tile["page"]) != bool(tile["url"]) for tile in tiles)
    assert all(tile["page"].live and tile["page"].unit.code == DISTRICT for tile in (t for t in tiles if t["page"]))
    section(DISTRICT).full_clean()


def test_files_and_rights_of_a_section(loaded):
    open_region(DISTRICT)
    open_region(DESA)
    unit = Unit.objects.get(code=DESA)
    assert collection_of(unit).get_parent() == collection_of(unit.parent)
    group = Group.objects.get(name=f"{DESA} publisher")
    assert {row.page_id for row in group.page_permissions.all()} == {section(DESA).pk}
    assert {row.collection_id for row in group.collection_permissions.all()} == {collection_of(unit).pk}
    assert group.permissions.filter(codename="access_admin").exists()


def test_opening_twice_changes_nothing(loaded):
    open_region(DISTRICT, with_children=True)
    before = row_counts()
    stamps = list(Page.objects.values_list("pk", "path", "url_path", "last_published_at"))
    again = open_region(DISTRICT, with_children=True)
    assert row_counts() == before
    assert list(Page.objects.values_list("pk", "path", "url_path", "last_published_at")) == stamps
    assert (again.new_sections, again.new_pages) == (0, 0)


def test_what_editors_changed_stays(loaded):
    open_region(DISTRICT)
    page = section(DISTRICT)
    page.title, page.tasks = "Kecamatan kami", []
    page.save()
    page.get_children().get(slug="wisata").specific.delete()
    opened = open_region(DISTRICT)
    assert opened.new_pages == 1
    assert section(DISTRICT).title == "Kecamatan kami"
    assert not section(DISTRICT).tasks


def test_a_failure_leaves_nothing_behind(loaded, monkeypatch):
    def fail(*args):
        raise RuntimeError

    before = row_counts()
    monkeypatch.setattr(stewardship, "tasks", fail)
    with pytest.raises(RuntimeError):
        open_region(DISTRICT, with_children=True)
    assert row_counts() == before


def test_the_chooser_shows_at_most_eight_types(loaded):
    open_region("33.04.06", with_children=True)  # holds desa and kelurahan
    UnitFactory(code="33.04-dinkes", name="Dinas Kesehatan", parent=Unit.objects.get(code="33.04"))
    open_region("33.04-dinkes")
    assert SectionPage.objects.count() == 2 + 13 + 1
    for page in (each.specific for each in SectionPage.objects.all()):
        offered = [model for model in page.creatable_subpage_models() if model.can_create_at(page)]
        assert 0 < len(offered) <= 8, page
        assert all(model.page_description for model in offered)


def test_villages_of_one_name_live_in_different_kecamatan(loaded):
    open_region("33.04.09")
    open_region("33.04.15")
    for code in ("33.04.09.2006", "33.04.15.2001"):
        open_region(code)
    assert section("33.04.09.2006").get_url() == "/banjarmangu/kalilunjar/"
    assert section("33.04.15.2001").get_url() == "/pejawaran/kalilunjar/"


def test_names_with_signs_make_plain_addresses(loaded):
    open_region("62.13")
    regency, unit = section("62.13"), Unit.objects.select_related("region").get(code="62.13.06")
    unit.region.name = "Pasar Panas/Golo Ru'u"
    assert stewardship.free_slug(unit, regency, regency.locale) == "pasar-panas-golo-ruu"


def test_a_section_never_takes_an_address_that_is_kept(loaded):
    open_region(DISTRICT)
    unit = Unit.objects.select_related("region").get(code=DESA)
    kecamatan = section(DISTRICT)
    for name, slug in (("Data", "desa-data"), ("Berita", "desa-berita"), ("Darmayasa", "darmayasa")):
        unit.region.name = name
        assert stewardship.free_slug(unit, kecamatan, kecamatan.locale) == slug


def test_kelurahan_and_desa_stand_side_by_side(loaded):
    open_region("33.04.06", with_children=True)
    assert KelurahanPage.objects.count() == 9
    assert DesaPage.objects.count() == 4


def test_a_second_regency_gets_its_site_when_it_has_a_domain(loaded):
    open_region("33.04")
    open_region("17.07")
    assert Site.objects.count() == 1
    open_region("53.15", hostname="manggarai.example")
    assert Site.objects.get(hostname="manggarai.example").root_page.specific == section("53.15")
    assert Site.objects.get(is_default_site=True).root_page.specific == section("33.04")


def test_another_language_is_tied_to_the_first(loaded):
    open_region(DISTRICT)
    open_region(DISTRICT, language="en")
    one, other = section(DISTRICT), section(DISTRICT, "en")
    assert one.translation_key == other.translation_key
    assert other.get_children().get(slug="berita").title == "News"
    keys = [set(page.get_children().values_list("translation_key", flat=True)) for page in (one, other)]
    assert keys[0] == keys[1]
    before = row_counts()
    open_region(DISTRICT, language="en")
    assert row_counts() == before


def test_an_unknown_code_says_what_to_do(db):
    with pytest.raises(CannotOpenError, match="import_regions"):
        open_region("99.99")


def test_the_command_shows_progress_and_a_sum(loaded, capsys):
    call_command("open_region", DISTRICT, "--with-children")
    told = capsys.readouterr().out
    assert "19/19 33.04.15.2017 Desa Gembol" in told
    assert "190" in told
    with pytest.raises(CommandError):
        call_command("open_region", "99.99")


def test_a_section_costs_the_same_however_many_are_open(loaded):
    """All 160 sections of a regency open in minutes only if none of them is dearer than the one before."""
    costs = []
    open_region("64.08.01")
    for unit in Unit.objects.filter(parent__code="64.08.01").order_by("code")[:6]:
        with CaptureQueriesContext(connection) as captured:
            open_region(unit.code)
        costs.append(len(captured))
    # Collections stand in the order of their names: one that comes early moves its neighbours, one question each.
    assert max(costs) <= 1.05 * costs[0], costs
    assert Collection.objects.filter(name__contains="64.08.01").count() == 7
    assert GroupPagePermission.objects.filter(group__name__startswith="64.08.01.2001 ").count() == 7
    assert GroupCollectionPermission.objects.filter(group__name__startswith="64.08.01.2001 ").count() == 10
