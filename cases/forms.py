"""The one form by which cases come in: drawn on the page, filled at the counter, fed by the API."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regions.models import Region, Unit

from . import consents as purposes
from .form_fields import (
    CODES,
    EAST_WEST,
    NORTH_SOUTH,
    ClosedChoiceField,
    DigitsField,
    OpenChoiceField,
    PlainTextField,
    coordinate,
    moment,
)
from .models import Category, InformationRequest, Objection
from .personal import detect, nik_state, normalise_phone
from .references import parsed_reference
from .routing import root_of, settings_of, stands_under
from .submissions import (
    Announced,
    ConsentGiven,
    Person,
    Place,
    RequestTerms,
    Submission,
    Warning,
    canonical_uuid4,
)
from .transitions import Kind

FASTEST_HUMAN = 2  # seconds between opening a form and sending it
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CONTACTS = [("none", _("Do not contact me")), ("phone", _("Phone")), ("email", _("E-mail")), ("post", _("Post"))]
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


class SubmissionForm(forms.Form):
    """A submission of one kind to one unit; the fields depend on the kind, unknown choices never cost the text.

    Unbound it has fresh initial values (a new submission_id, opened_at). `is_valid()`, then `submission()` for
    intake.submit and `warnings()` for the preview. `problems()` gives (field, code, text) for each error.
    At the counter what the law requires may still be missing: it is named in `submission().missing`.
    """

    submission_id = forms.CharField(required=False, widget=forms.HiddenInput)
    client_key = forms.CharField(required=False, widget=forms.HiddenInput)
    config_version = forms.CharField(required=False, widget=forms.HiddenInput)
    composed_at = forms.CharField(required=False, widget=forms.HiddenInput)
    lang = forms.CharField(required=False, widget=forms.HiddenInput)
    opened_at = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False, label=_("Leave this empty"))
    title = PlainTextField(label=_("In one sentence"), max_length=150)
    body = PlainTextField(label=_("What happened?"), max_length=10_000, one_line=False)
    name = PlainTextField(label=_("Name"), max_length=120, required=False)
    phone = DigitsField(label=_("Phone or WhatsApp"), max_length=60, required=False)
    email = PlainTextField(label=_("E-mail"), max_length=200, required=False)
    address = PlainTextField(label=_("Address"), max_length=300, required=False)
    occupation = PlainTextField(label=_("Occupation"), max_length=120, required=False)
    nik = DigitsField(label=_("NIK"), max_length=40, required=False)
    proxy_name = PlainTextField(label=_("On behalf of"), max_length=120, required=False)
    preferred_contact = OpenChoiceField(label=_("How may we reach you?"), choices=CONTACTS, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        unit: Unit,
        kind: str,
        is_at_counter: bool = False,
        consents: Iterable[ConsentGiven] | None = None,
        attachments: Iterable[Announced] = (),
        **options: Any,
    ) -> None:
        self.unit, self.kind, self.is_at_counter = unit, Kind(kind), is_at_counter
        self.root = root_of(unit)
        self.consents, self.attachments = consents, tuple(attachments)
        self.flags: list[str] = []
        self.noticed: list[Warning] = []
        self.missing: list[str] = []
        super().__init__(data, **options)
        self.fit_to_kind()
        for notice in purposes.asked_for(self.kind):
            self.fields[f"consent_{notice.kind}"] = forms.BooleanField(label=notice.text, required=False)
        if not self.is_bound:
            fresh = {"submission_id": str(uuid.uuid4()), "opened_at": str(int(time.time()))}
            self.initial = fresh | self.initial

    def fit_to_kind(self) -> None:
        """Adds the fields of the kind and the limits of the regency."""
        limits = settings_of(self.root)
        for name in ("title", "body"):
            longest = min(limits.limit(name), self.fields[name].max_length)
            self.fields[name] = type(self.fields[name])(
                label=self.fields[name].label, max_length=longest, one_line=name == "title"
            )
        further = {
            Kind.INFORMATION_REQUEST: self.request_fields,
            Kind.OBJECTION: self.objection_fields,
        }.get(self.kind, self.complaint_fields)
        self.fields.update(further())

    def complaint_fields(self) -> dict[str, forms.Field]:
        del self.fields["proxy_name"]
        return {
            "category": OpenChoiceField(label=_("Category"), choices=self.category_choices, required=False),
            "about_unit": OpenChoiceField(label=_("It is about this office"), choices=self.unit_choices, required=False),
            "is_anonymous": forms.BooleanField(label=_("Hide my name from the office that handles it"), required=False),
            "is_confidential": forms.BooleanField(label=_("Never publish it"), required=False),
            "village": OpenChoiceField(label=_("Desa or kelurahan"), choices=self.village_choices, required=False),
            "place_text": PlainTextField(label=_("Where exactly?"), max_length=200, required=False),
            "lon": forms.CharField(required=False, widget=forms.HiddenInput),
            "lat": forms.CharField(required=False, widget=forms.HiddenInput),
            "accuracy_m": forms.CharField(required=False, widget=forms.HiddenInput),
            "place_source": forms.CharField(required=False, widget=forms.HiddenInput),
        }

    def request_fields(self) -> dict[str, forms.Field]:
        needed = not self.is_at_counter
        self.fields["title"].required = False
        self.fields["body"].label = _("Which information do you ask for?")
        for name in ("name", "address"):
            self.fields[name].required = needed
        terms = InformationRequest
        return {
            "applicant_kind": ClosedChoiceField(
                label=_("Who asks?"), choices=terms.ApplicantKind.choices, required=needed, initial="individual"
            ),
            "entity_decree_no": PlainTextField(label=_("Number of the entity's decree"), max_length=80, required=False),
            "is_proxy": forms.BooleanField(label=_("I act for somebody else"), required=False),
            "purpose": PlainTextField(label=_("What is it for?"), max_length=2000, one_line=False, required=needed),
            "access_mode": ClosedChoiceField(
                label=_("How do you want it?"), choices=terms.AccessMode.choices, required=needed, initial="obtain_copy"
            ),
            "copy_form": ClosedChoiceField(
                label=_("Form of the copy"), choices=[("", "—"), *terms.CopyForm.choices], required=False
            ),
            "delivery": ClosedChoiceField(
                label=_("Delivery"), choices=terms.Delivery.choices, required=False, initial="in_system"
            ),
        }

    def objection_fields(self) -> dict[str, forms.Field]:
        self.fields["title"].required = False
        self.fields["body"].label = _("Why do you object?")
        return {
            "request_ref": PlainTextField(label=_("Number of the request"), max_length=40),
            "ground": ClosedChoiceField(label=_("Ground"), choices=Objection.Ground.choices),
        }

    # ------------------------------------------------------------ choices

    def category_choices(self) -> list[tuple[str, Any]]:
        offered = Category.objects.offered_by(self.root)
        fitting = [(one.slug, one.name) for one in offered if not one.kinds or self.kind in one.kinds]
        return [("", _("I do not know")), *fitting]

    def unit_choices(self) -> list[tuple[str, Any]]:
        units = Unit.objects.within(self.root.code).values_list("code", "name")
        return [("", _("About no office")), *units]

    def village_choices(self) -> list[tuple[str, Any]]:
        villages = Region.objects.within(self.unit.region_id).filter(level__in=["desa", "kelurahan", "desa_adat"])
        return [("", _("Not named")), *villages.order_by("name").values_list("code", "name")]
