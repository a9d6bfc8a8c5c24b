"""Public documents: the columns of the DIP, and the exempt ones of which only the title is told."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pages.models import BasePage, DocumentIndexPage, DocumentPage
from pages.queries import is_shown
from tests.factories import PublicDocumentFactory, make

SECRET = "Hal yang dikecualikan sungguh"


def exempt(tree, **kwargs):
    values = {"category": "exempt", "exclusion_basis": "Pasal 17 huruf h", "summary": SECRET, "slug": "rahasia-daerah"}
    return make(DocumentPage, tree, title="Berkas perizinan X", **values | kwargs)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"summary": ""}, ["summary"]),
        ({"producer": ""}, ["producer"]),
        ({"made_year": None}, ["made_year"]),
        ({"made_year": None, "made_on": datetime.date(2025, 2, 3)}, []),
        ({"is_online": False}, ["is_online"]),
        ({"is_online": False, "is_printed": True}, []),
        ({"category": "exempt"}, ["exclusion_basis"]),
        ({"category": "exempt", "exclusion_basis": "Pasal 17 huruf a"}, []),
    ],
)
def test_a_document_is_published_only_with_the_columns_of_the_dip(fields, wrong):
    complete = {"summary": "Ringkasan", "producer": "Sekretaris desa", "made_year": 2025}
    assert sorted(DocumentPage(title="Laporan", **complete | fields).publication_errors()) == wrong


def test_incomplete_columns_are_refused_by_code_too(tree):
    with pytest.raises(ValidationError):
        make(DocumentPage, tree, producer="")


def test_holder_year_and_forms_fall_back_to_what_is_known(tree):
    page = make(DocumentPage, tree, made_on=datetime.date(2024, 5, 6), is_printed=True)
    assert page.holder == tree.desa.unit.name
    assert page.year == 2024
    assert page.formats == ["printed", "online"]
    page.holder_unit = "Kaur Keuangan"
    assert page.holder == "Kaur Keuangan"


def test_an_exempt_item_is_visible_through_no_door(tree, rf):
    page = exempt(tree, file=PublicDocumentFactory())
    assert page.live
    assert not BasePage.objects.visible().filter(pk=page.pk).exists()
    assert not is_shown(page.file)
    assert page not in page.get_parent().specific.items(rf.get("/"))


def test_an_exempt_item_gives_its_title_to_the_dip_and_nothing_else(tree):
    exempt(tree)
    assert [item.title for item in DocumentPage.objects.exempt_titles()] == ["Berkas perizinan X"]


def test_the_title_of_an_exempt_item_goes_when_its_section_is_hidden(tree):
    exempt(tree)
    tree.kecamatan.unpublish()
    assert not DocumentPage.objects.exempt_titles().exists()


def test_a_draft_exempt_item_is_not_in_the_dip(tree):
    exempt(tree, live=False)
    assert not DocumentPage.objects.exempt_titles().exists()


def test_an_item_made_exempt_later_disappears_and_may_come_back(tree):
    page = make(DocumentPage, tree, file=PublicDocumentFactory())
    assert is_shown(page.file)
    page.category, page.exclusion_basis = "exempt", "Pasal 17 huruf h"
    page.save_revision().publish()
    assert not is_shown(page.file)
    page.refresh_from_db()
    page.category = "periodic"
    page.save_revision().publish()
    assert is_shown(page.file)


def test_an_exempt_item_has_no_address(tree):
    page = exempt(tree)
    client = Client()
    assert client.get(page.url).status_code == 404
    listed = client.get(page.get_parent().url)
    assert listed.status_code == 200
    html = listed.content.decode()
    assert "Berkas perizinan X" in html
    assert SECRET not in html
    assert "rahasia-daerah" not in html
    assert str(page.translation_key) not in html
    assert "huruf h" not in html


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Perdes", "Laporan"}),
        ("?kategori=periodic", {"Laporan"}),
        ("?kategori=exempt", set()),
        ("?tahun=2023", {"Perdes"}),
        ("?tahun=2025", {"Laporan"}),
        ("?tahun=abcd", {"Perdes", "Laporan"}),
        ("?cari=per", {"Perdes"}),
        ("?halaman=999", {"Perdes", "Laporan"}),
    ],
)
def test_filters_of_the_list(tree, rf, query, found):
    make(DocumentPage, tree, title="Perdes", category="always_available", made_on=datetime.date(2023, 1, 1))
    make(DocumentPage, tree, title="Laporan", made_year=2025)
    exempt(tree)
    leaf = DocumentIndexPage.objects.get().leaf(rf.get(f"/{query}"))
    assert {page.title for page in leaf} == found
