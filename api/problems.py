"""What the API says when something is wrong: one shape (RFC 9457) for every error, never HTML."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework import exceptions

from cases.sealing import CannotOpenError

logger = logging.getLogger("api.problems")

CONTENT_TYPE = "application/problem+json"


class Kind(NamedTuple):
    """One kind of problem: its status, what it is called, and whether the same request may succeed later."""

    status: int
    title: Any
    retryable: bool = False


# The code is a promise to apps already installed; title and detail are for people and may change.
KINDS: dict[str, Kind] = {
    "unknown_parameter": Kind(400, _("Unknown parameter")),
    "invalid_parameter": Kind(400, _("Wrong value of a parameter")),
    "invalid_cursor": Kind(400, _("Not a cursor of this installation")),
    "cursor_scope_mismatch": Kind(400, _("The cursor belongs to another request")),
    "bad_request": Kind(400, _("The request cannot be understood")),
    "invalid_uuid": Kind(400, _("Not an id of the right form")),
    "invalid_json": Kind(400, _("This is not JSON")),
    "invalid_text": Kind(400, _("A text cannot be stored")),
    "validation_failed": Kind(400, _("Something is missing or too long")),
    "upload_incomplete": Kind(400, _("The file has not arrived as a whole"), retryable=True),
    "track_token_required": Kind(401, _("Open the case with number and secret first"), retryable=True),
    "cross_site": Kind(403, _("Another site may not send this")),
    "not_found": Kind(404, _("Not found")),
    "method_not_allowed": Kind(405, _("This method is not allowed here")),
    "not_acceptable": Kind(406, _("Only JSON can be given")),
    "in_flight": Kind(409, _("It is being stored at this moment"), retryable=True),
    "transition_refused": Kind(409, _("This is not possible now")),
    "version_conflict": Kind(409, _("Somebody else was faster")),
    "already_rated": Kind(409, _("Rated already")),
    "reopen_too_late": Kind(409, _("The time to reopen is over")),
    "upload_conflict": Kind(409, _("Another file has arrived under this id")),
    "offset_mismatch": Kind(409, _("The file goes on elsewhere"), retryable=True),
    "cursor_expired": Kind(410, _("The cursor cannot be followed any further")),
    "upload_expired": Kind(410, _("The time to send this file is over")),
    "unsupported_version": Kind(412, _("Only tus 1.0.0 is spoken here")),
    "body_too_large": Kind(413, _("Too large")),
    "unsupported_media_type": Kind(415, _("This media type is not understood")),
    "idempotency_conflict": Kind(422, _("Something else was sent under this id")),
    "objection_not_open": Kind(422, _("It is too early to object")),
    "objection_window_closed": Kind(422, _("The time to object is over")),
    "objection_exists": Kind(422, _("There is an objection on this ground already")),
    "checksum_mismatch": Kind(460, _("The file was changed on its way"), retryable=True),
    "slow_down": Kind(429, _("Too many requests"), retryable=True),
    "server_error": Kind(500, _("Something went wrong on our side"), retryable=True),
    "unavailable": Kind(503, _("Not available at the moment"), retryable=True),
}


class FieldError(NamedTuple):
    """What is wrong with one parameter or field."""

    field: str
    code: str
    text: Any


class Problem(Exception):  # noqa: N818 – it is the answer, not an error of ours
    """Raised anywhere in an endpoint; answered as problem+json."""

    def __init__(
        self, code: str, detail: Any = "", errors: Iterable[FieldError] = (), headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.code, self.detail, self.errors, self.headers = code, detail, list(errors), headers


def respond(
    code: str,
    detail: Any = "",
    errors: Iterable[FieldError] = (),
    headers: dict[str, str] | None = None,
    **further: str,
) -> HttpResponse:
    """The answer for a problem, with further members if any; never cached: its texts follow the reader's language."""
    kind = KINDS[code]
    body = {
        "type": f"/masalah/{code}",
        "title": str(kind.title),
        "status": kind.status,
        "code": code,
        "detail": str(detail or kind.title),
        "retryable": kind.retryable,
        "errors": [{"field": e.field, "code": e.code, "text": str(e.text)} for e in errors],
        **further,
    }
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")), status=kind.status, content_type=CONTENT_TYPE
    )
    response["Cache-Control"] = "no-store"
    response["Vary"] = "Accept-Encoding"
    for name, value in (headers or {}).items():
        response[name] = value
    return response


# Exceptions of the libraries, the most particular first.
CODES: list[tuple[type[Exception], str]] = [
    (Http404, "not_found"),
    (PermissionDenied, "not_found"),
    (exceptions.NotFound, "not_found"),
    (exceptions.PermissionDenied, "not_found"),
    (exceptions.MethodNotAllowed, "method_not_allowed"),
    (exceptions.NotAcceptable, "not_acceptable"),
    (exceptions.UnsupportedMediaType, "unsupported_media_type"),
    (exceptions.Throttled, "slow_down"),
    (exceptions.APIException, "bad_request"),
    (SuspiciousOperation, "bad_request"),
    # Busy, or a key of cases that is not there: the same call may succeed later, and nothing of it was stored.
    (OperationalError, "unavailable"),
    (CannotOpenError, "unavailable"),
]


def handle(exc: Exception, context: dict[str, Any]) -> HttpResponse:
    """The EXCEPTION_HANDLER of REST framework: whatever was raised becomes a problem."""
    if isinstance(exc, Problem):
        return respond(exc.code, exc.detail, exc.errors, exc.headers)
    for kind, code in CODES:
        if isinstance(exc, kind):
            return respond(code, headers=headers_of(exc, context))
    request = context.get("request")
    logger.error("Unhandled error in %s", getattr(request, "path", ""), exc_info=exc)
    got_request_exception.send(sender=type(context.get("view")), request=request)
    return respond("server_error")


def headers_of(exc: Exception, context: dict[str, Any]) -> dict[str, str]:
    if isinstance(exc, exceptions.Throttled) and exc.wait:
        return {"Retry-After": str(int(exc.wait) + 1)}
    if isinstance(exc, exceptions.MethodNotAllowed) and context.get("view"):
        return {"Allow": ", ".join(context["view"].allowed_methods)}
    if isinstance(exc, OperationalError | CannotOpenError):
        logger.error("Not available", exc_info=exc)
        return {"Retry-After": "5"}
    return {}


@csrf_exempt
def not_found(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Any address below /api/ that nothing else answers."""
    return respond("not_found", _("There is nothing at this address. The root /api/v1/ lists what there is."))
