"""The calendar changes late: open clocks move with one event each, and nobody is surprised."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from cases import actions, chain, clocks, daysoff, objecting, seeds, tick
from cases.models import Case, Holiday
from cases.refusals import ObjectionNotOpenError
from cases.terms import Term

from .conftest import assign, in_doubt
from .moments import CITIZEN, WIB, at, day, one, types

pytestmark = pytest.mark.django_db
Kind = Holiday.Kind


def test_a_clock_that_reaches_into_an_unconfirmed_year_is_provisional(desk, make_case):
    case = make_case("information_request", at=datetime.datetime(2026, 12, 18, 10, tzinfo=WIB))
    assert (one(case, Term.INFORMATION_NOTICE).due_on, one(case, Term.INFORMATION_NOTICE).is_provisional) == (
        day("7 Jan", 2027),
        True,
    )
    now = datetime.datetime(2026, 12, 20, 10, tzinfo=WIB)
    daysoff.confirm_year(2027, desk.people["coordinator"], "SKB", now=now)
    assert not one(case, Term.INFORMATION_NOTICE).is_provisional
    assert types(case) == ["submit", "clock_recomputed"]


def test_a_closed_pause_is_not_counted_again(desk, make_case):
    case = in_doubt(desk, make_case(at=at("6 Apr")), at("6 Apr"))
    case, _ = actions.act(case, "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=at("8 Apr"))
    case, _ = actions.act(case, "reply", CITIZEN, {"text": "Di sini."}, now=at("13 Apr"))
    daysoff.keep(
        Holiday(date=day("9 Apr"), name="Cuti", kind=Kind.JOINT_LEAVE, confirmed_at=at("14 Apr")), at("14 Apr")
    )
    term = one(case, Term.RESOLUTION)
    assert (term.paused_amount, term.due_on) == (3, day("30 Apr"))


def leave(on, moment, **fields):
    fields = {"kind": Kind.JOINT_LEAVE, "confirmed_at": moment, **fields}
    return daysoff.keep(Holiday(date=day(on), name="Cuti bersama", **fields), moment)


@pytest.mark.parametrize(
    ("on", "kind", "due"),
    [
        ("2 Apr", Kind.JOINT_LEAVE, "9 Apr"),
        ("4 Apr", Kind.PUBLIC_HOLIDAY, "8 Apr"),
        ("8 Apr", Kind.JOINT_LEAVE, "9 Apr"),
        ("9 Apr", Kind.JOINT_LEAVE, "8 Apr"),
    ],
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
    with pytest.raises(ObjectionNotOpenError):
        objecting.open_since(case, at("9 Apr", 10))
    tick.tick(at("10 Apr", 0, 0))
    assert types(case)[-1] == "clock_breached"
    assert one(case, Term.OBJECTION_WINDOW).base_on == day("9 Apr")


def test_a_day_off_stands_there_once(desk):
    for scope, kind in ((None, Kind.JOINT_LEAVE), (desk.root, Kind.REGIONAL)):
        leave("2 Apr", at("1 Apr"), scope=scope, kind=kind)
        with pytest.raises(IntegrityError), transaction.atomic():
            leave("2 Apr", at("1 Apr"), scope=scope, kind=kind)


def test_the_calendar_of_2026_is_that_of_the_decree(desk):
    public = {
        day(text)
        for text in [
            "1 Jan",
            "16 Jan",
            "17 Feb",
            "19 Mar",
            "21 Mar",
            "22 Mar",
            "3 Apr",
            "5 Apr",
            "1 May",
            "14 May",
            "27 May",
            "31 May",
            "1 Jun",
            "16 Jun",
            "17 Aug",
            "25 Aug",
        ]
    }
    leave_days = {day(text) for text in ["16 Feb", "18 Mar", "20 Mar", "23 Mar", "24 Mar", "15 May", "28 May"]}
    of_2026 = Holiday.objects.filter(date__year=2026)
    assert set(of_2026.filter(kind=Kind.PUBLIC_HOLIDAY).values_list("date", flat=True)) == public | {
        datetime.date(2026, 12, 25)
    }
    assert set(of_2026.filter(kind=Kind.JOINT_LEAVE).values_list("date", flat=True)) == leave_days | {
        datetime.date(2026, 12, 24)
    }
    estimated = Holiday.objects.filter(date__year=2027, is_estimated=True, date__month__lte=3)
    assert set(estimated.values_list("date", flat=True)) == {day("10 Mar", 2027), day("11 Mar", 2027)}
    assert not Holiday.objects.filter(date__year=2027, confirmed_at__isnull=False).exists()


def test_a_day_that_a_person_has_deleted_does_not_come_back(desk):
    Holiday.objects.filter(date=day("24 Mar")).delete()
    Holiday.objects.filter(date__year=2024).delete()
    assert seeds.seed([desk.root])["holidays"] == 29
    assert not Holiday.objects.filter(date=day("24 Mar")).exists()
