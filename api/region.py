"""`regions/{code}/`: one territory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from regions.models import REGION_CODE, Region

from .filters import Parameter
from .problems import Problem
from .regions import COLUMNS, LICENCE, LOCALE, LicenceData, LicensedEndpoint, RegionData, described
from .shapes import Schema, Shapes


class RegionWithLicenceData(RegionData):
    """A territory, with the licence of its data."""

    licence: LicenceData


class RegionEndpoint(LicensedEndpoint):
    """One region by its official code."""

    summary = "One region"
    parameters = (LOCALE,)
    path_parameters = (
        Parameter(
            "code", str, "Official code.", {"type": "string", "pattern": REGION_CODE.regex.pattern}, example="33.04.15"
        ),
    )
    problems = ("unknown_parameter", "invalid_parameter", "not_found")

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        rows = []
        if REGION_CODE.regex.match(values["code"]):
            rows = list(Region.objects.filter(code=values["code"]).values(*COLUMNS))
        if not rows:
            raise Problem("not_found")
        return {**described(rows, values["locale"] or settings.LANGUAGE_CODE)[0], "licence": LICENCE}

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return shapes.of_annotation(RegionWithLicenceData)
