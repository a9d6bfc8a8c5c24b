"""What happened, what is announced: the news of a section."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField

from ..loading import ON_LINES
from ..prepared import Question
from .base import BasePage
from .slices import BodyFields, IndexFields


class NewsPage(BodyFields, BasePage):
    """One piece of news from the section's own hand (Inpres 9/2015; domain.md §7.3)."""

    REVIEW_EVERY_DAYS = 730

    class Category(models.TextChoices):
        NEWS = "news", _("News")
        ANNOUNCEMENT = "announcement", _("Announcement")
        PRESS_RELEASE = "press_release", _("Press release")
        ARTICLE = "article", _("Article")
        HOAX_CLARIFICATION = "hoax_clarification", _("Hoax clarification")

    class SourceKind(models.TextChoices):
        OWN = "own", _("Our own")
        QUOTED = "quoted", _("Quoted")

    category = models.CharField(_("category"), max_length=20, choices=Category.choices, default=Category.NEWS)
    event_on = models.DateField(
        _("date of the event"), null=True, blank=True, help_text=_("When it happened, if it did.")
    )
    event_place = models.CharField(_("place of the event"), max_length=150, blank=True)
    author_unit = models.ForeignKey(
        "regions.Unit",
        verbose_name=_("written by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only when another unit wrote it; empty: this section."),
    )
    source_kind = models.CharField(_("source"), max_length=10, choices=SourceKind.choices, default=SourceKind.OWN)
    source_url = models.URLField(_("address of the source"), blank=True, help_text=_("Needed for a quoted text."))

    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Something that happened or is announced: what, who, when, where, why.")
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("category"), FieldPanel("event_on"), FieldPanel("event_place")]),
        *BodyFields.body_panels,
        MultiFieldPanel(
            [FieldPanel("author_unit"), FieldPanel("source_kind"), FieldPanel("source_url")], heading=_("Source")
        ),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("category"),
        APIField("event_on"),
        APIField("event_place"),
        APIField("author_unit_name"),
        APIField("source_kind"),
        APIField("source_url"),
        APIField("body"),
    ]

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")

    @property
    def author_unit_name(self) -> str:
        """The unit that wrote it: the section's own unless another is named."""
        unit = self.author_unit or self.unit
        return unit.name if unit else ""

    def publication_errors(self) -> dict[str, Any]:
        errors = super().publication_errors()
        if self.source_kind == self.SourceKind.QUOTED and not self.source_url:
            errors["source_url"] = _("Give the address of the text that you quote.")
        return errors

    def related(self) -> list[NewsPage]:
        """Three other articles of the same unit, newest first."""
        return others_of(self.unit_id, self.locale_id, self.pk)


others_of = Question(
    lambda unit, locale, own: (
        NewsPage.objects.visible().filter(unit=unit, locale=locale).exclude(pk=own).newest().only(*ON_LINES)[:3]
    )
)


class NewsIndexPage(IndexFields, BasePage):
    """The section's news, newest first."""

    not_in_api_because = "a list page: apps ask /api/v1/pages/?type=news"
    item_model = NewsPage
    max_count_per_parent = 1
    subpage_types = ["pages.NewsPage"]
    page_description = _("The list of this section's news.")

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")
