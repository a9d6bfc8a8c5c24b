"""What citizens told us is kept as long as the rules say, and then not a trace of it is left anywhere."""

import csv
import datetime
import io
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cases import actions, chain, checks, retention, visibility
from cases.actors import Actor
from cases.forms import SubmissionForm
from cases.intake import receipt_of, submit
from cases.models import Attachment, Case, DeadlineRule, Holiday, Outbox, PurgeRule, Reporter
from cases.sealing import seal
from cases.visibility import Viewer

from .conftest import NOW
from .files import announced, jpeg, sent, stored_bytes
from .test_attachments import _own_storage  # noqa: F401 – files of each test lie in a folder of its own

DAY = datetime.timedelta(days=1)
LATER = NOW + 400 * DAY

NAME, PHONE, NIK, EMAIL = "Wagiyem Binti Kenari", "081298765432", "3304154507850001", "wagiyem@kenari.example"
STREET, JOB = "Gang Kenari 7", "Penjahit Kenari"
PLANTED = (NAME, PHONE, "6281298765432", NIK, EMAIL, STREET, JOB, "KENARI", "Kenari")


def told(kind, unit, **fields):
    words = f"KENARI: saya {NAME}, NIK {NIK}, telepon {PHONE}"
    typed = {
        "submission_id": str(uuid.uuid4()),
        "kind": kind,
        "title": f"KENARI {NAME}",
        "body": words,
        "place_text": STREET,
        "village": "33.04.15.2008",
        "name": NAME,
        "phone": PHONE,
        "email": EMAIL,
        "address": STREET,
        "occupation": JOB,
        "nik": NIK,
        "preferred_contact": "email",
    } | fields
    form = SubmissionForm(typed, unit=unit, kind=kind)
    assert form.is_valid(), form.errors
    return submit(form.submission(), channel="web", now=NOW).case


@pytest.fixture
def complaint(desk):
    """A closed complaint that speaks of its reporter wherever anybody can write."""
    case = told("complaint", desk.desa, category="layanan", is_anonymous="")
    photo = sent(case, jpeg(), name=f"KTP {NAME}.jpg")
    sent(case, jpeg(), name=f"{NIK}.jpg", role=Attachment.Role.IDENTITY)
    announced(case, name=f"nanti {NAME}.jpg")

    def act(action, who, **data):
        actor = Actor.reporter() if who is None else desk.officer(who)
        return actions.act(Case.objects.get(pk=case.pk), action, actor, data, now=NOW)[0]

    act("ask", "verifier", text=f"Apakah Ibu {NAME} dapat dihubungi di {PHONE}?")
    act("reply", None, text=f"Ya, {NAME}, {PHONE}")
    act("note", "coordinator", text=f"Pelapor: {NAME}")
    public = {"title_public": "Jalan", "body_public": "Jalan rusak.", "public_place": "village", "pictures": [photo.pk]}
    act("publish", "verifier", **public)
    assigned = {"handling_class": "minor", "visibility": "publishable", "instruction": f"Temui {NAME}"}
    act("assign", "verifier", unit=desk.desa, **assigned)
    act("accept", "handler_desa")
    act("answer", "handler_desa", text=f"Yth. {NAME}", public_text="Sudah diperbaiki.", outcome="resolved")
    act("link_external", "coordinator", system="lapor", number="1234567", url="", text=f"Atas nama {NAME}")
    act("data_request", None, what="access", text=f"NIK saya {NIK}")
    act("data_request_done", "archivist", text=f"Data {NAME} telah dikirim")
    visibility.record_look(case, desk.people["coordinator"], "identity", f"Menelepon {NAME}")
    act("confirm", None)
    act("rate", None, score=2, is_resolved=False, comment=f"{NAME} kecewa")
    return Case.objects.get(pk=case.pk)


def tables():
    """Every row of every table of the database, as text."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(plain(value) for value in row)


def plain(value):
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)


def traces():
    """Where anything of the reporter can still be read."""
    found = [(table, one) for table, row in tables() for one in PLANTED if one in row]
    return found + [(key, one) for key, data in stored_bytes().items() for one in PLANTED if one.encode() in data]


def rule(case, **days):
    return PurgeRule.objects.update_or_create(
        kind=case.kind, outcome="", defaults={"basis": "JRA", "is_active": True, **days}
    )[0]


# ---------------------------------------------------------------- not a trace


def test_before_a_purge_the_search_finds_what_was_planted(complaint):
    """Else the tests below would prove nothing."""
    assert {
        "cases_case",
        "cases_caseevent",
        "cases_attachment",
        "cases_assignment",
        "cases_externalref",
        "wagtailcore_modellogentry",
    } <= {table for table, _what in traces()}
    assert any(key.startswith("cases/") for key, _what in traces())


@pytest.mark.parametrize("part", ["personal", "content"])
def test_after_it_not_a_trace_of_the_person_is_left(complaint, part):
    sealed = bytes(Reporter.objects.get().name)
    assert retention.purge(complaint.pk, part, LATER)
    assert traces() == []
    assert not Reporter.objects.exists()
    assert not Outbox.objects.exists()
    assert not any(repr(sealed)[2:20] in row for _table, row in tables())


def test_the_skeleton_stays(complaint):
    before = {event.seq: (event.hash, event.at, event.type) for event in complaint.events.all()}
    retention.purge(complaint.pk, retention.CONTENT, LATER)
    case = Case.objects.get(pk=complaint.pk)
    assert (case.ref, case.kind, case.status, case.outcome) == (complaint.ref, "complaint", "closed", "resolved")
    assert (case.received_at, case.fingerprint) == (complaint.received_at, complaint.fingerprint)
    assert case.clocks.count() == complaint.clocks.count() > 0
    assert {event.seq: (event.hash, event.at, event.type) for event in case.events.exclude(type="purged")} == before
    assert case.events.get(type="rated").payload["score"] == 2
    assert case.events.last().type == "purged"
    assert not list(chain.breaks(case))
    assert receipt_of(case).ref == case.ref


def test_the_public_copy_stays_until_the_content_goes(complaint, client):
    shown = complaint.attachments.get(is_public=True)
    retention.purge(complaint.pk, retention.PERSONAL, LATER)
    case = Case.objects.get(pk=complaint.pk)
    said = visibility.shape(case, Viewer.visitor())
    assert (said["title"], said["body"]) == ("Jalan", "Jalan rusak.")
    assert "Sudah diperbaiki." in [event["text"] for event in said["events"]]
    assert [file["id"] for file in said["files"]] == [shown.pk]
    assert client.get(f"/berkas/{shown.pk}/").status_code == 200
    shown.refresh_from_db()
    assert set(stored_bytes()) == {shown.copy_key, shown.thumb_key}, "the original with its traces is gone"

    retention.purge(case.pk, retention.CONTENT, LATER)
    assert client.get(f"/berkas/{shown.pk}/").status_code == 404
    assert stored_bytes() == {}
    case.refresh_from_db()
    assert (case.published_at, case.public_changed_at) == (None, LATER), "readers of the feed learn that it is gone"


def test_an_information_request_loses_its_applicant(desk):
    terms = {"applicant_kind": "individual", "purpose": f"KENARI {NAME}", "access_mode": "view"}
    case = told("information_request", desk.root, **terms)
    actions.act(case, "withdraw", Actor.reporter(), {"text": NAME}, now=NOW)
    assert retention.purge(case.pk, retention.PERSONAL, LATER)
    assert traces() == []
    assert Case.objects.get(pk=case.pk).register_no


# ---------------------------------------------------------------- when


def test_the_day_comes_after_the_days_of_the_rule(complaint):
    rule(complaint, personal_after_days=30)
    assert retention.purge_due(NOW + 29 * DAY) == []
    [done] = retention.purge_due(NOW + 30 * DAY)
    assert (done.ref, done.part, done.basis, done.had_reporter) == (complaint.ref, "personal", "JRA", True)
    assert retention.purge_due(NOW + 31 * DAY) == [], "once is enough"
    Case.objects.filter(pk=complaint.pk).update(is_on_hold=False)
    assert retention.purge_due(LATER) == []


def test_both_parts_by_their_own_days(complaint):
    rule(complaint, personal_after_days=30, content_after_days=60)
    assert [done.part for done in retention.purge_due(NOW + 40 * DAY)] == ["personal"]
    assert [done.part for done in retention.purge_due(NOW + 60 * DAY)] == ["content"]
    assert retention.purge_due(LATER) == []


def test_words_written_after_a_purge_are_erased_as_well(complaint):
    rule(complaint, personal_after_days=30)
    retention.purge_due(NOW + 30 * DAY)
    actions.act(complaint, "message", Actor.reporter(), {"text": f"Masih {NAME}"}, now=NOW + 31 * DAY)
    assert traces()
    assert len(retention.purge_due(NOW + 32 * DAY)) == 1
    assert traces() == []
    assert not list(chain.breaks(Case.objects.get(pk=complaint.pk)))


def test_the_particular_rule_counts(complaint):
    rule(complaint, personal_after_days=30)
    PurgeRule.objects.create(kind="complaint", outcome="resolved", personal_after_days=300)
    assert retention.purge_due(NOW + 299 * DAY) == []
    assert len(retention.purge_due(NOW + 300 * DAY)) == 1


def test_without_days_nothing_is_erased(complaint):
    assert PurgeRule.objects.filter(kind="complaint", outcome="", personal_after_days=None).exists(), "as it is shipped"
    assert retention.purge_due(NOW + 36_500 * DAY) == []


def test_what_was_withdrawn_goes_after_thirty_days(desk):
    case = told("complaint", desk.desa, category="layanan")
    actions.act(case, "withdraw", Actor.reporter(), {"text": ""}, now=NOW)
    assert retention.purge_due(NOW + 29 * DAY) == []
    assert len(retention.purge_due(NOW + 30 * DAY)) == 1
    assert traces() == []


def test_open_cases_and_those_with_another_body_stay(desk, make_case):
    case = make_case()
    rule(case, personal_after_days=1)
    Case.objects.filter(pk=case.pk).update(status="referred_out")
    make_case()
    assert retention.purge_due(LATER) == []


@pytest.mark.parametrize("why", ["on_hold", "data_request_open"])
def test_what_is_held_stays_and_is_told(complaint, desk, why):
    rule(complaint, personal_after_days=1)
    if why == "on_hold":
        actions.act(complaint, "set_hold", desk.officer("archivist"), {"text": "Perkara 12/2026"}, now=NOW)
    else:
        actions.act(complaint, "data_request", Actor.reporter(), {"what": "access", "text": ""}, now=NOW)
    assert [one.held for one in retention.due(LATER)] == [why]
    assert retention.purge_due(LATER) == []
    assert retention.purge(complaint.pk, retention.PERSONAL, LATER) is None
    assert Reporter.objects.exists()


def test_a_request_in_dispute_stays(decided, make_case):
    request = decided()
    Case.objects.filter(pk=request.pk).update(status="closed")
    rule(request, personal_after_days=1)
    objection = make_case("objection", parent=request)
    Case.objects.filter(pk=objection.pk).update(status="disputed")
    assert [one.held for one in retention.due(LATER)] == ["objection_open"]
    Case.objects.filter(pk=objection.pk).update(status="closed")
    assert [one.held for one in retention.due(LATER)] == [""]


def test_the_day_stands_on_the_case_and_goes_when_it_is_opened_again(complaint):
    rule(complaint, personal_after_days=30)
    assert retention.schedule(LATER) == 1
    complaint.refresh_from_db()
    assert complaint.purge_personal_on == NOW.date() + 30 * DAY
    assert complaint.purge_content_on is None
    assert retention.schedule(LATER) == 0
    Case.objects.filter(pk=complaint.pk).update(status="in_progress")
    retention.schedule(LATER)
    complaint.refresh_from_db()
    assert complaint.purge_personal_on is None


def test_one_that_fails_does_not_hold_up_the_others(complaint, desk, monkeypatch):
    other = told("complaint", desk.desa, category="layanan", submission_id=str(uuid.uuid4()))
    Case.objects.filter(pk=other.pk).update(status="closed")
    rule(complaint, personal_after_days=1)
    whole = retention.erase_rows
    monkeypatch.setattr(
        retention, "erase_rows", lambda case, part: 1 / 0 if case.pk == complaint.pk else whole(case, part)
    )
    assert [done.ref for done in retention.purge_due(LATER)] == [other.ref]
    monkeypatch.setattr(retention, "erase_rows", whole)
    assert [done.ref for done in retention.purge_due(LATER)] == [complaint.ref]
    assert traces() == []


# ---------------------------------------------------------------- the commands


def run(*args):
    out = io.StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def test_a_dry_run_tells_and_touches_nothing(complaint):
    rule(complaint, personal_after_days=1)
    before = sorted(tables())
    told = run("purge_cases", "--dry-run")
    assert f"{complaint.ref}: personal, due 2026-04-08" in told
    assert "to erase: 1, held: 0" in told
    assert sorted(tables()) == before


def test_the_report_names_no_one(complaint, tmp_path):
    rule(complaint, personal_after_days=1)
    path = tmp_path / "report.csv"
    assert "erased: 1" in run("purge_cases", "--report", str(path))
    assert "erased: 0" in run("purge_cases", "--report", str(path))
    [line] = csv.DictReader(path.open())
    assert (line["ref"], line["part"], line["files"], line["unit"]) == (complaint.ref, "personal", "2", "33.04.15.2008")
    assert not any(one in path.read_text() for one in PLANTED)


def test_a_granted_request_to_be_erased(complaint, desk):
    actions.act(complaint, "data_request", Actor.reporter(), {"what": "delete", "text": ""}, now=NOW)
    assert "erased: 1" in run("purge_cases", "--case", complaint.ref.lower())
    assert traces() == []


def test_an_open_or_held_case_is_not_erased_by_hand(complaint, make_case, desk):
    with pytest.raises(CommandError, match="still open"):
        run("purge_cases", "--case", make_case().ref)
    with pytest.raises(CommandError, match="no such case"):
        run("purge_cases", "--case", "BNA-26-000000-0")
    actions.act(complaint, "set_hold", desk.officer("archivist"), {"text": "Perkara"}, now=NOW)
    with pytest.raises(CommandError, match="on_hold"):
        run("purge_cases", "--case", complaint.ref)
    assert Reporter.objects.exists()


def test_the_rules_that_a_person_must_check_are_listed(desk):
    codes = {finding.code for finding in checks.findings(datetime.date(2026, 4, 7))}
    assert codes == {"rule_unchecked", "rule_set_empty", "no_purge_rule"}
    with pytest.raises(CommandError, match="left to do"):
        run("check_case_rules")
    autumn = {finding.code for finding in checks.findings(datetime.date(2026, 11, 7))}
    assert "calendar_unconfirmed" in autumn
    Holiday.objects.filter(date__year=2027).delete()
    assert "calendar_missing" in {finding.code for finding in checks.findings(datetime.date(2026, 11, 7))}


def test_when_everything_is_checked_nothing_is_left(desk):
    DeadlineRule.objects.filter(is_active=True).update(checked_by="Bagian Hukum", checked_on=datetime.date(2026, 1, 5))
    DeadlineRule.objects.filter(rule_set="2025").update(amount=5)
    PurgeRule.objects.update(personal_after_days=365)
    Holiday.objects.update(confirmed_at=timezone.now(), is_estimated=False)
    assert checks.findings(datetime.date(2026, 12, 7)) == []
    PurgeRule.objects.filter(kind="objection").update(is_active=False)
    assert [finding.code for finding in checks.findings(datetime.date(2026, 12, 7))] == ["no_purge_rule"]


def test_a_key_that_is_gone_does_not_stop_a_purge(complaint, settings):
    import base64

    Reporter.objects.update(key_id="gone", name=seal(NAME, "test1", "elsewhere"))
    settings.CASE_KEYS = ["other:" + base64.b64encode(bytes(32)).decode()]
    assert retention.purge(complaint.pk, retention.CONTENT, LATER)
    assert traces() == []


def test_withdrawn_consent_takes_the_public_copy_off(complaint):
    data = {"what": "withdraw_consent", "text": ""}
    actions.act(complaint, "data_request", Actor.reporter(), data, now=LATER)
    case = Case.objects.get(pk=complaint.pk)
    assert (case.published_at, case.public_changed_at) == (None, LATER)
    assert case.clocks.filter(clock="data_subject_request", met_at=None).exists()
    with pytest.raises(Case.DoesNotExist):
        visibility.shape(case, Viewer.visitor())
