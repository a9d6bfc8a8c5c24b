"""Queries whose SQL is written once: for a short answer Django's ORM takes far longer to write SQL than a database to answer it.

The queryset stays the one place that says what is asked (`visible()` above all). It is compiled the first time; after
that only the values that it looks up and the present moment change (docs/decisions/0032).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.dateparse import parse_datetime

# How many keys a form is written for: fewer are padded by repeating the last one.
SIZES = (1, 4, 20, 100, 400)
MARK = 1_900_000_000
NOW = object()
# What stands in a form where the n-th value of this kind will stand.
MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda n: MARK + n,
    UUID: lambda n: UUID(int=MARK + n),
    str: lambda n: f"{MARK + n}",
}


class Question:
    """A queryset of fixed shape over a few values (whole numbers, UUIDs, texts): `related(unit, locale)`."""

    def __init__(self, make: Callable[..., QuerySet]) -> None:
        self.make = make
        self.forms: dict[Any, Form | None] = {}

    def __call__(self, *values: Any) -> list[Any]:
        """The rows for these values, as the queryset itself would give them. One query."""
        shape = (connection.vendor, *map(type, values))
        if None in values:  # would be IS NULL: another shape, and seldom asked
            return list(self.make(*values))
        if shape not in self.forms:
            self.forms[shape] = written_for(self.make, values)
        form = self.forms[shape]
        return form.rows(values) if form else []


class Prepared:
    """A queryset of fixed shape over a list of keys, however many."""

    def __init__(self, make: Callable[[list[Any]], QuerySet]) -> None:
        self.make = make
        self.question = Question(lambda *keys: make(list(keys)))

    def __call__(self, keys: Sequence[Any] = ()) -> list[Any]:
        """The rows for these keys, as the queryset itself would give them. One query."""
        if len(keys) > SIZES[-1]:
            return list(self.make(list(keys)))
        size = next(size for size in SIZES if size >= len(keys)) if keys else 0
        return self.question(*keys, *([keys[-1]] * (size - len(keys)) if keys else []))


def written_for(make: Callable[..., QuerySet], values: Sequence[Any]) -> Form | None:
    """The form for values of these kinds; None for a question about nothing, such as the units of an empty list."""
    try:
        return Form(make, [MARKS[type(value)](n) for n, value in enumerate(values)])
    except EmptyResultSet:
        return None


class Form:
    """The SQL of one shape with the places where values and the present moment belong."""

    def __init__(self, make: Callable[..., QuerySet], marks: list[Any]) -> None:
        before = timezone.now()
        self.queryset = make(*marks)
        self.compiler = self.queryset.query.get_compiler(connection=connection)
        self.sql, params = self.compiler.as_sql()
        self.known_converters: dict[int, Any] | None = None
        after = timezone.now()
        places = {written(mark): n for n, mark in enumerate(marks)}
        self.params = [slot(param, places, before, after) for param in params]
        if set(places.values()) != {param.place for param in self.params if isinstance(param, Place)}:
            raise ValueError("This queryset does not look its keys up as they are")

    def rows(self, values: Sequence[Any]) -> list[Any]:
        told = [written(value) for value in values]
        now = connection.ops.adapt_datetimefield_value(timezone.now()) if NOW in self.params else None
        params = tuple(
            told[param.place] if isinstance(param, Place) else now if param is NOW else param for param in self.params
        )
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        compiler = twin(self.compiler)
        compiler.connection = connections[DEFAULT_DB_ALIAS]
        compiler.execute_sql = lambda *args, **kwargs: [found]
        compiler.get_converters = lambda expressions: self.converters(compiler, expressions)
        queryset = twin(self.queryset)
        queryset._query = twin(self.queryset.query)
        queryset._query.get_compiler = lambda *args, **kwargs: compiler
        rows = list(queryset._iterable_class(queryset))
        prefetch_related_objects(rows, *queryset._prefetch_related_lookups)
        return rows

    def converters(self, compiler: Any, expressions: Any) -> dict[int, Any]:
        """How each column becomes Python; the same for every row of every answer of this shape."""
        if self.known_converters is None:
            self.known_converters = type(compiler).get_converters(compiler, expressions)
        return self.known_converters


def twin(thing: Any) -> Any:
    """A second object with the same attributes; `copy` would first run the query of a queryset."""
    other = object.__new__(type(thing))
    other.__dict__.update(thing.__dict__)
    return other


class Place(int):
    """Where the n-th value belongs among the parameters."""

    @property
    def place(self) -> int:
        return int(self)


def slot(param: Any, places: dict[Any, int], before: datetime.datetime, after: datetime.datetime) -> Any:
    """What stands at a parameter: the place of a value, the present moment, or the parameter itself."""
    if isinstance(param, int | str | UUID) and param in places:
        return Place(places[param])
    moment = parse_datetime(param) if isinstance(param, str) and len(param) >= 19 and param[4] == "-" else param
    if isinstance(moment, datetime.datetime):
        moment = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
        if before <= moment <= after:
            return NOW
    return param


def written(value: Any) -> Any:
    """A value as the database takes it."""
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
