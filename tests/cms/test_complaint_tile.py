"""The tile "make a complaint" of every section leads to the complaints of that section, in its own language."""

from __future__ import annotations

import re

import pytest
from wagtail.models import Locale

from cms.stewardship import open_region, section_of
from pages.models import SectionPage
from regions.models import Unit
from tests.factories import UnitFactory


@pytest.fixture
def sections(db):
    """A regency, its agency, a kecamatan and a desa, as they are opened, in both languages."""
    Locale.objects.get_or_create(language_code="en")
    root = UnitFactory(code="33.04", name="Kabupaten Contoh", kind="regency")
    UnitFactory(code="33.04-dinkes", name="Dinas Kesehatan", kind="agency", parent=root)
    kecamatan = UnitFactory(code="33.04.15", name="Kecamatan Contoh", parent=root)
    UnitFactory(code="33.04.15.2008", name="Desa Contoh", parent=kecamatan)
    for language in ("id", "en"):
        open_region("33.04", with_children=True, language=language)


def complaint_of(section: SectionPage) -> dict:
    [tile] = [tile.value for tile in section.tasks if tile.value["icon"] == "megaphone"]
    return tile


def test_the_tile_leads_to_the_complaints_of_its_own_section(sections, client) -> None:
    for code in ("33.04", "33.04-dinkes", "33.04.15", "33.04.15.2008"):
        unit = Unit.objects.get(code=code)
        for language, prefix in (("id", ""), ("en", "/en")):
            section = section_of(unit, language)
            assert section is not None, (code, language)
            url = complaint_of(section)["url"]
            assert url == f"{prefix}/pengaduan/?unit={code}"
            html = client.get(section.url).content.decode()
            assert f'href="{url}"' in html, (code, language)
            there = client.get(url)
            assert there.status_code == 200
            assert unit.name in there.content.decode()


def test_an_editor_can_save_the_tile_and_an_app_gets_a_full_address(sections, client) -> None:
    section = section_of(Unit.objects.get(code="33.04.15.2008"))
    block = section.tasks.stream_block.child_blocks["task"]
    assert block.clean(complaint_of(section))["url"] == "/pengaduan/?unit=33.04.15.2008"
    told = client.get(f"/api/v1/pages/{section.translation_key}/").json()
    [tile] = [task for task in told["tasks"] if task["icon"] == "megaphone"]
    assert re.fullmatch(r"https?://[^/]+/pengaduan/\?unit=33\.04\.15\.2008", tile["url"])
