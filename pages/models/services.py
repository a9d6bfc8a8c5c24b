"""Service standards: what a citizen brings, what it costs, how long it takes (UU 25/2009 art. 21)."""

from __future__ import annotations

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail_localize.fields import SynchronizedField

from blocks.services import ChannelBlock, LegalBasisBlock, ProcedureStepBlock, RequirementBlock
from blocks.stream import BlockField

from ..components import COMPONENTS, MANUFACTURING, VALUES, Component
from .base import BasePage
from .slices import IndexFields


class ServicePage(BasePage):
    """One service of one unit with its 14 statutory components."""

    REVIEW_EVERY_DAYS = 180

    class Kind(models.TextChoices):
        """Kinds of service, UU 25/2009 art. 5."""

        ADMINISTRATIVE = "administrative", _("Administrative")
        GOODS = "goods", _("Goods")
        SERVICES = "services", pgettext_lazy("kind of service", "Services")

    class TimeUnit(models.TextChoices):
        """Never a bare "day": working days and calendar days differ."""

        MINUTE = "minute", _("minutes")
        HOUR = "hour", _("hours")
        WORKING_DAY = "working_day", _("working days")
        CALENDAR_DAY = "calendar_day", _("calendar days")
        MONTH = "month", _("months")

    class FeeType(models.TextChoices):
        FREE = "free", _("Free of charge")
        FIXED = "fixed", _("Fixed")
        RANGE = "range", _("From … to …")
        FORMULA = "formula", _("By formula")
        BY_REGULATION = "by_regulation", _("By regulation")

    class Status(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("of a standard", "Draft")
        PUBLIC_CONSULTATION = "public_consultation", _("Public consultation")
        ADOPTED = "adopted", _("Adopted")
        REVOKED = "revoked", _("Revoked")

    class Availability(models.TextChoices):
        """Whether the service can be had today."""

        OPEN = "open", _("Open")
        DISRUPTED = "disrupted", _("Disrupted")
        CLOSED = "closed", _("Closed")

    service_code = models.CharField(_("local code"), max_length=40, blank=True)
    service_kind = models.CharField(
        _("kind of service"), max_length=15, choices=Kind.choices, default=Kind.ADMINISTRATIVE
    )
    availability = models.CharField(_("today"), max_length=10, choices=Availability.choices, default=Availability.OPEN)
    availability_note = models.CharField(_("why, and until when"), max_length=200, blank=True)
    location = models.CharField(
        _("place"), max_length=200, blank=True, help_text=_("Which counter; empty: the unit's office.")
    )
    online_url = models.URLField(_("online"), blank=True, help_text=_("Where it can be done without coming."))

    requirements = BlockField([("requirement", RequirementBlock())], blank=True, verbose_name=_("requirements"))
    procedure = BlockField([("step", ProcedureStepBlock())], blank=True, verbose_name=_("procedure"))
    time_value = models.PositiveSmallIntegerField(_("takes"), null=True, blank=True)
    time_max = models.PositiveSmallIntegerField(_("at most"), null=True, blank=True)
    time_unit = models.CharField(_("unit of time"), max_length=15, choices=TimeUnit.choices, blank=True)
    time_condition = models.CharField(
        _("counted from"), max_length=120, blank=True, help_text=_("Empty: from a complete file.")
    )
    fee_type = models.CharField(_("fee"), max_length=15, choices=FeeType.choices, blank=True)
    fee_amount = models.DecimalField(
        _("amount (Rp)"), max_digits=18, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    fee_min = models.DecimalField(
        _("from (Rp)"), max_digits=18, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    fee_max = models.DecimalField(
        _("to (Rp)"), max_digits=18, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    fee_basis = models.CharField(
        _("basis of the fee"), max_length=200, blank=True, help_text=_("The Perda or Perdes; needed unless it is free.")
    )
    product = models.TextField(_("product"), blank=True, help_text=_("What the applicant receives; one per line."))
    complaint_channels = BlockField([("channel", ChannelBlock())], blank=True, verbose_name=_("where to complain"))
    complaint_handling = models.TextField(_("how complaints are handled"), max_length=1000, blank=True)

    legal_basis = BlockField([("legal_basis", LegalBasisBlock())], blank=True, verbose_name=_("legal basis"))
    facilities = models.TextField(_("facilities"), max_length=1000, blank=True)
    staff_competence = models.TextField(_("staff competence"), max_length=1000, blank=True)
    internal_supervision = models.TextField(_("internal supervision"), max_length=1000, blank=True)
    staff_count = models.PositiveSmallIntegerField(_("number of staff"), null=True, blank=True)
    service_guarantee = models.TextField(_("service guarantee"), max_length=1000, blank=True)
    safety_guarantee = models.TextField(_("security and safety guarantee"), max_length=1000, blank=True)
    performance_evaluation = models.TextField(_("evaluation of performance"), max_length=1000, blank=True)

    standard_status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.ADOPTED)
    decree_no = models.CharField(_("number of the decree"), max_length=80, blank=True)
    decree_on = models.DateField(_("date of the decree"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    sippn_id = models.CharField("SIPPN ID", max_length=40, blank=True)
    sippn_url = models.URLField(_("address in SIPPN"), blank=True)

    parent_page_types = ["pages.ServiceIndexPage"]
    subpage_types: list[str] = []
    page_description = _("What citizens bring, what it costs, how long it takes: the standard of one service.")
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("availability"), FieldPanel("availability_note")]),
                FieldRowPanel([FieldPanel("location"), FieldPanel("online_url")]),
            ],
            heading=_("Where and whether"),
        ),
        FieldPanel("requirements"),
        FieldPanel("procedure"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("time_value"), FieldPanel("time_max"), FieldPanel("time_unit")]),
                FieldPanel("time_condition"),
            ],
            heading=_("Time to complete"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("fee_type"),
                FieldRowPanel([FieldPanel("fee_amount"), FieldPanel("fee_min"), FieldPanel("fee_max")]),
                FieldPanel("fee_basis"),
            ],
            heading=_("Fee"),
        ),
        FieldPanel("product"),
        MultiFieldPanel(
            [FieldPanel("complaint_channels"), FieldPanel("complaint_handling")],
            heading=_("Complaints, suggestions and feedback"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("legal_basis"),
                FieldPanel("facilities"),
                FieldPanel("staff_competence"),
                FieldPanel("internal_supervision"),
                FieldPanel("staff_count"),
                FieldPanel("service_guarantee"),
                FieldPanel("safety_guarantee"),
                FieldPanel("performance_evaluation"),
            ],
            heading=_("The other eight components"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("service_kind"), FieldPanel("service_code"), FieldPanel("standard_status")]),
                FieldRowPanel([FieldPanel("decree_no"), FieldPanel("decree_on"), FieldPanel("valid_from")]),
                FieldRowPanel(
                    [
                        FieldPanel(
                            "sippn_id", help_text=_("The number of this service in the national list, if it has one.")
                        ),
                        FieldPanel("sippn_url"),
                    ]
                ),
            ],
            heading=_("Decree"),
            classname="collapsed",
        ),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *map(SynchronizedField, ("service_code", "decree_no", "sippn_id")),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("service_kind"),
        APIField("availability"),
        APIField("availability_note"),
        APIField("location"),
        APIField("online_url"),
        APIField("components"),
        APIField("standard_status"),
        APIField("decree_no"),
        APIField("decree_on"),
        APIField("valid_from"),
        APIField("sippn_id"),
        APIField("sippn_url"),
    ]

    not_in_lists = ("components",)

    class Meta:
        verbose_name = _("service standard")
        verbose_name_plural = _("service standards")

    def publication_errors(self) -> dict[str, Any]:
        """The six components shown to users must be there (PermenPANRB 15/2014), and a fee its basis (UU 25/2009 art. 31)."""
        errors = super().publication_errors()
        missing = _("Needed before publishing: the law asks for this component.")
        for component, field in {
            "requirements": "requirements",
            "procedure": "procedure",
            "completion_time": "time_value",
            "fee": "fee_type",
            "product": "product",
            "complaint_handling": "complaint_channels",
        }.items():
            if not VALUES[component](self):
                errors[field] = missing
        if self.time_value is not None and not self.time_unit:
            errors["time_unit"] = _("Say minutes, hours, working days or calendar days.")
        if self.time_max is not None and self.time_value is not None and self.time_max < self.time_value:
            errors["time_max"] = _("“At most” cannot be shorter than the usual time.")
        return errors | self.fee_errors()

    def fee_errors(self) -> dict[str, Any]:
        errors: dict[str, Any] = {}
        if self.fee_type == self.FeeType.FREE:
            if self.fee_amount or self.fee_min or self.fee_max:
                errors["fee_amount"] = _("A free service has no amount.")
        elif self.fee_type:
            if not self.fee_basis:
                errors["fee_basis"] = _("Name the regulation that sets the fee.")
            if self.fee_type == self.FeeType.FIXED and self.fee_amount is None:
                errors["fee_amount"] = _("Give the amount.")
            if self.fee_type == self.FeeType.RANGE and (
                self.fee_min is None or self.fee_max is None or self.fee_max < self.fee_min
            ):
                errors["fee_min"] = _("Give the lowest and the highest amount.")
        return errors

    @property
    def components(self) -> list[Component]:
        """All non-empty components in statutory order."""
        found = [(slug, label, group, VALUES[slug](self)) for slug, label, group in COMPONENTS]
        return [
            {"slug": slug, "label": str(label), "group": group, "value": value}
            for slug, label, group, value in found
            if value not in (None, "", [])
        ]

    @property
    def completeness(self) -> int:
        """How many of the 14 components are there."""
        return len(self.components)

    @property
    def other_components(self) -> list[Component]:
        """Those of the other eight that are told in words: they follow folded, the legal basis stands apart."""
        return [part for part in self.components if part["group"] == MANUFACTURING and part["slug"] != "legal_basis"]

    @property
    def products(self) -> list[str]:
        return [line.strip() for line in self.product.splitlines() if line.strip()]


class ServiceIndexPage(IndexFields, BasePage):
    """The services of a section, by name."""

    not_in_api_because = "a list page: apps ask /api/v1/pages/?type=service"
    item_model = ServicePage
    max_count_per_parent = 1
    subpage_types = ["pages.ServicePage"]
    page_description = _("The list of this section's services.")

    class Meta:
        verbose_name = _("service list")
        verbose_name_plural = _("service lists")

    def items(self, request: Any) -> Any:
        return super().items(request).order_by("title", "path")
