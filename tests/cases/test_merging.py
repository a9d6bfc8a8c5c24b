"""Two reports of one thing: both reporters are kept, told and answered, whatever becomes of the one that goes on."""

from __future__ import annotations

import datetime

import pytest

from cases import actions, chain, notices, tick, visibility
from cases.actors import Actor
from cases.engine import InvalidError
from cases.models import Case, Clock, Outbox
from cases.receipts import secret_of
from cases.terms import Term

from .conftest import NOW, assign

pytestmark = pytest.mark.django_db
CITIZEN = Actor.reporter()
YEARS = datetime.timedelta(days=9999)


def merge(desk, case, master, by: str = "verifier"):
    return actions.act(case, "mark_duplicate", desk.officer(by), {"duplicate_of": master.ref}, now=NOW)[0]


@pytest.fixture
def pair(desk, make_case):
    """A report in the hands of the desa and another that follows it; both senders have an address."""
    master = make_case(email="satu@example.org", title="Milik pelapor pertama", body="Hubungi 081234567890")
    other = make_case(email="dua@example.org")
    other = merge(desk, other, master)
    return assign(desk, master, desk.desa), other


def answer(desk, case, **data):
    handler = desk.officer("handler_desa")
    case.refresh_from_db()
    if case.status == "assigned":
        case, _ = actions.act(case, "accept", handler, {}, now=NOW)
    return actions.act(case, "answer", handler, {"outcome": "resolved", **data}, now=NOW)[0]


def test_whoever_was_merged_is_answered_too(desk, pair, mailoutbox):
    master, other = pair
    with pytest.raises(InvalidError) as refusal:
        answer(desk, master, text="Bapak Budi, sudah beres.")
    assert "public_text" in refusal.value.errors
    answer(desk, master, text="Bapak Budi, sudah beres.", public_text="Jembatan sudah diperbaiki.")
    Outbox.objects.update(next_at=NOW)
    notices.send_due(NOW)
    assert "dua@example.org" in {message.to[0] for message in mailoutbox}
    told = visibility.followed(Case.objects.get(pk=other.pk))
    assert (told["status"], told["unit"]) == ("answered", "Desa Contoh")
    said = str(told)
    assert "Jembatan sudah diperbaiki." in said
    for private in ("Budi", "Milik pelapor pertama", "081234567890", master.ref):
        assert private not in said


def test_the_tracking_page_of_a_merged_report_tells_how_the_other_stands(client, tree, desk, pair):
    master, other = pair
    answer(desk, master, text="Pribadi", public_text="Sudah untuk semua.")
    page = client.post("/pengaduan/lacak/", {"step": "open", "ref": other.ref, "secret": secret_of(other)})
    html = page.content.decode()
    assert page.status_code == 200
    assert "Sudah untuk semua." in html
    assert master.ref not in html
    assert "Pribadi" not in html


def test_of_a_confidential_case_its_followers_read_no_words(desk, make_case):
    master, other = make_case(), make_case()
    other = merge(desk, other, master)
    answer(desk, assign(desk, master, desk.desa), text="x", public_text="Sudah untuk semua.")
    Case.objects.filter(pk=master.pk).update(is_confidential=True)
    assert "Sudah untuk semua." not in str(visibility.followed(other))


def test_a_merge_of_a_merge_loses_nobody(desk, make_case):
    first, second, third = make_case(email="a@example.org"), make_case(email="b@example.org"), make_case()
    merge(desk, first, second)
    merge(desk, second, third)
    first.refresh_from_db()
    assert first.duplicate_of == third
    assert list(chain.breaks(Case.objects.get(pk=first.pk))) == []
    third = assign(desk, third, desk.desa)
    told = Outbox.objects.filter(dedupe_key__endswith=f"master:{third.last_seq}").values_list("case_id", flat=True)
    assert set(told) == {first.pk, second.pk}


def test_when_the_leading_report_is_withdrawn_the_other_stands_on_its_own(desk, pair):
    master, other = pair
    actions.act(master, "withdraw", CITIZEN, {}, now=NOW)
    other.refresh_from_db()
    assert (other.status, other.duplicate_of, other.current_unit) == ("received", None, desk.root)
    assert Clock.objects.filter(case=other, clock=Term.VERIFICATION, met_at=None).count() == 1
    assert other.events.latest("seq").type == "unmerge"
    assert other.notices.filter(recipient_role="verifier", dedupe_key__contains=f":{other.last_seq}:").exists()
    assert other.notices.filter(recipient_role="reporter", dedupe_key__endswith=f":{other.last_seq}").exists()


def test_when_the_leading_reporter_does_not_reply_the_other_stands_on_its_own(desk, make_case):
    master, other = make_case(), make_case()
    other = merge(desk, other, master)
    actions.act(master, "ask", desk.officer("verifier"), {"text": "Di mana?"}, now=NOW)
    tick.tick(NOW + datetime.timedelta(days=60))
    assert Case.objects.get(pk=master.pk).status == "archived"
    assert Case.objects.get(pk=other.pk).status == "received"


def test_words_between_one_reporter_and_the_office_reach_no_other(desk, pair):
    master, other = pair
    before = other.notices.count()
    actions.act(master, "message", desk.officer("handler_desa"), {"text": "Pak Budi, kami datang besok."}, now=NOW)
    actions.act(master, "message", CITIZEN, {"text": "Nama saya Budi."}, now=NOW)
    assert other.notices.count() == before
    assert "Budi" not in str(visibility.followed(other))


def test_a_hidden_case_is_answered_like_one_that_is_not_there(desk, make_case):
    """Its number is all that somebody at the accused office has; the answer may not tell that it exists."""
    from regions.models import UnitRole

    UnitRole.objects.create(user=desk.people["verifier"], unit=desk.agency, role="editor")
    case, hidden = make_case(), make_case(about_unit=desk.agency)
    said = []
    for ref in (hidden.ref, "BNA-26-000000-0"):
        with pytest.raises(InvalidError) as refusal:
            actions.act(case, "mark_duplicate", desk.officer("verifier"), {"duplicate_of": ref})
        said.append(refusal.value.errors)
    assert said[0] == said[1]
