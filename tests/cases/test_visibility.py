"""Who sees what, rule by rule; every officer against every door stands in test_visibility_matrix.py."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cases import actions, visibility
from cases.actors import Actor
from cases.chain import Telling
from cases.engine import note
from cases.models import Attachment, Case, Reporter, Wording
from cases.reporters import place_of
from cases.routing import is_in_conflict
from cases.sealing import current_key_id, seal
from cases.transitions import Role
from cases.visibility import Viewer
from regions.models import UnitRole
from tests.factories import UnitFactory, UserFactory

from .conftest import NOW, assign, open_case

CANARY, WHO, INNER = "kanarikuning", "Kanaria Rahasia", "kanaridalam"
DESK = {"verifier", "verifier2", "coordinator", "coordinator2"}
ROOT = DESK | {"archivist"}
DESA = {"handler_desa", "head_desa"}
KECAMATAN = {"handler_kecamatan", "head_kecamatan"}
PPID = {"ppid_main", "ppid_executive", "ppid_superior", "ppid_desa"}

# What was sent → who may know of it. Everybody else gets the answer of an unknown number.
SEEN_BY: dict[str, set[str]] = {
    "plain": ROOT | DESA | KECAMATAN,
    "anonymous": ROOT | DESA | KECAMATAN,
    "confidential": ROOT | DESA | KECAMATAN,
    "waiting": ROOT,
    "restricted": ROOT | {"inspector", "handler_agency", "head_agency"},
    "about_desa": ROOT | KECAMATAN | {"inspector"},
    "about_root": {"inspector"},
    "excluded": (ROOT - {"coordinator"}) | KECAMATAN | {"head_desa"},
    "returned": ROOT,
    "counter": ROOT | {"counter", "counter_desa"},
    "request": ROOT | PPID,
}
# Sees dates and terms, no words.
WORDLESS = {"archivist"}


def planted(desk, kind: str) -> Case:
    """One case of each sort; its words hold the canary, its reporter has a name."""
    words = {"title": f"Judul {CANARY}-{kind}", "body": f"Isi {CANARY}-{kind}", "origin_unit": desk.desa}
    if kind == "request":
        case = open_case(desk, "information_request", **words)
    else:
        fields = {
            "anonymous": {"is_anonymous": True},
            "confidential": {"is_confidential": True},
            "restricted": {"category": desk.categories["korupsi"], "is_restricted": True, "is_confidential": True},
            "about_desa": {"about_unit": desk.desa, "is_confidential": True},
            "about_root": {"about_unit": desk.root, "is_confidential": True},
            "counter": {"entered_by": desk.people["counter_desa"], "channel": "counter"},
        }.get(kind, {})
        case = open_case(desk, **words, **fields)
    Reporter.objects.create(
        case=case, key_id=current_key_id(), name=seal(WHO, current_key_id(), place_of("name", case.pk))
    )
    to = {"restricted": desk.agency, "about_desa": desk.kecamatan}.get(kind, desk.desa)
    if kind not in ("waiting", "about_root", "counter", "request"):
        case = assign(desk, case, to)
    if kind == "excluded":
        case.excluded_users.add(desk.people["coordinator"], desk.people["handler_desa"])
    if kind == "returned":
        reason = Wording.objects.filter(root=desk.root, use="return").first()
        case, _ = actions.act(case, "return", desk.officer("handler_desa"), {"reason": reason, "text": "x"}, now=NOW)
    note(case.pk, "note", desk.officer("verifier"), Telling(audience="internal", internal_text=INNER), now=NOW)
    file_of(case)
    return Case.objects.get(pk=case.pk)


def file_of(case: Case, **columns) -> Attachment:
    ready = {"state": Attachment.State.PROCESSED, "copy_key": "c", "storage_key": "s", "declared_size": 9}
    times = {"created_at": NOW, "expires_at": NOW}
    return Attachment.objects.create(case=case, original_name=f"{CANARY}.jpg", **{**ready, **times, **columns})


def leaks(text: str) -> bool:
    return any(secret in text for secret in (CANARY, WHO, INNER))


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def all_sorts(desk) -> dict[str, Case]:
    """One case of each sort."""
    return {kind: planted(desk, kind) for kind in SEEN_BY}


def test_an_unknown_number_and_a_hidden_case_answer_alike(desk) -> None:
    case = planted(desk, "about_desa")
    client = logged_in(desk.people["handler_desa"])
    hidden = client.get(reverse("cases_desk:case", args=[case.ref]))
    unknown = client.get("/admin/pengaduan/BNA-26-000000-0/")
    assert hidden.status_code == unknown.status_code == 404
    assert hidden.content.replace(case.ref.encode(), b"") == unknown.content.replace(b"BNA-26-000000-0", b"")


def test_one_role_in_the_accused_office_shuts_out_whatever_else_somebody_is(desk) -> None:
    case = planted(desk, "about_desa")
    for name in ("coordinator", "inspector", "handler_kecamatan"):
        UnitRole.objects.create(user=desk.people[name], unit=desk.desa, role=Role.COUNTER)
        assert not Case.objects.visible_to(Viewer.officer(desk.people[name])).exists(), name
        assert case.pk


def test_the_first_rule_reaches_offices_within_offices_and_follows_the_office_above(desk) -> None:
    """A health centre of an agency; an office whose code does not lie in that of the one above it."""
    case = planted(desk, "waiting")
    Case.objects.filter(pk=case.pk).update(about_unit=desk.agency)
    inner = UnitFactory(code="33.04-dpupr-upt", name="UPT Jalan", kind="agency")
    beside = UnitFactory(code="33.04-laboratorium", name="Laboratorium", kind="agency", parent=desk.agency)
    for number, unit in enumerate((inner, beside)):
        user = UserFactory(username=f"inner{number}", email=f"inner{number}@example.org")
        UnitRole.objects.create(user=user, unit=desk.root, role=Role.VERIFIER)
        assert Case.objects.visible_to(Viewer.officer(user)).exists()
        UnitRole.objects.create(user=user, unit=unit, role=Role.HANDLER)
        assert not Case.objects.visible_to(Viewer.officer(user)).exists(), unit
        assert is_in_conflict(unit, desk.agency)


def test_what_a_reporter_asks_about_own_data_is_no_matter_of_the_field(desk) -> None:
    case = planted(desk, "plain")
    asked = {"what": "delete", "text": f"Saya {WHO}"}
    actions.act(case, "data_request", Actor.reporter(), asked, now=NOW)
    assert WHO not in str(visibility.shape(case, Viewer.officer(desk.people["handler_desa"])))
    assert WHO in str(visibility.shape(case, Viewer.officer(desk.people["coordinator"])))


def test_a_role_that_has_ended_opens_nothing_and_shuts_out_of_nothing(desk) -> None:
    planted(desk, "plain")
    UnitRole.objects.filter(user=desk.people["verifier"]).update(active_to="2020-12-31")
    assert not Case.objects.visible_to(Viewer.officer(desk.people["verifier"])).exists()


def test_officers_of_another_regency_see_nothing(desk, all_sorts) -> None:
    other = UnitFactory(code="33.05", name="Kabupaten Lain", kind="regency")
    stranger = UserFactory(username="stranger", email="s@example.org")
    for role in Role.values:
        if role in UnitRole.Role.values:
            UnitRole.objects.create(user=stranger, unit=other, role=role)
    assert not Case.objects.visible_to(Viewer.officer(stranger)).exists()


def test_the_public_sees_only_what_was_published_and_only_the_copy(desk, all_sorts, client) -> None:
    shown = planted(desk, "anonymous")
    fields = {"published_at": timezone.now(), "title_public": "Jembatan", "body_public": "Jembatan rusak."}
    Case.objects.filter(pk=shown.pk).update(**fields, lon="109.7", lat="-7.4", public_place="grid")
    shown.refresh_from_db()
    rows = list(Case.objects.visible_to(Viewer.visitor()))
    told = visibility.shape(shown, Viewer.visitor())
    assert rows == [shown]
    assert told["title"] == "Jembatan"
    assert told["place"]["lon"] is None
    assert not hasattr(told["received_at"], "hour")
    assert all(not hasattr(event["at"], "hour") for event in told["events"])
    assert not leaks(str(told))
    assert not told["files"]
    for path in ("/pengaduan/", f"/pengaduan/{shown.ref}/", "/api/v1/cases", f"/api/v1/cases/{shown.ref}"):
        answer = client.get(path)
        assert not leaks(answer.content.decode()), path


def test_confidential_is_stronger_than_published(desk) -> None:
    case = planted(desk, "confidential")
    Case.objects.filter(pk=case.pk).update(published_at=timezone.now(), body_public="x")
    assert not Case.objects.visible_to(Viewer.visitor()).exists()
    with pytest.raises(Case.DoesNotExist):
        visibility.shape(case, Viewer.visitor())


def test_the_reporter_reads_own_words_and_no_internal_ones(desk) -> None:
    case = planted(desk, "about_desa")
    other = planted(desk, "plain")
    told = visibility.shape(case, Viewer.reporter(case))
    assert CANARY in told["title"]
    assert INNER not in str(told)
    assert len(told["files"]) == 1
    with pytest.raises(Case.DoesNotExist):
        visibility.shape(other, Viewer.reporter(case))


def test_the_field_reads_instructions_but_not_the_desks_notes(desk) -> None:
    case = assign(desk, planted(desk, "waiting"), desk.desa, instruction="Segera ditinjau")
    field = str(visibility.shape(case, Viewer.officer(desk.people["handler_desa"])))
    assert "Segera ditinjau" in field
    assert INNER not in field
    assert INNER in str(visibility.shape(case, Viewer.officer(desk.people["verifier"])))


def test_the_field_sees_remade_pictures_only(desk) -> None:
    case = planted(desk, "plain")
    raw = file_of(case, state=Attachment.State.STORED, copy_key="")
    card = file_of(case, role=Attachment.Role.IDENTITY)
    field = {one["id"] for one in visibility.shape(case, Viewer.officer(desk.people["handler_desa"]))["files"]}
    at_desk = {one["id"] for one in visibility.shape(case, Viewer.officer(desk.people["verifier"]))["files"]}
    assert field.isdisjoint({raw.pk, card.pk})
    assert len(field) == 1
    assert {raw.pk, card.pk} <= at_desk


@pytest.mark.parametrize(
    ("name", "kind", "is_shown"),
    [
        ("coordinator", "plain", True),
        ("verifier", "plain", False),
        ("handler_desa", "plain", False),
        ("archivist", "plain", False),
        ("inspector", "restricted", True),
        ("ppid_desa", "request", True),
    ],
)
def test_each_look_at_a_person_needs_a_right_and_a_reason_and_leaves_a_row(desk, name, kind, is_shown) -> None:
    case = planted(desk, kind)
    client = logged_in(desk.people[name])
    address = reverse("cases_desk:identity", args=[case.ref])
    without = client.post(address, {"reason": "  "})
    assert without.status_code == 409
    assert WHO not in without.content.decode()
    assert not looks(case)
    for times in (1, 2):
        answer = client.post(address, {"reason": "Menghubungi pelapor"})
        assert (WHO in answer.content.decode()) == is_shown
        assert len(looks(case)) == (times if is_shown else 0)
    if is_shown:
        row = looks(case)[0]
        assert (row.user, row.data["reason"]) == (desk.people[name], "Menghubungi pelapor")
        assert WHO not in str(row.data) + row.label


def looks(case: Case) -> list[ModelLogEntry]:
    return list(ModelLogEntry.objects.for_instance(case).filter(action="cases.identity"))


def test_a_superuser_sees_all_but_is_logged_and_can_be_kept_out(desk, admin_user) -> None:
    case = planted(desk, "about_desa")
    assert Case.objects.visible_to(Viewer.officer(admin_user)).count() == 1
    visibility.identity_of(case, admin_user, "pemeriksaan")
    assert len(looks(case)) == 1
    case.excluded_users.add(admin_user)
    assert not Case.objects.visible_to(Viewer.officer(admin_user)).exists()


def test_no_group_of_officers_reads_the_log_of_cases_in_the_reports(desk) -> None:
    case = planted(desk, "about_desa")
    visibility.record_look(case, desk.people["inspector"], "identity", "pemeriksaan")
    for name, user in desk.people.items():
        seen = ModelLogEntry.objects.viewable_by_user(user).filter(action="cases.identity")
        assert not seen.exists(), name


def test_whoever_coordinates_handles_what_the_regency_manages(desk, assigned) -> None:
    case = assigned()
    assert Role.HANDLER in visibility.roles_on(desk.people["coordinator"], case)
    desk.desa.stewardship = "independent"
    desk.desa.save()
    assert Role.HANDLER not in visibility.roles_on(desk.people["coordinator"], case)


def test_leadership_reads_figures_and_small_ones_are_not_told_apart(desk) -> None:
    planted(desk, "plain")
    client = logged_in(desk.people["leader"])
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert CANARY not in home
    assert "BNA-" not in home
    assert "fewer than 5" in home or "kurang dari 5" in home
    assert client.get(reverse("cases_desk:inbox")).status_code == 404


def test_an_actor_is_what_the_roles_say(desk, assigned) -> None:
    case = assigned()
    user = desk.people["handler_desa"]
    actor = Actor.officer(user, visibility.roles_on(user, case), desk.desa)
    assert actions.available(case, actor)[:3] == ["accept", "return", "delegate"]


def test_an_office_without_a_regency_above_it_is_no_error(desk, client) -> None:
    lonely = UserFactory(username="lonely", email="l@example.org")
    unit = UnitFactory(code="51.02.03", name="Kecamatan Sendiri")
    UnitRole.objects.create(user=lonely, unit=unit, role=Role.HANDLER)
    client.force_login(lonely)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    assert client.get(reverse("cases_desk:inbox")).status_code == 200
