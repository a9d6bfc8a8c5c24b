"""What an app needs at first start, and the territories with the licence of their data."""

import datetime
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.feed import kinds
from pages.models import ContactPage, DesaPage
from regions.models import OpeningHours
from tests.factories import DesaPageFactory, RegionFactory, UnitFactory, make

from .conftest import furnish


def test_the_site_tells_sections_from_the_top_down(tree, ask):
    furnish(tree)
    site = ask("site/")
    desa = next(section for section in site["sections"] if section["code"] == "33.04.15.2008")
    assert site["sections"][0]["type"] == "regency"
    assert (desa["parent"], desa["type"], desa["region"]) == ("33.04.15", "desa", "33.04.15.2008")
    assert desa["crest"]["renditions"]
    assert {"kind": "phone", "value": "+62286591218"} in desa["contacts"]
    assert len(desa["menu"]) == 8
    assert all(entry["url"].startswith(desa["url"]) for entry in desa["menu"])
    assert desa["dark_colour"] != desa["colour"]
    assert {"news", "service", "desa"} <= {kind["type"] for kind in site["types"]}


def test_sections_tell_when_their_office_receives_people(tree, ask):
    hours = {"day": 1, "opens": datetime.time(8), "closes": datetime.time(15, 30), "note": "Loket"}
    OpeningHours.objects.create(unit=tree.desa.unit, **hours)
    sections = {section["code"]: section for section in ask("site/")["sections"]}
    told = {"day": 1, "opens": "08:00", "closes": "15:30", "note": "Loket"}
    assert sections["33.04.15.2008"]["opening_hours"] == [told]
    assert sections["33.04.15"]["opening_hours"] == []


def test_every_type_says_where_its_list_is_and_is_in_the_feed(tree, ask, client):
    types = {one["type"]: one for one in ask("site/?locale=en")["types"]}
    assert set(types) == set(kinds.every_type())
    assert {"news", "pledge", "profile", "case", "region"} <= set(types)
    assert (types["pledge"]["label"], types["pledge"]["list_url"]) == (
        "service pledge",
        "/api/v1/pages/?type=pledge",
    )
    for one in types.values():
        assert "items" in client.get(one["list_url"]).json(), one


def test_the_root_leads_to_every_door(tree, ask, client):
    for name, address in ask("")["links"].items():
        assert client.options(address).status_code in (200, 204), name


def test_local_words_are_inherited_from_the_office_above(tree, ask):
    tree.regency.unit.desa_term = "Nagari"
    tree.regency.unit.save()
    sections = {section["code"]: section for section in ask("site/")["sections"]}
    assert sections["33.04.15.2008"]["terms"] == {"desa": "Nagari", "kecamatan": "Kecamatan"}


def test_a_region_narrows_the_site(tree, ask):
    assert {s["code"] for s in ask("site/?region=33.04.15.2008")["sections"]} == {"33.04.15.2008"}
    assert ask("site/?region=33.99")["sections"] == []


def test_a_hidden_section_is_not_told(tree, ask):
    tree.desa.is_withheld = True
    tree.desa.save()
    assert "33.04.15.2008" not in {section["code"] for section in ask("site/")["sections"]}
    assert ask("regions/33.04.15.2008/")["section"] is None


def test_hundreds_of_sections_cost_as_many_queries_as_few(tree, client):
    counts = []
    for number in (3, 12):
        for n in range(number):
            unit = UnitFactory(code=f"33.04.15.2{100 + number * 20 + n}")
            DesaPageFactory(
                parent=tree.kecamatan, unit=unit, title=f"Desa {unit.code}", slug=unit.code.replace(".", "-")
            )
        for path in ("/api/v1/site/", "/api/v1/regions/?limit=100"):
            client.get(path)
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))
    assert DesaPage.objects.count() == 17
    assert counts[:2] == counts[2:]
    assert max(counts) <= 8


def test_regions_are_walked_by_code(tree, ask):
    RegionFactory(code="33.04.16", name="Lain", parent_id="33.04")
    seen, cursor = [], ""
    while cursor is not None:
        answer = ask("regions/?limit=2" + (f"&cursor={cursor}" if cursor else ""))
        seen += [region["code"] for region in answer["items"]]
        cursor = answer["next_cursor"]
    assert seen == sorted(seen)
    assert {"33.04", "33.04.15", "33.04.15.2008", "33.04.16"} <= set(seen)
    assert [r["code"] for r in ask("regions/?level=kecamatan")["items"]] == ["33.04.15", "33.04.16"]
    assert [r["code"] for r in ask("regions/?parent=33.04")["items"]] == ["33.04.16"]
    assert [r["code"] for r in ask("regions/?q=lain")["items"]] == ["33.04.16"]
    assert ask("regions/?count=true&limit=1")["count"] == len(seen)


def test_a_region_leads_to_its_section(tree, ask):
    region = ask("regions/33.04.15.2008/")
    assert region["section"]["id"] == str(tree.desa.translation_key)
    assert region["section"]["url"] == tree.desa.full_url
    assert region["stewardship"] == "managed"


def test_a_map_opens_where_the_office_stands(tree, ask):
    assert ask("regions/33.04.15.2008/")["centre"] is None
    page = make(ContactPage, tree, lat=Decimal("-7.21345"), lon=Decimal("109.78912"))
    assert ask("regions/33.04.15.2008/")["centre"] == ["109.789120", "-7.213450"]
    assert ask("regions/33.04.15/")["centre"] is None
    page.unpublish()
    assert ask("regions/33.04.15.2008/")["centre"] is None


def test_the_licence_goes_with_the_region_data(tree, ask, client):
    assert "ODbL" in ask("regions/")["licence"]["attribution"]
    assert ask("regions/33.04/")["licence"]["name"] == "ODbL-1.0"
    assert 'rel="license"' in client.get("/api/v1/regions/")["Link"]
