"""What is near is found, nearest first, all of it and once; a box holds what lies in it."""

import math
import random
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.nearby import Point, box_around
from pages.models import BusinessPage, EventPage, PlaceIndexPage, PlacePage, ProductPage
from tests.factories import PlacePageFactory, ProductPageFactory, make

from .conftest import DAY

HERE = Point(109.79, -7.21)


def metres_between(one, other):
    """Haversine, as any book has it."""
    lon, lat, lon2, lat2 = map(math.radians, (*one, *other))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(half))


def at(lon, lat):
    return {"lon": Decimal(f"{lon:.6f}"), "lat": Decimal(f"{lat:.6f}")}


def titles(answer):
    return [item["title"] for item in answer["items"]]


def walk(ask, path, limit):
    """Every item of a list, page by page."""
    found, cursor = [], ""
    while cursor is not None:
        answer = ask(f"{path}&limit={limit}" + (f"&cursor={cursor}" if cursor else ""))
        assert len(answer["items"]) <= limit
        found += answer["items"]
        cursor = answer["next_cursor"]
    return found


def scatter(tree, count):
    """Places around a point, several on the same spot, some without a position."""
    chance = random.Random(11)
    make(PlacePage, tree, title="tanpa titik")
    parent = PlaceIndexPage.objects.get()
    spots = [(HERE.lon + chance.uniform(-0.3, 0.3), HERE.lat + chance.uniform(-0.3, 0.3)) for _n in range(count)]
    for number, spot in enumerate([*spots, *spots[:4]]):
        PlacePageFactory(parent=parent, title=f"Tempat {number}", **at(*spot))
    return PlacePage.objects.exclude(lat=None)


@pytest.mark.parametrize("limit", [3, 100])
def test_what_is_near_comes_nearest_first_and_each_once(tree, ask, limit):
    far = {page.title: metres_between(HERE, (page.lon, page.lat)) for page in scatter(tree, 40)}
    found = walk(ask, f"pages/?type=place&near={HERE.lon},{HERE.lat}&radius_km=20", limit)
    names = [item["title"] for item in found]
    assert sorted(names) == sorted(name for name, metres in far.items() if metres <= 20_000)
    assert 5 < len(names) < 44
    distances = [round(far[name]) for name in names]
    assert distances == sorted(distances)


def test_without_a_radius_it_is_that_of_a_day_trip(tree, ask):
    for number, degrees in enumerate((0.1, 0.2, 0.3)):
        make(PlacePage, tree, title=f"Tempat {number}", **at(HERE.lon, HERE.lat + degrees))
    assert titles(ask(f"pages/?type=place&near={HERE.lon},{HERE.lat}")) == ["Tempat 0", "Tempat 1"]
    assert len(ask(f"pages/?type=place&near={HERE.lon},{HERE.lat}&radius_km=40")["items"]) == 3
    newest = ask(f"pages/?type=place&near={HERE.lon},{HERE.lat}&order=title&count=true")
    assert (titles(newest), newest["count"]) == (["Tempat 0", "Tempat 1"], 2)


def test_a_product_is_where_its_maker_is(tree, ask):
    product = make(ProductPage, tree, title="Keripik")
    address = f"pages/?type=product&near={HERE.lon},{HERE.lat}&radius_km=5"
    assert titles(ask(address)) == []
    BusinessPage.objects.update(**at(HERE.lon, HERE.lat + 0.01))
    assert titles(ask(address)) == titles(ask("pages/?type=product&bbox=109,-8,110,-7")) == [product.title]
    assert titles(ask("pages/?type=product&bbox=110,-8,111,-7")) == []


@pytest.mark.parametrize("model", [PlacePage, BusinessPage, EventPage])
def test_a_box_holds_what_lies_in_it(tree, ask, model):
    make(model, tree, title="Dalam", **at(109.5, -7.5))
    kind = model.type_name()
    assert titles(ask(f"pages/?type={kind}&bbox=109.5,-7.5,109.6,-7.4")) == ["Dalam"]
    assert titles(ask(f"pages/?type={kind}&bbox=109.500001,-7.5,109.6,-7.4")) == []
    assert titles(ask(f"pages/?type={kind}&bbox=-180,-90,180,90")) == ["Dalam"]


def test_near_and_other_conditions_narrow_each_other(tree, ask):
    make(PlacePage, tree, title="Kolam", kind="destination", **at(*HERE))
    make(PlacePage, tree, title="Penginapan", kind="lodging", **at(*HERE))
    near = f"pages/?type=place&near={HERE.lon},{HERE.lat}&kind=lodging"
    assert titles(ask(f"{near}&region=33.04.15.2008")) == ["Penginapan"]
    assert titles(ask(f"{near}&region=33.04.15.2001")) == []


def test_what_is_hidden_is_not_near(tree, ask):
    page = make(PlacePage, tree, **at(*HERE))
    page.unpublish()
    assert titles(ask(f"pages/?type=place&near={HERE.lon},{HERE.lat}")) == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("type=place&near=109", "near"),
        ("type=place&near=109,-7,3", "near"),
        ("type=place&near=190,-7", "near"),
        ("type=place&near=109,-91", "near"),
        ("type=place&near=1e2,-7", "near"),
        ("type=place&near=NaN,Infinity", "near"),
        ("type=place&near=109,-7&radius_km=0", "radius_km"),
        ("type=place&near=109,-7&radius_km=201", "radius_km"),
        ("type=place&near=109,-7&radius_km=-1", "radius_km"),
        ("type=place&radius_km=5", "radius_km"),
        ("type=place&order=nearest", "order"),
        ("near=109,-7", "near"),
        ("type=news&near=109,-7", "near"),
        ("type=place,business&near=109,-7", "near"),
        ("type=place&bbox=1,2,3", "bbox"),
        ("type=place&bbox=110,-8,109,-7", "bbox"),
        ("type=place&bbox=109,-7,110,-8", "bbox"),
        ("type=place&bbox=109,-7,109,-7", "bbox"),
        ("type=place&bbox=-200,-7,110,-6", "bbox"),
        ("type=service&bbox=109,-8,110,-7", "bbox"),
        ("type=news&open_now=true", "open_now"),
        ("type=place&open_now=yes", "open_now"),
        ("type=place&open_now=true&count=true", "count"),
        ("type=event&price_max=5", "price_max"),
        ("type=place&price_max=-5", "price_max"),
        ("type=place&price_max=1e9", "price_max"),
        ("type=place&price_max=5.123", "price_max"),
        ("type=business&halal=certified", "halal"),
        ("type=place&halal=yes", "halal"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(tree, ask, query, field):
    problem = ask(f"pages/?{query}", status=400)
    assert (problem["code"], problem["errors"][0]["field"]) == ("invalid_parameter", field)
    assert problem["errors"][0]["text"]


def test_a_cursor_of_another_point_is_refused(tree, ask):
    scatter(tree, 6)
    cursor = ask(f"pages/?type=place&near={HERE.lon},{HERE.lat}&limit=2&radius_km=50")["next_cursor"]
    for query in ("near=109,-7&radius_km=50", f"near={HERE.lon},{HERE.lat}&radius_km=60", "order=title"):
        problem = ask(f"pages/?type=place&{query}&limit=2&cursor={cursor}", status=400)
        assert problem["code"] == "cursor_scope_mismatch"


@pytest.mark.parametrize("query", ["near=109.79,-7.21&radius_km=100", "bbox=109,-8,111,-7", "open_now=true"])
def test_many_places_cost_as_many_queries_as_few(tree, client, query):
    scatter(tree, 20)
    counts = []
    for limit in (5, 15):
        address = f"/api/v1/pages/?type=place&{query}&limit={limit}"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 10


def test_many_products_cost_as_many_queries_as_few(tree, client):
    product = make(ProductPage, tree)
    BusinessPage.objects.update(**at(*HERE))
    ProductPageFactory.create_batch(16, parent=product.get_parent(), first_published_at=DAY)
    counts = []
    for limit in (5, 15):
        address = f"/api/v1/pages/?type=product&near={HERE.lon},{HERE.lat}&limit={limit}"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address).json()
        assert len(answer["items"]) == limit
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("centre", [Point(109.79, -7.21), Point(0, 0), Point(12, 65), Point(179.9, 1), Point(0, 89.9)])
@pytest.mark.parametrize("radius_km", [0.1, 25, 200])
def test_the_box_around_a_circle_holds_it(centre, radius_km):
    box, chance = box_around(centre, radius_km), random.Random(3)
    for _n in range(300):
        lat = centre.lat + chance.uniform(-2, 2)
        lon = centre.lon + chance.uniform(-5, 5)
        if abs(lat) <= 90 and metres_between(centre, (lon, lat)) <= radius_km * 1000:
            assert box.south <= lat <= box.north
            assert box.west <= (lon + 180) % 360 - 180 <= box.east
