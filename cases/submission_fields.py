"""What is asked of a citizen, by kind: few fields for a complaint, those of the law for a request or an objection."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from regions.models import Region, Unit

from . import consents as purposes
from .form_fields import ClosedChoiceField, DigitsField, OpenChoiceField, PlainTextField
from .models import Category, InformationRequest, Objection
from .routing import root_of, settings_of
from .submissions import Announced, ConsentGiven, Warning
from .transitions import Kind

CONTACTS = [("none", _("Do not contact me")), ("phone", _("Phone")), ("email", _("E-mail")), ("post", _("Post"))]


class SubmissionFields(forms.Form):
    """The fields of a submission; how they are read stands in cases.forms."""

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
        self.unit_named = unit.code
        self.consents, self.attachments = consents, tuple(attachments)
        self.flags: list[str] = []
        self.noticed: list[Warning] = []
        self.missing: list[str] = []
        super().__init__(data, **options)
        self.fit_to_kind()
        self.notices = purposes.asked_for(self.kind)
        for notice in self.notices:
            self.fields[f"consent_{notice.kind}"] = forms.BooleanField(label=notice.text, required=False)
        if not self.is_bound:
            fresh = {"submission_id": str(uuid.uuid4()), "opened_at": str(int(time.time()))}
            self.initial = {**fresh, **self.initial}

    def fit_to_kind(self) -> None:
        """Adds the fields of the kind and the limits of the regency."""
        self.limits = settings_of(self.root)
        for name in ("title", "body"):
            field: Any = self.fields[name]
            field.limit(min(self.limits.limit(name), field.max_length))
        further = {
            Kind.INFORMATION_REQUEST: self.request_fields,
            Kind.OBJECTION: self.objection_fields,
        }.get(self.kind, self.complaint_fields)
        self.fields.update(further())

    def complaint_fields(self) -> dict[str, forms.Field]:
        del self.fields["proxy_name"]
        for name in ("nik", "address", "occupation"):  # never asked for a complaint; kept when an app sends it
            self.fields[name].widget = forms.HiddenInput()
        return {
            "category": OpenChoiceField(label=_("Category"), choices=self.category_choices, required=False),
            "about_unit": OpenChoiceField(
                label=_("It is about this office"), choices=self.unit_choices, required=False
            ),
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
                label=_("Form of the copy"), choices=[("", _("Either")), *terms.CopyForm.choices], required=False
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
        return [("", _("I do not know")), *offered.values_list("slug", "name")]

    def unit_choices(self) -> list[tuple[str, Any]]:
        units = Unit.objects.within(self.root.code).values_list("code", "name")
        return [("", _("About no office")), *units]

    def village_choices(self) -> list[tuple[str, Any]]:
        villages = Region.objects.within(self.unit.region_id).filter(level__in=["desa", "kelurahan", "desa_adat"])
        return [("", _("Not named")), *villages.order_by("name").values_list("code", "name")]
