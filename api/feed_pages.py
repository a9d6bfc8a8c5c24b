"""Pages in the change feed: every exported page type, without a line for any of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.utils.translation import get_language
from wagtail.models import Page

from blocks.chosen import preload
from blocks.stream import BlockField
from pages.feed import Item, Key, Public
from pages.feed.marking import keys_of, type_name
from pages.feed.sources import users_of
from pages.models import BasePage
from pages.prepared import Prepared
from pages.queries import BasePageQuerySet

from .batch import Batch
from .declared import models_by_type
from .feed_compact import compact, compact_schema
from .feed_kinds import ApiKind, Told
from .item_schemas import component
from .items import loader, render, type_of
from .shapes import Shapes


def items_visible() -> BasePageQuerySet:
    """The pages that are items: public, and no mirror of another page."""
    return BasePage.objects.visible().filter(alias_of=None)


def facts(ids: list[UUID]) -> BasePageQuerySet:
    columns = ("content_type_id", "translation_key", "locale__language_code", "region_code", "url_path", "title")
    return items_visible().filter(translation_key__in=ids).order_by().values_list(*columns)


def rows(ids: list[UUID]) -> BasePageQuerySet:
    columns = ("pk", "content_type_id", "translation_key", "locale__language_code")
    return items_visible().filter(translation_key__in=ids).order_by().values_list(*columns)


public_facts, public_rows = Prepared(facts), Prepared(rows)


class PagesOfFeed(ApiKind):
    """A new page type is in the feed the moment it exists, unless it says why it is no item of the API."""

    def types(self) -> Collection[str]:
        return models_by_type()

    def told(self) -> Mapping[str, Told]:
        return {
            name: Told(model._meta.verbose_name, model._meta.verbose_name_plural, f"pages/?type={name}")
            for name, model in models_by_type().items()
        }

    def public(self, keys: Collection[Key]) -> Iterable[Public]:
        wanted = set(keys)
        for content_type, id, locale, region, path, title in public_facts(sorted({key.id for key in keys})):
            key = Key(type_name(content_type), id, locale)
            if key in wanted:
                yield Public(key, region, path, hashlib.blake2b(title.encode(), digest_size=16).hexdigest())

    def every(self, size: int) -> Iterator[list[Key]]:
        columns = ("pk", "content_type_id", "translation_key", "locale__language_code")
        after = 0
        while found := list(items_visible().filter(pk__gt=after).order_by("pk").values_list(*columns)[:size]):
            after = found[-1][0]
            keys = [Key(type_name(content_type), id, locale) for _pk, content_type, id, locale in found]
            yield [key for key in keys if key.type in models_by_type()]

    def items(self, places: Mapping[Key, str], is_full: bool) -> dict[Key, Item]:
        by_type: dict[int, list[int]] = {}
        language = get_language()
        for pk, content_type, _id, locale in public_rows(sorted({key.id for key in places})):
            if locale == language:
                by_type.setdefault(content_type, []).append(pk)
        pages = [
            page
            for content_type, pks in by_type.items()
            if (model := type_of(content_type))
            for page in loader(model, is_full)(pks)
        ]
        batch = Batch(pages)
        batch.versions = {}  # the feed knows them already
        if is_full:
            preload(stream for page in pages for stream in streams_of(page))
        return {
            key: render(page, batch, True) if is_full else compact(page, batch)
            for page in pages
            if (key := Key(page.type_name(), page.translation_key, page.locale.language_code)) in places
        }

    def showing(self, keys: Collection[Key]) -> Iterable[Key]:
        """Its versions in other languages list it; pages that link to it, or to one of these, show its name."""
        versions = BasePage.objects.filter(translation_key__in={key.id for key in keys})
        return keys_of(versions) | keys_of(
            BasePage.objects.filter(pk__in=users_of(Page, list(versions.values_list("pk", flat=True))))
        )

    def mirrors(self, keys: Collection[Key]) -> Iterable[Key]:
        """Aliases: pages link to them, but they are no items."""
        aliases = BasePage.objects.filter(translation_key__in={key.id for key in keys}).exclude(alias_of=None)
        return keys_of(aliases) & set(keys)

    def components(self, shapes: Shapes, is_full: bool) -> Mapping[str, str]:
        names = models_by_type()
        return {name: component(name, shapes, True) if is_full else compact_schema(name, shapes) for name in names}


def streams_of(page: BasePage) -> Iterable:
    return [getattr(page, field.name) for field in page._meta.fields if isinstance(field, BlockField)]
