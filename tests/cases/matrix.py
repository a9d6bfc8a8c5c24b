"""What everybody may know of the planted cases (specification, §§ 3 and 8), as tables: nothing of it is asked of the code."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client, override_settings

from tests.photocopy import Photocopy

from .canaries import BOSS, EDITOR, PUBLISHED, SORTS, STRANGER, Aviary, aviary
from .conftest import KEY

# How much: - nothing, M number and dates, C counter, F the field, D the desk. One letter for each of SORTS:
# plain anonymous confidential waiting restricted about_desa about_root inspection excluded
# returned counter published nameless about_shown taken_off request objection
MATRIX = {
    "counter":           "- - - - - - - - -  - C - - - - - -",
    "counter_desa":      "- - - - - - - - -  - C - - - - - -",
    "verifier":          "D D D D D D - D D  D D D D D D D D",
    "coordinator":       "D D D D D D - D D  D D D D D D D D",
    "coordinator2":      "D D D D D D - D -  D D D D D D D D",
    "leader":            "- - - - - - - - -  - - - - - - - -",
    "archivist":         "M M M M M M - M M  M M M M M M M M",
    "ppid_main":         "- - - - - - - - -  - - - - - - D D",
    "ppid_superior":     "- - - - - - - - -  - - - - - - D D",
    "ppid_desa":         "- - - - - - - - -  - - - - - - D D",
    "handler_kecamatan": "F F F - - F - F F  - - F F F F - -",
    "handler_desa":      "F F F - - - - F -  - - F F - F - -",
    "head_desa":         "F F F - - - - F F  - - F F - F - -",
    "handler_agency":    "- - - - F - - - -  - - - - - - - -",
    "inspector":         "- - - - D D D D -  - - - - D - - -",
    BOSS:                "D D D D D D D D D  D D D D D D D D",
    EDITOR:              "- - - - - - - - -  - - - - - - - -",
    STRANGER:            "- - - - - - - - -  - - - - - - - -",
}  # fmt: skip
# Nobody's inbox: leaders have figures, editors have pages.
WITHOUT_INBOX = {"leader", EDITOR}
LEVEL = {name: dict(zip(SORTS, row.split(), strict=True)) for name, row in MATRIX.items()}
# Who may learn who sent it, for a reason; PPID officers need it for their register.
PPID = {"request", "objection"}
KNOWS_WHO = {
    "coordinator": set(SORTS) - {"about_root"},
    "coordinator2": set(SORTS) - {"about_root", "excluded"},
    "inspector": {"restricted", "about_desa", "about_root", "inspection", "about_shown"},
    "ppid_main": PPID,
    "ppid_superior": PPID,
    "ppid_desa": PPID,
    BOSS: set(SORTS),
}
# The few who read why a case is held.
FEW = {"coordinator", "coordinator2", "inspector", BOSS}
OWN = {"judul", "isi", "tempat", "titik", "pesan", "surat", "tujuan"}
FIELD = OWN | {"instruksi", "balasan", "kabar"}
READS = {"-": set(), "M": set(), "C": OWN, "F": FIELD, "D": FIELD | {"catatan", "hak", "berkas", "tahan"}}
# The reporter reads own words, files and what the office has said to everybody and to the reporter, and what was told of
# the own person; of a NIK only the last digits.
PERSON = {"nama", "telepon", "surel", "alamat", "pekerjaan"}
REPORTER = PERSON | {"judul", "isi", "tempat", "titik", "pesan", "hak", "balasan", "kabar", "berkas", "ktp"}


def written(sort: str) -> set[str]:
    """The places of a case in which something was written at all, beside the person, its keys and its public copy."""
    places = PERSON | {"judul", "isi", "pesan", "catatan", "hak", "berkas", "ktp", "surat"}
    places |= {"tempat", "titik"} if sort not in PPID else {"tujuan"} if sort == "request" else set()
    places |= {"tahan"} if sort != "about_root" else set()
    is_given = sort not in ("waiting", "about_root", "counter", *PPID)
    places |= {"instruksi", "balasan"} if is_given else set()
    return places | ({"kabar"} if sort in PUBLISHED | {"taken_off"} else set())


def sees(name: str) -> set[str]:
    return {sort for sort, letter in LEVEL[name].items() if letter != "-"}


def reads(name: str) -> set[str]:
    return {sort for sort, letter in LEVEL[name].items() if letter not in "-M"}


# Both files of the matrix stand on one planting.
NEST: dict[str, Any] = {}


@pytest.fixture(scope="session")
def nest(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: Any) -> dict[str, Any]:
    """Everything, planted once; the log of the planting with it."""
    if NEST:
        return NEST
    folder = {"location": tmp_path_factory.mktemp("files")}
    storages = configured.STORAGES | {
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}
    }
    told = io.StringIO()
    listening = logging.StreamHandler(told)
    logging.getLogger().addHandler(listening)
    with django_db_blocker.unblock(), override_settings(CASE_KEYS=[KEY], STORAGES=storages):
        copy = Photocopy.of(aviary)
    logging.getLogger().removeHandler(listening)
    NEST.update(copy=copy, storages=storages, log=told.getvalue())
    return NEST


@pytest.fixture
def hall(nest: dict[str, Any], db: Any, settings: Any, caplog: Any) -> Iterator[Aviary]:
    """The planted installation; whatever happens in a test, its log may say nothing of anybody."""
    settings.STORAGES = nest["storages"]
    caplog.set_level(logging.INFO)
    found = nest["copy"].again()
    yield found
    told = "\n".join(record.getMessage() for when in ("setup", "call") for record in caplog.get_records(when))
    assert not found.spotted(nest["log"] + told)


def entered(hall: Aviary, name: str) -> Client:
    client = Client()
    client.force_login(hall.people[name])
    return client


def text_of(answer: Any) -> str:
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return data.decode("utf-8", "replace") + "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
