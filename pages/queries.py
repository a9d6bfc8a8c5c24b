"""Which pages the public may see, through whatever door it comes: one predicate, asked by every reader of pages."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageManager, ReferenceIndex
from wagtail.query import PageQuerySet

from regions.models import within

# Written as `column = 0`: of `NOT column`, which Django makes of a plain False, SQLite uses no index.
NO = Value(False)


class BasePageQuerySet(PageQuerySet):
    """Pages by who may see them and where they belong."""

    def in_time(self) -> BasePageQuerySet:
        """Live now, below pages that are live now: also in the minute before publish_scheduled has seen to it."""
        now = timezone.now()
        moments = [Q(**{name: None}) | Q(**{f"{name}__lte": now}) for name in ("go_live_at", "go_live_above_at")]
        moments += [Q(**{name: None}) | Q(**{f"{name}__gt": now}) for name in ("expire_at", "expire_above_at")]
        return self.filter(*moments, live=True, is_hidden_above=NO)

    def published(self) -> BasePageQuerySet:
        """Live now, not withheld, and written in its own language.

        Who may read it is another question: a page behind a log-in or a password is published too. An alias in another
        language (Wagtail makes them above a translated page) only repeats the original, so it is no translation.
        """
        return self.in_time().filter(Q(alias_of=None) | Q(alias_of__locale=F("locale")), is_withheld=NO)

    def visible(self) -> BasePageQuerySet:
        """Published and unrestricted: what any stranger may read.

        Wagtail's own `public()` asks only for restrictions, and a live child below an unpublished parent passes it.
        """
        return self.published().filter(is_restricted=NO)

    def originals(self) -> BasePageQuerySet:
        """Without pages that only mirror another one of the same language.

        Not `alias_of=None`: SQLite takes that for a rare thing and begins with its index of it, which is nearly all pages.
        """
        return self.alias(mirrored=Coalesce("alias_of_id", 0)).filter(mirrored=0)

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
        return self.select_related("locale", "unit", "picture").prefetch_related("picture__renditions")


BasePageManager = PageManager.from_queryset(BasePageQuerySet)


def is_shown(file: Model) -> bool:
    """Whether a visible page uses this picture or document: the one rule for every door that files have."""
    return bool(shown_ids(type(file), [file.pk]))


def shown_ids(model: type[Model], ids: Iterable[int] | None = None) -> set[int]:
    """Ids of the pictures or documents that a visible page uses; with `ids`, only those among them. Three queries.

    A lock on a file's collection counts too: whoever set it in the admin means it.
    """
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        base_content_type=ContentType.objects.get_for_model(apps.get_model("wagtailcore", "Page")),
    )
    if ids is not None:
        references = references.filter(to_object_id__in=[str(pk) for pk in ids])
    pairs = {(int(page), int(file)) for page, file in references.values_list("object_id", "to_object_id")}
    base_page = apps.get_model("pages", "BasePage")
    pages = set(base_page.objects.visible().filter(pk__in={page for page, _ in pairs}).values_list("pk", flat=True))
    return without_locked(model, {file for page, file in pairs if page in pages})


def without_locked(model: type[Model], ids: set[int]) -> set[int]:
    """Without the files of collections that are restricted, themselves or through one above."""
    locks = list(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    if not locks or not ids:
        return ids
    below = reduce(or_, (Q(collection__path__startswith=path) for path in locks))
    return ids - set(model._default_manager.filter(below).values_list("pk", flat=True))
