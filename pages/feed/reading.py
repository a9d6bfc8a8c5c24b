"""Gives out what has changed since a number, in a scope: a region with all below it, some types, one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from regions.models import within

from .writing import DELETE, UPSERT, changes


@dataclass(frozen=True)
class Scope:
    """What an app keeps a copy of. `above` are the codes of the regions above, when those are wanted too."""

    locale: str
    region: str = ""
    above: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def rows(self) -> QuerySet:
        rows = changes().filter(locale=self.locale)
        if self.types:
            rows = rows.filter(item_type__in=self.types)
        if self.region:
            here = within(self.region, "region_code")
            rows = rows.filter(here | Q(region_code__in=self.above) if self.above else here)
        return rows

    def highest(self, after: int) -> int:
        """The highest number in the scope, or `after` when none is higher. One query, the table of changes only."""
        newest = self.rows().filter(seq__gt=after).order_by("-seq").values_list("seq", flat=True).first()
        return newest or after

    def between(self, after: int, until: int, is_full_pass: bool, limit: int) -> Sequence:
        """The rows with after < seq <= until, in order.

        A tombstone is left out when the object still is in the scope: it moved from one village to another, and who
        follows the kecamatan keeps it. A full pass needs no tombstones at all.
        """
        rows = self.rows().filter(seq__gt=after, seq__lte=until)
        if is_full_pass:
            rows = rows.filter(op=UPSERT)
        else:
            same = {name: OuterRef(name) for name in ("item_type", "item_id", "locale")}
            rows = rows.exclude(Q(op=DELETE) & Exists(self.rows().filter(op=UPSERT, **same)))
        return list(rows.order_by("seq")[:limit])
