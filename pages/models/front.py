"""What stands on the home page of a section below its tasks: news, agenda, the sections below, people, places."""

from __future__ import annotations

import datetime
from functools import cache, cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest

from ..loading import ON_LINES, UNSHOWN, give_sizes, streams_of
from ..prepared import Question
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

    @cached_property
    def found(self) -> dict[str, list[Any]]:
        """What the home page shows, by kind."""
        kinds = EVERYWHERE + (IN_VILLAGES if self.is_village else ())
        found: dict[str, list[Any]] = {kind: [] for kind in kinds}
        for page in shown_by(kinds)(self.section.unit_id, self.section.locale_id):
            kind = page.specific_class._meta.model_name
            item = getattr(page, kind)
            item.locale, item.unit, item.picture = self.section.locale, self.section.unit, page.picture
            found[kind].append(item)
        give_sizes(item.picture for items in found.values() for item in items)
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
        sections, path = apps.get_model("pages", "SectionPage"), self.section.path
        if self.words:
            named = sections.objects.visible().filter(path__startswith=path, title__icontains=self.words)
            named = named.exclude(pk=self.section.pk).select_related("locale", "unit__parent", "unit__region")
            return list(named.order_by("title")[:MOST_RESULTS])
        kinds = [kind for kind in self.section.allowed_subpage_models() if issubclass(kind, sections)]
        types = [content_type.pk for content_type in ContentType.objects.get_for_models(*kinds).values()]
        step = self.section.steplen
        return children(self.section.depth + 1, path + "0" * step, path + "Z" * step, *types) if types else []

    @property
    def territories(self) -> list[SectionPage]:
        return [section for section in self.below if section.unit.kind != "agency"]

    @property
    def agencies(self) -> list[SectionPage]:
        return [section for section in self.below if section.unit.kind == "agency"]


def starts_at(event: Any) -> datetime.datetime:
    return event.starts_at


# The sections of these kinds at a depth, between two places in the tree.
children = Question(
    lambda depth, first, last, *types: (
        apps.get_model("pages", "SectionPage")
        .objects.visible()
        .filter(depth=depth, path__range=(first, last), content_type__in=types)
        .select_related("unit__region")
        .only(*ON_LINES, "unit__kind", "unit__region__name")
        .order_by("title")[:MOST_RESULTS]
    )
)


def wanted(kind: str, unit: int, locale: int) -> Any:
    """The few pages of one kind that a unit itself publishes and its home page shows."""
    own = apps.get_model("pages", kind).objects.visible().filter(unit=unit, locale=locale)
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


@cache
def shown_by(kinds: tuple[str, ...]) -> Question:
    """The pages that the home page of a unit shows, of all kinds together."""
    models: list[Any] = [apps.get_model("pages", kind) for kind in kinds]
    unread = [f"{kind}__{name}" for kind, model in zip(kinds, models, strict=True) for name in streams_of(model)]

    def shown(unit: int, locale: int) -> Any:
        chosen = reduce(or_, (Q(pk__in=wanted(kind, unit, locale).values("pk")) for kind in kinds))
        pages = apps.get_model("pages", "BasePage").objects.filter(chosen).newest()
        files = ["documentpage__file"] if "documentpage" in kinds else []
        return pages.select_related("picture", *kinds, *files).defer(
            *UNSHOWN, *(set(unread) - {"profilepage__officials"})
        )

    return Question(shown)
