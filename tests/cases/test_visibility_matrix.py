"""The matrix of officers: everybody at every door of the admin, against cases of every sort with a word planted in each
private place. What they may know stands in tests/cases/matrix.py."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from cases import duties, visibility
from cases.models import Attachment, Case
from cases.private_files import private_storage
from cases.register_rows import REGISTERS
from cases.visibility import Viewer, identity_of
from cases.visibility.files import COPY, ORIGINAL, open_file

from . import files
from .canaries import BOSS, IDENTITY, SORTS, Aviary
from .matrix import (  # noqa: F401 – fixtures among them
    FEW,
    KNOWS_WHO,
    LEVEL,
    MATRIX,
    PPID,
    READS,
    WITHOUT_INBOX,
    entered,
    hall,
    nest,
    reads,
    sees,
    text_of,
    written,
)  # fmt: skip

PAGE = "/admin/pengaduan/{}/"


def test_the_page_of_a_case_says_what_its_reader_may_know(hall: Aviary) -> None:  # noqa: F811
    for name in MATRIX:
        client, viewer = entered(hall, name), Viewer.officer(hall.people[name])
        visible = Case.objects.visible_to(viewer).values_list("ref", flat=True)
        assert hall.refs(" ".join(visible)) == sees(name), name
        for sort, case in hall.cases.items():
            letter = LEVEL[name][sort]
            answer = client.get(PAGE.format(case.ref))
            assert answer.status_code == (404 if letter == "-" else 200), (name, sort)
            wanted = READS[letter] & written(sort) - (set() if name in FEW else {"tahan"})
            # The public copy stands in the form of those who may change it.
            assert hall.places(text_of(answer), sort) - {"salinan"} == wanted, (name, sort)
            if letter == "-":
                with pytest.raises(Case.DoesNotExist):
                    visibility.shape(case, viewer)


# Those who are shut out of something that others of their kind may see.
PRESSING = ("handler_desa", "coordinator2", "leader", "inspector", "counter")
INNER = ("", "identitas/", "surat/", "lapor/", "lapor/berkas/", "berkas/")


@pytest.mark.parametrize("name", PRESSING)
def test_neither_doing_nor_asking_nor_handing_over_finds_what_is_not_there(hall: Aviary, name: str) -> None:  # noqa: F811
    client = entered(hall, name)
    for sort in set(SORTS) - sees(name):
        case = hall.cases[sort]
        typed = {"action": "note", "version": case.version, "text": "x", "reason": "ingin tahu"}
        for path in INNER:
            answer = client.post(PAGE.format(case.ref) + path, typed)
            assert answer.status_code == 404, (sort, path)
            assert not hall.spotted(text_of(answer)), (sort, path)
        client.post("/admin/pengaduan/disposisi/", {"case": f"{case.ref}@{case.version}"})
        assert Case.objects.get(pk=case.pk).version == case.version, sort


LISTS = (
    "/admin/pengaduan/",
    "/admin/pengaduan/?terlambat=on&tampil=semua",
    "/admin/pengaduan/?status=assigned",
    "/admin/pengaduan/yang-melihat/",
    "/admin/pengaduan/tak-terkirim/",
    "/admin/reports/site-history/",
    "/admin/pages/search/?q=kenari",
    "/admin/",
)
# Lists for few: each holds every case that its reader may know of, since each was looked at and has an undelivered notice.
READERS = {
    "/admin/pengaduan/yang-melihat/": {"archivist", "inspector", BOSS},
    "/admin/pengaduan/tak-terkirim/": {"coordinator", "coordinator2", BOSS},
}
# Half a word is typed, so that what comes back in the box is no leak. Nobody finds a case by its person or its notes.
PERSONAL = (
    "ari10nam",
    "8129876",
    "33041545",
    "pelapor.ex",
    "ari10alama",
    "ari10catata",
    "ari10berka",
    "3d4e",
    "ari10kunc",
)


def test_lists_counts_and_searches_hold_what_their_reader_may_know(hall: Aviary) -> None:  # noqa: F811
    for name in MATRIX:
        client, viewer = entered(hall, name), Viewer.officer(hall.people[name])
        readable = Case.objects.visible_to(viewer, "text").values_list("ref", flat=True)
        assert hall.refs(" ".join(readable)) == reads(name), name
        assert hall.refs(" ".join(duties.waiting_for(viewer).values_list("ref", flat=True))) <= sees(name), name
        titles = {(sort, "judul") for sort in reads(name)}
        for address in LISTS:
            told = text_of(client.get(address))
            assert hall.spotted(told) <= titles, (name, address)
            assert hall.refs(told) <= sees(name), (name, address)
            counted = [int(number) for number in re.findall(r'"label": "[^"(]+ \((\d+)\)"', told)]
            assert max(counted, default=0) <= len(sees(name)), (name, address)
            if address in READERS:
                listed = sees(name) if name in READERS[address] else set()
                assert hall.refs(told) == listed, (name, address)
        everything = client.get("/admin/pengaduan/", {"tampil": "semua"})
        if name in WITHOUT_INBOX:
            assert everything.status_code == 404, name
            continue
        assert hall.refs(text_of(everything)) == sees(name), name
        assert hall.spotted(text_of(everything)) == titles, name
        for half, found in (("enari", reads(name)), ("enari10judu", {"plain"} & reads(name))):
            assert hall.refs(text_of(client.get("/admin/pengaduan/", {"cari": half}))) == found, (name, half)
        for half in PERSONAL if name in ("coordinator", "inspector", "handler_desa", "ppid_desa") else ():
            assert not hall.refs(text_of(client.get("/admin/pengaduan/", {"cari": half}))), (name, half)


def test_who_sent_it_is_told_to_few_for_a_reason_and_never_the_whole_nik(hall: Aviary) -> None:  # noqa: F811
    for name in MATRIX:
        user, knows, client = hall.people[name], KNOWS_WHO.get(name, set()), entered(hall, name)
        for sort, case in hall.cases.items():
            try:
                person = identity_of(case, user, "Menghubungi pelapor")
            except (Case.DoesNotExist, visibility.NotAllowedError):
                assert sort not in knows, (name, sort)
            else:
                assert sort in knows, (name, sort)
                assert hall.places(str(person), sort) == set(IDENTITY), (name, sort)
        for sort in sorted(sees(name) & {"plain", "restricted", "request"}):
            asked = client.post(PAGE.format(hall.cases[sort].ref) + "identitas/", {"reason": "Menghubungi pelapor"})
            told = hall.places(text_of(asked), sort) & set(IDENTITY)
            assert told == (set(IDENTITY) - {"nik"} if sort in knows else set()), (name, sort)


BOOKS = {"pengaduan": set(SORTS) - PPID, "permohonan": {"request"}, "keberatan": {"objection"}}
WORDS_OF = {"pengaduan": {"judul", "isi"}, "permohonan": {"isi", "tujuan"}, "keberatan": {"isi"}}


def test_no_book_holds_more_than_its_reader_may_know(hall: Aviary) -> None:  # noqa: F811
    """Every column of every register, those of the person included, with a reason."""
    for name in MATRIX:
        client, knows, may_read = entered(hall, name), KNOWS_WHO.get(name, set()) & reads(name), reads(name)
        for book, sorts in BOOKS.items():
            columns = [column.name for column in REGISTERS[book].columns]
            format = "xlsx" if name in ("coordinator", "handler_desa") else "csv"
            asked = {
                "dari": "2026-01-01",
                "sampai": "2026-12-31",
                "format": format,
                "kolom": columns,
                "alasan": "Audit",
            }
            answer = client.post(f"/admin/pengaduan/buku/{book}/", asked)
            if name in WITHOUT_INBOX:
                assert answer.status_code == 404, (name, book)
                continue
            told = text_of(answer) if format == "csv" else cells_of(answer)
            # The register of objections names the request of each.
            named = {"request"} if book == "keberatan" and "objection" in sees(name) else set()
            assert hall.refs(told) == sees(name) & sorts | named, (name, book)
            wanted = {(sort, place) for sort in may_read & sorts for place in WORDS_OF[book]}
            wanted |= {("request", "tujuan")} if book == "keberatan" and may_read & sorts else set()
            wanted |= {(sort, place) for sort in knows & sorts for place in set(IDENTITY) - {"nik"}}
            assert hall.spotted(told) == wanted, (name, book)


def cells_of(answer: Any) -> str:
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)), read_only=True)
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


SOME = ("plain", "waiting", "restricted", "about_desa", "excluded", "returned", "counter", "published", "request")


def test_copies_open_with_their_case_and_originals_for_a_reason_that_is_written_down(hall: Aviary) -> None:  # noqa: F811
    looks = set()
    for name in MATRIX:
        viewer, knows = Viewer.officer(hall.people[name]), KNOWS_WHO.get(name, set()) & reads(name)
        for sort in SOME:
            rows = {row.role: row for row in hall.cases[sort].attachments.all()}
            for role, asked, allowed in (
                ("evidence", (COPY,), reads(name)),
                ("answer", (COPY,), reads(name)),
                ("evidence", (ORIGINAL,), set()),
                ("evidence", (ORIGINAL, "Pemeriksaan"), knows),
                ("identity", (COPY,), set()),
                ("identity", (COPY, "Pemeriksaan"), knows),
            ):
                assert opens(rows[role], viewer, *asked) == (sort in allowed), (name, sort, role, asked)
            looks |= {(viewer.user.pk, str(hall.cases[sort].pk))} if sort in knows else set()
    for action in ("cases.original_file", "cases.identity"):
        assert set(ModelLogEntry.objects.filter(action=action).values_list("user", "object_id")) == looks, action


def opens(row: Attachment, viewer: Viewer, *asked: str) -> bool:
    try:
        opening = open_file(row, viewer, *asked)
    except Attachment.DoesNotExist:
        return False
    with private_storage().open(opening.key) as file:
        assert (files.PLANTED in file.read()) == (asked[0] == ORIGINAL), "a copy holds nothing but pixels"
    return True


def test_an_editor_or_a_login_opens_no_door_of_citizens(hall: Aviary) -> None:  # noqa: F811
    """Public pages answer somebody who is logged in as they answer everybody."""
    for name in ("boss", "coordinator", "editor_desa"):
        client = entered(hall, name)
        for address in ("/pengaduan/{}/", "/api/v1/cases/{}/", "/open311/v2/requests/{}.json"):
            case = hall.cases["plain"]
            answer = client.get(address.format(case.ref))
            assert answer.status_code == 404, (name, address)
            assert answer.content == Client().get(address.format(case.ref)).content, (name, address)
