"""Pages, pictures and files that editors chose inside blocks, fetched together: few queries however many blocks."""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from typing import Any

from wagtail import blocks
from wagtail.blocks import StreamValue

Found = dict[int, Any]

# What `preload` fetched for the streams that it is just unfolding, by model.
_fetched: ContextVar[dict[type, Found] | None] = ContextVar("fetched", default=None)


class ChosenBlock(blocks.ChooserBlock):
    """A chooser whose values come with all that showing them needs; each use is its own object."""

    def fetch(self, ids: Iterable[int]) -> Found:
        """The chosen objects by primary key; a constant number of queries."""
        raise NotImplementedError

    def find(self, ids: Iterable[int | None]) -> Found:
        """As `fetch`, out of what is already there when possible."""
        wanted = {pk for pk in ids if pk is not None}
        known = (_fetched.get() or {}).get(self.model_class)
        if known is not None:
            return known
        return self.fetch(wanted) if wanted else {}

    def bulk_to_python(self, values: Iterable[int | None]) -> list[Any]:
        values = list(values)
        found = self.find(values)
        return [None if value is None else copy.copy(found.get(value)) for value in values]

    def to_python(self, value: int | None) -> Any:
        return self.bulk_to_python([value])[0]


def choices_in(block: blocks.Block, raw: Any) -> Iterator[tuple[ChosenBlock, int]]:
    """Every chooser with the id that it holds inside the stored value of a block."""
    if raw is None:
        return
    if isinstance(block, ChosenBlock):
        yield block, raw
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from choices_in(child, raw.get(name) if isinstance(raw, dict) else None)
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            yield from choices_in(
                block.child_block, item["value"] if isinstance(item, dict) and "value" in item else item
            )
    elif hasattr(block, "links_in"):
        yield from block.links_in(raw)


def pending(stream: StreamValue) -> Iterator[tuple[blocks.Block, Any]]:
    """The blocks of a stream that are still as they are stored."""
    for bound, raw in zip(stream._bound_blocks, stream._raw_data, strict=True):
        if bound is None:
            yield stream.stream_block.child_blocks[raw["type"]], raw["value"]


def preload(streams: Iterable[StreamValue]) -> None:
    """Unfolds bodies together: one or two queries for each kind of chosen thing, for any number of bodies and blocks."""
    streams = [stream for stream in streams if stream]
    wanted: dict[type, tuple[ChosenBlock, set[int]]] = {}
    for stream in streams:
        for block, raw in pending(stream):
            for chooser, pk in choices_in(block, raw):
                wanted.setdefault(chooser.model_class, (chooser, set()))[1].add(pk)
    token = _fetched.set(defaultdict(dict, {model: chooser.fetch(ids) for model, (chooser, ids) in wanted.items()}))
    try:
        for stream in streams:
            for _child in stream:
                pass
    finally:
        _fetched.reset(token)
