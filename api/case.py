"""`cases/{ref}/`: one published case with its history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.models import Case
from cases.references import parsed_reference
from cases.visibility import Viewer

from .case_shapes import RELATED, PublicCaseData, public
from .endpoint import Endpoint
from .filters import Parameter, locale_parameter
from .problems import Problem
from .shapes import Schema, Shapes


class CaseEndpoint(Endpoint):
    """What everybody may read of a case. One that is not published is `not_found`, like one that never was."""

    summary = "One published case"
    parameters = (locale_parameter("Language of the labels; without it, the installation's own."),)
    path_parameters = (Parameter("ref", str, "Its number.", example="BNA-26-7KQ4MX-4"),)
    problems = ("unknown_parameter", "invalid_parameter", "not_found")
    cache_control = "public, max-age=60"

    def body(self, values: Mapping[str, Any]) -> PublicCaseData:
        ref = parsed_reference(values["ref"][:40])
        rows = Case.objects.visible_to(Viewer.visitor())
        case = rows.filter(ref=ref).select_related(*RELATED).first() if ref else None
        if case is None:
            raise Problem("not_found")
        return public(case)

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return shapes.of_annotation(PublicCaseData)
