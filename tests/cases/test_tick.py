"""What time does: breaches and levels once each, windows that close, however late or often the job runs."""

import datetime
import threading
import uuid

import pytest
from django.db import connection

from cases import actions, chain, clocks, notices, tick
from cases.engine import RefusedError
from cases.models import Case, CaseSettings, Clock, Holiday, Outbox
from cases.terms import Term

from .conftest import assign, open_case, plant_desk
from .moments import CITIZEN, WIB, at, day, one, types

pytestmark = pytest.mark.django_db
Kind = Holiday.Kind


LEVELS = {"8 Apr": ("6 Apr", "9 Apr", "13 Apr", "17 Apr"), "25 Mar": ("16 Mar", "26 Mar", "30 Mar", "6 Apr")}


@pytest.mark.parametrize("due", list(LEVELS))
def test_levels_are_reached_at_local_midnight(make_case, due):
    case = make_case("information_request", at=at("10 Mar"))
    midnight = clocks.moves.clock.midnight_after(day(due), "Asia/Jakarta")
    Clock.objects.filter(case=case).update(due_on=day(due), due_at=midnight)
    term = one(case, Term.INFORMATION_NOTICE)
    calendar, second = clocks.calendar_for(case.root), datetime.timedelta(seconds=1)
    steps = tick.escalation.steps(case)
    for step, on in zip(steps, LEVELS[due], strict=True):
        start = at(on, 0, 0)
        assert tick.escalation.reached(case, term, [step], calendar, start) == [step]
        assert tick.escalation.reached(case, term, [step], calendar, start - second) == []


def levels(case):
    return [event.payload["level"] for event in case.events.filter(type="escalated")]


def test_each_level_once_however_often_the_job_runs(make_case):
    case = make_case("information_request", at=at("17 Mar"))
    expected = {
        "2 Apr": [],
        "6 Apr": [0],
        "8 Apr": [0],
        "9 Apr": [0, 1],
        "13 Apr": [0, 1, 2],
        "17 Apr": [0, 1, 2, 3],
        "30 Apr": [0, 1, 2, 3],
    }
    for on, seen in expected.items():
        for _ in range(2):
            tick.tick(at(on, 0, 5))
        assert levels(case) == seen
    assert types(case).count("clock_breached") == 1
    assert Outbox.objects.filter(case=case, kind="late").count() == 4
    assert list(chain.breaks(Case.objects.get(pk=case.pk))) == []


def test_after_days_without_the_job_all_is_caught_up_once(make_case):
    case = make_case("information_request", at=at("17 Mar"))
    tick.tick(at("8 Apr"))
    tick.tick(at("13 Apr"))
    tick.tick(at("13 Apr", 11))
    assert levels(case) == [0, 1, 2]
    assert one(case, Term.INFORMATION_NOTICE).breached_at == at("9 Apr", 0, 0)
    never = make_case("information_request", at=at("17 Mar"))
    tick.tick(at("13 Apr", 12))
    assert levels(never) == [1, 2]


def test_a_case_that_was_not_given_to_a_unit_is_not_told_to_it(desk, make_case, mailoutbox):
    case = make_case(at=at("17 Mar"), origin_unit=desk.desa)
    assert case.current_unit == desk.desa
    tick.tick(at("30 Mar"))
    notices.send_due(at("30 Mar"))
    assert {message.to[0].split("@")[0] for message in mailoutbox} == {"coordinator", "coordinator2"}


@pytest.mark.parametrize(("kind", "told"), [("information_request", "ppid_main"), ("objection", "ppid_superior")])
def test_the_ppid_hears_of_its_own_terms(make_case, mailoutbox, kind, told):
    parent = make_case("information_request", at=at("3 May")) if kind == "objection" else None
    case = make_case(kind, at=at("6 Apr"), parent=parent)
    term = case.clocks.get()
    tick.tick(term.due_at)
    Outbox.objects.exclude(case=case).delete()
    notices.send_due(term.due_at)
    assert [message.to for message in mailoutbox] == [[f"{told}@example.org"]]


def test_escalation_steps_are_settings(desk, make_case):
    CaseSettings.objects.create(
        root=desk.root, limits={"escalation": [{"offset": 2, "level": 1, "roles": ["coordinator"]}]}
    )
    case = make_case("information_request", at=at("17 Mar"))
    tick.tick(at("9 Apr"))
    assert levels(case) == []
    tick.tick(at("10 Apr", 0, 0))
    assert levels(case) == [1]


def test_a_breach_stands_even_when_the_answer_came_before_the_job(desk, make_case):
    case = make_case("information_request", at=at("17 Mar"))
    case, _ = actions.act(case, "start", desk.officer("ppid_executive"), {}, now=at("9 Apr"))
    granted = {"outcome": "granted_full", "text": "Surat."}
    case, _ = actions.act(case, "decide", desk.officer("ppid_main"), granted, now=at("9 Apr", 0, 0))
    assert one(case, Term.INFORMATION_NOTICE).breached_at == at("9 Apr", 0, 0)
    assert types(case) == ["submit", "start", "clock_breached", "decide"]
    assert one(case, Term.OBJECTION_WINDOW).base_on == day("9 Apr")


def test_the_watch_over_another_body_is_the_coordinators(desk, make_case):
    case = assign(desk, make_case(at=at("6 Apr")), desk.desa, at=at("6 Apr"))
    case, _ = actions.act(case, "accept", desk.officer("handler_desa"), {}, now=at("6 Apr"))
    data = {"system": "lapor", "number": "1234567", "owner": "Kementerian", "text": "Diteruskan."}
    case, _ = actions.act(case, "refer_out", desk.officer("coordinator"), data, now=at("7 Apr"))
    Outbox.objects.all().delete()
    tick.tick(at("30 May"))
    assert set(Outbox.objects.values_list("recipient_role", flat=True)) == {"coordinator"}
    assert set(case.events.filter(type__in=["clock_breached", "escalated"]).values_list("audience", flat=True)) == {
        "internal"
    }


def test_silence_closes_an_answered_case_at_midnight_and_not_before(answered):
    case = answered(at=at("17 Mar"))
    tick.tick(at("8 Apr", 23, 59, 59))
    assert Case.objects.get(pk=case.pk).status == "answered"
    tick.tick(at("9 Apr", 0, 0))
    tick.tick(at("9 Apr", 0, 0))
    case.refresh_from_db()
    assert (case.status, case.outcome) == ("closed", "resolved")
    assert types(case)[-1] == "auto_close"


def test_reopening_within_ten_working_days_to_the_second(desk, answered):
    in_time, _ = actions.act(
        answered(at=at("17 Mar")), "reopen", CITIZEN, {"text": "Belum."}, now=at("8 Apr", 23, 59, 59)
    )
    assert (in_time.status, one(in_time, Term.RESOLUTION).run) == ("in_progress", 2)
    late, key = answered(at=at("17 Mar")), uuid.uuid4()
    for _ in range(2):
        with pytest.raises(RefusedError) as refusal:
            actions.act(late, "reopen", CITIZEN, {"text": "Belum."}, client_id=key, now=at("9 Apr", 0, 0))
        assert refusal.value.code == "reopen_too_late"
    assert types(late).count("note") == 1
    note = late.events.latest("seq")
    assert (note.type, note.reporter_text, Case.objects.get(pk=late.pk).status) == ("note", "Belum.", "answered")
    assert (
        actions.act(late, "reopen", desk.officer("coordinator"), {"text": "Ya."}, now=at("9 Apr"))[0].status
        == "in_progress"
    )


def test_a_question_without_a_reply_archives_the_case(desk, make_case):
    case, _ = actions.act(
        make_case(at=at("17 Mar")), "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=at("17 Mar")
    )
    tick.tick(at("8 Apr", 23, 59))
    assert Case.objects.get(pk=case.pk).status == "needs_info"
    tick.tick(at("9 Apr", 0, 0))
    case.refresh_from_db()
    assert (case.status, case.outcome) == ("archived", "incomplete")


def test_a_request_closes_when_nobody_objects(desk, decided, make_case):
    case = decided(at=at("14 Aug"))
    assert one(case, Term.OBJECTION_WINDOW).due_on == datetime.date(2026, 9, 29)
    tick.tick(datetime.datetime(2026, 9, 30, tzinfo=WIB))
    assert Case.objects.get(pk=case.pk).status == "closed"


def test_what_was_granted_and_not_delivered_stays_open(desk, make_case):
    case, _ = actions.act(
        make_case("information_request", at=at("14 Aug")), "start", desk.officer("ppid_executive"), {}, now=at("14 Aug")
    )
    granted = {"outcome": "granted_full", "text": "Surat."}
    case, _ = actions.act(case, "decide", desk.officer("ppid_main"), granted, now=at("14 Aug"))
    late = datetime.datetime(2026, 10, 5, tzinfo=WIB)
    assert tick.tick(late)["close"] == 0
    assert Case.objects.get(pk=case.pk).status == "decided"
    case, _ = actions.act(case, "deliver", desk.officer("ppid_executive"), {"text": "Diunduh."}, now=late)
    tick.tick(late)
    assert Case.objects.get(pk=case.pk).status == "closed"


def test_an_objection_closes_when_nobody_goes_to_the_commission(desk, decided, make_case):
    case, superior = (
        make_case("objection", parent=decided(at=at("13 Aug")), at=at("14 Aug")),
        desk.officer("ppid_superior"),
    )
    case, _ = actions.act(case, "start_review", superior, {}, now=at("14 Aug"))
    rejected = {"outcome": "rejected", "text": "Ditolak.", "superior_name": "Sekda", "superior_position": "Atasan PPID"}
    case, _ = actions.act(case, "decide", superior, rejected, now=at("14 Aug"))
    assert one(case, Term.DISPUTE_WINDOW).due_on == day("7 Sep")
    tick.tick(datetime.datetime(2026, 9, 8, tzinfo=WIB))
    assert Case.objects.get(pk=case.pk).status == "closed"


def test_overdue_counts_offices_not_closed_windows(desk, make_case, answered):
    case, late = answered(at=at("17 Mar")), make_case(at=at("17 Mar"))
    assert list(Case.objects.overdue(at("9 Apr"))) == [late]
    assert case.status == "answered"


def test_one_broken_case_does_not_hold_up_the_others(make_case, monkeypatch):
    bad, good = make_case(at=at("17 Mar")), make_case(at=at("17 Mar"))
    advance = tick.advance
    monkeypatch.setattr(tick, "advance", lambda pk, now: 1 / 0 if pk == bad.pk else advance(pk, now))
    report = tick.tick(at("30 Mar"))
    assert (report["failed"], "clock_breached" in types(good)) == (1, True)


def test_looking_at_all_clocks_takes_the_same_questions_for_many_cases(desk, django_assert_num_queries, make_case):
    def questions(count):
        for _ in range(count):
            make_case(at=at("6 Apr"))
        with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(counter := Counter()):
            patch.setattr(tick, "advance", None)
            tick.tick(at("6 Apr"))
        return counter.seen

    assert questions(5) == questions(10)


class Counter:
    def __init__(self):
        self.seen = 0

    def __call__(self, execute, *args):
        self.seen += 1
        return execute(*args)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="two workers at once need PostgreSQL")
def test_two_workers_at_once_do_everything_once():
    desk = plant_desk()
    late = [open_case(desk, "information_request", at=at("17 Mar")) for _ in range(10)]
    start, failures = threading.Barrier(4), []

    def work():
        try:
            start.wait()
            tick.tick(at("13 Apr"))
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    for case in late:
        assert types(case) == ["submit", "clock_breached", "escalated", "escalated"]
        assert list(chain.breaks(Case.objects.get(pk=case.pk))) == []
