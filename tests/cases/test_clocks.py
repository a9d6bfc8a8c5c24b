"""The clocks of a case in the database: rules, due dates, pauses, extensions."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from cases import actions, clocks, seeds, tick
from cases.engine import RefusedError
from cases.models import Clock, DeadlineRule, Holiday
from cases.terms import Term
from regions.models import Region

from .conftest import assign, in_doubt
from .moments import CITIZEN, at, day, one, types

pytestmark = pytest.mark.django_db
Kind = Holiday.Kind


@pytest.mark.parametrize(
    ("received", "three", "ten"),
    [
        ("13 Feb", "20 Feb", "3 Mar"),
        ("14 Feb", "20 Feb", "3 Mar"),
        ("17 Mar", "27 Mar", "8 Apr"),
        ("14 Aug", "20 Aug", "1 Sep"),
    ],
)
def test_first_clocks_follow_the_shipped_rules(make_case, received, three, ten):
    assert one(make_case(at=at(received)), Term.VERIFICATION).due_on == day(three)
    term = one(make_case("information_request", at=at(received)), Term.INFORMATION_NOTICE)
    assert (term.due_on, term.due_at) == (day(ten), clocks.moves.clock.midnight_after(day(ten), "Asia/Jakarta"))
    assert not term.is_provisional


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Jakarta", "21 17"), ("Asia/Makassar", "21 16"), ("Asia/Jayapura", "22 15")]
)
def test_the_day_is_that_of_the_regency(desk, make_case, zone, hour):
    Region.objects.filter(code="33.04").update(time_zone=zone)
    desk.root.refresh_from_db()
    case = make_case("information_request", at=datetime.datetime(2026, 4, 7, 15, 30, tzinfo=datetime.UTC))
    expected = datetime.datetime.strptime(f"2026 4 {hour} +0000", "%Y %m %d %H %z")
    assert one(case, Term.INFORMATION_NOTICE).due_at == expected


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
    case = in_doubt(desk, make_case(at=at(start)), at(start))
    for asked, replied in pauses:
        case, _ = actions.act(case, "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=at(asked))
        assert one(case, Term.RESOLUTION).paused_on == day(asked)
        case, _ = actions.act(case, "reply", CITIZEN, {"text": "Di sini."}, now=at(replied))
    term = one(case, Term.RESOLUTION)
    assert (term.due_on, term.paused_on) == (day(due), None)


def test_a_paused_clock_never_breaches_and_pausing_heals_nothing(desk, make_case):
    case = in_doubt(desk, make_case(at=at("6 Apr")), at("6 Apr"))
    paused, _ = actions.act(case, "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=at("8 Apr"))
    Clock.objects.filter(case=paused, clock=Term.REPORTER_REPLY).delete()
    tick.tick(at("1 Jul"))
    assert "clock_breached" not in types(paused)
    late = in_doubt(desk, make_case(at=at("6 Apr")), at("6 Apr"))
    late, _ = actions.act(late, "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=at("4 May"))
    assert {event.payload["clock"] for event in late.events.filter(type="clock_breached")} == {
        "verification",
        "resolution",
    }
    late, _ = actions.act(late, "reply", CITIZEN, {"text": "Di sini."}, now=at("30 Jun"))
    assert one(late, Term.RESOLUTION).breached_at is not None


def extend(desk, case, moment, reason="Data tersebar."):
    return actions.act(case, "extend", desk.officer("ppid_main"), {"text": reason}, now=moment)


def test_the_notice_clock_is_extended_once_in_time_with_a_reason(desk, make_case):
    case = make_case("information_request", at=at("17 Mar"))
    case, event = extend(desk, case, at("8 Apr", 23, 59))
    assert one(case, Term.INFORMATION_NOTICE).due_on == day("17 Apr")
    assert (event.reporter_text, event.payload["due_on"]) == ("Data tersebar.", "2026-04-17")
    with pytest.raises(RefusedError):
        extend(desk, case, at("9 Apr"))
    assert types(case) == ["submit", "extend"]


def test_no_extension_when_late_paused_or_decided(desk, make_case, decided):
    case = make_case("information_request", at=at("17 Mar"))
    with pytest.raises(RefusedError):
        extend(desk, case, at("9 Apr", 0, 0))
    DeadlineRule.objects.filter(clock=Term.INFORMATION_NOTICE).update(is_pausable=True)
    clocks.pause(case, at("7 Apr"))
    with pytest.raises(RefusedError):
        clocks.extend(case, Term.INFORMATION_NOTICE, None, "Alasan", at("7 Apr"))
    with pytest.raises(RefusedError):
        extend(desk, decided(at=at("7 Apr")), at("7 Apr"))
    with pytest.raises(RefusedError):
        clocks.extend(
            make_case("information_request", at=at("7 Apr")), Term.INFORMATION_NOTICE, 8, "Alasan", at("7 Apr")
        )
    with pytest.raises(RefusedError):
        clocks.extend(make_case("information_request", at=at("7 Apr")), Term.INFORMATION_NOTICE, None, " ", at("7 Apr"))
    assert types(case) == ["submit"]


def test_how_a_due_date_came_about_can_be_shown(desk, make_case):
    case = make_case("information_request", at=at("17 Mar"))
    extend(desk, case, at("8 Apr"))
    steps = clocks.explain(one(case, Term.INFORMATION_NOTICE))
    assert [step.what for step in steps] == ["base", "amount", *["skipped"] * 6, "extended", "due"]
    assert next(step.on for step in steps if step.what == "skipped") == day("18 Mar")
    assert all(step.name for step in steps if step.what == "skipped")
    assert steps[1].name == "", "an unchecked legal basis is not printed"


def test_two_active_rules_for_one_clock_are_refused(desk):
    rule = DeadlineRule.objects.get(rule_set="2018", clock=Term.VERIFICATION)
    twin = DeadlineRule(
        rule_set="2025",
        kinds=["complaint"],
        clock=Term.VERIFICATION,
        amount=4,
        unit="working_day",
        effective_from=datetime.date(2026, 1, 1),
    )
    with pytest.raises(ValidationError):
        twin.clean()
    rule.effective_to = datetime.date(2025, 12, 31)
    rule.save()
    twin.clean()


def test_running_clocks_keep_their_rule_new_ones_take_that_of_the_day_of_receipt(desk, make_case):
    old = make_case(at=at("6 Apr"))
    DeadlineRule.objects.filter(clock=Term.VERIFICATION, rule_set="2018").update(effective_to=day("6 Apr"))
    DeadlineRule.objects.filter(clock=Term.VERIFICATION, rule_set="2025").update(
        amount=5, is_active=True, effective_from=day("7 Apr")
    )
    new = make_case(at=at("7 Apr"))
    clocks.recompute(None, at("7 Apr"))
    assert (one(old, Term.VERIFICATION).rule.rule_set, one(new, Term.VERIFICATION).rule.rule_set) == ("2018", "2025")
    assert one(old, Term.VERIFICATION).due_on == day("9 Apr")
    assert clocks.rule_for(old, Term.VERIFICATION).rule_set == "2018"


def test_a_rule_that_a_regency_puts_in_force_has_its_clock(desk, make_case):
    """What is promised to citizens is counted: the answer on completeness, and the outer limit until the end."""
    DeadlineRule.objects.filter(rule_set="2018", clock__in=["outer_limit", "completeness_answer"]).update(
        is_active=True
    )
    case = make_case(at=at("6 Apr"))
    assert one(case, Term.COMPLETENESS_ANSWER).due_on == day("20 Apr")
    case, _ = actions.act(case, "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=at("8 Apr"))
    assert one(case, Term.COMPLETENESS_ANSWER).met_at == at("8 Apr")
    assert not case.clocks.filter(clock=Term.OUTER_LIMIT).exists(), "the file is not complete yet"
    case, _ = actions.act(case, "reply", CITIZEN, {"text": "Di sini."}, now=at("8 Apr"))
    case = assign(desk, case, desk.desa, at=at("8 Apr"))
    case, _ = actions.act(case, "accept", desk.officer("handler_desa"), {}, now=at("8 Apr"))
    assert one(case, Term.OUTER_LIMIT).due_on == day("7 Jun")
    said = {"text": "Sudah.", "outcome": "resolved"}
    case, _ = actions.act(case, "answer", desk.officer("handler_desa"), said, now=at("9 Apr"))
    assert one(case, Term.OUTER_LIMIT).met_at is None, "an answer is no end"
    case, _ = actions.act(case, "confirm", CITIZEN, {}, now=at("10 Apr"))
    term = one(case, Term.OUTER_LIMIT)
    assert (term.met_at, term.is_dropped, term.run) == (at("10 Apr"), False, 1)
    late = make_case(at=at("6 Apr"))
    tick.tick(at("21 Apr", 0, 0))
    assert one(late, Term.COMPLETENESS_ANSWER).breached_at == at("21 Apr", 0, 0)
    assert not make_case("aspiration").clocks.filter(clock=Term.COMPLETENESS_ANSWER).exists()


def test_the_shipped_set_stands_and_the_next_one_is_empty(desk):
    assert DeadlineRule.objects.filter(rule_set="2018", checked_by="").count() == len(seeds.RULES_2018)
    assert not DeadlineRule.objects.filter(rule_set="2025", is_active=True).exists()
    assert not DeadlineRule.objects.filter(rule_set="2025", amount__isnull=False).exists()
    inactive = DeadlineRule.objects.filter(rule_set="2018", is_active=False).values_list("clock", flat=True)
    assert set(inactive) == {"outer_limit", "completeness_answer", "request_completeness"}
    assert set(seeds.seed([desk.root]).values()) == {0}
