"""What an error leaves in the log: its place and kind, nothing that anybody wrote."""

import logging
import sys

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.utils.module_loading import import_string

CANARY = "KENARI-7431"


@pytest.fixture
def written():
    """What the handler of the settings makes of an error."""
    chosen = settings.LOGGING["formatters"][settings.LOGGING["handlers"]["console"]["formatter"]]
    formatter = import_string(chosen["()"])()

    def written(error):
        try:
            raise error
        except Exception:
            record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Failed", (), sys.exc_info())
        return formatter.format(record)

    return written


class OfTheDriver(Exception):  # noqa: N818 – stands for one of psycopg's
    sqlstate = "23514"


def test_a_row_of_the_database_is_left_out(written):
    said = f"new row violates a check\nDETAIL:  Failing row contains (1, {CANARY},\n{CANARY})."
    error = IntegrityError(said)
    error.__cause__ = OfTheDriver(said)
    text = written(error)
    assert CANARY not in text
    assert text.startswith("Failed")
    assert "IntegrityError: new row violates a check" in text
    assert "OfTheDriver: new row violates a check" in text
    assert __file__ in text


def test_other_errors_say_what_they_say(written):
    error = ValueError("one")
    error.__context__ = KeyError("two")
    assert "ValueError: one" in written(error)
    assert "KeyError: 'two'" in written(error)


@pytest.mark.django_db
def test_the_real_database_is_meant(written):
    """A row that breaks a rule, as PostgreSQL and SQLite tell of it."""
    from cases.models import Category
    from tests.factories import UnitFactory

    root = UnitFactory(code="33.04", kind="regency")
    row = {"root": root, "slug": CANARY.lower(), "name": CANARY, "active_from": "2020-01-01"}
    Category.objects.create(**row)
    with pytest.raises(IntegrityError) as caught:
        Category.objects.create(**row)
    assert connection.vendor in ("sqlite", "postgresql")
    assert CANARY.lower() not in written(caught.value)
