"""Places: a position has two numbers, a price range its right order."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from pages.models import PlaceIndexPage, PlacePage
from tests.factories import make


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, []),
        ({"lat": Decimal("-7.2"), "lon": Decimal("109.7")}, []),
        ({"lat": Decimal("-7.2")}, ["lat"]),
        ({"lon": Decimal("109.7")}, ["lat"]),
        ({"price_min": Decimal("5"), "price_max": Decimal("4")}, ["price_max"]),
        ({"price_min": Decimal("4"), "price_max": Decimal("4")}, []),
    ],
)
def test_what_a_place_needs_before_publication(fields, wrong):
    assert sorted(PlacePage(title="Telaga", **fields).publication_errors()) == wrong


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lat", Decimal("91")),
        ("lon", Decimal("181")),
        ("phone", "hubungi kami"),
        ("star", 6),
        ("price_min", Decimal("-1")),
    ],
)
def test_impossible_values_are_refused(tree, field, value):
    with pytest.raises(ValidationError) as refused:
        make(PlacePage, tree, **{field: value})
    assert field in refused.value.message_dict


def test_coordinates_prices_and_payment_have_the_form_apps_expect(tree):
    place = make(PlacePage, tree, price_min=Decimal("5000"), takes_qris=True)
    assert place.coordinates == ["109.789120", "-7.213450"]
    assert place.price_from == {"amount": "5000.00", "currency": "IDR"}
    assert place.price_to is None
    assert place.payment == ["cash", "qris"]
    assert PlacePage(title="Telaga").coordinates is None


def test_places_are_filtered_by_kind(tree, rf):
    make(PlacePage, tree, title="Telaga")
    make(PlacePage, tree, title="Homestay", kind="lodging")
    index = PlaceIndexPage.objects.get()
    assert [place.title for place in index.items(rf.get("/?jenis=lodging"))] == ["Homestay"]
    assert [place.title for place in index.items(rf.get("/"))] == ["Homestay", "Telaga"]
