"""What stands around a page on the screen: whose office speaks, where one is, where one can go from here.

Everything is read at most once a request, in five queries, however deep the page lies.
"""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Site

from .placement import ancestor_paths

if TYPE_CHECKING:
    from .models import BasePage, SectionPage


class Surroundings:
    """The header, breadcrumbs, menu and footer of one page in one request."""

    def __init__(self, page: BasePage, request: HttpRequest) -> None:
        self.page = page
        self.request = request

    @cached_property
    def line(self) -> list[BasePage]:
        """The pages from the regency down to this one, each with its unit and, if it is one, its section."""
        base_page = apps.get_model("pages", "BasePage")
        above = base_page.objects.filter(path__in=ancestor_paths(self.page.path)).order_by("path")
        return [*above.select_related("unit__region", "sectionpage__crest", "locale"), self.page]

    @cached_property
    def sections(self) -> list[SectionPage]:
        """The sections from the regency down to the one that speaks here."""
        found = [self.page if p.pk == self.page.pk and p.is_section else getattr(p, "sectionpage", None) for p in self.line]
        return [section for section in found if section]

    @cached_property
    def section(self) -> SectionPage | None:
        """The section that speaks here."""
        return self.sections[-1] if self.sections else None

    @cached_property
    def regency(self) -> SectionPage | None:
        return self.sections[0] if self.sections else None

    @cached_property
    def parent_section(self) -> SectionPage | None:
        return self.sections[-2] if len(self.sections) > 1 else None

    @cached_property
    def site(self) -> Site | None:
        return Site.find_for_request(self.request)

    @cached_property
    def breadcrumbs(self) -> list[BasePage]:
        """The pages above this one, from the site's home page down; empty on the home page itself."""
        root = len(self.site.root_page.path) if self.site else 8
        return [page for page in self.line[:-1] if len(page.path) >= root]

    @cached_property
    def menu(self) -> list[BasePage]:
        """The section's own pages that stand in its menu: at most eight."""
        if not self.section:
            return []
        base_page = apps.get_model("pages", "BasePage")
        children = base_page.objects.visible().filter(
            path__startswith=self.section.path, depth=self.section.depth + 1, show_in_menus=True
        )
        return list(children.select_related("locale")[:8])

    @cached_property
    def unit(self) -> Any:
        return self.section.unit if self.section else None

    @cached_property
    def hours(self) -> list[Any]:
        """The unit's opening hours, Monday first."""
        return list(self.unit.opening_hours.all()) if self.unit else []

    @property
    def now(self) -> datetime.datetime:
        """The moment in the unit's own time zone."""
        return timezone.now().astimezone(ZoneInfo(self.unit.region.time_zone if self.unit else settings.TIME_ZONE))

    @cached_property
    def languages(self) -> list[dict[str, str]]:
        """Where this page stands in each language; a language without it leads to the honest notice."""
        here = {self.page.locale.language_code: self.page}
        base_page = apps.get_model("pages", "BasePage")
        others = base_page.objects.visible().filter(translation_key=self.page.translation_key, alias_of=None)
        here |= {page.locale.language_code: page for page in others.select_related("locale")}
        own = self.page.get_url(self.request) or "/"
        path = own.removeprefix(f"/{self.page.locale.language_code}/").lstrip("/")
        return [
            {
                "code": code,
                "name": name,
                "url": here[code].get_url(self.request) if code in here else prefixed(code, path),
                "is_current": code == self.page.locale.language_code,
                "is_translated": code in here,
                "full_url": (here[code].full_url or "") if code in here else "",
            }
            for code, name in settings.LANGUAGES
        ]


def prefixed(language_code: str, path: str) -> str:
    """The address of a path in a language; the default language has no prefix."""
    return f"/{path}" if language_code == settings.LANGUAGE_CODE else f"/{language_code}/{path}"
