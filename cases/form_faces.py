"""How a citizens' form is laid out: few groups, each field with its hint, its error and what helps a phone to fill it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.forms import BoundField, Form
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from regions.models import Region, Unit

from .forms import SubmissionForm
from .models import Objection
from .transitions import Kind

# What a phone's keyboard and memory should know of a field.
HELPING: dict[str, dict[str, Any]] = {
    "body": {"rows": 7},
    "name": {"autocomplete": "name"},
    "phone": {"autocomplete": "tel", "inputmode": "tel"},
    "email": {"autocomplete": "email", "inputmode": "email"},
    "nik": {"autocomplete": "off", "inputmode": "numeric"},
    "address": {"autocomplete": "street-address"},
    "occupation": {"autocomplete": "organization-title"},
    "purpose": {"rows": 3},
    "text": {"rows": 5},
    "comment": {"rows": 3},
    "request_ref": {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"},
    "ref": {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 40},
    "secret": {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "maxlength": 40},
}
# Needed by the law in one case or the other: the hint says when.
EITHER = {"nik", "entity_decree_no", "phone", "email", "delivery"}
# Few answers are shown at once: one touch less than a list that opens.
RADIOS = {"applicant_kind", "access_mode"}
HINTS = {
    "title": _("The heart of the matter, for example: the bridge near the school is broken."),
    "body": _("What, where, since when, who is affected. Please leave out NIK, phone and account numbers."),
    "village": _("The village in which it is."),
    "place_text": _("A landmark helps, for example: in front of the primary school."),
    "about_unit": _(
        "Choose it only when the conduct of officials or of an office is the problem. That office will not see your report."
    ),
    "is_anonymous": _("The office that handles your report, and the public, do not learn who you are."),
    "is_confidential": _("What you write is never shown to the public, only its handlers read it."),
    "phone": _("Only for questions about this report."),
    "email": _("We tell you there when something happens, without repeating what you wrote."),
    "ref": _("It stands on your receipt, for example BNA-26-7KQ4MX-4."),
    "secret": _("The three groups of four characters on your receipt."),
}
REQUEST_HINTS = {
    "body": _("Name the document or the figures, and the year if you know it."),
    "purpose": _("The law asks for it; it is no reason to refuse."),
    "nik": _("The law asks for it when you ask as a person. It is kept encrypted."),
    "entity_decree_no": _("Only for a legal entity."),
    "proxy_name": _("Only when you act for somebody else; add the letter of authority as a file afterwards."),
    "phone": _("A phone number or an e-mail address is needed."),
    "email": _("A phone number or an e-mail address is needed."),
}
OBJECTION_HINTS = {
    "body": _("What was wrong with the answer, or that there was none."),
    "request_ref": _("The number of your request for information; it stands on its receipt."),
}


@dataclass(frozen=True)
class Drawn:
    """One field as the page draws it."""

    bound: BoundField
    hint: Any = ""
    shows_error: bool = True
    is_optional: bool = False

    @property
    def id(self) -> str:
        return self.bound.auto_id or self.bound.html_name

    @property
    def label(self) -> Any:
        return self.bound.label

    @property
    def error(self) -> str:
        return str(self.bound.errors[0]) if self.shows_error and self.bound.form.is_bound and self.bound.errors else ""

    @property
    def shape(self) -> str:
        """check, radio or box: which markup carries the label."""
        kind = "radioselect" if self.bound.name in RADIOS else self.bound.widget_type
        return {"checkbox": "check", "radioselect": "radio", "nullboolean": "radio"}.get(kind, "box")

    @property
    def described_by(self) -> str:
        return " ".join([f"{self.id}-e"] * bool(self.error) + [f"{self.id}-h"] * bool(self.hint))

    @property
    def widget(self) -> SafeString:
        """The native control, tied to its hint and its error."""
        attrs: dict[str, Any] = dict(HELPING.get(self.bound.name, {}))
        if self.described_by:
            attrs["aria-describedby"] = self.described_by
        if not self.error:
            attrs["aria-invalid"] = False
        return self.bound.as_widget(attrs=attrs)

    @property
    def options(self) -> list[dict[str, Any]]:
        """The answers of a radio group."""
        held = self.bound.value()
        held = "" if held is None else str(held)
        return [
            {"value": value, "label": label, "id": f"{self.id}-{number}", "is_chosen": str(value) == held}
            for number, (value, label) in enumerate(self.bound.field.choices)  # type: ignore[attr-defined]
            if value not in ("", None, "unknown")
        ]

    @property
    def first_id(self) -> str:
        """Where a link in the error summary leads."""
        return f"{self.id}-0" if self.shape == "radio" else self.id


@dataclass(frozen=True)
class Group:
    """Fields that belong together, under one legend."""

    legend: Any
    fields: list[Drawn] = field(default_factory=list)
    text: Any = ""


def drawn(
    form: Form,
    names: Iterable[str],
    hints: dict[str, Any],
    shows_errors: bool = True,
    either: Iterable[str] = (),
) -> list[Drawn]:
    """The fields of these names that the form has; `either` are not marked as optional although they may stay empty."""
    found = [(name, form[name]) for name in names if name in form.fields]
    return [
        Drawn(bound, hints.get(name, ""), shows_errors, not bound.field.required and name not in either)
        for name, bound in found
    ]


def groups_of(form: SubmissionForm, shows_errors: bool = True) -> list[Group]:
    """The citizens' form of one kind, ready to draw."""
    if form.kind == Kind.INFORMATION_REQUEST:
        parts, hints, either = REQUEST_PARTS, HINTS | REQUEST_HINTS, EITHER
    elif form.kind == Kind.OBJECTION:
        parts, hints, either = OBJECTION_PARTS, HINTS | OBJECTION_HINTS, set[str]()
        form.fields["ground"].choices = [("", _("Please choose")), *Objection.Ground.choices]  # type: ignore[attr-defined]
    else:
        parts, hints, either = COMPLAINT_PARTS, HINTS, set[str]()
        form.fields["village"].choices = villages_by_kecamatan(form)  # type: ignore[attr-defined]
        form.fields["about_unit"].choices = offices(form)  # type: ignore[attr-defined]
    consents = [name for name in form.fields if name.startswith("consent_")]
    groups = []
    for legend, text, names in parts:
        fields = drawn(form, [*names, *(consents if "email" in names else [])], hints, shows_errors, either)
        groups.append(Group(legend, fields, text))
    return groups


# Legend, text below it, names of its fields.
Parts = tuple[tuple[Any, Any, tuple[str, ...]], ...]
COMPLAINT_PARTS: Parts = (
    (_("Your report"), "", ("category", "title", "body")),
    (_("Where is it?"), "", ("village", "place_text")),
    (_("Your safety"), "", ("is_anonymous", "is_confidential", "about_unit")),
    (
        _("How may we reach you?"),
        _("You may leave this empty. With your receipt you can follow the report without telling who you are."),
        ("name", "phone", "email"),
    ),
)
REQUEST_PARTS: Parts = (
    (_("The information"), "", ("body", "purpose", "access_mode", "copy_form", "delivery")),
    (
        _("Who asks?"),
        _("UU 14/2008 asks for this. It is kept sealed and used only for this request."),
        (
            "applicant_kind", "name", "nik", "entity_decree_no", "address", "phone", "email", "occupation",
            "is_proxy", "proxy_name",
        ),
    ),
)  # fmt: skip
OBJECTION_PARTS: Parts = ((_("Your request"), "", ("request_ref",)), (_("Your objection"), "", ("ground", "body")))


def villages_by_kecamatan(form: SubmissionForm) -> list[Any]:
    """The villages to choose from: names repeat inside a regency, so each stands under its kecamatan.

    A desa offers its neighbours too, itself first: what is broken does not end at the border.
    """
    code = form.unit.region_id
    around = code.rpartition(".")[0] if code.count(".") == 3 else code
    rows = list(Region.objects.within(around).order_by("code").values_list("code", "level", "name"))
    names = {row[0]: row[2] for row in rows}
    villages = [(one, name) for one, level, name in rows if level in ("desa", "kelurahan", "desa_adat")]
    choices: list[Any] = [("", _("Not named"))]
    if code in dict(villages):
        choices.append((code, dict(villages)[code]))
        villages = [row for row in villages if row[0] != code]
    for above, members in groupby(villages, key=lambda row: row[0].rpartition(".")[0]):
        inside = sorted(members, key=lambda row: row[1])
        choices.extend([(names[above], inside)] if above in names and around != above else inside)
    return choices


# A report about the office of the village that was chosen; the form cannot list them all.
OF_VILLAGE = "village"


def offices(form: SubmissionForm) -> list[tuple[str, Any]]:
    """The offices that a report can be about: this one, those above it, and those that stand right below it."""
    unit = form.unit
    above = [".".join(unit.code.split("-")[0].split(".")[:depth]) for depth in (2, 3)]
    units = Unit.objects.filter(code__in=[*above, unit.code]) | Unit.objects.filter(parent=unit).exclude(
        kind__in=(Unit.Kind.DESA, Unit.Kind.KELURAHAN)
    )
    named = [
        (one.code, one.name) for one in sorted(units.distinct(), key=lambda one: (one.code != unit.code, one.code))
    ]
    villages = (
        []
        if unit.kind in (Unit.Kind.DESA, Unit.Kind.KELURAHAN)
        else [(OF_VILLAGE, _("The office of the village chosen above"))]
    )
    return [("", _("It is not about an office")), *named, *villages]
