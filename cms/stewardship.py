"""Opens sections: the page of a unit with its standard pages, collection, groups and permissions, all or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from pages.models import BasePage, SectionPage
from pages.slugs import is_reserved
from regions.models import Unit

from .roles import keep_groups
from .starter import SECTION_PAGES, STARTER_PAGES, StarterPage, in_words, section_summary, tasks

Progress = Callable[[str], None]


class CannotOpenError(Exception):
    """The section cannot be opened; the message says what must be done first."""


@dataclass
class Opened:
    """What open_region() did: the sections asked for, how many of them are new, how many pages were made."""

    sections: list[SectionPage] = field(default_factory=list)
    new_sections: int = 0
    new_pages: int = 0


@transaction.atomic
def open_region(
    code: str,
    with_children: bool = False,
    language: str = "id",
    hostname: str = "",
    progress: Progress = lambda line: None,
) -> Opened:
    """Opens the section of a unit and, if asked, of every unit below it; what stands already is left as it is.

    The regency above is opened too when it is missing; any other missing section above is an error (CannotOpenError).
    A new regency becomes the home page of the default site, or of `hostname` when that site belongs to another one.
    """
    unit = Unit.objects.select_related("parent").filter(code=code).first()
    if unit is None:
        raise CannotOpenError(_("There is no unit %(code)s: load it with import_regions first.") % {"code": code})
    locale, _is_new = Locale.objects.get_or_create(language_code=language)
    opener = Opener(locale, hostname)
    line = units_to_open(unit, with_children, language)
    for number, each in enumerate(line, start=1):
        is_new = opener.open(each)
        mark = _("opened") if is_new else _("stands already")
        progress(f"{number}/{len(line)} {each.code} {each.name}: {mark}")
    return opener.opened


def units_to_open(unit: Unit, with_children: bool, language: str) -> list[Unit]:
    """The units in the order of opening, each after the one above it."""
    line = [unit]
    if with_children:
        below = Unit.objects.within(unit.region_id).select_related("parent").exclude(pk=unit.pk).order_by("code")
        line += [each for each in below if each.code.startswith((f"{unit.code}.", f"{unit.code}-"))]
    above = unit.parent
    if above and not section_of(above, language):
        if above.kind != Unit.Kind.REGENCY:
            words = {"code": above.code, "name": above.name}
            raise CannotOpenError(_("Open %(name)s first: open_region %(code)s") % words)
        line.insert(0, above)
    return line


def section_of(unit: Unit, language: str = "id") -> SectionPage | None:
    """The face of a unit in a language, as its own class."""
    section = SectionPage.objects.filter(key=f"{unit.code}@{language}").first()
    return section.specific if section else None


class Opener:
    """Opens one section after another and remembers those above, so that each is read once."""

    def __init__(self, locale: Locale, hostname: str = "") -> None:
        self.locale = locale
        self.language = locale.language_code
        self.hostname = hostname
        self.opened = Opened()
        self.by_code: dict[str, SectionPage] = {}

    def open(self, unit: Unit) -> bool:
        """Opens a section or completes one; whether anything had to be made.

        Collection, groups and permissions of a new section follow from its saving (cms.receivers).
        """
        section = section_of(unit, self.language)
        pages_before = self.opened.new_pages
        if section is None:
            section = self.add_section(unit)
            self.opened.new_sections += 1
        else:
            keep_groups(unit)
        self.add_standard_pages(section)
        self.by_code[unit.code] = section
        self.opened.sections.append(section)
        return self.opened.new_pages > pages_before

    def section_above(self, unit: Unit) -> SectionPage | None:
        if unit.parent is None:
            return None
        return self.by_code.get(unit.parent.code) or section_of(unit.parent, self.language)

    def add_section(self, unit: Unit) -> SectionPage:
        above = self.section_above(unit)
        parent = above or Page.get_first_root_node()
        section = SECTION_PAGES[unit.kind](
            title=unit.name,
            slug=free_slug(unit, parent, self.locale),
            unit=unit,
            locale=self.locale,
            summary=section_summary(unit, above.unit if above else None, self.language),
            **self.translation(section_of(unit) if self.language != settings.LANGUAGE_CODE else None),
            **moments(),
        )
        parent.add_child(instance=section)
        self.opened.new_pages += 1
        if above is None and self.language == settings.LANGUAGE_CODE:
            give_site(section, self.hostname)
        return section

    def translation(self, original: BasePage | None) -> dict[str, object]:
        """Ties a page to the same page in the default language."""
        return {"translation_key": original.translation_key} if original else {}

    def add_standard_pages(self, section: SectionPage) -> None:
        """Makes the standard pages that the section lacks; a new section also gets its tiles."""
        there = {type(page): page for page in section.get_children().specific()}
        missing = [start for start in STARTER_PAGES if start.model not in there]
        if not missing:
            return
        new = {start.slug: self.add_standard_page(section, start) for start in missing}
        if not there and not section.tasks:
            section.tasks = tasks(new, self.language)  # type: ignore[assignment]
            section.save(clean=False)

    def add_standard_page(self, section: SectionPage, start: StarterPage) -> BasePage:
        original = None
        if self.language != settings.LANGUAGE_CODE:
            home = section_of(section.unit) if section.unit else None
            original = start.model.objects.child_of(home).first() if home else None
        page = start.model(
            title=in_words(start.title, self.language),
            slug=start.slug,
            locale=self.locale,
            show_in_menus=start.is_in_menu,
            **{name: in_words(words, self.language) for name, words in start.sample.items()},
            **self.translation(original),
            **(moments() if not start.sample else {"live": False, "has_unpublished_changes": True}),
        )
        section.add_child(instance=page)
        self.opened.new_pages += 1
        return page


def moments() -> dict[str, object]:
    """A page that is live from now on."""
    now = timezone.now()
    return {"live": True, "first_published_at": now, "last_published_at": now}


def free_slug(unit: Unit, parent: Page, locale: Locale) -> str:
    """The address of a section: its name, without "Desa"; where that is taken, with its kind or its code."""
    name = slugify(unit.region.name.replace("/", " ")) if unit.kind != Unit.Kind.AGENCY else slugify(unit.name)
    if unit.kind == Unit.Kind.REGENCY:
        name = name.removeprefix("kabupaten-")
    language = "" if locale.language_code == settings.LANGUAGE_CODE or unit.parent else f"-{locale.language_code}"
    taken = set(parent.get_children().values_list("slug", flat=True)) | {start.slug for start in STARTER_PAGES}
    for slug in (name, f"{unit.kind}-{name}", f"{name}-{slugify(unit.code.replace('.', '-'))}"):
        if f"{slug}{language}" not in taken and not is_reserved(slug, parent):
            return f"{slug}{language}"
    raise CannotOpenError(_("No address is free for %(name)s.") % {"name": unit.name})


def give_site(regency: SectionPage, hostname: str) -> None:
    """Makes a regency the home page of a site, so that it has an address.

    Wagtail's welcome page gives way; a site that belongs to another regency does not.
    """
    address = urlsplit(settings.BASE_URL)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    welcome = site.root_page if site and site.root_page.specific_class is Page else None
    if site is None or welcome:
        site = site or Site(is_default_site=True)
        site.hostname, site.port = hostname or address.hostname or "localhost", address.port or 80
        site.root_page, site.site_name = regency, regency.title
        site.save()
        if welcome and welcome.depth == regency.depth and not welcome.numchild:
            welcome.delete()
    elif hostname:
        Site.objects.create(hostname=hostname, port=address.port or 80, root_page=regency, site_name=regency.title)


def follow_port() -> None:
    """Sites of this machine (localhost, desa.localhost) stand where the portal serves now; other hosts are not ours to mend.

    `PORT=9000 make run` would otherwise name the port of the first day in every full address.
    """
    address = urlsplit(settings.BASE_URL)
    if address.hostname != "localhost":
        return
    port = address.port or 80
    local = Q(hostname="localhost") | Q(hostname__endswith=".localhost")
    for site in Site.objects.filter(local).exclude(port=port):
        if not Site.objects.filter(hostname=site.hostname, port=port).exists():
            site.port = port
            site.save()
