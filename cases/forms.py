"""The one form by which cases come in: drawn on the page, filled at the counter, fed by the API."""

from __future__ import annotations

import re
import time
import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regions.models import Region, Unit

from . import consents as purposes
from .form_fields import CODES, bounds_of, coordinate, moment
from .models import Category, InformationRequest
from .personal import detect, nik_state, normalise_phone
from .references import parsed_reference
from .submission_fields import SubmissionFields
from .submissions import ConsentGiven, Person, Place, RequestTerms, Submission, Warning, canonical_uuid4
from .texts import normalise
from .transitions import Kind

FASTEST_HUMAN = 2  # seconds between opening a form and sending it
LONGEST_PLACE = 200
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CLIENT_KEY = re.compile(r"[A-Za-z0-9_-]{22,200}")
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
LEGAL = ("name", "address", "purpose", "access_mode", "applicant_kind")


class SubmissionForm(SubmissionFields):
    """A submission of one kind to one unit; unknown choices never cost the text.

    Unbound it has fresh initial values (a new submission_id, opened_at). `is_valid()`, then `submission()` for
    intake.submit and `warnings()` for the preview. `problems()` gives (field, code, text) for each error.
    At the counter what the law requires may still be missing: it is named in `submission().missing`.
    """

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.read_contacts(cleaned)
        if self.kind == Kind.INFORMATION_REQUEST:
            self.check_request(cleaned)
        elif self.kind == Kind.OBJECTION:
            self.check_objection(cleaned)
        else:
            self.read_complaint(cleaned)
        self.read_marks(cleaned)
        if self.consents and not purposes.are_known(self.consents):
            self.notice("unknown_notice", "consents")
        for name in ("title", "body"):
            for found in detect(cleaned.get(name, "")):
                self.notice("personal_data", name, found.kind, found.start, found.end)
        for number, file in enumerate(self.attachments):
            for found in detect(normalise(file.name, one_line=True)):
                self.notice("personal_data", f"attachments.{number}.name", found.kind, found.start, found.end)
        return cleaned

    def notice(
        self, code: str, field: str = "", kind: str = "", start: int | None = None, end: int | None = None
    ) -> None:
        """A warning for the sender; what officers should know of it becomes a flag of the same name."""
        self.noticed.append(Warning(code, field, kind, start, end))
        flag = {"unknown_office": "no_route", "unknown_category": "no_route"}.get(code, code)
        if flag in ("personal_data", "contact_unusable", "bad_point", "no_route") and flag not in self.flags:
            self.flags.append(flag)

    # ------------------------------------------------------------ the person

    def read_contacts(self, cleaned: dict[str, Any]) -> None:
        """Brings phone, e-mail and NIK into one form; what cannot be used stays as typed, with a warning."""
        if phone := cleaned.get("phone"):
            cleaned["phone"] = normalise_phone(phone) or phone
            if not normalise_phone(phone):
                self.notice("contact_unusable", "phone", "phone")
        if (email := cleaned.get("email")) and not EMAIL.fullmatch(email):
            self.notice("contact_unusable", "email", "email")
        if nik := cleaned.get("nik"):
            state = nik_state(nik)
            cleaned["nik"] = re.sub(r"[\s.\-–]", "", nik) if state != "invalid" else nik
            if state != "valid" and self.kind != Kind.INFORMATION_REQUEST:
                self.notice("contact_unusable", "nik", "nik")
        if cleaned.get("preferred_contact") not in ("phone", "email", "post"):
            cleaned["preferred_contact"] = "none"

    def unusable(self, name: str) -> bool:
        return any(one.code == "contact_unusable" and one.field == name for one in self.noticed)

    # ------------------------------------------------------------ a request for information

    def check_request(self, cleaned: dict[str, Any]) -> None:
        """UU 14/2008: who asks, how to reach them, what, what for and how; at the counter it may come later."""
        cleaned["title"] = cleaned.get("title") or first_words(cleaned.get("body", ""))
        is_entity = cleaned.get("applicant_kind") == InformationRequest.ApplicantKind.LEGAL_ENTITY
        identity = "entity_decree_no" if is_entity else "nik"
        if not cleaned.get(identity):
            self.lacks(identity, "blank", _("The law asks for this number."))
        elif identity == "nik" and nik_state(cleaned["nik"]) == "invalid":
            self.lacks("nik", "invalid", _("A NIK has 16 digits."))
        elif identity == "nik" and nik_state(cleaned["nik"]) == "doubtful":
            self.notice("contact_unusable", "nik", "nik")
        reached = [name for name in ("phone", "email") if cleaned.get(name)]
        if not reached:
            self.lacks("phone", "blank", _("The law asks for a phone number or an e-mail address."))
        elif all(self.unusable(name) for name in reached):
            self.lacks(reached[0], "invalid", _("We cannot reach you this way."))
        cleaned["applicant_kind"] = cleaned.get("applicant_kind") or InformationRequest.ApplicantKind.INDIVIDUAL
        if self.is_at_counter:
            self.missing += [name for name in LEGAL if not cleaned.get(name) and name not in self.errors]

    def lacks(self, field: str, code: str, text: Any) -> None:
        """Something that the law requires: an error, or at the counter a gap to be filled."""
        if self.is_at_counter:
            self.missing.append(field)
        elif field not in self.errors:
            self.add_error(field, forms.ValidationError(text, code=code))

    # ------------------------------------------------------------ an objection

    def check_objection(self, cleaned: dict[str, Any]) -> None:
        if typed := cleaned.get("request_ref"):
            cleaned["request_ref"] = parsed_reference(typed) or ""
            if not cleaned["request_ref"]:
                self.add_error("request_ref", forms.ValidationError(_("This is not a case number."), code="invalid"))
        cleaned["title"] = cleaned.get("title") or first_words(cleaned.get("body", ""))

    # ------------------------------------------------------------ a complaint or an aspiration

    def read_complaint(self, cleaned: dict[str, Any]) -> None:
        """Finds the rows behind the choices; one that is unknown or retired leaves the choice to the coordinator."""
        cleaned["category"] = self.found(Category.objects.offered_by(self.root), "slug", "category", cleaned)
        cleaned["about_unit"] = self.found(Unit.objects.within(self.root.region_id), "code", "about_unit", cleaned)
        villages = Region.objects.filter(level__in=["desa", "kelurahan", "desa_adat"])
        cleaned["village"] = self.found(villages, "code", "village", cleaned)
        if cleaned["village"] and not cleaned["village"].code.startswith(f"{self.root.region_id}."):
            self.flags.append("out_of_area")
        cleaned["place"] = self.place(cleaned)

    UNKNOWN = {"category": "unknown_category", "about_unit": "unknown_office", "village": "unknown_place"}

    def found(self, rows: Any, key: str, name: str, cleaned: dict[str, Any]) -> Any:
        value = cleaned.get(name)
        row = rows.filter(**{key: value}).first() if value else None
        if value and row is None:
            self.notice(self.UNKNOWN[name], name)
        return row

    def place(self, cleaned: dict[str, Any]) -> Place:
        """The place with a point that can be right; one that cannot is kept among the words."""
        village, text = cleaned["village"], cleaned.get("place_text", "")
        typed = {name: normalise(cleaned.get(name) or "", one_line=True)[:40] for name in ("lon", "lat")}
        east_west, north_south = bounds_of(self.limits.limit("area"))
        lon, lat = coordinate(typed["lon"], east_west), coordinate(typed["lat"], north_south)
        if lon is None or lat is None:
            if any(typed.values()):
                self.notice("bad_point", "lon")
                text = f"{text} ({typed['lat']}; {typed['lon']})".strip()[:LONGEST_PLACE]
            return Place(village, text, source="village" if village else "none")
        accuracy = cleaned.get("accuracy_m") or ""
        metres = int(Decimal(accuracy)) if re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,9})?", accuracy) else None
        source = cleaned.get("place_source")
        return Place(village, text, lon, lat, metres, source if source in ("gps", "map") else "map")

    # ------------------------------------------------------------ what only devices tell

    def read_marks(self, cleaned: dict[str, Any]) -> None:
        """Marks of the device and of robots; none of them refuses anything."""
        if cleaned.get("composed_at"):
            cleaned["composed_at"] = moment(cleaned["composed_at"])
            if cleaned["composed_at"] is None:
                self.notice("bad_time", "composed_at")
        lang = cleaned.get("lang") or "id"
        if len(lang) > 20 or not LANGUAGE.fullmatch(lang):
            self.notice("bad_language", "lang")
            lang = "id"
        cleaned["lang"] = lang
        if not CLIENT_KEY.fullmatch(cleaned.get("client_key") or ""):
            cleaned["client_key"] = ""
        if cleaned.get("website"):
            self.flags.append("honeypot")
        opened = cleaned.get("opened_at") or ""
        if re.fullmatch(r"[0-9]{1,12}", opened) and 0 <= time.time() - int(opened) < FASTEST_HUMAN:
            self.flags.append("fast_form")

    def given_consents(self) -> tuple[ConsentGiven, ...]:
        """What was ticked; a box left empty is no answer, only an app can say a plain no."""
        if self.consents is not None:
            return tuple(self.consents)
        return tuple(
            ConsentGiven(notice.kind, notice.version, True)
            for notice in self.notices
            if self.cleaned_data.get(f"consent_{notice.kind}")
        )

    # ------------------------------------------------------------ what comes out

    def named(self, name: str) -> str:
        """A choice as it was sent, whether or not it is known here."""
        return normalise(str(self.data.get(name) or ""), one_line=True)[:80] if name in self.fields else ""

    def problems(self) -> list[tuple[str, str, str]]:
        """(field, code, text) for everything that must be put right, with the codes of the API."""
        return [
            (name, CODES.get(error.code or "", error.code or "invalid"), str(next(iter(error))))
            for name, errors in self.errors.as_data().items()
            for error in errors
        ]

    def warnings(self) -> list[Warning]:
        """What the citizen should see before sending: personal data in the text, contacts that cannot be used."""
        return self.noticed

    def submission(self) -> Submission:
        """What was sent, cleaned; only after is_valid()."""
        given = self.cleaned_data
        is_request = self.kind == Kind.INFORMATION_REQUEST
        return Submission(
            id=canonical_uuid4(given.get("submission_id") or "") or uuid.uuid4(),
            unit=self.unit,
            kind=str(self.kind),
            title=given["title"],
            body=given["body"],
            category=given.get("category"),
            is_anonymous=bool(given.get("is_anonymous")),
            is_confidential=bool(given.get("is_confidential")),
            about_unit=given.get("about_unit"),
            place=given.get("place") or Place(),
            person=Person(**{name: given.get(name) or "" for name in Person.__dataclass_fields__}),
            request=RequestTerms(**{n: given.get(n) or "" for n in TEXTS_OF_REQUEST}, is_proxy=given["is_proxy"])
            if is_request
            else None,
            request_ref=given.get("request_ref", ""),
            ground=given.get("ground", ""),
            consents=self.given_consents(),
            attachments=self.attachments,
            composed_at=given.get("composed_at") or None,
            lang=given["lang"],
            client_key=given["client_key"],
            named=(self.unit_named, *(self.named(name) for name in ("category", "about_unit", "village"))),
            config_version=(given.get("config_version") or "")[:40],
            missing=tuple(dict.fromkeys(self.missing)),
            flags=tuple(dict.fromkeys(self.flags)),
            warnings=tuple(self.noticed),
        )


TEXTS_OF_REQUEST = [name for name in RequestTerms.__dataclass_fields__ if name != "is_proxy"]


def first_words(text: str, longest: int = 80) -> str:
    """A title for a text that came without one: its beginning, cut between words."""
    line = normalise(text, one_line=True)
    if len(line) <= longest:
        return line
    return line[: longest - 1].rsplit(" ", 1)[0][: longest - 1] + "…"
