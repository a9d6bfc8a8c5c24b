"""A case that has passed through every door, and was then erased: in the whole database as a backup would hold it, in every
stored file and in every kept answer, nothing tells who sent it."""

from __future__ import annotations

import datetime
import gzip
import json
import shutil
import sqlite3
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from api import bundling
from cases import actions, chain, notices, retention
from cases.actors import Actor
from cases.attachments import private_storage
from cases.models import Attachment, Case, Reporter

from . import files
from .test_attachments import _own_storage  # noqa: F401 – files of each test lie in a folder of its own
from .test_retention import tables

pytestmark = pytest.mark.django_db(transaction=True)

NAME, STREET, JOB, MAIL = (
    "Merpatiwati Srigunting",
    "Lorong Srigunting 7",
    "Penganyam Srigunting",
    "srigunting@merpati.example",
)
PHONE, NIK, KEY = "81230004567", "3304154507850099", "srigunting" * 5
PLANTED = (NAME, STREET, JOB, MAIL, PHONE, NIK, "Srigunting", "srigunting", files.PLANTED.decode())
PUBLIC = ("/api/v1/sync/?profile=full", "/pengaduan/data.csv?teks=ya", "/pengaduan/data.jsonl?teks=ya")


@pytest.fixture
def hall(tree: Any, desk: Any) -> Any:
    return desk


def at_the_desk(hall: Any, name: str, path: str, **typed: str) -> Any:
    client = Client()
    client.force_login(hall.people[name])
    answer = client.post(path, typed) if typed else client.get(path)
    assert answer.status_code in (200, 302), (path, answer.status_code)
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture
def lived(hall: Any, settings: Any) -> Case:
    """Sent by an app, read, asked, passed on, published, exported, answered and closed; its words name its reporter."""
    settings.PAGE_CACHE_SECONDS = 60
    id, file_id, picture = str(uuid.uuid4()), str(uuid.uuid4()), files.jpeg()
    person = {"name": NAME, "phone": f"0{PHONE}", "email": MAIL, "address": STREET, "occupation": JOB, "nik": NIK}
    body = {
        "kind": "complaint",
        "unit": "33.04.15.2008",
        "category": "layanan",
        "title": f"Saya {NAME}",
        "body": f"NIK {NIK}, telepon 0{PHONE}",
        "place": {"text": STREET, "village": "33.04.15.2008"},
        "reporter": person | {"preferred_contact": "email"},
        "client_key": KEY,
        "attachments": [{"id": file_id, "name": f"KTP {NAME}.jpg", "size": len(picture)}],
    }
    client, kept = Client(), {"X-Submission-Key": KEY}
    sent = client.put(f"/api/v1/submissions/{id}", json.dumps(body), content_type="application/json")
    assert sent.status_code == 201, sent.content
    upload = client.put(f"/api/v1/uploads/{file_id}", picture, content_type="application/octet-stream", headers=kept)
    assert upload.status_code == 200
    case = Case.objects.get()
    keys = {"ref": case.ref, "secret": sent.json()["secret"]}
    told = keys | {"step": "open"}
    assert NAME in client.post("/pengaduan/lacak/", told).content.decode()
    token = client.post("/api/v1/track/", json.dumps(keys), content_type="application/json").json()["token"]
    again = {"client_id": str(uuid.uuid4()), "text": f"Hubungi {NAME}"}
    bearer = {"Authorization": f"Bearer {token}"}
    client.post("/api/v1/track/messages", json.dumps(again), content_type="application/json", headers=bearer)
    page = f"/admin/pengaduan/{case.ref}/"
    at_the_desk(hall, "coordinator", page)
    assert NAME in at_the_desk(hall, "coordinator", page + "identitas/", reason=f"Menelepon {NAME}").decode()
    at_the_desk(hall, "coordinator", page + "lapor/berkas/", x="x")
    book = {"dari": "2026-01-01", "sampai": "2027-12-31", "format": "csv", "kolom": "nama", "alasan": f"Audit {NAME}"}
    assert NAME.encode() in at_the_desk(hall, "coordinator", "/admin/pengaduan/buku/pengaduan/", **book)
    at_the_desk(hall, "coordinator", f"/admin/pengaduan/?cari={NAME}")

    def act(action: str, who: str, **data: Any) -> None:
        actor = hall.officer(who) if who else Actor.reporter()
        actions.act(Case.objects.get(), action, actor, data)

    act("note", "verifier", text=f"Pelapor {NAME}")
    shown = [Attachment.objects.get().pk]
    # The officer has overlooked the name: what everybody reads goes with the content.
    copy = {"title_public": "Jalan", "body_public": f"Kata {NAME}, jalan rusak.", "public_place": "village"}
    act("publish", "verifier", **copy, pictures=shown)
    act(
        "assign",
        "verifier",
        unit=hall.desa,
        handling_class="minor",
        visibility="publishable",
        instruction=f"Temui {NAME}",
    )
    act("accept", "handler_desa")
    act("answer", "handler_desa", text=f"Yth. {NAME}", public_text=f"Terima kasih, {NAME}", outcome="resolved")
    assert bundling.build("33.04.15.2008", "id")
    for path in PUBLIC:
        assert client.get(path).status_code == 200, "it is kept for the next reader"
    notices.send_due(timezone.now())
    assert any(MAIL in message.to for message in mail.outbox)
    act("confirm", "")
    act("rate", "", score=1, is_resolved=False, comment=f"{NAME} kecewa")
    return Case.objects.get()


def dumped() -> bytes:
    """All of the database, as a copy on another disk would hold it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        path = Path(str(connection.settings_dict["NAME"]))
        with sqlite3.connect(path) as copy:
            return path.read_bytes() + "\n".join(copy.iterdump()).encode()
    if program := shutil.which("pg_dump"):
        asked = connection.settings_dict
        where = [f"--host={asked['HOST']}", f"--port={asked['PORT'] or 5432}", f"--username={asked['USER']}"]
        command = [program, "--no-password", "--data-only", *where, asked["NAME"]]
        return subprocess.run(command, capture_output=True, check=True).stdout
    return "\n".join(f"{table} {row}" for table, row in tables()).encode()


def traces() -> set[str]:
    """Where anything of the person can still be read."""
    kept = {"database": dumped()} | {path: b"".join(Client().get(path)) for path in PUBLIC}
    root = Path(private_storage().path(""))
    for path in (path for path in root.rglob("*") if path.is_file()):
        data = path.read_bytes()
        kept[str(path.relative_to(root))] = gzip.decompress(data) if path.suffix == ".gz" else data
    return {where for where, data in kept.items() for word in PLANTED if word.encode() in data}


def test_of_who_was_erased_nothing_is_left_in_any_place(lived: Case) -> None:
    found = traces()
    assert {"database", *PUBLIC} <= found, "else nothing was looked for"
    assert any(where.startswith("bundles/") for where in found)
    assert any(where.startswith("cases/") for where in found)
    sealed = bytes(Reporter.objects.get().name)
    assert sealed.hex().encode() in dumped() or sealed in dumped()
    assert retention.purge(lived.pk, retention.CONTENT, timezone.now() + datetime.timedelta(days=400))
    bundling.sweep()
    assert traces() == set()
    assert sealed.hex().encode() not in dumped()
    assert sealed not in dumped()
    assert lived.ref.encode() in dumped(), "that there was a case is not forgotten"
    assert not list(chain.breaks(Case.objects.get()))
    connections.close_all()
