"""`uploads/{id}/`: one announced file, sent as a whole or piece by piece (tus 1.0), again and again until it has arrived."""

from __future__ import annotations

import contextlib
import uuid
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.http import http_date

from cases import attachments, resuming
from cases.models import Attachment, Case

from .citizen import SUBMISSION_KEY, CitizenEndpoint, Operation, answer, case_if_opened
from .citizen_schema import CitizenSchema
from .filters import Parameter
from .problems import Problem
from .receipt import UploadData, upload_data
from .submission import is_sender
from .tus import CHECKSUM, CONTENT_TYPE, OFFSET, SPOKEN, TUS, VERSION, checked_offset, piece_of

TOKEN = Parameter("Authorization", str, "Instead of the key: `Bearer` and the token that `track/` gave.")
HEADERS = {"Upload-Offset": "How many bytes have arrived.", "Upload-Length": "How many were announced."}


class UploadSchema(CitizenSchema):
    """The body of an upload is the file itself."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any
    ) -> dict[str, Any] | None:
        found = super().get_operation(path, path_regex, path_prefix, method, registry)
        binary = {"schema": {"type": "string", "format": "binary"}}
        if found and method == "PUT":
            found["requestBody"] = {"required": True, "content": {"application/octet-stream": binary}}
        if found and method == "PATCH":
            found["requestBody"] = {"required": True, "content": {CONTENT_TYPE: binary}}
            headers = {
                name: {"schema": {"type": "string"}, "description": text}
                for name, text in UploadEndpoint.operations["patch"].answer_headers.items()
            }
            found["responses"]["204"] = {"description": "The piece is stored.", "headers": headers}
        return found


class UploadEndpoint(CitizenEndpoint):
    """A file that was announced with a submission. What it is, is decided by its content; a file that cannot be taken is
    answered with the state `rejected` and costs the case nothing. The same bytes may be sent for ever."""

    schema = UploadSchema()
    summary = "Send a file"
    path_parameters = (
        Parameter("id", str, "Id of the file, as announced in the submission.", {"type": "string", "format": "uuid"}),
    )
    operations: ClassVar = {
        "put": Operation(
            "Send a file",
            {200: lambda shapes: shapes.of_annotation(UploadData)},
            problems=(
                "not_found",
                "cross_site",
                "upload_incomplete",
                "upload_conflict",
                "upload_expired",
                "body_too_large",
                "checksum_mismatch",
            ),
            headers=(SUBMISSION_KEY, TOKEN),
            answer_headers=HEADERS,
        ),
        "patch": Operation(
            "Send a piece of a file",
            {},
            description="Tus 1.0 (core, checksum, expiration); the announcement in the submission is its creation. Ask "
            "with HEAD where to go on. What has arrived of a piece whose line broke is kept, unless the piece has a sum.",
            problems=(
                "bad_request",
                "not_found",
                "cross_site",
                "unsupported_version",
                "unsupported_media_type",
                "offset_mismatch",
                "upload_expired",
                "body_too_large",
                "checksum_mismatch",
            ),
            headers=(SUBMISSION_KEY, TOKEN, VERSION, OFFSET, CHECKSUM),
            answer_headers=HEADERS | {"Upload-Expires": "Until when the file can be sent."},
        ),
        "get": Operation(
            "Ask how far a file has come",
            {200: lambda shapes: shapes.of_annotation(UploadData)},
            problems=("not_found",),
            headers=(SUBMISSION_KEY, TOKEN),
            answer_headers=HEADERS,
        ),
    }

    def put(self, request: Any, id: uuid.UUID) -> HttpResponse:
        attachment = own(request, id)
        if length_of(request._request) > attachment.declared_size:
            raise Problem("body_too_large")
        try:
            attachments.store(attachment, request._request)
        except attachments.NotStoredError as refusal:
            raise Problem(refusal.code, str(refusal), headers=progress(attachment)) from None
        except UnreadablePostError:
            raise Problem("upload_incomplete") from None
        return told(attachment)

    def patch(self, request: Any, id: uuid.UUID) -> HttpResponse:
        attachment, plain = own(request, id), request._request
        offset = checked_offset(plain, attachment.declared_size)
        try:
            with piece_of(plain, max(0, attachment.declared_size - offset)) as (piece, size):
                attachment = resuming.append(attachment, offset, piece, size)
        except resuming.OffsetMismatchError as mismatch:
            raise Problem("offset_mismatch", headers={"Upload-Offset": str(mismatch.offset)}) from None
        except attachments.NotStoredError as refusal:
            raise Problem(refusal.code, str(refusal)) from None
        expires = {"Upload-Expires": http_date(attachment.expires_at.timestamp())}
        return HttpResponse(status=204, headers=progress(attachment) | expires)

    def get(self, request: HttpRequest, id: uuid.UUID) -> HttpResponse:
        attachment = own(request, id)
        if resuming.is_whole(attachment):  # the process that took its last piece did not live to end it
            with contextlib.suppress(attachments.NotStoredError):
                attachment = resuming.finish(attachment)
        return told(attachment)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().options(request, *args, **kwargs)
        for name, value in SPOKEN.items():
            response[name] = value
        return response

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response["Tus-Resumable"] = TUS
        return response


def own(request: HttpRequest, id: uuid.UUID) -> Attachment:
    """The file, for who holds the key of its submission or has opened the case; others are all not there."""
    rows = Attachment.objects.filter(role=Attachment.Role.EVIDENCE).exclude(state=Attachment.State.PURGED)
    attachment = rows.select_related("case__root__region").filter(pk=id).first()
    if attachment is None or not (is_sender(request, attachment.case) or is_opened(request, attachment.case)):
        raise Problem("not_found")
    return attachment


def is_opened(request: HttpRequest, case: Case) -> bool:
    """Whether the case was opened by number and secret: who follows it from another phone has no other key."""
    opened = case_if_opened(request)
    return opened is not None and opened.pk == case.pk


def length_of(request: HttpRequest) -> int:
    """What the sender says; counted again while reading."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


def progress(attachment: Attachment) -> dict[str, str]:
    return {"Upload-Offset": str(resuming.held(attachment)), "Upload-Length": str(attachment.declared_size)}


def told(attachment: Attachment) -> HttpResponse:
    zone = ZoneInfo(attachment.case.root.region.time_zone)
    return answer(upload_data(attachment, zone), headers=progress(attachment))
