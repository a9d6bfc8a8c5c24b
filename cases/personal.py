"""Finds what should not be read by everybody in a text: NIK, phone and account numbers, addresses, number plates.

It warns and proposes what to cover before a case is published; it never blocks, because a wrong guess must not cost a
citizen the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .texts import plain_digits

COVER = "█"


class Finding(NamedTuple):
    """One place in a text: what it looks like, and where, counted in characters."""

    kind: str
    start: int
    end: int


# The digits of a number may be parted by single spaces, dots or hyphens.
BETWEEN = r"[ .\-–]?"
RUN = re.compile(rf"(?<![\w])(?:\+?\d(?:{BETWEEN}\(?\d\)?)*)(?![\w])")
WORD = re.compile(r"[^ ]+")
EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
ACCOUNT_WORD = re.compile(
    r"\b(?:rek(?:ening)?|no\.?\s*rek|norek|va|virtual\s+account|bca|bni|bri|btn|bsi|mandiri|bank|kartu)\b[^\d\n]{0,30}$",
    re.IGNORECASE,
)
# Letters of the region, up to four digits, one to three letters: R 1234 AB.
REGIONS = (
    "A B D E F G H K L M N P R S T W Z AA AB AD AE AG BA BB BD BE BG BH BK BL BM BN BP DA DB DC DD DE DG DH DK DL DM DN "
    "DP DR DS DT DW EA EB ED KB KH KT KU PA PB PG PS PT"
).replace(" ", "|")
PLATE = re.compile(rf"\b(?:{REGIONS})[ -]?[1-9]\d{{0,3}}[ -]?[A-Z]{{1,3}}\b")


def detect(text: str) -> list[Finding]:
    """Everything in the text that looks like personal data, in its order, without overlaps."""
    plain = plain_digits(text)
    found = [Finding("email", *match.span()) for match in EMAIL.finditer(plain)]
    for match in RUN.finditer(plain):
        found += numbers_in(plain, *match.span())
    found += [Finding("plate", *match.span()) for match in PLATE.finditer(plain)]
    return without_overlaps(found)


def numbers_in(plain: str, start: int, end: int) -> list[Finding]:
    """A run of digits as one number, or else the numbers that stand in it with spaces between."""
    if kind := kind_of_number(plain[start:end], plain[max(0, start - 60) : start]):
        return [Finding(kind, start, end)]
    words = [Finding("", start + word.start(), start + word.end()) for word in WORD.finditer(plain[start:end])]
    if len(words) < 2:
        return []
    kinds = [kind_of_number(plain[word.start : word.end], "") for word in words]
    return [word._replace(kind=kind) for word, kind in zip(words, kinds, strict=True) if kind]


def kind_of_number(written: str, before: str) -> str:
    """What a run of digits is; empty for amounts, years, distances and other numbers that tell nothing of a person."""
    digits = only_digits(written)
    if ACCOUNT_WORD.search(before) and 8 <= len(digits) <= 19:
        return "bank_account"
    if len(digits) == 16:
        return "nik" if nik_state(digits) != "invalid" else ""
    if normalise_phone(written):
        return "phone"
    return ""


def without_overlaps(findings: list[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda found: (found.start, -found.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return kept


def masked(text: str) -> str:
    """The text with everything that was found covered; the first draft of a public copy."""
    for finding in reversed(detect(text)):
        text = text[: finding.start] + COVER * min(6, finding.end - finding.start) + text[finding.end :]
    return text


def only_digits(text: str) -> str:
    return "".join(sign for sign in plain_digits(text) if sign in "0123456789")


def nik_state(text: str) -> str:
    """`valid`, `doubtful` (16 digits, but no region or day of birth has them) or `invalid`. Proves nothing about a person."""
    signs = re.sub(r"[\s.\-–]", "", plain_digits(text))
    if not re.fullmatch(r"[0-9]{16}", signs) or not signs.strip("0"):
        return "invalid"
    province, day, month = int(signs[:2]), int(signs[6:8]), int(signs[8:10])
    is_day = 1 <= day <= 31 or 41 <= day <= 71  # women's days are counted from 41
    return "valid" if 11 <= province <= 99 and is_day and 1 <= month <= 12 else "doubtful"


def normalise_phone(text: str) -> str | None:
    """The number as E.164, or None when nobody in Indonesia or abroad could be reached by it."""
    signs = re.sub(r"[\s().\-–/]", "", plain_digits(text))
    if not re.fullmatch(r"\+?[0-9]{7,17}", signs):
        return None
    if signs.startswith("+"):
        number = signs[1:]
    elif signs.startswith("00"):
        number = signs[2:]
    elif signs.startswith("0"):
        number = "62" + signs[1:]
    elif signs.startswith("62"):
        number = signs
    else:
        return None
    return f"+{number}" if is_reachable(number) else None


def is_reachable(number: str) -> bool:
    """E.164 without its plus: 62 8… has 9 to 12 digits after the country, a landline 7 to 11, premium numbers (0809, 0900) never count."""
    if not number.startswith("62"):
        return bool(re.fullmatch(r"[1-9][0-9]{7,14}", number))
    national = number[2:].removeprefix("0")
    if national.startswith(("809", "900")):
        return False
    return bool(re.fullmatch(r"8[1-9][0-9]{7,11}|[2-79][0-9]{6,10}", national))
