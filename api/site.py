"""`site/`: all that an app needs at first start, in one answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypedDict, cast

from django.conf import settings
from django.urls import reverse
from wagtail.models import Site

from pages.feed import kinds
from regions.terms import default_terms

from .conditional import HOUR
from .endpoint import Endpoint
from .feed_kinds import ApiKind
from .filters import locale_parameter, region_parameter
from .root import API_VERSION
from .sections import SectionData, TermsData, sections
from .shapes import Says, Schema, Shapes


class LocaleData(TypedDict):
    """A language of the installation."""

    code: Annotated[str, Says({"example": "id"})]
    name: Annotated[str, Says({"example": "Bahasa Indonesia"})]
    is_default: bool


class ItemTypeData(TypedDict):
    """A type of item with its name for people. All of them are in the change feed."""

    type: Annotated[str, Says({"example": "news"})]
    label: str
    label_plural: str
    list_url: Annotated[str, Says({"description": "Where its list is.", "example": "/api/v1/pages/?type=news"})]


class HostData(TypedDict):
    """A host whose addresses an app may open as its own."""

    host: Annotated[str, Says({"example": "darmayasa.desa.id"})]
    url: str
    is_default: bool


class SiteData(TypedDict):
    """The whole installation, or a part of it."""

    name: str
    api_version: str
    locale: Annotated[str, Says({"description": "The language of this answer."})]
    locales: list[LocaleData]
    hosts: list[HostData]
    terminology: TermsData
    types: list[ItemTypeData]
    lapor_url: Annotated[str, Says({"description": "The national complaint channel SP4N-LAPOR."})]
    sections: list[SectionData]


class SiteEndpoint(Endpoint):
    """Sections with crest, colour, menu and contacts; languages, local words and types with their labels.

    With hundreds of sections the answer is long: an app for one kecamatan asks with `region`.
    """

    summary = "All that an app needs at first start"
    parameters = (
        locale_parameter("Language of names and labels; without it, the installation's own."),
        region_parameter("Only the sections of this region and below it."),
    )
    cache_control = HOUR

    def body(self, values: Mapping[str, Any]) -> SiteData:
        locale = values["locale"] or settings.LANGUAGE_CODE
        root = reverse("api_v1:root")
        sites = list(Site.objects.order_by("-is_default_site", "hostname"))
        return {
            "name": next((site.site_name for site in sites if site.site_name), settings.WAGTAIL_SITE_NAME),
            "api_version": API_VERSION,
            "locale": locale,
            "locales": [
                {"code": code, "name": str(name), "is_default": code == settings.LANGUAGE_CODE}
                for code, name in settings.LANGUAGES
            ],
            "hosts": [
                {"host": site.hostname, "url": site.root_url, "is_default": site.is_default_site} for site in sites
            ],
            "terminology": default_terms(),
            "types": [
                {
                    "type": name,
                    "label": str(told.label),
                    "label_plural": str(told.label_plural),
                    "list_url": f"{root}{told.list_path}",
                }
                for kind in kinds.kinds()
                for name, told in cast(ApiKind, kind).told().items()
            ],
            "lapor_url": settings.LAPOR_URL,
            "sections": sections(locale, values["region"]),
        }

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return shapes.of_annotation(SiteData)
