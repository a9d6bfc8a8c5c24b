"""The root: what there is, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypedDict

from django.conf import settings
from django.urls import reverse

from pages.feed.numbering import state

from .conditional import HOUR
from .endpoint import Endpoint
from .shapes import Says, Schema, Shapes

API_VERSION = "1"


class LinksData(TypedDict):
    """Where everything is, from the root of the host that was asked."""

    site: str
    regions: str
    pages: str
    page_by_path: str
    documents: str
    sync: str
    bundles: str
    cases: str
    cases_config: str
    units: str
    due: str
    holidays: str
    submissions: str
    track: str
    schema: str
    docs: str


class RootData(TypedDict):
    """The API itself."""

    name: str
    api_version: Annotated[str, Says({"example": API_VERSION})]
    epoch: Annotated[
        str | None, Says({"description": "Epoch of the change feed: another one than yours asks for a full pass."})
    ]
    links: LinksData


class RootEndpoint(Endpoint):
    """Name, version and links. Every host of the installation gives the same answers for the whole of it."""

    summary = "What there is"
    problems = ("unknown_parameter",)
    cache_control = HOUR

    def body(self, values: Mapping[str, Any]) -> RootData:
        links: Any = {name: reverse(f"api_v1:{name}") for name in LinksData.__annotations__}
        return {"name": settings.WAGTAIL_SITE_NAME, "api_version": API_VERSION, "epoch": state().epoch, "links": links}

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return shapes.of_annotation(RootData)
