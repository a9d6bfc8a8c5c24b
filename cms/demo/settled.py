"""Sample complaints and aspirations on which the office has done its part: answered, closed, withdrawn, referred."""

from __future__ import annotations

from .storytelling import (
    COORDINATOR,
    DESA,
    INSPECTORATE,
    JUDGE,
    KECAMATAN,
    REPORTER,
    ROADS,
    ROOT,
    VERIFIER,
    Step,
    Story,
    accept,
    answer,
    answer_privately,
    assign,
    progress,
    publish,
    rate,
    refer,
)

LAMPS = "Tiga lampu jalan di Dusun Contoh Lor mati sejak dua pekan lalu. Anak-anak pulang mengaji dalam gelap."
PIPES = "Kami minta sambungan pipa baru untuk sembilan rumah di Dusun Contoh Kidul yang belum mendapat air."
LIBRARY = "Mohon mobil perpustakaan singgah di Darmayasa sebulan sekali, hari apa pun."

OVER: list[Story] = [
    Story(
        "tentang-kabupaten",
        18,
        "Syarat lelang berubah setelah ditutup",
        "Syarat pengadaan di kantor kabupaten diganti sesudah batas waktu, tanpa pengumuman.",
        (
            assign(17, INSPECTORATE, "with_inspection", "confidential", JUDGE),
            accept(16, INSPECTORATE),
            progress(12, INSPECTORATE, "Berkas pengadaan sedang diperiksa.", "reporter"),
            answer_privately(6, INSPECTORATE, "Perubahan itu tidak sah dan pengadaan diulang.", "resolved"),
            Step(5, REPORTER, "confirm"),
        ),
        unit=ROOT,
        typed={"category": "pelayanan-kantor", "about_unit": ROOT, "is_anonymous": "on"},
    ),
    Story(
        "lampu-mati",
        40,
        "Lampu jalan mati di Dusun Contoh Lor",
        LAMPS,
        (
            assign(39, ROADS, "normative"),
            publish(39, "Lampu jalan mati di Dusun Contoh Lor", LAMPS),
            accept(39, ROADS),
            answer(36, ROADS, "Ketiga lampu sudah diganti dan menyala."),
            Step(35, REPORTER, "confirm"),
            rate(35, 5, "Cepat, terima kasih."),
        ),
        typed={"category": "penerangan", "village": DESA},
    ),
    Story(
        "air-keruh",
        9,
        "Air keruh setelah hujan",
        "Air dari kran umum berwarna cokelat.",
        (
            assign(8, KECAMATAN),
            accept(7, KECAMATAN),
            publish(7, "Air keruh setelah hujan", "Air dari kran umum berwarna cokelat."),
            answer(3, KECAMATAN, "Bak penampung sudah dikuras; mohon kabari bila masih keruh."),
        ),
        typed={"category": "air-bersih"},
    ),
    Story(
        "jam-kantor",
        45,
        "Kantor desa tutup pada jam kerja",
        "Dua kali datang pukul sepuluh, kantor tutup tanpa pengumuman.",
        (
            assign(44, KECAMATAN),
            accept(43, KECAMATAN),
            answer(38, KECAMATAN, "Jadwal piket sudah dipasang dan diawasi kecamatan."),
        ),
        typed={"category": "pelayanan-kantor", "about_unit": DESA},
    ),
    Story(
        "sambungan-air",
        35,
        "Minta sambungan pipa baru",
        PIPES,
        (
            assign(34, ROADS),
            accept(33, ROADS),
            publish(33, "Permintaan sambungan pipa di Dusun Contoh Kidul", PIPES),
            answer(
                22,
                ROADS,
                "Belum dapat dipenuhi tahun ini; diusulkan untuk anggaran berikutnya.",
                "cannot_fulfil",
                reason="no-budget",
            ),
            Step(20, REPORTER, "confirm"),
            rate(20, 3),
        ),
        typed={"category": "air-bersih", "village": DESA},
    ),
    Story(
        "jalan-ganda",
        25,
        "Lubang di jalan depan balai desa",
        "Jalan di tikungan itu berlubang lagi, mohon ditambal.",
        (Step(24, VERIFIER, "mark_duplicate", {"duplicate_of": "jalan-berlubang"}),),
        typed={"category": "jalan", "village": DESA},
    ),
    Story(
        "iklan",
        10,
        "Promo pulsa murah",
        "Beli dua gratis satu, hanya hari ini.",
        (Step(9, VERIFIER, "archive", {"reason": "spam"}),),
        unit=ROOT,
    ),
    Story(
        "salam",
        8,
        "Salam kenal",
        "Selamat pagi, salam kenal dari kami.",
        (
            Step(7, VERIFIER, "propose_archive", {"reason": "not-a-report"}),
            Step(6, COORDINATOR, "archive", {"reason": "not-a-report"}),
        ),
        unit=ROOT,
    ),
    Story(
        "jalan-provinsi",
        15,
        "Rambu jalan provinsi hilang",
        "Rambu tikungan tajam di jalan provinsi hilang.",
        (
            refer(
                13,
                "9000101",
                "Dinas perhubungan provinsi",
                "Jalan ini milik provinsi; laporan Anda kami teruskan melalui SP4N-LAPOR!.",
            ),
        ),
        unit=KECAMATAN,
        typed={"category": "jalan"},
    ),
    Story(
        "listrik",
        60,
        "Tegangan listrik sering turun",
        "Setiap malam lampu meredup dan peralatan rusak.",
        (
            refer(58, "9000102", "Perusahaan listrik", "Listrik bukan wewenang daerah; kami teruskan."),
            Step(
                35, COORDINATOR, "close_referred", {"text": "Trafo sudah diganti menurut jawaban perusahaan listrik."}
            ),
        ),
        typed={"category": "penerangan"},
    ),
    Story(
        "dicabut",
        14,
        "Suara mesin malam hari",
        "Mesin penggiling berbunyi sampai tengah malam.",
        (assign(13, DESA), accept(12, DESA), Step(10, REPORTER, "withdraw", {"text": "Sudah dibicarakan baik-baik."})),
    ),
    Story(
        "pohon",
        28,
        "Pohon miring di tepi jalan",
        "Pohon besar miring ke arah kabel.",
        (
            assign(27, KECAMATAN, "minor"),
            accept(27, KECAMATAN),
            answer_privately(26, KECAMATAN, "Pohon sudah dipangkas.", "resolved"),
            Step(25, REPORTER, "confirm"),
            rate(24, 4),
        ),
        unit=KECAMATAN,
        typed={"category": "jalan"},
    ),
    Story(
        "usul-perpustakaan",
        33,
        "Usul perpustakaan keliling",
        LIBRARY,
        (
            assign(32, KECAMATAN),
            publish(31, "Usul perpustakaan keliling", LIBRARY),
            accept(31, KECAMATAN),
            answer(25, KECAMATAN, "Mulai bulan depan singgah setiap Rabu pertama.", "answered"),
            Step(24, REPORTER, "confirm"),
            rate(23, 5),
        ),
        kind="aspiration",
    ),
    Story(
        "usul-halte",
        48,
        "Usul halte di depan pasar",
        "Penumpang menunggu di tepi jalan tanpa atap.",
        (
            assign(47, ROADS),
            accept(46, ROADS),
            answer(38, ROADS, "Lahan belum tersedia.", "cannot_fulfil", reason="no-power"),
        ),
        kind="aspiration",
        unit=KECAMATAN,
    ),
]
