"""SP4N-LAPOR! by hand: the number, the text to paste, the files; and no pretending about the rest."""

from __future__ import annotations

import io
import zipfile

import pytest
from wagtail.models import ModelLogEntry

from cases import actions, engine, lapor
from cases.models import CaseSettings, ExternalRef

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
    case, event = record(desk, make_case(), "1234567")
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
