"""What citizens are told is so: who reads it, whether it is ever shown, by when, who says that it is done, and where to go."""

import datetime

import pytest
from django.utils import timezone

from cases import actions, routing
from cases.actors import Actor
from cases.models import Case, Category, Holiday
from cases.receipts import receipt_of, secret_of
from cases.sending import other_ways

from .test_public_forms import ASK, COMPLAINT, REQUEST, WRITE, said, sent, text_of
from .test_public_tracking import opened

DESA = "33.04.15.2008"
NOW = timezone.now
LATE = datetime.timedelta(days=25)  # past the ten working days of the notice, inside the thirty to object


@pytest.fixture
def hall(tree, desk):
    return desk


# ------------------------------------------------------------ before and after sending


def test_a_report_about_an_office_does_not_go_to_it(hall, client):
    """Whoever complains about a desa on its own page reads that the office above it gets the report."""
    about = COMPLAINT | {"about_unit": DESA}
    look = text_of(client.post(f"{WRITE}?unit={DESA}", about | {"step": "check"}))
    sees = said("%(unit)s does not see it") % {"unit": hall.desa.name}
    assert f"<dd>{hall.kecamatan.name} – {sees}</dd>" in look
    receipt = text_of(sent(client, about, f"{WRITE}?unit={DESA}"))
    case = Case.objects.get()
    assert case.current_unit == hall.kecamatan
    assert receipt_of(case).unit_name == hall.kecamatan.name
    assert f"kepada {hall.kecamatan.name}" in receipt
    page = text_of(opened(client, case))
    aside = page.partition("<aside")[2]
    assert f"<b>{hall.kecamatan.name}</b>" in aside
    assert hall.kecamatan.phone in aside


def test_other_reports_go_to_the_office_of_the_form(hall, client):
    look = text_of(client.post(f"{WRITE}?unit={DESA}", COMPLAINT | {"step": "check"}))
    assert f"<dd>{hall.desa.name}</dd>" in look


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"is_confidential": "on"}, "It is never published: you asked so."),
        ({"category": "korupsi"}, "It is never published: “%(category)s” always stays between you and the office."),
    ],
)
def test_what_is_never_published_is_not_called_public(hall, client, typed, words):
    look = text_of(client.post(WRITE, COMPLAINT | typed | {"step": "check"}))
    assert said(words).replace("%(category)s", "Korupsi") in look
    assert said("What everybody could read") not in look
    assert said("What only the office reads") not in look
    assert said("What goes with it") in look
    assert said("What everybody could read") in text_of(client.post(WRITE, COMPLAINT | {"step": "check"}))
    assert Category.objects.get(slug="korupsi").is_forced_confidential


def test_a_request_is_shown_once_before_it_is_sent(hall, client):
    """Its title is made of its own first words: nobody typed one."""
    look = text_of(client.post(ASK, REQUEST | {"body": "Salinan APBDes 2026", "step": "check"}))
    assert look.partition("<form")[0].count("Salinan APBDes 2026") == 1


def test_a_point_that_goes_along_is_shown_before_it_is_sent(hall, client):
    """A phone that was asked for its place tells where its owner stands: nobody sends that unseen."""
    point = {"lon": "109.712345", "lat": "-7.312345", "accuracy_m": "12", "place_source": "gps"}
    look = client.post(WRITE, COMPLAINT | point | {"step": "check"})
    assert '<dd dir="auto">-7.312345, 109.712345 (± 12 m)</dd>' in text_of(look)
    assert said("Point on the map") not in text_of(client.post(WRITE, COMPLAINT | {"step": "check"}))
    sent(client, COMPLAINT | point)
    case = Case.objects.get()
    assert (str(case.lon), str(case.lat), case.accuracy_m, case.place_source) == ("109.712345", "-7.312345", 12, "gps")


def test_a_date_says_that_it_is_the_last_one_and_why_it_may_move(hall, client):
    receipt = text_of(sent(client, COMPLAINT))
    assert "paling lambat" in receipt
    why = said("not all days off of that time are confirmed yet")
    assert why not in receipt
    Holiday.objects.update(confirmed_at=None, confirmed_by=None)
    receipt = text_of(sent(client, COMPLAINT | {"title": "Lampu mati"}))
    assert why in receipt
    page = text_of(opened(client, Case.objects.get(title="Lampu mati")))
    assert why in page
    assert "paling lambat" in page


# ------------------------------------------------------------ on the way


def test_reporters_read_again_what_they_told_of_themselves(hall, client):
    typed = COMPLAINT | {"name": "Warga Satu", "phone": "0812 3456 7890", "nik": "3304155203900001"}
    sent(client, typed)
    case = Case.objects.get()
    page = text_of(opened(client, case))
    for words in ("Warga Satu", "+6281234567890", "•••• 0001"):
        assert f"{words}</dd>" in page
    assert "3304155203900001" not in page
    keys = {"ref": case.ref, "secret": secret_of(case)}
    told = client.post("/api/v1/track/", keys, content_type="application/json").json()["case"]["reporter"]
    assert (told["name"], told["phone"], told["nik_last4"]) == ("Warga Satu", "+6281234567890", "0001")
    assert told["email"] is None


def test_an_answer_is_what_the_office_says_until_its_reporter_agrees(hall, answered, client):
    case = answered(at=NOW())
    claim = said("Says the office: %(outcome)s") % {"outcome": said("Resolved")}
    assert claim in text_of(opened(client, case))
    actions.act(case, "confirm", Actor.reporter(), {})
    assert claim not in text_of(opened(client, case))


def test_to_agree_and_to_disagree_stand_equally_open(hall, answered, client):
    page = text_of(opened(client, answered(at=NOW())))
    folded = "".join(part.partition("</details>")[0] for part in page.split("<details")[1:])
    for action in ("confirm", "reopen"):
        assert f'name="action" value="{action}"' in page
        assert f'name="action" value="{action}"' not in folded
    assert 'name="action" value="message"' in folded


def test_a_late_request_leads_to_the_objection(hall, make_case, client):
    case = make_case("information_request", at=NOW() - LATE)
    page = text_of(opened(client, case))
    assert said("You may object now, without waiting any longer.") in page
    assert said("Object: no answer came in time") in page
    assert said("Object to the answer") not in page
    assert "/ppid/keberatan/" in other_ways(case)


def test_a_decided_objection_names_the_commission(hall, make_case, decided, client):
    case = make_case("objection", parent=decided(at=NOW()), at=NOW())
    superior = hall.officer("ppid_superior")
    actions.act(case, "start_review", superior, {})
    decision = {"outcome": "rejected", "text": "Tetap.", "superior_name": "X", "superior_position": "Sekda"}
    case, _event = actions.act(case, "decide", superior, decision)
    page = text_of(opened(client, case))
    assert "https://komisiinformasi.go.id/" in page
    assert said("Report through SP4N-LAPOR!") not in page.partition("<aside")[0].rpartition("<main")[2]


def test_the_conflict_rule_and_the_words_agree(hall):
    """Where nobody stands above, the words name the one who really gets it."""
    assert routing.addressee(hall.root, hall.root, hall.root).code == "33.04-inspektorat"
    assert routing.addressee(hall.desa, None, hall.root) == hall.desa
