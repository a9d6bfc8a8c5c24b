"""What is open, affordable or halal, as the places say it themselves."""

import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from api import opening
from pages.models import BusinessPage, PlaceIndexPage, PlacePage, ProductPage
from tests.factories import PlacePageFactory, make

from .test_nearby import titles, walk

WIB = ZoneInfo("Asia/Jakarta")
OPEN = "pages/?type=place&open_now=true&order=title"


def hours(*spans):
    """Opening hours from texts such as `1 08:00 15:00`; a day alone is closed."""
    rows = []
    for text in spans:
        day, *times = text.split()
        opens, closes = (datetime.time.fromisoformat(one) for one in times) if times else (None, None)
        rows.append(("hours", {"day": day, "opens": opens, "closes": closes, "is_closed": not times, "note": ""}))
    return rows


@pytest.fixture
def clock(monkeypatch):
    """Sets the moment at which places are looked at."""

    def clock(text, zone=WIB):
        now = datetime.datetime.fromisoformat(text).replace(tzinfo=zone)
        monkeypatch.setattr(opening.timezone, "now", lambda: now)

    return clock


def test_open_is_what_its_own_hours_say(tree, ask, clock):
    make(PlacePage, tree, title="pagi", opening_hours=hours("1 07:00 12:00"))
    make(PlacePage, tree, title="malam", opening_hours=hours("1 18:00 02:00"))
    make(PlacePage, tree, title="selalu", opening_hours=hours(*(f"{day} 00:00 00:00" for day in range(1, 8))))
    make(PlacePage, tree, title="tutup", opening_hours=hours("1", "2", "3"))
    make(PlacePage, tree, title="tak tahu")
    make(PlacePage, tree, title="libur", opening_hours=hours("1 07:00 12:00"), place_status="temporarily_closed")
    for moment, expected in (
        ("2026-03-02 07:00", ["pagi", "selalu"]),  # a Monday
        ("2026-03-02 06:59", ["selalu"]),
        ("2026-03-02 12:00", ["selalu"]),
        ("2026-03-02 23:30", ["malam", "selalu"]),
        ("2026-03-03 01:59", ["malam", "selalu"]),
        ("2026-03-03 02:00", ["selalu"]),
        ("2026-03-08 07:30", ["selalu"]),
    ):
        clock(moment)
        assert titles(ask(OPEN)) == expected, moment
    assert len(titles(ask("pages/?type=place&open_now=false"))) == 6


def test_the_clock_is_that_of_the_place(tree, ask, clock):
    make(PlacePage, tree, title="pagi", opening_hours=hours("1 07:00 12:00"))
    region = tree.desa.unit.region
    clock("2026-03-02 06:00")
    assert titles(ask(OPEN)) == []
    region.time_zone = "Asia/Jayapura"  # two hours ahead
    region.save()
    assert titles(ask(OPEN)) == ["pagi"]


def test_a_business_has_hours_too(tree, ask, clock):
    make(BusinessPage, tree, title="Warung", opening_hours=hours("1 07:00 12:00"))
    clock("2026-03-02 08:00")
    assert titles(ask("pages/?type=business&open_now=true")) == ["Warung"]
    clock("2026-03-02 13:00")
    assert titles(ask("pages/?type=business&open_now=true")) == []


@pytest.mark.parametrize("limit", [2, 100])
@pytest.mark.parametrize("most", [4, 500])
def test_walking_over_closed_places_gives_each_open_one_once(tree, ask, clock, monkeypatch, limit, most):
    monkeypatch.setattr(opening, "MOST_READ", most)
    clock("2026-03-02 08:00")
    make(PlacePage, tree, title="00", opening_hours=hours("1 07:00 12:00"))
    parent = PlaceIndexPage.objects.get()
    for number in range(1, 15):
        spans = hours("1 07:00 12:00") if number % 5 == 0 or number > 12 else hours("2 07:00 12:00")
        PlacePageFactory(parent=parent, title=f"{number:02}", opening_hours=spans, lat=Decimal(-7), lon=Decimal(110))
    assert [item["title"] for item in walk(ask, OPEN, limit)] == ["00", "05", "10", "13", "14"]
    near = walk(ask, "pages/?type=place&open_now=true&near=110,-7", limit)
    assert sorted(item["title"] for item in near) == ["05", "10", "13", "14"]


def test_no_place_costs_more_than_asked(tree, ask):
    make(PlacePage, tree, title="murah", price_min=Decimal(5000), price_max=Decimal(90000))
    make(PlacePage, tree, title="mahal", price_min=Decimal(25001))
    make(PlacePage, tree, title="sampai", price_max=Decimal(25000))
    make(PlacePage, tree, title="gratis", price_min=Decimal(0))
    make(PlacePage, tree, title="tak tahu")
    address = "pages/?type=place&order=title&price_max="
    assert titles(ask(f"{address}25000")) == ["gratis", "murah", "sampai"]
    assert titles(ask(f"{address}25001.00")) == ["gratis", "mahal", "murah", "sampai"]
    assert titles(ask(f"{address}0")) == ["gratis"]


def test_products_are_chosen_by_price_and_halal_status(tree, ask):
    make(ProductPage, tree, title="keripik", price=Decimal(15000), halal_status="certified")
    make(ProductPage, tree, title="kopi", price=Decimal(40000), halal_status="self_declared")
    make(ProductPage, tree, title="kriya", price=None)
    assert titles(ask("pages/?type=product&price_max=15000")) == ["keripik"]
    assert titles(ask("pages/?type=product&halal=certified")) == ["keripik"]
    assert titles(ask("pages/?type=product&order=title&halal=certified,self_declared")) == ["keripik", "kopi"]
    make(PlacePage, tree, title="warung", kind="culinary", halal_status="certified")
    assert titles(ask("pages/?type=place&halal=certified&kind=culinary")) == ["warung"]


def test_what_was_published_anew_is_found_by_its_day(world, ask):
    page = world.items["document"]
    for path in ("pages/?type=document", "documents/?order=title"):
        assert titles(ask(f"{path}&updated_from={page.last_published_at:%Y-%m-%d}")) == [page.title]
        assert titles(ask(f"{path}&updated_from=2027-01-01")) == []
