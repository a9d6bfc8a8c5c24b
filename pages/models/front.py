"""What stands on the home page of a section below its tasks: news, agenda, the sections below, people, places."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.http import HttpRequest

from .agenda import coming

if TYPE_CHECKING:
    from .sections import SectionPage

VILLAGES = {"desa", "kelurahan"}
# More results than this help nobody: the reader types one letter more.
MOST_RESULTS = 60


class Front:
    """The lists of a section's home page, each read when the template asks for it."""

    def __init__(self, section: SectionPage, request: HttpRequest) -> None:
        self.section = section
        self.words = request.GET.get("cari", "").strip()[:60]

    def own(self, model_name: str) -> Any:
        """The visible pages of one kind that this section itself publishes."""
        model = apps.get_model("pages", model_name)
        return model.objects.visible().filter(unit=self.section.unit_id, locale=self.section.locale_id)

    @property
    def is_village(self) -> bool:
        return self.section.unit.kind in VILLAGES

    @cached_property
    def news(self) -> list[Any]:
        """The three newest articles; the first leads."""
        return list(self.own("NewsPage").newest().for_cards()[:3])

    @cached_property
    def events(self) -> list[Any]:
        return list(coming(self.own("EventPage")).select_related("locale")[:3])

    @cached_property
    def troubled(self) -> list[Any]:
        """Services that cannot be had as usual today."""
        return list(self.own("ServicePage").exclude(availability="open").select_related("locale")[:4])

    @cached_property
    def documents(self) -> list[Any]:
        return list(self.own("DocumentPage").newest().select_related("locale", "file")[:4])

    @cached_property
    def potential(self) -> list[Any]:
        """Three places worth a visit."""
        return list(self.own("PlacePage").newest().for_cards()[:3])

    @cached_property
    def pledge(self) -> Any:
        """The pledge in force."""
        return self.own("PledgePage").filter(revoked_on=None).select_related("locale").first()

    @cached_property
    def profile(self) -> Any:
        """The profile that names the officials, if there is one."""
        return self.own("ProfilePage").exclude(officials=[]).select_related("locale").first()

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
