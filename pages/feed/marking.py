"""Collects what may have changed and writes it down with the content, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import or_

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet

from . import writing
from .kinds import Key
from .numbering import number_after_commit


@dataclass
class Collected:
    """What a transaction may have changed: single pages, pages with all below them, objects by name."""

    pages: set[int] = field(default_factory=set)
    trees: set[int] = field(default_factory=set)
    keys: set[Key] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.pages or self.trees or self.keys)


# What the transaction of this thread has collected so far; None outside of `whole`.
_collecting: ContextVar[Collected | None] = ContextVar("collecting", default=None)


@contextmanager
def whole() -> Iterator[None]:
    """One transaction for content and marks: both are kept or neither, and the marks are written last.

    Wagtail publishes, unpublishes and moves in steps of their own; whoever calls it does so inside this.
    """
    if collecting() is not None:
        with transaction.atomic():
            yield
        return
    with transaction.atomic():
        collected = Collected()
        token = _collecting.set(collected)
        try:
            yield
            write(collected)
        finally:
            _collecting.reset(token)


def collecting() -> Collected | None:
    return _collecting.get()


def mark_pages(ids: Iterable[int]) -> None:
    """These pages may have changed."""
    note(Collected(pages=set(ids)))


def mark_trees(ids: Iterable[int]) -> None:
    """These pages and all below them may have changed: address, region, or whether anybody may see them."""
    note(Collected(trees=set(ids)))


def mark_objects(keys: Iterable[Key]) -> None:
    """These objects may have changed, be new or be gone."""
    note(Collected(keys=set(keys)))


def note(more: Collected) -> None:
    if not more:
        return
    known = collecting()
    if known is None:
        with transaction.atomic():
            write(more)
        return
    known.pages |= more.pages
    known.trees |= more.trees
    known.keys |= more.keys


def write(collected: Collected) -> None:
    """Writes the marks; for whole trees looks again when the transaction is committed.

    A page published below a section while that section is being hidden is invisible to the transaction that hides it.
    """
    if not collected:
        return
    writing.mark(collected.keys | keys_of_pages(collected.pages) | keys_of_trees(collected.trees))
    if collected.trees:
        transaction.on_commit(partial(look_again, frozenset(collected.trees)))
    number_after_commit()


def look_again(trees: Iterable[int]) -> None:
    wrong = writing.differing(keys_of_trees(trees))
    if wrong:
        with transaction.atomic():
            writing.mark(wrong)
            number_after_commit()


def keys_of_pages(ids: Iterable[int]) -> set[Key]:
    base_page = apps.get_model("pages", "BasePage")
    return {key for chunk in writing.in_chunks(sorted(ids)) for key in keys_of(base_page.objects.filter(pk__in=chunk))}


def keys_of_trees(ids: Iterable[int]) -> set[Key]:
    """All pages at or below these, visible or not."""
    base_page = apps.get_model("pages", "BasePage")
    paths = list(apps.get_model("wagtailcore", "Page").objects.filter(pk__in=ids).values_list("path", flat=True))
    if not paths:
        return set()
    return keys_of(base_page.objects.filter(reduce(or_, (Q(path__startswith=path) for path in paths))))


def keys_of(pages: QuerySet) -> set[Key]:
    rows = pages.order_by().values_list("content_type_id", "translation_key", "locale__language_code")
    return {Key(type_name(content_type), key, locale) for content_type, key, locale in rows}


def type_name(content_type_id: int) -> str:
    """The word for the page type with this content type, from Django's own cache; empty for what is none of ours."""
    model = ContentType.objects.get_for_id(content_type_id).model_class()
    return model.type_name() if hasattr(model, "type_name") else ""
