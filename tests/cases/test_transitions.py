"""The tables hold: every status, role and action of every kind, and what is not in a table changes nothing at all."""

import datetime
import itertools
import uuid

import pytest
from django.db import connection, transaction

from cases import actions, engine
from cases.actors import Actor
from cases.chain import Telling
from cases.models import Case
from cases.transitions import BESIDES, MACHINES, NOT_OPEN, Kind, Role, Status, find, open_to, statuses

from .conftest import NOW, open_case

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(days=1)


def dump():
    """Every row of every table of the whole database, in a form that shows any difference."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    assert "cases_caseevent" in found
    return found


def actor_for(role):
    if role == Role.REPORTER:
        return Actor.reporter()
    if role == Role.SYSTEM:
        return Actor.system()
    return Actor.officer(None, frozenset({role}), None)


def rows(kind):
    return (*MACHINES[kind], *BESIDES.values())


def in_status(desk, kind, status):
    """A case that stands there; brought there by hand, since only the tables are asked."""
    parent = open_case(desk, "information_request") if kind == Kind.OBJECTION else None
    case = open_case(desk, kind, parent=parent)
    Case.objects.filter(pk=case.pk).update(status=status)
    case.refresh_from_db()
    return case


@pytest.mark.parametrize("kind", list(Kind))
def test_the_tables_alone_decide(desk, kind):
    """Through the engine with an effect that does nothing: status × role × action."""
    names = sorted({row.action for row in rows(kind)})
    allowed = 0
    for status in sorted(statuses(kind)):
        case = in_status(desk, kind, status)
        before = dump()
        for role, action in itertools.product(Role, names):
            row = find(kind, action, status, role)
            listed = action in open_to(kind, status, {role})
            assert listed == (row is not None)
            if row is None:
                with pytest.raises(engine.RefusedError):
                    engine.matching(case, action, actor_for(role))
                continue
            allowed += 1
            with transaction.atomic():
                changed, event = engine.perform(case.pk, action, actor_for(role), nothing, {}, now=LATER)
                assert changed.status == (row.target or status)
                assert (event.from_status, event.to_status) == (status, changed.status)
                # Taken back, so that the next combination starts where this one did.
                transaction.set_rollback(True)
        assert dump() == before, f"{kind} {status}"
    assert allowed == sum(len(row.sources) * len(row.roles) for row in rows(kind) if row.sources) - unreachable(kind)


def unreachable(kind):
    """Places of the tables beside the machines in statuses that this kind never has."""
    missing = set(Status) - statuses(kind)
    return sum(len(missing & set(row.sources)) * len(row.roles) for row in BESIDES.values())


def nothing(case, actor, data, now):
    return Telling()


@pytest.mark.parametrize("kind", list(Kind))
def test_an_illegal_action_leaves_the_database_as_it_was(desk, kind):
    """Through `act`, with what a person would have typed: each status × role × action that is in no table."""
    typed = {
        "text": "Teks", "unit": desk.desa.pk, "handling_class": "normative", "visibility": "publishable", "score": 3,
        "outcome": "resolved", "audience": "public", "reason": desk.reason("return", "not-ours").pk, "system": "lapor",
        "number": "1234567", "owner": "Balai", "title_public": "Judul", "body_public": "Isi", "public_place": "village",
    }  # fmt: skip
    names = sorted({row.action for row in rows(kind)})
    tried = 0
    for status in sorted(statuses(kind)):
        case = in_status(desk, kind, status)
        before = dump()
        for action in names:
            for role in Role:
                if find(kind, action, status, role):
                    continue
                with pytest.raises(engine.RefusedError):
                    actions.act(case, action, actor_for(role), typed, client_id=uuid.uuid4(), now=LATER)
                tried += 1
        assert dump() == before, f"{kind} {status}"
    legal = sum(1 for status in statuses(kind) for role in Role for name in names if find(kind, name, status, role))
    assert tried == len(statuses(kind)) * len(Role) * len(names) - legal


def test_an_unknown_action_and_one_of_another_kind_are_refused(desk, make_case):
    case = make_case()
    before = dump()
    for action in ("", "delete", "submit", "decide", "extend", "start_review"):
        with pytest.raises(engine.RefusedError):
            actions.act(case, action, Actor.officer(None, frozenset(Role), None), {})
    assert dump() == before


def test_what_was_typed_wrong_leaves_the_database_as_it_was(desk, make_case):
    case = make_case()
    before = dump()
    for data in ({}, {"unit": "x"}, {"unit": desk.desa.pk, "handling_class": "normative", "visibility": "later"}):
        with pytest.raises(engine.InvalidError):
            actions.act(case, "assign", desk.officer("verifier"), data)
    assert dump() == before


@pytest.mark.parametrize("kind", list(Kind))
def test_every_action_has_a_form_and_an_effect(desk, kind):
    case = in_status(desk, kind, sorted(statuses(kind))[0])
    for row in rows(kind):
        if row.sources:
            assert callable(actions.doing.EFFECTS[(kind, row.action)])
            assert actions.form_for(case, row.action)({}) is not None


def test_no_officer_role_closes_a_complaint_that_was_answered():
    closing = [
        row for row in MACHINES[Kind.COMPLAINT] if row.target == Status.CLOSED and Status.ANSWERED in row.sources
    ]
    assert {role for row in closing for role in row.roles} == {Role.REPORTER, Role.SYSTEM}


def test_open_means_open():
    assert not {Status.RECEIVED, Status.ANSWERED, Status.DECIDED, Status.DISPUTED} & set(NOT_OPEN)
