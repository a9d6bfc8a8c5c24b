"""`regions/`: the territories by their official code. The data carry a licence of their own, told in every answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, TypedDict

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from pages.models import ContactPage, SectionPage
from regions.models import REGION_CODE, Region, Unit

from .addresses import Addresses
from .conditional import HOUR
from .endpoint import Endpoint
from .envelope import Url
from .filters import Parameter, locale_parameter, matching, one_of, text_up_to
from .item_schemas import list_schema
from .pagination import LIST_PARAMETERS, Order, read_leaf
from .shapes import Says, Schema, Shapes

LICENCE_URL = "https://opendatacommons.org/licenses/odbl/1-0/"
ATTRIBUTION = (
    "Contains information from idn-area-data, made available under the Open Database License (ODbL) 1.0, "
    "https://opendatacommons.org/licenses/odbl/1-0/"
)
BY_CODE = Order("code", "code")
LOCALE = locale_parameter("Language of the sections' addresses; without it, the installation's own.")


class LicenceData(TypedDict):
    """The licence of the region data; show the attribution wherever you show the data."""

    name: Annotated[str, Says({"example": "ODbL-1.0"})]
    url: Url
    attribution: Annotated[str, Says({"example": ATTRIBUTION})]


class RegionSectionData(TypedDict):
    """The section of the region's office in this installation."""

    id: Annotated[str, Says({"format": "uuid"})]
    type: str
    url: Url | None


class RegionData(TypedDict):
    """A territory."""

    code: Annotated[str, Says({"example": "33.04.15.2008", "description": "Kemendagri code: the key everywhere."})]
    bps_code: Annotated[str | None, Says({"description": "Code of the statistics office; null where it is not known."})]
    level: Annotated[str, Says({"enum": Region.Level.values})]
    name: str
    parent: str | None
    time_zone: Annotated[str, Says({"example": "Asia/Jakarta"})]
    centre: Annotated[
        list[str] | None,
        Says(
            {
                "description": "[longitude, latitude] of its office, as the contact page of its section says; where to "
                "open a map. Null where nobody has said.",
                "example": ["109.789120", "-7.213450"],
            }
        ),
    ]
    section: RegionSectionData | None
    stewardship: Annotated[
        Literal["managed", "assisted", "reviewed", "independent", "withdrawn"] | None,
        Says({"description": "Who keeps its section going; null where no office is known."}),
    ]


LICENCE: LicenceData = {"name": "ODbL-1.0", "url": LICENCE_URL, "attribution": ATTRIBUTION}


def described(regions: Iterable[Mapping[str, Any]], locale: str) -> list[RegionData]:
    """Regions with their office and section. Three queries for any number."""
    rows = list(regions)
    codes = [row["code"] for row in rows]
    sections = SectionPage.objects.visible().originals().filter(unit__code__in=codes).in_language(locale)
    by_code = {section.unit.code: section for section in sections.select_related("unit").defer("body", "tasks")}
    offices = dict(Unit.objects.filter(code__in=codes).values_list("code", "stewardship"))
    contacts = ContactPage.objects.visible().filter(alias_of=None, unit__code__in=codes).exclude(lat=None)
    contacts = contacts.in_language(locale).select_related("unit").only("lat", "lon", "unit__code")
    centres = {contact.unit.code: contact.coordinates for contact in contacts}
    addresses = Addresses()
    return [
        {
            "code": row["code"],
            "bps_code": row["bps_code"] or None,
            "level": row["level"],
            "name": row["name"],
            "parent": row["parent_id"],
            "time_zone": row["time_zone"],
            "centre": centres.get(row["code"]),
            "section": section_of(by_code.get(row["code"]), addresses),
            "stewardship": offices.get(row["code"]),
        }
        for row in rows
    ]


def section_of(section: SectionPage | None, addresses: Addresses) -> RegionSectionData | None:
    if section is None:
        return None
    url = addresses.of(section.url_path)
    return {"id": str(section.translation_key), "type": section.specific_class.type_name(), "url": url}


class LicensedEndpoint(Endpoint):
    """An endpoint whose data are under the ODbL: the header tells it too."""

    cache_control = HOUR

    def get(self, request: HttpRequest, **path: Any) -> HttpResponse:
        response = super().get(request, **path)
        response["Link"] = f'<{LICENCE_URL}>; rel="license"'
        return response


class RegionsEndpoint(LicensedEndpoint):
    """Provinces, regencies, kecamatan, desa and kelurahan known to this installation, by code."""

    summary = "List regions"
    parameters = (
        Parameter(
            "parent", matching(REGION_CODE.regex, REGION_CODE.message), "Only those directly below.", example="33.04.15"
        ),
        Parameter(
            "level", one_of(Region.Level.values), "Only one level.", {"type": "string", "enum": Region.Level.values}
        ),
        Parameter("q", text_up_to(100), "Words of the name, or the beginning of a code.", example="Darmayasa"),
        LOCALE,
        *LIST_PARAMETERS,
    )
    problems = ("unknown_parameter", "invalid_parameter", "invalid_cursor", "cursor_scope_mismatch")

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        regions = Region.objects.all()
        if values["parent"]:
            regions = regions.filter(parent=values["parent"])
        if values["level"]:
            regions = regions.filter(level=values["level"])
        for word in (values["q"] or "").split()[:6]:
            regions = regions.filter(Q(name__icontains=word) | Q(code__startswith=word))
        leaf = read_leaf(regions, BY_CODE, values, COLUMNS)
        items = described(leaf.rows, values["locale"] or settings.LANGUAGE_CODE)
        answer = {"items": items, "next_cursor": leaf.next_cursor, "licence": LICENCE}
        return answer | ({"count": regions.count()} if values["count"] else {})

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return list_schema(shapes.of_annotation(RegionData), licence=shapes.of_annotation(LicenceData))


COLUMNS = ("code", "bps_code", "level", "name", "parent_id", "time_zone")
