"""The history of cases is guarded by the database itself: words can be erased, nothing else can change."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from cases import checks, triggers
from cases.models import CaseEvent


@pytest.fixture
def event(make_case):
    return make_case().events.get()


def refused(query):
    """Runs something that must fail, and leaves the rest of the test its transaction."""
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        query()


def test_no_event_can_be_removed(event):
    refused(lambda: CaseEvent.objects.filter(pk=event.pk).delete())
    refused(lambda: CaseEvent.objects.filter(pk=event.pk)._raw_delete("default"))
    assert CaseEvent.objects.filter(pk=event.pk).exists()


@pytest.mark.parametrize(
    "columns",
    [
        {"seq": 7},
        {"type": "assign"},
        {"actor_kind": "officer"},
        {"to_status": "closed"},
        {"audience": "internal"},
        {"at": "2020-01-01T00:00:00Z"},
        {"hash": "0" * 64},
        {"prev_hash": "0" * 64},
        {"content_digest": "0" * 64},
        {"client_id": "3f2b8c1e-5d4a-4f6b-9c7d-0a1b2c3d4e5f"},
        {"public_text": "Other words"},
        {"internal_text": "Other words"},
        {"payload": {"other": 1}},
        {"salt": b"x"},
        {"public_text": "", "seq": 7},
    ],
    ids=str,
)
def test_nothing_but_words_towards_nothing_can_change(event, columns):
    refused(lambda: CaseEvent.objects.filter(pk=event.pk).update(**columns))


def test_every_column_is_guarded(event):
    """A column that a later version adds is guarded from its first day."""
    guarded = set(triggers.columns())
    assert guarded == {field.column for field in CaseEvent._meta.concrete_fields}
    assert set(triggers.ERASED) == {"public_text", "reporter_text", "internal_text", "payload", "salt"}


def test_words_can_be_erased(event):
    erased = {"public_text": "", "reporter_text": "", "internal_text": "", "payload": {}, "salt": b""}
    assert CaseEvent.objects.filter(pk=event.pk).update(**erased) == 1
    assert CaseEvent.objects.filter(pk=event.pk).update(**erased) == 1


def test_a_table_cannot_be_emptied_on_postgresql(event):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE")

    def truncate():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f'TRUNCATE "{triggers.TABLE}" CASCADE')

    refused(truncate)


def test_the_system_check_tells_what_is_missing(event):
    assert triggers.missing() == []
    assert checks.check_events(databases=["default"]) == []
    with triggers.lifted():
        assert sorted(triggers.NAMES) == triggers.missing()
        [warning] = checks.check_events(databases=["default"])
        assert warning.id == "pendopo.W101"
    assert triggers.missing() == []
    assert checks.check_events() == [], "without a database nothing is asked"


def test_a_migration_puts_the_guards_up_again(event):
    triggers.take_down(connection)
    assert triggers.missing()
    call_command("migrate", verbosity=0)
    assert not triggers.missing()
    refused(lambda: CaseEvent.objects.filter(pk=event.pk).update(seq=9))


@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_can_empty_the_tables():
    """Ends without an error only because the suite lifts the guards while it empties the tables."""
    from tests.cases.conftest import open_case, plant_desk

    case = open_case(plant_desk())
    refused(lambda: CaseEvent.objects.filter(case=case).delete())
