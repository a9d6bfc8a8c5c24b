"""What stands around a page on the screen: whose office speaks, where one is, where one can go from here.

What a section shares with all its pages is read once and remembered; the rest at most once a request, in a handful of
queries however deep the page lies.
"""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Site

from blocks.media import ready_renditions
from regions.hours import OpeningState, opening_state

from .addresses import parts_of, prefixed
from .colours import on_dark
from .frame import Frame, at_paths, base_pages, read_frame
from .hours import HoursLine, lines
from .loading import give_sizes
from .placement import ancestor_paths
from .prepared import Question
from .remembered import remembered

if TYPE_CHECKING:
    from .models import BasePage, SectionPage


in_every_language = Question(
    lambda key: (
        base_pages().visible().originals().filter(translation_key=key).values_list("locale__language_code", "url_path")
    )
)
topics_in = Question(lambda locale: apps.get_model("pages", "Topic").objects.filter(locale=locale))


class Here(NamedTuple):
    """The entry of the menu that one is at, or in: its place in the tree and the word for `aria-current`."""

    path: str
    kind: str


class Surroundings:
    """The header, breadcrumbs, menu and footer of one page in one request."""

    def __init__(
        self, page: BasePage, request: HttpRequest, is_itself: bool = True, about: BasePage | None = None
    ) -> None:
        self.page = page
        self.request = request
        self.is_itself = is_itself  # the page itself is shown, not a notice or a form that stands at its place
        self.about = about or page  # what a notice speaks of: that is what stands in other languages

    @cached_property
    def frame(self) -> Frame:
        """What the page shares with all others of its section."""
        key = ("frame", self.page.unit_id, self.page.locale_id)
        frame = remembered(self.request, key, lambda: read_frame(self.page))
        # A draft may belong elsewhere, and a page of another language stand inside.
        return frame if frame.holds(self.page) else read_frame(self.page)

    def lend(self) -> None:
        """Hands what was read with the section over to the page."""
        if self.frame.line:
            section = self.frame.line[-1]
            lend(section, self.page, "locale", "unit")
            if self.page.is_section and section.pk == self.page.pk:
                lend(section.sectionpage, self.page, "crest")

    @cached_property
    def line(self) -> list[BasePage]:
        """The pages from the regency down to this one."""
        known = {page.path: page for page in (*self.frame.line, *self.frame.standing)}
        paths = ancestor_paths(self.page.path)
        if missing := [path for path in paths if path not in known]:
            known |= {page.path: page for page in at_paths(missing)}
        return [*(known[path] for path in paths if path in known), self.page]

    @cached_property
    def sections(self) -> list[SectionPage]:
        """The sections from the regency down to the one that speaks here."""
        above = [page.sectionpage for page in self.frame.line if page.path != self.page.path]
        return [*above, self.page] if self.page.is_section else above

    @cached_property
    def section(self) -> SectionPage | None:
        """The section that speaks here."""
        return self.sections[-1] if self.sections else None

    @cached_property
    def regency(self) -> SectionPage | None:
        return self.sections[0] if self.sections else None

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
    def menu(self) -> list[BasePage]:
        """The section's own pages that stand in its menu: at most eight."""
        return [page for page in self.frame.standing if page.show_in_menus][:8]

    @cached_property
    def lists(self) -> dict[str, BasePage]:
        """The section's own pages by kind, for links: news_index, service_index, contact …"""
        return {page.specific_class.type_name(): page for page in reversed(self.frame.standing)}

    @cached_property
    def topics(self) -> list[Any]:
        """The words by which lists can be filtered, in this page's language."""
        locale = self.page.locale_id
        return remembered(self.request, ("topics", locale), lambda: topics_in(locale))

    @property
    def about_site(self) -> list[BasePage]:
        """The regency's pages about the whole site, for the foot of every page: accessibility, privacy, official addresses."""
        return self.frame.about_site

    @cached_property
    def here(self) -> Here:
        """Where one is in the menu."""
        for item in self.menu:
            if self.page.path.startswith(item.path):
                return Here(item.path, "page" if self.is_itself and item.pk == self.page.pk else "true")
        return Here("", "")

    @property
    def is_deep(self) -> bool:
        """Whether one is inside a section, on the regency's own site: then the breadcrumbs name the sections above."""
        is_inside = not (self.page.is_section and self.is_itself)
        return is_inside and self.breadcrumbs[:1] == self.frame.line[:1]

    @cached_property
    def unit(self) -> Any:
        return self.section.unit if self.section else None

    @property
    def hours(self) -> list[Any]:
        """The unit's opening hours, Monday first."""
        return self.frame.hours

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
        give_sizes([self.page.picture])
        ready = ready_renditions(self.page.picture) if self.page.picture else []
        jpegs = [size for size in ready if size.mime_type == "image/jpeg"]
        if not jpegs:
            return None
        url = self.request.build_absolute_uri(jpegs[-1].url)
        return {"url": url, "width": jpegs[-1].width, "height": jpegs[-1].height, "alt": self.page.picture_text}

    @cached_property
    def languages(self) -> list[dict[str, Any]]:
        """Where this page stands in each language; a language without it leads to the honest notice."""
        own = self.about.locale.language_code
        here = {own: self.about.url_path}
        if len(settings.LANGUAGES) > 1:
            here |= dict(in_every_language(self.about.translation_key))
        own_path = (self.about.get_url(self.request) or "/").removeprefix(f"/{own}/").lstrip("/")
        spoken = getattr(self.request, "LANGUAGE_CODE", own)
        return [
            {
                "code": code,
                "name": name,
                "url": self.address(here[code]) if code in here else prefixed(code, own_path),
                "is_current": code == spoken,
                "is_translated": code in here,
                "full_url": self.address(here[code], is_full=True) if code in here else "",
            }
            for code, name in settings.LANGUAGES
        ]

    def address(self, url_path: str, is_full: bool = False) -> str:
        """The address of the page with this tree address, short inside the site that was asked."""
        roots = self.page._get_site_root_paths(self.request)
        parts = parts_of(url_path, roots, None if is_full else self.request)
        if parts is None:
            return ""
        site, root_url, path = parts
        is_near = len({root.site_id for root in roots}) == 1 or (self.site is not None and self.site.pk == site)
        return path if is_near and not is_full else root_url + path


def lend(stored: BasePage, page: BasePage, *names: str) -> None:
    """Hands over what was read with the stored page; a draft may point elsewhere and then keeps its own."""
    for name in names:
        if getattr(stored, f"{name}_id") == getattr(page, f"{name}_id"):
            setattr(page, name, getattr(stored, name))
