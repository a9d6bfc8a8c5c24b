"""Where a case goes: never to the office it is about, never in a circle, and in doubt to the coordinator."""

import datetime

import pytest

from cases import actions, notices, routing
from cases.actors import Actor
from cases.engine import InvalidError, RefusedError
from cases.models import CaseSettings, Desk, Outbox
from cases.transitions import Role
from regions.models import Unit, UnitRole
from tests.factories import UnitFactory

from .conftest import NOW, assign

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ("desa", "33.04.15"),
        ("kecamatan", "33.04"),
        ("agency", "33.04"),
        ("root", "33.04-inspektorat"),
        ("inspectorate", "33.04"),
    ],
)
def test_a_complaint_about_an_office_goes_past_it(desk, make_case, about, expected):
    case = make_case(about_unit=getattr(desk, about), category=desk.categories["jalan"])
    assert case.current_unit.code == expected
    assert case.flags == []


def test_the_named_judge_comes_before_the_unit_above(desk, make_case):
    Desk.objects.filter(unit=desk.desa).update(conflict_unit=desk.inspectorate)
    assert make_case(about_unit=desk.desa).current_unit == desk.inspectorate


def test_a_closed_judge_and_one_below_the_accused_are_walked_past(desk, make_case):
    Desk.objects.filter(unit=desk.kecamatan).update(is_open=False)
    assert make_case(about_unit=desk.desa).current_unit == desk.root
    Desk.objects.filter(unit=desk.kecamatan).update(is_open=True, conflict_unit=desk.desa)
    case = make_case(about_unit=desk.kecamatan)
    assert (case.current_unit, case.flags) == (desk.root, ["no_route"])


def test_without_any_judge_the_coordinator_is_the_last_resort(desk, make_case):
    Desk.objects.filter(unit=desk.root).update(conflict_unit=None)
    case = make_case(about_unit=desk.root)
    assert (case.current_unit, case.flags) == (desk.root, ["no_route"])


def test_the_category_then_the_village_then_the_page(desk, make_case):
    layanan = desk.categories["layanan"]
    assert make_case(category=desk.categories["jalan"], origin_unit=desk.desa).current_unit == desk.agency
    assert make_case(category=layanan, origin_unit=desk.desa).current_unit == desk.desa
    assert make_case(category=layanan, village=desk.desa.region).current_unit == desk.desa
    assert (
        make_case(category=layanan, origin_unit=desk.neighbour, village=desk.desa.region).current_unit == desk.neighbour
    )
    assert make_case(category=None).current_unit == desk.root


def test_what_cannot_be_routed_is_the_coordinators_and_never_refused(desk, make_case):
    jalan = desk.categories["jalan"]
    Desk.objects.filter(unit=desk.agency).update(is_open=False)
    assert make_case(category=jalan).flags == ["no_route"]
    Desk.objects.filter(unit=desk.agency).update(is_open=True)
    jalan.active_to = datetime.date(2021, 1, 1)
    jalan.save()
    assert make_case(category=jalan).flags == ["no_route"]
    other = UnitFactory(code="33.05", kind="regency")
    desk.categories["layanan"].root = other
    desk.categories["layanan"].save()
    case = make_case(category=desk.categories["layanan"])
    assert (case.current_unit, case.flags) == (desk.root, ["no_route"])


def test_a_desa_has_its_own_ppid(desk, make_case):
    assert make_case("information_request", origin_unit=desk.desa).current_unit == desk.desa


@pytest.mark.parametrize("target", ["desa", "kecamatan"])
def test_nobody_assigns_a_case_to_the_office_it_is_about_or_one_below(desk, make_case, target):
    case = make_case(about_unit=desk.kecamatan)
    for who in ("verifier", "coordinator"):
        with pytest.raises(InvalidError) as refusal:
            assign(desk, case, getattr(desk, target), by=who)
        assert "unit" in refusal.value.errors


def test_a_verifier_who_sees_whom_it_is_about_says_so_and_the_rule_holds_at_once(desk, make_case):
    case = make_case(origin_unit=desk.desa)
    with pytest.raises(InvalidError):
        assign(desk, case, desk.desa, about_unit=desk.desa.pk)
    case = assign(desk, case, desk.kecamatan, about_unit=desk.desa.pk)
    assert case.about_unit == desk.desa


def test_a_complaint_about_a_unit_never_reaches_it(desk, make_case, mailoutbox):
    """Through its whole life no notice goes to anybody who acts for the accused office."""
    UnitRole.objects.create(user=desk.people["head_desa"], unit=desk.root, role=Role.VERIFIER)
    case = assign(desk, make_case(about_unit=desk.desa), desk.kecamatan)
    handler = desk.officer("handler_kecamatan")
    case, _ = actions.act(case, "accept", handler, {})
    case, _ = actions.act(case, "answer", handler, {"text": "Sudah.", "outcome": "answered"})
    case, _ = actions.act(case, "reopen", Actor.reporter(), {"text": "Belum."})
    for role in Role:
        notices.enqueue(case, notices.WORK, role, dedupe=f"uji:{role}", unit=desk.desa, at=NOW)
        notices.enqueue(case, notices.WORK, role, dedupe=f"uji2:{role}", at=NOW)
    notices.send_due(NOW + datetime.timedelta(days=9999))
    reached = {address for message in mailoutbox for address in message.to}
    assert "handler_kecamatan@example.org" in reached
    assert not reached & {"handler_desa@example.org", "head_desa@example.org", "counter_desa@example.org"}
    assert {"handler_desa@example.org", "ppid_desa@example.org"}.isdisjoint(reached)


def test_excluded_persons_are_never_told(desk, assigned, mailoutbox):
    case = assigned()
    actions.act(
        case, "exclude_user", desk.officer("verifier"), {"user": desk.people["handler_desa"], "text": "Kerabat."}
    )
    Outbox.objects.all().delete()
    notices.enqueue(case, notices.WORK, Role.HANDLER, dedupe="uji", at=NOW)
    notices.send_due(NOW)
    assert [message.to for message in mailoutbox] == [["handler_kecamatan@example.org"]]


def test_complaints_about_the_regency_are_for_the_inspectorate_alone(desk, make_case, mailoutbox):
    case = make_case(about_unit=desk.root)
    notices.enqueue(case, notices.WORK, Role.VERIFIER, dedupe="uji", at=NOW)
    notices.send_due(NOW)
    assert [message.to for message in mailoutbox] == [["inspector@example.org"]]


def test_delegation_goes_to_an_own_open_child(desk, assigned):
    case, handler = assigned(desk.kecamatan), desk.officer("handler_kecamatan")
    for unit in (desk.agency, desk.root, desk.kecamatan):
        with pytest.raises(InvalidError):
            actions.act(case, "delegate", handler, {"unit": unit})
    Desk.objects.filter(unit=desk.neighbour).update(is_open=False)
    with pytest.raises(InvalidError):
        actions.act(case, "delegate", handler, {"unit": desk.neighbour})
    case, _ = actions.act(case, "delegate", handler, {"unit": desk.desa, "instruction": "Mohon dicek."})
    assert (case.status, case.current_unit, case.hop_count) == ("assigned", desk.desa, 1)
    assert case.assignments.filter(ended_at=None).count() == 1


def test_a_delegate_gets_no_more_time_than_was_given(desk, make_case):
    case = assign(desk, make_case(), desk.kecamatan, due_on=datetime.date(2026, 4, 10))
    with pytest.raises(InvalidError):
        actions.act(case, "delegate", desk.officer("handler_kecamatan"), {"unit": desk.desa, "due_on": "2026-04-13"})
    actions.act(case, "delegate", desk.officer("handler_kecamatan"), {"unit": desk.desa, "due_on": "2026-04-10"})


def give_back(desk, case, who):
    data = {"reason": desk.reason("return", "not-ours"), "text": "Bukan kami."}
    return actions.act(case, "return", desk.officer(who), data)[0]


def test_only_the_coordinator_breaks_a_circle(desk, assigned):
    case = give_back(desk, assigned(desk.desa), "handler_desa")
    with pytest.raises(InvalidError):
        assign(desk, case, desk.desa)
    assert assign(desk, case, desk.desa, by="coordinator").current_unit == desk.desa


def test_the_seventh_hop_is_the_coordinators(desk, make_case):
    case = make_case()
    for hop in range(6):
        case = give_back(desk, assign(desk, case, desk.desa, by="coordinator"), "handler_desa")
        assert case.hop_count == hop + 1
    with pytest.raises(InvalidError):
        assign(desk, case, desk.agency)
    assert assign(desk, case, desk.agency, by="coordinator").current_unit == desk.agency


def test_the_number_of_hops_is_a_setting(desk, make_case):
    CaseSettings.objects.create(root=desk.root, limits={"hops": 1})
    case = give_back(desk, assign(desk, make_case(), desk.desa), "handler_desa")
    with pytest.raises(InvalidError):
        assign(desk, case, desk.agency)


def test_returning_needs_a_reason_and_words(desk, assigned):
    case = assigned()
    for data in ({}, {"text": "Bukan kami."}, {"reason": desk.reason("return", "not-ours")}):
        with pytest.raises(InvalidError):
            actions.act(case, "return", desk.officer("handler_desa"), data)
    case = give_back(desk, case, "handler_desa")
    assignment = case.assignments.get()
    assert (assignment.return_reason.slug, bool(assignment.returned_at), bool(assignment.ended_at)) == (
        "not-ours",
        True,
        True,
    )


def test_nothing_is_delegated_after_the_end(desk, answered):
    case, _ = actions.act(answered(), "confirm", Actor.reporter(), {})
    with pytest.raises(RefusedError):
        actions.act(case, "delegate", desk.officer("handler_kecamatan"), {"unit": desk.desa})


def test_another_regency_is_out_of_reach(desk, make_case):
    far = UnitFactory(code="33.05", kind="regency")
    with pytest.raises(routing.BlockedError):
        routing.check_target(make_case(), far, by_coordinator=True)
    assert routing.root_of(Unit.objects.get(code="33.04-dpupr")) == desk.root
