"""Sample service standards of Desa Darmayasa, each with all fourteen components."""

from __future__ import annotations

from typing import Any

from .standards import VILLAGE, bring, copies, laws, procedure

DARMAYASA: list[dict[str, Any]] = [
    VILLAGE
    | {
        "title": "Surat Keterangan Domisili",
        "summary": "Surat yang menerangkan bahwa Anda tinggal di desa ini. Bawa KTP dan pengantar RT; selesai dalam 10 menit.",
        "topics": ["kependudukan"],
        "service_code": "DES-01",
        "requirements": bring("KTP", copies("Kartu keluarga"), "Surat pengantar dari ketua RT"),
        "procedure": procedure(
            ("applicant", "Serahkan berkas di loket"),
            ("officer", "Memeriksa berkas dan mengetik surat", 7, "minute"),
            ("official", "Kepala desa atau sekretaris desa menandatangani", 3, "minute"),
            ("applicant", "Terima surat dan tanda tangani buku layanan"),
        ),
        "time_value": 10,
        "time_max": 30,
        "time_unit": "minute",
        "fee_type": "free",
        "product": "Surat Keterangan Domisili, berlaku tiga bulan",
        "legal_basis": laws("desa", "adminduk", "standar"),
    },
    VILLAGE
    | {
        "title": "Surat Keterangan Tidak Mampu (SKTM)",
        "summary": "Untuk keringanan biaya sekolah, berobat, atau bantuan hukum. Gratis dan tidak perlu surat dari kecamatan.",
        "topics": ["bantuan-sosial", "pendidikan"],
        "service_code": "DES-02",
        "requirements": bring(
            "KTP pemohon",
            copies("Kartu keluarga"),
            "Surat pengantar dari ketua RT",
            {"text": "Surat permintaan dari sekolah, puskesmas, atau lembaga yang memerlukan", "note": "Bila ada."},
        ),
        "procedure": procedure(
            ("applicant", "Serahkan berkas dan jelaskan keperluan surat"),
            ("officer", "Mencocokkan dengan data kesejahteraan sosial", 10, "minute"),
            ("officer", "Bila belum terdata, kepala dusun berkunjung ke rumah", 1, "working_day"),
            ("official", "Kepala desa menandatangani", 5, "minute"),
            ("applicant", "Terima surat di loket"),
        ),
        "time_value": 30,
        "time_unit": "minute",
        "time_condition": "sejak berkas lengkap; satu hari kerja bila perlu kunjungan",
        "fee_type": "free",
        "product": "Surat Keterangan Tidak Mampu",
        "legal_basis": laws("desa", "pelayanan", "standar"),
    },
    VILLAGE
    | {
        "title": "Pengantar KTP dan kartu keluarga",
        "summary": "Formulir dan pengantar untuk membuat, mengubah, atau mengganti KTP dan kartu keluarga di kecamatan.",
        "topics": ["kependudukan"],
        "service_code": "DES-03",
        "requirements": bring(
            "Kartu keluarga",
            copies("Akta kelahiran atau ijazah"),
            copies("Buku nikah atau akta cerai", 1, "Untuk perubahan status kawin."),
            {
                "text": "Surat kehilangan dari kepolisian",
                "original": True,
                "note": "Hanya untuk KTP atau kartu yang hilang.",
            },
        ),
        "procedure": procedure(
            ("applicant", "Isi formulir F-1.02 di loket; petugas membantu bila perlu"),
            ("officer", "Memeriksa isian dan berkas", 10, "minute"),
            ("official", "Menandatangani pengantar", 5, "minute"),
            ("applicant", "Bawa pengantar ke kecamatan atau dinas kependudukan"),
        ),
        "time_value": 15,
        "time_unit": "minute",
        "fee_type": "free",
        "product": "Formulir F-1.02 yang sudah diperiksa\nSurat pengantar",
        "legal_basis": laws("adminduk", "perpres-adminduk", "standar"),
    },
    VILLAGE
    | {
        "title": "Pengantar nikah",
        "summary": "Surat pengantar (model N1) dan kelengkapannya untuk KUA atau pencatatan sipil. Urus paling lambat 10 hari kerja sebelum hari nikah.",
        "topics": ["kependudukan"],
        "service_code": "DES-04",
        "requirements": bring(
            "KTP calon pengantin",
            copies("Kartu keluarga", 2),
            copies("Akta kelahiran", 2),
            {"text": "Pasfoto 2 × 3 dan 4 × 6", "copies": 4, "note": "Latar biru."},
            {"text": "Akta cerai atau surat kematian pasangan", "original": True, "note": "Untuk duda atau janda."},
        ),
        "procedure": procedure(
            ("applicant", "Datang bersama calon pasangan atau wali"),
            ("officer", "Memeriksa data dan mengetik model N1, N2, dan N4", 30, "minute"),
            ("official", "Kepala desa menandatangani", 10, "minute"),
            ("applicant", "Bawa berkas ke KUA atau dinas kependudukan"),
        ),
        "time_value": 45,
        "time_max": 60,
        "time_unit": "minute",
        "fee_type": "free",
        "product": "Surat pengantar nikah (N1)\nSurat permohonan kehendak nikah (N2)\nSurat persetujuan mempelai (N4)",
        "legal_basis": laws("nikah", "desa", "standar"),
    },
    VILLAGE
    | {
        "title": "Pengantar SKCK",
        "summary": "Pengantar dari desa untuk mengurus surat keterangan catatan kepolisian di polsek.",
        "topics": ["kependudukan"],
        "service_code": "DES-05",
        "requirements": bring("KTP", copies("Kartu keluarga"), "Surat pengantar dari ketua RT"),
        "procedure": procedure(
            ("applicant", "Serahkan berkas dan sebutkan keperluan"),
            ("officer", "Mengetik surat pengantar", 7, "minute"),
            ("official", "Menandatangani surat", 3, "minute"),
        ),
        "time_value": 10,
        "time_unit": "minute",
        "fee_type": "free",
        "product": "Surat pengantar SKCK",
        "legal_basis": laws("desa", "standar"),
    },
    VILLAGE
    | {
        "title": "Surat pengantar izin keramaian",
        "summary": "Untuk hajatan, pentas, atau lomba yang mengundang banyak orang. Ajukan tujuh hari kerja sebelum acara.",
        "topics": ["budaya"],
        "service_code": "DES-06",
        "requirements": bring(
            "KTP penanggung jawab",
            "Surat persetujuan tetangga kanan, kiri, depan, dan belakang",
            {"text": "Susunan acara, waktu, dan perkiraan jumlah tamu"},
            "Surat pengantar dari ketua RT",
        ),
        "procedure": procedure(
            ("applicant", "Serahkan berkas di loket"),
            ("officer", "Memeriksa tempat, parkir, dan jalan yang ditutup", 1, "working_day"),
            ("official", "Kepala desa menandatangani", 10, "minute"),
            ("applicant", "Bawa pengantar ke kecamatan, lalu ke polsek"),
        ),
        "time_value": 1,
        "time_max": 2,
        "time_unit": "working_day",
        "fee_type": "free",
        "product": "Surat pengantar izin keramaian",
        "legal_basis": laws("desa", "pelayanan", "standar"),
    },
    VILLAGE
    | {
        "title": "Sewa balai desa",
        "summary": "Balai desa dapat dipakai untuk hajatan dan rapat. Warga desa membayar satu tarif untuk satu hari.",
        "topics": ["budaya"],
        "service_code": "DES-07",
        "service_kind": "services",
        "requirements": bring("KTP penyewa", {"text": "Formulir sewa yang sudah diisi", "note": "Tersedia di loket."}),
        "procedure": procedure(
            ("applicant", "Pilih tanggal dan isi formulir"),
            ("officer", "Memeriksa jadwal dan membuat tanda terima", 15, "minute"),
            ("applicant", "Bayar di bendahara desa dan simpan kuitansi"),
            ("officer", "Menyerahkan kunci pada hari acara"),
        ),
        "time_value": 20,
        "time_unit": "minute",
        "fee_type": "fixed",
        "fee_amount": "150000.00",
        "fee_basis": "Peraturan Desa Darmayasa Nomor 3 Tahun 2025 tentang Pungutan Desa (contoh)",
        "product": "Izin pakai balai desa selama satu hari\nKuitansi pembayaran",
        "legal_basis": [
            *laws("desa"),
            (
                "legal_basis",
                {"kind": "perdes", "number": "3", "year": 2025, "title": "Pungutan Desa (contoh)", "clause": "Pasal 4"},
            ),
        ],
    },
]
