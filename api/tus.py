"""The part of tus 1.0 that uploads speak (https://tus.io/protocols/resumable-upload): its headers, read strictly."""

from __future__ import annotations

import base64
import binascii
import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import gettext_lazy as _

from .filters import Parameter
from .problems import Problem

TUS = "1.0.0"
CONTENT_TYPE = "application/offset+octet-stream"
SUM = "sha256"
VERSION = Parameter("Tus-Resumable", str, "The version of tus.", is_required=True, example=TUS)
OFFSET = Parameter(
    "Upload-Offset", str, "Where the piece begins.", {"type": "integer", "minimum": 0}, is_required=True, example=65536
)
CHECKSUM = Parameter(
    "Upload-Checksum", str, "`sha256` and the sum of the piece in base64; a wrong one changes nothing."
)
# What a client may learn before it begins.
SPOKEN = {"Tus-Version": TUS, "Tus-Extension": "checksum,expiration", "Tus-Checksum-Algorithm": SUM}
READ = 64 * 1024
IN_MEMORY = 1024 * 1024
LONGEST_NUMBER = 15


def checked_offset(request: HttpRequest, declared_size: int) -> int:
    """Where this piece begins. Problem when it is not a piece of tus 1.0, or speaks of another file."""
    if request.headers.get("Tus-Resumable") != TUS:
        raise Problem("unsupported_version", headers={"Tus-Version": TUS})
    if request.content_type != CONTENT_TYPE:
        raise Problem("unsupported_media_type", _("Send pieces as application/offset+octet-stream."))
    length = request.headers.get("Upload-Length")
    if length is not None and number(length) != declared_size:
        raise Problem("bad_request", _("Another length was announced for this file."))
    offset = number(request.headers.get("Upload-Offset", ""))
    if offset is None:
        raise Problem("bad_request", _("Upload-Offset is missing or not a number."))
    said = number(request.META.get("CONTENT_LENGTH") or "0")
    if said is None or offset + said > declared_size:
        raise Problem("body_too_large")
    return offset


def number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None


@contextmanager
def piece_of(request: HttpRequest, most: int) -> Iterator[tuple[IO[bytes], int]]:
    """The piece and its size, read before anything is locked. Of a line that broke, what had arrived.

    Problem when it is longer than `most`, or not what its sum says; a piece with a sum is taken whole or not at all.
    """
    announced = sum_of(request)
    digest, size, is_broken = hashlib.sha256(), 0, False
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, prefix="pendopo-") as file:
        try:
            while part := request.read(READ):
                size += len(part)
                if size > most:
                    raise Problem("body_too_large")
                digest.update(part)
                file.write(part)
        except UnreadablePostError:
            is_broken = True
        if announced is not None and (is_broken or digest.digest() != announced):
            raise Problem("checksum_mismatch")
        file.seek(0)
        yield file, size


def sum_of(request: HttpRequest) -> bytes | None:
    text = request.headers.get("Upload-Checksum")
    if text is None:
        return None
    algorithm, _space, value = text.partition(" ")
    try:
        found = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if algorithm != SUM or len(found) != hashlib.sha256().digest_size:
        raise Problem("bad_request", _("Upload-Checksum is the word sha256, a space, and the sum in base64."))
    return found
