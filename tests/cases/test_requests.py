"""Requests for information, objections to how they were treated, disputes, requests about personal data."""

import datetime

import pytest

from cases import actions, chain, objecting, visibility
from cases.actors import Actor
from cases.engine import InvalidError, RefusedError
from cases.refusals import ObjectionNotOpenError, ObjectionWindowClosedError
from cases.terms import Term

from .conftest import NOW

DAY = datetime.timedelta(days=1)
CITIZEN = Actor.reporter()
pytestmark = pytest.mark.django_db


def test_a_request_is_decided_with_its_grounds(desk, make_case):
    case, _ = actions.act(make_case("information_request"), "start", desk.officer("ppid_executive"), {})
    main = desk.officer("ppid_main")
    for outcome, field in (("refused", "refusal_article"), ("granted_partial", "redactions")):
        with pytest.raises(InvalidError) as refusal:
            actions.act(case, "decide", main, {"outcome": outcome, "text": "Surat."})
        assert field in refusal.value.errors
    case, event = actions.act(case, "decide", main, {"outcome": "not_held", "text": "Surat."})
    assert (case.outcome, case.request.held) == ("not_held", "not_held")
    assert event.payload["holder_name"]
    assert case.clocks.filter(clock=Term.OBJECTION_WINDOW, met_at=None).count() == 1


def test_what_was_granted_is_delivered_before_the_request_is_closed(desk, make_case):
    case, _ = actions.act(make_case("information_request"), "start", desk.officer("ppid_executive"), {})
    case, _ = actions.act(case, "decide", desk.officer("ppid_main"), {"outcome": "granted_full", "text": "Surat."})
    with pytest.raises(RefusedError):
        actions.act(case, "close", desk.officer("ppid_executive"), {})
    case, _ = actions.act(case, "deliver", desk.officer("ppid_executive"), {"text": "Diunduh."}, now=NOW)
    assert case.request.delivered_at == NOW
    assert actions.act(case, "close", desk.officer("ppid_executive"), {})[0].status == "closed"


def test_what_a_delivery_cost_stands_in_the_register_and_beside_the_case(desk, make_case):
    case, _ = actions.act(make_case("information_request"), "start", desk.officer("ppid_executive"), {})
    case, _ = actions.act(case, "decide", desk.officer("ppid_main"), {"outcome": "granted_full", "text": "Surat."})
    with pytest.raises(InvalidError):
        actions.act(case, "deliver", desk.officer("ppid_executive"), {"text": "Dikirim.", "cost_idr": -1})
    typed = {"text": "Dikirim.", "cost_idr": "15000", "payment_method": "Tunai"}
    case, _ = actions.act(case, "deliver", desk.officer("ppid_executive"), typed)
    case.refresh_from_db()
    assert (case.request.cost_idr, case.request.payment_method) == (15000, "Tunai")
    assert {"Tunai", "15.000"} <= {value for _label, value in visibility.facts_of(case, visibility.Level.DESK)}


def test_what_the_requester_says_to_the_decision_stands_in_the_register(desk, decided, make_case):
    case, superior = make_case("objection", parent=decided()), desk.officer("ppid_superior")
    actions.act(case, "message", CITIZEN, {"text": "Kapan dijawab?"})
    case, _ = actions.act(case, "start_review", superior, {})
    case, _ = actions.act(case, "decide", superior, GRANTED | {"outcome": "rejected"})
    actions.act(case, "message", superior, {"text": "Mohon tanggapan."})
    case.objection.refresh_from_db()
    assert case.objection.requester_response == ""
    actions.act(case, "message", CITIZEN, {"text": "Kami tidak setuju."})
    case.objection.refresh_from_db()
    assert case.objection.requester_response == "Kami tidak setuju."


def test_an_objection_waits_for_an_answer_or_a_delay(make_case):
    case = make_case("information_request")
    with pytest.raises(ObjectionNotOpenError):
        objecting.open_since(case, NOW + DAY)
    late = datetime.datetime(2026, 4, 21, 17, tzinfo=datetime.UTC)
    assert objecting.open_since(case, late) == datetime.date(2026, 4, 21)


def test_the_time_to_object_ends_to_the_second(decided):
    case = decided()
    window = case.clocks.get(clock=Term.OBJECTION_WINDOW)
    assert objecting.open_since(case, window.due_at - datetime.timedelta(seconds=1)) == datetime.date(2026, 4, 7)
    with pytest.raises(ObjectionWindowClosedError):
        objecting.open_since(case, window.due_at)


GRANTED = {
    "outcome": "granted",
    "text": "Dikabulkan.",
    "superior_name": "Sekretaris Daerah",
    "superior_position": "PPID",
}


def test_a_granted_objection_puts_the_request_to_work_again(desk, decided, make_case):
    request = decided()
    case, superior = make_case("objection", parent=request), desk.officer("ppid_superior")
    case, _ = actions.act(case, "start_review", superior, {})
    case, _ = actions.act(case, "decide", superior, GRANTED)
    request.refresh_from_db()
    assert (case.status, request.status) == ("decided", "in_progress")
    assert request.clocks.filter(clock=Term.INFORMATION_NOTICE).count() == 2
    assert request.events.last().type == "reopen_granted"
    with pytest.raises(ObjectionNotOpenError):
        objecting.open_since(request, NOW)
    assert list(chain.breaks(request)) == []


def test_whoever_decided_the_request_does_not_decide_the_objection(desk, decided, make_case):
    request = decided()
    main = desk.officer("ppid_main")
    both = Actor.officer(main.user, main.roles | desk.officer("ppid_superior").roles, main.unit)
    case, _ = actions.act(make_case("objection", parent=request), "start_review", both, {})
    with pytest.raises(RefusedError):
        actions.act(case, "decide", both, GRANTED)


def test_a_dispute_holds_both_cases(desk, decided, make_case):
    request = decided()
    case, main = make_case("objection", parent=request), desk.officer("ppid_main")
    data = {"dispute_no": "012/KI", "dispute_filed_on": "2026-06-01"}
    with pytest.raises(RefusedError):
        actions.act(case, "dispute", main, data, now=NOW + DAY)
    case, _ = actions.act(case, "dispute", main, data, now=NOW + 90 * DAY)
    request.refresh_from_db()
    assert (case.status, case.is_on_hold, request.is_on_hold) == ("disputed", True, True)
    case, _ = actions.act(case, "close_dispute", main, {"text": "Damai."})
    request.refresh_from_db()
    assert (case.status, case.is_on_hold, request.is_on_hold) == ("closed", False, False)


def test_a_request_about_personal_data_has_hours(desk, make_case):
    case, _ = actions.act(make_case(), "data_request", CITIZEN, {"what": "access"}, now=NOW)
    term = case.clocks.get(clock=Term.DATA_SUBJECT_REQUEST)
    assert term.due_at == NOW + datetime.timedelta(hours=72)
    case, _ = actions.act(case, "withdraw", CITIZEN, {}, now=NOW)
    assert case.clocks.filter(met_at=None).get() == term
    actions.act(case, "data_request_done", desk.officer("archivist"), {"text": "Sudah."}, now=NOW)
    assert not case.clocks.filter(met_at=None).exists()
