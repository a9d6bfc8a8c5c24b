"""`submissions/{id}/`: sends a case, as often as the line needs, and asks what became of it."""

from __future__ import annotations

import hmac
import uuid
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from cases import intake
from cases.models import Case, Channel
from cases.sealing import sha256
from cases.submissions import canonical_uuid4
from cases.transitions import Kind

from .citizen import SUBMISSION_KEY, CitizenEndpoint, Operation, answer, case_if_opened, read_body
from .filters import Parameter
from .problems import FieldError, Problem
from .receipt import ReceiptData, receipt_data
from .submission_body import body_schema, form_of

IN_A_MOMENT = {"in_flight": "2", "unavailable": "5"}
CLIENT = Parameter("X-Pendopo-Client", str, "Which app sends, and its version.", example="android/1.2.0")
TOKEN = Parameter("Authorization", str, "For an objection: `Bearer` and the token of the request.")
REPLAY = {
    "Location": "Where the receipt can be asked for again.",
    "Idempotency-Replayed": "`true` when it was stored before.",
}
PROBLEMS = (
    "invalid_uuid",
    "validation_failed",
    "track_token_required",
    "in_flight",
    "idempotency_conflict",
    "objection_not_open",
    "objection_window_closed",
    "objection_exists",
)
RECEIPT = {201: lambda shapes: shapes.of_annotation(ReceiptData), 200: lambda shapes: shapes.of_annotation(ReceiptData)}


def identified(text: str, field: str = "submission_id") -> uuid.UUID:
    """The id of a submission: a lower-case UUID of version 4, which the phone has made itself."""
    found = canonical_uuid4(text)
    if found is None:
        said = _("A random UUID (version 4) in lower case with hyphens.")
        raise Problem("invalid_uuid", said, [FieldError(field, "invalid_uuid", said)])
    return found


def stored(request: Any, submission_id: uuid.UUID) -> HttpResponse:
    """Stores what was sent under this id, once, and answers with the receipt."""
    form, body = form_of(read_body(request), request._request)
    form.cleaned_data["submission_id"] = str(submission_id)
    client = request.headers.get("X-Pendopo-Client", "")
    parent = case_if_opened(request._request) if form.kind == Kind.OBJECTION else None
    try:
        receipt = intake.submit(
            form.submission(), channel=Channel.WEB if client.startswith("web/") else Channel.APP, parent=parent
        )
    except intake.NotTakenError as refusal:
        raise refused(refusal) from None
    headers = {
        "Location": f"/api/v1/submissions/{submission_id}",
        "Idempotency-Replayed": "true" if receipt.is_replay else "false",
    }
    data = receipt_data(receipt, ignored=body.ignored, path_of=body.path_of)
    return answer(data, 200 if receipt.is_replay else 201, headers)


def refused(refusal: intake.NotTakenError) -> Problem:
    """Why it was not stored, as a problem; with the time to wait where the same call may succeed."""
    wait, field = IN_A_MOMENT.get(refusal.code), getattr(refusal, "field", "")
    errors = [FieldError(field, "invalid_uuid", str(refusal))] if field else []
    return Problem(refusal.code, str(refusal), errors, {"Retry-After": wait} if wait else None)


class SubmissionEndpoint(CitizenEndpoint):
    """One submission under the id that its sender has made. The same body may be sent for ever: it is one case."""

    summary = "Send a case"
    path_parameters = (
        Parameter(
            "submission_id",
            str,
            "Random UUID (version 4), made by the app before it first sends.",
            {"type": "string", "format": "uuid"},
        ),
    )
    operations: ClassVar = {
        "put": Operation(
            "Send a case, or its receipt again",
            RECEIPT,
            request=body_schema,
            problems=PROBLEMS,
            headers=(CLIENT, TOKEN),
            answer_headers=REPLAY,
        ),
        "get": Operation(
            "Ask whether a case has arrived",
            {200: RECEIPT[200]},
            description="404: it is not here, send it. Secret and uploads only with the right `X-Submission-Key`.",
            problems=("invalid_uuid", "not_found"),
            headers=(SUBMISSION_KEY,),
        ),
    }

    def put(self, request: Any, submission_id: str) -> HttpResponse:
        return stored(request, identified(submission_id))

    def get(self, request: HttpRequest, submission_id: str) -> HttpResponse:
        rows = Case.objects.select_related("root__region", "origin_unit")
        case = rows.filter(submission_id=identified(submission_id)).first()
        if case is None:
            raise Problem("not_found")
        return answer(receipt_data(intake.receipt_of(case), is_sender=is_sender(request, case)))


def is_sender(request: HttpRequest, case: Case) -> bool:
    """Whether the key of the submission came along."""
    given = sha256(request.headers.get("X-Submission-Key", "").encode())
    return bool(case.client_key_hash) and hmac.compare_digest(given, case.client_key_hash)


class SubmissionsEndpoint(CitizenEndpoint):
    """The same for clients that cannot PUT: the id stands in the header `Idempotency-Key`."""

    summary = "Send a case with a key"
    operations: ClassVar = {
        "post": Operation(
            "Send a case with a key",
            RECEIPT,
            request=body_schema,
            problems=PROBLEMS,
            headers=(
                Parameter("Idempotency-Key", str, "Random UUID (version 4), new for each case.", is_required=True),
                CLIENT,
                TOKEN,
            ),
            answer_headers=REPLAY,
        )
    }

    def post(self, request: Any) -> HttpResponse:
        return stored(request, identified(request.headers.get("Idempotency-Key", ""), "Idempotency-Key"))
