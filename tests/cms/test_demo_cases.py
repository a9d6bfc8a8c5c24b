"""The invented cases of the sample portal: of every kind, in every state, told to nobody, with a history that holds."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cases import actions, chain
from cases.actors import Actor
from cases.models import Case, CaseEvent, ExternalRef, Outbox
from cases.transitions import MACHINES, Kind, Role, statuses
from cases.visibility import Viewer, roles_on
from cms.demo.cases import fill_cases
from cms.demo.officers import OFFICERS
from cms.models import User
from regions.models import Unit
from tests.factories import UnitFactory


@pytest.fixture(scope="module")
def told(django_db_setup: Any, django_db_blocker: Any) -> Iterator[list]:
    """The sample, told once for all proofs and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        User.objects.create_superuser("admin", "admin@contoh.example", "x")
        root = UnitFactory(code="33.04")
        kecamatan = UnitFactory(code="33.04.15", parent=root)
        UnitFactory(code="33.04.15.2008", parent=kecamatan)
        yield fill_cases(lambda line: None)
        transaction.set_rollback(True)


@pytest.fixture
def sample(told: list, db: Any) -> list:
    return told


def test_the_sample_has_cases_of_every_kind_in_every_state(sample):
    told = {kind: set(Case.objects.filter(kind=kind).values_list("status", flat=True)) for kind in MACHINES}
    both = told[Kind.COMPLAINT] | told[Kind.ASPIRATION]
    assert statuses(Kind.COMPLAINT) == both
    assert statuses(Kind.INFORMATION_REQUEST) == told[Kind.INFORMATION_REQUEST]
    assert statuses(Kind.OBJECTION) - told[Kind.OBJECTION] <= {"withdrawn", "decided"}
    now = timezone.now()
    assert Case.objects.overdue(now).count() >= 5
    assert 0 < Case.objects.visible_to(Viewer.visitor()).count() < Case.objects.count()
    assert Case.objects.filter(is_restricted=True).count() == 2
    assert Case.objects.filter(duplicate_of__isnull=False).count() == 1
    assert ExternalRef.objects.filter(system="lapor").exists()
    assert not Case.objects.filter(received_at__gt=now).exists()
    assert all(case.ref.startswith("BNJ-") for case in Case.objects.all())


def test_the_history_of_every_sample_case_holds_and_nothing_is_sent(sample):
    assert [case.ref for case in Case.objects.all() if list(chain.breaks(case))] == []
    assert not Outbox.objects.exclude(state=Outbox.State.SENT).exists()
    assert mail.outbox == []


def test_time_has_passed_day_by_day(sample):
    """Terms ran out and windows closed when they would have, not all at once when the sample was made."""
    zone = ZoneInfo(Unit.objects.get(code="33.04").region.time_zone)
    late = CaseEvent.objects.filter(type="clock_breached")
    days = {(event.at.astimezone(zone).date() - date.fromisoformat(event.payload["due_on"])).days for event in late}
    assert (late.count() > 5, days) == (True, {1})
    closed = CaseEvent.objects.filter(type="auto_close")
    assert closed.count() == 2
    assert all(event.at < timezone.now() - timedelta(days=7) for event in closed)


def seen_by(case):
    users = [User.objects.get(username=officer[0]) for officer in OFFICERS]
    return {
        user.username for user in users if Case.objects.visible_to(Viewer.officer(user)).filter(pk=case.pk).exists()
    }


def test_a_complaint_about_the_regency_is_worked_to_its_end_by_the_inspectorate_alone(sample, client):
    """In the screens, as the officers of the sample do it; nobody of the regency learns of it."""
    judged = {"verifikator-inspektorat", "inspektorat"}
    told = Case.objects.get(title="Syarat lelang berubah setelah ditutup")
    assert (told.status, told.outcome) == ("closed", "resolved")
    assert seen_by(told) == judged
    case = Case.objects.get(title__startswith="Pejabat kabupaten memakai")
    assert (case.status, seen_by(case)) == ("received", judged)
    page = reverse("cases_desk:case", args=[case.ref])
    for name in ("verifikator", "koordinator", "pekerjaan-umum"):
        client.force_login(User.objects.get(username=name))
        assert client.get(page).status_code == 404, name
    unit = Unit.objects.get(code="33.04-inspektorat").pk
    disposition = {"unit": unit, "handling_class": "with_inspection", "visibility": "confidential"}
    steps = [
        ("verifikator-inspektorat", "assign", disposition | {"about_unit": case.about_unit_id}),
        ("inspektorat", "accept", {}),
        ("inspektorat", "progress", {"audience": "reporter", "text": "Sedang diperiksa."}),
        ("inspektorat", "answer", {"text": "Sudah ditindak.", "outcome": "resolved"}),
    ]
    for name, action, data in steps:
        case.refresh_from_db()
        client.force_login(User.objects.get(username=name))
        assert f'id="do-{action}"' in client.get(page).content.decode(), (name, action)
        answer = client.post(page, {"action": action, "version": case.version, **data})
        assert answer.status_code == 302, (name, action)
    case.refresh_from_db()
    assert case.status == "answered"
    case, _event = actions.act(case, "confirm", Actor.reporter(), {})
    assert (case.status, seen_by(case)) == ("closed", judged)


def test_every_role_of_officers_has_somebody_and_none_is_idle_by_design(sample, client):
    held = {role for _username, _last, _code, roles, _purpose in OFFICERS for role in roles}
    assert held == set(Role) - {Role.REPORTER, Role.SYSTEM}
    head = Case.objects.get(title="Kelas tanpa guru sejak sebulan")
    for username, is_offered in (("penangan-pejawaran", False), ("camat-pejawaran", True)):
        client.force_login(User.objects.get(username=username))
        page = client.get(reverse("cases_desk:case", args=[head.ref])).content.decode()
        assert ('id="do-answer"' in page) == is_offered, username
        assert "Sudah selesai" in page or not is_offered, "prepared answers are at hand"
    # What lies with an agency that has people of its own is not the coordinator's to handle.
    coordinator = User.objects.get(username="koordinator")
    roads = Case.objects.get(title="Jalan berlubang di tikungan balai desa")
    assert roles_on(coordinator, roads) == {Role.COORDINATOR}


def test_sample_files_went_through_the_same_examination_as_all(sample, client):
    case = Case.objects.get(title="Jalan berlubang di tikungan balai desa")
    photo, table = case.attachments.get(role="evidence"), case.attachments.get(role="answer")
    assert (photo.state, photo.is_public, bool(photo.copy_key)) == ("processed", True, True)
    assert {"hidden_rows", "hidden_sheets", "comments"} <= set(table.warnings)
    client.force_login(User.objects.get(username="pekerjaan-umum"))
    page = client.get(reverse("cases_desk:case", args=[case.ref])).content.decode()
    assert reverse("cases_desk:release", args=[case.ref, table.pk]) in page


def test_every_officer_gets_a_password_and_sees_work(sample):
    assert [account.username for account in sample] == [officer[0] for officer in OFFICERS]
    assert all(account.password for account in sample)
    # Whoever enters cases sees them only until they are given away; leaders read figures.
    idle = {"loket", "pimpinan"}
    for account in sample:
        user = User.objects.get(username=account.username)
        assert Case.objects.visible_to(Viewer.officer(user)).exists() or account.username in idle
