"""`sync/status/`: whether there is anything new, in a few bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, TypedDict

from .endpoint import Endpoint
from .root import API_VERSION
from .shapes import Says, Schema, Shapes
from .sync import CACHE_CONTROL
from .sync_scope import SCOPE_PARAMETERS, numbered_state, scope_named


class SyncStatusData(TypedDict):
    """How far the feed is."""

    api_version: Annotated[str, Says({"example": API_VERSION})]
    epoch: Annotated[str, Says({"description": "Another one than yours: make a full pass.", "example": "9f86d081"})]
    highest_seq: Annotated[int, Says({"description": "The highest `version` in the scope; 0 while it is empty."})]


class SyncStatusEndpoint(Endpoint):
    """The epoch of the feed and the highest number in a scope."""

    summary = "How far the change feed is"
    parameters = SCOPE_PARAMETERS
    problems: ClassVar = ("unknown_parameter", "invalid_parameter", "unavailable")
    cache_control = CACHE_CONTROL

    def body(self, values: Mapping[str, Any]) -> SyncStatusData:
        state = numbered_state()
        return {
            "api_version": API_VERSION,
            "epoch": state.epoch,
            "highest_seq": scope_named(values).highest(after=0),
        }

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return shapes.of_annotation(SyncStatusData)
