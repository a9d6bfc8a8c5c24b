"""Following a case by its number and secret: who has both gets a token for a quarter of an hour."""

from __future__ import annotations

import logging
import uuid

from django.core import signing

from . import references, throttles
from .models import Case
from .receipts import secret_of
from .sealing import CannotOpenError, current_key_id, master_key

logger = logging.getLogger(__name__)

TOKEN_SECONDS = 900
SALT = "cases.tracking"
# Wrong tries that are borne: for one number from one block of addresses, and for all numbers from one block.
TRIES, TRIES_SECONDS = 5, 15 * 60
BLOCK_TRIES, BLOCK_SECONDS = 50, 60 * 60
NOBODY = uuid.UUID(int=0)


class TooManyFailuresError(Exception):
    """Somebody is guessing; `retry_after` seconds of silence."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after


def open_case(ref: str, secret: str, address: str) -> str | None:
    """A token when number and secret fit, else None; takes the same time either way. Raises TooManyFailuresError.

    `address` is the network address of who asks, as throttles.address_of gives it.
    """
    block = throttles.block_of(address)
    meant = references.parsed_reference(ref[:40]) or "?"
    of_number = throttles.key_of("track", references.typed(ref[:40]), block)
    of_block = throttles.key_of("track-block", block)
    if throttles.count(of_number) >= TRIES:
        raise TooManyFailuresError(TRIES_SECONDS)
    if throttles.count(of_block) >= BLOCK_TRIES:
        raise TooManyFailuresError(BLOCK_SECONDS)
    # Only what the secret is derived from: a whole row would take longer to read than none.
    case = Case.objects.filter(ref=meant).only("submission_id", "secret_key_id", "secret_version").first()
    right = right_secret(case) if case else decoy(meant)
    if references.is_same(references.parsed_secret(secret[:60]), right) and case:
        return token_for(case)
    throttles.add(of_number, TRIES_SECONDS)
    throttles.add(of_block, BLOCK_SECONDS)
    return None


def right_secret(case: Case) -> str:
    """The secret; one that nobody can type where its key is gone, which the operator reads in the log."""
    try:
        return secret_of(case)
    except CannotOpenError as error:
        logger.error("a key is missing in CASE_KEYS: %s", error)
        return "?"


def decoy(ref: str) -> str:
    """The same work for a number that is not there."""
    return references.secret(master_key(current_key_id()), str(uuid.uuid5(NOBODY, ref)))


def token_for(case: Case) -> str:
    """A signed token; it tells no number, and raising the version of the secret ends it."""
    return signing.dumps([case.pk, case.secret_version], salt=SALT)


def case_of(token: str) -> Case | None:
    """The case of a token that is neither forged nor older than TOKEN_SECONDS, nor of a secret since revoked."""
    try:
        case_id, version = signing.loads(token, salt=SALT, max_age=TOKEN_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    rows = Case.objects.select_related("root__region", "origin_unit", "current_unit", "category")
    return rows.filter(pk=case_id, secret_version=version).first()
