"""Sample service standards of the regency, its two agencies and Kecamatan Pejawaran."""

from __future__ import annotations

from typing import Any

from .standards import AGENCY, KECAMATAN, bring, copies, laws, procedure

PEJAWARAN: list[dict[str, Any]] = [
    KECAMATAN
    | {
        "title": "Perekaman KTP elektronik",
        "summary": "Untuk warga yang genap berusia 17 tahun atau sudah menikah. Foto dan sidik jari direkam di kecamatan.",
        "topics": ["kependudukan"],
        "service_code": "KEC-01",
        "availability": "disrupted",
        "availability_note": "Alat perekam iris sedang diperbaiki. Sementara ini, rekam di dinas kependudukan.",
        "requirements": bring(copies("Kartu keluarga"), {"text": "Datang sendiri, tidak dapat diwakilkan"}),
        "procedure": procedure(
            ("applicant", "Ambil nomor antrean"),
            ("officer", "Mencocokkan data", 5, "minute"),
            ("officer", "Merekam foto, sidik jari, iris mata, dan tanda tangan", 10, "minute"),
            ("applicant", "Terima bukti perekaman"),
        ),
        "time_value": 15,
        "time_unit": "minute",
        "fee_type": "free",
        "product": "Bukti perekaman KTP elektronik",
        "legal_basis": laws("adminduk", "perpres-adminduk"),
    },
    KECAMATAN
    | {
        "title": "Legalisasi surat",
        "summary": "Pengesahan tanda tangan kepala desa pada surat keterangan, waris, atau permohonan.",
        "topics": ["kependudukan"],
        "service_code": "KEC-02",
        "requirements": bring("Surat yang sudah ditandatangani kepala desa", copies("KTP pemohon")),
        "procedure": procedure(
            ("applicant", "Serahkan surat di loket"),
            ("officer", "Memeriksa dan mencatat", 5, "minute"),
            ("official", "Camat atau sekretaris menandatangani", 10, "minute"),
        ),
        "time_value": 15,
        "time_max": 60,
        "time_unit": "minute",
        "fee_type": "free",
        "product": "Surat yang disahkan",
        "legal_basis": laws("pelayanan", "standar"),
    },
    KECAMATAN
    | {
        "title": "Rekomendasi izin keramaian",
        "summary": "Lanjutan dari pengantar desa, sebelum Anda ke polsek.",
        "topics": ["budaya"],
        "service_code": "KEC-03",
        "requirements": bring("Surat pengantar dari desa", copies("KTP penanggung jawab")),
        "procedure": procedure(
            ("applicant", "Serahkan pengantar desa"),
            ("officer", "Memeriksa jadwal kegiatan di wilayah", 15, "minute"),
            ("official", "Camat menandatangani rekomendasi", 15, "minute"),
        ),
        "time_value": 30,
        "time_unit": "minute",
        "fee_type": "free",
        "product": "Surat rekomendasi camat",
        "legal_basis": laws("pelayanan", "standar"),
    },
]

POPULATION: list[dict[str, Any]] = [
    AGENCY
    | {
        "title": "Akta kelahiran",
        "summary": "Untuk anak yang lahir di mana pun di Indonesia. Bisa diurus sekaligus dengan kartu keluarga dan kartu identitas anak.",
        "topics": ["kependudukan"],
        "service_code": "DKC-01",
        "requirements": bring(
            "Surat keterangan kelahiran dari bidan, puskesmas, atau rumah sakit",
            copies("Buku nikah orang tua"),
            copies("Kartu keluarga"),
            copies("KTP dua saksi", 2),
        ),
        "procedure": procedure(
            ("applicant", "Serahkan berkas di loket atau di kecamatan"),
            ("officer", "Memeriksa dan memasukkan data", 1, "hour"),
            ("official", "Menandatangani secara elektronik", 1, "working_day"),
            ("applicant", "Unduh atau ambil akta"),
        ),
        "time_value": 1,
        "time_max": 3,
        "time_unit": "working_day",
        "fee_type": "free",
        "product": "Kutipan akta kelahiran\nKartu keluarga baru\nKartu identitas anak",
        "legal_basis": laws("adminduk", "perpres-adminduk"),
    },
    AGENCY
    | {
        "title": "Pindah datang penduduk",
        "summary": "Untuk keluarga yang pindah ke kabupaten ini atau pindah ke luar.",
        "topics": ["kependudukan"],
        "service_code": "DKC-02",
        "requirements": bring("Kartu keluarga", "KTP semua anggota yang pindah", {"text": "Formulir F-1.03"}),
        "procedure": procedure(
            ("applicant", "Serahkan berkas"),
            ("officer", "Memeriksa dan memproses data", 1, "working_day"),
            ("applicant", "Terima surat pindah dan kartu keluarga baru"),
        ),
        "time_value": 1,
        "time_unit": "working_day",
        "fee_type": "free",
        "product": "Surat keterangan pindah\nKartu keluarga baru",
        "legal_basis": laws("adminduk", "perpres-adminduk"),
    },
]

HEALTH: list[dict[str, Any]] = [
    AGENCY
    | {
        "title": "Izin praktik tenaga kesehatan",
        "summary": "Untuk dokter, bidan, perawat, dan tenaga kesehatan lain yang berpraktik di kabupaten ini.",
        "topics": ["kesehatan"],
        "service_code": "DKS-01",
        "requirements": bring(
            "Surat tanda registrasi yang masih berlaku",
            "Surat keterangan tempat praktik",
            {"text": "Pasfoto 4 × 6", "copies": 2},
        ),
        "procedure": procedure(
            ("applicant", "Ajukan berkas di loket"),
            ("officer", "Memeriksa berkas", 2, "working_day"),
            ("official", "Kepala dinas menandatangani", 1, "working_day"),
        ),
        "time_value": 3,
        "time_max": 5,
        "time_unit": "working_day",
        "fee_type": "free",
        "product": "Surat izin praktik",
        "legal_basis": laws("kesehatan", "standar"),
    },
    AGENCY
    | {
        "title": "Pemeriksaan air bersih",
        "summary": "Laboratorium memeriksa air sumur, mata air, atau air isi ulang. Tarif menurut jumlah parameter.",
        "topics": ["kesehatan", "lingkungan"],
        "service_code": "DKS-02",
        "service_kind": "services",
        "requirements": bring(
            {"text": "Contoh air 2 liter dalam wadah steril", "note": "Wadah dapat dipinjam."}, copies("KTP")
        ),
        "procedure": procedure(
            ("applicant", "Serahkan contoh air sebelum pukul 10.00"),
            ("officer", "Memeriksa di laboratorium", 4, "working_day"),
            ("applicant", "Ambil hasil dan penjelasannya"),
        ),
        "time_value": 4,
        "time_max": 6,
        "time_unit": "working_day",
        "fee_type": "range",
        "fee_min": "25000.00",
        "fee_max": "150000.00",
        "fee_basis": "Peraturan Daerah tentang Pajak Daerah dan Retribusi Daerah (contoh)",
        "product": "Lembar hasil pemeriksaan air",
        "legal_basis": laws("kesehatan", "pelayanan"),
    },
]

REGENCY: list[dict[str, Any]] = [
    AGENCY
    | {
        "title": "Persetujuan bangunan gedung",
        "summary": "Diperlukan sebelum membangun atau mengubah bangunan. Besar retribusi dihitung dari luas dan fungsi bangunan.",
        "topics": ["infrastruktur"],
        "service_code": "KAB-01",
        "requirements": bring(
            "Sertifikat atau bukti penguasaan tanah",
            copies("KTP pemilik"),
            {"text": "Gambar rencana bangunan"},
        ),
        "procedure": procedure(
            ("applicant", "Unggah atau serahkan berkas"),
            ("officer", "Memeriksa gambar dan lokasi", 10, "working_day"),
            ("applicant", "Bayar retribusi di bank"),
            ("official", "Menerbitkan persetujuan", 2, "working_day"),
        ),
        "time_value": 14,
        "time_max": 28,
        "time_unit": "working_day",
        "fee_type": "formula",
        "fee_basis": "Peraturan Daerah tentang Pajak Daerah dan Retribusi Daerah (contoh)",
        "product": "Dokumen persetujuan bangunan gedung",
        "legal_basis": laws("bangunan", "pelayanan"),
    },
    AGENCY
    | {
        "title": "Permohonan informasi publik",
        "summary": "Siapa pun boleh meminta dokumen yang belum diumumkan. Jawaban paling lama 10 hari kerja.",
        "topics": ["kependudukan"],
        "service_code": "KAB-02",
        "requirements": bring(copies("KTP"), {"text": "Formulir permohonan yang menyebut informasi dan alasan"}),
        "procedure": procedure(
            ("applicant", "Isi formulir di meja PPID"),
            ("officer", "Mencatat dan memberi tanda terima", 10, "minute"),
            ("official", "PPID menjawab secara tertulis", 10, "working_day"),
        ),
        "time_value": 10,
        "time_max": 17,
        "time_unit": "working_day",
        "fee_type": "free",
        "product": "Jawaban tertulis\nSalinan dokumen",
        "legal_basis": [
            (
                "legal_basis",
                {
                    "kind": "uu",
                    "number": "14",
                    "year": 2008,
                    "title": "Keterbukaan Informasi Publik",
                    "clause": "Pasal 22",
                },
            )
        ],
    },
]
