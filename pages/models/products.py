"""Local businesses (UMKM) and what they make."""

from __future__ import annotations

import re
from typing import Any, TypedDict, cast

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail_localize.fields import SynchronizedField

from blocks.officials import OpeningHoursBlock
from blocks.stream import BlockField

from ..money import Money, money
from .base import BasePage
from .places import Halal
from .slices import BodyFields, ContactFields, GeoFields, IndexFields

# Forms of official numbers (domain.md §8). A number of another form is kept, but not shown as verified.
NIB = re.compile(r"^\d{13}$")
PIRT = re.compile(r"^\d{13}-\d{2}$")
HALAL = re.compile(r"^ID\d{14,}$")
BPOM = re.compile(r"^(MD|ML)\s?\d{12,15}$")


class PermitsData(TypedDict, total=False):
    """Official numbers; only those that have the official form."""

    nib: str
    pirt: str
    halal_no: str
    bpom: str


class Permit(models.Model):
    """Official numbers of a product or its maker; shown only when they have the official form."""

    nib = models.CharField("NIB", max_length=20, blank=True, help_text=_("13 digits."))
    pirt = models.CharField("P-IRT", max_length=20, blank=True, help_text=_("13 digits, a hyphen, the year: 2 digits."))
    halal_no = models.CharField(_("halal certificate"), max_length=30, blank=True, help_text=_("Starts with ID."))
    bpom = models.CharField("BPOM", max_length=20, blank=True, help_text=_("Starts with MD or ML."))

    permit_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("nib"), FieldPanel("pirt")]),
                FieldRowPanel([FieldPanel("halal_no"), FieldPanel("bpom")]),
            ],
            heading=_("Permits"),
        )
    ]

    permit_synchronized = [SynchronizedField(name) for name in ("nib", "pirt", "halal_no", "bpom")]

    class Meta:
        abstract = True

    @property
    def permits(self) -> PermitsData:
        """The numbers that have the official form; the others stay unpublished until somebody mends them."""
        forms = {"nib": NIB, "pirt": PIRT, "halal_no": HALAL, "bpom": BPOM}
        good = {name: getattr(self, name) for name, form in forms.items() if form.match(getattr(self, name))}
        return cast(PermitsData, good)


class BusinessPage(BodyFields, GeoFields, ContactFields, Permit, BasePage):
    """A local business (UMKM), with its products below it."""

    REVIEW_EVERY_DAYS = 365

    class Scale(models.TextChoices):
        """PP 7/2021, by capital."""

        MICRO = "micro", _("Micro")
        SMALL = "small", _("Small")
        MEDIUM = "medium", _("Medium")

    owner_name = models.CharField(
        _("public name of the owner"), max_length=120, blank=True, help_text=_("Only if the owner wants it shown.")
    )
    scale = models.CharField(_("scale"), max_length=10, choices=Scale.choices, default=Scale.MICRO)
    kbli = models.CharField(
        "KBLI",
        max_length=60,
        blank=True,
        validators=[RegexValidator(r"^\d{5}(\s*,\s*\d{5})*$", _("Five digits each, separated by commas."))],
    )
    founded = models.PositiveSmallIntegerField(_("founded in"), null=True, blank=True)
    employees = models.PositiveSmallIntegerField(_("employees"), null=True, blank=True)
    opening_hours = BlockField([("hours", OpeningHoursBlock())], blank=True, verbose_name=_("opening hours"))

    parent_page_types = ["pages.BusinessIndexPage"]
    subpage_types = ["pages.ProductPage"]
    page_description = _("A local business; its products stand below it.")
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("owner_name"), FieldPanel("scale")]),
        FieldRowPanel(
            [
                FieldPanel("kbli", help_text=_("Five digits each, separated by commas.")),
                FieldPanel("founded"),
                FieldPanel("employees"),
            ]
        ),
        *ContactFields.contact_panels,
        *GeoFields.geo_panels,
        FieldPanel("opening_hours"),
        *BodyFields.body_panels,
        *Permit.permit_panels,
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *ContactFields.contact_synchronized,
        *Permit.permit_synchronized,
        SynchronizedField("owner_name"),
        SynchronizedField("kbli"),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("owner_name"),
        APIField("scale"),
        APIField("kbli_codes"),
        APIField("founded"),
        APIField("employees"),
        *ContactFields.contact_api_fields,
        *GeoFields.geo_api_fields,
        APIField("opening_hours"),
        APIField("permits"),
        APIField("body"),
    ]

    class Meta:
        verbose_name = _("local business")
        verbose_name_plural = _("local businesses")

    @property
    def kbli_codes(self) -> list[str]:
        return [code.strip() for code in self.kbli.split(",") if code.strip()]

    def products(self) -> models.QuerySet[ProductPage]:
        """What this business offers, by name."""
        below = ProductPage.objects.visible().filter(path__startswith=self.path, depth=self.depth + 1)
        return below.order_by("title").for_cards()


class ProductPage(BodyFields, Permit, BasePage):
    """One product; the business above it is its maker."""

    REVIEW_EVERY_DAYS = 180

    class Kind(models.TextChoices):
        FOOD = "food", _("Food and drink")
        CRAFT = "craft", _("Craft")
        TEXTILE = "textile", _("Textile")
        FARM = "farm", _("Farm produce")
        SERVICE = "service", pgettext_lazy("kind of product", "Service")
        OTHER = "other", _("Other")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.FOOD)
    price = models.DecimalField(
        _("price (Rp)"), max_digits=18, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    price_unit = models.CharField(_("per"), max_length=40, blank=True, help_text=_("Pack of 250 g, piece, kilogram …"))
    material = models.CharField(_("material"), max_length=150, blank=True)
    variants = models.CharField(_("variants"), max_length=200, blank=True)
    weight_g = models.PositiveIntegerField(_("weight (grams)"), null=True, blank=True)
    is_in_stock = models.BooleanField(_("in stock"), default=True)
    halal_status = models.CharField(_("halal"), max_length=15, choices=Halal.choices, blank=True)
    marketplace_url = models.URLField(_("where to order"), blank=True)

    parent_page_types = ["pages.BusinessPage"]
    subpage_types: list[str] = []
    page_description = _("One product of the business above, with its price.")
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("price"), FieldPanel("price_unit")]),
        FieldRowPanel([FieldPanel("material"), FieldPanel("variants"), FieldPanel("weight_g")]),
        FieldRowPanel([FieldPanel("is_in_stock"), FieldPanel("halal_status"), FieldPanel("marketplace_url")]),
        *BodyFields.body_panels,
        *Permit.permit_panels,
    ]
    override_translatable_fields = [*BasePage.override_translatable_fields, *Permit.permit_synchronized]
    api_fields = [
        *BasePage.api_fields,
        APIField("kind"),
        APIField("price_data"),
        APIField("price_unit"),
        APIField("material"),
        APIField("variants"),
        APIField("weight_g"),
        APIField("is_in_stock"),
        APIField("halal_status"),
        APIField("marketplace_url"),
        APIField("permits"),
        APIField("body"),
    ]

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")

    @cached_property
    def maker(self) -> BusinessPage | None:
        """The business above, if the public may see it."""
        above = BusinessPage.objects.visible().filter(path=self.path[: -self.steplen])
        return above.select_related("locale").first()

    @property
    def price_data(self) -> Money | None:
        return money(self.price)


class BusinessIndexPage(IndexFields, BasePage):
    """The local businesses of a section and what they make."""

    not_in_api_because = "a list page: apps ask /api/v1/pages/?type=business or type=product"
    item_model = ProductPage
    max_count_per_parent = 1
    subpage_types = ["pages.BusinessPage"]
    page_description = _("The list of local businesses and their products.")

    class Meta:
        verbose_name = _("list of businesses")
        verbose_name_plural = _("lists of businesses")

    def items(self, request: HttpRequest) -> Any:
        items = super().items(request)
        if kind := request.GET.get("jenis", ""):
            items = items.filter(kind=kind)
        return items.order_by("title", "path")

    def businesses(self) -> models.QuerySet[BusinessPage]:
        """The businesses of this section, by name."""
        return (
            BusinessPage.objects.visible()
            .filter(unit=self.unit_id, locale=self.locale_id)
            .order_by("title")
            .select_related("locale")
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"kinds": ProductPage.Kind.choices}
