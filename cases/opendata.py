"""Published cases as open data: one line for each, without what anybody wrote, and no line by which one case is found.

What few lines share is told more coarsely (`other`, the kecamatan instead of the village, the year instead of the month),
as cases.stats does with figures. With the texts, which stand on public pages anyway, each line has its number.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Coalesce

from regions.models import Region, Unit

from . import exports
from .models import Case
from .routing import settings_of
from .stats import ANSWERS, parted

OTHER = "other"
COLUMNS = (
    "month", "kind", "category", "unit_code", "unit", "area_code", "area", "status", "outcome", "answer_days",
)  # fmt: skip
TEXTS = ("number", "title", "text")
# What is asked of the database, in this order.
ASKED = (
    "received_at", "kind", "category__slug", "unit_code", "village", "status", "outcome", "answered_at",
    "ref", "title_public", "body_public",
)  # fmt: skip
TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl; charset=utf-8"}

Line = dict[str, Any]


def lines_of(rows: QuerySet[Case, Case], root: Unit, *, with_texts: bool = False) -> list[Line]:
    """The lines of published cases, in an order that tells nothing; none when all of them are too few. Four queries.

    Without texts a line says where a case was published and what came of it, never which one it was.
    """
    least = settings_of(root).limit("small_cell")
    zone = ZoneInfo(root.region.time_zone)
    lines = [line_of(row, zone) for row in asked(rows)]
    if len(lines) < least and not with_texts:
        return []
    for name in ("kind", "category", "unit_code", "status", "outcome"):
        coarsen(lines, name, least, lambda value: OTHER)
    coarsen(lines, "month", least, lambda month: month[:4])
    coarsen(lines, "area_code", least, lambda code: code.rpartition(".")[0] or OTHER)
    coarsen(lines, "area_code", least, lambda code: OTHER)
    name_places(lines)
    columns = (*TEXTS, *COLUMNS) if with_texts else COLUMNS
    told = [{name: line[name] for name in columns} for line in lines]
    return sorted(told, key=lambda line: [str(value or "") for value in line.values()])


def asked(rows: QuerySet[Case, Case]) -> Iterable[tuple[Any, ...]]:
    answered = Min("events__at", filter=Q(events__to_status__in=ANSWERS))
    full = rows.annotate(unit_code=Coalesce("current_unit__code", "origin_unit__code"), answered_at=answered)
    return full.order_by("pk").values_list(*ASKED)


def line_of(row: tuple[Any, ...], zone: ZoneInfo) -> Line:
    received, kind, category, unit, village, status, outcome, answered, ref, title, text = row
    return {
        "month": f"{received.astimezone(zone):%Y-%m}",
        "kind": kind,
        "category": category or "",
        "unit_code": unit,
        "area_code": village or "",
        "status": status,
        "outcome": outcome,
        "answer_days": (answered - received).days if answered else None,
        "number": ref,
        "title": title,
        "text": text,
    }


def coarsen(lines: list[Line], name: str, least: int, coarser: Callable[[str], str]) -> None:
    """Tells more coarsely what so few lines share that they could be told apart."""
    told, _rest = parted(Counter(line[name] for line in lines).items(), least)
    kept = {OTHER, *(value for value, _number in told)}
    for line in lines:
        if line[name] not in kept:
            line[name] = coarser(line[name])


def name_places(lines: list[Line]) -> None:
    """Puts the names beside the codes of offices and areas that are still told."""
    units = {line["unit_code"] for line in lines} - {OTHER}
    areas = {line["area_code"] for line in lines} - {OTHER, ""}
    unit_names = dict(Unit.objects.filter(code__in=units).values_list("code", "name"))
    area_names = dict(Region.objects.filter(code__in=areas).values_list("code", "name"))
    for line in lines:
        line["unit"] = unit_names.get(line["unit_code"], line["unit_code"])
        line["area"] = area_names.get(line["area_code"], line["area_code"])


# ------------------------------------------------------------ written


def written(lines: list[Line], format: str, *, with_texts: bool = False) -> str:
    """The whole file; in CSV no cell is a formula for any spreadsheet."""
    columns = (*TEXTS, *COLUMNS) if with_texts else COLUMNS
    return "".join(exports.csv_lines(cells(lines, columns)) if format == "csv" else json_lines(lines))


def cells(lines: list[Line], columns: Iterable[str]) -> Iterator[list[Any]]:
    names = list(columns)
    yield names
    for line in lines:
        yield [exports.safe(line[name]) for name in names]


def json_lines(lines: list[Line]) -> Iterator[str]:
    for line in lines:
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"
