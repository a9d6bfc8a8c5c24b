"""What the change feed tells of, and how the contract describes it: one entry is all that a new kind of thing needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pages.feed import Kind

from .item_schemas import OP
from .shapes import Shapes


class Told(NamedTuple):
    """What people call a type, one and several, and where its list is, below /api/v1/."""

    label: Any
    label_plural: Any
    list_path: str


class ApiKind(Kind):
    """A kind of thing that can say what its items look like."""

    def told(self) -> Mapping[str, Told]:
        """What apps show of each type at first start."""
        raise NotImplementedError

    def components(self, shapes: Shapes, is_full: bool) -> Mapping[str, str]:
        """Type to the reference of its component in this profile."""
        raise NotImplementedError


def with_op(reference: str, shapes: Shapes) -> str:
    """The same component, which says that `op` stands with it in the feed."""
    component: Any = shapes.components[reference.rpartition("/")[2]]
    component["properties"].setdefault("op", OP)
    return reference
