"""What all pages of a section have around them: the sections above, the section's own pages, its hours. Read for all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db.models import Q

from .loading import UNSHOWN, give_sizes
from .placement import ancestor_paths
from .prepared import Prepared, Question

if TYPE_CHECKING:
    from .models import BasePage
    from .queries import BasePageQuerySet

# The addresses below a regency of its pages about the whole site; slugs are the same in every language.
ABOUT_SITE = ("aksesibilitas", "privasi", "situs-resmi")


class Frame(NamedTuple):
    """One section's surroundings. They serve many answers (pages.remembered): nobody changes them."""

    path: str
    line: list[BasePage]
    standing: list[BasePage]
    about_site: list[BasePage]
    hours: list[Any]

    def holds(self, page: BasePage) -> bool:
        return bool(self.line) and page.path.startswith(self.path)


def base_pages() -> BasePageQuerySet:
    return apps.get_model("pages", "BasePage").objects.all()


# The pages at these places in the tree, each with its unit and, if it is one, its section.
at_paths = Prepared(
    lambda paths: (
        base_pages()
        .filter(path__in=paths)
        .select_related("unit__region", "sectionpage__crest", "locale")
        .defer(*UNSHOWN, "sectionpage__body", "sectionpage__tasks")
        .order_by("path")
    )
)
# A unit's own pages at one depth: below its section its lists, profile, contact …, without the sections below; and those
# of the regency's pages that stand at the foot of every page.
standing_in = Question(
    lambda unit, depth, regency, below_regency: (
        base_pages()
        .visible()
        .filter(
            Q(unit=unit, depth=depth) | Q(unit=regency, depth=below_regency, slug__in=ABOUT_SITE),
            unit__in=[unit, regency],
            sectionpage=None,
        )
        .select_related("locale")
        .defer(*UNSHOWN)
        .order_by("path")
    )
)
hours_of = Question(lambda unit: apps.get_model("regions", "OpeningHours").objects.filter(unit=unit))


def read_frame(page: BasePage) -> Frame:
    """The frame of the section that holds this page, or that it is. Four queries at most."""
    stored = at_paths(ancestor_paths(page.path) + [page.path] * page.is_section)
    line = [above for above in stored if hasattr(above, "sectionpage")]
    section = page if page.is_section else line[-1] if line else None
    if section is None or not line or not section.unit_id:
        return Frame(page.path, line, [], [], [])
    give_sizes(above.sectionpage.crest for above in line)
    regency = line[0]
    below = standing_in(section.unit_id, section.depth + 1, regency.unit_id, regency.depth + 1)
    about = [page for page in below if parent_path(page) == regency.path and page.slug in ABOUT_SITE]
    return Frame(
        path=section.path,
        line=line,
        standing=[page for page in below if parent_path(page) == section.path],
        about_site=sorted(about, key=lambda page: ABOUT_SITE.index(page.slug)),
        hours=hours_of(section.unit_id),
    )


def parent_path(page: BasePage) -> str:
    return page.path[: -page.steplen]
