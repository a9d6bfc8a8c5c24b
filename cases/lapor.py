"""SP4N-LAPOR!: its number on a case, the link to it, a text ready to paste. Nothing here calls the national system.

The programming interface of SP4N-LAPOR! is told only to developers whom it has named; until a regency has that, officers
carry cases over by hand and record the number. The driver for it says so instead of pretending.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from django.conf import settings
from django.utils.translation import gettext as _

from regions.models import Unit

from .engine import InvalidError
from .models import Case, ExternalRef
from .routing import settings_of
from .texts import normalise
from .transitions import Kind
from .visibility import Level, Viewer, shape

# What SP4N-LAPOR! calls them; its form is in Indonesian only, and so is what is pasted into it.
CLASSIFICATIONS = {
    Kind.COMPLAINT: "Pengaduan",
    Kind.ASPIRATION: "Aspirasi",
    Kind.INFORMATION_REQUEST: "Permintaan Informasi",
}
LONGEST_NUMBER = 40


class NotConfiguredError(Exception):
    """Nobody has been given access to that system yet."""


def number_of(root: Unit, typed: str) -> str:
    """The number as SP4N-LAPOR! writes it in this regency's settings; InvalidError when it cannot be one."""
    number = normalise(typed, one_line=True).strip().removeprefix("#")
    pattern = settings_of(root).lapor_pattern
    try:
        fits = len(number) <= LONGEST_NUMBER and (not pattern or re.fullmatch(pattern, number) is not None)
    except re.error:  # the pattern was typed by a person
        fits = True
    if not number or not fits:
        raise InvalidError({"number": [_("This does not look like a LAPOR! number.")]})
    return number


def link_of(root: Unit, number: str) -> str:
    """The address of a report there; its front page where the regency has not set one."""
    template = settings_of(root).lapor_link
    return template.replace("{number}", quote(number, safe="")) if "{number}" in template else settings.LAPOR_URL


def numbers_of(case: Case) -> list[ExternalRef]:
    return list(case.external_refs.filter(system=ExternalRef.System.LAPOR).order_by("pk"))


@dataclass(frozen=True)
class HandOver:
    """What is typed into SP4N-LAPOR!: nothing about the person, who is asked before the name goes anywhere."""

    ref: str
    classification: str
    category: str
    title: str
    text: str
    place: str
    happened_on: str
    is_anonymous: bool
    is_confidential: bool

    @property
    def lines(self) -> str:
        """All of it as one text to paste."""
        said = {True: "Ya", False: "Tidak"}
        rows = (
            ("Klasifikasi", self.classification),
            ("Judul", self.title),
            ("Kategori", self.category),
            ("Lokasi", self.place),
            ("Tanggal diterima", self.happened_on),
            ("Anonim", said[self.is_anonymous]),
            ("Rahasia", said[self.is_confidential]),
            ("Nomor di daerah", self.ref),
        )
        head = "\n".join(f"{label}: {value}" for label, value in rows if value)
        return f"{head}\n\n{self.text}\n"


def can_hand_over(told: dict[str, Any]) -> bool:
    """Those at the desk that decides about a case, for the kinds that SP4N-LAPOR! takes."""
    return told["level"] is Level.DESK and told["kind"] in CLASSIFICATIONS


def paste_ready(case: Case, viewer: Viewer) -> HandOver:
    """The hand-over of a case as far as this viewer reads it. Raises Case.DoesNotExist for all others."""
    told = shape(case, viewer)
    if not can_hand_over(told):
        raise Case.DoesNotExist
    place = told.get("place") or {}
    return HandOver(
        ref=told["ref"],
        classification=CLASSIFICATIONS[Kind(told["kind"])],
        category=told["category"],
        title=told["title"],
        text=told["body"],
        place=", ".join(filter(None, (place.get("text"), place.get("village")))),
        happened_on=f"{told['received_at']:%d-%m-%Y}",
        is_anonymous=told["is_anonymous"],
        is_confidential=told["is_confidential"],
    )


class ExternalSystem(Protocol):
    """Another body that takes and gives cases."""

    name: str
    status_map: dict[str, str]

    def state(self) -> str:
        """How it is connected, in words for officers."""

    def push(self, case: Case) -> str:
        """Hands a case over and gives its number there; NotConfiguredError where only people can."""

    def pull(self, numbers: Iterable[str]) -> dict[str, str]:
        """What became of these numbers, as our own statuses; never used to move a case backwards."""


class Manual:
    """Officers carry cases over and type the number in."""

    name = "manual"
    status_map: dict[str, str] = {}

    def state(self) -> str:
        return _(
            "Connected to SP4N-LAPOR! by procedure (number, link, recap); the programming interface waits for access "
            "as a developer."
        )

    def push(self, case: Case) -> str:
        raise NotConfiguredError(_("Officers hand cases over by hand and record the number."))

    def pull(self, numbers: Iterable[str]) -> dict[str, str]:
        return {}


class Lapor:
    """The national system's own interface: empty until a regency is named as its developer, and honest about it."""

    name = "lapor"
    status_map: dict[str, str] = {}

    def state(self) -> str:
        return _("Not configured yet.")

    def push(self, case: Case) -> str:
        raise NotConfiguredError(self.state())

    def pull(self, numbers: Iterable[str]) -> dict[str, str]:
        raise NotConfiguredError(self.state())


DRIVERS: dict[str, ExternalSystem] = {"manual": Manual(), "lapor": Lapor()}
