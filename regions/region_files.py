"""Reads files of territories, the JSON that we ship or a CSV that anybody can write, and says what is wrong in them."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import REGION_CODE, Region

COLUMNS = ("code", "name", "level", "bps_code", "time_zone")
# A file with thousands of mistakes has one cause; the first lines show it.
SHOWN_PROBLEMS = 20


class BrokenFileError(Exception):
    """The file cannot be loaded; `problems` says for each mistake which line or element is wrong."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass
class Row:
    """One territory as the file tells it; `where` is its line or element. Empty: the file does not say."""

    where: str
    code: str
    name: str
    level: str
    bps_code: str = ""
    time_zone: str = ""

    def __post_init__(self) -> None:
        self.name = " ".join(self.name.split())  # spreadsheets bring line breaks and double spaces along

    @property
    def parent_code(self) -> str | None:
        return self.code.rpartition(".")[0] or None


def read(path: Path) -> list[Row]:
    """The rows of a JSON or CSV file (UTF-8), parents before children."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise BrokenFileError(
            [_("line %(line)s: this is not UTF-8 text; save the file as UTF-8.") % {"line": line}]
        ) from None
    rows = rows_of_json(text) if path.suffix.lower() == ".json" else rows_of_csv(text)
    if not rows:
        raise BrokenFileError([_("The file holds no region.")])
    return sorted(rows, key=lambda row: row.code)


def rows_of_csv(text: str) -> list[Row]:
    """Rows of `code,name,level,bps_code,time_zone`; the two last may be empty or missing.

    Spreadsheets of countries that write 0,5 separate by semicolons, pasted tables by tabs: the first line tells.
    """
    first_line = text.partition("\n")[0]
    separator = max(",;\t", key=first_line.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    try:
        names = list(reader.fieldnames or [])
        missing = [name for name in COLUMNS[:3] if name not in names]
        if missing:
            told = {"missing": ", ".join(missing), "columns": ",".join(COLUMNS)}
            raise BrokenFileError([_("line 1: missing columns: %(missing)s. Expected: %(columns)s.") % told])
        if twice := [name for name in COLUMNS if names.count(name) > 1]:
            raise BrokenFileError(
                [_("line 1: a column stands there twice: %(columns)s.") % {"columns": ", ".join(twice)}]
            )
        rows = []
        for cells in reader:
            where = _("line %(line)s") % {"line": reader.line_num}
            if None in cells or None in (cells.get(name) for name in COLUMNS[:3]):
                raise BrokenFileError([_("%(where)s: a cell is missing or there is one too many.") % {"where": where}])
            rows.append(Row(where, *((cells.get(name) or "").strip() for name in COLUMNS)))
    except csv.Error as error:
        raise BrokenFileError(
            [_("line %(line)s: %(error)s.") % {"line": reader.reader.line_num, "error": error}]
        ) from None
    return rows


def rows_of_json(text: str) -> list[Row]:
    """Rows of the form that regions/data/README.md describes; the province of each regency comes with it."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise BrokenFileError(
            [_("line %(line)s: this is not JSON: %(error)s.") % {"line": error.lineno, "error": error.msg}]
        ) from None
    except RecursionError:
        raise BrokenFileError([_("%(where)s: a list is expected here.") % {"where": "regencies"}]) from None
    rows: dict[str, Row] = {}
    found: list[Row] = []
    for where, regency in elements(data, "regencies", ""):
        zone = text_of(regency, "time_zone", where)
        row = Row(where, text_of(regency, "code", where), text_of(regency, "name", where), "regency")
        row.bps_code, row.time_zone = text_of(regency, "bps_code", where, needed=False), zone
        # A province lies in one time zone (Keppres 41/1987), so its regency tells it.
        province = Row(f"{where}.province", row.code[:2], text_of(regency, "province", where), "province", "", zone)
        known = rows.setdefault(province.code, province)
        if known.name != province.name:
            told = {"where": province.where, "code": province.code, "name": known.name}
            raise BrokenFileError([_("%(where)s: %(code)s is called “%(name)s” further up.") % told])
        found.append(row)
        for at, kecamatan in elements(regency, "kecamatan", f"{where}."):
            found.append(Row(at, text_of(kecamatan, "code", at), text_of(kecamatan, "name", at), "kecamatan"))
            for spot, village in elements(kecamatan, "villages", f"{at}."):
                found.append(Row(spot, *(text_of(village, key, spot) for key in ("code", "name", "type"))))
        check_counts(regency, where, found)
    return [*rows.values(), *found]


def check_counts(regency: dict[str, Any], where: str, rows: list[Row]) -> None:
    """A file may say how many it holds of each level; a cut one is then found out."""
    for level in ("kecamatan", "kelurahan", "desa"):
        told = regency.get(f"{level}_count")
        held = sum(row.level == level and row.code.startswith(f"{regency['code']}.") for row in rows)
        if told not in (None, held):
            words = {"where": f"{where}.{level}_count", "told": told, "held": held}
            raise BrokenFileError([_("%(where)s says %(told)s, but %(held)s are there.") % words])


def elements(data: Any, key: str, prefix: str) -> list[tuple[str, dict[str, Any]]]:
    """The objects of a list inside a JSON object, each with its address: `regencies[0].kecamatan[3]`."""
    items = data.get(key) if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise BrokenFileError([_("%(where)s: a list is expected here.") % {"where": f"{prefix}{key}"}])
    for number, item in enumerate(items):
        if not isinstance(item, dict):
            raise BrokenFileError([_("%(where)s: an object is expected here.") % {"where": f"{prefix}{key}[{number}]"}])
    return [(f"{prefix}{key}[{number}]", item) for number, item in enumerate(items)]


def text_of(item: dict[str, Any], key: str, where: str, needed: bool = True) -> str:
    value = item.get(key, "" if not needed else None)
    if not isinstance(value, str):
        raise BrokenFileError([_("%(where)s: a text is expected here.") % {"where": f"{where}.{key}"}])
    return value.strip()


def check(rows: list[Row]) -> None:
    """Raises BrokenFileError naming every mistake (the first twenty)."""
    stored = set(Region.objects.values_list("code", flat=True))
    codes = {row.code for row in rows}
    seen: dict[str, str] = {}
    problems: list[str] = []
    for row in rows:
        problems += [f"{row.where}: {problem}" for problem in mistakes(row, codes | stored)]
        if row.code in seen:
            told = {"where": row.where, "code": row.code, "before": seen[row.code]}
            problems.append(_("%(where)s: the code %(code)s stands already in %(before)s.") % told)
        seen.setdefault(row.code, row.where)
    if problems:
        more = (
            [_("… and %(count)s more.") % {"count": len(problems) - SHOWN_PROBLEMS}]
            if len(problems) > SHOWN_PROBLEMS
            else []
        )
        raise BrokenFileError([*problems[:SHOWN_PROBLEMS], *more])


def mistakes(row: Row, codes: set[str]) -> list[str]:
    """What is wrong with one row."""
    try:
        if not row.code.isascii():  # other scripts have digits too
            raise ValidationError(row.code)
        REGION_CODE(row.code)
    except ValidationError:
        return [_("“%(code)s” is no region code; it looks like 33.04.15.2008.") % {"code": row.code}]
    found = []
    by_code = Region.level_of(row.code)
    told = {
        "code": row.code,
        "level": row.level,
        "levels": ", ".join(Region.Level.values),
        "by_code": by_code.value,
        "above": row.parent_code,
        "zone": row.time_zone,
        "bps": row.bps_code,
    }
    if row.level not in Region.Level.values:
        found.append(_("“%(level)s” is no level; one of %(levels)s.") % told)
    elif row.level != by_code:
        found.append(_("%(code)s is a %(by_code)s by its code, not a %(level)s.") % told)
    if not row.name:
        found.append(_("%(code)s has no name.") % told)
    elif len(row.name) > (Region._meta.get_field("name").max_length or 0):
        found.append(_("the name of %(code)s is too long.") % told)
    elif not row.name.isprintable():
        found.append(_("the name of %(code)s holds a sign that nobody can read.") % told)
    if row.parent_code and row.parent_code not in codes:
        found.append(_("the region above %(code)s, %(above)s, is neither in the file nor loaded.") % told)
    if row.time_zone and row.time_zone not in available_timezones():
        found.append(_("“%(zone)s” is no time zone; for example Asia/Jakarta.") % told)
    if row.bps_code and not re.fullmatch(r"[0-9]{1,10}", row.bps_code):
        found.append(_("“%(bps)s” is no BPS code; it has at most ten digits.") % told)
    return found
