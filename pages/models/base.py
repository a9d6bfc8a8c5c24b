"""What every page of the portal has, and how it answers when somebody asks for it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from http import HTTPMethod
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.fields import SynchronizedField, TranslatableField

from blocks.media import PictureData, alt_error, picture_data
from blocks.stream import texts_of

from ..addresses import parts_of
from ..context import Surroundings
from ..forms import BasePageForm
from ..loading import topics_of
from ..placement import DERIVED, place
from ..queries import BasePageManager
from ..slugs import is_reserved, refusal

# Where everything stands that is not a section itself.
SECTION_TYPES = [
    "pages.RegencyPage",
    "pages.AgencyPage",
    "pages.KecamatanPage",
    "pages.DesaPage",
    "pages.KelurahanPage",
]


# What `visible()` asks of the columns that are our own: all of them false.
SHOWN = ["is_hidden_above", "is_withheld", "is_restricted"]

NO_LOCKS = PageViewRestriction.objects.none()


class BasePage(Page):
    """A page of the portal. Concrete, so that lists of mixed types are one query.

    The columns that pages.placement.DERIVED names, and `unit`, are derived from the tree there, never edited.
    """

    # Days after which a page of this type should be looked at again (experience.md §11).
    REVIEW_EVERY_DAYS: ClassVar[int] = 365
    # Why this type is no item of the API although it is public; empty: it is one.
    not_in_api_because: ClassVar[str] = ""
    # Fields too long for lists of the API, beside everything made of blocks: they come with one item only.
    not_in_lists: ClassVar[tuple[str, ...]] = ()

    unit = models.ForeignKey(
        "regions.Unit", verbose_name=_("unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    region_code = models.CharField(_("region code"), max_length=13, blank=True, editable=False, db_index=True)
    is_hidden_above = models.BooleanField(_("hidden by a page above"), default=False, editable=False)
    is_restricted = models.BooleanField(_("behind a lock"), default=False, editable=False)
    go_live_above_at = models.DateTimeField(_("pages above go live"), null=True, editable=False)
    expire_above_at = models.DateTimeField(_("pages above expire"), null=True, editable=False)
    is_withheld = models.BooleanField(
        _("hide from the public"),
        default=False,
        help_text=_("Nothing of this section can be read by the public while this is ticked."),
    )
    summary = models.TextField(
        _("summary"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences that say what the reader finds here. Shown in lists and when shared."),
    )
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_("For people who cannot see it, for example: Residents plant potatoes on a slope."),
    )
    is_picture_decorative = models.BooleanField(
        _("decoration only"), default=False, help_text=_("Tick when the picture tells nothing that the text does not.")
    )
    topics = ParentalManyToManyField("pages.Topic", verbose_name=_("topics"), blank=True)
    reviewed_on = models.DateField(
        _("reviewed on"),
        null=True,
        blank=True,
        help_text=_("The day on which somebody last checked that this is true."),
    )
    review_every_days = models.PositiveSmallIntegerField(
        _("review every (days)"), null=True, blank=True, help_text=_("Empty: the usual interval of this kind of page.")
    )

    # Set by pages.receivers between the two halves of saving: what must be recomputed below this page.
    must_settle: Callable[[str], None] | None = None
    must_settle_locks: bool = False
    # Set by pages.loading on a page that was just found by its address: what need not be asked again.
    is_known_published: bool = False
    is_known_open: bool = False

    # Pages are read; what people send goes to views of its own, which need no page.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]

    objects = BasePageManager()
    base_form_class = BasePageForm

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("is_picture_decorative")],
            heading=_("Picture"),
        ),
    ]
    promote_panels = [
        *Page.promote_panels,
        FieldPanel("topics"),
        MultiFieldPanel([FieldPanel("reviewed_on"), FieldPanel("review_every_days")], heading=_("Review")),
    ]

    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        TranslatableField("summary"),
        SynchronizedField("picture"),
        TranslatableField("picture_alt"),
        SynchronizedField("unit", overridable=False),
        SynchronizedField("topics", overridable=False),
    ]

    # The one declaration of what both APIs tell about a page (types come from the fields and annotations).
    api_fields = [
        APIField("summary"),
        APIField("picture_data"),
        APIField("reviewed_on"),
        APIField("review_due_on"),
    ]

    is_creatable = False

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        # A list begins with whose pages it shows; so many equal conditions win over Wagtail's index of the language.
        indexes = [
            models.Index(fields=["unit", *SHOWN], name="pages_of_a_unit"),
            models.Index(fields=["region_code", *SHOWN], name="pages_of_a_region"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A row of the database comes by position and whole: what Wagtail does for new objects takes a third of the time."""
        if args and not kwargs:
            models.Model.__init__(self, *args)
        else:
            super().__init__(*args, **kwargs)

    @classmethod
    def type_name(cls) -> str:
        """The word for this type in addresses, the API and templates: NewsIndexPage is `news_index`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__.removesuffix("Page")).lower()

    @property
    def is_section(self) -> bool:
        """Whether the page is the face of a unit."""
        return False

    @property
    def picture_data(self) -> PictureData | None:
        return picture_data(self.picture, self.picture_alt, self.is_picture_decorative)

    @property
    def picture_text(self) -> str:
        """The alternative text of the picture: empty when it is decoration only."""
        return "" if self.is_picture_decorative else self.picture_alt

    @property
    def review_due_on(self) -> datetime.date | None:
        """The day by which somebody should check the page again; None before it was ever published or reviewed."""
        base = self.reviewed_on or (self.last_published_at and timezone.localdate(self.last_published_at))
        if not base:
            return None
        return base + datetime.timedelta(days=self.review_every_days or self.REVIEW_EVERY_DAYS)

    def must_be_withheld(self) -> bool:
        """Whether the page stays unseen although it is live; only sections let an editor decide it."""
        return False

    def publication_errors(self) -> dict[str, Any]:
        """What is missing before the page may be published: field name to message; empty when nothing is."""
        errors: dict[str, Any] = {}
        if self.picture_id and (error := alt_error(self.picture_alt, self.is_picture_decorative)):
            errors["picture_alt"] = error
        for field in self._meta.concrete_fields:
            if field.editable and any("[[" in text for text in texts_of(getattr(self, field.attname, None))):
                errors[field.name] = _("Replace the sample text in [[double brackets]] first.")
        return errors

    def clean(self) -> None:
        super().clean()
        self.refuse_reserved_slug()

    def minimal_clean(self) -> None:
        super().minimal_clean()
        self.refuse_reserved_slug()

    def refuse_reserved_slug(self) -> None:
        if is_reserved(self.slug, self.get_parent()):
            raise ValidationError({"slug": refusal(self.slug)})

    def save(self, clean: bool = True, **kwargs: Any) -> None:
        if self._state.adding and self.path:
            self.locale = self.locale if self.locale_id else self.get_default_locale()
            place(self)
        self.topics_to_own_language()
        if clean and self.live and (errors := self.publication_errors()):
            raise ValidationError(errors)
        super().save(clean=clean, **kwargs)

    def topics_to_own_language(self) -> None:
        """A translated page carries the translated topics, where there are some."""
        topics = list(self.topics.all())
        if foreign := [topic.translation_key for topic in topics if topic.locale_id != self.locale_id]:
            own = type(topics[0]).objects.filter(translation_key__in=foreign, locale=self.locale_id)
            by_key = {topic.translation_key: topic for topic in own}
            self.topics = [by_key.get(topic.translation_key, topic) for topic in topics]

    def with_content_json(self, content: dict[str, Any]) -> BasePage:
        """A revision restores what an editor wrote, never where the page stands in the tree."""
        page = super().with_content_json(content)
        for name in ("unit_id", *DERIVED):
            setattr(page, name, getattr(self, name))
        return page

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """The locks on this page and above it, an alias being locked with its original; one query where Wagtail makes two."""
        if self.is_known_open:
            return NO_LOCKS
        paths = [self.path[:end] for end in range(4, len(self.path) + 1, 4)]  # from the very root down to the page
        locked = Q(page__path__in=paths) | Q(page__aliases__path__in=paths)
        return PageViewRestriction.objects.filter(locked).distinct()

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        return parts_of(self.url_path, self._get_site_root_paths(request), request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["around"] = around = Surroundings(self, request)
        around.lend()
        return context

    @cached_property
    def topic_list(self) -> list[Any]:
        """The topics in the order of their names; a draft has its own."""
        return topics_of(self.pk) if self.is_known_published else list(self.topics.all())
