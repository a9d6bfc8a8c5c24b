"""The clocks in the database: due dates that pause, stretch and move, breaches and levels once each, windows that close."""

import datetime
import threading
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from cases import actions, chain, clocks, daysoff, seeds, tick
from cases.actors import Actor
from cases.engine import Refused
from cases.models import Case, CaseSettings, Clock, DeadlineRule, Holiday, Outbox
from cases.terms import Term
from regions.models import Region

from .conftest import assign, open_case, plant_desk

pytestmark = pytest.mark.django_db
WIB = ZoneInfo("Asia/Jakarta")
CITIZEN = Actor.reporter()
Kind = Holiday.Kind


def day(text, year=2026):
    """`"8 Apr"` as a date."""
    number, month = text.split()
    return datetime.date(year, ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep"].index(month) + 1, int(number))


def at(text, hour=10, minute=0, second=0):
    """A moment in Jakarta."""
    return datetime.datetime.combine(day(text), datetime.time(hour, minute, second), tzinfo=WIB)


def one(case, name):
    return case.clocks.filter(clock=name).latest("run")


def types(case):
    return list(case.events.order_by("seq").values_list("type", flat=True))


@pytest.mark.parametrize(
    ("received", "three", "ten"),
    [("13 Feb", "20 Feb", "3 Mar"), ("14 Feb", "20 Feb", "3 Mar"), ("17 Mar", "27 Mar", "8 Apr"), ("14 Aug", "20 Aug", "1 Sep")],
)
def test_first_clocks_follow_the_shipped_rules(make_case, received, three, ten):
    assert one(make_case(at=at(received)), Term.VERIFICATION).due_on == day(three)
    term = one(make_case("information_request", at=at(received)), Term.INFORMATION_NOTICE)
    assert (term.due_on, term.due_at) == (day(ten), clocks.moves.clock.midnight_after(day(ten), "Asia/Jakarta"))
    assert not term.is_provisional


def test_a_clock_that_reaches_into_an_unconfirmed_year_is_provisional(desk, make_case):
    case = make_case("information_request", at=datetime.datetime(2026, 12, 18, 10, tzinfo=WIB))
    assert (one(case, Term.INFORMATION_NOTICE).due_on, one(case, Term.INFORMATION_NOTICE).is_provisional) == (day("7 Jan", 2027), True)
    now = datetime.datetime(2026, 12, 20, 10, tzinfo=WIB)
    daysoff.confirm_year(2027, desk.people["coordinator"], "SKB", now=now)
    assert not one(case, Term.INFORMATION_NOTICE).is_provisional
    assert types(case) == ["submit", "clock_recomputed"]


@pytest.mark.parametrize(("zone", "hour"), [("Asia/Jakarta", "21 17"), ("Asia/Makassar", "21 16"), ("Asia/Jayapura", "22 15")])
def test_the_day_is_that_of_the_regency(desk, make_case, zone, hour):
    Region.objects.filter(code="33.04").update(time_zone=zone)
    desk.root.refresh_from_db()
    case = make_case("information_request", at=datetime.datetime(2026, 4, 7, 15, 30, tzinfo=datetime.UTC))
    expected = datetime.datetime.strptime(f"2026 4 {hour} +0000", "%Y %m %d %H %z")
    assert one(case, Term.INFORMATION_NOTICE).due_at == expected


def in_doubt(desk, make_case, start="6 Apr"):
    """A case whose resolution clock runs while the reporter may be asked: assigned on that day and taken back."""
    case = assign(desk, make_case(at=at(start)), desk.desa, at=at(start))
    data = {"reason": desk.reason("return", "unclear"), "text": "Perlu keterangan."}
    return actions.act(case, "return", desk.officer("handler_desa"), data, now=at(start))[0]


@pytest.mark.parametrize(
    ("start", "pauses", "due"),
    [
        ("6 Apr", [], "24 Apr"),
        ("6 Apr", [("8 Apr", "8 Apr")], "24 Apr"),
        ("6 Apr", [("10 Apr", "12 Apr")], "24 Apr"),
        ("6 Apr", [("11 Apr", "12 Apr")], "24 Apr"),
        ("6 Apr", [("8 Apr", "13 Apr")], "29 Apr"),
        ("6 Apr", [("8 Apr", "13 Apr"), ("16 Apr", "20 Apr")], "4 May"),
        ("13 Mar", [("16 Mar", "25 Mar")], "14 Apr"),
    ],
)
def test_a_question_pauses_the_clocks(desk, make_case, start, pauses, due):
    case = in_doubt(desk, make_case, start)
    for asked, replied in pauses:
        case, _ = actions.act(case, "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=at(asked))
        assert one(case, Term.RESOLUTION).paused_on == day(asked)
        case, _ = actions.act(case, "reply", CITIZEN, {"text": "Di sini."}, now=at(replied))
    term = one(case, Term.RESOLUTION)
    assert (term.due_on, term.paused_on) == (day(due), None)


def test_a_paused_clock_never_breaches_and_pausing_heals_nothing(desk, make_case):
    case = in_doubt(desk, make_case)
    paused, _ = actions.act(case, "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=at("8 Apr"))
    Clock.objects.filter(case=paused, clock=Term.REPORTER_REPLY).delete()
    tick.tick(at("1 Jul"))
    assert "clock_breached" not in types(paused)
    late = in_doubt(desk, make_case)
    late, _ = actions.act(late, "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=at("4 May"))
    assert {event.payload["clock"] for event in late.events.filter(type="clock_breached")} == {"verification", "resolution"}
    late, _ = actions.act(late, "reply", CITIZEN, {"text": "Di sini."}, now=at("30 Jun"))
    assert one(late, Term.RESOLUTION).breached_at is not None


def test_a_closed_pause_is_not_counted_again(desk, make_case):
    case = in_doubt(desk, make_case)
    case, _ = actions.act(case, "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=at("8 Apr"))
    case, _ = actions.act(case, "reply", CITIZEN, {"text": "Di sini."}, now=at("13 Apr"))
    daysoff.keep(Holiday(date=day("9 Apr"), name="Cuti", kind=Kind.JOINT_LEAVE, confirmed_at=at("14 Apr")), at("14 Apr"))
    term = one(case, Term.RESOLUTION)
    assert (term.paused_amount, term.due_on) == (3, day("30 Apr"))


def extend(desk, case, moment, reason="Data tersebar."):
    return actions.act(case, "extend", desk.officer("ppid_main"), {"text": reason}, now=moment)


def test_the_notice_clock_is_extended_once_in_time_with_a_reason(desk, make_case):
    case = make_case("information_request", at=at("17 Mar"))
    case, event = extend(desk, case, at("8 Apr", 23, 59))
    assert one(case, Term.INFORMATION_NOTICE).due_on == day("17 Apr")
    assert (event.reporter_text, event.payload["due_on"]) == ("Data tersebar.", "2026-04-17")
    with pytest.raises(Refused):
        extend(desk, case, at("9 Apr"))
    assert types(case) == ["submit", "extend"]


def test_no_extension_when_late_paused_or_decided(desk, make_case, decided):
    case = make_case("information_request", at=at("17 Mar"))
    with pytest.raises(Refused):
        extend(desk, case, at("9 Apr", 0, 0))
    DeadlineRule.objects.filter(clock=Term.INFORMATION_NOTICE).update(is_pausable=True)
    clocks.pause(case, at("7 Apr"))
    with pytest.raises(Refused):
        clocks.extend(case, Term.INFORMATION_NOTICE, None, "Alasan", at("7 Apr"))
    with pytest.raises(Refused):
        extend(desk, decided(at=at("7 Apr")), at("7 Apr"))
    with pytest.raises(Refused):
        clocks.extend(make_case("information_request", at=at("7 Apr")), Term.INFORMATION_NOTICE, 8, "Alasan", at("7 Apr"))
    assert types(case) == ["submit"]


def leave(on, moment, **fields):
    fields = {"kind": Kind.JOINT_LEAVE, "confirmed_at": moment, **fields}
    return daysoff.keep(Holiday(date=day(on), name="Cuti bersama", **fields), moment)


@pytest.mark.parametrize(
    ("on", "kind", "due"),
    [("2 Apr", Kind.JOINT_LEAVE, "9 Apr"), ("4 Apr", Kind.PUBLIC_HOLIDAY, "8 Apr"), ("8 Apr", Kind.JOINT_LEAVE, "9 Apr"), ("9 Apr", Kind.JOINT_LEAVE, "8 Apr")],
)
def test_a_late_decree_moves_the_due_date_with_one_event(make_case, on, kind, due):
    case, moment = make_case("information_request", at=at("17 Mar")), at("1 Apr")
    leave(on, moment, kind=kind)
    assert one(case, Term.INFORMATION_NOTICE).due_on == day(due)
    assert types(case) == ["submit"] + ["clock_recomputed"] * (due != "8 Apr")
    clocks.recompute(None, moment)
    tick.tick(moment)
    assert types(case).count("clock_recomputed") == int(due != "8 Apr")
    assert list(chain.breaks(Case.objects.get(pk=case.pk))) == []


def test_a_regional_holiday_counts_in_its_own_regency_only(desk, make_case):
    case = make_case("information_request", at=at("17 Mar"))
    other = seeds.Unit.objects.create(code="33.05", kind="regency", name="Lain", region=desk.root.region)
    leave("6 Apr", at("1 Apr"), kind=Kind.REGIONAL, scope=other)
    assert one(case, Term.INFORMATION_NOTICE).due_on == day("8 Apr")
    leave("6 Apr", at("1 Apr"), kind=Kind.REGIONAL, scope=desk.root)
    assert one(case, Term.INFORMATION_NOTICE).due_on == day("9 Apr")


def test_one_event_for_all_clocks_of_a_case(desk, make_case):
    case = assign(desk, make_case(at=at("17 Mar")), desk.desa, at=at("17 Mar"))
    leave("26 Mar", at("18 Mar"))
    told = case.events.get(type="clock_recomputed")
    assert {change["clock"] for change in told.payload["clocks"]} == {"first_follow_up", "resolution"}


def test_a_clock_that_was_met_is_left_alone(desk, make_case):
    case = make_case("information_request", at=at("17 Mar"))
    case, _ = actions.act(case, "start", desk.officer("ppid_executive"), {}, now=at("8 Apr"))
    granted = {"outcome": "granted_full", "text": "Surat."}
    case, _ = actions.act(case, "decide", desk.officer("ppid_main"), granted, now=at("8 Apr", 23, 59, 59))
    leave("2 Apr", at("8 Apr", 23, 59, 59))
    assert one(case, Term.INFORMATION_NOTICE).due_on == day("8 Apr")
    assert one(case, Term.INFORMATION_NOTICE).breached_at is None


def test_days_taken_away_never_make_a_due_date_a_surprise(make_case):
    case = make_case("information_request", at=at("17 Mar"))
    daysoff.remove(list(Holiday.objects.filter(date=day("18 Mar"))), at("1 Apr"))
    assert one(case, Term.INFORMATION_NOTICE).due_on == day("7 Apr")
    other = make_case("information_request", at=at("17 Mar"))
    march = Holiday.objects.filter(date__range=(day("18 Mar"), day("24 Mar")), kind=Kind.JOINT_LEAVE)
    daysoff.remove(list(march), at("7 Apr"))
    assert one(other, Term.INFORMATION_NOTICE).due_on == day("7 Apr")


def test_a_breach_that_is_none_any_more_is_withdrawn(make_case):
    case = make_case("information_request", at=at("17 Mar"))
    tick.tick(at("9 Apr", 0, 0))
    assert one(case, Term.INFORMATION_NOTICE).breached_at == at("9 Apr", 0, 0)
    assert one(case, Term.OBJECTION_WINDOW).base_on == day("8 Apr")
    leave("2 Apr", at("9 Apr", 9))
    term = one(case, Term.INFORMATION_NOTICE)
    assert (term.due_on, term.breached_at) == (day("9 Apr"), None)
    assert one(case, Term.OBJECTION_WINDOW).is_dropped
    assert types(case) == ["submit", "clock_breached", "escalated", "clock_recomputed", "breach_withdrawn"]
    with pytest.raises(Refused):
        actions.check_objection(case, "late", at("9 Apr", 10))
    tick.tick(at("10 Apr", 0, 0))
    assert types(case)[-1] == "clock_breached"
    assert one(case, Term.OBJECTION_WINDOW).base_on == day("9 Apr")


def test_a_day_off_stands_there_once(desk):
    for scope, kind in ((None, Kind.JOINT_LEAVE), (desk.root, Kind.REGIONAL)):
        leave("2 Apr", at("1 Apr"), scope=scope, kind=kind)
        with pytest.raises(IntegrityError), transaction.atomic():
            leave("2 Apr", at("1 Apr"), scope=scope, kind=kind)


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
    expected = {"2 Apr": [], "6 Apr": [0], "8 Apr": [0], "9 Apr": [0, 1], "13 Apr": [0, 1, 2], "17 Apr": [0, 1, 2, 3], "30 Apr": [0, 1, 2, 3]}
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


def test_escalation_steps_are_settings(desk, make_case):
    CaseSettings.objects.create(root=desk.root, limits={"escalation": [{"offset": 2, "level": 1, "roles": ["coordinator"]}]})
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
    assert set(case.events.filter(type__in=["clock_breached", "escalated"]).values_list("audience", flat=True)) == {"internal"}


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
    in_time, _ = actions.act(answered(at=at("17 Mar")), "reopen", CITIZEN, {"text": "Belum."}, now=at("8 Apr", 23, 59, 59))
    assert (in_time.status, one(in_time, Term.RESOLUTION).run) == ("in_progress", 2)
    late, key = answered(at=at("17 Mar")), uuid.uuid4()
    for _ in range(2):
        with pytest.raises(Refused) as refusal:
            actions.act(late, "reopen", CITIZEN, {"text": "Belum."}, client_id=key, now=at("9 Apr", 0, 0))
        assert refusal.value.code == "reopen_too_late"
    assert types(late).count("note") == 1
    note = late.events.latest("seq")
    assert (note.type, note.reporter_text, Case.objects.get(pk=late.pk).status) == ("note", "Belum.", "answered")
    assert actions.act(late, "reopen", desk.officer("coordinator"), {"text": "Ya."}, now=at("9 Apr"))[0].status == "in_progress"


def test_a_question_without_a_reply_archives_the_case(desk, make_case):
    case, _ = actions.act(make_case(at=at("17 Mar")), "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=at("17 Mar"))
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
    case, _ = actions.act(make_case("information_request", at=at("14 Aug")), "start", desk.officer("ppid_executive"), {}, now=at("14 Aug"))
    granted = {"outcome": "granted_full", "text": "Surat."}
    case, _ = actions.act(case, "decide", desk.officer("ppid_main"), granted, now=at("14 Aug"))
    late = datetime.datetime(2026, 10, 5, tzinfo=WIB)
    assert tick.tick(late)["close"] == 0
    assert Case.objects.get(pk=case.pk).status == "decided"
    case, _ = actions.act(case, "deliver", desk.officer("ppid_executive"), {"text": "Diunduh."}, now=late)
    tick.tick(late)
    assert Case.objects.get(pk=case.pk).status == "closed"


def test_an_objection_closes_when_nobody_goes_to_the_commission(desk, decided, make_case):
    case, superior = make_case("objection", parent=decided(at=at("13 Aug")), at=at("14 Aug")), desk.officer("ppid_superior")
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


def test_how_a_due_date_came_about_can_be_shown(desk, make_case):
    case = make_case("information_request", at=at("17 Mar"))
    extend(desk, case, at("8 Apr"))
    steps = clocks.explain(one(case, Term.INFORMATION_NOTICE))
    assert [step.what for step in steps] == ["base", "amount", *["skipped"] * 6, "extended", "due"]
    assert [step.on for step in steps if step.what == "skipped"][0] == day("18 Mar")
    assert all(step.name for step in steps if step.what == "skipped")
    assert "" == steps[1].name, "an unchecked legal basis is not printed"


def test_two_active_rules_for_one_clock_are_refused(desk):
    rule = DeadlineRule.objects.get(rule_set="2018", clock=Term.VERIFICATION)
    twin = DeadlineRule(rule_set="2025", kinds=["complaint"], clock=Term.VERIFICATION, amount=4, unit="working_day", effective_from=datetime.date(2026, 1, 1))
    with pytest.raises(ValidationError):
        twin.clean()
    rule.effective_to = datetime.date(2025, 12, 31)
    rule.save()
    twin.clean()


def test_running_clocks_keep_their_rule_new_ones_take_that_of_the_day_of_receipt(desk, make_case):
    old = make_case(at=at("6 Apr"))
    DeadlineRule.objects.filter(clock=Term.VERIFICATION, rule_set="2018").update(effective_to=day("6 Apr"))
    DeadlineRule.objects.filter(clock=Term.VERIFICATION, rule_set="2025").update(amount=5, is_active=True, effective_from=day("7 Apr"))
    new = make_case(at=at("7 Apr"))
    clocks.recompute(None, at("7 Apr"))
    assert (one(old, Term.VERIFICATION).rule.rule_set, one(new, Term.VERIFICATION).rule.rule_set) == ("2018", "2025")
    assert one(old, Term.VERIFICATION).due_on == day("9 Apr")
    assert clocks.rule_for(old, Term.VERIFICATION).rule_set == "2018"


def test_the_shipped_set_stands_and_the_next_one_is_empty(desk):
    assert DeadlineRule.objects.filter(rule_set="2018", checked_by="").count() == len(seeds.RULES_2018)
    assert not DeadlineRule.objects.filter(rule_set="2025", is_active=True).exists()
    assert not DeadlineRule.objects.filter(rule_set="2025", amount__isnull=False).exists()
    inactive = DeadlineRule.objects.filter(rule_set="2018", is_active=False).values_list("clock", flat=True)
    assert set(inactive) == {"outer_limit", "completeness_answer", "request_completeness"}
    assert seeds.seed() == {"rules": 0, "holidays": 0, "reasons": 0}


def test_the_calendar_of_2026_is_that_of_the_decree(desk):
    public = {day(text) for text in "1 Jan,16 Jan,17 Feb,19 Mar,21 Mar,22 Mar,3 Apr,5 Apr,1 May,14 May,27 May,31 May,1 Jun,16 Jun,17 Aug,25 Aug".split(",")}
    leave_days = {day(text) for text in "16 Feb,18 Mar,20 Mar,23 Mar,24 Mar,15 May,28 May".split(",")}
    of_2026 = Holiday.objects.filter(date__year=2026)
    assert set(of_2026.filter(kind=Kind.PUBLIC_HOLIDAY).values_list("date", flat=True)) == public | {datetime.date(2026, 12, 25)}
    assert set(of_2026.filter(kind=Kind.JOINT_LEAVE).values_list("date", flat=True)) == leave_days | {datetime.date(2026, 12, 24)}
    estimated = Holiday.objects.filter(date__year=2027, is_estimated=True, date__month__lte=3)
    assert set(estimated.values_list("date", flat=True)) == {day("10 Mar", 2027), day("11 Mar", 2027)}
    assert not Holiday.objects.filter(date__year=2027, confirmed_at__isnull=False).exists()


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
