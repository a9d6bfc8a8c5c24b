"""Public information: one page per item of the Daftar Informasi Publik (UU 14/2008, PERKI 1/2021)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from blocks.media import DocumentData, document_data

from ..queries import BasePageQuerySet
from .base import BasePage
from .slices import IndexFields


class DocumentQuerySet(BasePageQuerySet):
    """Items of public information."""

    def exempt_titles(self) -> DocumentQuerySet:
        """The exempt items that the DIP lists by title and by nothing else: they have no address, file or id outside."""
        exempt = self.in_time().filter(category=DocumentPage.Category.EXEMPT, is_restricted=False)
        return exempt.only("title", "category", "path")


class DocumentPage(BasePage):
    """One item of public information with the columns of the DIP."""

    REVIEW_EVERY_DAYS = 365

    class Category(models.TextChoices):
        """UU 14/2008 art. 9–11 and 17."""

        PERIODIC = "periodic", _("Periodic")
        IMMEDIATE = "immediate", _("Immediate")
        ALWAYS_AVAILABLE = "always_available", _("Always available")
        EXEMPT = "exempt", _("Exempt")

    category = models.CharField(_("category"), max_length=20, choices=Category.choices, default=Category.PERIODIC)
    file = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    link_url = models.URLField(_("address elsewhere"), blank=True, help_text=_("Where it is published, if not here."))
    holder_unit = models.CharField(
        _("held by"),
        max_length=150,
        blank=True,
        help_text=_("The official or unit that holds it; empty: this section."),
    )
    producer = models.CharField(
        _("made by"), max_length=150, blank=True, help_text=_("Who answers for making or issuing it.")
    )
    made_year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    made_on = models.DateField(
        _("date"), null=True, blank=True, help_text=_("Leave empty when only the year is known.")
    )
    made_place = models.CharField(_("place"), max_length=100, blank=True)
    is_printed = models.BooleanField(_("printed"), default=False)
    is_recorded = models.BooleanField(_("recorded"), default=False)
    is_online = models.BooleanField(_("online"), default=True)
    retention = models.CharField(_("kept for"), max_length=80, blank=True, help_text=_("For example: 5 years."))
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    exclusion_basis = models.CharField(
        _("ground of exemption"), max_length=200, blank=True, help_text=_("UU 14/2008 art. 17, letter a to j.")
    )
    consequence_text = models.TextField(_("consequence test"), max_length=1000, blank=True)
    exempt_until = models.DateField(_("exempt until"), null=True, blank=True)
    exclusion_decree = models.CharField(_("decree of exemption"), max_length=120, blank=True)

    objects = PageManager.from_queryset(DocumentQuerySet)()

    parent_page_types = ["pages.DocumentIndexPage"]
    subpage_types: list[str] = []
    page_description = _("One document or other piece of public information, with the columns of the DIP.")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("category"),
        FieldPanel("file"),
        FieldPanel("link_url"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("holder_unit"), FieldPanel("producer")]),
                FieldRowPanel([FieldPanel("made_year"), FieldPanel("made_on"), FieldPanel("made_place")]),
                FieldRowPanel([FieldPanel("is_printed"), FieldPanel("is_recorded"), FieldPanel("is_online")]),
                FieldRowPanel([FieldPanel("retention"), FieldPanel("legal_basis")]),
            ],
            heading=_("Columns of the list of public information (DIP)"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("exclusion_basis"),
                FieldPanel("consequence_text"),
                FieldRowPanel([FieldPanel("exempt_until"), FieldPanel("exclusion_decree")]),
            ],
            heading=_("Only for exempt information"),
            classname="collapsed",
        ),
    ]
    override_translatable_fields = [*BasePage.override_translatable_fields, SynchronizedField("exclusion_decree")]
    api_fields = [
        *BasePage.api_fields,
        APIField("category"),
        APIField("file_data"),
        APIField("link_url"),
        APIField("holder"),
        APIField("producer"),
        APIField("year"),
        APIField("made_on"),
        APIField("made_place"),
        APIField("formats"),
        APIField("retention"),
        APIField("legal_basis"),
    ]

    class Meta:
        verbose_name = _("public document")
        verbose_name_plural = _("public documents")

    @property
    def file_data(self) -> DocumentData | None:
        return document_data(self.file)

    @property
    def holder(self) -> str:
        """Who holds it: as written, else the section's unit."""
        return self.holder_unit or (self.unit.name if self.unit else "")

    @property
    def year(self) -> int | None:
        return self.made_on.year if self.made_on else self.made_year

    @property
    def formats(self) -> list[str]:
        """The forms in which it can be had: printed, recorded, online."""
        return [name for name in ("printed", "recorded", "online") if getattr(self, f"is_{name}")]

    def must_be_withheld(self) -> bool:
        return self.category == self.Category.EXEMPT

    def publication_errors(self) -> dict[str, Any]:
        errors = super().publication_errors()
        needed = _("Needed for the list of public information.")
        if not self.summary:
            errors["summary"] = needed
        if not self.producer:
            errors["producer"] = needed
        if self.year is None:
            errors["made_year"] = needed
        if not self.formats:
            errors["is_online"] = _("Tick at least one form in which it can be had.")
        if self.category == self.Category.EXEMPT and not self.exclusion_basis:
            errors["exclusion_basis"] = _("Name the ground: UU 14/2008 art. 17, letter a to j.")
        return errors


class DocumentIndexPage(IndexFields, BasePage):
    """The documents of a section and its Daftar Informasi Publik."""

    not_in_api_because = "a list page: apps ask /api/v1/documents/"
    item_model = DocumentPage
    max_count_per_parent = 1
    subpage_types = ["pages.DocumentPage"]
    page_description = _("The list of this section's public documents (DIP).")

    class Meta:
        verbose_name = _("document list")
        verbose_name_plural = _("document lists")

    def items(self, request: HttpRequest) -> Any:
        items = super().items(request)
        if category := request.GET.get("kategori", ""):
            items = items.filter(category=category)
        if (year := request.GET.get("tahun", "")).isdecimal() and len(year) == 4:
            items = items.filter(models.Q(made_on__year=int(year)) | models.Q(made_on=None, made_year=int(year)))
        return items.select_related("file")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        own = DocumentPage.objects.filter(unit=self.unit_id, locale=self.locale_id)
        context["exempt_titles"] = own.exempt_titles()
        context["categories"] = [choice for choice in DocumentPage.Category.choices if choice[0] != "exempt"]
        return context
