"""What all addresses that citizens' apps write to have in common: strict JSON, nothing kept by anybody, no foreign pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.views import APIView

from cases import throttles, tracking
from cases.models import Case
from cases.models.desks import shipped_limits
from cases.texts import BadJsonError, strict_json
from cases.views.doors import is_foreign

from .citizen_schema import CitizenSchema
from .conditional import encode
from .filters import Parameter
from .problems import Problem
from .shapes import Schema, Shapes

LONGEST_BODY: int = shipped_limits()["body_bytes"]
SAFE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
ALWAYS = ("method_not_allowed", "not_acceptable", "slow_down", "server_error", "unavailable")
WRITING = ("cross_site", "invalid_json", "invalid_text", "body_too_large", "unsupported_media_type")

BEARER = Parameter(
    "Authorization", str, "`Bearer` and the token that `track/` gave.", is_required=True, example="Bearer eyJ…"
)
SUBMISSION_KEY = Parameter("X-Submission-Key", str, "The `client_key` of the submission.")


@dataclass(frozen=True)
class Operation:
    """What one method of an address does, as the contract tells it."""

    summary: str
    answers: dict[int, Callable[[Shapes], Schema]]
    description: str = ""
    request: Callable[[], Schema] | None = None
    problems: tuple[str, ...] = ()
    headers: tuple[Parameter, ...] = ()
    answer_headers: dict[str, str] = field(default_factory=dict)

    @property
    def all_problems(self) -> tuple[str, ...]:
        return (*self.problems, *(WRITING if self.request else ()), *ALWAYS)


class CitizenEndpoint(APIView):
    """An address of v1 for citizens. A subclass has a handler for each method and tells of it in `operations`."""

    schema = CitizenSchema()
    summary: ClassVar[str] = ""
    operations: ClassVar[dict[str, Operation]] = {}
    path_parameters: ClassVar[tuple[Parameter, ...]] = ()

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        is_sent = request.method not in ("GET", "HEAD", "OPTIONS")
        if is_sent and is_foreign(request._request) and not is_listed(request._request):
            raise Problem("cross_site")
        if throttles.is_flooding(request._request):
            raise Problem("slow_down", headers={"Retry-After": "60"})

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in SAFE.items():
            response[name] = value
        response["Vary"] = "Accept-Encoding"
        return response

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        response = HttpResponse(status=204)
        del response["Content-Type"]
        response["Allow"] = ", ".join(self.allowed_methods)
        return response


def is_listed(request: HttpRequest) -> bool:
    """Whether this comes from a page of another site that the installation trusts to send."""
    return request.headers.get("Origin", "") in settings.API_WRITE_ORIGINS


def answer(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    """JSON that nobody keeps."""
    return HttpResponse(encode(data), status=status, content_type="application/json", headers=headers)


def read_body(request: Any, longest: int = LONGEST_BODY) -> dict[str, Any]:
    """The JSON object of a request, counted while it is read, whatever the sender says of its length."""
    plain: HttpRequest = request._request
    if plain.content_type != "application/json":
        raise Problem("unsupported_media_type", _("Send JSON: Content-Type application/json."))
    said = plain.META.get("CONTENT_LENGTH") or "0"
    if said.isdecimal() and int(said) > longest:
        raise Problem("body_too_large")
    try:
        data = stream_of(plain).read(longest + 1)
    except OSError:
        raise Problem("bad_request") from None
    if len(data) > longest:
        raise Problem("body_too_large")
    try:
        value = strict_json(data)
    except BadJsonError as error:
        raise Problem(error.code) from None
    if not isinstance(value, dict):
        raise Problem("invalid_json", _("An object is expected."))
    return value


def stream_of(request: HttpRequest) -> Any:
    """Where the body is read from. Django reads nothing of one that comes in chunks, without saying its length; a server
    that tells where such a body ends may be asked for it."""
    if "CONTENT_LENGTH" not in request.META and request.META.get("wsgi.input_terminated"):
        return request.META["wsgi.input"]
    return request


def opened_case(request: HttpRequest) -> Case:
    """The case whose token came along; Problem without a good one."""
    case = case_if_opened(request)
    if case is None:
        raise Problem("track_token_required", headers={"WWW-Authenticate": "Bearer"})
    return case


def case_if_opened(request: HttpRequest) -> Case | None:
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return tracking.case_of(token.strip()) if scheme.lower() == "bearer" else None
