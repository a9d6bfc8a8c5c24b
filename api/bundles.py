"""`bundles/`: everything of one region as one file, for the first run of an app; the feed goes on from its cursor."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar, TypedDict
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from pages.models import Bundle
from regions.models import REGION_CODE, Region

from .endpoint import Endpoint
from .envelope import Url
from .filters import Parameter, locale_parameter
from .item_schemas import list_schema
from .pagination import LIST_PARAMETERS, Order, read_leaf
from .problems import Problem
from .shapes import Says, Schema, Shapes
from .sync_cursor import Cursor, scope_of
from .sync_scope import SCOPE_PARAMETERS

BY_REGION = Order("region_code", "region_code")
COLUMNS = (
    "region_code",
    "locale",
    "epoch",
    "seq",
    "schema",
    "name",
    "bytes",
    "text_bytes",
    "items",
    "sha256",
    "created_at",
)
LOCALE = locale_parameter("Language of the items; without it, the installation's own.")


class BundleData(TypedDict):
    """The manifest of a bundle: gzipped NDJSON, each line an item just as `sync/` gives it with `profile=full`.

    Check `sha256` over the file as it arrived, store the items, then go on at `sync`. When the file or this manifest is
    gone, something in it was withdrawn: make a full pass with `sync/` instead.
    """

    region: Annotated[str, Says({"example": "33.04.15.2008"})]
    name: Annotated[str, Says({"description": "Name of the region.", "example": "Darmayasa"})]
    level: Annotated[str, Says({"enum": Region.Level.values})]
    locale: Annotated[str, Says({"example": "id"})]
    url: Annotated[Url, Says({"description": "The file, from the root of the host."})]
    bytes: Annotated[int, Says({"description": "Size of the file."})]
    text_bytes: Annotated[int, Says({"description": "Size when unpacked."})]
    items: int
    sha256: str
    epoch: str
    cursor: Annotated[str, Says({"description": "Where `sync/` goes on."})]
    sync: Annotated[
        Url, Says({"description": "The address that goes on, with the parameters to repeat and the cursor."})
    ]
    schema: Annotated[int, Says({"description": "Grows when the shape of items changes."})]
    created_at: Annotated[str, Says({"format": "date-time"})]


def manifests(rows: Sequence[Mapping[str, Any]]) -> list[BundleData]:
    """One query for the names of any number."""
    regions = Region.objects.in_bulk([row["region_code"] for row in rows])
    return [manifest(row, regions[row["region_code"]]) for row in rows]


def manifest(row: Mapping[str, Any], region: Region) -> BundleData:
    query = {"region": row["region_code"], "locale": row["locale"], "profile": "full"}
    asked = {parameter.name: parameter.default for parameter in SCOPE_PARAMETERS} | query
    cursor = Cursor(row["epoch"], s=row["seq"]).sealed(scope_of(asked))
    created_at: datetime.datetime = row["created_at"]
    return {
        "region": row["region_code"],
        "name": region.name,
        "level": region.level,
        "locale": row["locale"],
        "url": f"/paket/{row['name']}",
        "bytes": row["bytes"],
        "text_bytes": row["text_bytes"],
        "items": row["items"],
        "sha256": row["sha256"],
        "epoch": row["epoch"],
        "cursor": cursor,
        "sync": f"{reverse('api_v1:sync')}?{urlencode({**query, 'cursor': cursor})}",
        "schema": row["schema"],
        "created_at": created_at.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    }


def in_language(locale: str | None) -> Any:
    return Bundle.objects.current().filter(locale=locale or settings.LANGUAGE_CODE)


class BundlesEndpoint(Endpoint):
    """The bundles that are there, by region. A region without one has not been bundled since something was withdrawn."""

    summary = "List bundles"
    parameters = (LOCALE, *LIST_PARAMETERS)
    problems: ClassVar = ("unknown_parameter", "invalid_parameter", "invalid_cursor", "cursor_scope_mismatch")

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        bundles = in_language(values["locale"])
        leaf = read_leaf(bundles, BY_REGION, values, COLUMNS)
        answer = {"items": manifests(leaf.rows), "next_cursor": leaf.next_cursor}
        return answer | ({"count": bundles.count()} if values["count"] else {})

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return list_schema(shapes.of_annotation(BundleData))


class BundleEndpoint(Endpoint):
    """The bundle of one region: it and everything below it."""

    summary = "One bundle"
    parameters = (LOCALE,)
    path_parameters = (
        Parameter(
            "code", str, "Official code.", {"type": "string", "pattern": REGION_CODE.regex.pattern}, example="33.04.15"
        ),
    )
    problems: ClassVar = ("unknown_parameter", "invalid_parameter", "not_found")

    def body(self, values: Mapping[str, Any]) -> BundleData:
        row = None
        if REGION_CODE.regex.match(values["code"]):
            row = in_language(values["locale"]).filter(region_code=values["code"]).values(*COLUMNS).first()
        if row is None:
            raise Problem("not_found")
        return manifests([row])[0]

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return shapes.of_annotation(BundleData)
