"""The counter: what somebody brings in person is stored like any other case, says who entered it, and hands out a receipt."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from cases.models import Case
from cases.receipts import secret_of
from cases.submissions import canonical_uuid4

COUNTER = "/admin/pengaduan/loket/"


@pytest.fixture
def counter(client, desk):
    client.force_login(desk.people["counter"])
    return client


def typed(**fields):
    return {
        "submission_id": str(uuid.uuid4()),
        "title": "Lampu jalan mati",
        "body": "Lampu di depan pasar mati sejak Senin.",
        "channel": "phone",
        "name": "Warga Satu",
        "phone": "081234567890",
    } | fields


def test_a_case_from_the_phone_is_stored_and_its_receipt_printed(desk, counter) -> None:
    data = typed()
    answer = counter.post(COUNTER, data)
    case = Case.objects.get()
    body = answer.content.decode()
    assert answer.status_code == 200
    assert (case.channel, case.entered_by, case.origin_unit) == ("phone", desk.people["counter"], desk.root)
    assert case.ref in body
    assert secret_of(case) in body
    assert "no-store" in answer.headers["Cache-Control"]
    again = counter.post(COUNTER, data)
    assert secret_of(case) in again.content.decode()
    assert Case.objects.count() == 1
    event = case.events.get()
    assert (event.actor_kind, event.actor_user) == ("officer", desk.people["counter"])


def test_afterwards_the_counter_reads_neither_secret_nor_person(desk, counter) -> None:
    counter.post(COUNTER, typed())
    case = Case.objects.get()
    page = counter.get(f"/admin/pengaduan/{case.ref}/").content.decode()
    assert "Lampu jalan mati" in page
    assert "Warga Satu" not in page
    assert secret_of(case) not in page
    assert counter.post(f"/admin/pengaduan/{case.ref}/identitas/", {"reason": "x"}).status_code == 409


def test_nothing_typed_is_lost_when_the_channel_is_missing(counter) -> None:
    answer = counter.post(COUNTER, typed(channel="", title=""))
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Lampu di depan pasar mati" in body
    assert not Case.objects.exists()


def test_the_channel_is_one_of_the_counters(counter) -> None:
    for channel in ("web", "app", "lapor", "open311", "x"):
        assert counter.post(COUNTER, typed(channel=channel)).status_code == 422
    assert not Case.objects.exists()


def test_who_entered_it_comes_from_the_session(desk, counter) -> None:
    counter.post(COUNTER, typed(entered_by=desk.people["coordinator"].pk, status="closed", ref="BNA-26-000000-0"))
    case = Case.objects.get()
    assert (case.entered_by, case.status) == (desk.people["counter"], "received")
    assert case.ref != "BNA-26-000000-0"


@pytest.mark.parametrize("name", ["verifier", "handler_desa", "leader", "archivist", "ppid_main"])
def test_only_counter_officers_have_a_counter(client, desk, name) -> None:
    client.force_login(desk.people[name])
    assert client.get(COUNTER).status_code == 404
    assert client.post(COUNTER, typed()).status_code == 404
    assert not Case.objects.exists()


def test_an_incomplete_request_waits_for_its_applicant(counter) -> None:
    data = typed(body="Anggaran jalan 2025", name="", phone="")
    answer = counter.post(f"{COUNTER}?jenis=information_request", data)
    case = Case.objects.get()
    assert answer.status_code == 200
    assert case.status == "needs_info"
    assert case.register_no


def test_a_counter_of_a_desa_writes_for_its_desa_only(client, desk) -> None:
    client.force_login(desk.people["counter_desa"])
    client.post(f"{COUNTER}?unit={desk.root.code}", typed())
    assert Case.objects.get().origin_unit == desk.desa


def test_an_objection_needs_the_request_of_this_office(desk, counter, decided) -> None:
    request = decided()
    data = {"submission_id": str(uuid.uuid4()), "body": "Tidak lengkap", "ground": "answered_not_as_requested"}
    wrong = counter.post(f"{COUNTER}?jenis=objection", data | {"request_ref": "BNA-26-000000-0", "channel": "counter"})
    assert wrong.status_code == 422
    assert "Tidak lengkap" in wrong.content.decode()
    assert not Case.objects.filter(kind="objection").exists()
    assert request.pk


def test_an_objection_is_taken_at_the_counter_and_decided(desk, counter, client, decided) -> None:
    """From the paper that somebody brings to the decision that opens the request again, all in the screens."""
    request = decided(at=timezone.now())
    form = counter.get(f"{COUNTER}?jenis=objection").content.decode()
    assert all(f'name="{name}"' in form for name in ("request_ref", "ground", "body", "channel"))
    data = {
        "submission_id": str(uuid.uuid4()),
        "request_ref": request.ref.lower(),
        "ground": "refused_as_exempt",
        "body": "Informasi ini tidak dikecualikan.",
        "channel": "letter",
    }
    for _again in range(2):
        slip = counter.post(f"{COUNTER}?jenis=objection", data)
        assert slip.status_code == 200, slip.content.decode()
    objection = Case.objects.get(kind="objection")
    assert objection.ref in slip.content.decode()
    assert secret_of(objection) in slip.content.decode()
    assert (objection.parent, objection.channel, objection.status) == (request, "letter", "registered")
    assert (objection.entered_by, objection.origin_unit) == (desk.people["counter"], request.origin_unit)
    assert objection.register_no
    assert objection.register_no in slip.content.decode()
    assert objection.clocks.get().clock == "objection_answer"

    again = counter.post(f"{COUNTER}?jenis=objection", data | {"submission_id": str(uuid.uuid4())})
    assert again.status_code == 422, "one objection for each ground"
    assert Case.objects.filter(kind="objection").count() == 1

    client.force_login(desk.people["ppid_superior"])
    decision = {"outcome": "granted", "text": "Diberikan.", "superior_name": "A", "superior_position": "Sekda"}
    for action, typed in (("start_review", {}), ("decide", decision)):
        objection.refresh_from_db()
        sent = {"action": action, "version": objection.version, **typed}
        assert client.post(f"/admin/pengaduan/{objection.ref}/", sent).status_code == 302, action
    objection.refresh_from_db()
    request.refresh_from_db()
    assert (objection.status, objection.outcome, request.status) == ("decided", "granted", "in_progress")


def test_the_form_begins_with_a_fresh_id(counter) -> None:
    form = counter.get(COUNTER).context["form"]
    assert canonical_uuid4(form["submission_id"].value())


def test_a_taken_id_gives_the_text_back(counter) -> None:
    data = typed()
    counter.post(COUNTER, data)
    answer = counter.post(COUNTER, data | {"title": "Lain sama sekali"})
    assert answer.status_code == 422
    assert "Lain sama sekali" in answer.content.decode()
    assert Case.objects.count() == 1
