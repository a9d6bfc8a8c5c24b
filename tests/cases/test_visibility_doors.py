"""The doors by which cases leave in bulk and as bytes: what is written down, figures, the address of a file, the public."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cases import tracking
from cases.models import Attachment, Case
from cases.private_files import put
from cases.viewsets.entry import has_rows
from cases.visibility import Viewer, may_ask_identity

from . import files
from .test_attachments import _own_storage  # noqa: F401 – files of each test lie in a folder of its own
from .test_visibility import CANARY, INNER, SEEN_BY, WHO, WORDLESS, all_sorts, leaks, logged_in  # noqa: F401

PERIOD = {"dari": "2026-01-01", "sampai": "2026-12-31"}
BOOKS = {
    "pengaduan": ("complaint", "aspiration"),
    "permohonan": ("information_request",),
    "keberatan": ("objection",),
}


def seen_by(name: str) -> set[str]:
    return {kind for kind, people in SEEN_BY.items() if name in people}


def table(answer) -> list[list[str]]:
    data = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data, newline="")))


# ------------------------------------------------------------ registers and figures


def test_a_register_names_only_whom_this_officer_may_know(desk, all_sorts) -> None:  # noqa: F811
    for name, user in desk.people.items():
        viewer = Viewer.officer(user)
        if not has_rows(viewer):
            continue
        for book, kinds in (("pengaduan", BOOKS["pengaduan"]), ("permohonan", BOOKS["permohonan"])):
            ModelLogEntry.objects.all().delete()
            asked = {**PERIOD, "format": "csv", "kolom": ["nomor", "nama"], "alasan": "Pemeriksaan"}
            heading, *lines = table(logged_in(user).post(f"/admin/pengaduan/buku/{book}/", asked))
            named = {line[heading.index("Nomor")] for line in lines if WHO in line}
            may = {
                all_sorts[kind].ref
                for kind in seen_by(name) - wordless(name)
                if all_sorts[kind].kind in kinds and may_ask_identity(all_sorts[kind], viewer)
            }
            assert named == may, (name, book)
            looks = ModelLogEntry.objects.filter(action="cases.export")
            assert {row.object_id for row in looks} == {str(case.pk) for case in all_sorts.values() if case.ref in may}


def wordless(name: str) -> set[str]:
    return set(SEEN_BY) if name in WORDLESS else set()


def test_figures_count_only_what_the_officer_may_know(desk, all_sorts) -> None:  # noqa: F811
    for name, user in desk.people.items():
        client = logged_in(user)
        lapor = client.get("/admin/pengaduan/buku/rekap-lapor/2026.csv")
        ppid = client.get("/admin/pengaduan/buku/rekap-ppid/2026.csv")
        if not has_rows(Viewer.officer(user)):
            assert lapor.status_code == ppid.status_code == 404, name
            continue
        heading, *lines = table(lapor)
        received = sum(int(line[heading.index("Diterima")]) for line in lines)
        assert received == len(seen_by(name) - {"request"}), name
        assert int(table(ppid)[1][1]) == len(seen_by(name) & {"request"}), name


# ------------------------------------------------------------ bytes


@pytest.fixture
def with_bytes(all_sorts) -> dict[str, dict[str, Attachment]]:  # noqa: F811
    """Every case with real files: a picture with its safe copy, an identity paper, an answer of the office."""
    found: dict[str, dict[str, Attachment]] = {}
    picture, letter = files.jpeg((64, 48)), files.pdf()
    for kind, case in all_sorts.items():
        case.attachments.all().delete()
        ready = {"state": "processed", "declared_size": 9, "detected_type": "image/jpeg", "case": case}
        ready |= {"created_at": case.received_at, "expires_at": case.received_at, "original_name": f"{CANARY}.jpg"}
        keys = {name: put(ContentFile(picture)) for name in ("storage_key", "copy_key", "thumb_key")}
        paper = {"detected_type": "application/pdf", "original_name": "surat.pdf"}
        found[kind] = {
            "picture": Attachment.objects.create(**ready, **keys),
            "identity": Attachment.objects.create(**ready, **keys, role="identity"),
            "answer": Attachment.objects.create(
                **{**ready, **paper}, role="answer", storage_key=put(ContentFile(letter))
            ),
        }
    return found


@pytest.mark.parametrize("name", ["coordinator", "handler_desa", "counter_desa", "inspector", "archivist", "leader"])
def test_the_address_of_a_file_asks_the_same(desk, all_sorts, with_bytes, name) -> None:  # noqa: F811
    client, viewer = logged_in(desk.people[name]), Viewer.officer(desk.people[name])
    for kind in ("plain", "restricted", "about_desa", "returned", "counter"):
        picture, paper = with_bytes[kind]["picture"], with_bytes[kind]["identity"]
        sees = name in SEEN_BY[kind] and name not in WORDLESS
        may_ask = sees and may_ask_identity(all_sorts[kind], viewer)
        assert client.get(f"/berkas/{picture.pk}/").status_code == (200 if sees else 404), kind
        assert client.get(f"/berkas/{picture.pk}/?ukuran=asli&reason=x").status_code == 404, kind
        original = client.post(f"/berkas/{picture.pk}/", {"ukuran": "asli", "reason": "Pemeriksaan"})
        assert original.status_code == (200 if may_ask else 404), kind
        opened = client.post(f"/berkas/{paper.pk}/", {"reason": "Pemeriksaan"})
        assert opened.status_code == (200 if may_ask else 404), kind


def test_strangers_and_other_reporters_get_no_file(desk, all_sorts, with_bytes) -> None:  # noqa: F811
    other = tracking.token_for(all_sorts["plain"])
    for kind, rows in with_bytes.items():
        mine = tracking.token_for(all_sorts[kind])
        for which, row in rows.items():
            address = f"/berkas/{row.pk}/"
            assert Client().get(address).status_code == 404, (kind, which)
            assert Client().post(address, {"token": mine}).status_code == 200, (kind, which)
            if kind != "plain":
                assert Client().post(address, {"token": other}).status_code == 404, (kind, which)
                bearer = {"authorization": f"Bearer {other}"}
                assert Client().get(address, headers=bearer).status_code == 404, (kind, which)


# ------------------------------------------------------------ everybody


PUBLIC = [
    "/",
    "/pengaduan/",
    "/pengaduan/?unit=33.04.15.2008",
    "/pengaduan/kinerja/",
    "/pengaduan/kinerja/?tahun=2026",
    "/pengaduan/data.csv",
    "/pengaduan/data.csv?teks=ya",
    "/pengaduan/data.jsonl?teks=ya",
    "/open311/v2/requests.json?start_date=2026-04-01&end_date=2026-04-30",
    "/open311/v2/requests.xml?start_date=2026-04-01&end_date=2026-04-30",
    "/api/v1/cases/",
    "/api/v1/cases/?updated_from=2020-01-01",
    "/api/v1/site/",
    "/sitemap.xml",
    "/robots.txt",
]


def test_no_public_door_tells_of_a_case_that_is_not_published(tree, desk, all_sorts, client) -> None:  # noqa: F811
    Case.objects.update(category=desk.categories["jalan"])
    shown = all_sorts["plain"]
    copy = {"published_at": timezone.now(), "title_public": "Jembatan", "body_public": "Jembatan rusak."}
    Case.objects.filter(pk=shown.pk).update(**copy, public_changed_at=timezone.now())
    for kind in ("confidential", "restricted"):
        Case.objects.filter(pk=all_sorts[kind].pk).update(**copy)
    hidden = [case.ref for kind, case in all_sorts.items() if kind != "plain"]
    for address in [*PUBLIC, *(f"/pengaduan/{ref}/" for ref in hidden), *(f"/api/v1/cases/{ref}/" for ref in hidden)]:
        answer = client.get(address)
        text = answer.content.decode()
        assert answer.status_code < 500, address
        assert not leaks(text), address
        assert not [ref for ref in hidden if ref in text and ref not in address], address
    assert shown.ref in client.get("/pengaduan/data.csv?teks=ya").content.decode()
    assert shown.ref in client.get("/pengaduan/").content.decode()
