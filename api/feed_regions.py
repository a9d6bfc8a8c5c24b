"""Territories in the change feed, so that an app knows the tree of regions without a line."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, TypedDict

from django.conf import settings
from django.utils.translation import get_language

from pages.feed import Item, Key, Public
from regions.models import Region

from .feed_kinds import ApiKind, Told
from .regions import LICENCE
from .shapes import Says, Shapes

NAMESPACE = uuid.UUID("5f1b9a52-6d0b-5b0e-9c4e-0d7f3b1c2a11")


class RegionItemData(TypedDict):
    """A territory; where you show it, show the attribution that `regions/` gives."""

    type: Annotated[str, Says({"enum": ["region"]})]
    id: Annotated[uuid.UUID, Says({"description": "Derived from its code; the code is the key everywhere else."})]
    locale: str
    version: int | None
    code: Annotated[str, Says({"example": "33.04.15.2008"})]
    bps_code: str | None
    level: Annotated[str, Says({"enum": Region.Level.values})]
    name: str
    parent: str | None
    time_zone: Annotated[str, Says({"example": "Asia/Jakarta"})]
    licence: Annotated[str, Says({"example": "ODbL-1.0"})]


def id_of(code: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, code)


def keys_of_codes(codes: Iterable[str]) -> list[Key]:
    """A territory has no language: it is told in each."""
    return [Key("region", id_of(code), locale) for code in codes for locale, _name in settings.LANGUAGES]


class RegionsOfFeed(ApiKind):
    """The territories of `regions/`."""

    watches = {"regions.Region": "of_regions"}

    def types(self) -> Collection[str]:
        return ["region"]

    def told(self) -> Mapping[str, Told]:
        return {"region": Told(Region._meta.verbose_name, Region._meta.verbose_name_plural, "regions/")}

    def public(self, keys: Collection[Key]) -> Iterable[Public]:
        """Ids cannot be turned back into codes: the table is read, which has as many rows as the regency has villages."""
        wanted = set(keys)
        for code, name in Region.objects.order_by().values_list("code", "name"):
            face = hashlib.blake2b(name.encode(), digest_size=16).hexdigest()
            yield from (Public(key, code, code, face) for key in keys_of_codes([code]) if key in wanted)

    def every(self, size: int) -> Iterator[list[Key]]:
        codes = list(Region.objects.order_by("code").values_list("code", flat=True))
        for start in range(0, len(codes), size):
            yield keys_of_codes(codes[start : start + size])

    def items(self, places: Mapping[Key, str], is_full: bool) -> dict[Key, Item]:
        rows = Region.objects.in_bulk(list(set(places.values())))
        language = get_language()
        return {key: told(rows[code], key) for key, code in places.items() if code in rows and key.locale == language}

    def components(self, shapes: Shapes, is_full: bool) -> Mapping[str, str]:
        return {"region": shapes.of_annotation(RegionItemData)["$ref"]}

    def of_regions(self, rows: Sequence[Any]) -> Iterable[Key]:
        return keys_of_codes(row.pk for row in rows)


def told(region: Region, key: Key) -> Item:
    item: RegionItemData = {
        "type": key.type,
        "id": key.id,
        "locale": key.locale,
        "version": None,
        "code": region.code,
        "bps_code": region.bps_code or None,
        "level": region.level,
        "name": region.name,
        "parent": region.parent_id,
        "time_zone": region.time_zone,
        "licence": LICENCE["name"],
    }
    return dict(item)
