"""Sample information requests and objections (UU 14/2008), all invented, in every state and of every age."""

from __future__ import annotations

from typing import Any

from .storytelling import (
    DESA,
    PPID,
    PPID_MAIN,
    REPORTER,
    ROOT,
    Step,
    Story,
    ask,
    decide,
    refuse,
    review,
    rule,
    start,
)

# No province has the number 99: this NIK can belong to nobody.
PERSON = {"nik": "9999990101990001", "address": "Alamat Contoh 1", "phone": "0286000091"}
TERMS = {"applicant_kind": "individual", "purpose": "Penelitian", "access_mode": "obtain_copy", "copy_form": "soft"}
ENTITY = {"applicant_kind": "legal_entity", "entity_decree_no": "CONTOH-01/2020", "nik": ""}


def request(name: str, ago: int, body: str, *steps: Step, unit: str = ROOT, **typed: Any) -> Story:
    return Story(name, ago, "", body, steps, "information_request", unit, {**PERSON, **TERMS, **typed})


def objection(name: str, ago: int, about: str, ground: str, body: str, *steps: Step) -> Story:
    return Story(name, ago, "", body, steps, "objection", ROOT, {"ground": ground, "phone": "0286000091"}, about)


def deliver(ago: int, text: str = "Salinan dikirim melalui halaman pelacakan.") -> Step:
    return Step(ago, PPID, "deliver", {"text": text})


REQUESTS = [
    request("anggaran", 1, "Salinan ringkasan APBD tahun berjalan."),
    request("jadwal", 14, "Jadwal pemeliharaan jalan kabupaten tahun ini."),
    request("rapat", 6, "Notula rapat pembahasan tata ruang.", start(5)),
    request(
        "kontrak",
        8,
        "Salinan kontrak pengadaan pompa air.",
        start(7),
        Step(6, PPID_MAIN, "start_test", {"text": "Ada bagian rahasia dagang."}),
        Step(5, PPID_MAIN, "extend", {"text": "Uji konsekuensi belum selesai."}),
        **ENTITY,
    ),
    request(
        "statistik",
        25,
        "Jumlah penduduk tiap desa lima tahun terakhir.",
        start(24),
        decide(21, "granted_full", "Informasi tersedia dan diberikan."),
        deliver(20),
    ),
    request(
        "peta",
        75,
        "Peta rawan longsor.",
        start(74),
        decide(70, "granted_partial", "Diberikan tanpa titik sumber air.", redactions="Titik sumber air"),
        deliver(69),
    ),
    request(
        "riset",
        40,
        "Data curah hujan harian.",
        start(39),
        decide(35, "not_held", "Data ini dimiliki badan lain.", holder_name="Badan meteorologi"),
        Step(10, PPID, "close"),
    ),
    request("foto", 4, "Foto udara.", ask(3, "Foto udara wilayah dan tahun berapa?", PPID)),
    request(
        "lampau",
        30,
        "Dokumen lama.",
        ask(29, "Dokumen apa yang dimaksud?", PPID),
        Step(12, PPID_MAIN, "lapse", {"text": "Tidak dilengkapi setelah diingatkan."}),
    ),
    request(
        "batal",
        20,
        "Daftar aset kendaraan dinas.",
        start(19),
        Step(18, REPORTER, "withdraw", {"text": "Sudah menemukan di situs."}),
    ),
    request(
        "apbdes",
        9,
        "Laporan realisasi APBDes tahun lalu.",
        start(8),
        decide(6, "granted_full", "Diberikan dalam bentuk berkas."),
        unit=DESA,
    ),
    request("terlambat", 28, "Daftar penerima hibah tahun lalu.", start(27)),
    request(
        "pribadi", 30, "Data lengkap penerima bantuan.", start(29), refuse(25, "Memuat data pribadi, Pasal 17 huruf h.")
    ),
    request(
        "rinci",
        85,
        "Rincian harga satuan proyek jalan.",
        start(84),
        refuse(78, "Dikecualikan menurut uji konsekuensi."),
    ),
    request(
        "izin",
        80,
        "Daftar izin usaha tambang.",
        start(79),
        refuse(73, "Dikecualikan menurut uji konsekuensi."),
        **ENTITY,
    ),
    request(
        "gaji",
        90,
        "Nama dan penghasilan tiap pegawai.",
        start(89),
        refuse(83, "Memuat data pribadi, Pasal 17 huruf h."),
    ),
]

OBJECTIONS = [
    objection("keberatan-terlambat", 10, "terlambat", "late", "Sampai hari ini belum ada jawaban."),
    objection("keberatan-pribadi", 15, "pribadi", "refused_as_exempt", "Kami hanya meminta jumlahnya, bukan namanya.", review(12)),
    objection(
        "keberatan-rinci", 70, "rinci", "refused_as_exempt", "Harga satuan bukan rahasia.",
        review(68), rule(55, "rejected", "Pengecualian sudah tepat."),
        Step(50, PPID_MAIN, "dispute", {"dispute_no": "CONTOH/KI/01"}),
    ),
    objection("keberatan-izin", 60, "izin", "refused_as_exempt", "Daftar izin wajib diumumkan.", review(58), rule(3, "granted", "Daftar izin diberikan.")),
    objection("keberatan-gaji", 75, "gaji", "refused_as_exempt", "Mohon ditinjau kembali.", review(74), rule(65, "rejected", "Data pribadi tetap dikecualikan.")),
]  # fmt: skip

PETITIONS = [*REQUESTS, *OBJECTIONS]
