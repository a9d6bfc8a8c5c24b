"""The number and the secret of a case: derived from the submission, so that a replay gets the same ones again.

Nothing but the id of the key is stored. The reference is an address, not a secret; the secret has 60 bits.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

# Crockford's digits: no I, L, O or U, so that a number read aloud or copied by hand is not misread.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE = re.compile(rf"^([A-Z]{{3}})(\d{{2}})([{ALPHABET}]{{6}})([{ALPHABET}])$")


def derived(key: bytes, message: str, bits: int) -> str:
    """The first `bits` (a multiple of 5) of HMAC-SHA256 as characters of the alphabet."""
    number = int.from_bytes(hmac.new(key, message.encode(), hashlib.sha256).digest(), "big") >> (256 - bits)
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(bits - 5, -1, -5))


def check_character(characters: str) -> str:
    """Luhn mod 32 over the characters: catches every single wrong one and most swapped neighbours."""
    total = 0
    for position, character in enumerate(reversed(characters)):
        value = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def reference(key: bytes, submission_id: str, prefix: str, year: int, attempt: int = 0) -> str:
    """`PPP-YY-RRRRRR-C`; the next attempt gives another one when the first is taken."""
    characters = derived(key, f"pendopo/case-ref|{submission_id}|{attempt}", 30)
    return f"{prefix}-{year % 100:02d}-{characters}-{check_character(characters)}"


def secret(key: bytes, submission_id: str, version: int = 1) -> str:
    """`XXXX-XXXX-XXXX`; raising the version revokes the one before."""
    characters = derived(key, f"pendopo/case-secret|{submission_id}|{version}", 60)
    return "-".join(characters[start : start + 4] for start in (0, 4, 8))


def typed(text: str) -> str:
    """What a person typed as number or secret, in the alphabet: any case, I and L for 1, O for 0, without separators."""
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = "".join(character for character in plain if character.isalnum())
    return plain


def parsed_reference(text: str) -> str | None:
    """The reference a person meant, or None when it is none or its check character does not fit."""
    plain = typed(text)
    prefix, rest = plain[:3], plain[3:].translate(str.maketrans("ILO", "110"))
    found = REFERENCE.match(prefix + rest)
    if not found or check_character(found[3]) != found[4]:
        return None
    return "-".join(found.groups())


def parsed_secret(text: str) -> str:
    """The secret a person meant; not necessarily a right one."""
    plain = typed(text).translate(str.maketrans("ILO", "110"))
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def is_same(one: str, other: str) -> bool:
    """Compares two secrets in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
