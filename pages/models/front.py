"""What stands on the home page of a section below its tasks: news, agenda, the sections below, people, places."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q
from django.http import HttpRequest

from .agenda import coming

if TYPE_CHECKING:
    from .sections import SectionPage

VILLAGES = {"desa", "kelurahan"}
# More results than this help nobody: the reader types one letter more.
MOST_RESULTS = 60
# The kinds of page whose newest items a home page shows, as Django names the way from a page to its own kind.
EVERYWHERE = ("newspage", "servicepage", "eventpage", "pledgepage")
IN_VILLAGES = ("profilepage", "documentpage", "placepage")


class Front:
    """The lists of a section's home page. However many there are: one query for their pages, one for their pictures."""

    def __init__(self, section: SectionPage, request: HttpRequest) -> None:
        self.section = section
        self.words = request.GET.get("cari", "").strip()[:60]

    @property
    def is_village(self) -> bool:
        return self.section.unit.kind in VILLAGES

    def wanted(self, kind: str) -> Any:
        """The few pages of one kind that this section itself publishes and its home page shows."""
        model = apps.get_model("pages", kind)
        own = model.objects.visible().filter(unit=self.section.unit_id, locale=self.section.locale_id)
        match kind:
            case "servicepage":
                return own.exclude(availability="open").order_by("path")[:4]
            case "eventpage":
                return coming(own)[:3]
            case "pledgepage":
                return own.filter(revoked_on=None).order_by("path")[:1]
            case "profilepage":
                return own.exclude(officials=[]).order_by("path")[:1]
            case "documentpage":
                return own.newest()[:4]
            case _:
                return own.newest()[:3]

    @cached_property
    def found(self) -> dict[str, list[Any]]:
        """What the home page shows, by kind."""
        kinds = EVERYWHERE + (IN_VILLAGES if self.is_village else ())
        chosen = Q()
        for kind in kinds:
            chosen |= Q(pk__in=self.wanted(kind).values("pk"))
        pages = apps.get_model("pages", "BasePage").objects.filter(chosen).newest().for_cards()
        files = ["documentpage__file"] if self.is_village else []
        found: dict[str, list[Any]] = {kind: [] for kind in kinds}
        for page in pages.select_related(*kinds, *files):
            kind = page.specific_class._meta.model_name
            item = getattr(page, kind)
            item.locale, item.unit, item.picture = page.locale, page.unit, page.picture
            found[kind].append(item)
        return found

    @property
    def news(self) -> list[Any]:
        """The three newest articles; the first leads."""
        return self.found["newspage"]

    @property
    def events(self) -> list[Any]:
        """The next three events."""
        return sorted(self.found["eventpage"], key=starts_at)

    @property
    def troubled(self) -> list[Any]:
        """Services that cannot be had as usual today."""
        return self.found["servicepage"]

    @property
    def documents(self) -> list[Any]:
        return self.found.get("documentpage", [])

    @property
    def potential(self) -> list[Any]:
        """Places worth a visit."""
        return self.found.get("placepage", [])

    @property
    def pledge(self) -> Any:
        """The pledge in force."""
        return next(iter(self.found["pledgepage"]), None)

    @property
    def profile(self) -> Any:
        """The profile that names the officials, if there is one."""
        return next(iter(self.found.get("profilepage", [])), None)

    @cached_property
    def below(self) -> list[SectionPage]:
        """The sections one level below; with a search word all sections below whose name holds it, at any depth."""
        model = apps.get_model("pages", "SectionPage")
        sections = model.objects.visible().filter(path__startswith=self.section.path).exclude(pk=self.section.pk)
        if self.words:
            sections = sections.filter(title__icontains=self.words)
        else:
            sections = sections.filter(depth=self.section.depth + 1)
        return list(sections.select_related("locale", "unit__parent", "unit__region").order_by("title")[:MOST_RESULTS])

    @property
    def territories(self) -> list[SectionPage]:
        return [section for section in self.below if section.unit.kind != "agency"]

    @property
    def agencies(self) -> list[SectionPage]:
        return [section for section in self.below if section.unit.kind == "agency"]


def starts_at(event: Any) -> datetime.datetime:
    return event.starts_at
