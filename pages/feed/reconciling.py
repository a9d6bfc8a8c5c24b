"""Proves that nothing was forgotten: compares what apps were told with what is public, and repairs what differs.

SQL by hand, a repaired tree, a bulk update or a process that was killed at the wrong moment tell nobody. The digest of an
object's public form tells whether it is still what it was when its change was numbered.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone, translation

from ..freshness import raise_number
from ..models.changes import new_epoch
from .kinds import Key, by_kind, kinds
from .numbering import hurry, number, number_after_commit, patience, state
from .writing import CHUNK, DELETE, UPSERT, changes, held, in_chunks, key_of, mark, public, told

# More changes than could be lost between two backups.
JUMP = 1_000_000

logger = logging.getLogger("pages.feed")


@dataclass
class Report:
    """How many objects were looked at; those that were public unknown to the feed, gone, or otherwise than told."""

    seen: int = 0
    missing: int = 0
    gone: int = 0
    changed: int = 0
    purged: int = 0
    # Nothing had been told at all: content of before the feed, not a mistake.
    is_first: bool = False

    @property
    def wrong(self) -> int:
        return self.missing + self.gone + self.changed


def reconcile(is_repairing: bool = True) -> Report:
    """Compares everything, repairs what differs unless told otherwise, and throws old tombstones away."""
    report = Report(is_first=not changes().exists())
    fill_digests()
    for kind in kinds():
        for keys in kind.every(CHUNK):
            report.seen += len(keys)
            compare(keys, report, is_repairing)
    for keys in told_keys():
        gone = set(keys) - public(keys).keys()
        compare(gone, report, is_repairing)
    if is_repairing:
        report.purged = purge()
        fill_digests()
    if report.wrong and not report.is_first:
        logger.error("The feed had forgotten %d of %d objects", report.wrong, report.seen)
    return report


def compare(keys: Collection[Key], report: Report, is_repairing: bool) -> None:
    """The rows are read before the content: what changes in between looks wrong, and is looked at again."""
    rows = held(keys)
    now = public(keys)
    digests = digests_of([row for key, row in rows.items() if key in now])
    suspects = [key for key in keys if is_wrong(rows.get(key), now.get(key), digests.get(key, ""))]
    rows_later = held(suspects) if suspects else {}
    wrong = [key for key in suspects if same(rows.get(key), rows_later.get(key))]
    for key in wrong:
        report.missing += key not in rows
        report.gone += key not in now
        report.changed += key in rows and key in now
    if wrong and is_repairing:
        with transaction.atomic():
            mark(wrong)
            number_after_commit()


def is_wrong(row: Any, now: Any, digest: str) -> bool:
    if row is None or now is None:
        return row is not now
    return told(row) != told(now) or bool(digest and row.digest and row.seq and digest != row.digest)


def same(row: Any, later: Any) -> bool:
    """Whether nobody has marked the object in between."""
    return row is later is None or (row and later and (row.seq, row.touched_at) == (later.seq, later.touched_at))


def told_keys() -> Iterator[list[Key]]:
    """Everything that apps were told is there."""
    after = 0
    while rows := list(changes().filter(op=UPSERT, pk__gt=after).order_by("pk")[:CHUNK]):
        after = rows[-1].pk
        yield [key_of(row) for row in rows]


def digests_of(rows: Sequence[Any]) -> dict[Key, str]:
    """The digest of the full public form of each of these objects; what is not public any more is left out."""
    found: dict[Key, str] = {}
    for locale in {row.locale for row in rows}:
        places = {key_of(row): row.path for row in rows if row.locale == locale}
        with translation.override(locale):
            for kind, keys in by_kind(places).items():
                forms = kind.items({key: places[key] for key in keys}, True)
                found |= {key: digest(form, kind.edition) for key, form in forms.items()}
    return found


def digest(form: dict[str, Any], edition: int) -> str:
    whole = {**form, "version": None} | ({"edition": edition} if edition > 1 else {})
    text = json.dumps(whole, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def fill_digests(most: int | None = None) -> int:
    """Notes what the objects look like whose change was told since the last time; how many. For a job, not for a request."""
    waiting = changes().filter(op=UPSERT, digest="", seq__isnull=False).order_by("seq")
    rows = list(waiting if most is None else waiting[:most])
    for chunk in in_chunks(rows, 100):
        digests = digests_of(chunk)
        for row in chunk:
            if text := digests.get(key_of(row)):
                changes().filter(pk=row.pk, seq=row.seq, touched_at=row.touched_at).update(digest=text)
    return len(rows)


def purge(now: datetime.datetime | None = None) -> int:
    """Throws tombstones away that are older than SYNC_KEEP_DAYS, and refuses from then on who has not read them."""
    before = (now or timezone.now()) - datetime.timedelta(days=settings.SYNC_KEEP_DAYS)
    with patience(), transaction.atomic():
        hurry()
        old = changes().filter(op=DELETE, touched_at__lt=before, seq__isnull=False)
        highest = old.aggregate(highest=Max("seq"))["highest"]
        if highest is None:
            return 0
        row = state()
        type(row).objects.filter(pk=1, floor_seq__lt=highest).update(floor_seq=highest)
        count: int = old.filter(seq__lte=highest).delete()[0]
    return count


def tidy() -> None:
    """What the job of every minute does for the feed: numbers that a crash has left waiting, digests of what is new."""
    number()
    fill_digests(most=500)


def begin_epoch() -> str:
    """A new run of numbers, after a restore from a backup: every app makes a full pass. Gives its name.

    Apps may hold numbers that were given after the backup: all objects get new ones, higher than those can be.
    """
    epoch = new_epoch()
    with transaction.atomic():
        row = state()
        type(row).objects.filter(pk=1).update(epoch=epoch, last_seq=F("last_seq") + JUMP, floor_seq=0)
        changes().update(seq=None)
    number()
    raise_number()
    return epoch
