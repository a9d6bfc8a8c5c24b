"""Queries whose SQL is written once: for a short answer Django's ORM takes far longer to write SQL than a database to answer it.

The queryset stays the one place that says what is asked (`visible()` above all). It is compiled the first time; after
that only the keys that it looks up and the present moment change (docs/decisions/0032).
"""

from __future__ import annotations

import copy
import datetime
from collections.abc import Callable, Sequence
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_datetime

# How many keys a form is written for: fewer are padded by repeating the last one.
SIZES = (1, 4, 20, 100, 400)
MARK = 1_900_000_000
NOW = object()


class Prepared:
    """A queryset of fixed shape over a list of keys (whole numbers or UUIDs)."""

    def __init__(self, make: Callable[[list[Any]], QuerySet]) -> None:
        self.make = make
        self.forms: dict[tuple[str, int], Form] = {}

    def __call__(self, keys: Sequence[Any] = ()) -> list[Any]:
        """The rows for these keys, as the queryset itself would give them. One query."""
        if len(keys) > SIZES[-1]:
            return list(self.make(list(keys)))
        size = next(size for size in SIZES if size >= len(keys)) if keys else 0
        form = self.forms.get((connection.vendor, size))
        if form is None:
            try:
                form = Form(self.make, size, bool(keys) and isinstance(keys[0], UUID))
            except EmptyResultSet:  # a question about nothing, such as the units of an empty list
                return []
            self.forms[connection.vendor, size] = form
        return form.rows([*keys, *([keys[-1]] * (size - len(keys)) if keys else [])])


class Form:
    """The SQL of one shape with the places where keys and the present moment belong."""

    def __init__(self, make: Callable[[list[Any]], QuerySet], size: int, is_uuid: bool) -> None:
        marks = [UUID(int=MARK + n) if is_uuid else MARK + n for n in range(size)]
        before = timezone.now()
        self.queryset = make(marks)
        self.compiler = self.queryset.query.get_compiler(connection=connection)
        self.sql, params = self.compiler.as_sql()
        self.known_converters: dict[int, Any] | None = None
        after = timezone.now()
        places = {written(mark): n for n, mark in enumerate(marks)}
        self.params = [slot(param, places, before, after) for param in params]
        if set(places.values()) != {param.place for param in self.params if isinstance(param, Place)}:
            raise ValueError("This queryset does not look its keys up as they are")

    def rows(self, keys: Sequence[Any]) -> list[Any]:
        values = [written(key) for key in keys]
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        params = tuple(
            values[param.place] if isinstance(param, Place) else now if param is NOW else param for param in self.params
        )
        compiler: Any = copy.copy(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.as_sql = lambda *args, **kwargs: (self.sql, params)
        compiler.get_converters = lambda expressions: self.converters(compiler, expressions)
        queryset = copy.copy(self.queryset)
        queryset._query = copy.copy(self.queryset.query)
        queryset._query.get_compiler = lambda *args, **kwargs: compiler
        queryset._result_cache = None
        return list(cast(Any, queryset)._iterable_class(queryset))

    def converters(self, compiler: Any, expressions: Any) -> dict[int, Any]:
        """How each column becomes Python; the same for every row of every answer of this shape."""
        if self.known_converters is None:
            self.known_converters = type(compiler).get_converters(compiler, expressions)
        return self.known_converters


class Place(int):
    """Where the n-th key belongs among the parameters."""

    @property
    def place(self) -> int:
        return int(self)


def slot(param: Any, places: dict[Any, int], before: datetime.datetime, after: datetime.datetime) -> Any:
    """What stands at a parameter: the place of a key, the present moment, or the value itself."""
    if isinstance(param, int | str | UUID) and param in places:
        return Place(places[param])
    moment = parse_datetime(param) if isinstance(param, str) and len(param) >= 19 and param[4] == "-" else param
    if isinstance(moment, datetime.datetime):
        moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
        if before <= moment <= after:
            return NOW
    return param


def written(key: Any) -> Any:
    """A key as the database takes it."""
    if isinstance(key, UUID) and not connection.features.has_native_uuid_field:
        return key.hex
    return key
