"""Offices change and no case is lost: merged units pass their open cases on, a hand-over is written down."""

import pytest

from cases import actions, chain, handover
from cases.actors import Actor
from cases.models import Case

from .conftest import NOW

pytestmark = pytest.mark.django_db


def test_open_cases_follow_their_unit_and_closed_ones_stay(desk, assigned, answered, make_case):
    case, waiting = assigned(), make_case(origin_unit=desk.desa)
    closed, _ = actions.act(answered(), "confirm", Actor.reporter(), {}, now=NOW)
    assert handover.remap(desk.desa, desk.neighbour, desk.people["coordinator"], NOW) == 2
    case.refresh_from_db()
    assert (case.status, case.current_unit) == ("assigned", desk.neighbour)
    assert case.assignments.get(ended_at=None).to_unit == desk.neighbour
    assert case.events.latest("seq").type == "unit_remapped"
    assert list(chain.breaks(case)) == []
    assert Case.objects.get(pk=waiting.pk).current_unit == desk.neighbour
    assert Case.objects.get(pk=closed.pk).current_unit == desk.desa
    assert handover.remap(desk.desa, desk.neighbour, desk.people["coordinator"], NOW) == 0


def test_a_case_about_the_new_unit_does_not_follow(desk, assigned):
    case = assigned(desk.agency, about_unit=desk.desa)
    handover.remap(desk.agency, desk.desa, desk.people["coordinator"], NOW)
    assert Case.objects.get(pk=case.pk).current_unit == desk.kecamatan


def test_a_hand_over_moves_nothing_and_is_written_down(desk, assigned):
    case = assigned()
    desk.desa.stewardship = "independent"
    desk.desa.save()
    assert handover.hand_over(desk.desa, desk.people["coordinator"], NOW) == 1
    event = case.events.latest("seq")
    assert (event.type, event.payload) == ("handed_over", {"stewardship": "independent"})
    assert Case.objects.get(pk=case.pk).current_unit == desk.desa
