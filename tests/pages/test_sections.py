"""Sections: one face for each unit and language, wherever they are moved, copied or renamed."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from pages.loading import page_at
from pages.models import AgencyPage, BasePage, DesaPage, KecamatanPage, NewsIndexPage, NewsPage, SectionPage
from tests.factories import (
    AgencyPageFactory,
    DesaPageFactory,
    KecamatanPageFactory,
    KelurahanPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    UnitFactory,
    make,
)


def test_a_unit_has_one_section_in_a_language(tree):
    with pytest.raises(ValidationError) as refused:
        DesaPageFactory(parent=tree.kecamatan, slug="desa-kedua", unit=tree.desa.unit)
    assert "unit" in refused.value.message_dict


def test_the_database_itself_keeps_one_section_for_each_unit(tree):
    assert SectionPage._meta.get_field("key").unique
    assert tree.desa.key == "33.04.15.2008@id"


def test_a_section_needs_a_unit(tree):
    with pytest.raises(ValidationError) as refused:
        DesaPageFactory(parent=tree.kecamatan, slug="tanpa-unit", unit=None)
    assert "unit" in refused.value.message_dict


def test_a_section_takes_a_unit_of_its_own_kind(tree):
    with pytest.raises(ValidationError) as refused:
        KelurahanPageFactory(parent=tree.kecamatan, unit=UnitFactory(code="33.04.15.2003"))
    assert "unit" in refused.value.message_dict


@pytest.mark.parametrize("colour", ["red", "", "#12", "#gggggg"])
def test_a_wrong_colour_is_refused_with_a_word_about_it(tree, colour):
    tree.desa.colour = colour
    with pytest.raises(ValidationError) as refused:
        tree.desa.save()
    assert "colour" in refused.value.message_dict


def test_a_colour_too_light_is_darkened(tree):
    tree.desa.colour = "#ffd400"
    tree.desa.save()
    assert tree.desa.colour != "#ffd400"


@pytest.mark.parametrize(
    ("title", "initials"),
    [("Desa Darmayasa", "D"), ("Kecamatan Batang Kapas", "BK"), ("Kabupaten Contoh Utara Raya", "CU"), ("Desa", "")],
)
def test_initials_of_the_drawn_shield(title, initials):
    assert DesaPage(title=title).initials == initials


def test_moving_a_desa_keeps_its_unit_and_leads_old_addresses_to_the_new(tree, django_capture_on_commit_callbacks):
    other = KecamatanPageFactory(parent=tree.regency, slug="kecamatan-lain", unit=UnitFactory(code="33.04.16"))
    news = make(NewsPage, tree)
    old = news.url
    with django_capture_on_commit_callbacks(execute=True):
        tree.desa.move(other, pos="last-child")
    news.refresh_from_db()
    assert news.unit == tree.desa.unit
    assert news.url == f"/kecamatan-lain/desa-contoh/berita/{news.slug}/"
    answer = Client().get(old)
    assert answer.status_code == 301
    assert answer["Location"] == news.url


def test_renaming_a_section_leads_old_addresses_to_the_new(tree, django_capture_on_commit_callbacks):
    news = make(NewsPage, tree)
    old = news.url
    tree.desa.slug = "desa-baru"
    with django_capture_on_commit_callbacks(execute=True):
        tree.desa.save_revision().publish()
    news.refresh_from_db()
    assert news.url == f"/kecamatan-contoh/desa-baru/berita/{news.slug}/"
    answer = Client().get(old)
    assert answer.status_code == 301
    assert answer["Location"] == news.url


def test_a_moved_list_takes_everything_below_to_the_other_unit(tree):
    make(NewsPage, tree)
    NewsIndexPage.objects.get().move(tree.neighbour, pos="last-child")
    assert set(BasePage.objects.descendant_of(tree.neighbour).values_list("unit__code", flat=True)) == {"33.04.15.2001"}


def test_moving_below_a_hidden_section_hides_and_back_shows(tree):
    news = make(NewsPage, tree)
    tree.neighbour.unpublish()
    index = NewsIndexPage.objects.get()
    index.move(tree.neighbour, pos="last-child")
    assert not BasePage.objects.visible().filter(pk=news.pk).exists()
    NewsIndexPage.objects.get().move(DesaPage.objects.get(pk=tree.desa.pk), pos="last-child")
    assert BasePage.objects.visible().filter(pk=news.pk).exists()


def test_a_section_is_not_copied_because_its_unit_has_a_face_already(tree):
    before = SectionPage.objects.count()
    with pytest.raises(ValidationError):
        tree.desa.copy(update_attrs={"slug": "salinan"}, keep_live=False)
    assert SectionPage.objects.count() == before
    with pytest.raises(ValidationError):
        tree.kecamatan.copy(recursive=True, update_attrs={"slug": "salinan"}, keep_live=False)
    assert SectionPage.objects.count() == before
    assert Page.find_problems() == ([], [], [], [], [])


def test_an_address_is_found_in_constant_queries_however_deep(tree, django_assert_num_queries):
    news = make(NewsPage, tree)
    with django_assert_num_queries(2):
        found = page_at(news.url_path, tree.regency.path)
    assert found == news
    assert page_at(news.url_path, tree.neighbour.path) is None, "the page of another site"
    assert page_at(news.url_path + "lagi/", tree.regency.path) is None


def test_a_section_with_its_own_domain_answers_there(tree):
    news = make(NewsPage, tree)
    Site.objects.create(hostname="contoh.desa.id", port=80, root_page=tree.desa)
    assert SectionPage.has_own_site(tree.desa.path)
    assert SectionPage.has_own_site(tree.kecamatan.path), "a domain below counts"
    assert not SectionPage.has_own_site(tree.neighbour.path)
    assert news.full_url == f"http://contoh.desa.id/berita/{news.slug}/"


def test_an_agency_and_a_kelurahan_have_sections_too(tree):
    agency = AgencyPageFactory(parent=tree.regency)
    assert agency.region_code == "33.04"
    assert AgencyPage.objects.get().unit.kind == "agency"
    assert KelurahanPageFactory(parent=tree.kecamatan).region_code == "33.04.15.1001"


def test_within_a_region_are_the_pages_of_everything_below(tree):
    NewsPageFactory(parent=NewsIndexPageFactory(parent=tree.desa), title="Desa")
    NewsPageFactory(parent=NewsIndexPageFactory(parent=tree.regency), title="Kabupaten")
    titles = {page.title for page in NewsPage.objects.within("33.04.15")}
    assert titles == {"Desa"}
    assert not NewsPage.objects.within("33.0").exists(), "half a code is no region"


def test_redirects_are_not_made_for_drafts(tree):
    draft = make(NewsPage, tree, live=False)
    draft.slug = "lain"
    draft.save()
    assert not Redirect.objects.exists()
    assert KecamatanPage.objects.count() == 1
