"""What stands around a page on the screen: whose office speaks, where one is, where one can go from here.

Everything is read at most once a request, in a handful of queries, however deep the page lies.
"""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Site

from regions.hours import OpeningState, opening_state

from .colours import on_dark
from .hours import HoursLine, lines
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
        here = base_page.objects.filter(path__in=self.paths).order_by("path")
        pages = list(here.select_related("unit__region", "sectionpage__crest", "locale", "picture"))
        if pages and pages[-1].pk == self.page.pk:
            stored = pages.pop()
            lend(stored, self.page, "locale", "unit", "picture")
            if self.page.is_section:
                lend(stored.sectionpage, self.page, "crest")
        return [*pages, self.page]

    @cached_property
    def sections(self) -> list[SectionPage]:
        """The sections from the regency down to the one that speaks here."""
        above = [getattr(page, "sectionpage", None) for page in self.line[:-1]]
        found = [*above, self.page if self.page.is_section else None]
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

    @property
    def upper_sections(self) -> list[SectionPage]:
        """The sections above the one that speaks here, the nearest first."""
        return self.sections[-2::-1]

    @cached_property
    def dark_colour(self) -> str:
        """The section's colour as it can be read on a dark ground."""
        return on_dark(self.section.colour) if self.section else ""

    @cached_property
    def site(self) -> Site | None:
        return Site.find_for_request(self.request)

    @cached_property
    def breadcrumbs(self) -> list[BasePage]:
        """The pages above this one, from the site's home page down; empty on the home page itself."""
        root = len(self.site.root_page.path) if self.site else 8
        return [page for page in self.line[:-1] if len(page.path) >= root]

    @cached_property
    def near(self) -> list[BasePage]:
        """The section's own pages one level below it, and this page in every language: one query for both."""
        wanted = Q(translation_key=self.page.translation_key, alias_of=None)
        if self.section:
            below = Q(path__startswith=self.section.path, depth=self.section.depth + 1, sectionpage=None)
            wanted |= below
        pages = apps.get_model("pages", "BasePage").objects.visible().filter(wanted)
        return list(pages.select_related("locale").order_by("path"))

    @property
    def standing(self) -> list[BasePage]:
        """The section's own pages one level below it (lists, profile, contact …), without the sections below."""
        top = self.section.path if self.section else None
        return [page for page in self.near if page.path[: -page.steplen] == top and page.path not in self.section_paths]

    @property
    def section_paths(self) -> set[str]:
        return {section.path for section in self.sections}

    @property
    def menu(self) -> list[BasePage]:
        """The section's own pages that stand in its menu: at most eight."""
        return [page for page in self.standing if page.show_in_menus][:8]

    @cached_property
    def lists(self) -> dict[str, BasePage]:
        """The section's own pages by kind, for links: news_index, service_index, contact …"""
        return {page.specific_class.type_name(): page for page in reversed(self.standing)}

    @cached_property
    def topics(self) -> list[Any]:
        """The words by which lists can be filtered, in this page's language."""
        return list(apps.get_model("pages", "Topic").objects.filter(locale=self.page.locale_id))

    @property
    def paths(self) -> set[str]:
        """Tree paths of this page and of all above it: the menu marks where one is."""
        return {self.page.path, *ancestor_paths(self.page.path)}

    @cached_property
    def unit(self) -> Any:
        return self.section.unit if self.section else None

    @cached_property
    def hours(self) -> list[Any]:
        """The unit's opening hours, Monday first."""
        return list(self.unit.opening_hours.all()) if self.unit else []

    @cached_property
    def week(self) -> list[HoursLine]:
        """The opening hours as people say them, one line for each run of equal days."""
        return lines(self.hours)

    @cached_property
    def opening(self) -> OpeningState | None:
        """Whether the unit is open now, and when that changes; None when its hours are not known."""
        return opening_state(self.hours, ZoneInfo(self.zone), timezone.now())

    @property
    def zone(self) -> str:
        """The unit's time zone, in which every time of the page is told."""
        return self.unit.region.time_zone if self.unit else settings.TIME_ZONE

    @property
    def zone_name(self) -> str:
        """WIB, WITA or WIT."""
        return self.now.strftime("%Z")

    @property
    def now(self) -> datetime.datetime:
        """The moment in the unit's own time zone."""
        return timezone.now().astimezone(ZoneInfo(self.zone))

    @cached_property
    def preview(self) -> dict[str, Any] | None:
        """The picture that messengers show with a shared link: full address, size, text. Warms the page's renditions."""
        prefetch_related_objects([self.page], "picture__renditions")
        data = self.page.picture_data
        jpegs = [r for r in data["renditions"] if r["type"] == "image/jpeg"] if data else []
        if not data or not jpegs:
            return None
        largest = jpegs[-1]
        return largest | {"url": self.request.build_absolute_uri(largest["url"]), "alt": data["alt"]}

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        """Where this page stands in each language; a language without it leads to the honest notice."""
        here = {self.page.locale.language_code: self.page}
        spoken = getattr(self.request, "LANGUAGE_CODE", self.page.locale.language_code)
        others = [page for page in self.near if page.translation_key == self.page.translation_key]
        here |= {page.locale.language_code: page for page in others}
        own = self.page.get_url(self.request) or "/"
        path = own.removeprefix(f"/{self.page.locale.language_code}/").lstrip("/")
        return [
            {
                "code": code,
                "name": name,
                "url": here[code].get_url(self.request) if code in here else prefixed(code, path),
                "is_current": code == spoken,
                "is_translated": code in here,
                "full_url": (here[code].full_url or "") if code in here else "",
            }
            for code, name in settings.LANGUAGES
        ]


def lend(stored: BasePage, page: BasePage, *names: str) -> None:
    """Hands over what was read with the stored page; a draft may point elsewhere and then keeps its own."""
    for name in names:
        if getattr(stored, f"{name}_id") == getattr(page, f"{name}_id"):
            setattr(page, name, getattr(stored, name))


def prefixed(language_code: str, path: str) -> str:
    """The address of a path in a language; the default language has no prefix."""
    return f"/{path}" if language_code == settings.LANGUAGE_CODE else f"/{language_code}/{path}"
