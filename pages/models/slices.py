"""Columns that several kinds of page share, each with its panel and its place in the API."""

from __future__ import annotations

from functools import cache
from typing import Any, TypedDict

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail_localize.fields import SynchronizedField

from blocks.stream import BlockField, BodyBlock

from ..loading import UNSHOWN, give_sizes, streams_of
from ..prepared import Question
from .base import SECTION_TYPES, BasePage

PHONE = RegexValidator(
    r"^\+?[\d\s().-]{3,25}$", _("Use digits, spaces and hyphens, for example 0286-591218 or +62 812-3456-7890.")
)

PHONE_HELP = _("For example 0286-591218 or +62 812-3456-7890.")


class BodyFields(models.Model):
    """A free body made of blocks."""

    body = BlockField(BodyBlock(), blank=True, verbose_name=_("body"))

    body_panels = [FieldPanel("body")]

    class Meta:
        abstract = True


class Point(TypedDict):
    """A place on earth, WGS84, decimal degrees with six digits."""

    lon: str
    lat: str


class GeoFields(models.Model):
    """Where something stands, WGS84."""

    lat = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("For example -7.213450"),
    )
    lon = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("For example 109.789120"),
    )

    geo_panels = [FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")], heading=_("Position"))]
    geo_api_fields = [APIField("coordinates")]

    class Meta:
        abstract = True

    @property
    def coordinates(self) -> list[str] | None:
        """[lon, lat] as decimal strings with six digits; None when the place has no point."""
        if self.lat is None or self.lon is None:
            return None
        return [f"{self.lon:.6f}", f"{self.lat:.6f}"]


class ContactFields(models.Model):
    """How to reach a place or a business."""

    address = models.TextField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True, validators=[PHONE])
    whatsapp = models.CharField(_("WhatsApp"), max_length=30, blank=True, validators=[PHONE])
    email = models.EmailField(_("e-mail"), blank=True)
    web = models.URLField(_("website"), blank=True)

    contact_panels = [
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel(
                    [FieldPanel("phone", help_text=PHONE_HELP), FieldPanel("whatsapp", help_text=PHONE_HELP)]
                ),
                FieldRowPanel([FieldPanel("email"), FieldPanel("web")]),
            ],
            heading=pgettext_lazy("noun", "Contact"),
        )
    ]
    # The same in every language; e-mail and website are so by their kind.
    contact_synchronized = [SynchronizedField(name) for name in ("address", "phone", "whatsapp")]
    contact_api_fields = [APIField(name) for name in ("address", "phone", "whatsapp", "email", "web")]

    class Meta:
        abstract = True


class IndexFields(models.Model):
    """A list of pages of one kind, with a filter whose address can be shared.

    A concrete index names `item_model` and may narrow `items()`.
    """

    parent_page_types = SECTION_TYPES
    PER_PAGE = 20
    item_model: type[BasePage]

    class Meta:
        abstract = True

    def items(self, request: HttpRequest) -> Any:
        """The visible items of this section; with `?wilayah=semua` those of every section below it too."""
        items = self.item_model.objects.visible().filter(locale=self.locale_id)
        if request.GET.get("wilayah") == "semua":
            items = items.within(self.region_code)
        else:
            items = items.filter(unit=self.unit_id)
        if topic := request.GET.get("topik", ""):
            items = items.filter(topics__slug=topic)
        if words := request.GET.get("cari", "").strip()[:100]:
            for word in words.split()[:6]:
                items = items.filter(models.Q(title__icontains=word) | models.Q(summary__icontains=word))
        return items.newest()

    def leaf(self, request: HttpRequest) -> Leaf:
        """The requested page of the list; a wrong number gives the nearest one."""
        if request.GET:
            return Paginator(self.items(request).for_cards(), self.PER_PAGE).get_page(request.GET.get("halaman"))
        first, number = first_page_of(type(self))
        rows = first(self.unit_id, self.locale_id)
        for row in rows:
            row.unit, row.locale = self.unit, self.locale
        give_sizes(row.picture for row in rows)
        paginator = Paginator(rows, self.PER_PAGE)
        paginator.count = sum(number(self.unit_id, self.locale_id)) if len(rows) == self.PER_PAGE else len(rows)
        return paginator.page(1)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        query = request.GET.copy()
        query.pop("halaman", None)
        context |= {"leaf": self.leaf(request), "query": query.urlencode(), "filters": request.GET}
        return context


@cache
def first_page_of(model: Any) -> tuple[Question, Question]:
    """What a list of this kind shows to whoever has chosen nothing, and how many items there are: for a unit and a language."""

    def items(unit: int, locale: int) -> Any:
        return model(unit_id=unit, locale_id=locale).items(HttpRequest())

    def first(unit: int, locale: int) -> Any:
        return (
            items(unit, locale)
            .select_related("picture")
            .defer(*UNSHOWN, *streams_of(model.item_model))[: model.PER_PAGE]
        )

    def number(unit: int, locale: int) -> Any:
        counted = items(unit, locale).order_by().values("unit").annotate(number=models.Count("pk"))
        return counted.values_list("number", flat=True)

    return Question(first), Question(number)
