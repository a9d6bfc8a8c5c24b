"""The query law: a list of fifteen costs exactly as many queries as a list of five."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.models import BusinessIndexPage, BusinessPage, NewsIndexPage, Topic
from tests.factories import (
    BusinessPageFactory,
    DesaPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    PictureFactory,
    ProductPageFactory,
    PublicDocumentFactory,
    UnitFactory,
    make,
)
from tests.pages.types import INDEX_TYPES, TYPES, name_of


def queries_of(address):
    """How many queries a stranger's visit costs with nothing cached but content types."""
    ContentType.objects.get_for_models(*TYPES)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(address)
    assert response.status_code == 200
    return [query["sql"] for query in queries]


def add_items(model, tree, count):
    """Visible items of a list, each with picture, file and topic where its kind has them."""
    picture, topic = (
        PictureFactory(file__width=8, file__height=6),
        Topic.objects.get_or_create(name="Sehat", slug="sehat")[0],
    )
    file = PublicDocumentFactory()
    for _ in range(count):
        item = make(model, tree, picture=picture, picture_alt="Warga di ladang")
        if hasattr(item, "file"):
            item.file = file
        item.topics = [topic]
        item.save(clean=False)


@pytest.mark.parametrize("model", INDEX_TYPES, ids=name_of)
@pytest.mark.parametrize("query", ["", "?wilayah=semua&cari=a&topik=sehat"])
def test_a_list_of_fifteen_costs_as_much_as_one_of_five(tree, model, query):
    index = make(model, tree)
    add_items(model.item_model, tree, 5)
    five = queries_of(index.url + query)
    add_items(model.item_model, tree, 10)
    fifteen = queries_of(index.url + query)
    assert len(five) == len(fifteen), "\n".join(fifteen)
    assert len(fifteen) <= 15


def test_fifteen_businesses_cost_as_much_as_five(tree):
    index = make(BusinessIndexPage, tree)

    def add(count):
        for _ in range(count):
            business = BusinessPageFactory(parent=index, picture=picture, picture_alt="Kios di pasar")
            ProductPageFactory(parent=business)

    picture = PictureFactory()
    add(5)
    five = queries_of(index.url)
    add(10)
    assert len(five) == len(queries_of(index.url))


def test_fifteen_products_of_a_business_cost_as_much_as_five(tree):
    business = make(BusinessPage, tree)
    for _ in range(5):
        ProductPageFactory(parent=business)
    five = queries_of(business.url)
    for _ in range(10):
        ProductPageFactory(parent=business)
    assert len(five) == len(queries_of(business.url))


def test_a_home_page_costs_the_same_with_more_of_everything(tree):
    def add(start, count):
        for item in [index.item_model for index in INDEX_TYPES]:
            add_items(item, tree, count)
        for number in range(start, start + count):
            DesaPageFactory(
                parent=tree.kecamatan,
                slug=f"desa-{number}",
                unit=UnitFactory(code=f"33.04.15.2{number:03}", name=f"Desa {number}"),
            )

    add(100, 3)
    few = [queries_of(section.url) for section in (tree.regency, tree.kecamatan, tree.desa)]
    add(200, 6)
    many = [queries_of(section.url) for section in (tree.regency, tree.kecamatan, tree.desa)]
    assert [len(queries) for queries in few] == [len(queries) for queries in many]
    assert max(len(queries) for queries in many) <= 15


def test_a_page_deep_in_the_tree_costs_no_more_for_its_depth(tree):
    high = NewsPageFactory(parent=NewsIndexPageFactory(parent=tree.regency))
    low = NewsPageFactory(parent=NewsIndexPageFactory(parent=tree.desa))
    assert len(queries_of(high.url)) == len(queries_of(low.url))
    assert NewsIndexPage.objects.count() == 2
