"""Offices change and no case is lost: merged units pass their open cases on, a hand-over is written down."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cases import actions, chain, handover, visibility
from cases.actors import Actor
from cases.models import Case
from cases.transitions import Role
from tests.factories import UnitFactory, UserFactory

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


def test_a_hand_over_moves_nothing_and_is_written_down(client, desk, assigned, answered):
    """In the screens: whoever changes who keeps a section changes whose inbox its open cases lie in."""
    case, closed = assigned(), actions.act(answered(), "confirm", Actor.reporter(), {}, now=NOW)[0]
    coordinator = desk.people["coordinator"]
    assert Role.HANDLER in visibility.roles_on(coordinator, case)
    admin = UserFactory(username="pengelola", is_superuser=True)
    client.force_login(admin)
    fields = ("name", "code", "kind", "region_id", "parent_id", "desa_term", "kecamatan_term")
    typed = {name.removesuffix("_id"): getattr(desk.desa, name) or "" for name in fields}
    hours = {
        f"opening_hours-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    edit = reverse("units:edit", args=[desk.desa.pk])
    for _twice in range(2):
        answer = client.post(edit, typed | hours | {"stewardship": "independent"})
        assert answer.status_code == 302, answer.context["form"].errors
    event = case.events.get(type="handed_over")
    assert (event.actor_user, event.payload) == (admin, {"stewardship": "independent"})
    assert Case.objects.get(pk=case.pk).current_unit == desk.desa
    assert Role.HANDLER not in visibility.roles_on(coordinator, case)
    assert not closed.events.filter(type="handed_over").exists()
    assert list(chain.breaks(Case.objects.get(pk=case.pk))) == []


def test_a_hand_over_without_anybody_logged_in_is_the_systems(desk, assigned):
    case = assigned()
    desk.desa.stewardship = "independent"
    desk.desa.save()
    assert case.events.get(type="handed_over").actor_kind == "system"


def test_the_command_moves_open_cases_once(desk, assigned, capsys):
    case = assigned()
    for moved in (1, 0):
        call_command("move_cases", desk.desa.code, desk.neighbour.code, "--by", "coordinator")
        assert f"moved: {moved}" in capsys.readouterr().out
    assert case.events.get(type="unit_remapped").actor_user == desk.people["coordinator"]
    other = UnitFactory(code="33.05", kind="regency").code
    for wrong in ([desk.desa.code, desk.desa.code], [desk.desa.code, "99"], [desk.desa.code, other]):
        with pytest.raises(CommandError):
            call_command("move_cases", *wrong)
    with pytest.raises(CommandError):
        call_command("move_cases", desk.desa.code, desk.neighbour.code, "--by", "siapa")
