"""Sample complaints and aspirations, all invented, in every state and of every age."""

from __future__ import annotations

from .storytelling import (
    COORDINATOR,
    DESA,
    HANDLERS,
    INSPECTORATE,
    KECAMATAN,
    REPORTER,
    ROADS,
    ROOT,
    SYSTEM,
    VERIFIER,
    Step,
    Story,
    accept,
    answer,
    answer_privately,
    ask,
    assign,
    progress,
    publish,
    rate,
    refer,
)

HOLES = "Lubang sedalam sejengkal di tikungan dekat balai desa. Dua pengendara sudah terjatuh saat hujan."
LAMPS = "Tiga lampu jalan di Dusun Contoh Lor mati sejak dua pekan lalu. Anak-anak pulang mengaji dalam gelap."
BURNING = "Setiap sore ada yang membakar sampah plastik di tepi sungai. Asapnya masuk ke rumah-rumah."
PIPES = "Kami minta sambungan pipa baru untuk sembilan rumah di Dusun Contoh Kidul yang belum mendapat air."
WALL = "Talud di belakang sekolah longsor sepanjang lima meter. Tanah sudah menyentuh dinding kelas."
TRAINING = "Mohon ada pelatihan kemasan dan izin P-IRT bagi pengolah carica dan kentang di kecamatan."
LIBRARY = "Mohon mobil perpustakaan singgah di Darmayasa sebulan sekali, hari apa pun."

WAITING: list[Story] = [
    Story("sampah-pasar", 0, "Sampah pasar belum diangkut", "Sudah tiga hari bak sampah di pasar penuh dan berbau.", unit=KECAMATAN, typed={"category": "sampah"}),
    Story(
        "jembatan", 2, "Jembatan kayu retak", "Papan jembatan ke kebun retak dan bergoyang saat dilewati motor.",
        (Step(1, REPORTER, "message", {"text": "Tambahan: sebelah kiri kini sudah patah satu papan."}), Step(1, VERIFIER, "note", {"text": "Mohon lokasi dipastikan ke kecamatan."})),
        typed={"category": "jalan", "place_text": "Jalan ke kebun, timur balai desa"},
    ),
    Story("antrean", 6, "Antrean pelayanan terlalu lama", "Menunggu empat jam untuk satu surat, tanpa nomor antrean.", unit=ROOT, typed={"category": "pelayanan-kantor"}),
    Story("bantuan-terlambat", 5, "Bantuan pangan belum diterima", "Tetangga sudah menerima, kami belum.", (ask(4, "Bantuan bulan apa dan melalui apa biasanya Anda terima?"),), typed={"category": "bantuan-sosial"}),
    Story("bantuan-dijawab", 8, "Nama hilang dari daftar bantuan", "Bulan lalu masih terdaftar, sekarang tidak.", (ask(7, "Mohon sebutkan nama programnya."), Step(5, REPORTER, "reply", {"text": "Program sembako."})), typed={"category": "bantuan-sosial"}),
    Story("bantuan-diam", 50, "Bantuan tidak jelas", "Tolong dicek.", (ask(49, "Bantuan yang mana?"), Step(0, SYSTEM, "expire_reply")), typed={"category": "bantuan-sosial"}),
    Story("kembali", 8, "Saluran irigasi jebol", "Air tidak sampai ke sawah di hilir.", (assign(7, DESA), Step(6, HANDLERS[DESA], "return", {"reason": "not-ours", "text": "Saluran ini milik kabupaten."})), typed={"category": "air-bersih"}),
    Story("usul-taman", 1, "Usul lampu taman", "Mohon taman kecamatan diberi lampu agar bisa dipakai malam hari.", kind="aspiration", unit=KECAMATAN, typed={"category": "penerangan"}),
    Story("usul-pasar", 3, "Usul pasar malam", "Mohon ada pasar malam sebulan sekali.", (ask(2, "Di lapangan mana yang Anda maksud?"),), kind="aspiration", unit=KECAMATAN),
]

IN_HAND: list[Story] = [
    Story(
        "jalan-berlubang", 30, "Jalan berlubang di tikungan balai desa", HOLES,
        (assign(29, ROADS), publish(29, "Jalan berlubang di tikungan balai desa", HOLES), accept(28, ROADS), progress(20, ROADS, "Lokasi sudah diukur; bahan sedang dipesan.")),
        typed={"category": "jalan", "village": DESA, "place_text": "Tikungan dekat balai desa"},
    ),
    Story("saluran", 4, "Saluran air tersumbat", "Air meluap ke jalan setiap hujan.", (assign(3, ROADS, "normative"),), typed={"category": "jalan"}),
    Story("talud", 12, "Talud sekolah longsor", WALL, (assign(11, ROADS), publish(10, "Talud sekolah longsor", WALL)), typed={"category": "jalan", "village": DESA}),
    Story(
        "diteruskan", 9, "Selokan dusun penuh lumpur", "Lumpur setinggi lutut menutup selokan sepanjang gang.",
        (assign(8, KECAMATAN), accept(7, KECAMATAN), Step(6, HANDLERS[KECAMATAN], "delegate", {"unit": DESA, "instruction": "Kerja bakti bersama warga."}), accept(5, DESA), progress(3, DESA, "Kerja bakti dijadwalkan hari Minggu.", "reporter")),
        typed={"category": "sampah"},
    ),
    Story(
        "dibuka-lagi", 22, "Air bersih mati bergilir", "Air hanya mengalir dua jam sehari, itu pun keruh.",
        (assign(21, DESA), accept(20, DESA), answer(14, DESA, "Pompa sudah diperbaiki."), Step(8, REPORTER, "reopen", {"text": "Sejak kemarin air mati lagi."})),
        typed={"category": "air-bersih"},
    ),
    Story(
        "bakar-sampah", 11, "Pembakaran sampah plastik di tepi sungai", BURNING,
        (assign(10, DESA), accept(9, DESA), publish(5, "Pembakaran sampah di tepi sungai", BURNING), progress(4, DESA, "Papan larangan dipasang; warga akan diajak bermusyawarah.")),
        typed={"category": "sampah", "is_anonymous": "on"},
    ),
    Story("loket-surat", 3, "Surat pengantar belum selesai", "Surat pengantar diminta pekan lalu dan belum jadi.", (assign(2, DESA, "minor"), accept(1, DESA)), unit=ROOT, typed={"category": "pelayanan-kantor"}, channel="counter"),
    Story(
        "kekerasan", 10, "Mohon perlindungan bagi anak", "Seorang anak di lingkungan kami diduga mengalami kekerasan di rumah. Mohon didatangi dengan hati-hati.",
        (assign(10, INSPECTORATE, "with_inspection", "confidential"), accept(9, INSPECTORATE), progress(7, INSPECTORATE, "Petugas pendamping sudah berkunjung.", "reporter")),
        unit=ROOT, typed={"category": "kekerasan"},
    ),
    Story(
        "pungutan", 20, "Diminta uang untuk surat yang gratis", "Di loket diminta membayar tanpa kuitansi.",
        (assign(19, INSPECTORATE, "with_inspection", "confidential"), accept(18, INSPECTORATE)),
        unit=ROOT, typed={"category": "integritas", "about_unit": DESA},
    ),
    Story("rahasia", 7, "Perselisihan batas kebun", "Mohon ditengahi, dan jangan diumumkan.", (assign(6, KECAMATAN, "without_inspection", "confidential"), accept(5, KECAMATAN)), unit=KECAMATAN, typed={"is_confidential": "on"}),
    Story("usul-posyandu", 5, "Usul posyandu hari Sabtu", "Banyak ibu bekerja pada hari biasa.", (assign(4, DESA),), kind="aspiration"),
    Story(
        "usul-pelatihan", 13, "Usul pelatihan kemasan produk", TRAINING,
        (assign(12, KECAMATAN), publish(12, "Usul pelatihan kemasan produk", TRAINING), accept(11, KECAMATAN), progress(9, KECAMATAN, "Sudah masuk usulan kegiatan tahun depan.")),
        kind="aspiration", unit=KECAMATAN,
    ),
    Story("usul-wifi", 26, "Usul wifi di balai desa", "Agar anak sekolah dapat belajar di balai desa.", (assign(25, DESA), accept(24, DESA)), kind="aspiration", typed={"category": "pelayanan-kantor"}),
]

OVER: list[Story] = [
    Story(
        "lampu-mati", 40, "Lampu jalan mati di Dusun Contoh Lor", LAMPS,
        (assign(39, ROADS, "normative"), publish(39, "Lampu jalan mati di Dusun Contoh Lor", LAMPS), accept(39, ROADS), answer(36, ROADS, "Ketiga lampu sudah diganti dan menyala."), Step(35, REPORTER, "confirm"), rate(35, 5, "Cepat, terima kasih.")),
        typed={"category": "penerangan", "village": DESA},
    ),
    Story("air-keruh", 9, "Air keruh setelah hujan", "Air dari kran umum berwarna cokelat.", (assign(8, KECAMATAN), accept(7, KECAMATAN), answer(3, KECAMATAN, "Bak penampung sudah dikuras; mohon kabari bila masih keruh.")), typed={"category": "air-bersih"}),
    Story(
        "jam-kantor", 45, "Kantor desa tutup pada jam kerja", "Dua kali datang pukul sepuluh, kantor tutup tanpa pengumuman.",
        (assign(44, KECAMATAN), accept(43, KECAMATAN), answer(38, KECAMATAN, "Jadwal piket sudah dipasang dan diawasi kecamatan."), Step(0, SYSTEM, "auto_close")),
        typed={"category": "pelayanan-kantor", "about_unit": DESA},
    ),
    Story(
        "sambungan-air", 35, "Minta sambungan pipa baru", PIPES,
        (assign(34, ROADS), accept(33, ROADS), publish(33, "Permintaan sambungan pipa di Dusun Contoh Kidul", PIPES), answer(22, ROADS, "Belum dapat dipenuhi tahun ini; diusulkan untuk anggaran berikutnya.", "cannot_fulfil", reason="no-budget"), Step(20, REPORTER, "confirm"), rate(20, 3)),
        typed={"category": "air-bersih", "village": DESA},
    ),
    Story("jalan-ganda", 25, "Lubang di jalan depan balai desa", "Jalan di tikungan itu berlubang lagi, mohon ditambal.", (Step(24, VERIFIER, "mark_duplicate", {"duplicate_of": "jalan-berlubang"}),), typed={"category": "jalan", "village": DESA}),
    Story("iklan", 10, "Promo pulsa murah", "Beli dua gratis satu, hanya hari ini.", (Step(9, VERIFIER, "archive", {"reason": "spam"}),), unit=ROOT),
    Story("salam", 8, "Salam kenal", "Selamat pagi, salam kenal dari kami.", (Step(7, VERIFIER, "propose_archive", {"reason": "not-a-report"}), Step(6, COORDINATOR, "archive", {"reason": "not-a-report"})), unit=ROOT),
    Story("jalan-provinsi", 15, "Rambu jalan provinsi hilang", "Rambu tikungan tajam di jalan provinsi hilang.", (refer(13, "9000101", "Dinas perhubungan provinsi", "Jalan ini milik provinsi; laporan Anda kami teruskan melalui SP4N-LAPOR!."),), unit=KECAMATAN, typed={"category": "jalan"}),
    Story(
        "listrik", 60, "Tegangan listrik sering turun", "Setiap malam lampu meredup dan peralatan rusak.",
        (refer(58, "9000102", "Perusahaan listrik", "Listrik bukan wewenang daerah; kami teruskan."), Step(35, COORDINATOR, "close_referred", {"text": "Trafo sudah diganti menurut jawaban perusahaan listrik."})),
        typed={"category": "penerangan"},
    ),
    Story("dicabut", 14, "Suara mesin malam hari", "Mesin penggiling berbunyi sampai tengah malam.", (assign(13, DESA), accept(12, DESA), Step(10, REPORTER, "withdraw", {"text": "Sudah dibicarakan baik-baik."}))),
    Story("pohon", 28, "Pohon miring di tepi jalan", "Pohon besar miring ke arah kabel.", (assign(27, KECAMATAN, "minor"), accept(27, KECAMATAN), answer_privately(26, KECAMATAN, "Pohon sudah dipangkas.", "resolved"), Step(25, REPORTER, "confirm"), rate(24, 4)), unit=KECAMATAN, typed={"category": "jalan"}),
    Story(
        "usul-perpustakaan", 33, "Usul perpustakaan keliling", LIBRARY,
        (assign(32, KECAMATAN), publish(31, "Usul perpustakaan keliling", LIBRARY), accept(31, KECAMATAN), answer(25, KECAMATAN, "Mulai bulan depan singgah setiap Rabu pertama.", "answered"), Step(24, REPORTER, "confirm"), rate(23, 5)),
        kind="aspiration",
    ),
    Story("usul-halte", 48, "Usul halte di depan pasar", "Penumpang menunggu di tepi jalan tanpa atap.", (assign(47, ROADS), accept(46, ROADS), answer(38, ROADS, "Lahan belum tersedia.", "cannot_fulfil", reason="no-power"), Step(0, SYSTEM, "auto_close")), kind="aspiration", unit=KECAMATAN),
]

COMPLAINTS = [*WAITING, *IN_HAND, *OVER]
