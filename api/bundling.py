"""Writes the bundles: what the change feed would tell of a region from its beginning, as one file.

One line is one item, just as in the feed. The file holds only what is public when it is written; what is withdrawn
later ends it (Bundle.objects.current), and everything else that changes later is told by the feed from `seq` on.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import transaction
from django.utils import timezone, translation

from pages.feed import numbering
from pages.feed.reading import Scope
from pages.freshness import raise_number
from pages.models import Bundle, SectionPage, SyncState
from regions.models import Region

from .conditional import SCHEMA_NUMBER
from .filters import codes_above
from .sync import items_of

FOLDER = "bundles"
# What a village may weigh, without pictures; whoever runs the portal is told of more.
VILLAGE_TEXT = 300_000
VILLAGE_LEVELS = (Region.Level.DESA, Region.Level.KELURAHAN)
# A larger text is no file for a phone on a slow line; apps ask for the regions inside it instead.
LARGEST = 8 * 1024 * 1024
# Longer than any build takes; a file that no row names by then belongs to nobody.
ORPHANED_AFTER = datetime.timedelta(hours=1)
STEP = 100


class TooLargeError(Exception):
    """The text of a region is larger than a bundle may be."""


@dataclass
class Packed:
    """A finished file, open for reading, and what the manifest says of it."""

    file: IO[bytes]
    items: int
    text_bytes: int
    bytes: int
    sha256: str


def storage() -> Storage:
    return storages["private"]


def wanted() -> list[tuple[str, str]]:
    """Region and language of every bundle that should be there: of each open section, and of the regions around it."""
    sections = SectionPage.objects.visible().filter(alias_of=None)
    found = set()
    for code, locale in sections.values_list("unit__region__code", "locale__language_code").distinct():
        found |= {(one, locale) for one in (code, *codes_above(code)) if one.count(".") >= 1}
    return sorted(found)


def build(region_code: str, locale: str, *, is_forced: bool = False) -> Bundle | None:
    """The bundle of a region, written anew if anything changed since; None when there is nothing to tell.

    Raises TooLargeError. OperationalError when others are numbering changes for too long.
    """
    numbering.number()
    state = numbering.state()
    scope = Scope(locale, region_code)
    before = Bundle.objects.filter(region_code=region_code, locale=locale).first()
    if before and not is_forced and is_still_good(before, scope, state):
        return before
    with tempfile.TemporaryFile() as file, translation.override(locale):
        packed = pack(scope, state, file)
        return put(packed, scope, state, before) if packed.items else None


def heavy() -> list[Bundle]:
    """Bundles of single villages that hold more text than a weak line should carry."""
    villages = Region.objects.filter(level__in=VILLAGE_LEVELS).values("code")
    return list(Bundle.objects.current().filter(text_bytes__gt=VILLAGE_TEXT, region_code__in=villages))


def is_still_good(bundle: Bundle, scope: Scope, state: SyncState) -> bool:
    return (
        bundle.epoch == state.epoch
        and bundle.schema == SCHEMA_NUMBER
        and scope.highest(after=bundle.seq) == bundle.seq
        and storage().exists(address(bundle.name))
    )


def pack(scope: Scope, state: SyncState, file: IO[bytes]) -> Packed:
    items = text_bytes = 0
    # No time and no name inside: the same content gives the same bytes.
    with gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=9, mtime=0) as packing:
        for text in lines(scope, state.last_seq):
            line = text.encode() + b"\n"
            items, text_bytes = items + 1, text_bytes + len(line)
            if text_bytes > LARGEST:
                raise TooLargeError(scope.region)
            packing.write(line)
    size = file.tell()
    file.seek(0)
    return Packed(file, items, text_bytes, size, hashlib.file_digest(file, "sha256").hexdigest())


def lines(scope: Scope, until: int) -> Iterator[str]:
    """Everything public in the scope as the feed tells it, up to this number."""
    after = 0
    while rows := scope.between(after, until, True, STEP):
        texts, read = items_of(rows, is_full=True)
        yield from texts
        after = rows[read - 1].seq


def put(packed: Packed, scope: Scope, state: SyncState, before: Bundle | None) -> Bundle:
    """Stores the file, then the row that makes it known; the file before it goes last."""
    name = f"{scope.region}-{scope.locale}-{state.last_seq}-{packed.sha256[:16]}.ndjson.gz"
    packed.file.seek(0)
    if not storage().exists(address(name)):
        storage().save(address(name), File(packed.file))
    known: dict[str, Any] = {
        "epoch": state.epoch,
        "seq": state.last_seq,
        "schema": SCHEMA_NUMBER,
        "name": name,
        "bytes": packed.bytes,
        "text_bytes": packed.text_bytes,
        "items": packed.items,
        "sha256": packed.sha256,
        "created_at": timezone.now(),
    }
    with transaction.atomic():
        bundle, _new = Bundle.objects.update_or_create(region_code=scope.region, locale=scope.locale, defaults=known)
        raise_number()  # kept answers still name the file before
    if before and before.name != name:
        storage().delete(address(before.name))
    return bundle


def address(name: str) -> str:
    """Where the file lies in the private storage."""
    return str(PurePath(FOLDER, name))


def sweep() -> int:
    """Takes what may not be given out any more off the disk, with files that no row names; how many files went."""
    gone = list(Bundle.objects.exclude(pk__in=Bundle.objects.current().values("pk")).order_by("pk"))
    for bundle in gone:
        bundle.delete()
        storage().delete(address(bundle.name))
    return len(gone) + sum(
        remove_orphan(name) for name in stored() - set(Bundle.objects.values_list("name", flat=True))
    )


def stored() -> set[str]:
    try:
        return set(storage().listdir(FOLDER)[1])
    except FileNotFoundError:
        return set()


def remove_orphan(name: str) -> bool:
    if storage().get_modified_time(address(name)) > timezone.now() - ORPHANED_AFTER:
        return False
    storage().delete(address(name))
    return True
