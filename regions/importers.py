"""Loads territories and their offices from a file; a second run of the same file changes nothing.

The file is read and checked whole before the first row is written: a broken one changes nothing either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from django.db import models, transaction

from .models import Region, Unit
from .region_files import Row, check, read
from .signals import rows_changed
from .terms import resolve, said_by, spoken, spoken_name

SHIPPED = Path(__file__).parent / "data" / "regencies.json"
BATCH = 500


@dataclass
class Tally:
    """How many rows of a kind were made, changed, or left because they were right already."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass
class Report:
    """What an import did, or would do."""

    regions: Tally = field(default_factory=Tally)
    units: Tally = field(default_factory=Tally)


def import_file(path: Path = SHIPPED, dry_run: bool = False) -> Report:
    """Loads a file; region_files.BrokenFileError when anything in it is wrong. With `dry_run` nothing is kept."""
    rows = read(path)
    check(rows)
    with transaction.atomic():
        before = Region.objects.in_bulk([row.code for row in rows])
        names_before = {code: region.name for code, region in before.items()}
        report = Report(load_regions(rows, before), load_units([row.code for row in rows], names_before))
        transaction.set_rollback(dry_run)
    return report


def load_regions(rows: list[Row], stored: dict[str, Region]) -> Tally:
    """Writes the territories, parents first. What the file does not say stays; a new one takes its zone from above."""
    known = Region.objects.in_bulk([row.parent_code for row in rows if row.parent_code]) | stored
    new, changed = [], []
    for row in rows:
        region = stored.get(row.code)
        if region is None:
            region = known[row.code] = Region(code=row.code, parent_id=row.parent_code)
            if above := known.get(row.parent_code or ""):
                region.time_zone = above.time_zone
            tell(region, row)
            new.append(region)
        elif tell(region, row):
            changed.append(region)
    Region.objects.bulk_create(new, batch_size=BATCH)
    Region.objects.bulk_update(changed, ["name", "bps_code", "time_zone"], batch_size=BATCH)
    rows_changed.send(Region, pks=[region.pk for region in (*new, *changed)])
    return Tally(len(new), len(changed), len(rows) - len(new) - len(changed))


def tell(region: Region, row: Row) -> bool:
    """Writes into a region what the row says; whether that changed anything."""
    before = (region.name, region.level, region.bps_code, region.time_zone)
    region.name, region.level = row.name, row.level
    region.bps_code = row.bps_code or region.bps_code
    region.time_zone = row.time_zone or region.time_zone
    return before != (region.name, region.level, region.bps_code, region.time_zone)


def load_units(codes: list[str], names_before: dict[str, str]) -> Tally:
    """Writes the office of each territory below the provinces.

    A name that people gave their office is theirs; only a spoken name follows a territory that was renamed.
    """
    regions = Region.objects.in_bulk(codes)
    places = [region for region in regions.values() if region.level != Region.Level.PROVINCE]
    codes_up = {place.parent_code or "" for place in places}
    stored = {unit.code: unit for unit in Unit.objects.filter(code__in={*codes, *codes_up})}
    said = said_by(Unit.objects.exclude(desa_term="", kecamatan_term=""))
    changed, created = [], 0
    for level in (Region.Level.REGENCY, Region.Level.KECAMATAN, None):
        fitting = [place for place in places if is_of(place, level)]
        new = [new_unit(place, stored, said) for place in fitting if place.code not in stored]
        stored |= {unit.code: unit for unit in Unit.objects.bulk_create(new, batch_size=BATCH)}
        created += len(new)
    for place in places:
        words = resolve(place.code, said)
        was = spoken(place.level, place.code, names_before.get(place.code, place.name), words)
        unit, now = stored[place.code], spoken_name(place, words)
        if unit.name == was != now:
            unit.name = now
            changed.append(unit)
    Unit.objects.bulk_update(changed, ["name"], batch_size=BATCH)
    rows_changed.send(Unit, pks=[unit.pk for unit in changed])
    return Tally(created, len(changed), len(places) - created - len(changed))


def is_of(place: Region, level: models.TextChoices | None) -> bool:
    """Whether a territory is of this level; None: of a village level."""
    return place.level == level if level else len(place.code) > len("33.04.15")


def new_unit(place: Region, stored: dict[str, Unit], said: dict[str, tuple[str, str]]) -> Unit:
    """The office of a territory; that of a desa adat is a desa."""
    kind = Unit.Kind.DESA if place.level == Region.Level.DESA_ADAT else Unit.Kind(place.level)
    name = spoken_name(place, resolve(place.code, said))
    return Unit(code=place.code, kind=kind, name=name, region=place, parent=stored.get(place.parent_code or ""))
