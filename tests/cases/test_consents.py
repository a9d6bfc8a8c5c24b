"""What a reporter agreed to: a tick is a yes, an empty box is silence, and the last word counts."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.utils.translation import override

from cases import actions, consents
from cases.actors import Actor
from cases.engine import RefusedError
from cases.models import Case, Consent, PrivacyNotice
from cases.submissions import ConsentGiven

from .conftest import NOW

DAY = datetime.timedelta(days=1)
COPY = {"title_public": "Jembatan", "body_public": "Jembatan rusak.", "public_place": "village"}
TYPED = {"kind": "complaint", "title": "Jembatan", "body": "Jembatan rusak sejak semalam."}


@pytest.fixture(autouse=True)
def notice(db):
    """The regency asks whether a public copy may be made, in two languages."""
    for lang in ("id", "en"):
        PrivacyNotice.objects.create(kind="publication", version=1, lang=lang, text="Boleh diumumkan", sha256="0" * 64)


def publish(desk, case, at=NOW + 9 * DAY):
    return actions.act(case, "publish", desk.officer("verifier"), COPY, now=at)[0]


def say(case, value, version=1, at=NOW):
    given = [ConsentGiven("publication", version, value)]
    return consents.change(case.pk, given, channel="web", client_id=None, now=at)[0]


def sent_through_the_form(client, **ticked) -> Case:
    """From the empty form over the look before sending to the receipt, as a browser does it."""
    html = client.get("/pengaduan/tulis/").content.decode()
    box = html.partition('name="consent_publication"')[2].partition(">")[0]
    assert box, "the form asks"
    assert "checked" not in box, "nothing is ticked beforehand"
    identity = {"submission_id": str(uuid.uuid4()), "step": "send"}
    assert client.post("/pengaduan/tulis/", {**TYPED, **identity, **ticked}).status_code == 200
    return Case.objects.get()


def test_an_empty_box_is_silence_and_keeps_nothing_from_the_public(desk, tree, client) -> None:
    case = sent_through_the_form(client)
    assert not Consent.objects.exists()
    assert publish(desk, case, case.received_at + 9 * DAY).published_at


def test_a_ticked_box_is_recorded_with_the_words_that_were_shown(desk, tree, client) -> None:
    case = sent_through_the_form(client, consent_publication="on")
    row = Consent.objects.get()
    assert (row.value, row.channel, row.notice.kind, row.notice.version) == (True, "web", "publication", 1)
    assert publish(desk, case, case.received_at + 9 * DAY).published_at


def test_the_tick_survives_the_look_before_sending(desk, tree, client) -> None:
    look = client.post("/pengaduan/tulis/", {**TYPED, "step": "check", "consent_publication": "on"}).content.decode()
    assert '<input type="hidden" name="consent_publication" value="on">' in look
    assert "consent_publication" not in client.post("/pengaduan/tulis/", {**TYPED, "step": "check"}).content.decode()


def test_an_empty_box_at_the_counter_is_silence_too(desk, client) -> None:
    client.force_login(desk.people["counter"])
    typed = {**TYPED, "submission_id": str(uuid.uuid4()), "channel": "counter"}
    assert client.post("/admin/pengaduan/loket/", typed).status_code == 200
    assert not Consent.objects.exists()


def test_a_plain_no_holds_until_a_later_yes(desk, make_case) -> None:
    case = say(make_case(), False)
    with pytest.raises(RefusedError):
        publish(desk, case)
    case = say(case, True, at=NOW + DAY)
    assert publish(desk, case).published_at
    case = say(case, False, at=NOW + 10 * DAY)
    assert case.published_at is None
    with pytest.raises(RefusedError):
        publish(desk, case, NOW + 11 * DAY)


def test_a_yes_to_new_words_ends_a_no_to_old_ones(desk, make_case) -> None:
    case = say(make_case(), False)
    PrivacyNotice.objects.create(kind="publication", version=2, lang="id", text="Lebih jelas", sha256="0" * 64)
    case = say(case, True, version=2, at=NOW + DAY)
    assert publish(desk, case).published_at


def test_consent_taken_back_in_english_is_given_again_in_indonesian(desk, make_case) -> None:
    with override("en"):
        taken_back = {"what": "withdraw_consent", "text": ""}
        case, _event = actions.act(make_case(), "data_request", Actor.reporter(), taken_back, now=NOW)
    with pytest.raises(RefusedError):
        publish(desk, case)
    case = say(case, True, at=NOW + DAY)
    assert publish(desk, case).published_at


def test_no_and_yes_of_one_moment_are_a_no(desk, make_case) -> None:
    PrivacyNotice.objects.create(kind="publication", version=2, lang="id", text="x", sha256="0" * 64)
    case = say(say(make_case(), True), False, version=2)
    with pytest.raises(RefusedError):
        publish(desk, case)


def test_other_consents_keep_nothing_from_the_public(desk, make_case) -> None:
    PrivacyNotice.objects.create(kind="rating", version=1, lang="id", text="x", sha256="0" * 64)
    case, _event = consents.change(
        make_case().pk, [ConsentGiven("rating", 1, False)], channel="web", client_id=None, now=NOW
    )
    assert publish(desk, case).published_at
