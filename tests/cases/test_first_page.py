"""The officers' first page: what a person still has to see to, and figures for those who lead, of their own offices only."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases import checks
from cases.models import CaseSettings, DeadlineRule, Holiday, PurgeRule
from cases.transitions import Role
from cases.viewsets.menu import STANDING
from regions.models import UnitRole

from .conftest import NOW

pytestmark = pytest.mark.django_db
WORDS = ("Laporan yang belum selesai", "Laporan yang lewat tenggat")


@pytest.fixture
def home(desk):
    """What stands on the first page of this person."""

    def home(who: str) -> str:
        client = Client()
        client.force_login(desk.people[who])
        return client.get(reverse("wagtailadmin_home")).content.decode()

    return home


def test_the_first_page_says_what_check_case_rules_finds(desk, home) -> None:
    found = {finding.code for finding in checks.findings(timezone.localdate())}
    assert {"rule_unchecked", "rule_set_empty", "no_purge_rule"} <= found
    page = home("coordinator")
    for code in found & set(STANDING):
        assert str(STANDING[code][0]) in page or code == "calendar_missing", code
    DeadlineRule.objects.update(checked_by="Bagian Hukum", checked_on=NOW.date())
    DeadlineRule.objects.filter(rule_set="2025").update(amount=3)
    PurgeRule.objects.filter(outcome="").update(personal_after_days=365)
    page = home("coordinator")
    for code in ("rule_unchecked", "rule_set_empty", "no_purge_rule"):
        assert str(STANDING[code][0]) not in page, code


def test_every_finding_has_a_sentence() -> None:
    """Days that nobody has confirmed have one with their number."""
    Holiday.objects.all().delete()
    codes = {finding.code for finding in checks.findings(datetime.date(2026, 11, 1))}
    assert codes - {"calendar_unconfirmed"} <= set(STANDING)
    assert "no_rules" in codes


def test_the_records_officer_is_told_what_is_theirs_to_enter(home) -> None:
    page = home("archivist")
    assert str(STANDING["no_purge_rule"][0]) in page
    assert reverse("case_purge_rules:index") in page
    assert str(STANDING["rule_unchecked"][0]) not in page
    assert str(STANDING["no_purge_rule"][0]) not in home("verifier")


@pytest.fixture
def figures(desk, home):
    """The two numbers that a leader reads."""
    CaseSettings.objects.create(root=desk.root, limits={"small_cell": 1})

    def figures(who: str) -> list[str]:
        page = home(who)
        return [page.partition(f"{words}: ")[2].partition(".")[0] for words in WORDS]

    return figures


def test_leaders_read_the_figures_of_their_own_offices(desk, figures, make_case, assigned) -> None:
    make_case(at=timezone.now())
    assigned(desk.desa, at=timezone.now())
    assigned(desk.agency)
    UnitRole.objects.filter(user=desk.people["head_kecamatan"]).update(role=Role.LEADERSHIP)
    assert figures("leader") == ["3", "1"]
    assert figures("head_kecamatan") == ["1", "0"]


def test_nobody_who_leads_counts_what_is_about_the_own_office(desk, figures, make_case) -> None:
    make_case(at=timezone.now())
    make_case(at=timezone.now(), about_unit=desk.root)
    assert figures("leader") == ["1", "0"]
