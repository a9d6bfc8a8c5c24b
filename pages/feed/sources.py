"""Hears of everything that changes what the public reads, and marks the objects concerned.

Wagtail's own notices are no feed: some come after the commit, a move names the root alone, a lock names no page at all.
Saving is the one thing that every way in has in common, and it happens inside the transaction: so this listens to saving.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Model, Q
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction, Locale, Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.signals import page_slug_changed, post_page_move
from wagtail.snippets.models import get_snippet_models

from regions.models import Region, Unit
from regions.signals import rows_changed

from .. import receivers
from ..freshness import is_seen
from ..models import BasePage, SectionPage, Topic
from ..placement import SHADING, settle
from .kinds import Key, watchers
from .marking import keys_of_trees, mark_objects, mark_pages, mark_trees, type_name
from .writing import in_chunks, showing

assert receivers, "they are connected first: what is marked here is what they have settled"

# What the pages below a page take from it.
INHERITED = ("url_path", *SHADING, "unit_id")


def inherited(page: Any) -> list[Any]:
    return [getattr(page, name, None) for name in INHERITED]


@receiver(pre_save)
def remember_what_is_inherited(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Only pages with others below them are looked up; of a site, where it began."""
    if raw or instance._state.adding:
        return
    if isinstance(instance, Site):
        instance.began_at = list(Site.objects.filter(pk=instance.pk).values_list("root_page_id", flat=True))
    if not isinstance(instance, Page) or not instance.numchild:
        return
    was = (BasePage if isinstance(instance, BasePage) else Page).objects.filter(pk=instance.pk).first()
    instance.gave_below = inherited(was) if was else None


@receiver(post_save)
def mark_saved(
    sender: type, instance: Any, created: bool, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    if raw:
        return
    if isinstance(instance, Page):
        if is_seen(sender, update_fields) and not (created and not instance.live):
            mark_page(instance)
        return
    mark_rows([instance])


def mark_page(page: Any) -> None:
    gave, page.gave_below = getattr(page, "gave_below", None), None
    if gave is not None and gave != inherited(page):
        mark_trees([page.pk])
    else:
        mark_pages([page.pk])


@receiver(pre_delete)
def mark_users_before_deletion(sender: type, instance: Any, **kwargs: Any) -> None:
    """Who shows it is known only as long as it is there."""
    if sender is BasePage:
        mark_pages(users_of(Page, [instance.pk]))
    elif not isinstance(instance, Page):
        mark_rows([instance])


@receiver(post_delete)
def mark_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """Django tells of each page of a deleted tree, as each of the classes that it has: one of them is enough."""
    if sender is BasePage:
        locale = Locale.objects.get(pk=instance.locale_id).language_code
        mark_objects([Key(type_name(instance.content_type_id), instance.translation_key, locale)])
    elif not isinstance(instance, Page):
        mark_rows([instance])


@receiver([post_page_move, page_slug_changed])
def mark_moved(sender: type, instance: Any, **kwargs: Any) -> None:
    """A new address is marked with the saving; this time the former one is known, too."""
    mark_trees([instance.pk])


@receiver(rows_changed)
def mark_written(sender: type[Model], pks: Iterable[Any], **kwargs: Any) -> None:
    """Rows were written in bulk, of which Django itself says nothing."""
    for chunk in in_chunks(list(pks)):
        mark_rows(list(sender._default_manager.filter(pk__in=chunk)))


def mark_rows(rows: Sequence[Any]) -> None:
    """Rows of one model that are no pages: what shows them has changed."""
    if not rows or type(rows[0]).__module__ == "__fake__":  # of a migration
        return
    for find in watchers(rows[0]._meta.label):
        mark_objects(find(rows))
    if isinstance(rows[0], PageViewRestriction):
        mark_trees(with_aliases({row.page_id for row in rows}))
    elif isinstance(rows[0], Site):
        roots = {id for row in rows for id in (row.root_page_id, *vars(row).pop("began_at", ()))}
        mark_trees(in_every_language(roots))
        mark_objects(showing(keys_of_trees(in_every_language(roots))))  # in a link stands the domain, too
    else:
        mark_pages(pages_showing(rows))


def with_aliases(ids: set[int]) -> set[int]:
    """A lock holds for the aliases of the locked page too, and for what stands below those."""
    found = ids
    while found := set(Page.objects.filter(alias_of__in=found).values_list("pk", flat=True)) - ids:
        ids |= found
    return ids


def in_every_language(ids: set[int]) -> set[int]:
    """A site has one root; those of its other languages are trees of their own beside it."""
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    return set(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))


def pages_showing(rows: Sequence[Any]) -> Iterable[int]:
    """The pages in whose public form these rows stand."""
    pks = [row.pk for row in rows]
    match rows[0]:
        case Redirect():
            return [row.redirect_page_id for row in rows if row.redirect_page_id]
        case Unit():
            take_along(pks)
            return BasePage.objects.filter(unit__in=pks).values_list("pk", flat=True)
        case Region():
            return BasePage.objects.filter(unit__region__in=pks).values_list("pk", flat=True)
        case Topic():
            return BasePage.topics.through.objects.filter(topic__in=pks).values_list("basepage_id", flat=True)
        case CollectionViewRestriction():
            return in_collections([row.collection.path for row in rows])
    if isinstance(rows[0], get_image_model().get_rendition_model()):
        return users_of(get_image_model(), [row.image_id for row in rows])
    if model := shown_model(rows[0]):
        return users_of(model, pks)
    return []


def take_along(units: Sequence[Any]) -> None:
    """Sections whose office now belongs to another region go there with all that stands below them."""
    moved = SectionPage.objects.filter(unit__in=units).exclude(region_code=F("unit__region"))
    for path in moved.values_list("path", flat=True):
        settle(path)


def in_collections(paths: Sequence[str]) -> list[int]:
    below = reduce(or_, (Q(collection__path__startswith=path) for path in paths))
    found = []
    for model in (get_image_model(), get_document_model()):
        found += users_of(model, list(model.objects.filter(below).values_list("pk", flat=True)))
    return found


def shown_model(row: Any) -> type[Model] | None:
    """The model of a picture, a document or a snippet; None for everything else."""
    shown = (get_image_model(), get_document_model(), *get_snippet_models())
    return next((model for model in shown if isinstance(row, model)), None)


def users_of(model: type[Model], pks: Sequence[Any]) -> list[int]:
    """The pages that name one of these rows, in a field or somewhere in their text."""
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id__in=[str(pk) for pk in pks],
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    return [int(pk) for pk in references.order_by().values_list("object_id", flat=True).distinct()]
