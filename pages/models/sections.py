"""Sections: each is the face of one unit, from the regency down to the village."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import ProtectedError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page, Site
from wagtail_localize.fields import SynchronizedField

from blocks.links import TaskBlock
from blocks.media import PictureData, picture_data
from blocks.stream import BlockField
from regions.models import Unit

from ..colours import legible
from .base import BasePage
from .front import Front
from .slices import BodyFields

COLOUR = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Use a colour like #0b5d5b."))

# What every section may hold; a list page of each kind stands in it once.
COMMON_CHILDREN = [
    "pages.NewsIndexPage",
    "pages.ServiceIndexPage",
    "pages.DocumentIndexPage",
    "pages.EventIndexPage",
    "pages.PlaceIndexPage",
    "pages.BusinessIndexPage",
    "pages.ProfilePage",
    "pages.PledgePage",
    "pages.ContactPage",
    "pages.PlainPage",
]


class SectionInUseError(ProtectedError):
    """A section cannot be deleted while citizens still find it or something in it; the message says why."""


class SectionPage(BodyFields, BasePage):
    """The home page of one unit: its name, its colour and crest, what people come for, its news.

    `key` is "<unit code>@<language>": the database itself keeps one face per unit and language.
    """

    UNIT_KIND: ClassVar[str] = ""

    key = models.CharField(max_length=80, unique=True, editable=False)
    colour = models.CharField(
        _("colour"),
        max_length=7,
        default="#0b5d5b",
        validators=[COLOUR],
        help_text=_("A colour too light to read on white is darkened for you."),
    )
    crest = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("crest"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: a shield with the initials is drawn."),
    )
    tasks = BlockField(
        [("task", TaskBlock())],
        blank=True,
        max_num=8,
        verbose_name=_("what people come for"),
        help_text=_("At most eight. They stand first on the page, because most people come to get something done."),
    )

    content_panels = [
        FieldPanel("unit"),
        *BasePage.content_panels,
        FieldPanel("tasks"),
        *BodyFields.body_panels,
        MultiFieldPanel([FieldPanel("colour"), FieldPanel("crest")], heading=_("Appearance")),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("is_withheld")]

    override_translatable_fields = [
        *BasePage.override_translatable_fields,
        SynchronizedField("colour"),
        SynchronizedField("crest"),
        SynchronizedField("is_withheld"),
    ]
    api_fields = [
        *BasePage.api_fields,
        APIField("colour"),
        APIField("crest_data"),
        APIField("tasks"),
        APIField("body"),
    ]

    is_creatable = False

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def __str__(self) -> str:
        return self.title

    @property
    def is_section(self) -> bool:
        return True

    @property
    def crest_data(self) -> PictureData | None:
        return picture_data(self.crest, self.title)

    @property
    def initials(self) -> str:
        """Up to two letters for the drawn shield: Desa Darmayasa gives D."""
        ranks = {"desa", "kelurahan", "kecamatan", "kabupaten", "dinas"}
        words = [word for word in self.title.split() if word[0].isalpha() and word.lower() not in ranks]
        return "".join(word[0] for word in words[:2]).upper()

    def must_be_withheld(self) -> bool:
        return self.is_withheld

    def clean(self) -> None:
        super().clean()
        if COLOUR.regex.match(self.colour):
            self.colour = legible(self.colour)
        self.refuse_second_face()
        if self.unit and self.UNIT_KIND and self.unit.kind != self.UNIT_KIND:
            raise ValidationError({"unit": _("This unit is of another kind than this section.")})

    def refuse_second_face(self) -> None:
        """A section shows one unit, and a unit has one section in a language: a copy would be a second one."""
        if not self.unit:
            raise ValidationError({"unit": _("A section is the face of a unit: choose it.")})
        taken = SectionPage.objects.filter(key=self.key_now()).exclude(pk=self.pk).first()
        if taken:
            raise ValidationError({"unit": _("This unit already has a section: %(title)s.") % {"title": taken.title}})

    def key_now(self) -> str:
        assert self.unit, "a section has a unit before it has a key"
        locale = self.locale if self.locale_id else self.get_default_locale()
        return f"{self.unit.code}@{locale.language_code}"

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        # Wagtail does not clean drafts and copies; the database would refuse them without a word.
        self.refuse_second_face()
        self.key = self.key_now()
        super().save(clean=clean, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"front": Front(self, request)}

    @classmethod
    def has_own_site(cls, path: str) -> bool:
        """Whether a domain points to a section at or below this tree path."""
        return Site.objects.filter(root_page__path__startswith=path).exists()

    def why_keep(self) -> str:
        """Why the section may not be deleted now; empty: it may."""
        if self.has_own_site(self.path):
            return _("A domain points to “%(title)s” or to a section below it: remove the site first.") % {
                "title": self.title
            }
        below = BasePage.objects.filter(path__startswith=self.path, depth__gt=self.depth, live=True)
        if count := below.count():
            return ngettext(
                "Below “%(title)s” %(count)s page is published: unpublish it first.",
                "Below “%(title)s” %(count)s pages are published: unpublish them first.",
                count,
            ) % {"title": self.title, "count": count}
        return ""

    def refuse_loss(self) -> None:
        """Raises SectionInUseError while the section may not be deleted."""
        if reason := self.why_keep():
            raise SectionInUseError(str(reason), {self})

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        """All or nothing: a section inside the copied tree refuses its second face when the pages above it are copied."""
        with transaction.atomic():
            return super().copy(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        self.refuse_loss()
        return super().delete(*args, **kwargs)


class RegencyPage(SectionPage):
    """The regency: the root of a tree, the home page of its site."""

    UNIT_KIND = Unit.Kind.REGENCY
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.AgencyPage", "pages.KecamatanPage", *COMMON_CHILDREN]
    page_description = _("The regency's home page, the root of its site.")
    template = "pages/section_page.html"

    class Meta:
        verbose_name = _("regency")
        verbose_name_plural = _("regencies")


class AgencyPage(SectionPage):
    """An agency of the regency (OPD)."""

    UNIT_KIND = Unit.Kind.AGENCY
    parent_page_types = ["pages.RegencyPage"]
    subpage_types = COMMON_CHILDREN
    page_description = _("An agency of the regency (OPD): its services, documents and news.")
    template = "pages/section_page.html"

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")


class KecamatanPage(SectionPage):
    """A kecamatan, with its desa and kelurahan below it."""

    UNIT_KIND = Unit.Kind.KECAMATAN
    parent_page_types = ["pages.RegencyPage"]
    subpage_types = ["pages.DesaPage", "pages.KelurahanPage", *COMMON_CHILDREN]
    page_description = _("A kecamatan, with its desa and kelurahan below it.")
    template = "pages/section_page.html"

    class Meta:
        verbose_name = _("kecamatan")
        verbose_name_plural = _("kecamatan")


class DesaPage(SectionPage):
    """A desa: the only section that will carry an APBDes, a BPD and an Indeks Desa."""

    UNIT_KIND = Unit.Kind.DESA
    parent_page_types = ["pages.KecamatanPage"]
    subpage_types = COMMON_CHILDREN
    page_description = _("A village (desa): its services, news, documents and places.")
    template = "pages/section_page.html"

    class Meta:
        verbose_name = _("desa")
        verbose_name_plural = _("desa")


class KelurahanPage(SectionPage):
    """A kelurahan: an office of the regency, without a budget or council of its own."""

    UNIT_KIND = Unit.Kind.KELURAHAN
    parent_page_types = ["pages.KecamatanPage"]
    subpage_types = COMMON_CHILDREN
    page_description = _("An urban village (kelurahan): its services, news and documents.")
    template = "pages/section_page.html"

    class Meta:
        verbose_name = _("kelurahan")
        verbose_name_plural = _("kelurahan")
