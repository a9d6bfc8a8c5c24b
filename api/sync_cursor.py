"""The cursor of the change feed: how far a client has come in which scope; opaque, signed, without any time in it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from .problems import FieldError, Problem

FORM = struct.Struct(">B4sQQB6s")
VERSION = 1
# What a client must repeat with a cursor; how much it takes at a time is its own affair.
SCOPE = ("region", "include_ancestors", "types", "locale", "profile")


@dataclass(frozen=True)
class Cursor:
    """`s`: everything up to this number is known. `u`: where this pass ends. `f`: it is a full pass, without tombstones."""

    epoch: str
    s: int = 0
    u: int = 0
    f: bool = False

    def sealed(self, scope: bytes) -> str:
        body = FORM.pack(VERSION, bytes.fromhex(self.epoch), self.s, self.u, self.f, scope)
        return base64.urlsafe_b64encode(body + signature(body)).decode().rstrip("=")


def scope_of(values: Mapping[str, Any]) -> bytes:
    """A short hash of what decides which objects a client keeps; the order of types does not."""
    told = [sorted(values[name]) if name == "types" and values[name] else values[name] for name in SCOPE]
    return hashlib.blake2b(repr(told).encode(), digest_size=6).digest()


def opened(text: str, scope: bytes) -> Cursor:
    """Raises Problem when it was altered, or was made for another scope."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        body, mark = raw[: FORM.size], raw[FORM.size :]
        if not constant_time_compare(mark, signature(body)):
            raise ValueError
        version, epoch, s, u, f, made_for = FORM.unpack(body)
        if version != VERSION:
            raise ValueError
    except (ValueError, binascii.Error, struct.error):
        again = _("Begin again without it.")
        raise Problem("invalid_cursor", again, [FieldError("cursor", "invalid_cursor", again)]) from None
    if made_for != scope:
        repeat = _("Repeat the parameters of the first request, or begin again without a cursor.")
        raise Problem("cursor_scope_mismatch", repeat, [FieldError("cursor", "cursor_scope_mismatch", repeat)])
    return Cursor(epoch.hex(), s, u, bool(f))


def check_age(cursor: Cursor, state: Any) -> None:
    """Raises Problem when the cursor cannot be followed any further: another epoch, or tombstones are gone."""
    known = cursor.u if cursor.f else cursor.s
    if cursor.epoch != state.epoch or max(cursor.s, cursor.u) > state.last_seq or known < state.floor_seq:
        again = _("Too long ago, or the numbers have begun anew: make a full pass, without a cursor.")
        raise Problem("cursor_expired", again, [FieldError("cursor", "cursor_expired", again)])


def signature(body: bytes) -> bytes:
    return salted_hmac("api.sync", body, algorithm="sha256").digest()[:8]
