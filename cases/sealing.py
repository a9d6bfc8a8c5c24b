"""Keeps identities sealed: AES-GCM with keys from the environment, digests for equality, the chain of events.

CASE_KEYS is a list of `<id>:<base64 of 32 bytes>`; the first seals, all of them open. What is sealed is bound to the
column and row it belongs to, so that a value moved elsewhere does not open.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class CannotOpenError(Exception):
    """The key is gone or the value was changed: what was sealed stays sealed."""


@lru_cache(maxsize=4)
def parsed_keys(entries: tuple[str, ...]) -> dict[str, bytes]:
    """The keys by their id, in the order of the setting."""
    keys = {}
    for entry in entries:
        key_id, _, encoded = entry.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except ValueError:
            key = b""
        if not key_id or len(key_id) > 8 or len(key) != 32:
            raise ImproperlyConfigured("CASE_KEYS: each entry is <id of at most 8 characters>:<base64 of 32 bytes>.")
        keys[key_id] = key
    return keys


def keys() -> dict[str, bytes]:
    found = parsed_keys(tuple(settings.CASE_KEYS))
    if not found:
        raise ImproperlyConfigured("Set CASE_KEYS in the environment (see .env.example).")
    return found


def current_key_id() -> str:
    """The key that seals and derives new cases."""
    return next(iter(keys()))


def key_for(purpose: str, key_id: str) -> bytes:
    """32 bytes for one purpose out of a master key, so that no two purposes share a key."""
    master = keys().get(key_id)
    if master is None:
        raise CannotOpenError(key_id)
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"pendopo/{purpose}".encode()).derive(master)


def master_key(key_id: str) -> bytes:
    """The key from which references and secrets are derived."""
    master = keys().get(key_id)
    if master is None:
        raise CannotOpenError(key_id)
    return master


def seal(text: str, key_id: str, place: str) -> bytes:
    """Seals a text for one place ("reporter.name:<case id>"); empty text stays empty."""
    if not text:
        return b""
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(key_for("identity", key_id)).encrypt(nonce, text.encode(), place.encode())


def unseal(sealed: bytes, key_id: str, place: str) -> str:
    """The text; CannotOpenError when key, value or place is not the one it was sealed with."""
    sealed = bytes(sealed)
    if not sealed:
        return ""
    try:
        return AESGCM(key_for("identity", key_id)).decrypt(sealed[:12], sealed[12:], place.encode()).decode()
    except InvalidTag:
        raise CannotOpenError(place) from None


def digest(text: str, key_id: str, purpose: str) -> str:
    """A keyed digest by which equal values are recognised and nothing else; empty for empty."""
    return hmac.new(key_for(purpose, key_id), text.encode(), hashlib.sha256).hexdigest() if text else ""


def canonical(value: Any) -> bytes:
    """One spelling of a JSON value: sorted keys, no white space, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
