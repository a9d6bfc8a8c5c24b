"""The four people of the sample portal, each with a password that is shown once."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from cms.models import User
from regions.models import Unit, UnitRole

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that can be mistaken for another


@dataclass(frozen=True)
class Account:
    """Who can log in, with what, and what for; no password when the account was there before."""

    username: str
    password: str
    purpose: str


# User name, first and last name, unit, role, purpose.
EDITORS = [
    ("kabupaten", "Redaksi", "Kabupaten", "33.04", UnitRole.Role.PUBLISHER, _("publishes in the whole regency")),
    (
        "pejawaran",
        "Redaksi",
        "Pejawaran",
        "33.04.15",
        UnitRole.Role.PUBLISHER,
        _("publishes in the kecamatan and its desa"),
    ),
    (
        "darmayasa",
        "Redaksi",
        "Darmayasa",
        "33.04.15.2008",
        UnitRole.Role.EDITOR,
        _("writes in the desa; the kecamatan publishes"),
    ),
]


def add_people() -> list[Account]:
    """Makes the administrator and three editors."""
    accounts = [add_user("admin", "Pengelola", "Situs", str(_("may do everything")), is_superuser=True, is_staff=True)]
    for username, first, last, code, role, purpose in EDITORS:
        accounts.append(add_user(username, first, last, str(purpose)))
        UnitRole.objects.get_or_create(
            user=User.objects.get(username=username), unit=Unit.objects.get(code=code), role=role
        )
    return accounts


def add_user(username: str, first: str, last: str, purpose: str, **rights: bool) -> Account:
    """A new account with a random password; one that exists keeps its own."""
    if User.objects.filter(username=username).exists():
        return Account(username, "", purpose)
    password = "-".join(get_random_string(4, LETTERS) for _ in range(4))
    User.objects.create_user(
        username, f"{username}@contoh.example", password, first_name=first, last_name=last, **rights
    )
    return Account(username, password, purpose)
