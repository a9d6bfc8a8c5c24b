"""Notices leave at least once, tell nothing but the number, survive a crash, and give up in the end."""

import datetime
import threading

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from cases import actions, driving, escalation, notices, sending, tick, visibility
from cases.actors import Actor
from cases.engine import locked
from cases.models import Case, Outbox, Reporter
from cases.references import secret
from cases.sealing import master_key
from cases.transitions import Role
from regions.models import UnitRole

from .conftest import NOW, assign, open_case, plant_desk

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
MAIL = "pelapor@example.org"


class Down:
    """A mail server that does not answer until it is told to."""

    def __init__(self):
        self.is_down, self.tries = True, 0

    def send_messages(self, messages):
        self.tries += 1
        if self.is_down:
            raise ConnectionRefusedError(f"550 {MAIL} unknown")
        mail.outbox.extend(messages)


@pytest.fixture
def server(monkeypatch):
    down = Down()
    monkeypatch.setattr(sending, "get_connection", lambda: down)
    return down


def reporters_notices(case):
    return case.notices.filter(recipient_role="reporter")


def test_a_notice_tells_only_the_number(desk, make_case, mailoutbox):
    case = make_case(email=MAIL, title="Kepala desa memukul warga", lang="id")
    assign(desk, case, desk.desa, instruction="Rahasia")
    notices.send_due(NOW)
    told = [message for message in mailoutbox if message.to == [MAIL]]
    assert len(told) == 1
    for message in mailoutbox:
        said = message.subject + message.body + str(message.message())
        assert case.ref in message.body
        for word in (
            "memukul",
            "Kepala desa",
            case.body[:20],
            "Rahasia",
            secret(master_key("test1"), str(case.submission_id)),
        ):
            assert word not in said
        assert message.message()["Auto-Submitted"] == "auto-generated"
        assert len(message.to) == 1
        assert not message.cc
        assert not message.bcc


def test_no_address_no_notice_and_no_row(desk, make_case):
    case = make_case()
    assign(desk, case, desk.desa)
    assert not reporters_notices(case).exists()


def test_who_does_not_want_mail_gets_none_except_where_the_law_asks_for_an_answer(desk, make_case):
    quiet, request = make_case(email=MAIL), make_case("information_request", email=MAIL)
    Reporter.objects.update(preferred_contact="phone")
    assign(desk, quiet, desk.desa)
    actions.act(request, "start", desk.officer("ppid_executive"), {})
    assert not reporters_notices(quiet).exists()
    assert reporters_notices(request).count() == 1


def test_internal_words_and_own_actions_are_not_announced_to_the_reporter(desk, make_case):
    case = make_case(email=MAIL)
    actions.act(case, "note", desk.officer("verifier"), {"text": "Cek."})
    actions.act(case, "message", Actor.reporter(), {"text": "Halo."})
    assert not reporters_notices(case).exists()
    assert case.notices.filter(recipient_role="verifier").count() == 1


def test_an_answer_that_the_counter_typed_in_reaches_the_desk_and_its_reporter(desk, make_case):
    case = make_case(email=MAIL, entered_by=desk.people["counter"])
    case, _ = actions.act(case, "ask", desk.officer("verifier"), {"text": "Di mana?"})
    before = reporters_notices(case).count()
    actions.act(case, "reply", desk.officer("counter"), {"text": "Di depan SD."})
    assert case.notices.filter(recipient_role="verifier").count() == 1
    assert reporters_notices(case).count() == before + 1


def test_a_notice_is_written_once_for_each_cause_and_undone_with_it(make_case):
    case = make_case(email=MAIL)
    for _ in range(3):
        notices.enqueue(case, notices.NEWS, notices.REPORTER, dedupe="satu")
    assert reporters_notices(case).count() == 1
    with transaction.atomic():
        notices.enqueue(case, notices.NEWS, notices.REPORTER, dedupe="dua")
        transaction.set_rollback(True)
    assert reporters_notices(case).count() == 1


def test_back_off_and_the_end(make_case, server):
    case = make_case(email=MAIL)
    notices.enqueue(case, notices.NEWS, notices.REPORTER, dedupe="satu", at=NOW)
    moment, notice = NOW, reporters_notices(case).get()
    for minutes in (5, 30, 120, 360):
        assert notices.send_due(moment)["failed"] == 1
        notice.refresh_from_db()
        assert (notice.state, notice.next_at) == ("failed", moment + minutes * MINUTE)
        assert MAIL not in notice.last_error
        assert notices.send_due(notice.next_at - MINUTE) == {"sent": 0, "failed": 0, "dead": 0}
        moment = notice.next_at
    assert notices.send_due(moment)["dead"] == 1
    server.is_down = False
    assert notices.send_due(moment + 9999 * MINUTE) == {"sent": 0, "failed": 0, "dead": 0}
    assert server.tries == 5


def test_after_a_failure_it_is_sent_once(make_case, server):
    case = make_case(email=MAIL)
    notices.enqueue(case, notices.NEWS, notices.REPORTER, dedupe="satu", at=NOW)
    notices.send_due(NOW)
    server.is_down = False
    assert notices.send_due(NOW + 5 * MINUTE)["sent"] == 1
    assert notices.send_due(NOW + 500 * MINUTE)["sent"] == 0


def test_a_worker_that_died_is_taken_over_after_a_while(make_case, mailoutbox):
    case = make_case(email=MAIL)
    notices.enqueue(case, notices.NEWS, notices.REPORTER, dedupe="satu", at=NOW)
    claimed = sending.claim(reporters_notices(case).get().pk, NOW)
    assert claimed.state == "sending"
    assert sending.claim(claimed.pk, NOW) is None
    assert notices.send_due(NOW + MINUTE)["sent"] == 0
    assert notices.send_due(NOW + 20 * MINUTE)["sent"] == 1
    sending.finish(claimed, Outbox.State.FAILED)
    assert reporters_notices(case).get().state == "sent"
    assert len(mailoutbox) == 1


def test_a_notice_that_kills_its_worker_again_and_again_is_given_up(make_case):
    case = make_case(email=MAIL)
    notices.enqueue(case, notices.NEWS, notices.REPORTER, dedupe="satu", at=NOW)
    moment = NOW
    for _ in range(5):
        assert sending.claim(reporters_notices(case).get().pk, moment)
        moment += 20 * MINUTE
    assert notices.send_due(moment)["dead"] == 1


def test_an_erased_reporter_is_nobody(make_case, mailoutbox):
    case = make_case(email=MAIL)
    notices.enqueue(case, notices.NEWS, notices.REPORTER, dedupe="satu", at=NOW)
    Reporter.objects.all().delete()
    assert notices.send_due(NOW)["dead"] == 1
    assert mailoutbox == []


def test_work_goes_to_the_unit_then_above_it_then_to_the_coordinator(desk, assigned, mailoutbox):
    case = assigned()
    roles = UnitRole.objects.filter(role=Role.HANDLER)
    for gone, expected in (
        (None, "handler_desa"),
        (desk.desa, "handler_kecamatan"),
        (desk.kecamatan, "coordinator"),
    ):
        mailoutbox.clear()
        roles.filter(unit=gone).update(active_to=datetime.date(2021, 1, 1))
        notices.enqueue(case, notices.WORK, Role.HANDLER, dedupe=expected, at=NOW)
        Outbox.objects.exclude(dedupe_key__endswith=expected).delete()
        notices.send_due(NOW)
        assert mailoutbox[0].to == [f"{expected}@example.org"]


def test_leadership_sees_figures_and_gets_no_notices(desk, make_case, mailoutbox):
    make_case(at=NOW)
    tick.tick(NOW + datetime.timedelta(days=60))
    notices.send_due(NOW + datetime.timedelta(days=60))
    assert mailoutbox
    assert not [message for message in mailoutbox if message.to == ["leader@example.org"]]


def test_the_last_level_calls_only_whom_the_case_is_open_to(desk, make_case, assigned, mailoutbox):
    """A delay opens no case: the Inspectorate hears of those that it may see, the coordinator of all others."""
    plain = assigned()
    grave = assigned(unit=desk.agency, handling_class="with_inspection")
    for case in (plain, grave):
        term = case.clocks.get(clock="resolution")
        Outbox.objects.all().delete()
        mailoutbox.clear()
        with transaction.atomic():
            assert escalation.raise_to(locked(case.pk), term, 3, NOW)
        assert {notice.recipient_role for notice in case.notices.all()} == {"inspectorate"}
        notices.send_due(NOW)
        told = {"plain": {"coordinator", "coordinator2"}, "grave": {"inspector"}}["grave" if case == grave else "plain"]
        assert {message.to[0] for message in mailoutbox} == {f"{name}@example.org" for name in told}
        for name in told:
            assert visibility.roles_on(desk.people[name], case), name


def test_the_command_runs_twice_without_harm(make_case, mailoutbox, capsys):
    make_case(email=MAIL)
    Case.objects.update(received_at=NOW)
    call_command("cases_tick")
    first = len(mailoutbox)
    call_command("cases_tick")
    assert (first > 0, len(mailoutbox)) == (True, first)
    assert "nothing to do" in capsys.readouterr().out


def test_a_job_that_fails_leaves_the_others_alone(make_case, mailoutbox, monkeypatch):
    make_case(email=MAIL)
    jobs = (("clocks", lambda now: 1 / 0), *driving.JOBS[1:])
    monkeypatch.setattr(driving, "JOBS", jobs)
    with pytest.raises(CommandError, match="clocks"):
        call_command("cases_tick")
    assert Outbox.objects.exclude(state="sent").count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="two workers at once need PostgreSQL")
def test_many_workers_send_each_notice_once(monkeypatch):
    case = open_case(plant_desk(), email=MAIL)
    for number in range(30):
        notices.enqueue(case, notices.NEWS, notices.REPORTER, dedupe=str(number), at=NOW)
    server, start = Down(), threading.Barrier(4)
    server.is_down = False
    mail.outbox = []
    monkeypatch.setattr(sending, "get_connection", lambda: server)

    def work():
        start.wait()
        notices.send_due(NOW)
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(mail.outbox) == len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 30
