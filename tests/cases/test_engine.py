"""What an action does to a case: the shipped flow from report to closing, and the guards that no table can hold."""

import datetime
import threading
import uuid

import pytest
from django.db import connection

from cases import actions, chain
from cases.actors import Actor
from cases.engine import InvalidError, RefusedError, VersionConflictError
from cases.models import Assignment, Case
from cases.terms import Term

from .conftest import NOW, assign, open_case, plant_desk

DAY = datetime.timedelta(days=1)
CITIZEN = Actor.reporter()
pytestmark = pytest.mark.django_db


def events(case):
    return list(case.events.order_by("seq").values_list("type", flat=True))


def test_a_complaint_goes_from_report_to_closing(desk, assigned):
    case = assigned()
    handler = desk.officer("handler_desa")
    assert (case.status, case.current_unit) == ("assigned", desk.desa)
    case, _ = actions.act(case, "accept", handler, {}, now=NOW)
    case, _ = actions.act(case, "progress", handler, {"audience": "public", "text": "Sudah dicek."}, now=NOW + DAY)
    case, _ = actions.act(case, "answer", handler, {"text": "Selesai.", "outcome": "resolved"}, now=NOW + DAY)
    case, _ = actions.act(case, "confirm", CITIZEN, {}, now=NOW + 2 * DAY)
    assert (case.status, case.outcome) == ("closed", "resolved")
    assert events(case) == ["submit", "assign", "accept", "progress", "answer", "confirm"]
    assert list(chain.breaks(case)) == []
    assert not case.clocks.filter(met_at=None).exists()
    assert not Assignment.objects.filter(case=case, ended_at=None).exists()


def test_assigning_starts_the_clocks_of_the_class(assigned):
    case = assigned(handling_class="normative")
    clocks = {term.clock: term for term in case.clocks.all()}
    assert clocks[Term.VERIFICATION].met_at == NOW
    assert clocks[Term.FIRST_FOLLOW_UP].due_on == datetime.date(2026, 4, 14)
    assert clocks[Term.RESOLUTION].due_on == datetime.date(2026, 4, 14)
    assert clocks[Term.RESOLUTION].rule.handling_class == "normative"


def test_another_class_after_a_return_changes_the_running_resolution_clock(desk, assigned):
    case = assigned(handling_class="normative")
    back = {"reason": desk.reason("return", "not-ours"), "text": "Jalan kabupaten."}
    case, _ = actions.act(case, "return", desk.officer("handler_desa"), back, now=NOW + DAY)
    assert (case.status, case.current_unit, case.hop_count) == ("received", desk.root, 1)
    case = assign(desk, case, desk.agency, at=NOW + 2 * DAY, handling_class="with_inspection")
    resolution = case.clocks.get(clock=Term.RESOLUTION)
    assert (resolution.rule.handling_class, resolution.base_on) == ("with_inspection", datetime.date(2026, 4, 7))
    assert case.clocks.filter(clock=Term.FIRST_FOLLOW_UP).count() == 2
    assert case.clocks.filter(clock=Term.VERIFICATION).count() == 2


def test_a_unit_alone_cannot_close(desk, answered):
    case = answered()
    for name in ("handler_desa", "head_desa", "coordinator", "verifier"):
        for action in ("confirm", "auto_close"):
            with pytest.raises(RefusedError):
                actions.act(case, action, desk.officer(name), {}, now=NOW + 60 * DAY)
    with pytest.raises(RefusedError):
        actions.act(case, "auto_close", Actor.system(), {}, now=NOW + DAY)
    assert Case.objects.get(pk=case.pk).status == "answered"


def test_the_reporter_is_heard_before_visibility_is_chosen(desk, make_case):
    case = make_case(is_confidential=True)
    data = {"unit": desk.desa, "handling_class": "normative", "visibility": "publishable"}
    with pytest.raises(InvalidError) as refusal:
        actions.act(case, "assign", desk.officer("verifier"), data)
    assert "visibility" in refusal.value.errors
    with pytest.raises(InvalidError) as refusal:
        actions.act(case, "assign", desk.officer("verifier"), {**data, "visibility": ""})
    assert "visibility" in refusal.value.errors


def test_a_forced_category_makes_a_case_restricted(desk, make_case):
    case = assign(desk, make_case(category=desk.categories["korupsi"]), desk.agency, visibility="confidential")
    assert case.is_restricted
    assert case.is_confidential


def test_an_answer_needs_words_an_outcome_and_a_reason_for_no(desk, assigned):
    handler = desk.officer("handler_desa")
    case, _ = actions.act(assigned(), "accept", handler, {})
    for data, field in (
        ({"outcome": "resolved"}, "text"),
        ({"text": "Ya."}, "outcome"),
        ({"text": "Tidak.", "outcome": "cannot_fulfil"}, "reason"),
        ({"text": "Tidak.", "outcome": "granted"}, "outcome"),
    ):
        with pytest.raises(InvalidError) as refusal:
            actions.act(case, "answer", handler, data)
        assert field in refusal.value.errors
    refusal = {"text": "Tidak.", "outcome": "cannot_fulfil", "reason": desk.reason("cannot_fulfil", "no-budget").pk}
    assert actions.act(case, "answer", handler, refusal)[0].outcome == "cannot_fulfil"


def test_the_head_of_the_unit_answers_where_the_category_asks(desk, assigned):
    case, _ = actions.act(assigned(category=desk.categories["izin"]), "accept", desk.officer("handler_desa"), {})
    data = {"text": "Izin terbit.", "outcome": "resolved"}
    with pytest.raises(RefusedError):
        actions.act(case, "answer", desk.officer("handler_desa"), data)
    assert actions.act(case, "answer", desk.officer("head_desa"), data)[0].status == "answered"
    plain, _ = actions.act(assigned(), "accept", desk.officer("handler_desa"), {})
    with pytest.raises(RefusedError):
        actions.act(plain, "answer", desk.officer("head_desa"), data)


def test_two_officers_at_once_make_one_change(desk, make_case):
    case = make_case()
    assign(desk, case, desk.desa)
    data = {"unit": desk.agency, "handling_class": "normative", "visibility": "publishable"}
    with pytest.raises(VersionConflictError):
        actions.act(case, "assign", desk.officer("verifier2"), data, expected_version=case.version, now=NOW)
    assert Case.objects.get(pk=case.pk).current_unit == desk.desa


def test_the_same_call_again_gives_the_same_event(answered):
    case, key = answered(), uuid.uuid4()
    _, first = actions.act(case, "reopen", CITIZEN, {"text": "Belum."}, client_id=key, now=NOW)
    _, again = actions.act(case, "reopen", CITIZEN, {"text": "Belum."}, client_id=key, now=NOW + DAY)
    assert again.pk == first.pk
    with pytest.raises(RefusedError) as refusal:
        actions.act(case, "reopen", CITIZEN, {"text": "Lain."}, client_id=key)
    assert refusal.value.code == "idempotency_conflict"


def test_the_third_reopening_reaches_the_second_level(desk, answered):
    case, handler = answered(), desk.officer("handler_desa")
    for _ in range(3):
        case, _event = actions.act(case, "reopen", CITIZEN, {"text": "Belum."}, now=NOW)
        last = case
        case, _event = actions.act(case, "answer", handler, {"text": "Sudah.", "outcome": "resolved"}, now=NOW)
    assert last.reopen_count == 3
    assert [event.payload["level"] for event in case.events.filter(type="escalated")] == [2]


def test_a_closed_case_is_reopened_only_with_new_evidence(desk, answered):
    case, _ = actions.act(answered(), "confirm", CITIZEN, {})
    with pytest.raises(RefusedError):
        actions.act(case, "reopen_closed", desk.officer("inspector"), {"text": "Foto baru."})
    actions.act(case, "message", CITIZEN, {"text": "Rusak lagi."})
    case, _ = actions.act(case, "reopen_closed", desk.officer("inspector"), {"text": "Foto baru."})
    assert (case.status, case.current_unit) == ("in_progress", desk.desa)
    assert case.clocks.filter(clock=Term.RESOLUTION, met_at=None).count() == 1


def test_a_message_after_closing_is_a_note_and_says_so(answered):
    case, _ = actions.act(answered(), "confirm", CITIZEN, {})
    case, event = actions.act(case, "message", CITIZEN, {"text": "Terima kasih."})
    assert (event.type, event.reporter_text, event.payload) == ("note", "Terima kasih.", {"after_closing": True})


def test_rating_once_for_each_closing(answered):
    case, _ = actions.act(answered(), "confirm", CITIZEN, {})
    for score in (0, 6, "lima", None):
        with pytest.raises(InvalidError):
            actions.act(case, "rate", CITIZEN, {"score": score})
    _, event = actions.act(case, "rate", CITIZEN, {"score": 4, "is_resolved": True})
    assert (event.payload["score"], event.payload["is_resolved"]) == (4, True)
    with pytest.raises(RefusedError) as refusal:
        actions.act(case, "rate", CITIZEN, {"score": 5})
    assert refusal.value.code == "already_rated"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="many officers at once need PostgreSQL")
def test_many_officers_at_once_make_one_change():
    desk = plant_desk()
    case = open_case(desk)
    data = {"unit": desk.desa, "handling_class": "normative", "visibility": "publishable"}
    start, outcomes = threading.Barrier(8), []

    def work():
        start.wait()
        try:
            actions.act(case, "assign", desk.officer("verifier"), data, expected_version=case.version, now=NOW)
            outcomes.append("done")
        except RefusedError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(outcomes) == ["done", *["version_conflict"] * 7]
    assert events(case) == ["submit", "assign"]
    assert case.assignments.count() == 1
