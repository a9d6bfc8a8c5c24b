"""Which pages the public may see, through whatever door it comes: one predicate, asked by every reader of pages."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, ExpressionWrapper, F, Model, OuterRef, Q
from django.utils import timezone
from wagtail.models import PageManager, PageViewRestriction, ReferenceIndex
from wagtail.query import PageQuerySet

from regions.models import within


class BasePageQuerySet(PageQuerySet):
    """Pages by who may see them and where they belong."""

    def visible(self) -> BasePageQuerySet:
        """Live, below live ancestors, inside its dates, unrestricted, not withheld: what any stranger may read.

        Wagtail's own `public()` asks only for restrictions, and a live child below an unpublished parent passes it.
        """
        now = timezone.now()
        here = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        restrictions = PageViewRestriction.objects.alias(here=here).filter(here__startswith=F("page__path"))
        return self.filter(
            Q(go_live_at=None) | Q(go_live_at__lte=now),
            Q(expire_at=None) | Q(expire_at__gt=now),
            live=True,
            is_hidden_above=False,
            is_withheld=False,
        ).filter(~Exists(restrictions))

    def within(self, code: str) -> BasePageQuerySet:
        """Pages that belong to this region or to one below it."""
        return self.filter(within(code, "region_code"))

    def in_language(self, code: str) -> BasePageQuerySet:
        return self.filter(locale__language_code=code)

    def newest(self) -> BasePageQuerySet:
        """Newest publication first; the path breaks ties, so that pages of a list never overlap."""
        return self.order_by(F("first_published_at").desc(nulls_last=True), "-path")

    def for_cards(self) -> BasePageQuerySet:
        """With everything that a line or card in a list shows: no further query an item."""
        return self.select_related("locale", "unit").prefetch_related("picture__renditions")


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


def is_shown(file: Model) -> bool:
    """Whether a visible page uses this picture or document: the one rule for every door that files have."""
    return bool(shown_ids(type(file), [file.pk]))


def shown_ids(model: type[Model], ids: Iterable[int] | None = None) -> set[int]:
    """Ids of the pictures or documents that a visible page uses; with `ids`, only those among them. Two queries."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type=ContentType.objects.get_for_model(apps.get_model("wagtailcore", "Page")),
    )
    if ids is not None:
        references = references.filter(to_object_id__in=[str(pk) for pk in ids])
    pairs = {(int(page), int(file)) for page, file in references.values_list("object_id", "to_object_id")}
    base_page = apps.get_model("pages", "BasePage")
    pages = set(
        base_page.objects.visible().filter(pk__in={page for page, _ in pairs}).values_list("pk", flat=True)
    )
    return {file for page, file in pairs if page in pages}
