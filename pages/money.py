"""Amounts of rupiah as apps read them."""

from typing import Any, TypedDict


class Money(TypedDict):
    """Rupiah as a decimal string."""

    amount: str
    currency: str


def money(amount: Any) -> Any:
    """An amount of rupiah in the API's form."""
    return None if amount is None else {"amount": f"{amount:.2f}", "currency": "IDR"}
