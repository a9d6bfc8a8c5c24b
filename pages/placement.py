"""Keeps true, through create, move, publish and hide, what a page inherits from the sections above it.

Four columns are derived: the unit that answers for a page, its region code, whether something above hides it, and whether
a lock (log-in, password) on it or above it keeps strangers out. They are stored, so that `visible()` and the region filter stay one cheap condition each with hundreds of sections open.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, PageViewRestriction

from .freshness import content_changed

if TYPE_CHECKING:
    from .models import BasePage, SectionPage


def ancestor_paths(path: str) -> list[str]:
    """Tree paths of every page above, without the root: "000100020003" gives ["00010002"] (four characters a level)."""
    return [path[:end] for end in range(8, len(path), 4)]


def place(page: BasePage) -> None:
    """Sets the derived columns of an unsaved page from what stands above it. A handful of queries."""
    base_page = apps.get_model("pages", "BasePage")
    above = ancestor_paths(page.path)
    section = nearest_section(above)
    if section and not page.is_section:
        page.unit_id = section.unit_id
    if page.unit:
        page.region_code = page.unit.region_id
    page.is_hidden_above = base_page.objects.filter(path__in=above).filter(Q(live=False) | Q(is_withheld=True)).exists()
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
    """Recomputes whether something above hides the page at this path and each page below it."""
    base_page = apps.get_model("pages", "BasePage")
    not_shown = Q(live=False) | Q(is_withheld=True)
    subtree = base_page.objects.filter(path__startswith=path)
    is_hidden = base_page.objects.filter(not_shown, path__in=ancestor_paths(path)).exists()
    subtree.update(is_hidden_above=is_hidden)
    content_changed()
    if is_hidden:
        return
    for hidden in subtree.filter(not_shown, numchild__gt=0).values_list("path", flat=True):
        subtree.filter(path__startswith=hidden).exclude(path=hidden).update(is_hidden_above=True)


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
