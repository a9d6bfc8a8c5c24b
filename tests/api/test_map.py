"""The map of a region holds what stands there, in its place, and nothing that is not public."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from pages.models import ContactPage, PlaceIndexPage
from tests.factories import PlacePageFactory, make

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


def place(tree, lon, lat, **more):
    index = PlaceIndexPage.objects.first() or make(PlaceIndexPage, tree)
    return PlacePageFactory(parent=index, lon=Decimal(lon), lat=Decimal(lat), **more)


def ask(client, code="33.04.15"):
    return client.get(f"/api/v1/regions/{code}/map/")


def test_everything_that_stands_there_lies_inside_and_where_the_formula_says(client, tree):
    corners = [("109.700000", "-7.300000"), ("109.900000", "-7.100000")]
    for lon, lat in corners:
        place(tree, lon, lat)
    office = make(ContactPage, tree)
    ContactPage.objects.filter(pk=office.pk).update(lon=Decimal("109.750000"), lat=Decimal("-7.200000"))
    found = ask(client).json()
    for lon, lat in corners:
        assert found["west"] < float(lon) < found["east"]
        assert found["south"] < float(lat) < found["north"]
    drawing = ElementTree.fromstring(found["svg"])
    assert drawing.get("viewBox") == f"0 0 {found['width']} {found['height']}"
    [dot] = drawing.iter(f"{SVG}circle")
    x = (109.75 - found["west"]) / (found["east"] - found["west"]) * found["width"]
    y = (found["north"] + 7.2) / (found["north"] - found["south"]) * found["height"]
    assert float(dot.get("cx")) == pytest.approx(x, abs=0.1)
    assert float(dot.get("cy")) == pytest.approx(y, abs=0.1)
    assert any(" km" in (text.text or "") for text in drawing.iter(f"{SVG}text"))
    # A degree of longitude is a little shorter than one of latitude here.
    per_lon, per_lat = (
        found["width"] / (found["east"] - found["west"]),
        found["height"] / (found["north"] - found["south"]),
    )
    assert per_lon / per_lat == pytest.approx(0.992, abs=0.005)


def test_what_is_not_public_moves_no_edge(client, tree):
    place(tree, "109.700000", "-7.300000")
    before = ask(client).json()
    place(tree, "110.900000", "-6.100000").unpublish()
    assert ask(client).json() == before


def test_one_point_has_land_around_it(client, tree):
    place(tree, "109.700000", "-7.300000")
    found = ask(client).json()
    assert found["east"] - found["west"] == pytest.approx(0.0232, abs=0.001)


def test_names_are_words_in_the_drawing(client, tree):
    office = make(ContactPage, tree)
    ContactPage.objects.filter(pk=office.pk).update(lon=Decimal("109.750000"), lat=Decimal("-7.200000"))
    unit = office.unit
    unit.name = "Desa <script> & Kawan"
    unit.save()
    drawing = ElementTree.fromstring(ask(client).json()["svg"])
    assert "Desa <script> & Kawan" in {text.text for text in drawing.iter(f"{SVG}text")}


@pytest.mark.parametrize("code", ["99", "x", "33.04.15.2001"])
def test_without_anything_that_stands_there_is_no_map(client, tree, code):
    place(tree, "109.700000", "-7.300000")
    response = ask(client, code)
    assert response.status_code == 404
    assert response.json()["code"] == "not_found"


def test_a_map_costs_the_same_for_any_number_of_places(client, tree, django_assert_max_num_queries):
    for number in range(12):
        place(tree, f"109.7{number:02}000", "-7.300000")
    with django_assert_max_num_queries(10):
        response = ask(client)
    assert len(response.json()["svg"]) < 20_000
    assert response["ETag"]
