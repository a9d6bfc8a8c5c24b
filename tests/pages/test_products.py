"""Businesses and products: only numbers of the official form are told to the public."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from pages.models import BusinessIndexPage, BusinessPage, ProductPage
from tests.factories import BusinessPageFactory, ProductPageFactory, make

OFFICIAL = {
    "nib": "1234567890123",
    "pirt": "2063304010123-28",
    "halal_no": "ID33110000123456",
    "bpom": "MD 123456789012",
}


@pytest.mark.parametrize("name", OFFICIAL)
def test_a_number_of_the_official_form_is_told(name):
    assert ProductPage(title="Keripik", **{name: OFFICIAL[name]}).permits == {name: OFFICIAL[name]}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nib", "12345"),
        ("nib", "1234567890123 baru"),
        ("pirt", "206330401012328"),
        ("pirt", "proses"),
        ("halal_no", "33110000123456"),
        ("bpom", "XX 123456789012"),
        ("bpom", ""),
    ],
)
def test_a_number_of_another_form_is_kept_but_not_told(tree, name, value):
    product = make(ProductPage, tree, **{name: value})
    assert getattr(product, name) == value
    assert product.permits == {}


def test_kbli_codes_have_five_digits(tree):
    assert make(BusinessPage, tree, kbli="10794, 47241").kbli_codes == ["10794", "47241"]
    with pytest.raises(ValidationError):
        make(BusinessPage, tree, kbli="1079")


def test_a_business_shows_its_own_visible_products_by_name(tree):
    business = make(BusinessPage, tree)
    for title in ("Keripik", "Dodol"):
        ProductPageFactory(parent=business, title=title)
    ProductPageFactory(parent=business, title="Konsep", live=False)
    other = BusinessPageFactory(parent=business.get_parent().specific)
    ProductPageFactory(parent=other, title="Lain")
    assert [product.title for product in business.products()] == ["Dodol", "Keripik"]


def test_the_list_holds_products_and_businesses_of_the_section(tree, rf):
    make(ProductPage, tree, title="Keripik", price=Decimal("15000"))
    make(ProductPage, tree, title="Kain", kind="textile")
    index = BusinessIndexPage.objects.get()
    assert [product.title for product in index.items(rf.get("/"))] == ["Kain", "Keripik"]
    assert [product.title for product in index.items(rf.get("/?jenis=textile"))] == ["Kain"]
    assert list(index.businesses()) == [BusinessPage.objects.get()]


def test_a_price_has_the_form_apps_expect():
    assert ProductPage(price=Decimal("15000")).price_data == {"amount": "15000.00", "currency": "IDR"}
    assert ProductPage().price_data is None
