"""Who serves: the profile of the organiser and of the implementers (UU 25/2009 art. 23)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField

from blocks.officials import OfficialBlock
from blocks.stream import BlockField

from .base import SECTION_TYPES, BasePage
from .slices import BodyFields


class ProfilePage(BodyFields, BasePage):
    """The unit itself, or the people who carry out its services: officials, structure, duties."""

    REVIEW_EVERY_DAYS = 180

    class Kind(models.TextChoices):
        ORGANISER = "organiser_profile", _("Profile of the organiser")
        IMPLEMENTER = "implementer_profile", _("Profile of the implementers")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ORGANISER)
    vision = models.TextField(_("vision and mission"), max_length=2000, blank=True)
    duties = models.TextField(_("duties and functions"), max_length=2000, blank=True)
    responsible_person = models.CharField(
        _("office in charge"), max_length=150, blank=True, help_text=_("The office, for example: Camat Pejawaran.")
    )
    budget = models.DecimalField(_("yearly budget (Rp)"), max_digits=18, decimal_places=2, null=True, blank=True)
    complaint_address = models.CharField(_("address for complaints"), max_length=200, blank=True)
    officials = BlockField([("official", OfficialBlock())], blank=True, verbose_name=_("officials"))

    max_count_per_parent = 2
    parent_page_types = SECTION_TYPES
    subpage_types: list[str] = []
    page_description = _("Who this unit is: officials, structure, duties.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("vision"),
        FieldPanel("duties"),
        FieldPanel("officials"),
        *BodyFields.body_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("responsible_person"), FieldPanel("budget")]),
                FieldPanel("complaint_address"),
            ],
            heading=_("In charge"),
        ),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("kind"),
        APIField("vision"),
        APIField("duties"),
        APIField("responsible_person"),
        APIField("complaint_address"),
        APIField("officials"),
        APIField("body"),
    ]

    not_in_lists = ("vision", "duties")

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")

    def sorted_officials(self) -> list[Any]:
        """The officials in the order in which the editor put them."""
        return [child.value for child in self.officials]

    @property
    def leading_officials(self) -> list[Any]:
        """The first four, for the section's home page."""
        return self.sorted_officials()[:4]
