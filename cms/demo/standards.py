"""What the sample service standards have in common: rows in short form, and the eight components of the unit itself."""

from __future__ import annotations

from typing import Any

# Regulations that the standards name again and again: kind, number, year, title.
LAWS: dict[str, dict[str, Any]] = {
    "pelayanan": {"kind": "uu", "number": "25", "year": 2009, "title": "Pelayanan Publik"},
    "desa": {"kind": "uu", "number": "6", "year": 2014, "title": "Desa"},
    "adminduk": {
        "kind": "uu",
        "number": "24",
        "year": 2013,
        "title": "Perubahan atas UU 23/2006 tentang Administrasi Kependudukan",
    },
    "perpres-adminduk": {
        "kind": "perpres",
        "number": "96",
        "year": 2018,
        "title": "Persyaratan dan Tata Cara Pendaftaran Penduduk dan Pencatatan Sipil",
    },
    "nikah": {"kind": "uu", "number": "16", "year": 2019, "title": "Perubahan atas UU 1/1974 tentang Perkawinan"},
    "standar": {"kind": "permen", "number": "15", "year": 2014, "title": "Pedoman Standar Pelayanan (PermenPANRB)"},
    "kesehatan": {"kind": "uu", "number": "17", "year": 2023, "title": "Kesehatan"},
    "bangunan": {
        "kind": "pp",
        "number": "16",
        "year": 2021,
        "title": "Peraturan Pelaksanaan UU 28/2002 tentang Bangunan Gedung",
    },
}


def laws(*keys: str) -> list[tuple[str, Any]]:
    return [("legal_basis", LAWS[key]) for key in keys]


def bring(*rows: str | dict[str, Any]) -> list[tuple[str, Any]]:
    """What the applicant brings; a bare line is an original that is only shown."""
    return [("requirement", row if isinstance(row, dict) else {"text": row, "original": True}) for row in rows]


def copies(text: str, number: int = 1, note: str = "") -> dict[str, Any]:
    return {"text": text, "copies": number, "note": note}


def procedure(*rows: tuple[Any, ...]) -> list[tuple[str, Any]]:
    """Steps as (who, what) or (who, what, duration, unit of time)."""
    found = []
    for who, what, *time in rows:
        step = {"actor": who, "text": what}
        if time:
            step |= {"duration": time[0], "duration_unit": time[1]}
        found.append(("step", step))
    return found


def channels(counter: str, phone: str, email: str, hours: str = "Senin–Jumat, jam kerja") -> list[tuple[str, Any]]:
    """Where to complain about a service; every unit also answers through SP4N-LAPOR."""
    return [
        ("channel", {"kind": "counter", "value": counter, "hours": hours}),
        ("channel", {"kind": "phone", "value": phone, "hours": hours}),
        ("channel", {"kind": "email", "value": email}),
        ("channel", {"kind": "sp4n_lapor", "value": "www.lapor.go.id"}),
    ]


HANDLING = (
    "Setiap aduan dicatat dan diberi nomor. Permintaan informasi dijawab paling lama 5 hari kerja, pengaduan yang tidak "
    "perlu pemeriksaan paling lama 14 hari kerja, dan pengaduan yang perlu pemeriksaan paling lama 60 hari kerja."
)

# The components that hardly differ between the services of one unit.
VILLAGE: dict[str, Any] = {
    "location": "Loket balai desa",
    "complaint_channels": channels("Loket balai desa, meja pengaduan", "0286-000-015", "darmayasa@contoh.example"),
    "complaint_handling": HANDLING,
    "facilities": "Ruang tunggu 12 kursi, ramp, toilet untuk kursi roda, pojok bermain anak, air minum, mesin fotokopi gratis.",
    "staff_competence": "Memahami administrasi desa, mampu memakai komputer, sopan, dan dapat berbahasa Jawa maupun Indonesia.",
    "internal_supervision": "Kepala desa memeriksa buku layanan setiap pekan; sekretaris desa memeriksa berkas setiap hari.",
    "staff_count": 2,
    "service_guarantee": "Selesai sesuai waktu yang dijanjikan. Bila terlambat, surat diantar ke rumah tanpa biaya.",
    "safety_guarantee": "Berkas disimpan dalam lemari terkunci; data pribadi hanya dipakai untuk layanan ini. Surat bernomor dan bercap.",
    "performance_evaluation": "Survei kepuasan setiap triwulan dan rapat evaluasi perangkat setiap bulan.",
    "decree_no": "140/01/2026 (contoh)",
}
KECAMATAN: dict[str, Any] = VILLAGE | {
    "location": "Loket PATEN, kantor kecamatan",
    "complaint_channels": channels("Loket PATEN, meja 1", "0286-000-014", "pejawaran@contoh.example"),
    "facilities": "Nomor antrean, ruang tunggu 30 kursi, ramp, ruang laktasi, loket prioritas, Wi-Fi.",
    "staff_competence": "Memahami administrasi terpadu kecamatan, mampu memakai komputer, ramah, dan teliti.",
    "internal_supervision": "Camat dan sekretaris kecamatan memeriksa catatan layanan setiap pekan.",
    "staff_count": 4,
    "service_guarantee": "Selesai sesuai waktu yang dijanjikan. Bila terlambat, pemohon diberi tahu sebelum batas waktu.",
    "decree_no": "060/02/2026 (contoh)",
}
AGENCY: dict[str, Any] = KECAMATAN | {
    "location": "Loket pelayanan dinas",
    "complaint_channels": channels("Loket pengaduan, lantai 1", "0286-000-020", "pengaduan@contoh.example"),
    "internal_supervision": "Kepala bidang memeriksa harian; Inspektorat memeriksa setahun sekali.",
    "staff_count": 6,
    "decree_no": "800/03/2026 (contoh)",
}
