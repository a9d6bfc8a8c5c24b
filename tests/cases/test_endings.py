"""How cases end otherwise than by an answer: archived, merged, passed to another body."""

import datetime

import pytest

from cases import actions
from cases.actors import Actor
from cases.engine import InvalidError, RefusedError
from cases.models import Case, ExternalRef
from cases.terms import Term

from .conftest import assign

DAY = datetime.timedelta(days=1)
CITIZEN = Actor.reporter()
pytestmark = pytest.mark.django_db


def test_archiving_needs_two_persons_except_for_spam(desk, make_case):
    verifier, second = desk.officer("verifier"), desk.officer("coordinator")
    no_report = {"reason": desk.reason("archive", "not-a-report")}
    case = make_case()
    for who in (verifier, second):
        with pytest.raises(RefusedError):
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
    with pytest.raises(RefusedError):
        actions.act(case, "archive", both, reason)


def test_an_archived_case_is_contested_once(desk, make_case):
    spam = {"reason": desk.reason("archive", "spam")}
    case, _ = actions.act(make_case(), "archive", desk.officer("verifier"), spam)
    case, _ = actions.act(case, "contest", CITIZEN, {"text": "Ini laporan sungguhan."})
    assert case.status == "received"
    assert case.clocks.filter(clock=Term.VERIFICATION, met_at=None).count() == 1
    case, _ = actions.act(case, "archive", desk.officer("verifier"), spam)
    with pytest.raises(RefusedError):
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
        with pytest.raises(InvalidError):
            actions.act(case, "mark_duplicate", desk.officer("verifier"), {"duplicate_of": ref})
    assert Case.objects.get(pk=case.pk).status == "received"


def test_a_referred_case_has_a_number_elsewhere_and_a_watch(desk, assigned):
    case, _ = actions.act(assigned(), "accept", desk.officer("handler_desa"), {})
    data = {"system": "lapor", "number": "1234567", "owner": "Kementerian", "text": "Diteruskan."}
    with pytest.raises(InvalidError):
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
