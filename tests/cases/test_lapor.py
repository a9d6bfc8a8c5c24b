"""SP4N-LAPOR! by hand: the number, the text to paste, the files; and no pretending about the rest."""

from __future__ import annotations

import datetime
import io
import re
import uuid
import zipfile

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cases import actions, engine, lapor, notices, tick, tracking
from cases.models import Case, CaseSettings, ExternalRef, Outbox

from .files import jpeg, sent
from .test_exports import WHO, name_sender


def record(desk, case, number: str):
    data = {"system": "lapor", "number": number, "url": "", "text": ""}
    return actions.act(case, "link_external", desk.officer("coordinator"), data)


def test_a_number_has_the_form_that_the_regency_has_set(desk, make_case) -> None:
    case, _event = record(desk, make_case(), "#1234567")
    assert ExternalRef.objects.get(case=case).number == "1234567"
    for wrong in ("abc", "12", "1234567\n2"):
        with pytest.raises(engine.InvalidError):
            record(desk, make_case(), wrong)
    CaseSettings.objects.update_or_create(root=desk.root, defaults={"lapor_pattern": "[A-Z]{3}", "lapor_link": ""})
    assert lapor.number_of(desk.root, "ABC") == "ABC"


def test_a_number_belongs_to_one_case(desk, make_case) -> None:
    record(desk, make_case(), "1234567")
    case, event = record(desk, make_case(), "#1234567")
    assert (case.status, event.type) == ("received", "note")
    assert "number_taken" in case.flags
    assert ExternalRef.objects.count() == 1


def test_the_link_follows_the_settings(desk) -> None:
    assert lapor.link_of(desk.root, "1") == "https://www.lapor.go.id/"
    CaseSettings.objects.update_or_create(root=desk.root, defaults={"lapor_link": "https://x.example/{number}"})
    assert lapor.link_of(desk.root, "1/2") == "https://x.example/1%2F2"


def test_the_text_names_nobody_and_each_reader_is_written_down(client, desk, make_case) -> None:
    case = make_case(title="Jembatan putus", body="Sejak semalam.")
    name_sender(case)
    address = f"/admin/pengaduan/{case.ref}/lapor/"
    client.force_login(desk.people["coordinator"])
    assert "Sejak semalam." not in client.get(address).content.decode()
    assert not ModelLogEntry.objects.filter(action="cases.restricted_text").exists()
    html = client.post(address).content.decode()
    assert "Judul: Jembatan putus" in html
    assert WHO not in html
    assert ModelLogEntry.objects.get(action="cases.restricted_text").user == desk.people["coordinator"]


def test_the_archive_holds_text_and_remade_pictures(client, desk, make_case) -> None:
    case = make_case(body="Sejak semalam.")
    sent(case, jpeg())
    client.force_login(desk.people["coordinator"])
    answer = client.post(f"/admin/pengaduan/{case.ref}/lapor/berkas/")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert len(archive.namelist()) == 2
    assert "Sejak semalam." in archive.read("laporan.txt").decode()


@pytest.mark.parametrize("who", ["handler_desa", "archivist", "leader"])
def test_others_find_no_such_page(client, desk, assigned, who) -> None:
    case = assigned()
    client.force_login(desk.people[who])
    for address in (f"/admin/pengaduan/{case.ref}/lapor/", f"/admin/pengaduan/{case.ref}/lapor/berkas/"):
        assert client.post(address).status_code == 404


def test_the_driver_says_that_it_is_not_configured(make_case) -> None:
    with pytest.raises(lapor.NotConfiguredError):
        lapor.DRIVERS["lapor"].push(make_case())
    with pytest.raises(lapor.NotConfiguredError):
        lapor.DRIVERS["lapor"].pull(["1"])
    assert lapor.DRIVERS["manual"].pull(["1"]) == {}


# ------------------------------------------------------------ the way there, for citizens


BUTTON = 'class="btn quiet" href="https://lapor.contoh.go.id/x" rel="noopener"'


@pytest.fixture
def late(desk, tree, assigned):
    """A report to which nobody has answered in time, seen by its reporter."""
    return assigned(email="warga@example.org", at=timezone.now() - datetime.timedelta(days=120))


def pages(client, case) -> dict[str, str]:
    """Every page of a citizen on which the way to the national channel may stand."""
    sent = {"kind": "complaint", "title": "Jalan", "body": "Berlubang.", "step": "send"}
    sent["submission_id"] = str(uuid.uuid4())
    answers = {
        "form": client.get("/pengaduan/tulis/"),
        "receipt": client.post("/pengaduan/tulis/", sent),
        "breach": client.post("/pengaduan/lacak/", {"token": tracking.token_for(case), "step": "show"}),
        "entry": client.get("/pengaduan/"),
        "home": client.get("/"),
        "desa": client.get("/kecamatan-contoh/desa-contoh/"),
        "missing": client.get("/tidak-ada/"),
    }
    return {name: answer.content.decode() for name, answer in answers.items()}


def test_form_receipt_and_a_breach_show_the_way_and_claim_no_connection(client, late, settings) -> None:
    settings.LAPOR_URL = "https://lapor.contoh.go.id/x"
    shown = pages(client, late)
    for name in ("form", "receipt", "breach"):
        assert BUTTON in shown[name], name
        assert "sistem tersendiri" in shown[name] or "a system of its own" in shown[name], name
    for name, html in shown.items():
        assert not re.search(r"terhubung|terintegrasi|connected|integrated", html, re.IGNORECASE), name


def test_where_no_address_is_set_nobody_is_sent_there(client, late, settings) -> None:
    settings.LAPOR_URL = ""
    for name, html in pages(client, late).items():
        assert "lapor.go.id" not in html, name
        assert "SP4N" not in html, name
    assert "ombudsman.go.id" in pages(client, late)["receipt"]


def test_an_office_in_time_needs_no_other_way(client, desk, tree, assigned) -> None:
    case = assigned(at=timezone.now())
    html = pages(client, case)["breach"]
    assert "ombudsman.go.id" not in html


def test_the_notice_of_a_breach_tells_its_reporter_where_else_to_go(late, settings, mailoutbox) -> None:
    settings.LAPOR_URL = "https://lapor.contoh.go.id/x"
    for _again in range(2):
        tick.tick(timezone.now())
    notices.send_due(timezone.now())
    told = [message for message in mailoutbox if message.to == ["warga@example.org"]]
    of_delay = [message for message in told if "lapor.contoh.go.id" in message.body]
    breached = late.events.filter(type="clock_breached").count()
    assert len(of_delay) == breached > 0
    for message in of_delay:
        assert late.ref in message.body
        assert late.title not in message.subject + message.body
        assert message.subject == told[0].subject, "the subject gives nothing away"


def test_a_delay_elsewhere_is_told_to_the_coordinator_only(desk, late, mailoutbox) -> None:
    Outbox.objects.all().delete()
    Case.objects.filter(pk=late.pk).update(status="referred_out")
    tick.tick(timezone.now())
    assert not late.notices.filter(recipient_role="reporter").exists()


def test_the_reporter_reads_the_number_there(client, desk, tree, make_case) -> None:
    case = make_case()
    number = {"system": "lapor", "number": "7654321", "url": "", "text": ""}
    actions.act(case, "link_external", desk.officer("coordinator"), number)
    CaseSettings.objects.update_or_create(
        root=desk.root, defaults={"lapor_link": "https://lapor.contoh.go.id/{number}"}
    )
    html = pages(client, case)["breach"]
    assert '<a href="https://lapor.contoh.go.id/7654321" rel="noopener">7654321</a>' in html
    Case.objects.filter(pk=case.pk).update(published_at=case.received_at, body_public="x")
    assert "7654321" not in client.get(f"/pengaduan/{case.ref}/").content.decode()
