"""How errors are written down: where it happened and what kind it was, never a row of the database.

PostgreSQL adds the whole row to some errors ("Failing row contains …"): in a log it would be what a citizen wrote.
"""

import logging
import traceback
from types import TracebackType
from typing import Any

from django.db import Error as DjangoError


class WithoutRows(logging.Formatter):
    """Writes each error of a chain with its place; of those of the database only what the first line says."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 – the name is the library's
        parts, error = [], ei[1]
        while error is not None:
            parts.append("".join(told(error, error.__traceback__)))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhile handling:\n".join(parts).rstrip()


def told(error: BaseException, place: TracebackType | None) -> list[str]:
    said = str(error)
    if isinstance(error, DjangoError) or hasattr(error, "sqlstate"):
        said = said.partition("\n")[0]
    return [*traceback.format_tb(place), f"{type(error).__module__}.{type(error).__qualname__}: {said}\n"]
