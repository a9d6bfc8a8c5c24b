"""The kinds of things that the feed tells of: one declaration each, and everything else follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple
from uuid import UUID


class Key(NamedTuple):
    """What an object is called outside: its type, its lasting id, its language."""

    type: str
    id: UUID
    locale: str


class Public(NamedTuple):
    """An object that any stranger may read now: where it belongs, its address, and what other objects show of it."""

    key: Key
    region_code: str
    path: str
    face: str


Item = dict[str, Any]
# Which objects saved or deleted rows of one model stand behind.
Finder = Callable[[Sequence[Any]], Iterable[Key]]


class Kind:
    """Things that are read, told and shown in the same way. A subclass and its place in `declare` are all it needs."""

    # Which rows, once saved or deleted, change objects of this kind: label of the model to the method that finds them.
    watches: ClassVar[Mapping[str, str]] = {}

    # Raised when apps must fetch all objects of this kind anew although what they say is the same: the next nightly command
    # then finds them changed.
    edition: ClassVar[int] = 1

    def types(self) -> Collection[str]:
        """The names of its types in the API."""
        raise NotImplementedError

    def public(self, keys: Collection[Key]) -> Iterable[Public]:
        """Those among these objects that are public now. A constant number of queries."""
        raise NotImplementedError

    def every(self, size: int) -> Iterator[list[Key]]:
        """All public objects, so many at a time."""
        raise NotImplementedError

    def items(self, places: Mapping[Key, str], is_full: bool) -> dict[Key, Item]:
        """The public form of those that are public now, in the active language; `places` gives each one's path."""
        raise NotImplementedError

    def showing(self, keys: Collection[Key]) -> Iterable[Key]:
        """Other objects that show something of these: their name, address or existence."""
        return ()

    def mirrors(self, keys: Collection[Key]) -> Iterable[Key]:
        """Those of these objects that only repeat another one: never told themselves, but others may show their address."""
        return ()


_kinds: list[Kind] = []
_by_type: dict[str, Kind] = {}
_watchers: dict[str, list[Finder]] = defaultdict(list)


def declare(*kinds: Kind) -> None:
    """Says which kinds there are; called once, when the installation starts."""
    _kinds[:] = kinds
    _by_type.clear()
    _watchers.clear()
    for kind in kinds:
        for label, finder in kind.watches.items():
            _watchers[label].append(getattr(kind, finder))


def kinds() -> list[Kind]:
    return list(_kinds)


def kind_of(type_name: str) -> Kind | None:
    """The kind that this type belongs to; None when the feed does not tell of it."""
    if not _by_type:
        _by_type.update({name: kind for kind in _kinds for name in kind.types()})
    return _by_type.get(type_name)


def every_type() -> list[str]:
    return sorted(name for kind in _kinds for name in kind.types())


def watchers(label: str) -> list[Finder]:
    return _watchers.get(label, [])


def by_kind(keys: Iterable[Key]) -> dict[Kind, list[Key]]:
    """These objects by their kind; those that the feed does not tell of are left out."""
    found: dict[Kind, list[Key]] = {}
    for key in keys:
        if kind := kind_of(key.type):
            found.setdefault(kind, []).append(key)
    return found
