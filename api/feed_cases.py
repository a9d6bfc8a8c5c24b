"""Published cases in the change feed: what their public list says, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from cases.models import Case
from cases.visibility import Viewer, brief
from pages.feed import Item, Key, Public

from .case_shapes import RELATED, CaseColumnsData, public_columns
from .feed_kinds import ApiKind, Told
from .shapes import Shapes


class CaseCompactData(CaseColumnsData):
    """A published case, short. Its history is at `cases/{ref}/`."""

    version: int | None


class CaseItemData(CaseCompactData):
    """A published case with its public text."""

    body: str


def key_of(uid: uuid.UUID) -> Key:
    """A case is told in the language of the installation: that of those who wrote it."""
    return Key("case", uid, settings.LANGUAGE_CODE)


def published() -> QuerySet[Case]:
    return Case.objects.visible_to(Viewer.visitor())


class CasesOfFeed(ApiKind):
    """What citizens told us and an officer has made public."""

    watches = {
        "cases.Case": "of_cases",
        "cases.Category": "of_categories",
        "regions.Unit": "of_units",
        "regions.Region": "of_villages",
    }

    def types(self) -> Collection[str]:
        return ["case"]

    def told(self) -> Mapping[str, Told]:
        return {"case": Told(Case._meta.verbose_name, Case._meta.verbose_name_plural, "cases/")}

    def public(self, keys: Collection[Key]) -> Iterable[Public]:
        """It belongs to the village that its public form names, or else to the office that it names."""
        columns = ("uid", "ref", "village_id", "current_unit__region_id", "origin_unit__region_id")
        found = published().filter(uid__in=[key.id for key in keys]).order_by()
        for uid, ref, village, current, origin in found.values_list(*columns):
            if (key := key_of(uid)) in keys:
                yield Public(key, village or current or origin, ref, "")

    def every(self, size: int) -> Iterator[list[Key]]:
        after = 0
        while found := list(published().filter(pk__gt=after).order_by("pk").values_list("pk", "uid")[:size]):
            after = found[-1][0]
            yield [key_of(uid) for _pk, uid in found]

    def items(self, places: Mapping[Key, str], is_full: bool) -> dict[Key, Item]:
        viewer = Viewer.visitor()
        cases = published().filter(uid__in=[key.id for key in places]).select_related(*RELATED)
        return {key: item_of(case, viewer, is_full) for case in cases if (key := key_of(case.uid)) in places}

    def components(self, shapes: Shapes, is_full: bool) -> Mapping[str, str]:
        return {"case": shapes.of_annotation(CaseItemData if is_full else CaseCompactData)["$ref"]}

    def of_cases(self, rows: Sequence[Any]) -> Iterable[Key]:
        return [key_of(row.uid) for row in rows]

    def of_categories(self, rows: Sequence[Any]) -> Iterable[Key]:
        return keys_of(published().filter(category__in=[row.pk for row in rows]))

    def of_units(self, rows: Sequence[Any]) -> Iterable[Key]:
        pks = [row.pk for row in rows]
        return keys_of(published().filter(current_unit__in=pks)) + keys_of(published().filter(origin_unit__in=pks))

    def of_villages(self, rows: Sequence[Any]) -> Iterable[Key]:
        return keys_of(published().filter(village__in=[row.pk for row in rows]))


def keys_of(cases: QuerySet[Case]) -> list[Key]:
    return [key_of(uid) for uid in cases.order_by().values_list("uid", flat=True)]


def item_of(case: Case, viewer: Viewer, is_full: bool) -> Item:
    item = {**public_columns(brief(case, viewer), case), "version": None}
    return item | ({"body": case.body_public} if is_full else {})
