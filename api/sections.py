"""The sections as apps need them at first start: name, address, colour, crest, menu, contacts, local words."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Annotated, Any, TypedDict

from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects

from blocks.media import PictureData, picture_data
from pages.colours import on_dark
from pages.models import BasePage, SectionPage
from pages.placement import ancestor_paths
from pages.queries import BasePageQuerySet
from regions.models import Unit
from regions.terms import resolve, said_by

from .addresses import Addresses, absolute
from .contacts import ContactData, contacts_of
from .envelope import Url
from .shapes import Says

MENU_LENGTH = 8


class TermsData(TypedDict):
    """The local words for the two lowest levels, for example Nagari for desa."""

    desa: str
    kecamatan: str


class OfficeHoursData(TypedDict):
    """One span of hours on a weekday (1 is Monday), in the time zone of the section."""

    day: int
    opens: datetime.time
    closes: datetime.time
    note: str


class MenuEntryData(TypedDict):
    """A page in the menu of a section; `type` may be a list page, which is no item itself."""

    type: str
    id: str
    title: str
    url: Url | None


class SectionData(TypedDict):
    """The face of one unit: the regency, an agency, a kecamatan, a desa or a kelurahan."""

    code: Annotated[str, Says({"description": "Code of the unit; never changes.", "example": "33.04.15.2008"})]
    name: str
    type: Annotated[str, Says({"description": "Type of its item.", "example": "desa"})]
    id: Annotated[str, Says({"format": "uuid", "description": "`id` of its item."})]
    url: Url | None
    region: Annotated[str, Says({"description": "Code of its region.", "example": "33.04.15.2008"})]
    time_zone: Annotated[str, Says({"example": "Asia/Jakarta"})]
    parent: Annotated[str | None, Says({"description": "Code of the section above."})]
    colour: Annotated[str, Says({"example": "#0b5d5b", "description": "Legible on white."})]
    dark_colour: Annotated[str, Says({"example": "#5fc4bf", "description": "The same, legible on a dark ground."})]
    crest: PictureData | None
    terms: TermsData
    contacts: list[ContactData]
    opening_hours: Annotated[
        list[OfficeHoursData], Says({"description": "When the office receives people; empty where nobody has said."})
    ]
    menu: list[MenuEntryData]


def sections(locale: str, region: str | None) -> list[SectionData]:
    """The visible sections of a language, from the regency down; queries do not grow with their number."""
    pages: BasePageQuerySet = SectionPage.objects.visible().originals().in_language(locale)
    if region:
        pages = pages.within(region)
    found = list(pages.select_related("unit__region", "crest", "locale").order_by("path").defer("body", "tasks"))
    prefetch_related_objects([section.crest for section in found if section.crest_id], "renditions")
    prefetch_related_objects([section.unit for section in found], "opening_hours")
    said = said_by(Unit.objects.exclude(desa_term="", kecamatan_term=""))
    menus = menus_of(found, locale)
    codes = {section.path: section.unit.code for section in found}
    addresses = Addresses()
    return [
        {
            "code": section.unit.code,
            "name": section.title,
            "type": type_name(section.content_type_id),
            "id": str(section.translation_key),
            "url": addresses.of(section.url_path),
            "region": section.unit.region_id,
            "time_zone": section.unit.region.time_zone,
            "parent": next((codes[path] for path in reversed(ancestor_paths(section.path)) if path in codes), None),
            "colour": section.colour,
            "dark_colour": on_dark(section.colour),
            "crest": absolute(picture_data(section.crest, section.title), addresses.origin_of(section.url_path)),
            "terms": resolve(section.unit.code, said),
            "contacts": contacts_of(section.unit),
            "opening_hours": [
                {"day": row.day, "opens": row.opens, "closes": row.closes, "note": row.note}
                for row in section.unit.opening_hours.all()
            ],
            "menu": [entry(page, addresses) for page in menus.get(section.path, [])],
        }
        for section in found
    ]


def menus_of(found: list[SectionPage], locale: str) -> dict[str, list[Any]]:
    """The menu pages of every section by the section's path. One query."""
    depths = {section.depth + 1 for section in found}
    pages = BasePage.objects.visible().originals().filter(show_in_menus=True, depth__in=depths).in_language(locale)
    columns = ("path", "content_type_id", "translation_key", "title", "url_path")
    menus: dict[str, list[Any]] = defaultdict(list)
    for page in pages.filter(sectionpage=None).order_by("path").values_list(*columns, named=True):
        if len(menus[page.path[:-4]]) < MENU_LENGTH:
            menus[page.path[:-4]].append(page)
    return menus


def type_name(content_type: int) -> str:
    """The word for the page type with this content type, from Django's own cache."""
    model: Any = ContentType.objects.get_for_id(content_type).model_class()
    return model.type_name()


def entry(page: Any, addresses: Addresses) -> MenuEntryData:
    return {
        "type": type_name(page.content_type_id),
        "id": str(page.translation_key),
        "title": page.title,
        "url": addresses.of(page.url_path),
    }
