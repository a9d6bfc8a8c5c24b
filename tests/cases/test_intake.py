"""What `submit` stores: everything in one transaction, the person sealed, the first text fixed by its digest."""

import datetime
import uuid

import pytest

from cases import chain, intake, references, triggers
from cases.forms import SubmissionForm
from cases.models import Case, CaseEvent, Outbox, Reporter
from cases.reporters import person_of
from cases.sealing import canonical, current_key_id, master_key, sha256

from .conftest import NOW
from .test_forms import COMPLAINT, REQUEST

ID = "3f2b8c1e-5d4a-4f6b-9c7d-0a1b2c3d4e5f"


@pytest.fixture
def send(desk):
    """Sends a form; gives the receipt."""

    def send(data=COMPLAINT, kind="complaint", unit=None, is_at_counter=False, **options):
        data = {"submission_id": str(uuid.uuid4()), **data}
        form = SubmissionForm(data, unit=unit or desk.desa, kind=kind, is_at_counter=is_at_counter)
        assert form.is_valid(), form.errors
        return intake.submit(form.submission(), **{"channel": "web", "now": NOW, **options})

    return send


def test_number_and_secret_follow_from_the_id(send):
    receipt = send({**COMPLAINT, "submission_id": ID})
    assert receipt.ref == "BNA-26-0FQC2P-4"
    assert receipt.secret == "PP6R-ZY3Q-SSSB"
    Case.objects.update(secret_version=2)
    assert intake.receipt_of(Case.objects.get()).secret == "36CF-JKRR-S2VQ"


def test_a_taken_number_gives_way_to_the_next(send, make_case):
    make_case(submission_id=uuid.uuid4())
    Case.objects.update(ref="BNA-26-0FQC2P-4")
    receipt = send({**COMPLAINT, "submission_id": ID})
    assert receipt.ref == "BNA-26-N5BKSX-V"
    assert send({**COMPLAINT, "submission_id": ID}).ref == receipt.ref


def test_after_a_restored_backup_the_old_number_comes_back(send):
    before = send({**COMPLAINT, "submission_id": ID})
    with triggers.lifted():
        CaseEvent.objects.all()._raw_delete("default")
    Outbox.objects.all().delete()
    Case.objects.get().delete()
    after = send({**COMPLAINT, "submission_id": ID}, now=NOW + datetime.timedelta(days=1))
    assert (after.ref, after.secret) == (before.ref, before.secret)


def test_the_first_event_fixes_the_text(send):
    send({**COMPLAINT, "name": "Wagiyem"})
    case, event = Case.objects.get(), CaseEvent.objects.get()
    assert event.payload["text_digest"] == sha256(canonical([case.title, case.body]))
    assert (event.type, event.actor_kind, event.to_status, event.audience) == (
        "submit",
        "citizen",
        "received",
        "public",
    )
    assert not list(chain.breaks(case))
    assert "Wagiyem" not in str(event.payload)


def test_a_receipt_code_holds_number_time_and_content(send):
    one = send({**COMPLAINT, "submission_id": ID})
    assert one.receipt_code == intake.receipt_of(one.case).receipt_code
    Case.objects.update(received_at=NOW + datetime.timedelta(seconds=1))
    assert intake.receipt_of(Case.objects.get()).receipt_code != one.receipt_code


def test_a_failure_at_the_end_leaves_nothing(send, monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr(intake.notices, "announce", broken)
    with pytest.raises(RuntimeError):
        send({**REQUEST}, "information_request")
    assert not Case.objects.exists()
    assert not CaseEvent.objects.exists()
    assert not Reporter.objects.exists()


def test_the_person_opens_only_in_its_own_place(send):
    receipt = send({**COMPLAINT, "name": "Wagiyem", "phone": "0812 3456 7890", "preferred_contact": "phone"})
    person = person_of(receipt.case)
    assert (person.name, person.phone, person.preferred_contact) == ("Wagiyem", "+6281234567890", "phone")
    Reporter.objects.update(name=Reporter.objects.get().phone)
    assert person_of(receipt.case).name == ""


def test_equal_numbers_are_recognised_without_being_readable(send):
    for nik in ("3304154507850001", "33.04.15.450785.0001"):
        send({**REQUEST, "nik": nik}, "information_request")
    first, second = Reporter.objects.order_by("pk")
    assert first.nik_digest == second.nik_digest
    assert first.nik_last4 == "0001"
    assert bytes(first.nik) != bytes(second.nik)


def test_an_objection_knows_its_applicant(send, desk):
    from cases import actions

    case = send(REQUEST, "information_request").case
    case, _ = actions.act(case, "start", desk.officer("ppid_executive"), {}, now=NOW)
    refusal = {"outcome": "refused", "text": "x", "refusal_article": "17 h", "consequence_test_ref": "UK/1"}
    case, _ = actions.act(case, "decide", desk.officer("ppid_main"), refusal, now=NOW)
    receipt = send({"body": "Terbuka.", "request_ref": case.ref, "ground": "late"}, "objection", parent=case)
    assert person_of(receipt.case).name == "Wagiyem"
    assert receipt.case.objection.ground_arose_on == datetime.date(2026, 4, 7)
    assert [clock.clock for clock in receipt.clocks] == ["objection_answer"]


def test_an_officer_enters_for_a_citizen_and_it_shows(send, desk):
    officer = desk.people["counter_desa"]
    receipt = send(channel="counter", entered_by=officer)
    case, event = receipt.case, CaseEvent.objects.get()
    assert (case.channel, case.entered_by) == ("counter", officer)
    assert (event.actor_kind, event.actor_user, event.actor_unit) == ("officer", officer, desk.desa)


def test_a_request_may_be_registered_before_it_is_complete(send, desk):
    receipt = send(
        {"body": "APBD"},
        "information_request",
        is_at_counter=True,
        channel="counter",
        entered_by=desk.people["counter"],
    )
    assert receipt.status == "needs_info"
    assert receipt.register_no
    assert CaseEvent.objects.get().type == "submit_incomplete"


def test_register_numbers_count_by_unit_kind_and_year(send, desk):
    def number(**options):
        return send(REQUEST, "information_request", **options).register_no

    assert [number(), number(), number(unit=desk.kecamatan)] == ["001/PPID/2026", "002/PPID/2026", "001/PPID/2026"]
    assert number(now=NOW + datetime.timedelta(days=365)) == "001/PPID/2027"
    # New Year begins in the regency's own time zone.
    eve = datetime.datetime(2027, 12, 31, 17, 0, tzinfo=datetime.UTC)
    assert number(now=eve) == "001/PPID/2028"


def test_an_anonymous_case_waits_before_it_may_be_published(send):
    case = send({**COMPLAINT, "is_anonymous": "on"}).case
    assert case.publish_after == NOW + datetime.timedelta(hours=72)
    assert not send(REQUEST, "information_request").case.is_anonymous


def test_words_of_danger_come_first_and_name_whom_to_call(send, desk):
    from cases.models import CaseSettings

    CaseSettings.objects.create(root=desk.root, emergency_text="Hubungi 112.")
    receipt = send({**COMPLAINT, "body": "Tetangga saya dipukuli suaminya."})
    assert "priority" in receipt.case.flags
    assert receipt.emergency == "Hubungi 112."
    assert not send().emergency


def test_the_route_is_proposed(send, desk):
    assert send({**COMPLAINT, "category": "jalan"}).case.current_unit == desk.agency
    assert send({**COMPLAINT, "about_unit": desk.desa.code}).case.current_unit == desk.kecamatan
    assert send().case.current_unit == desk.desa


def test_exits_are_always_named(send):
    assert [one.url for one in send().exits] == ["https://www.lapor.go.id/", "https://ombudsman.go.id/"]


def test_nothing_of_a_person_reaches_the_log(send, caplog):
    caplog.set_level(1)
    receipt = send({**REQUEST, "name": "Wagiyem"}, "information_request")
    with pytest.raises(intake.IdempotencyConflictError):
        send({**REQUEST, "submission_id": str(receipt.submission_id), "body": "Lain"}, "information_request")
    for secret in ("Wagiyem", "3304154507850001", "81234567890", receipt.secret):
        assert secret not in caplog.text


def test_a_secret_of_a_key_that_is_gone_is_not_made_up(send, settings):
    receipt = send()
    assert receipt.secret == references.secret(master_key(current_key_id()), str(receipt.submission_id))
    settings.CASE_KEYS = ["other:" + "A" * 43 + "="]
    from cases.sealing import CannotOpenError

    with pytest.raises(CannotOpenError):
        intake.receipt_of(receipt.case)
