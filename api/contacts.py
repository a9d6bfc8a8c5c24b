"""How to reach a unit, in the form that apps can dial, write to and show."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any, Literal, TypedDict

from .shapes import Says


class ContactData(TypedDict):
    """One way to reach the unit that answers for the item."""

    kind: Literal["address", "phone", "whatsapp", "email", "website"]
    value: Annotated[
        str, Says({"description": "Phone numbers in E.164, short numbers as they are.", "example": "+62286591218"})
    ]


@lru_cache(maxsize=2048)
def e164(text: str) -> str:
    """An Indonesian number as typed (0286-591218, +62 812…) in E.164; short numbers such as 112 stay as they are."""
    digits = re.sub(r"\D", "", text)
    if text.strip().startswith("+"):
        return f"+{digits}"
    if digits.startswith("0") and len(digits) > 5:
        return f"+62{digits[1:]}"
    if digits.startswith("62") and len(digits) > 9:
        return f"+{digits}"
    return digits


def contacts_of(unit: Any) -> list[ContactData]:
    """The contacts of the office itself, never of a person."""
    if unit is None:
        return []
    found: dict[Any, str] = {
        "address": unit.address.strip(),
        "phone": e164(unit.phone),
        "whatsapp": e164(unit.whatsapp),
        "email": unit.email,
        "website": unit.website,
    }
    return [{"kind": kind, "value": value} for kind, value in found.items() if value]
