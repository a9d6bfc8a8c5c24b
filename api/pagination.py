"""Walking through a list with an opaque cursor: the place is remembered by value, so nothing is skipped or repeated."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .conditional import encode
from .filters import LONGEST, Parameter, flag, text_up_to, whole
from .problems import FieldError, Problem

DEFAULT_LIMIT, HIGHEST_LIMIT = 20, 100
LARGEST = 256 * 1024
# So few items of a list are never too large together, and need not be weighed.
ALWAYS_FIT = 40
# Parameters that do not change which items a list has, nor their order.
NOT_SCOPE = {"cursor", "limit", "fields", "count", "html"}


@dataclass(frozen=True)
class Order:
    """An order that a list can be read in: the column, its direction, and the unique column that breaks ties."""

    column: str
    tie: str
    is_descending: bool = False

    def terms(self) -> list[Any]:
        if self.column == self.tie:
            return [f"-{self.tie}" if self.is_descending else self.tie]
        column = F(self.column)
        first = column.desc(nulls_last=True) if self.is_descending else column.asc(nulls_last=True)
        return [first, self.tie]

    def after(self, value: Any, tie: Any) -> Q:
        """The condition that a row stands after this place; rows without a value stand last."""
        beyond = "lt" if self.is_descending else "gt"
        if self.column == self.tie:
            return Q(**{f"{self.tie}__{beyond}": tie})
        same = Q(**{self.column: value}) if value is not None else Q(**{f"{self.column}__isnull": True})
        later = same & Q(**{f"{self.tie}__gt": tie})
        if value is None:
            return later
        return later | Q(**{f"{self.column}__{beyond}": value}) | Q(**{f"{self.column}__isnull": True})


@dataclass
class Leaf:
    """One page of a list: its rows as dicts of columns, and where the next one begins."""

    rows: list[dict[str, Any]]
    next_cursor: str | None


CURSOR = Parameter(
    "cursor",
    text_up_to(LONGEST),
    "Where to go on: `next_cursor` of the answer before. Opaque; repeat the other parameters.",
)


def limit_up_to(highest: int) -> Parameter:
    return Parameter(
        "limit",
        whole(1, highest),
        "How many items to give.",
        {"type": "integer", "minimum": 1, "maximum": highest, "default": DEFAULT_LIMIT},
        default=DEFAULT_LIMIT,
    )


LIST_PARAMETERS = (
    limit_up_to(HIGHEST_LIMIT),
    CURSOR,
    Parameter(
        "count",
        flag,
        "Ask for `count`, how many items there are in all.",
        {"type": "boolean", "default": False},
        default=False,
    ),
)


def read_leaf(queryset: QuerySet, order: Order, values: Mapping[str, Any], columns: tuple[str, ...]) -> Leaf:
    """The rows of the requested page, with `columns` beside the sort key. One query."""
    if values["cursor"]:
        queryset = queryset.filter(order.after(*opened(values["cursor"], scope_of(order, values))))
    return leaf_of(list(ordered(queryset, order, values["limit"], columns)), order, values)


def ordered(queryset: QuerySet, order: Order, limit: int, columns: tuple[str, ...]) -> QuerySet:
    """The rows of a page and one more, which tells whether there is a next one."""
    wanted = dict.fromkeys((order.column, order.tie, *columns))
    return queryset.order_by(*order.terms()).values(*wanted)[: limit + 1]


def leaf_of(rows: list[dict[str, Any]], order: Order, values: Mapping[str, Any]) -> Leaf:
    next_cursor = None
    if len(rows) > values["limit"]:
        rows.pop()
        next_cursor = sealed(rows[-1][order.column], rows[-1][order.tie], scope_of(order, values))
    return Leaf(rows, next_cursor)


def bounded(items: list[dict[str, Any]], leaf: Leaf, order: Order, values: Mapping[str, Any]) -> dict[str, Any]:
    """The answer of a list of pages, at most 256 KB of it: where it was cut, the cursor leads on."""
    size = 0
    for number, item in enumerate(items if len(items) > ALWAYS_FIT else ()):
        size += len(encode(item).encode())
        if size > LARGEST and number:
            last = next(row for row in leaf.rows if row[order.tie] == items[number - 1]["id"])
            return {
                "items": items[:number],
                "next_cursor": sealed(last[order.column], last[order.tie], scope_of(order, values)),
            }
    return {"items": items, "next_cursor": leaf.next_cursor}


def scope_of(order: Order, values: Mapping[str, Any]) -> str:
    """A short hash of everything that decides which items come in which order."""
    scope = sorted((name, str(value)) for name, value in values.items() if name not in NOT_SCOPE and value is not None)
    return hashlib.blake2b(repr((order, scope)).encode(), digest_size=6).hexdigest()


def sealed(value: Any, tie: Any, scope: str) -> str:
    """A place in a list, for this list only. Nobody else can read it: it may hold a moment of which only the day is told."""
    kind = "m" if isinstance(value, datetime.datetime) else "t"
    text = value.isoformat() if kind == "m" else value
    body = json.dumps([kind, text, str(tie), scope], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(cipher(settings.SECRET_KEY).encrypt(body, None)).decode().rstrip("=")


def opened(cursor: str, scope: str) -> tuple[Any, Any]:
    """The sort key and tie of a cursor. Raises Problem when it was altered or belongs to another list."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        kind, text, tie, made_for = json.loads(cipher(settings.SECRET_KEY).decrypt(raw, None))
    except (ValueError, InvalidTag):
        raise Problem(
            "invalid_cursor", errors=[FieldError("cursor", "invalid_cursor", _("Begin again without it."))]
        ) from None
    if made_for != scope:
        text_ = _("Repeat the parameters of the first request, or begin again without a cursor.")
        raise Problem("cursor_scope_mismatch", text_, [FieldError("cursor", "cursor_scope_mismatch", text_)])
    value = datetime.datetime.fromisoformat(text) if kind == "m" else text
    return value, UUID(tie) if len(tie) == 36 else tie


@lru_cache(maxsize=2)
def cipher(secret: str) -> AESSIV:
    """The same place gives the same cursor (RFC 5297), so that answers of an unchanged list do not change either."""
    return AESSIV(salted_hmac("api.pagination", "cursors", secret=secret, algorithm="sha256").digest())
