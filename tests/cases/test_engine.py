"""What an action does to a case: the shipped flow from report to closing, and the guards that no table can hold."""

import datetime
import uuid

import pytest

from cases import actions, chain
from cases.actors import Actor
from cases.engine import Invalid, Refused, VersionConflict
from cases.models import Assignment, Case, ExternalRef
from cases.terms import Term

from .conftest import NOW, assign

DAY = datetime.timedelta(days=1)
CITIZEN = Actor.reporter()
pytestmark = pytest.mark.django_db


def events(case):
    return list(case.events.order_by("seq").values_list("type", flat=True))


def test_a_complaint_goes_from_report_to_closing(desk, assigned):
    case = assigned()
    handler = desk.officer("handler_desa")
    assert (case.status, case.current_unit) == ("assigned", desk.desa)
    case, _ = actions.act(case, "accept", handler, {}, now=NOW)
    case, _ = actions.act(case, "progress", handler, {"audience": "public", "text": "Sudah dicek."}, now=NOW + DAY)
    case, _ = actions.act(case, "answer", handler, {"text": "Selesai.", "outcome": "resolved"}, now=NOW + DAY)
    case, _ = actions.act(case, "confirm", CITIZEN, {}, now=NOW + 2 * DAY)
    assert (case.status, case.outcome) == ("closed", "resolved")
    assert events(case) == ["submit", "assign", "accept", "progress", "answer", "confirm"]
    assert list(chain.breaks(case)) == []
    assert not case.clocks.filter(met_at=None).exists()
    assert not Assignment.objects.filter(case=case, ended_at=None).exists()


def test_assigning_starts_the_clocks_of_the_class(assigned):
    case = assigned(handling_class="normative")
    clocks = {term.clock: term for term in case.clocks.all()}
    assert clocks[Term.VERIFICATION].met_at == NOW
    assert clocks[Term.FIRST_FOLLOW_UP].due_on == datetime.date(2026, 4, 14)
    assert clocks[Term.RESOLUTION].due_on == datetime.date(2026, 4, 14)
    assert clocks[Term.RESOLUTION].rule.handling_class == "normative"


def test_another_class_after_a_return_changes_the_running_resolution_clock(desk, assigned):
    case = assigned(handling_class="normative")
    back = {"reason": desk.reason("return", "not-ours"), "text": "Jalan kabupaten."}
    case, _ = actions.act(case, "return", desk.officer("handler_desa"), back, now=NOW + DAY)
    assert (case.status, case.current_unit, case.hop_count) == ("received", desk.root, 1)
    case = assign(desk, case, desk.agency, at=NOW + 2 * DAY, handling_class="with_inspection")
    resolution = case.clocks.get(clock=Term.RESOLUTION)
    assert (resolution.rule.handling_class, resolution.base_on) == ("with_inspection", datetime.date(2026, 4, 7))
    assert case.clocks.filter(clock=Term.FIRST_FOLLOW_UP).count() == 2
    assert case.clocks.filter(clock=Term.VERIFICATION).count() == 2


def test_a_unit_alone_cannot_close(desk, answered):
    case = answered()
    for name in ("handler_desa", "head_desa", "coordinator", "verifier"):
        for action in ("confirm", "auto_close"):
            with pytest.raises(Refused):
                actions.act(case, action, desk.officer(name), {}, now=NOW + 60 * DAY)
    with pytest.raises(Refused):
        actions.act(case, "auto_close", Actor.system(), {}, now=NOW + DAY)
    assert Case.objects.get(pk=case.pk).status == "answered"


def test_the_reporter_is_heard_before_visibility_is_chosen(desk, make_case):
    case = make_case(is_confidential=True)
    data = {"unit": desk.desa, "handling_class": "normative", "visibility": "publishable"}
    with pytest.raises(Invalid) as refusal:
        actions.act(case, "assign", desk.officer("verifier"), data)
    assert "visibility" in refusal.value.errors
    with pytest.raises(Invalid) as refusal:
        actions.act(case, "assign", desk.officer("verifier"), {**data, "visibility": ""})
    assert "visibility" in refusal.value.errors


def test_a_forced_category_makes_a_case_restricted(desk, make_case):
    case = assign(desk, make_case(category=desk.categories["korupsi"]), desk.agency, visibility="confidential")
    assert case.is_restricted
    assert case.is_confidential


def test_an_answer_needs_words_an_outcome_and_a_reason_for_no(desk, assigned):
    handler = desk.officer("handler_desa")
    case, _ = actions.act(assigned(), "accept", handler, {})
    for data, field in (
        ({"outcome": "resolved"}, "text"),
        ({"text": "Ya."}, "outcome"),
        ({"text": "Tidak.", "outcome": "cannot_fulfil"}, "reason"),
        ({"text": "Tidak.", "outcome": "granted"}, "outcome"),
    ):
        with pytest.raises(Invalid) as refusal:
            actions.act(case, "answer", handler, data)
        assert field in refusal.value.errors
    refusal = {"text": "Tidak.", "outcome": "cannot_fulfil", "reason": desk.reason("cannot_fulfil", "no-budget").pk}
    assert actions.act(case, "answer", handler, refusal)[0].outcome == "cannot_fulfil"


def test_the_head_of_the_unit_answers_where_the_category_asks(desk, assigned):
    case, _ = actions.act(assigned(category=desk.categories["izin"]), "accept", desk.officer("handler_desa"), {})
    data = {"text": "Izin terbit.", "outcome": "resolved"}
    with pytest.raises(Refused):
        actions.act(case, "answer", desk.officer("handler_desa"), data)
    assert actions.act(case, "answer", desk.officer("head_desa"), data)[0].status == "answered"


def test_archiving_needs_two_persons_except_for_spam(desk, make_case):
    verifier, second = desk.officer("verifier"), desk.officer("coordinator")
    no_report = {"reason": desk.reason("archive", "not-a-report")}
    case = make_case()
    for who in (verifier, second):
        with pytest.raises(Refused):
            actions.act(case, "archive", who, no_report)
    actions.act(case, "propose_archive", verifier, no_report)
    case, event = actions.act(case, "archive", second, no_report)
    assert case.status == "archived"
    assert event.reporter_text == no_report["reason"].text
    spam = {"reason": desk.reason("archive", "spam")}
    assert actions.act(make_case(), "archive", verifier, spam)[0].status == "archived"


def test_nobody_archives_what_they_proposed(desk, make_case):
    both = desk.officer("coordinator")
    both = Actor.officer(both.user, both.roles | desk.officer("verifier").roles, both.unit)
    case, reason = make_case(), {"reason": desk.reason("archive", "outside")}
    actions.act(case, "propose_archive", both, reason)
    with pytest.raises(Refused):
        actions.act(case, "archive", both, reason)


def test_an_archived_case_is_contested_once(desk, make_case):
    spam = {"reason": desk.reason("archive", "spam")}
    case, _ = actions.act(make_case(), "archive", desk.officer("verifier"), spam)
    case, _ = actions.act(case, "contest", CITIZEN, {"text": "Ini laporan sungguhan."})
    assert case.status == "received"
    assert case.clocks.filter(clock=Term.VERIFICATION, met_at=None).count() == 1
    case, _ = actions.act(case, "archive", desk.officer("verifier"), spam)
    with pytest.raises(Refused):
        actions.act(case, "contest", CITIZEN, {"text": "Lagi."})


def test_merging_keeps_both_reporters_and_tells_both(desk, make_case):
    master, other = make_case(email="satu@example.org"), make_case(email="dua@example.org")
    other, event = actions.act(other, "mark_duplicate", desk.officer("verifier"), {"duplicate_of": master.ref.lower()})
    assert (other.status, other.duplicate_of) == ("duplicate", master)
    assert master.ref not in str(event.payload)
    assert Case.objects.filter(reporter__isnull=False).count() == 2
    master = assign(desk, master, desk.desa)
    told = set(other.notices.filter(recipient_role="reporter").values_list("dedupe_key", flat=True))
    assert f"{other.pk}:news:master:{master.last_seq}" in told


def test_merging_refuses_what_is_more_secret_unknown_or_itself(desk, make_case):
    case, secret, confidential = make_case(), make_case(is_restricted=True), make_case(is_confidential=True)
    about = make_case(about_unit=desk.desa)
    request = make_case("information_request")
    for ref in (secret.ref, confidential.ref, about.ref, request.ref, case.ref, "BNA-26-000000-0", "apa saja"):
        with pytest.raises(Invalid):
            actions.act(case, "mark_duplicate", desk.officer("verifier"), {"duplicate_of": ref})
    assert Case.objects.get(pk=case.pk).status == "received"


def test_a_referred_case_has_a_number_elsewhere_and_a_watch(desk, assigned):
    case, _ = actions.act(assigned(), "accept", desk.officer("handler_desa"), {})
    data = {"system": "lapor", "number": "1234567", "owner": "Kementerian", "text": "Diteruskan."}
    with pytest.raises(Invalid):
        actions.act(case, "refer_out", desk.officer("coordinator"), {**data, "number": ""})
    case, _ = actions.act(case, "refer_out", desk.officer("coordinator"), data)
    assert ExternalRef.objects.get(case=case).number == "1234567"
    assert list(case.clocks.filter(met_at=None).values_list("clock", flat=True)) == [Term.RESOLUTION]
    case, _ = actions.act(case, "take_back", desk.officer("coordinator"), {"text": "Dikembalikan."})
    assert case.clocks.filter(clock=Term.VERIFICATION, met_at=None).exists()


def test_referring_out_before_a_class_is_set_starts_no_watch(desk, make_case):
    data = {"system": "agency_letter", "number": "005/12", "owner": "Balai", "text": "Diteruskan."}
    case, _ = actions.act(make_case(), "refer_out", desk.officer("coordinator"), data)
    assert not case.clocks.filter(met_at=None).exists()
    case, _ = actions.act(case, "close_referred", desk.officer("coordinator"), {"text": "Balai menjawab."})
    assert (case.status, case.outcome) == ("closed", "referred")


def test_two_officers_at_once_make_one_change(desk, make_case):
    case = make_case()
    assign(desk, case, desk.desa)
    data = {"unit": desk.agency, "handling_class": "normative", "visibility": "publishable"}
    with pytest.raises(VersionConflict):
        actions.act(case, "assign", desk.officer("verifier2"), data, expected_version=case.version)
    assert Case.objects.get(pk=case.pk).current_unit == desk.desa


def test_the_same_call_again_gives_the_same_event(answered):
    case, key = answered(), uuid.uuid4()
    _, first = actions.act(case, "reopen", CITIZEN, {"text": "Belum."}, client_id=key, now=NOW)
    _, again = actions.act(case, "reopen", CITIZEN, {"text": "Belum."}, client_id=key, now=NOW + DAY)
    assert again.pk == first.pk
    with pytest.raises(Refused) as refusal:
        actions.act(case, "reopen", CITIZEN, {"text": "Lain."}, client_id=key)
    assert refusal.value.code == "idempotency_conflict"


def test_the_third_reopening_reaches_the_second_level(desk, answered):
    case, handler = answered(), desk.officer("handler_desa")
    for _ in range(3):
        case, _event = actions.act(case, "reopen", CITIZEN, {"text": "Belum."}, now=NOW)
        last = case
        case, _event = actions.act(case, "answer", handler, {"text": "Sudah.", "outcome": "resolved"}, now=NOW)
    assert last.reopen_count == 3
    assert [event.payload["level"] for event in case.events.filter(type="escalated")] == [2]


def test_a_closed_case_is_reopened_only_with_new_evidence(desk, answered):
    case, _ = actions.act(answered(), "confirm", CITIZEN, {})
    with pytest.raises(Refused):
        actions.act(case, "reopen_closed", desk.officer("inspector"), {"text": "Foto baru."})
    actions.act(case, "message", CITIZEN, {"text": "Rusak lagi."})
    case, _ = actions.act(case, "reopen_closed", desk.officer("inspector"), {"text": "Foto baru."})
    assert (case.status, case.current_unit) == ("in_progress", desk.desa)
    assert case.clocks.filter(clock=Term.RESOLUTION, met_at=None).count() == 1


def test_a_message_after_closing_is_a_note_and_says_so(answered):
    case, _ = actions.act(answered(), "confirm", CITIZEN, {})
    case, event = actions.act(case, "message", CITIZEN, {"text": "Terima kasih."})
    assert (event.type, event.reporter_text, event.payload) == ("note", "Terima kasih.", {"after_closing": True})


def test_rating_once_for_each_closing(answered):
    case, _ = actions.act(answered(), "confirm", CITIZEN, {})
    for score in (0, 6, "lima", None):
        with pytest.raises(Invalid):
            actions.act(case, "rate", CITIZEN, {"score": score})
    _, event = actions.act(case, "rate", CITIZEN, {"score": 4, "is_resolved": True})
    assert (event.payload["score"], event.payload["is_resolved"]) == (4, True)
    with pytest.raises(Refused) as refusal:
        actions.act(case, "rate", CITIZEN, {"score": 5})
    assert refusal.value.code == "already_rated"


COPY = {"title_public": "Jembatan putus", "body_public": "Jembatan di desa putus.", "public_place": "grid"}


def test_publishing_is_a_deliberate_act_with_an_event(desk, make_case):
    case, event = actions.act(make_case(), "publish", desk.officer("verifier"), COPY, now=NOW)
    assert (case.published_at, case.body_public, case.public_place) == (NOW, COPY["body_public"], "grid")
    assert (event.type, case.body) == ("published", "Jembatan di depan SD putus sejak hujan semalam.")
    case, event = actions.act(case, "unpublish", desk.officer("verifier"), {"text": "Ada nama."}, now=NOW + DAY)
    assert (case.published_at, case.public_changed_at, event.type) == (None, NOW + DAY, "unpublished")


def test_what_may_not_be_published(desk, make_case):
    verifier = desk.officer("verifier")
    for fields in ({"is_confidential": True}, {"is_anonymous": True}):
        with pytest.raises(Refused):
            actions.act(make_case(**fields), "publish", verifier, COPY, now=NOW + 2 * DAY)
    anonymous, _ = actions.act(make_case(is_anonymous=True), "publish", verifier, COPY, now=NOW + 3 * DAY)
    assert anonymous.public_place == "village"


def test_a_case_of_danger_is_published_by_two_persons(desk, make_case):
    case = make_case()
    Case.objects.filter(pk=case.pk).update(flags=["priority"])
    for _ in range(2):
        case, event = actions.act(case, "publish", desk.officer("verifier"), COPY)
        assert (event.type, case.published_at) == ("publish_proposed", None)
    case, event = actions.act(case, "publish", desk.officer("verifier2"), COPY)
    assert case.published_at


def test_withdrawing_takes_the_public_copy_off(desk, make_case):
    case, _ = actions.act(make_case(), "publish", desk.officer("verifier"), COPY, now=NOW)
    case, _ = actions.act(case, "withdraw", CITIZEN, {}, now=NOW + DAY)
    assert (case.status, case.published_at, case.public_changed_at) == ("withdrawn", None, NOW + DAY)


def test_a_number_of_another_case_is_noted_and_flagged(desk, make_case):
    first, second, coordinator = make_case(), make_case(), desk.officer("coordinator")
    data = {"system": "lapor", "number": "1234567"}
    actions.act(first, "link_external", coordinator, data)
    second, event = actions.act(second, "link_external", coordinator, data)
    assert (event.type, second.flags) == ("note", ["number_taken"])
    assert ExternalRef.objects.count() == 1


def test_a_request_is_decided_with_its_grounds(desk, make_case):
    case, _ = actions.act(make_case("information_request"), "start", desk.officer("ppid_executive"), {})
    main = desk.officer("ppid_main")
    for outcome, field in (("refused", "refusal_article"), ("granted_partial", "redactions")):
        with pytest.raises(Invalid) as refusal:
            actions.act(case, "decide", main, {"outcome": outcome, "text": "Surat."})
        assert field in refusal.value.errors
    case, event = actions.act(case, "decide", main, {"outcome": "not_held", "text": "Surat."})
    assert (case.outcome, case.request.held) == ("not_held", "not_held")
    assert event.payload["holder_name"]
    assert case.clocks.filter(clock=Term.OBJECTION_WINDOW, met_at=None).count() == 1


def test_what_was_granted_is_delivered_before_the_request_is_closed(desk, make_case):
    case, _ = actions.act(make_case("information_request"), "start", desk.officer("ppid_executive"), {})
    case, _ = actions.act(case, "decide", desk.officer("ppid_main"), {"outcome": "granted_full", "text": "Surat."})
    with pytest.raises(Refused):
        actions.act(case, "close", desk.officer("ppid_executive"), {})
    case, _ = actions.act(case, "deliver", desk.officer("ppid_executive"), {"text": "Diunduh."}, now=NOW)
    assert case.request.delivered_at == NOW
    assert actions.act(case, "close", desk.officer("ppid_executive"), {})[0].status == "closed"


def test_an_objection_waits_for_an_answer_or_a_delay(make_case):
    case = make_case("information_request")
    with pytest.raises(Refused) as refusal:
        actions.check_objection(case, "late", NOW + DAY)
    assert refusal.value.code == "objection_not_open"
    late = datetime.datetime(2026, 4, 21, 17, tzinfo=datetime.UTC)
    assert actions.check_objection(case, "late", late) == datetime.date(2026, 4, 21)


def test_an_objection_has_its_time_and_each_ground_once(decided, make_case):
    case = decided()
    assert actions.check_objection(case, "late", NOW) == datetime.date(2026, 4, 7)
    window = case.clocks.get(clock=Term.OBJECTION_WINDOW)
    assert actions.check_objection(case, "late", window.due_at - datetime.timedelta(seconds=1))
    with pytest.raises(Refused) as refusal:
        actions.check_objection(case, "late", window.due_at)
    assert refusal.value.code == "objection_window_closed"
    first = make_case("objection", parent=case)
    with pytest.raises(Refused) as refusal:
        actions.check_objection(case, "late", NOW)
    assert refusal.value.code == "objection_exists"
    assert actions.check_objection(case, "not_fulfilled", NOW)
    actions.act(first, "withdraw", CITIZEN, {})
    assert actions.check_objection(case, "late", NOW)


GRANTED = {"outcome": "granted", "text": "Dikabulkan.", "superior_name": "Sekretaris Daerah", "superior_position": "PPID"}


def test_a_granted_objection_puts_the_request_to_work_again(desk, decided, make_case):
    request = decided()
    case, superior = make_case("objection", parent=request), desk.officer("ppid_superior")
    case, _ = actions.act(case, "start_review", superior, {})
    case, _ = actions.act(case, "decide", superior, GRANTED)
    request.refresh_from_db()
    assert (case.status, request.status) == ("decided", "in_progress")
    assert request.clocks.filter(clock=Term.INFORMATION_NOTICE).count() == 2
    assert request.events.last().type == "reopen_granted"
    assert list(chain.breaks(request)) == []


def test_whoever_decided_the_request_does_not_decide_the_objection(desk, decided, make_case):
    request = decided()
    main = desk.officer("ppid_main")
    both = Actor.officer(main.user, main.roles | desk.officer("ppid_superior").roles, main.unit)
    case, _ = actions.act(make_case("objection", parent=request), "start_review", both, {})
    with pytest.raises(Refused):
        actions.act(case, "decide", both, GRANTED)


def test_a_dispute_holds_both_cases(desk, decided, make_case):
    request = decided()
    case, main = make_case("objection", parent=request), desk.officer("ppid_main")
    data = {"dispute_no": "012/KI", "dispute_filed_on": "2026-06-01"}
    with pytest.raises(Refused):
        actions.act(case, "dispute", main, data, now=NOW + DAY)
    case, _ = actions.act(case, "dispute", main, data, now=NOW + 90 * DAY)
    request.refresh_from_db()
    assert (case.status, case.is_on_hold, request.is_on_hold) == ("disputed", True, True)
    case, _ = actions.act(case, "close_dispute", main, {"text": "Damai."})
    request.refresh_from_db()
    assert (case.status, case.is_on_hold, request.is_on_hold) == ("closed", False, False)


def test_a_request_about_personal_data_has_hours(desk, make_case):
    case, _ = actions.act(make_case(), "data_request", CITIZEN, {"what": "access"}, now=NOW)
    term = case.clocks.get(clock=Term.DATA_SUBJECT_REQUEST)
    assert term.due_at == NOW + datetime.timedelta(hours=72)
    case, _ = actions.act(case, "withdraw", CITIZEN, {}, now=NOW)
    assert case.clocks.filter(met_at=None).get() == term
    actions.act(case, "data_request_done", desk.officer("archivist"), {"text": "Sudah."}, now=NOW)
    assert not case.clocks.filter(met_at=None).exists()
