"""Following a case by its number and secret: who has both gets a token for a quarter of an hour."""

from __future__ import annotations

from .models import Case

TOKEN_SECONDS = 900


class TooManyFailures(Exception):
    """Somebody is guessing; `retry_after` seconds of silence."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def open_case(ref: str, secret: str, address: str) -> str | None:
    """A token when number and secret fit, else None; takes the same time either way. Raises TooManyFailures.

    `address` is the network address of who asks (request.META["REMOTE_ADDR"] as throttles.address_of gives it).
    """
    raise NotImplementedError


def case_of(token: str) -> Case | None:
    """The case of a token that is neither forged nor older than TOKEN_SECONDS, nor of a secret since revoked."""
    raise NotImplementedError
