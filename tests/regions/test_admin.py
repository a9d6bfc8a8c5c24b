"""Officials keep the contacts and hours of their own unit, and only of theirs."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from regions.models import OpeningHours, Unit, UnitRole
from tests.factories import UnitFactory, UserFactory


@pytest.fixture
def officer(tree):
    """Somebody who acts for the first desa."""
    user = UserFactory(username="petugas")
    UnitRole.objects.create(user=user, unit=tree.desa.unit, role="editor")
    client = Client()
    client.force_login(user)
    return client


def edit(unit):
    return reverse("units:edit", args=[unit.pk])


def hours(*rows, initial=0):
    data = {"opening_hours-TOTAL_FORMS": str(len(rows)), "opening_hours-INITIAL_FORMS": str(initial)}
    for number, (day, opens, closes) in enumerate(rows):
        prefix = f"opening_hours-{number}"
        data |= {f"{prefix}-day": day, f"{prefix}-opens": opens, f"{prefix}-closes": closes, f"{prefix}-DELETE": ""}
    return data


def test_an_officer_sees_and_changes_only_their_own_unit(tree, officer):
    listed = officer.get(reverse("units:index")).content.decode()
    assert "Desa Contoh" in listed
    assert "Desa Tetangga" not in listed
    assert officer.get(edit(tree.desa.unit)).status_code == 200
    assert officer.get(edit(tree.neighbour.unit)).status_code == 404
    assert officer.post(edit(tree.neighbour.unit), {"name": "Dicuri", **hours()}).status_code == 404


def test_an_officer_of_the_kecamatan_reaches_its_desa_and_agencies_reach_themselves(tree):
    user = UserFactory(username="camat")
    UnitRole.objects.create(user=user, unit=tree.kecamatan.unit, role="publisher")
    codes = set(Unit.objects.reached_by(user).values_list("code", flat=True))
    assert codes == {"33.04.15", "33.04.15.2008", "33.04.15.2001"}


@pytest.mark.parametrize("role", [role for role in UnitRole.Role.values if role not in ("editor", "publisher")])
def test_who_works_on_cases_changes_no_contacts(tree, role):
    user, client = UserFactory(username="penangan"), Client()
    UnitRole.objects.create(user=user, unit=tree.desa.unit, role=role)
    client.force_login(user)
    assert "Desa Contoh" not in client.get(reverse("units:index"), follow=True).content.decode()
    response = client.post(edit(tree.desa.unit), {"name": "Dicuri", "phone": "0286-9", **hours()})
    assert response.status_code in (302, 404)
    assert Unit.objects.get(pk=tree.desa.unit_id).phone == tree.desa.unit.phone


def test_a_role_for_cases_above_widens_no_reach_over_contacts(tree, officer):
    user = UnitRole.objects.get(role="editor").user
    UnitRole.objects.create(user=user, unit=tree.kecamatan.unit, role="handler")
    assert officer.get(edit(tree.desa.unit)).status_code == 200
    assert officer.get(edit(tree.neighbour.unit)).status_code == 404


def test_a_role_that_has_ended_keeps_nothing(tree, officer):
    UnitRole.objects.filter(role="editor").update(
        active_from=datetime.date(2020, 1, 1), active_to=datetime.date(2020, 12, 31)
    )
    assert officer.get(edit(tree.desa.unit)).status_code in (302, 404)


def test_contacts_and_hours_are_saved_in_one_form(tree, officer):
    data = {"name": "Desa Contoh", "phone": "0286-1", **hours((1, "08:00", "12:00"), (1, "13:00", "15:00"))}
    assert officer.post(edit(tree.desa.unit), data).status_code == 302
    unit = Unit.objects.get(pk=tree.desa.unit_id)
    assert unit.phone == "0286-1"
    assert [str(row.opens) for row in unit.opening_hours.all()] == ["08:00:00", "13:00:00"]


def test_hours_that_close_before_they_open_are_refused(tree, officer):
    response = officer.post(edit(tree.desa.unit), {"name": "Desa Contoh", **hours((1, "15:00", "08:00"))})
    assert response.status_code == 200
    assert not OpeningHours.objects.exists()


def test_where_a_unit_stands_is_not_the_officer_s_to_change(tree, officer):
    data = {"name": "Desa Contoh", "stewardship": "independent", "code": "33.04.15.2999", **hours()}
    officer.post(edit(tree.desa.unit), data)
    unit = Unit.objects.get(pk=tree.desa.unit_id)
    assert (unit.code, unit.stewardship) == ("33.04.15.2008", "managed")


def test_the_officer_is_not_shown_what_is_not_theirs(tree, officer, admin_client):
    assert "Kedudukan dalam pemerintahan" not in officer.get(edit(tree.desa.unit)).content.decode()
    assert "Kedudukan dalam pemerintahan" in admin_client.get(edit(tree.desa.unit)).content.decode()


def test_an_officer_neither_makes_nor_deletes_units_nor_gives_roles(tree, officer):
    assert officer.get(reverse("units:add")).status_code == 302
    assert officer.post(reverse("units:delete", args=[tree.desa.unit_id])).status_code == 302
    assert officer.get(reverse("unit_roles:index")).status_code == 302
    assert Unit.objects.filter(pk=tree.desa.unit_id).exists()


def test_territories_are_looked_up_and_never_changed(tree, officer, admin_client):
    assert "33.04.15.2008" in officer.get(reverse("regions:index") + "?q=2008").content.decode()
    assert "33.04.15.2008" not in officer.get(reverse("regions:index") + "?q=2001").content.decode()
    for client in (officer, admin_client):
        assert client.get(reverse("regions:inspect", args=["33.04"])).status_code == 200
        assert client.get(reverse("regions:edit", args=["33.04"])).status_code == 302
        assert client.get(reverse("regions:add")).status_code == 302


def everything(unit, **changes):
    fields = ("name", "code", "kind", "region_id", "stewardship", "address", "phone", "desa_term", "kecamatan_term")
    data = {name.removesuffix("_id"): getattr(unit, name) for name in fields}
    return data | {"parent": unit.parent_id or ""} | hours() | changes


def test_the_code_never_changes(tree, admin_client):
    response = admin_client.post(edit(tree.desa.unit), everything(tree.desa.unit, code="33.04.15.2999"))
    assert response.status_code == 200
    assert "Kode tidak pernah berubah" in response.content.decode()


def test_new_words_rename_what_lies_below(tree, admin_client):
    region = tree.desa.unit.region
    region.name = "Darmayasa"
    region.save()
    Unit.objects.filter(pk=tree.desa.unit_id).update(name="Desa Darmayasa")
    response = admin_client.post(edit(tree.regency.unit), everything(tree.regency.unit, desa_term="Nagari"))
    assert response.status_code == 302
    assert Unit.objects.get(pk=tree.desa.unit_id).name == "Nagari Darmayasa"


def test_a_role_given_in_the_admin_opens_the_section(tree, admin_client):
    user = UserFactory(username="baru")
    data = {"user": user.pk, "unit": tree.desa.unit_id, "role": "publisher", "active_from": datetime.date.today()}
    assert admin_client.post(reverse("unit_roles:add"), data).status_code == 302
    assert list(user.groups.values_list("name", flat=True)) == ["33.04.15.2008 publisher"]
    assert admin_client.get(reverse("unit_roles:index") + "?q=baru").status_code == 200


def test_the_chooser_finds_a_unit_by_name_or_code(tree, admin_client):
    found = admin_client.get(reverse("unit_chooser:choose_results") + "?q=tetangga").content.decode()
    assert "Desa Tetangga" in found
    assert "33.04.15.2001" in found
    assert "Desa Contoh" not in found
    assert (
        "Desa Contoh" in admin_client.get(reverse("unit_chooser:choose_results") + "?q=33.04.15.2008").content.decode()
    )


def test_lists_ask_the_same_number_of_questions_however_long_they_are(
    tree, admin_client, django_assert_max_num_queries
):
    admin_client.get(reverse("units:index"))
    for number in range(2010, 2025):
        UnitFactory(code=f"33.04.15.{number}")
    with django_assert_max_num_queries(20):
        assert admin_client.get(reverse("units:index")).status_code == 200
