"""Registers reopened as files: the right rows, no formulas, nobody's name without a reason."""

from __future__ import annotations

import csv
import datetime
import io
import uuid

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy
from wagtail.models import ModelLogEntry

from cases import exports
from cases.models import Case, Category, ExternalRef, InformationRequest, Objection, Reporter
from cases.register_rows import REGISTERS
from cases.reporters import place_of
from cases.sealing import current_key_id, seal
from cases.visibility.identity import PERMISSION
from regions.models import Unit
from tests.factories import UnitFactory

from .conftest import NOW

CANARY, WHO = "kanarikuning", "Kanaria Rahasia"
PERIOD = {"dari": "2026-01-01", "sampai": "2026-12-31"}


@pytest.fixture
def get(client, desk):
    """The lines of a register as this officer gets them, reopened."""

    def get(who: str, book: str = "pengaduan", format: str = "csv", **typed):
        client.force_login(desk.people[who])
        answer = client.post(f"/admin/pengaduan/buku/{book}/", {**PERIOD, "format": format, **typed})
        assert answer.status_code == 200, answer.content.decode()
        assert "no-store" in answer.headers["Cache-Control"]
        data = b"".join(answer.streaming_content)
        return reopened(data, format)

    return get


def reopened(data: bytes, format: str) -> list[list]:
    if format == "csv":
        return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def name_sender(case: Case) -> None:
    sealed = seal(WHO, current_key_id(), place_of("name", case.pk))
    Reporter.objects.create(case=case, key_id=current_key_id(), name=sealed, preferred_contact="none")


FORMULAS = [
    "=1+1", "+62811", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "＝1", "＋1", "－1", "＠a",
    "\u200b=1", "\ufeff=1", "\u3000＝1", "\x00=1", "﹦1",
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_whatever_could_be_a_formula_is_text(text) -> None:
    assert exports.safe(text).startswith("'")


SEALED = ("name", "phone", "email", "address", "occupation", "proxy_name")
PPID_WORDS = ("purpose", "holder_name", "refusal_article", "payment_method")
OBJECTION_WORDS = ("superior_name", "superior_position", "requester_response", "dispute_no")


def everywhere(desk, make_case, text: str) -> None:
    """A complaint, a request and an objection whose every text that somebody types or names begins with a formula."""
    unit = UnitFactory(code=f"33.04-{Unit.objects.count()}", name=text)
    category = Category.objects.create(root=desk.root, slug=uuid.uuid4().hex[:8], name=text, default_unit=unit)
    told = {"title": text, "body": text}
    complaint = make_case(category=category, origin_unit=desk.root, **told)
    ExternalRef.objects.create(case=complaint, system="lapor", number=text)
    request = make_case("information_request", origin_unit=unit, register_no=text[:30], **told)
    objection = make_case("objection", parent=request, origin_unit=unit, register_no=text[:30], **told)
    InformationRequest.objects.filter(case=request).update(**dict.fromkeys(PPID_WORDS, text))
    Objection.objects.filter(case=objection).update(**dict.fromkeys(OBJECTION_WORDS, text))
    for case in (complaint, request, objection):
        sealed = {name: seal(text, current_key_id(), place_of(name, case.pk)) for name in SEALED}
        Reporter.objects.create(case=case, key_id=current_key_id(), preferred_contact="none", **sealed)


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_no_field_of_any_book_holds_a_formula(get, desk, make_case, format) -> None:
    """Reopened: whichever column it stands in, no text begins a formula, and nothing of it is lost."""
    marked = [(text, f"{text}kanarikuning") for text in FORMULAS if "\x00" not in text and text.strip("\t\r\n")]
    for _text, word in marked:
        everywhere(desk, make_case, word)
    app, codename = PERMISSION.split(".")
    permission = Permission.objects.get(content_type__app_label=app, codename=codename)
    desk.people["coordinator"].user_permissions.add(permission)
    for book, words in (("pengaduan", 9), ("tanpa-lapor", 0), ("permohonan", 10), ("keberatan", 11)):
        columns = [column.name for column in REGISTERS[book].columns]
        lines = get("coordinator", book, format, kolom=columns, alasan="Uji")[1:]
        cells = [cell for line in lines for cell in line if isinstance(cell, str) and "kanarikuning" in cell]
        assert len(lines) == (len(marked) if words else 0), book
        assert len(cells) == words * len(marked), (book, len(cells) / len(marked))
        assert all(cell.startswith("'") for cell in cells), [cell for cell in cells if not cell.startswith("'")][:3]


@pytest.mark.parametrize("text", ["Jalan rusak", "a=b", "", "  biasa", "0811-22", "'=1"])
def test_plain_words_stay(text) -> None:
    assert exports.safe(text) == text


def test_a_file_speaks_the_language_of_who_asked_for_it() -> None:
    """Its lines are made after the answer has left, in a thread that may have spoken to somebody else meanwhile."""
    columns = [exports.Column("nomor", gettext_lazy("Number"), lambda row: gettext("Given back to the coordinator"))]
    said = set()
    for asked, later in (("id", "en"), ("en", "id")):
        with translation.override(asked):
            words = f"{gettext('Number')}|{gettext('Given back to the coordinator')}"
            answer = exports.download("buku", "csv", exports.table(columns, [1]))
        with translation.override(later):
            heading, line = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
        assert "|".join(heading + line) == words
        said.add(words)
    assert len(said) == 2


def test_numbers_and_days_stay_what_they_are() -> None:
    assert exports.safe(-5) == -5
    assert exports.safe(datetime.date(2026, 4, 7)) == datetime.date(2026, 4, 7)
    assert exports.safe(None) == ""


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_register_is_reopened_with_its_rows(get, make_case, format) -> None:
    case = make_case(title="=HYPERLINK(1)", body="teks")
    make_case("information_request")
    lines = get("verifier", format=format, kolom=["nomor", "judul", "tanggal"])
    assert len(lines) == 2
    assert lines[1][0] == case.ref
    assert str(lines[1][1]).startswith("2026-04-07")
    assert lines[1][2] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_a_book_holds_only_what_its_reader_may_know(get, desk, make_case, assigned, format) -> None:
    every = ["nomor", "judul", "isi", "unit", "kategori"]
    make_case(title=CANARY, body=CANARY, about_unit=desk.desa)
    make_case(title=CANARY, origin_unit=desk.neighbour)
    mine = assigned(title="Milik desa")
    lines = get("handler_desa", format=format, kolom=every)
    assert CANARY not in str(lines)
    assert [line[0] for line in lines[1:]] == [mine.ref]
    assert len(get("coordinator", format=format, kolom=every)) == 4


def test_the_archivist_gets_no_words(get, make_case) -> None:
    make_case(title=CANARY, body=CANARY)
    make_case("information_request", title=CANARY, body=CANARY)
    lines = get("archivist", kolom=["nomor", "judul", "isi"])
    assert len(lines) == 2
    assert CANARY not in str(lines)
    assert "Penelitian" not in str(get("archivist", "permohonan"))


def test_nobody_is_named_without_a_reason_and_each_look_is_written_down(get, client, desk, make_case) -> None:
    case = make_case("information_request", body="Salinan APBDes")
    name_sender(case)
    asked = {"kolom": ["nomor", "nama"]}
    assert WHO not in str(get("ppid_main", "permohonan"))
    client.force_login(desk.people["ppid_main"])
    answer = client.post("/admin/pengaduan/buku/permohonan/", {**PERIOD, "format": "csv", **asked})
    assert answer.status_code == 422
    assert not ModelLogEntry.objects.filter(action="cases.export").exists()
    assert get("ppid_main", "permohonan", alasan="Laporan tahunan", **asked)[1] == [case.ref, WHO]
    look = ModelLogEntry.objects.get(action="cases.export")
    assert (look.user, look.data["reason"]) == (desk.people["ppid_main"], "Laporan tahunan")


def test_a_reason_opens_no_name_to_those_who_may_not_know_it(get, desk, assigned) -> None:
    name_sender(assigned())
    asked = {"kolom": ["nomor", "nama"], "alasan": "Ingin tahu"}
    for who in ("handler_desa", "verifier", "archivist"):
        assert WHO not in str(get(who, **asked))
    assert not ModelLogEntry.objects.filter(action="cases.export").exists()
    app, codename = PERMISSION.split(".")
    permission = Permission.objects.get(content_type__app_label=app, codename=codename)
    desk.people["verifier"].user_permissions.add(permission)
    assert WHO in str(get("verifier", **asked))


def test_objections_name_request_and_ground(get, make_case) -> None:
    request = make_case("information_request", body="Salinan RAB")
    make_case("objection", parent=request)
    [head, line] = get("ppid_superior", "keberatan")
    assert request.ref in line
    assert "Penelitian" in line
    assert len(head) == len(line)


def test_a_book_costs_the_same_for_two_and_for_ten(get, make_case, django_assert_max_num_queries) -> None:
    for number in range(10):
        make_case(at=NOW + datetime.timedelta(minutes=number))
    with django_assert_max_num_queries(30):
        assert len(get("verifier")) == 11


def test_those_without_rows_and_strangers_find_no_books(client, desk) -> None:
    client.force_login(desk.people["leader"])
    assert client.get("/admin/pengaduan/buku/pengaduan/").status_code == 404
    client.force_login(desk.people["verifier"])
    assert client.get("/admin/pengaduan/buku/pengaduan/").status_code == 200
    assert client.get("/admin/pengaduan/buku/lain/").status_code == 404


@pytest.mark.parametrize("name", ["rekap-lapor", "rekap-ppid"])
def test_the_figures_of_a_year(client, desk, make_case, decided, answered, name) -> None:
    answered()
    make_case()
    request = decided()
    make_case("objection", parent=request)
    who = "ppid_superior" if name == "rekap-ppid" else "coordinator"
    client.force_login(desk.people[who])
    answer = client.get(f"/admin/pengaduan/buku/{name}/{NOW.year}.csv")
    lines = reopened(b"".join(answer.streaming_content), "csv")
    if name == "rekap-ppid":
        assert lines[1][1] == "1"
        assert any("17 h" in line[0] and line[1] == "1" for line in lines)
    else:
        assert sum(int(line[2]) for line in lines[1:]) == 2
        assert sum(int(line[8]) for line in lines[1:]) == 2
    assert timezone.localdate().year
