"""The fields that every item has, whatever its type."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated, Any, TypedDict

from blocks.media import PictureData

from .addresses import absolute
from .batch import Batch
from .contacts import ContactData, contacts_of
from .declared import Reader, localised
from .shapes import Says

Url = Annotated[str, Says({"format": "uri"})]


class RegionOfItemData(TypedDict):
    """The territory that an item belongs to, by its official code."""

    code: Annotated[str, Says({"example": "33.04.15.2008"})]
    name: str
    level: Annotated[str, Says({"enum": ["province", "regency", "kecamatan", "desa", "kelurahan", "desa_adat"]})]


class UnitOfItemData(TypedDict):
    """The office that answers for an item."""

    code: Annotated[str, Says({"example": "33.04.15.2008"})]
    name: str


class TopicOfItemData(TypedDict):
    """A word that the item stands under; filter lists by its slug."""

    slug: str
    name: str


class TranslationData(TypedDict):
    """The same item in another language."""

    locale: str
    id: uuid.UUID
    url: Url | None


class Envelope(TypedDict):
    """The fields that every item has."""

    type: Annotated[str, Says({"description": "The kind of item; tells which further fields it has."})]
    id: Annotated[uuid.UUID, Says({"description": "Lasting id: stays through moves, renames and restores."})]
    locale: Annotated[str, Says({"description": "The language of its texts.", "example": "id"})]
    version: Annotated[
        int | None,
        Says({"description": "Number of its last change in the feed; only grows. Null until that change has one."}),
    ]
    url: Annotated[Url | None, Says({"description": "The full address of its web page."})]
    aliases: Annotated[list[Url], Says({"description": "Former addresses; they lead to the present one."})]
    region: RegionOfItemData | None
    unit: UnitOfItemData | None
    title: str
    summary: str | None
    topics: list[TopicOfItemData]
    picture: PictureData | None
    first_published_at: datetime.datetime | None
    last_published_at: datetime.datetime | None
    reviewed_on: datetime.date | None
    review_due_on: datetime.date | None
    expires_at: datetime.datetime | None
    translations: list[TranslationData]
    contacts: list[ContactData]


# What tells one item from another; never left out of an answer.
IDENTITY = ("type", "id", "locale")


def region_of(page: Any, batch: Batch) -> dict[str, str] | None:
    if page.unit is None:
        return None
    region = page.unit.region
    return {"code": region.code, "name": region.name, "level": region.level}


def unit_of(page: Any, batch: Batch) -> dict[str, str] | None:
    return {"code": page.unit.code, "name": page.unit.name} if page.unit else None


def picture_of(page: Any, batch: Batch) -> Any:
    if not page.picture_id:
        return None
    batch.fill_pictures()
    return absolute(page.picture_data, batch.origin(page))


def translations_of(page: Any, batch: Batch) -> list[dict[str, Any]]:
    versions = batch.translations.get(page.translation_key, [])
    return [version for version in versions if version["locale"] != page.locale.language_code]


READERS: dict[str, Reader] = {
    "type": lambda page, batch: page.type_name(),
    "id": lambda page, batch: page.translation_key,
    "locale": lambda page, batch: page.locale.language_code,
    "version": lambda page, batch: batch.versions.get(
        (page.type_name(), page.translation_key, page.locale.language_code)
    ),
    "url": lambda page, batch: batch.addresses.of(page.url_path),
    "aliases": lambda page, batch: batch.aliases(page),
    "region": region_of,
    "unit": unit_of,
    "title": lambda page, batch: page.title,
    "summary": lambda page, batch: page.summary or None,
    "topics": lambda page, batch: batch.topics.get(page.pk, []),
    "picture": picture_of,
    "first_published_at": lambda page, batch: localised(page.first_published_at, page),
    "last_published_at": lambda page, batch: localised(page.last_published_at, page),
    "reviewed_on": lambda page, batch: page.reviewed_on,
    "review_due_on": lambda page, batch: page.review_due_on,
    "expires_at": lambda page, batch: localised(page.expire_at, page),
    "translations": translations_of,
    "contacts": lambda page, batch: contacts_of(page.unit),
}
