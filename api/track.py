"""`track/`: number and secret for a token; `track/case/`: the case of a token. Secrets never stand in an address."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar, TypedDict

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import throttles, tracking

from .case_shapes import OwnCaseData, own
from .citizen import BEARER, CitizenEndpoint, Operation, answer, opened_case, read_body
from .problems import FieldError, Problem
from .receipt import Moment
from .shapes import Schema

LONGEST = 2048


class OpenedData(TypedDict):
    """A token for a quarter of an hour, and the case."""

    token: str
    expires_at: Moment
    case: OwnCaseData


def keys_schema() -> Schema:
    return {
        "type": "object",
        "properties": {
            "ref": {"type": "string", "example": "BNA-26-7KQ4MX-4"},
            "secret": {"type": "string", "example": "PP6R-ZY3Q-SSSB"},
        },
        "required": ["ref", "secret"],
    }


class TrackEndpoint(CitizenEndpoint):
    """Opens a case by its number and secret. Wrong, unknown and private alike are `not_found`."""

    summary = "Open a case"
    operations: ClassVar = {
        "post": Operation(
            "Open a case by number and secret",
            {200: lambda shapes: shapes.of_annotation(OpenedData)},
            request=keys_schema,
            problems=("validation_failed", "not_found"),
        )
    }

    def post(self, request: Any) -> HttpResponse:
        given = read_body(request, LONGEST)
        if wrong := [name for name in ("ref", "secret") if not isinstance(given.get(name), str)]:
            raise Problem(
                "validation_failed", errors=[FieldError(n, "blank", _("Please fill this in.")) for n in wrong]
            )
        try:
            token = tracking.open_case(given["ref"], given["secret"], throttles.address_of(request._request))
        except tracking.TooManyFailuresError as error:
            raise Problem("slow_down", headers={"Retry-After": str(error.retry_after)}) from None
        case = tracking.case_of(token) if token else None
        if case is None:
            raise Problem("not_found", _("Number and secret do not fit."))
        expires_at = timezone.now() + datetime.timedelta(seconds=tracking.TOKEN_SECONDS)
        return answer({"token": token, "expires_at": expires_at.isoformat(timespec="seconds"), "case": own(case)})


class TrackedCaseEndpoint(CitizenEndpoint):
    """The case of a token, as its reporter sees it."""

    summary = "The case of a token"
    operations: ClassVar = {
        "get": Operation(
            "The case of a token",
            {200: lambda shapes: shapes.of_annotation(OwnCaseData)},
            problems=("track_token_required",),
            headers=(BEARER,),
        )
    }

    def get(self, request: HttpRequest) -> HttpResponse:
        return answer(own(opened_case(request)))
