"""What a regency keeps for all its cases: days off that a person confirms, rules that are ended and not rewritten, limits."""

from __future__ import annotations

import datetime
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse

from cases import clocks
from cases.models import Case, CaseSettings, Category, Clock, DeadlineRule, Holiday
from cases.viewsets import standing
from cases.viewsets.standing_forms import LABELS, numbers
from tests.factories import UnitFactory

from .conftest import NOW

INBOX = "/admin/pengaduan/"


@pytest.fixture
def at(client, desk):
    """`at("coordinator")` is the browser of this person."""

    def login(name: str):
        client.force_login(desk.people[name])
        return client

    return login


def test_a_person_confirms_days_off_and_due_dates_move(desk, at, make_case) -> None:
    case = make_case(at=NOW)
    term = case.clocks.get()
    day = Holiday.objects.create(date=NOW.date() + datetime.timedelta(days=1), name="Cuti baru", kind="joint_leave")
    client = at("coordinator")
    assert "Cuti baru" in client.get(INBOX + "hari-libur/").content.decode()
    client.post(INBOX + "hari-libur/", {"day": [day.pk], "decree_no": "SKB 9/2026"})
    day.refresh_from_db()
    assert (day.confirmed_by, day.decree_no) == (desk.people["coordinator"], "SKB 9/2026")
    assert Clock.objects.get(pk=term.pk).due_on > term.due_on
    assert at("verifier").get(INBOX + "hari-libur/").status_code == 404


@pytest.fixture
def in_april(monkeypatch):
    """The days off are changed on 7 April: later, a due date that has gone by stays where it is."""
    monkeypatch.setattr(standing, "timezone", SimpleNamespace(now=lambda: NOW))


@pytest.mark.usefixtures("in_april")
def test_a_day_that_is_entered_changed_and_removed_moves_due_dates_each_time_once(desk, at, make_case) -> None:
    case = make_case("information_request")  # 7 April, ten days: 21 April
    term, client = case.clocks.get(), at("coordinator")

    def told() -> tuple[str, int]:
        return str(Clock.objects.get(pk=term.pk).due_on), case.events.filter(type="clock_recomputed").count()

    typed = {"date": "2026-04-15", "kind": "regional", "scope": desk.root.pk, "name": "Hari jadi", "decree_no": "1"}
    assert told() == ("2026-04-21", 0)
    assert client.post(reverse("case_holidays:add"), typed).status_code == 302
    assert told() == ("2026-04-22", 1)
    again = client.post(reverse("case_holidays:add"), typed | {"name": "Hari jadi lagi", "decree_no": "2"})
    assert again.status_code == 200, "the same day by two decrees stands there once"
    assert Holiday.objects.filter(date="2026-04-15").count() == 1
    day = Holiday.objects.get(date="2026-04-15")
    edit = reverse("case_holidays:edit", args=[day.pk])
    for moved, due in (({"date": "2026-04-18"}, "2026-04-21"), ({"date": "2026-04-16"}, "2026-04-22")):
        assert client.post(edit, typed | moved).status_code == 302
        assert told()[0] == due
    national = {"date": "2026-04-16", "kind": "joint_leave", "scope": "", "name": "Cuti"}
    assert client.post(edit, typed | national).status_code == 302
    assert told() == ("2026-04-22", 4), "now provisional: a day of 2026 is not confirmed"
    assert client.post(reverse("case_holidays:delete", args=[day.pk])).status_code == 302
    assert told() == ("2026-04-21", 5)


@pytest.mark.usefixtures("in_april")
def test_a_day_that_is_no_longer_nationwide_leaves_no_due_date_behind(desk, at, make_case) -> None:
    case = make_case("information_request")
    other = UnitFactory(code="33.05", name="Kabupaten Lain", kind="regency", region=desk.root.region)
    Case.objects.filter(pk=case.pk).update(root=other)
    day = Holiday.objects.create(date="2026-04-15", name="Cuti", kind="joint_leave")
    clocks.recompute(None, NOW)
    assert str(case.clocks.get().due_on) == "2026-04-22"
    typed = {"date": "2026-04-15", "kind": "regional", "scope": desk.root.pk, "name": "Cuti", "decree_no": ""}
    assert at("coordinator").post(reverse("case_holidays:edit", args=[day.pk]), typed).status_code == 302
    assert str(case.clocks.get().due_on) == "2026-04-21"


def test_a_coordinator_keeps_the_rows_of_the_own_regency_only(desk, at) -> None:
    other = UnitFactory(code="33.05", name="Kabupaten Lain", kind="regency")
    theirs = Category.objects.create(root=other, slug="x", name="Milik tetangga")
    client = at("coordinator")
    body = client.get(reverse("case_categories:index")).content.decode()
    assert "Layanan desa" in body
    assert "Milik tetangga" not in body
    assert client.get(reverse("case_categories:edit", args=[theirs.pk])).status_code == 404
    assert client.post(reverse("case_categories:delete", args=[theirs.pk])).status_code == 404
    taken = {"root": other.pk, "name": "X", "slug": "y", "active_from": "2026-01-01"}
    assert client.post(reverse("case_categories:add"), taken).status_code == 200
    assert not Category.objects.filter(slug="y").exists()
    assert at("handler_desa").get(reverse("case_categories:index")).status_code == 302


def test_a_rule_by_which_cases_count_is_ended_not_rewritten(desk, at, make_case) -> None:
    rule = make_case().clocks.get().rule
    names = ("rule_set", "clock", "kinds", "handling_class", "unit", "mark", "legal_basis", "source")
    typed = {name: getattr(rule, name) for name in names} | {"extension_max": 0, "effective_from": "2018-01-01"}
    typed |= {"is_active": "on", "is_pausable": "on", "joint_leave_is_off": "on"}
    client = at("coordinator")
    client.post(reverse("case_rules:edit", args=[rule.pk]), typed | {"amount": rule.amount + 9})
    assert DeadlineRule.objects.get(pk=rule.pk).amount == rule.amount
    checked = {"amount": rule.amount, "checked_by": "Bagian Hukum", "checked_on": "2026-01-05"}
    client.post(reverse("case_rules:edit", args=[rule.pk]), typed | checked)
    assert DeadlineRule.objects.get(pk=rule.pk).is_checked


def test_limits_are_numbers_with_names(desk, at) -> None:
    assert set(numbers()) == set(LABELS)
    typed = {"root": desk.root.pk, "lapor_pattern": "x", "limit_hops": "3"}
    for wrong in ("di mana-mana", "1,2,3", "110, -7, 109, -6"):
        at("coordinator").post(reverse("case_settings:add"), typed | {"area": wrong})
    assert not CaseSettings.objects.exists()
    at("coordinator").post(reverse("case_settings:add"), typed | {"area": "109.4, -7.6, 109.9, -7.1"})
    kept = CaseSettings.objects.get(root=desk.root)
    assert (kept.limit("hops"), kept.limit("files"), kept.limit("area")) == (3, 5, [109.4, -7.6, 109.9, -7.1])
    form = at("coordinator").get(reverse("case_settings:edit", args=[kept.pk])).content.decode()
    assert 'value="109.4, -7.6, 109.9, -7.1"' in form


LISTS = ("case_categories", "case_wordings", "case_holidays", "case_rules", "case_desks")


def test_the_lists_speak_in_words(desk, at) -> None:
    """No True, no False, and no name of a clock as the program calls it."""
    client = at("coordinator")
    for name in LISTS:
        body = client.get(reverse(f"{name}:index")).content.decode()
        cells = [re.sub(r"<[^>]*>", " ", f"<td{cell.partition('</td>')[0]}") for cell in body.split("<td")[1:]]
        assert cells, name
        assert not [cell for cell in cells if re.search(r"\b(True|False|[a-z]+_[a-z]+)\b", cell)], name
    assert "Tindak lanjut pertama" in client.get(reverse("case_rules:index")).content.decode()
    assert str(DeadlineRule.objects.get(rule_set="2018", handling_class="minor")) == "2018 · Penyelesaian · Ringan"
