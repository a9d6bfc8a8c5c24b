"""What leaves the house is answered for by somebody: files that hide something, texts that look like advertising."""

from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases import attachments, examining, tracking, visibility
from cases.models import Attachment, Case
from cases.viewsets.words import MARKS

from . import files
from .conftest import open_case
from .test_attachments import _own_storage  # noqa: F401 – files of each test lie in a folder of its own

COPY = {"title_public": "Jembatan", "body_public": "Jembatan rusak.", "public_place": "village"}


@pytest.fixture
def login(desk):
    """A browser for each person."""

    def login(name: str) -> Client:
        client = Client()
        client.force_login(desk.people[name])
        return client

    return login


def page_of(case: Case) -> str:
    return reverse("cases_desk:case", args=[case.ref])


def reporters_files(case: Case) -> str:
    return str(visibility.shape(case, visibility.Viewer.reporter(case))["files"])


def test_an_answer_that_hides_something_waits_until_somebody_answers_for_it(desk, login, assigned) -> None:
    case, officer = assigned(email="warga@example.org"), login("handler_desa")
    hiding = files.xlsx(sheet=b'<worksheet><row r="2" hidden="1"/></worksheet>')
    sent = {"role": "answer", "file": SimpleUploadedFile("daftar.xlsx", hiding)}
    assert officer.post(reverse("cases_desk:file", args=[case.ref]), sent).status_code == 302
    row = attachments.process(case.attachments.get())
    assert row.warnings == ["hidden_rows"]
    mine, token = f"/berkas/{row.pk}/", {"token": tracking.token_for(case)}
    release = reverse("cases_desk:release", args=[case.ref, row.pk])

    body = officer.get(page_of(case)).content.decode()
    assert str(examining.WARNINGS["hidden_rows"]) in body, "in words, not in codes"
    assert f'action="{release}"' in body
    assert Client().post(mine, token).status_code == 404
    assert mine not in reporters_files(case)
    assert officer.get(release).status_code == 405, "no link releases anything"
    assert login("handler_agency").post(release).status_code == 404

    told = case.notices.filter(recipient_role="reporter").count()
    for _again in range(2):
        assert officer.post(release).status_code == 302
    event = case.events.get(type="file_released")
    assert (event.payload["file"], event.payload["warnings"]) == (str(row.pk), ["hidden_rows"])
    assert event.actor_user == desk.people["handler_desa"]
    assert case.notices.filter(recipient_role="reporter").count() == told + 1
    assert mine in reporters_files(case)
    answer = Client().post(mine, token)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, hiding)
    assert Client().get(mine).status_code == 404, "nobody else's"


def test_a_clean_answer_waits_for_nobody(login, assigned) -> None:
    case, officer = assigned(), login("handler_desa")
    sent = {"role": "letter", "file": SimpleUploadedFile("surat.docx", files.docx())}
    officer.post(reverse("cases_desk:file", args=[case.ref]), sent)
    row = attachments.process(case.attachments.get())
    assert f"/berkas/{row.pk}/" in reporters_files(case)
    assert reverse("cases_desk:release", args=[case.ref, row.pk]) not in officer.get(page_of(case)).content.decode()


def test_a_citizens_file_is_released_by_nobody(login, assigned) -> None:
    case = assigned()
    row = files.sent(case, files.docx(word__vbaProject_x_bin=b"x"))
    Attachment.objects.filter(pk=row.pk).update(warnings=["macros"])
    assert login("verifier").post(reverse("cases_desk:release", args=[case.ref, row.pk])).status_code == 404
    row.refresh_from_db()
    assert row.warnings == ["macros"]


def publish(browser: Client, case: Case, **more):
    fixed = {"action": "publish", "version": case.version, "client_id": str(uuid.uuid4())}
    return browser.post(page_of(case), {**fixed, **COPY, **more})


def test_what_looks_like_advertising_is_held_until_somebody_answers_for_it(desk, login) -> None:
    case = open_case(desk, flags=["links", "cluster"])
    Case.objects.filter(pk=case.pk).update(flags=["links", "cluster"])
    officer = login("verifier")
    body = officer.get(page_of(case)).content.decode()
    assert str(MARKS["links"]) in body
    assert 'name="links_checked"' in body
    held = publish(officer, case)
    assert held.status_code == 422
    assert COPY["body_public"] in held.content.decode(), "what was typed comes back"
    case.refresh_from_db()
    assert (case.published_at, case.flags) == (None, ["links", "cluster"])

    assert publish(officer, case, links_checked="on").status_code == 302
    case.refresh_from_db()
    assert case.published_at
    assert case.flags == ["cluster"]
    assert case.events.get(type="published").payload["acknowledged"] == ["links"]
    assert 'name="links_checked"' not in officer.get(page_of(case)).content.decode()


def test_both_who_publish_a_case_of_danger_answer_for_its_links(desk, login) -> None:
    case = open_case(desk)
    Case.objects.filter(pk=case.pk).update(flags=["links", "priority"])
    assert publish(login("verifier"), case, links_checked="on").status_code == 302
    case.refresh_from_db()
    assert (case.published_at, case.flags) == (None, ["links", "priority"])
    assert publish(login("verifier2"), case).status_code == 422
    assert publish(login("verifier2"), case, links_checked="on").status_code == 302
    case.refresh_from_db()
    assert case.published_at
    assert case.flags == ["priority"]


@pytest.mark.parametrize(
    "text", ["Slot gacor maxwin di situs-kami.xyz", "http://a.id http://b.id http://c.id", "judi online togel jackpot"]
)
def test_advertising_is_stored_and_marked_whatever_the_door(desk, tree, client, text) -> None:
    typed = {"kind": "complaint", "title": "Info", "body": text, "step": "send", "submission_id": str(uuid.uuid4())}
    assert client.post("/pengaduan/tulis/", typed).status_code == 200
    [case] = Case.objects.all()
    assert "links" in case.flags
    assert case.body == text


def test_no_plain_text_becomes_a_link(desk, tree, client) -> None:
    case = open_case(desk, title_public="Jalan", body_public="Lihat https://contoh.invalid/x")
    Case.objects.filter(pk=case.pk).update(published_at=case.received_at)
    html = client.get(f"/pengaduan/{case.ref}/").content.decode()
    assert "contoh.invalid" in html
    assert 'href="https://contoh.invalid' not in html
