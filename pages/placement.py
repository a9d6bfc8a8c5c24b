"""Keeps true, through create, move, publish and hide, what a page inherits from the sections above it.

Derived are the unit that answers for a page, its region code, whether something above hides it, from when and until when the
dates of what stands above let it be seen, and whether a lock (log-in, password) on it or above it keeps strangers out. They
are stored, so that `visible()` and the region filter stay a few cheap conditions with hundreds of sections open.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from .freshness import content_changed

if TYPE_CHECKING:
    from .models import BasePage, SectionPage

# The columns of a page that decide what is seen below it.
SHADING = ("live", "is_withheld", "go_live_at", "expire_at")
# What the tree decides beside the unit, never the one who saves.
DERIVED = ("region_code", "is_hidden_above", "go_live_above_at", "expire_above_at", "is_restricted")


class Shade(NamedTuple):
    """What the pages above leave of a page's visibility: the three columns that follow from them."""

    is_hidden_above: bool = False
    go_live_above_at: datetime.datetime | None = None
    expire_above_at: datetime.datetime | None = None

    def below(self, page: BasePage) -> Shade:
        """What is left below this page, which stands itself in this shade."""
        return Shade(
            self.is_hidden_above or not page.live or page.is_withheld,
            max(filter(None, (self.go_live_above_at, page.go_live_at)), default=None),
            min(filter(None, (self.expire_above_at, page.expire_at)), default=None),
        )


def shade_at(path: str) -> Shade:
    """What the pages above this place in the tree leave to be seen there. One query."""
    above = apps.get_model("pages", "BasePage").objects.filter(path__in=ancestor_paths(path)).only(*SHADING)
    return reduce(Shade.below, above.order_by(), Shade())


def ancestor_paths(path: str) -> list[str]:
    """Tree paths of every page above, without the root: "000100020003" gives ["00010002"] (four characters a level)."""
    return [path[:end] for end in range(8, len(path), 4)]


def place(page: BasePage) -> None:
    """Sets the derived columns of an unsaved page from what stands above it. A handful of queries."""
    section = nearest_section(ancestor_paths(page.path))
    if section and not page.is_section:
        page.unit_id = section.unit_id
    if page.unit:
        page.region_code = page.unit.region_id
    for name, value in shade_at(page.path)._asdict().items():
        setattr(page, name, value)
    page.is_restricted = page.alias_of_id in (locks := locked_pages()) or is_at_or_below(page.path, locks.values())


def nearest_section(paths: list[str]) -> SectionPage | None:
    section_page = apps.get_model("pages", "SectionPage")
    return section_page.objects.filter(path__in=paths).order_by("-path").first()


@transaction.atomic
def settle(path: str) -> None:
    """After a move: recomputes every derived column of the page at this path and of all below it.

    Queries: a handful, and one more for each section and each hidden page inside; never one for each page.
    """
    base_page = apps.get_model("pages", "BasePage")
    section_page = apps.get_model("pages", "SectionPage")
    above = nearest_section(ancestor_paths(path))
    inside = section_page.objects.filter(path__startswith=path).select_related("unit").order_by("path")
    for section in [above, *inside] if above else inside:
        scope = base_page.objects.filter(path__startswith=path).filter(path__startswith=section.path)
        scope.update(unit=section.unit, region_code=section.unit.region_id if section.unit else "")
    settle_visibility(path)
    settle_restrictions()


@transaction.atomic
def settle_visibility(path: str) -> None:
    """Recomputes what the pages above leave to be seen of the page at this path and of each page below it.

    Queries: three, and one more for each page inside that has pages below it and is hidden or has dates.
    """
    subtree = apps.get_model("pages", "BasePage").objects.filter(path__startswith=path)
    shades = {path: shade_at(path)}
    subtree.update(**shades[path]._asdict())
    content_changed()
    shading = Q(live=False) | Q(is_withheld=True) | ~Q(go_live_at=None) | ~Q(expire_at=None)
    for page in subtree.filter(shading, numchild__gt=0).only("path", *SHADING).order_by("path"):
        nearest = next(shades[above] for above in [page.path, *reversed(ancestor_paths(page.path))] if above in shades)
        shades[page.path] = nearest.below(page)
        subtree.filter(path__startswith=page.path).exclude(path=page.path).update(**shades[page.path]._asdict())


def locked_pages() -> dict[int, str]:
    """Ids and tree paths of the pages that carry a lock; an alias carries that of its original. Two queries, mostly."""
    locked = dict(PageViewRestriction.objects.values_list("page_id", "page__path"))
    found = locked
    while found:
        found = dict(Page.objects.filter(alias_of__in=found).exclude(pk__in=locked).values_list("pk", "path"))
        locked |= found
    return locked


def is_at_or_below(path: str, tops: Iterable[str]) -> bool:
    return any(path.startswith(top) for top in tops)


@transaction.atomic
def settle_restrictions() -> None:
    """Recomputes for all pages whether a lock keeps strangers out: locks are few, and one may reach far through aliases."""
    base_page = apps.get_model("pages", "BasePage")
    paths = locked_pages().values()
    behind = reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk=None))
    base_page.objects.filter(behind, is_restricted=False).update(is_restricted=True)
    base_page.objects.filter(is_restricted=True).exclude(behind).update(is_restricted=False)
    content_changed()
