"""Pages that stand: the pledge, the contact page, a plain page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField
from wagtail_localize.fields import SynchronizedField

from blocks.media import DocumentData, document_data
from blocks.services import ChannelBlock
from blocks.stream import BlockField

from .base import SECTION_TYPES, BasePage
from .slices import BodyFields, GeoFields


class PledgePage(BasePage):
    """The service pledge (maklumat pelayanan), UU 25/2009 art. 22: one active per unit."""

    REVIEW_EVERY_DAYS = 365

    # The sentence that public offices use, in Indonesian whatever the language of the admin.
    USUAL_TEXT = (
        "Dengan ini kami menyatakan sanggup menyelenggarakan pelayanan sesuai standar pelayanan yang telah ditetapkan. "
        "Apabila kami tidak menepati janji ini, kami siap menerima sanksi sesuai peraturan perundang-undangan yang berlaku."
    )

    text = models.TextField(_("text of the pledge"), max_length=1500, default=USUAL_TEXT)
    signer_name = models.CharField(_("name of the signer"), max_length=120, blank=True)
    signer_title = models.CharField(_("office of the signer"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    signed_on = models.DateField(_("date"), null=True, blank=True)
    decree_no = models.CharField(_("number of the decree"), max_length=80, blank=True)
    scan = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("scan"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True)

    parent_page_types = SECTION_TYPES
    subpage_types: list[str] = []
    page_description = _("The unit's promise to keep its standards, signed by its head.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("signer_name"), FieldPanel("signer_title")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("signed_on"), FieldPanel("decree_no")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("revoked_on")]),
        FieldPanel("scan"),
    ]
    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        *map(SynchronizedField, ("signer_name", "decree_no")),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("text"),
        APIField("signer_name"),
        APIField("signer_title"),
        APIField("place"),
        APIField("signed_on"),
        APIField("decree_no"),
        APIField("valid_from"),
        APIField("revoked_on"),
        APIField("scan_data"),
    ]

    not_in_lists = ("text",)

    class Meta:
        verbose_name = _("service pledge")
        verbose_name_plural = _("service pledges")

    @property
    def scan_data(self) -> DocumentData | None:
        return document_data(self.scan)

    def publication_errors(self) -> dict[str, Any]:
        errors = super().publication_errors()
        needed = _("Needed before publishing.")
        for field in ("signer_name", "signer_title", "place", "signed_on", "valid_from"):
            if not getattr(self, field):
                errors[field] = needed
        if self.unit_id and not self.revoked_on:
            others = PledgePage.objects.filter(unit=self.unit_id, locale=self.locale_id, live=True, revoked_on=None)
            if others.exclude(pk=self.pk).exists():
                errors["revoked_on"] = _("This unit already has a pledge in force: revoke that one first.")
        return errors


class ContactPage(GeoFields, BodyFields, BasePage):
    """How to reach the unit; address, phone and hours come from the unit itself, so they stand in one place."""

    REVIEW_EVERY_DAYS = 180

    channels = BlockField([("channel", ChannelBlock())], blank=True, verbose_name=_("further channels"))

    max_count_per_parent = 1
    parent_page_types = SECTION_TYPES
    subpage_types: list[str] = []
    page_description = _("Address, phone and hours of this unit.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("channels"),
        *GeoFields.geo_panels,
        *BodyFields.body_panels,
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("channels"),
        *GeoFields.geo_api_fields,
        APIField("body"),
    ]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")


class PlainPage(BodyFields, BasePage):
    """Anything else: history, geography, a campaign, a guide."""

    parent_page_types = [*SECTION_TYPES, "pages.PlainPage"]
    subpage_types = ["pages.PlainPage"]
    page_description = _("Anything else: history, geography, a guide.")
    content_panels = [*BasePage.content_panels, *BodyFields.body_panels]
    api_fields = [*BasePage.api_fields, APIField("body")]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")
