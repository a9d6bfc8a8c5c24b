"""What will happen: the agenda of a section."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField

from .base import BasePage
from .slices import BodyFields, GeoFields, IndexFields


class EventPage(BodyFields, GeoFields, BasePage):
    """One event with its time and place; over when it is over, without anybody's help."""

    REVIEW_EVERY_DAYS = 365

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("Takes place")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    # Unknown while it is planned; a publication needs it, as every field that is not `blank`.
    starts_at = models.DateTimeField(_("starts"), null=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    venue = models.CharField(_("venue"), max_length=200)
    organiser = models.CharField(_("organiser"), max_length=150, blank=True)
    ticket = models.CharField(_("ticket"), max_length=120, blank=True, help_text=_("Price, or that it is free."))
    event_status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.SCHEDULED)

    parent_page_types = ["pages.EventIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Something that people can come to: when, where, who invites.")
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("venue"), FieldPanel("event_status")]),
        FieldRowPanel([FieldPanel("organiser"), FieldPanel("ticket")]),
        *GeoFields.geo_panels,
        *BodyFields.body_panels,
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("starts_at"),
        APIField("ends_at"),
        APIField("venue"),
        APIField("organiser"),
        APIField("ticket"),
        APIField("event_status"),
        *GeoFields.geo_api_fields,
        APIField("body"),
    ]

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    @property
    def is_over(self) -> bool:
        last = self.ends_at or self.starts_at
        return last is not None and last < timezone.now()

    def publication_errors(self) -> dict[str, Any]:
        errors = super().publication_errors()
        if self.ends_at and self.starts_at and self.ends_at < self.starts_at:
            errors["ends_at"] = _("The end cannot be before the start.")
        return errors


def coming(events: Any) -> Any:
    """Events that are not over, the next one first."""
    now = timezone.now()
    return events.filter(Q(ends_at__gte=now) | Q(ends_at=None, starts_at__gte=now)).order_by("starts_at", "path")


def past(events: Any) -> Any:
    """Events that are over, the last one first."""
    now = timezone.now()
    over = events.filter(Q(ends_at__lt=now) | Q(ends_at=None, starts_at__lt=now))
    return over.order_by(F("starts_at").desc(), "-path")


class EventIndexPage(IndexFields, BasePage):
    """The agenda: what comes first, what was on request."""

    not_in_api_because = "a list page: apps ask /api/v1/pages/?type=event"
    item_model = EventPage
    max_count_per_parent = 1
    subpage_types = ["pages.EventPage"]
    page_description = _("The agenda of this section.")

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def items(self, request: HttpRequest) -> Any:
        items = super().items(request)
        if request.GET.get("waktu") == "lalu":
            return past(items)
        return coming(items)
