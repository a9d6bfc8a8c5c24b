"""The local words for desa and kecamatan (Nagari, Gampong, Distrik …), and names of offices as they are spoken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction

from .signals import rows_changed

if TYPE_CHECKING:
    from .models import Region, Unit

# A regency's number from 71 upwards is a city (domain.md §5.1).
FIRST_CITY = 71
# Which word a level takes; a desa adat is spoken of as a desa, a kelurahan is called so everywhere.
WORDS = {"kecamatan": "kecamatan", "desa": "desa", "desa_adat": "desa"}


def default_terms() -> dict[str, str]:
    """The words where no office says another."""
    return {"desa": "Desa", "kecamatan": "Kecamatan"}


def codes_above(code: str) -> list[str]:
    """Codes of the offices above: "33.04.15.2008" gives ["33.04", "33.04.15"], "33.04-dinkes" gives ["33.04"]."""
    territory, _, agency = code.partition("-")
    parts = territory.split(".")
    above = [".".join(parts[:end]) for end in range(2, len(parts))]
    return [*above, territory] if agency else above


def spoken(level: str, code: str, name: str, terms: dict[str, str]) -> str:
    """The name of a territory's office as it is spoken: Kabupaten Banjarnegara, Desa Darmayasa."""
    if level == "regency":
        if name.lower().startswith(("kabupaten ", "kota ")):
            return name
        return f"{'Kota' if int(code[3:5]) >= FIRST_CITY else 'Kabupaten'} {name}"
    if level == "kelurahan":
        return f"Kelurahan {name}"
    return f"{terms[WORDS[level]]} {name}"


def spoken_name(region: Region, terms: dict[str, str]) -> str:
    return spoken(region.level, region.code, region.name, terms)


def resolve(code: str, said: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The words that hold for an office: the nearest one upwards that says one.

    `said` maps codes of offices to what they say themselves: (word for desa, word for kecamatan), empty: nothing.
    """
    found = default_terms()
    for office in [*codes_above(code), code]:
        desa, kecamatan = said.get(office, ("", ""))
        found |= {word: term for word, term in (("desa", desa), ("kecamatan", kecamatan)) if term}
    return found


@transaction.atomic
def respeak(unit: Unit, said_before: tuple[str, str]) -> int:
    """After an office changed its words: renames the offices here and below that were still named by the old ones.

    `said_before` is what the office itself said until now: (word for desa, word for kecamatan). A name that somebody
    wrote otherwise stays. Returns how many changed. Three queries.
    """
    model = apps.get_model("regions", "Unit")
    below = list(model.objects.within(unit.region_id).exclude(kind="agency").select_related("region"))
    said = said_by(model.objects.filter(code__in=codes_above(unit.code))) | said_by(below)
    changed = []
    for office in below:
        was = spoken_name(office.region, resolve(office.code, said | {unit.code: said_before}))
        now = spoken_name(office.region, resolve(office.code, said))
        if office.name == was != now:
            office.name = now
            changed.append(office)
    model.objects.bulk_update(changed, ["name"], batch_size=500)
    rows_changed.send(model, pks=[office.pk for office in changed])
    return len(changed)


def said_by(units: Iterable[Unit]) -> dict[str, tuple[str, str]]:
    """What each of these offices says itself: code to (word for desa, word for kecamatan)."""
    return {unit.code: (unit.desa_term, unit.kecamatan_term) for unit in units}
