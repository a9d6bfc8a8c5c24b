"""What a handful of pages needs beyond their own rows, read at once for all of them: never a query an item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Locale

from pages.feed.writing import UPSERT
from pages.loading import give_sizes
from pages.models import BasePage, ContentChange
from pages.prepared import Prepared
from regions.models import Unit

from .addresses import Addresses

units = Prepared(lambda pks: Unit.objects.filter(pk__in=pks).select_related("region").order_by())
pictures = Prepared(lambda pks: get_image_model().objects.filter(pk__in=pks).order_by())
topics = Prepared(
    lambda pks: (
        BasePage.topics.through.objects.filter(basepage__in=pks)
        .order_by("topic__name")
        .values_list("basepage_id", "topic__slug", "topic__name")
    )
)
translations = Prepared(
    lambda keys: (
        BasePage.objects.visible()
        .originals()
        .filter(translation_key__in=keys)
        .order_by("locale__language_code")
        .values_list("translation_key", "locale__language_code", "url_path")
    )
)
redirects = Prepared(
    lambda pks: (
        Redirect.objects.filter(redirect_page__in=pks, redirect_page_route_path="")
        .order_by("old_path")
        .values_list("redirect_page_id", "site_id", "old_path")
    )
)

numbers = Prepared(
    lambda keys: (
        ContentChange.objects.filter(item_id__in=keys, op=UPSERT)
        .order_by()
        .values_list("item_type", "item_id", "locale", "seq")
    )
)


class Batch:
    """The pages of one answer and what is known about them together. Each kind of thing is read when first asked for."""

    def __init__(self, pages: Sequence[BasePage], with_html: bool = True) -> None:
        self.pages = pages
        self.with_html = with_html
        self.addresses = Addresses()
        self.has_pictures = False
        self.join_units()

    def join_units(self) -> None:
        """Gives every page its unit with region and its locale: one object each, however many pages share it."""
        if all(page._meta.get_field(name).is_cached(page) for page in self.pages for name in ("unit", "locale")):
            return
        found = {unit.pk: unit for unit in units(sorted({page.unit_id for page in self.pages if page.unit_id}))}
        locales = {locale.pk: locale for locale in every_locale()}
        for page in self.pages:
            page._state.fields_cache["unit"] = found.get(page.unit_id)
            page._state.fields_cache["locale"] = locales[page.locale_id]

    def origin(self, page: BasePage) -> str:
        """Scheme and host under which the page's own files are given."""
        return self.addresses.origin_of(page.url_path)

    @cached_property
    def topics(self) -> dict[int, list[dict[str, str]]]:
        """Topics by page. One query."""
        found = defaultdict(list)
        for pk, slug, name in topics([page.pk for page in self.pages]):
            found[pk].append({"slug": slug, "name": name})
        return found

    @cached_property
    def versions(self) -> dict[tuple[str, UUID, str], int | None]:
        """The number of the last change of each item by type, id and language. One query."""
        found = numbers([page.translation_key for page in self.pages])
        return {(type, id, locale): seq for type, id, locale, seq in found}

    @cached_property
    def translations(self) -> dict[UUID, list[dict[str, Any]]]:
        """The public versions in every language by translation key. One query, none with a single language."""
        found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
        if len(settings.LANGUAGES) < 2:
            return found
        for key, code, path in translations([page.translation_key for page in self.pages]):
            found[key].append({"locale": code, "id": key, "url": self.addresses.of(path)})
        return found

    @cached_property
    def old_paths(self) -> dict[int, list[tuple[int | None, str]]]:
        """Former addresses by page, each with the site it belongs to. One query."""
        found = defaultdict(list)
        for pk, site, path in redirects([page.pk for page in self.pages]):
            found[pk].append((site, path))
        return found

    def aliases(self, page: BasePage) -> list[str]:
        """Former addresses of the page, in full; they answer 301 to the present one."""
        if page.pk not in self.old_paths:
            return []
        roots = {root.site_id: root.root_url for root in self.addresses.roots}
        return [
            f"{roots.get(site) or self.origin(page)}{path}{'' if '?' in path else '/'}"
            for site, path in self.old_paths[page.pk]
        ]

    def fill_pictures(self) -> None:
        """Gives every page its picture and crest with their ready sizes, once. Two queries."""
        if self.has_pictures:
            return
        self.has_pictures = True
        wanted = {page.picture_id for page in self.pages} | {getattr(page, "crest_id", None) for page in self.pages}
        found = {picture.pk: picture for picture in pictures(sorted(wanted - {None}))}
        give_sizes(found.values())
        for page in self.pages:
            page._state.fields_cache["picture"] = found.get(page.picture_id)
            if page.is_section:
                page._state.fields_cache["crest"] = found.get(page.crest_id)


every_locale = Prepared(lambda keys: Locale.objects.all())
