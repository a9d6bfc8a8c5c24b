"""What a handful of pages needs beyond their own rows, read at once for all of them: never a query an item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import prefetch_related_objects
from wagtail.contrib.redirects.models import Redirect

from pages.models import BasePage

from .addresses import Addresses


class Batch:
    """The pages of one answer and what is known about them together. Each kind of thing is read when first asked for."""

    def __init__(self, pages: Sequence[BasePage], with_html: bool = True) -> None:
        self.pages = pages
        self.with_html = with_html
        self.addresses = Addresses()
        self.has_renditions = False

    def origin(self, page: BasePage) -> str:
        """Scheme and host under which the page's own files are given."""
        return self.addresses.origin_of(page.url_path)

    @cached_property
    def topics(self) -> dict[int, list[dict[str, str]]]:
        """Topics by page. One query."""
        links = BasePage.topics.through.objects.filter(basepage__in=[page.pk for page in self.pages])
        found = defaultdict(list)
        for pk, slug, name in links.order_by("topic__name").values_list("basepage_id", "topic__slug", "topic__name"):
            found[pk].append({"slug": slug, "name": name})
        return found

    @cached_property
    def translations(self) -> dict[UUID, list[dict[str, Any]]]:
        """The public versions in every language by translation key. One query, none with a single language."""
        found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
        if len(settings.LANGUAGES) < 2:
            return found
        versions = BasePage.objects.visible().filter(
            translation_key__in=[page.translation_key for page in self.pages], alias_of=None
        )
        for key, code, path in versions.order_by("locale").values_list(
            "translation_key", "locale__language_code", "url_path"
        ):
            found[key].append({"locale": code, "id": key, "url": self.addresses.of(path)})
        return found

    @cached_property
    def old_paths(self) -> dict[int, list[tuple[int | None, str]]]:
        """Former addresses by page, each with the site it belongs to. One query."""
        found = defaultdict(list)
        redirects = Redirect.objects.filter(
            redirect_page__in=[page.pk for page in self.pages], redirect_page_route_path=""
        )
        for pk, site, path in redirects.order_by("old_path").values_list("redirect_page_id", "site_id", "old_path"):
            found[pk].append((site, path))
        return found

    def aliases(self, page: BasePage) -> list[str]:
        """Former addresses of the page, in full; they answer 301 to the present one."""
        roots = {root.site_id: root.root_url for root in self.addresses.roots} if page.pk in self.old_paths else {}
        return [
            f"{roots.get(site) or self.origin(page)}{path}{'' if '?' in path else '/'}"
            for site, path in self.old_paths.get(page.pk, [])
        ]

    def fill_renditions(self) -> None:
        """Reads the ready sizes of every picture and crest into their caches, once. One query."""
        if self.has_renditions:
            return
        self.has_renditions = True
        pictures = [page.picture for page in self.pages if page.picture_id]
        pictures += [page.crest for page in self.pages if page.is_section and page.crest_id]
        if pictures:
            prefetch_related_objects(pictures, "renditions")
