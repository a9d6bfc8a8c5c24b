"""What citizens write, made safe to keep without changing what it says, and a JSON reader that guesses nothing."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from typing import Any

DEEPEST = 16
MOST_DIGITS = 15

# Signs that turn the direction of a text around, so that it reads otherwise than it is; the plain marks (LRM, RLM) stay.
BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile(r"\s+")
SURROGATE = re.compile(r"[\ud800-\udfff]")


class BadJsonError(Exception):
    """The body is not JSON as everybody understands it."""

    code = "invalid_json"


class BadTextError(BadJsonError):
    """A text in it cannot be stored: it has a NUL or half a character."""

    code = "invalid_text"


def normalise(text: str, one_line: bool = False) -> str:
    """The text in one spelling (NFC), without control and direction-changing signs; in one line, line ends are spaces."""
    text = LINE_ENDS.sub("\n", unicodedata.normalize("NFC", text)).translate(BIDI)
    text = "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc")
    if one_line:
        text = SPACES.sub(" ", text)
    return text.strip()


def is_storable(text: str) -> bool:
    """Whether every database keeps it as it is."""
    return "\0" not in text and not SURROGATE.search(text)


def is_blank(text: str) -> bool:
    """Whether nothing can be seen of it: only spaces, separators and invisible signs."""
    return all(unicodedata.category(sign)[0] in "ZC" for sign in text)


def meant(text: str) -> str:
    """What somebody typed as it is kept: in its one spelling, empty when nothing can be seen of it. A text that no
    database keeps comes back as it is, for the form to refuse."""
    if not is_storable(text):
        return text
    text = normalise(text)
    return "" if is_blank(text) else text


def plain_digits(text: str) -> str:
    """The same text with the digits of every script as 0-9."""
    return "".join(
        str(unicodedata.decimal(sign)) if unicodedata.decimal(sign, None) is not None else sign for sign in text
    )


def strict_json(data: bytes) -> Any:
    """The value of a JSON text. Raises BadJsonError for what parsers read differently, BadTextError for what cannot be stored."""
    try:
        value = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=without_repetition,
            parse_constant=refused,
            parse_int=whole_number,
            parse_float=finite_number,
        )
    except (ValueError, RecursionError):
        raise BadJsonError from None
    check_texts(value, 1)
    return value


def without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """One parser would take the first of two equal keys, another the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def refused(name: str) -> Any:
    raise ValueError(name)


def whole_number(digits: str) -> int:
    if len(digits.lstrip("-")) > MOST_DIGITS:
        raise ValueError
    return int(digits)


def finite_number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError
    return number


def check_texts(value: Any, depth: int) -> None:
    if isinstance(value, str):
        if not is_storable(value):
            raise BadTextError
    elif isinstance(value, dict | list):
        if depth > DEEPEST:
            raise BadJsonError
        inner = [*value, *value.values()] if isinstance(value, dict) else value
        for part in inner:
            check_texts(part, depth + 1)
