"""Places worth a visit, to sleep, to eat, to travel from: the tourism of a region (domain.md §8)."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField

from blocks.officials import OpeningHoursBlock
from blocks.places import TicketBlock
from blocks.stream import BlockField

from ..money import Money, money
from .base import BasePage
from .slices import BodyFields, ContactFields, GeoFields, IndexFields


class Halal(models.TextChoices):
    """Halal status as the label may state it."""

    CERTIFIED = "certified", _("Certified")
    SELF_DECLARED = "self_declared", _("Self-declared")
    NOT_HALAL = "not_halal", _("Not halal")
    NOT_YET = "not_yet", _("Not yet")


class PlacePage(BodyFields, GeoFields, ContactFields, BasePage):
    """A place: destination, lodging, food, transport or information."""

    REVIEW_EVERY_DAYS = 180

    class Kind(models.TextChoices):
        DESTINATION = "destination", _("Destination")
        LODGING = "lodging", _("Lodging")
        CULINARY = "culinary", _("Food")
        TRANSPORT = "transport", _("Transport")
        INFORMATION = "information", _("Information")

    class Category(models.TextChoices):
        NATURE = "nature", _("Nature")
        MARINE = "marine", _("Sea")
        CULTURE = "culture", _("Culture")
        HISTORY = "history", pgettext_lazy("kind of place", "History")
        RELIGION = "religion", _("Religion")
        MAN_MADE = "man_made", _("Man-made")
        TOURISM_VILLAGE = "tourism_village", _("Tourism village")
        AGROTOURISM = "agrotourism", _("Agrotourism")

    class LodgingKind(models.TextChoices):
        HOTEL = "hotel", _("Hotel")
        INN = "inn", _("Inn")
        HOMESTAY = "homestay", _("Homestay")
        GUEST_HOUSE = "guest_house", _("Guest house")
        VILLA = "villa", _("Villa")
        LIVEABOARD = "liveaboard", _("Liveaboard")

    class Mode(models.TextChoices):
        BUS = "bus", _("Bus")
        SHARED_VAN = "shared_van", _("Shared van")
        SHIP = "ship", _("Ship")
        SPEEDBOAT = "speedboat", _("Speedboat")
        PLANE = "plane", _("Plane")
        MOTORCYCLE_TAXI = "motorcycle_taxi", _("Motorcycle taxi")
        RENTAL = "rental", _("Rental")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        TEMPORARILY_CLOSED = "temporarily_closed", _("Closed for now")
        CLOSED = "closed", _("Closed")

    class Manager(models.TextChoices):
        POKDARWIS = "pokdarwis", _("Tourism group (Pokdarwis)")
        BUMDES = "bumdes", _("BUMDes")
        PRIVATE = "private", pgettext_lazy("owner", "Private")
        AGENCY = "agency", _("Agency")
        NATIONAL_PARK = "national_park", _("National park")

    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices, default=Kind.DESTINATION)
    category = models.CharField(_("category"), max_length=20, choices=Category.choices, blank=True)
    place_status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.OPEN)
    opening_hours = BlockField([("hours", OpeningHoursBlock())], blank=True, verbose_name=_("opening hours"))
    tickets = BlockField([("ticket", TicketBlock())], blank=True, verbose_name=_("tickets"))
    price_min = models.DecimalField(
        _("price from (Rp)"), max_digits=18, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    price_max = models.DecimalField(
        _("price to (Rp)"), max_digits=18, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    takes_cash = models.BooleanField(_("cash"), default=True)
    takes_qris = models.BooleanField("QRIS", default=False)
    takes_transfer = models.BooleanField(_("bank transfer"), default=False)
    takes_card = models.BooleanField(_("card"), default=False)
    facilities = models.CharField(
        pgettext_lazy("of a place", "facilities"),
        max_length=300,
        blank=True,
        help_text=_("Separated by commas: parking, toilet, prayer room."),
    )
    accessibility = models.CharField(
        _("accessibility"), max_length=300, blank=True, help_text=_("Ramp, accessible toilet …")
    )
    managed_by = models.CharField(_("managed by"), max_length=15, choices=Manager.choices, blank=True)
    best_season = models.CharField(_("best season"), max_length=100, blank=True)
    safety = models.CharField(_("safety"), max_length=300, blank=True)
    lodging_kind = models.CharField(_("kind of lodging"), max_length=15, choices=LodgingKind.choices, blank=True)
    star = models.PositiveSmallIntegerField(_("stars"), null=True, blank=True, validators=[MaxValueValidator(5)])
    rooms = models.PositiveSmallIntegerField(_("rooms"), null=True, blank=True)
    check_in = models.TimeField(_("check-in"), null=True, blank=True)
    check_out = models.TimeField(_("check-out"), null=True, blank=True)
    cuisine = models.CharField(_("cuisine"), max_length=100, blank=True)
    signature_dishes = models.CharField(_("signature dishes"), max_length=200, blank=True)
    halal_status = models.CharField(_("halal"), max_length=15, choices=Halal.choices, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    mode = models.CharField(_("means of transport"), max_length=20, choices=Mode.choices, blank=True)
    origin = models.CharField(_("from"), max_length=120, blank=True)
    destination = models.CharField(_("to"), max_length=120, blank=True)
    schedule = models.CharField(_("schedule"), max_length=300, blank=True)
    operator = models.CharField(_("operator"), max_length=120, blank=True)

    parent_page_types = ["pages.PlaceIndexPage"]
    subpage_types: list[str] = []
    page_description = _("A destination, a lodging, a place to eat, a way to travel.")
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("category"), FieldPanel("place_status")]),
        *GeoFields.geo_panels,
        *ContactFields.contact_panels,
        FieldPanel("opening_hours"),
        MultiFieldPanel(
            [
                FieldPanel("tickets"),
                FieldRowPanel([FieldPanel("price_min"), FieldPanel("price_max")]),
                FieldRowPanel(
                    [
                        FieldPanel("takes_cash"),
                        FieldPanel("takes_qris"),
                        FieldPanel("takes_transfer"),
                        FieldPanel("takes_card"),
                    ]
                ),
            ],
            heading=_("Prices and payment"),
        ),
        *BodyFields.body_panels,
        MultiFieldPanel(
            [
                FieldPanel("facilities"),
                FieldPanel("accessibility"),
                FieldRowPanel([FieldPanel("managed_by"), FieldPanel("best_season")]),
                FieldPanel("safety"),
            ],
            heading=_("Good to know"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("lodging_kind"), FieldPanel("star"), FieldPanel("rooms")]),
                FieldRowPanel([FieldPanel("check_in"), FieldPanel("check_out")]),
            ],
            heading=_("Only for lodging"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("cuisine"), FieldPanel("signature_dishes")]),
                FieldRowPanel([FieldPanel("halal_status"), FieldPanel("seats")]),
            ],
            heading=_("Only for food"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("mode"), FieldPanel("operator")]),
                FieldRowPanel([FieldPanel("origin"), FieldPanel("destination")]),
                FieldPanel("schedule"),
            ],
            heading=_("Only for transport"),
            classname="collapsed",
        ),
    ]
    override_translatable_fields = [*BasePage.override_translatable_fields, *ContactFields.contact_synchronized]
    api_fields = [
        *BasePage.api_fields,
        APIField("kind"),
        APIField("category"),
        APIField("place_status"),
        *GeoFields.geo_api_fields,
        *ContactFields.contact_api_fields,
        APIField("opening_hours"),
        APIField("tickets"),
        APIField("price_from"),
        APIField("price_to"),
        APIField("payment"),
        APIField("facilities"),
        APIField("accessibility"),
        APIField("managed_by"),
        APIField("best_season"),
        APIField("safety"),
        APIField("lodging_kind"),
        APIField("star"),
        APIField("rooms"),
        APIField("check_in"),
        APIField("check_out"),
        APIField("cuisine"),
        APIField("signature_dishes"),
        APIField("halal_status"),
        APIField("seats"),
        APIField("mode"),
        APIField("origin"),
        APIField("destination"),
        APIField("schedule"),
        APIField("operator"),
        APIField("body"),
    ]

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")

    @property
    def price_from(self) -> Money | None:
        return money(self.price_min)

    @property
    def price_to(self) -> Money | None:
        return money(self.price_max)

    @property
    def payment(self) -> list[str]:
        """How one can pay: cash, qris, transfer, card."""
        return [name for name in ("cash", "qris", "transfer", "card") if getattr(self, f"takes_{name}")]

    def publication_errors(self) -> dict[str, Any]:
        errors = super().publication_errors()
        if (self.lat is None) != (self.lon is None):
            errors["lat"] = _("A position needs both latitude and longitude.")
        if self.price_min is not None and self.price_max is not None and self.price_max < self.price_min:
            errors["price_max"] = _("The highest price cannot be below the lowest.")
        return errors


class PlaceIndexPage(IndexFields, BasePage):
    """The places of a section."""

    not_in_api_because = "a list page: apps ask /api/v1/pages/?type=place"
    item_model = PlacePage
    max_count_per_parent = 1
    subpage_types = ["pages.PlacePage"]
    page_description = _("The list of places: tourism, lodging, food, transport.")

    class Meta:
        verbose_name = _("list of places")
        verbose_name_plural = _("lists of places")

    def items(self, request: HttpRequest) -> Any:
        items = super().items(request)
        if kind := request.GET.get("jenis", ""):
            items = items.filter(kind=kind)
        return items.order_by("title", "path")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"kinds": PlacePage.Kind.choices}
