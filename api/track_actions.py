"""`track/…/`: what a reporter does with the own case; each call has its own id and may be repeated."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, ClassVar, TypedDict

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import actions, consents
from cases.actors import Actor
from cases.attachments import announce
from cases.engine import InvalidError, RefusedError
from cases.models import Attachment, Case, CaseEvent
from cases.receipts import zone_of
from cases.submissions import canonical_uuid4
from cases.texts import is_blank, normalise
from cases.transitions import Status

from .case_shapes import CaseEventData, OwnCaseData, own
from .citizen import BEARER, CitizenEndpoint, Operation, answer, opened_case, read_body
from .problems import KINDS, FieldError, Problem
from .receipt import UploadData, upload_data
from .shapes import Schema
from .submission_body import Body, read_attachments, read_consents

CLIENT_ID: Schema = {"type": "string", "format": "uuid", "description": "Random UUID (version 4), new for each call."}
TEXT: Schema = {"type": "string", "maxLength": 10_000}
PROBLEMS = ("invalid_uuid", "validation_failed", "track_token_required", "transition_refused", "idempotency_conflict")


class DoneData(TypedDict):
    """What came of it: the event, the case as it stands now, and where to send announced files."""

    event: CaseEventData | None
    is_note: bool
    uploads: list[UploadData]
    case: OwnCaseData


def schema_of(**properties: Schema) -> Schema:
    """The body of a call; properties whose name ends in an underscore are optional."""
    told = {name.rstrip("_"): schema for name, schema in properties.items()}
    needed = [name for name in properties if not name.endswith("_")]
    return {"type": "object", "properties": {"client_id": CLIENT_ID, **told}, "required": ["client_id", *needed]}


def operation(summary: str, *more: str, **properties: Schema) -> dict[str, Operation]:
    make = lambda shapes: shapes.of_annotation(DoneData)  # noqa: E731 – one line for two statuses
    return {
        "post": Operation(
            summary,
            {201: make, 200: make},
            request=lambda: schema_of(**properties),
            problems=(*PROBLEMS, *more),
            headers=(BEARER,),
        )
    }


class TrackActionEndpoint(CitizenEndpoint):
    """One action of the reporter on the case of the token."""

    action: ClassVar[str] = ""
    files: tuple[uuid.UUID, ...] = ()

    def post(self, request: Any) -> HttpResponse:
        case, given = opened_case(request), read_body(request)
        client_id = canonical_uuid4(given["client_id"]) if isinstance(given.get("client_id"), str) else None
        if client_id is None:
            said = _("A random UUID (version 4) in lower case with hyphens.")
            raise Problem("invalid_uuid", said, [FieldError("client_id", "invalid_uuid", said)])
        is_first = not case.events.filter(client_id=client_id).exists()
        now = timezone.now()
        try:
            changed, event = self.kept(case, given, client_id, now)
        except InvalidError as invalid:
            errors = [FieldError(name, "invalid", text) for name, texts in invalid.errors.items() for text in texts]
            raise Problem("validation_failed", errors[0].text if errors else "", errors) from None
        except RefusedError as refused:
            raise Problem(refused.code if refused.code in KINDS else "transition_refused", str(refused)) from None
        return done(changed, event, self.files, is_first=is_first)

    def kept(
        self, case: Case, given: dict[str, Any], client_id: uuid.UUID, now: datetime.datetime
    ) -> tuple[Case, CaseEvent]:
        """The action with all that belongs to it, or nothing; what a refusal leaves behind (a note) stays, too."""
        with transaction.atomic():
            try:
                return self.act(case, given, client_id, now)
            except RefusedError as refused:
                refusal = refused
        raise refusal

    def act(
        self, case: Case, given: dict[str, Any], client_id: uuid.UUID, now: datetime.datetime
    ) -> tuple[Case, CaseEvent]:
        data = self.data(given)
        return actions.act(case, self.action, Actor.reporter(), data, client_id=client_id, now=now)

    def data(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"text": text_of(given, "text")}


def text_of(given: dict[str, Any], name: str) -> str:
    """A text of the body in its one spelling; Problem when it is none."""
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise Problem("validation_failed", errors=[FieldError(name, "invalid", _("A text is expected."))])
    text = normalise(value or "")
    return "" if is_blank(text) else text


def done(case: Case, event: CaseEvent, files: tuple[uuid.UUID, ...], *, is_first: bool) -> HttpResponse:
    seen = own(case)
    uploads = Attachment.objects.filter(case=case, pk__in=files) if files else []
    data: DoneData = {
        "event": next((one for one in seen["events"] if one["seq"] == event.seq), None),
        "is_note": bool(event.payload.get("after_closing")),
        "uploads": [upload_data(file, zone_of(case)) for file in uploads],
        "case": seen,
    }
    return answer(data, 201 if is_first else 200, {"Idempotency-Replayed": "false" if is_first else "true"})


class TrackMessagesEndpoint(TrackActionEndpoint):
    """Writes to the office, or answers its question; files may be announced with it."""

    summary = "Write to the office"
    operations: ClassVar = operation(
        "Write to the office",
        text=TEXT,
        attachments_={
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": {"type": "string", "format": "uuid"}, "size": {"type": "integer"}},
                "required": ["id", "size"],
            },
        },
    )

    def act(
        self, case: Case, given: dict[str, Any], client_id: uuid.UUID, now: datetime.datetime
    ) -> tuple[Case, CaseEvent]:
        body = Body()
        manifest = list(read_attachments(given.get("attachments"), body))
        if body.errors:
            raise Problem("validation_failed", body.errors[0].text, body.errors)
        self.files = tuple(one.id for one in manifest)
        before = case.events.filter(client_id=client_id).first()
        action = before.payload.get("action", "message") if before else self.fitting(case)
        if not before and Attachment.objects.filter(pk__in=self.files).exists():
            text = _("A file has the id of another one: give it a new id.")
            raise Problem("validation_failed", text, [FieldError("attachments", "invalid_uuid", text)])
        data = {**self.data(given), "files": sorted(map(str, self.files))}
        changed, event = actions.act(case, action, Actor.reporter(), data, client_id=client_id, now=now)
        if not before:
            announce(changed, manifest)
        return changed, event

    def fitting(self, case: Case) -> str:
        """A question that waits is answered; anything else is a message."""
        return "reply" if case.status == Status.NEEDS_INFO else "message"


class TrackConfirmEndpoint(TrackActionEndpoint):
    """The reporter is content: the case is closed."""

    summary = "Confirm the answer"
    action = "confirm"
    operations: ClassVar = operation(summary)

    def data(self, given: dict[str, Any]) -> dict[str, Any]:
        return {}


class TrackReopenEndpoint(TrackActionEndpoint):
    """The answer does not solve it: the case is opened again, while there is time."""

    summary = "Open an answered case again"
    action = "reopen"
    operations: ClassVar = operation(summary, "reopen_too_late", text=TEXT)


class TrackContestEndpoint(TrackActionEndpoint):
    """The reporter does not agree that the case was archived or merged; once."""

    summary = "Contest archiving or merging"
    action = "contest"
    operations: ClassVar = operation(summary, text=TEXT)


class TrackWithdrawEndpoint(TrackActionEndpoint):
    """The reporter takes the case back."""

    summary = "Withdraw a case"
    action = "withdraw"
    operations: ClassVar = operation(summary, text_=TEXT)


class TrackRatingEndpoint(TrackActionEndpoint):
    """One to five stars and whether it is solved, once for each closing."""

    summary = "Rate the answer"
    action = "rate"
    operations: ClassVar = operation(
        summary,
        "already_rated",
        score={"type": "integer", "minimum": 1, "maximum": 5},
        is_resolved_={"type": ["boolean", "null"]},
        comment_={"type": "string", "maxLength": 1000},
    )

    def data(self, given: dict[str, Any]) -> dict[str, Any]:
        score, is_resolved = given.get("score"), given.get("is_resolved")
        if type(score) is not int:
            raise Problem(
                "validation_failed", errors=[FieldError("score", "invalid", _("A whole number from 1 to 5."))]
            )
        if is_resolved is not None and not isinstance(is_resolved, bool):
            raise Problem(
                "validation_failed", errors=[FieldError("is_resolved", "invalid", _("Either true or false."))]
            )
        return {"score": score, "is_resolved": is_resolved, "comment": text_of(given, "comment")}


class TrackDataRequestsEndpoint(TrackActionEndpoint):
    """Uses a right over personal data (UU 27/2022); the office has 72 hours."""

    summary = "Ask about personal data"
    action = "data_request"
    operations: ClassVar = operation(
        summary,
        what={"type": "string", "enum": ["access", "correct", "restrict", "delete", "withdraw_consent"]},
        text_=TEXT,
    )

    def data(self, given: dict[str, Any]) -> dict[str, Any]:
        return {"what": text_of(given, "what"), "text": text_of(given, "text")}


class TrackConsentsEndpoint(TrackActionEndpoint):
    """Says yes or no anew to a use of personal data."""

    summary = "Change consents"
    operations: ClassVar = operation(
        summary,
        consents={
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "notice": {"type": "string"},
                    "version": {"type": "integer"},
                    "value": {"type": "boolean"},
                },
                "required": ["notice", "version", "value"],
            },
        },
    )

    def act(
        self, case: Case, given: dict[str, Any], client_id: uuid.UUID, now: datetime.datetime
    ) -> tuple[Case, CaseEvent]:
        body = Body()
        said = list(read_consents(given.get("consents"), body))
        if not said and not body.errors:
            body.wrong("consents", _("Please fill this in."), "blank")
        if body.errors:
            raise Problem("validation_failed", body.errors[0].text, body.errors)
        return consents.change(case.pk, said, channel="app", client_id=client_id, now=now)
