"""News: from the section's own hand, or quoted with its source."""

import pytest
from django.core.exceptions import ValidationError

from pages.models import NewsIndexPage, NewsPage
from tests.factories import NewsIndexPageFactory, NewsPageFactory, UnitFactory, make


def test_a_quoted_text_names_its_source(tree):
    with pytest.raises(ValidationError) as refused:
        make(NewsPage, tree, source_kind="quoted")
    assert list(refused.value.message_dict) == ["source_url"]
    assert make(NewsPage, tree, source_kind="quoted", source_url="https://example.org/berita").live


def test_the_author_is_the_section_unless_another_unit_is_named(tree):
    page = make(NewsPage, tree)
    assert page.author_unit_name == tree.desa.unit.name
    page.author_unit = UnitFactory(code="33.04-kominfo", name="Dinas Kominfo")
    assert page.author_unit_name == "Dinas Kominfo"


def test_related_articles_are_three_visible_ones_of_the_same_unit(tree):
    pages = [make(NewsPage, tree) for _ in range(5)]
    make(NewsPage, tree, live=False)
    NewsPageFactory(parent=NewsIndexPageFactory(parent=tree.neighbour))
    related = list(pages[0].related())
    assert related == pages[:1:-1]


def test_a_list_shows_its_own_section_and_on_request_all_below(tree, rf):
    kecamatan = NewsIndexPageFactory(parent=tree.kecamatan)
    NewsPageFactory(parent=kecamatan, title="Dari kecamatan")
    NewsPageFactory(parent=NewsIndexPageFactory(parent=tree.desa), title="Dari desa")
    assert [page.title for page in kecamatan.items(rf.get("/"))] == ["Dari kecamatan"]
    everywhere = {page.title for page in kecamatan.items(rf.get("/?wilayah=semua"))}
    assert everywhere == {"Dari kecamatan", "Dari desa"}


def test_a_list_is_searched_word_by_word(tree, rf):
    make(NewsPage, tree, title="Jalan desa diperbaiki", summary="Gotong royong warga")
    make(NewsPage, tree, title="Panen kentang", summary="Hasil naik")
    index = NewsIndexPage.objects.get()
    assert [p.title for p in index.items(rf.get("/", {"cari": "royong jalan"}))] == ["Jalan desa diperbaiki"]
    assert not index.items(rf.get("/", {"cari": "jalan kentang"}))


def test_a_list_is_cut_into_leaves(tree, rf):
    for _ in range(NewsIndexPage.PER_PAGE + 1):
        make(NewsPage, tree)
    index = NewsIndexPage.objects.get()
    first, second = index.leaf(rf.get("/")), index.leaf(rf.get("/?halaman=2"))
    assert len(first) == NewsIndexPage.PER_PAGE
    assert len(second) == 1
    assert not {page.pk for page in first} & {page.pk for page in second}
    assert index.leaf(rf.get("/?halaman=abc")).number == 1
