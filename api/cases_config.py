"""`cases/config/`: all that an app needs to draw the form of a unit offline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, TypedDict

from django.utils import timezone

from cases import attachments, consents, offers
from cases.models import DeadlineRule
from cases.routing import root_of, settings_of
from cases.transitions import Kind

from .endpoint import Endpoint
from .filters import Parameter, locale_parameter, unit_code
from .offices import offices
from .problems import Problem
from .shapes import Says, Schema, Shapes

DAY = "public, max-age=86400"


class CategoryOfCaseData(TypedDict):
    """What a complaint can be about."""

    slug: str
    name: str
    kinds: list[str]
    is_forced_confidential: bool
    default_confidential: bool


class VillageData(TypedDict):
    """A place to choose."""

    code: Annotated[str, Says({"example": "33.04.15.2008"})]
    name: str


class LimitsData(TypedDict):
    """How much may be sent."""

    body_bytes: int
    title: int
    body: int
    files: int
    file_bytes: int
    chunk_min: int
    chunk_max: int
    file_types: list[str]


class NoticeData(TypedDict):
    """What a sender is told; `privacy` informs, the others can be agreed to by `consents`."""

    kind: str
    version: int
    text: str


class DeadlineData(TypedDict):
    """By when an office must act."""

    kind: Annotated[str, Says({"enum": Kind.values})]
    clock: str
    handling_class: str | None
    amount: int
    unit: Annotated[str, Says({"enum": DeadlineRule.Unit.values})]
    text: str


class UnitOfConfigData(TypedDict):
    """The office that is written to."""

    code: str
    name: str


class CasesConfigData(TypedDict):
    """The form of a unit; send `config_version` along with what was typed."""

    config_version: Annotated[str, Says({"example": "2026-11-01.3f9c01ab"})]
    unit: UnitOfConfigData
    kinds: list[str]
    categories: list[CategoryOfCaseData]
    villages: list[VillageData]
    limits: LimitsData
    notices: list[NoticeData]
    deadlines: list[DeadlineData]


class CasesConfigEndpoint(Endpoint):
    """Categories, villages, limits, notices and terms. An old version is accepted for as long as a phone was offline."""

    summary = "What a form needs"
    parameters = (
        Parameter(
            "unit",
            unit_code,
            "Code of the office written to.",
            example="33.04.15.2008",
            is_required=True,
        ),
        locale_parameter("Language of the texts; without it, the installation's own."),
    )
    problems = ("unknown_parameter", "invalid_parameter", "not_found")
    cache_control = DAY

    def body(self, values: Mapping[str, Any]) -> CasesConfigData:
        unit = offices().filter(code=values["unit"]).first()
        if unit is None:
            raise Problem("not_found")
        root = root_of(unit)
        limits = settings_of(root)
        told: Any = {name: limits.limit(name) for name in offers.LIMITS}
        told |= {"file_types": list(attachments.FILE_TYPES)}
        return {
            "config_version": offers.version_of(root),
            "unit": {"code": unit.code, "name": unit.name},
            "kinds": Kind.values,
            "categories": offers.categories_of(root),  # type: ignore[typeddict-item]
            "villages": offers.villages_of(unit),  # type: ignore[typeddict-item]
            "limits": told,
            "notices": [
                {"kind": one.kind, "version": one.version, "text": one.text} for one in consents.current_notices()
            ],
            "deadlines": offers.deadlines_of(timezone.localdate()),  # type: ignore[typeddict-item]
        }

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return shapes.of_annotation(CasesConfigData)
