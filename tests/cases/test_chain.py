"""What happened to a case cannot be changed unseen: the command finds what raw SQL did behind the guards."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases import actions, retention, triggers
from cases.actors import Actor
from cases.chain import Telling, append
from cases.models import Case, CaseEvent

from .conftest import NOW

YEAR = datetime.timedelta(days=365)


def verified():
    """What the command says, and whether it was content."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("verify_case_log", stdout=out, stderr=err)
    except CommandError:
        return err.getvalue()
    return ""


def sql(statement, *values):
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount, "the tampering did something"


@pytest.fixture
def case(answered, make_case):
    make_case()
    return answered(title="Jembatan", body="Putus")


def test_an_honest_history_holds(case):
    assert case.last_seq == 4
    assert verified() == ""


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ("type = %s", ["confirm"]),
        ("actor_kind = %s", ["system"]),
        ("to_status = %s", ["closed"]),
        ("from_status = %s", ["closed"]),
        ("audience = %s", ["internal"]),
        ("at = %s", [NOW - YEAR]),
        ("public_text = %s", ["Something else"]),
        ("reporter_text = %s", ["Something else"]),
        ("internal_text = %s", ["Something else"]),
        ("payload = %s", ['{"unit": "33.04"}']),
        ("actor_unit_id = NULL", []),
        ("hash = %s", ["0" * 64]),
        ("content_digest = %s", ["0" * 64]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_change_is_found(case, columns, values):
    sql(f"UPDATE cases_caseevent SET {columns} WHERE case_id = %s AND seq = 2", *values, case.pk)
    assert f"{case.ref}: " in verified()


def test_words_that_were_erased_by_hand_are_found(case):
    """The guards let words go, so that a purge can take them; the history knows whether there was one."""
    erased = {"public_text": "", "reporter_text": "", "internal_text": "", "payload": {}, "salt": b""}
    case.events.filter(seq=4).update(**erased)
    assert "without a purge" in verified()


def test_a_removed_event_is_found(case):
    sql("DELETE FROM cases_caseevent WHERE case_id = %s AND seq = 2", case.pk)
    assert "event 2 is missing" in verified()


@pytest.mark.parametrize("first", [4, 3, 1])
def test_a_removed_end_is_found(case, first):
    sql("DELETE FROM cases_caseevent WHERE case_id = %s AND seq >= %s", case.pk, first)
    assert "missing at the end" in verified()


def test_events_in_another_order_are_found(case):
    for old, new in ((2, 99), (3, 2), (99, 3)):
        sql("UPDATE cases_caseevent SET seq = %s WHERE case_id = %s AND seq = %s", new, case.pk, old)
    assert "does not follow the one before" in verified()


def test_an_added_event_is_found(case, desk):
    """Even one with right hashes: the head of the chain does not know it."""
    stale = Case.objects.get(pk=case.pk)
    append(stale, "note", desk.officer("coordinator"), Telling(internal_text="Ditelepon"), at=NOW)
    assert "missing at the end" in verified()


def test_an_event_slipped_in_between_is_found(case):
    with triggers.lifted():
        for seq in (4, 3):
            CaseEvent.objects.filter(case=case, seq=seq).update(seq=seq + 1)
        false = CaseEvent.objects.get(case=case, seq=2)
        false.pk, false.seq = None, 3
        false.save()
    assert "does not follow the one before" in verified()


def test_other_words_of_the_citizen_are_found(case, desk):
    import uuid

    from cases.forms import SubmissionForm
    from cases.intake import submit

    typed = {
        "submission_id": str(uuid.uuid4()),
        "kind": "complaint",
        "title": "Lampu",
        "body": "Padam",
        "category": "jalan",
    }
    form = SubmissionForm(typed, unit=desk.root, kind="complaint")
    assert form.is_valid(), form.errors
    submit(form.submission(), channel="web")
    assert verified() == ""
    Case.objects.filter(title="Lampu").update(body="Menyala")
    assert "title or text" in verified()


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"received_at": NOW + YEAR}, "moment of receipt"),
        ({"status": "closed"}, "status does not follow"),
        ({"published_at": NOW, "body_public": "Putus."}, "published without an event"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_case_that_tells_something_else_than_its_history_is_found(case, columns, said):
    """A delay that is hidden by a later receipt, a case closed by hand, one that became public by itself."""
    Case.objects.filter(pk=case.pk).update(**columns)
    assert said in verified()


def test_what_was_published_by_an_officer_fits(case, desk):
    copy = {"title_public": "Jembatan", "body_public": "Putus.", "public_place": "village"}
    for days in (1, 2):
        actions.act(case, "publish", desk.officer("verifier"), copy, now=NOW + days * YEAR / 365)
    assert verified() == ""


def test_missing_guards_are_a_finding(case):
    with triggers.lifted():
        assert "trigger" in verified()


def test_it_still_holds_after_a_purge(case):
    case, _ = actions.act(case, "confirm", Actor.reporter(), {}, now=NOW)
    assert retention.purge(case.pk, retention.PERSONAL, NOW + YEAR)
    assert verified() == ""
    assert retention.purge(case.pk, retention.CONTENT, NOW + YEAR)
    assert verified() == ""
    sql("UPDATE cases_caseevent SET to_status = 'archived' WHERE case_id = %s AND seq = 2", case.pk)
    assert verified()


def test_the_digest_tells_when_a_whole_case_is_lost(case):
    def digest():
        out = io.StringIO()
        call_command("verify_case_log", stdout=out)
        return out.getvalue()

    before = digest()
    assert digest() == before
    with triggers.lifted():
        CaseEvent.objects.filter(case=case).delete()
        Case.objects.filter(pk=case.pk).delete()
    assert digest() != before


def test_asking_about_many_cases_takes_no_more_queries(make_case, django_assert_max_num_queries):
    for _ in range(12):
        make_case()
    with django_assert_max_num_queries(6):
        assert verified() == ""
