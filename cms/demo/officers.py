"""The officers of the sample regency and their desks: who they are, for which office they act, and what for."""

from __future__ import annotations

from cases.transitions import Role
from cms.models import User
from regions.models import Unit, UnitRole

from .people import Account, add_user
from .storytelling import (
    COORDINATOR,
    COUNTER,
    DESA,
    HANDLERS,
    HEAD,
    INSPECTORATE,
    JUDGE,
    KECAMATAN,
    PPID,
    PPID_MAIN,
    ROADS,
    ROOT,
    SUPERIOR,
    VERIFIER,
)

# Agencies that only handle cases; they have people of their own, so that no case of theirs lies on the regency's desk.
AGENCIES = {
    ROADS: ("Dinas Pekerjaan Umum dan Penataan Ruang", "DPUPR"),
    INSPECTORATE: ("Inspektorat", "Inspektorat"),
}
# User name, last name, unit, roles, purpose. Whoever decides a request never decides the objection to it.
OFFICERS: list[tuple[str, str, str, tuple[Role, ...], str]] = [
    (VERIFIER, "Verifikator", ROOT, (Role.VERIFIER,), "memeriksa dan mendisposisi laporan"),
    (COORDINATOR, "Koordinator", ROOT, (Role.COORDINATOR,), "mengoordinasi pengaduan kabupaten"),
    (COUNTER, "Loket", ROOT, (Role.COUNTER,), "mencatat laporan di loket"),
    (HANDLERS[ROADS], "Pekerjaan Umum", ROADS, (Role.HANDLER,), "menangani laporan jalan dan air"),
    (
        HANDLERS[INSPECTORATE],
        "Inspektorat",
        INSPECTORATE,
        (Role.INSPECTORATE, Role.HANDLER),
        "menangani laporan tertutup",
    ),
    (
        JUDGE,
        "Verifikator Inspektorat",
        INSPECTORATE,
        (Role.VERIFIER, Role.COORDINATOR),
        "memeriksa laporan tentang kabupaten sendiri",
    ),
    (HANDLERS[KECAMATAN], "Pejawaran", KECAMATAN, (Role.HANDLER,), "menangani laporan di kecamatan"),
    (HEAD, "Camat Pejawaran", KECAMATAN, (Role.UNIT_HEAD,), "menyetujui tanggapan yang memerlukan kepala unit"),
    (
        HANDLERS[DESA],
        "Darmayasa",
        DESA,
        (Role.HANDLER, Role.PPID_EXECUTIVE),
        "menangani laporan dan permohonan di desa",
    ),
    (PPID, "PPID Pelaksana", ROOT, (Role.PPID_EXECUTIVE,), "mengerjakan permohonan informasi"),
    (PPID_MAIN, "PPID Utama", ROOT, (Role.PPID_MAIN,), "memutus permohonan informasi"),
    (SUPERIOR, "Atasan PPID", ROOT, (Role.PPID_SUPERIOR,), "memutus keberatan"),
    ("arsiparis", "Arsiparis", ROOT, (Role.RECORDS_OFFICER,), "menjaga retensi dan catatan akses"),
    ("pimpinan", "Pimpinan", ROOT, (Role.LEADERSHIP,), "melihat angka, bukan isi laporan"),
]


def add_officers() -> list[Account]:
    """An account for each, with the roles in its office."""
    accounts = []
    for username, last, code, roles, purpose in OFFICERS:
        accounts.append(add_user(username, "Petugas", last, purpose))
        user, unit = User.objects.get(username=username), Unit.objects.get(code=code)
        for role in roles:
            UnitRole.objects.get_or_create(user=user, unit=unit, role=role)
    return accounts
