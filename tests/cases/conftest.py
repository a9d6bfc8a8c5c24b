"""What tests of cases stand on: a regency with its offices and people, the shipped rules, and cases in any state."""

from __future__ import annotations

import base64
import datetime
import itertools
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from cases import actions, clocks, routing, seeds
from cases.actors import Actor
from cases.chain import Telling, append
from cases.models import Case, Category, Desk, Holiday, InformationRequest, Objection, Reporter, Wording
from cases.references import reference
from cases.sealing import current_key_id, master_key, seal
from cases.transitions import Kind, Role
from regions.models import Unit, UnitRole
from tests.conftest import plant
from tests.factories import UnitFactory, UserFactory
from tests.photocopy import Photocopy

KEY = "test1:" + base64.b64encode(bytes(range(32))).decode()
# Tuesday, 7 April 2026, 10:00 in Jakarta: a plain working day, 2026 confirmed.
NOW = datetime.datetime(2026, 4, 7, 3, 0, tzinfo=datetime.UTC)
COUNTER = itertools.count(1)

# Who stands where; a role that is not named here has nobody.
STAFF: dict[str, dict[str, str]] = {
    "33.04": {
        "counter": Role.COUNTER,
        "verifier": Role.VERIFIER,
        "verifier2": Role.VERIFIER,
        "coordinator": Role.COORDINATOR,
        "coordinator2": Role.COORDINATOR,
        "leader": Role.LEADERSHIP,
        "archivist": Role.RECORDS_OFFICER,
        "ppid_main": Role.PPID_MAIN,
        "ppid_executive": Role.PPID_EXECUTIVE,
        "ppid_superior": Role.PPID_SUPERIOR,
    },
    "33.04.15": {"handler_kecamatan": Role.HANDLER, "head_kecamatan": Role.UNIT_HEAD},
    "33.04.15.2008": {
        "handler_desa": Role.HANDLER,
        "head_desa": Role.UNIT_HEAD,
        "counter_desa": Role.COUNTER,
        "ppid_desa": Role.PPID_EXECUTIVE,
    },
    "33.04-dpupr": {"handler_agency": Role.HANDLER, "head_agency": Role.UNIT_HEAD},
    "33.04-inspektorat": {"inspector": Role.INSPECTORATE},
}


@dataclass
class CaseDesk:
    """A regency that takes cases: its units by short name, its people by the names of STAFF."""

    root: Unit
    kecamatan: Unit
    desa: Unit
    neighbour: Unit
    agency: Unit
    inspectorate: Unit
    people: dict[str, Any] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)

    def officer(self, name: str) -> Actor:
        """This person with the one role that STAFF gives."""
        code, role = next((code, roles[name]) for code, roles in STAFF.items() if name in roles)
        return Actor.officer(self.people[name], frozenset({Role(role)}), Unit.objects.get(code=code))

    def reason(self, use: str, slug: str) -> Wording:
        return Wording.objects.get(root=self.root, use=use, slug=slug)


@pytest.fixture(autouse=True)
def _case_keys(settings: Any) -> None:
    settings.CASE_KEYS = [KEY]


def plant_desk() -> CaseDesk:
    """Units, people, rules, the confirmed calendar of 2026 and the unconfirmed one of 2027."""
    root = UnitFactory(code="33.04", name="Kabupaten Contoh", kind="regency")
    units = {
        "kecamatan": UnitFactory(code="33.04.15", name="Kecamatan Contoh"),
        "desa": UnitFactory(code="33.04.15.2008", name="Desa Contoh"),
        "neighbour": UnitFactory(code="33.04.15.2001", name="Desa Tetangga"),
        "agency": UnitFactory(code="33.04-dpupr", name="Dinas Pekerjaan Umum"),
        "inspectorate": UnitFactory(code="33.04-inspektorat", name="Inspektorat"),
    }
    for name, unit in units.items():
        unit.parent = units["kecamatan"] if name in ("desa", "neighbour") else root
        unit.save()
    desk = CaseDesk(root=root, **units)
    Desk.objects.create(unit=root, ref_prefix="BNA", conflict_unit=desk.inspectorate)
    for unit in units.values():
        Desk.objects.create(unit=unit)
    for code, roles in STAFF.items():
        for name, role in roles.items():
            desk.people[name] = UserFactory(username=name, email=f"{name}@example.org", is_staff=True)
            UnitRole.objects.get_or_create(
                user=desk.people[name],
                unit=Unit.objects.get(code=code),
                role=role,
                defaults={"active_from": datetime.date(2020, 1, 1)},
            )
    started = {"active_from": datetime.date(2020, 1, 1)}
    desk.categories = {
        "jalan": Category.objects.create(
            root=root, slug="jalan", name="Jalan", default_unit=desk.agency, is_open311=True, **started
        ),
        "layanan": Category.objects.create(root=root, slug="layanan", name="Layanan desa", **started),
        "korupsi": Category.objects.create(
            root=root, slug="korupsi", name="Korupsi", is_forced_confidential=True, default_confidential=True, **started
        ),
        "izin": Category.objects.create(root=root, slug="izin", name="Izin", requires_approval=True, **started),
    }
    seeds.seed([root])
    Holiday.objects.filter(date__year__lte=2026).update(
        confirmed_by=desk.people["coordinator"], confirmed_at=NOW, is_estimated=False
    )
    return desk


@pytest.fixture(scope="session")
def desk_copies(django_db_setup: Any, django_db_blocker: Any) -> dict[bool, Photocopy]:
    """The desk, planted once: beside the tree (True), and alone."""
    with django_db_blocker.unblock():
        return {True: Photocopy.of(plant_desk, on=plant), False: Photocopy.of(plant_desk)}


@pytest.fixture
def desk(desk_copies: dict[bool, Photocopy], request: Any, db: Any) -> CaseDesk:
    has_tree = "tree" in request.fixturenames
    if has_tree:
        request.getfixturevalue("tree")
    return desk_copies[has_tree].again()


def open_case(
    desk: CaseDesk, kind: str = "complaint", *, email: str = "", at: datetime.datetime = NOW, **fields: Any
) -> Case:
    """A case as it stands right after it was received, with event, clock and route; columns by name."""
    submission_id = fields.pop("submission_id", None) or uuid.uuid4()
    origin = fields.pop("origin_unit", desk.root)
    number = next(COUNTER)
    is_ppid = kind in (Kind.INFORMATION_REQUEST, Kind.OBJECTION)
    columns: dict[str, Any] = {
        "title": f"Jembatan putus {number}",
        "body": "Jembatan di depan SD putus sejak hujan semalam.",
        "channel": "web",
        "status": "registered" if is_ppid else "received",
        "category": None if is_ppid else desk.categories["layanan"],
    } | fields
    if is_ppid and "register_seq" not in columns:
        columns |= {"register_seq": number, "register_year": at.year, "register_no": f"{number}/PPID/{at.year}"}
    case = Case.objects.create(
        submission_id=submission_id,
        fingerprint="0" * 64,
        secret_key_id=current_key_id(),
        ref=reference(master_key(current_key_id()), str(submission_id), "BNA", at.year),
        kind=kind,
        root=desk.root,
        origin_unit=origin,
        received_at=at,
        status_changed_at=at,
        **columns,
    )
    if kind == Kind.INFORMATION_REQUEST:
        InformationRequest.objects.create(
            case=case, applicant_kind="individual", purpose="Penelitian", access_mode="view"
        )
    if kind == Kind.OBJECTION:
        Objection.objects.create(case=case, ground="late", ground_arose_on=at.date())
    if email:
        sealed = seal(email, current_key_id(), f"reporter.email:{case.pk}")
        Reporter.objects.create(case=case, key_id=current_key_id(), email=sealed, preferred_contact="email")
    case.current_unit, case.flags = routing.propose(case)
    append(case, "submit", Actor.reporter(), Telling(), at=at)
    clocks.start_first(case, at)
    case.save()
    return case


@pytest.fixture
def make_case(desk: CaseDesk) -> Callable[..., Case]:
    """`make_case(kind="complaint", origin_unit=…, category=…, about_unit=…, email=…, at=…)`."""
    return lambda kind="complaint", **fields: open_case(desk, kind, **fields)


@pytest.fixture
def assigned(desk: CaseDesk, make_case: Callable[..., Case]) -> Callable[..., Case]:
    """A complaint in the hands of the desa (or `unit`), without inspection."""

    def build(
        unit: Unit | None = None, at: datetime.datetime = NOW, handling_class: str = "without_inspection", **fields: Any
    ) -> Case:
        case = make_case(at=at, **fields)
        return assign(desk, case, unit or desk.desa, at=at, handling_class=handling_class)

    return build


def assign(
    desk: CaseDesk, case: Case, unit: Unit, *, at: datetime.datetime = NOW, by: str = "verifier", **data: Any
) -> Case:
    data = {"handling_class": "without_inspection", "visibility": "publishable"} | data
    if case.is_confidential or case.is_restricted:
        data["visibility"] = "confidential"
    return actions.act(case, "assign", desk.officer(by), {"unit": unit, **data}, now=at)[0]


@pytest.fixture
def answered(desk: CaseDesk, assigned: Callable[..., Case]) -> Callable[..., Case]:
    """A complaint that the desa has answered."""

    def build(at: datetime.datetime = NOW, **fields: Any) -> Case:
        case = assigned(at=at, **fields)
        handler = desk.officer("handler_desa")
        case, _ = actions.act(case, "accept", handler, {}, now=at)
        return actions.act(case, "answer", handler, {"text": "Sudah diperbaiki.", "outcome": "resolved"}, now=at)[0]

    return build


@pytest.fixture
def decided(desk: CaseDesk, make_case: Callable[..., Case]) -> Callable[..., Case]:
    """An information request that was refused."""

    def build(at: datetime.datetime = NOW, **fields: Any) -> Case:
        case = make_case("information_request", at=at, **fields)
        case, _ = actions.act(case, "start", desk.officer("ppid_executive"), {}, now=at)
        refusal = {
            "outcome": "refused",
            "text": "Dikecualikan.",
            "refusal_article": "17 h",
            "consequence_test_ref": "UK/1",
        }
        return actions.act(case, "decide", desk.officer("ppid_main"), refusal, now=at)[0]

    return build


def in_doubt(desk: CaseDesk, case: Case, at: datetime.datetime) -> Case:
    """A case that was assigned and came back: its resolution clock runs while the reporter may be asked."""
    case = assign(desk, case, desk.desa, at=at)
    data = {"reason": desk.reason("return", "unclear"), "text": "Perlu keterangan."}
    return actions.act(case, "return", desk.officer("handler_desa"), data, now=at)[0]
