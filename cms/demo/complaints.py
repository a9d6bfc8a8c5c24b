"""Sample complaints and aspirations, all invented, in every state and of every age: those that are open."""

from __future__ import annotations

from .in_hand import IN_HAND
from .settled import OVER
from .storytelling import (
    DESA,
    HANDLERS,
    KECAMATAN,
    REPORTER,
    ROOT,
    VERIFIER,
    Step,
    Story,
    ask,
    assign,
    publish,
)

WAITING: list[Story] = [
    Story(
        "sampah-pasar",
        0,
        "Sampah pasar belum diangkut",
        "Sudah tiga hari bak sampah di pasar penuh dan berbau.",
        unit=KECAMATAN,
        typed={"category": "sampah"},
    ),
    Story(
        "jembatan",
        2,
        "Jembatan kayu retak",
        "Papan jembatan ke kebun retak dan bergoyang saat dilewati motor.",
        (
            Step(1, REPORTER, "message", {"text": "Tambahan: sebelah kiri kini sudah patah satu papan."}),
            Step(1, VERIFIER, "note", {"text": "Mohon lokasi dipastikan ke kecamatan."}),
        ),
        typed={"category": "jalan", "place_text": "Jalan ke kebun, timur balai desa"},
    ),
    Story(
        "antrean",
        6,
        "Antrean pelayanan terlalu lama",
        "Menunggu empat jam untuk satu surat, tanpa nomor antrean.",
        unit=ROOT,
        typed={"category": "pelayanan-kantor"},
    ),
    Story(
        "bantuan-terlambat",
        5,
        "Bantuan pangan belum diterima",
        "Tetangga sudah menerima, kami belum.",
        (ask(4, "Bantuan bulan apa dan melalui apa biasanya Anda terima?"),),
        typed={"category": "bantuan-sosial"},
    ),
    Story(
        "bantuan-dijawab",
        8,
        "Nama hilang dari daftar bantuan",
        "Bulan lalu masih terdaftar, sekarang tidak.",
        (ask(7, "Mohon sebutkan nama programnya."), Step(5, REPORTER, "reply", {"text": "Program sembako."})),
        typed={"category": "bantuan-sosial"},
    ),
    Story(
        "bantuan-diam",
        50,
        "Bantuan tidak jelas",
        "Tolong dicek.",
        (ask(49, "Bantuan yang mana?"),),
        typed={"category": "bantuan-sosial"},
    ),
    Story(
        "kembali",
        8,
        "Saluran irigasi jebol",
        "Air tidak sampai ke sawah di hilir.",
        (
            assign(7, DESA),
            publish(7, "Saluran irigasi jebol", "Air tidak sampai ke sawah di hilir."),
            Step(6, HANDLERS[DESA], "return", {"reason": "not-ours", "text": "Saluran ini milik kabupaten."}),
        ),
        typed={"category": "air-bersih"},
    ),
    Story(
        "usul-taman",
        1,
        "Usul lampu taman",
        "Mohon taman kecamatan diberi lampu agar bisa dipakai malam hari.",
        kind="aspiration",
        unit=KECAMATAN,
        typed={"category": "penerangan"},
    ),
    Story(
        "usul-pasar",
        3,
        "Usul pasar malam",
        "Mohon ada pasar malam sebulan sekali.",
        (ask(2, "Di lapangan mana yang Anda maksud?"),),
        kind="aspiration",
        unit=KECAMATAN,
    ),
]

COMPLAINTS = [*WAITING, *IN_HAND, *OVER]
