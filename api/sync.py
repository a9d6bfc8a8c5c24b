"""`sync/`: everything that changed since the last time, so that an app can hold a region offline and ask one address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response

from pages.feed import Key, kinds
from pages.feed.reading import Scope
from pages.feed.writing import UPSERT, key_of

from .conditional import SCHEMA_NUMBER, encode
from .endpoint import Endpoint
from .filters import Parameter, read_parameters, text_up_to, whole
from .root import API_VERSION
from .shapes import Schema, Shapes
from .sync_cursor import Cursor, check_age, opened, scope_of
from .sync_schemas import sync_schema
from .sync_scope import SCOPE_PARAMETERS, numbered_state, scope_named

HIGHEST_LIMIT = 100
LARGEST = 256 * 1024
# So many full items are rendered first; after that as many as will fit, by what these took.
FIRST_STEP = 20
# No stale-while-revalidate: an app would see a change two polls late.
CACHE_CONTROL = "public, max-age=30, stale-if-error=600"


class SyncEndpoint(Endpoint):
    """One page of changes. Begin without `cursor`: that is a full pass. Repeat with the `cursor` of each answer, and with
    the same parameters, until `complete` is true; then keep the cursor and ask again after `poll_after_seconds`.

    Apply an item when its `version` is not lower than the one you hold. Ignore types and fields that you do not know. A
    page may be repeated, may be empty, and is at most 100 items or 256 KB. On `cursor_expired` or `invalid_cursor` make a
    full pass, and remove what it did not name only after an answer with `complete` and `poll_after_seconds` above 0.
    """

    summary = "Changes since the last time"
    parameters = (
        *SCOPE_PARAMETERS,
        Parameter(
            "limit",
            whole(1, HIGHEST_LIMIT),
            "At most so many items.",
            {"type": "integer", "minimum": 1, "maximum": HIGHEST_LIMIT, "default": HIGHEST_LIMIT},
            default=HIGHEST_LIMIT,
        ),
        Parameter("cursor", text_up_to(120), "The `cursor` of the answer before; without it, a full pass."),
    )
    problems: ClassVar = (
        "unknown_parameter",
        "invalid_parameter",
        "invalid_cursor",
        "cursor_scope_mismatch",
        "cursor_expired",
        "unavailable",
    )
    cache_control = CACHE_CONTROL

    def get(self, request: HttpRequest, **path: Any) -> HttpResponse:
        values = read_parameters(request._request.GET, self.parameters)
        scope, seal = scope_named(values), scope_of(values)
        cursor = opened(values["cursor"], seal) if values["cursor"] else None
        state = numbered_state()
        if cursor is None:
            cursor = Cursor(state.epoch, f=True)
        else:
            check_age(cursor, state)
        newest = scope.highest(after=cursor.s)
        etag = f'"{state.epoch}-{SCHEMA_NUMBER}-{newest}"'
        unchanged = get_conditional_response(request, etag=etag)
        response = unchanged or self.answer(values, scope, cursor, state, newest, seal)
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = CACHE_CONTROL
        response.headers["Vary"] = "Accept-Encoding"
        response.headers["Content-Language"] = scope.locale
        return response

    def answer(
        self, values: Mapping[str, Any], scope: Scope, cursor: Cursor, state: Any, newest: int, seal: bytes
    ) -> HttpResponse:
        until = cursor.u or state.last_seq
        rows = scope.between(cursor.s, until, cursor.f, values["limit"])
        with translation.override(scope.locale):
            items, read = items_of(rows, values["profile"] == "full")
        is_complete = read == len(rows) < values["limit"]
        if is_complete:
            onward = Cursor(state.epoch, s=until)
        else:
            onward = Cursor(state.epoch, s=rows[read - 1].seq, u=until, f=cursor.f)
        frame = {
            "api_version": API_VERSION,
            "epoch": state.epoch,
            "items": [],
            "cursor": onward.sealed(seal),
            "complete": is_complete,
            "poll_after_seconds": settings.SYNC_POLL_SECONDS if is_complete and newest <= until else 0,
        }
        before, after = encode(frame).split('"items":[]', 1)
        body = f'{before}"items":[{",".join(items)}]{after}'
        return HttpResponse(body.encode(), content_type="application/json")

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return sync_schema(shapes)


def items_of(rows: Sequence[Any], is_full: bool) -> tuple[list[str], int]:
    """The items of these rows as JSON texts until the answer is full, and how many rows that took.

    An `upsert` that is not public any more is left out: its tombstone is on the way.
    """
    texts: list[str] = []
    size = read = 0
    step = FIRST_STEP if is_full else HIGHEST_LIMIT
    while read < len(rows):
        chunk = rows[read : read + step]
        found = rendered([row for row in chunk if row.op == UPSERT], is_full)
        for row in chunk:
            text = text_of(row, found.get(key_of(row)))
            size += len(text.encode()) + 1 if text else 0
            if size > LARGEST and texts:
                return texts, read
            texts += [text] if text else []
            read += 1
        step = max(1, min(HIGHEST_LIMIT, int((LARGEST - size) * len(texts) / max(size, 1))))
    return texts, read


def rendered(rows: Sequence[Any], is_full: bool) -> dict[Key, dict[str, Any]]:
    """The public form of what is public, by object; a constant number of queries for each kind."""
    places = {key_of(row): row.path for row in rows}
    found: dict[Key, dict[str, Any]] = {}
    for kind, keys in kinds.by_kind(places).items():
        found |= kind.items({key: places[key] for key in keys}, is_full)
    return found


def text_of(row: Any, item: dict[str, Any] | None) -> str:
    identity = {"type": row.item_type, "id": row.item_id, "locale": row.locale, "version": row.seq}
    if row.op != UPSERT:
        return encode({"op": "delete", **identity})
    return encode({"op": "upsert", **item, "version": row.seq}) if item is not None else ""
