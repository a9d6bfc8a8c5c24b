"""Writes down that objects have changed: what is public now stands as `upsert`, what no longer is as `delete`.

Nothing here trusts what a signal says. It is told which objects may have changed, takes the lock on their rows, and only
then asks what is public: of two transactions that change the same object the later one sees what the earlier one did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from .kinds import Key, Public, by_kind, kind_of

CHUNK = 400
UPSERT, DELETE = "upsert", "delete"
OBJECT = ("item_type", "item_id", "locale", "region_code")


def changes() -> QuerySet:
    return apps.get_model("pages", "ContentChange").objects.all()


def in_chunks(things: Sequence, size: int = CHUNK) -> Iterator[Sequence]:
    for start in range(0, len(things), size):
        yield things[start : start + size]


def key_of(row) -> Key:
    return Key(row.item_type, row.item_id, row.locale)


def held(keys: Collection[Key], is_locked: bool = False) -> dict:
    """The rows of these objects that say where they are, by object."""
    rows = (
        changes()
        .filter(op=UPSERT, item_type__in={key.type for key in keys}, item_id__in={key.id for key in keys})
        .order_by("item_type", "item_id", "locale")
    )
    if is_locked and connection.features.has_select_for_update:
        rows = rows.select_for_update()
    wanted = set(keys)
    return {key_of(row): row for row in rows if key_of(row) in wanted}


def public(keys: Collection[Key]) -> dict[Key, Public]:
    """What is public now of these objects."""
    return {one.key: one for kind, own in by_kind(keys).items() for one in kind.public(own)}


def mark(keys: Iterable[Key]) -> None:
    """Writes the present state of these objects and of those that show something of them; all are sent to apps again.

    Inside the transaction that changed the content, after the content: first what is gone, then what is there, by key.
    """
    wanted = {key for key in keys if kind_of(key.type)}
    if not wanted:
        return
    with transaction.atomic():
        altered = write(wanted) | mirrors(wanted)
        if further := showing(altered) - wanted:
            write(further)


def mirrors(keys: Iterable[Key]) -> set[Key]:
    """What of these is never told itself, though others show it: nobody can say whether it is what it was."""
    return {key for kind, own in by_kind(keys).items() for chunk in in_chunks(own) for key in kind.mirrors(chunk)}


def showing(keys: Iterable[Key]) -> set[Key]:
    """Other objects that show the name or the address of these."""
    found: set[Key] = set()
    for kind, own in by_kind(keys).items():
        for chunk in in_chunks(own):
            found.update(kind.showing(chunk))
    return found


def write(keys: Iterable[Key]) -> set[Key]:
    """Writes the present state; gives those whose name, address or existence is not what it was."""
    now = timezone.now()
    there: list[Public] = []
    altered: set[Key] = set()
    for chunk in in_chunks(sorted(keys)):
        rows = held(chunk, is_locked=True)
        found = public(chunk)
        gone = [row.pk for key, row in rows.items() if key not in found or found[key].region_code != row.region_code]
        if gone:
            nothing = {"path": "", "face": "", "digest": ""}
            changes().filter(pk__in=gone).update(op=DELETE, seq=None, touched_at=now, **nothing)
        there += found.values()
        altered |= {key for key in chunk if face_of(rows.get(key)) != face_of(found.get(key))}
    for chunk in in_chunks(sorted(there)):
        model = changes().model
        model.objects.bulk_create(
            [row_of(model, one, now) for one in chunk],
            update_conflicts=True,
            unique_fields=OBJECT,
            update_fields=["op", "seq", "path", "face", "digest", "touched_at"],
        )
    return altered


def face_of(one) -> tuple[str, str] | None:
    return None if one is None else (one.path, one.face)


def row_of(model, one: Public, now):
    return model(
        item_type=one.key.type,
        item_id=one.key.id,
        locale=one.key.locale,
        region_code=one.region_code,
        op=UPSERT,
        seq=None,
        path=one.path,
        face=one.face,
        digest="",
        touched_at=now,
    )


def differing(keys: Collection[Key]) -> list[Key]:
    """Those of these objects whose row says something else than what is public: there or not, region, address, name."""
    found = []
    for chunk in in_chunks(sorted(set(keys))):
        rows, now = held(chunk), public(chunk)
        found += [key for key in chunk if told(rows.get(key)) != told(now.get(key))]
    return found


def told(one) -> tuple[str, str, str] | None:
    return None if one is None else (one.region_code, one.path, one.face)


def pending() -> QuerySet:
    return changes().filter(Q(seq=None))
