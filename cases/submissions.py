"""What a citizen sends, as one value: read and cleaned by the form, stored by the intake, the same through every door."""

from __future__ import annotations

import datetime
import re
import uuid
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from regions.models import Region, Unit

from .models import Category
from .sealing import canonical, sha256

UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Warning:
    """Something that the sender should know and that stopped nothing."""

    code: str
    field: str = ""
    kind: str = ""
    start: int | None = None
    end: int | None = None

    TEXTS = {
        "personal_data": _("This text seems to contain personal data. It is not published without being covered."),
        "contact_unusable": _("We cannot reach you this way; we keep it as you typed it."),
        "bad_point": _("The point on the map cannot be right; we keep it as text."),
        "bad_time": _("The time of writing cannot be read; the time of receipt counts."),
        "bad_language": _("This language is not known here."),
        "unknown_notice": _("This notice is not known here; your consent was not recorded."),
        "unknown_place": _("This village is not known here."),
        "unknown_office": _("This office is not known here; the coordinator will find the right one."),
        "unknown_category": _("This category is not offered here; the coordinator will choose one."),
    }

    @property
    def text(self) -> str:
        return str(self.TEXTS[self.code])


@dataclass(frozen=True)
class Person:
    """Who sends it, as far as it was told; empty texts for what was not."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    occupation: str = ""
    nik: str = ""
    proxy_name: str = ""
    preferred_contact: str = "none"

    @property
    def is_known(self) -> bool:
        """Whether anything was told that must be sealed."""
        return any(getattr(self, one.name) for one in fields(self) if one.name != "preferred_contact")


@dataclass(frozen=True)
class Place:
    """Where it is: a village, words, a usable point."""

    village: Region | None = None
    text: str = ""
    lon: Decimal | None = None
    lat: Decimal | None = None
    accuracy_m: int | None = None
    source: str = "none"


@dataclass(frozen=True)
class RequestTerms:
    """What UU 14/2008 asks of a request for information beside the person and the information."""

    applicant_kind: str = "individual"
    entity_decree_no: str = ""
    is_proxy: bool = False
    purpose: str = ""
    access_mode: str = "obtain_copy"
    copy_form: str = ""
    delivery: str = "in_system"


@dataclass(frozen=True)
class ConsentGiven:
    """A yes or no to one version of one notice."""

    notice: str
    version: int
    value: bool


@dataclass(frozen=True)
class Announced:
    """A file that will follow; what is announced may be refused later without harm to the case."""

    id: uuid.UUID
    name: str = ""
    size: int = 0
    type: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Submission:
    """One thing that a citizen sends; equal ones have equal fingerprints, however they were spelled."""

    id: uuid.UUID
    unit: Unit
    kind: str
    title: str
    body: str
    category: Category | None = None
    is_anonymous: bool = False
    is_confidential: bool = False
    about_unit: Unit | None = None
    place: Place = field(default_factory=Place)
    person: Person = field(default_factory=Person)
    request: RequestTerms | None = None
    request_ref: str = ""
    ground: str = ""
    consents: tuple[ConsentGiven, ...] = ()
    attachments: tuple[Announced, ...] = ()
    composed_at: datetime.datetime | None = None
    lang: str = "id"
    client_key: str = ""
    config_version: str = ""
    # Unit, category, office and village as they were named: rows may come and go between two sends of one text.
    named: tuple[str, ...] = ()
    # What the law asks for and the counter will still get: the case waits for the applicant.
    missing: tuple[str, ...] = ()
    # Not part of what was sent: what was noticed while reading it.
    flags: tuple[str, ...] = ()
    warnings: tuple[Warning, ...] = ()

    NOT_SENT = ("id", "flags", "warnings", "missing", "unit", "category", "about_unit")

    @property
    def fingerprint(self) -> str:
        """sha256 over the recognised fields after normalisation; the same body gives the same one for ever."""
        found = {one.name: told(getattr(self, one.name)) for one in fields(self) if one.name not in self.NOT_SENT}
        found["place"] = {name: value for name, value in found["place"].items() if name not in ("village", "source")}
        found["attachments"] = sorted(found["attachments"], key=lambda one: one["id"])
        found["consents"] = sorted(found["consents"], key=lambda one: one["notice"])
        return sha256(canonical(found))


def canonical_uuid4(text: str) -> uuid.UUID | None:
    """The id when it is spelled the one way that counts (lower case, hyphens, version 4), else None."""
    return uuid.UUID(text) if UUID4.fullmatch(text) else None


def told(value: Any) -> Any:
    """A value as JSON: rows by their lasting key."""
    if isinstance(value, Unit | Region):
        return value.code
    if isinstance(value, Category):
        return value.slug
    if isinstance(value, tuple):
        return [told(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {one.name: told(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return str(value) if isinstance(value, uuid.UUID | Decimal) else value
