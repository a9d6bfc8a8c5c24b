"""Sample news of the regency, its two agencies and Kecamatan Pejawaran."""

from __future__ import annotations

from typing import Any

from .bodies import heading, steps, table, text

PEJAWARAN: list[dict[str, Any]] = [
    {
        "title": "Loket kecamatan buka Sabtu pagi selama satu bulan",
        "summary": "Warga yang bekerja di hari biasa dapat mengurus berkas setiap Sabtu pukul 08.00 sampai 11.00.",
        "picture": "loket",
        "topics": ["kependudukan"],
        "ago": 3,
        "category": "announcement",
        "body": [
            text(
                "Percobaan ini berlaku untuk legalisasi, rekomendasi, dan surat keterangan. Perekaman KTP tetap pada hari kerja."
            ),
            text("Jumlah pengunjung dicatat setiap pekan. Jika ramai, layanan Sabtu diteruskan."),
        ],
    },
    {
        "title": "Tujuh belas desa menyusun rencana kerja bersama",
        "summary": "Rapat koordinasi membahas jalan antardesa, sampah, dan jadwal musyawarah.",
        "picture": "balai",
        "topics": ["infrastruktur", "lingkungan"],
        "ago": 8,
        "event": -9,
        "event_place": "Pendopo Kecamatan Pejawaran",
        "body": [
            text("Semua desa sepakat memakai satu format laporan, sehingga warga mudah membandingkan."),
            heading("Kesepakatan"),
            text(
                "- Ruas jalan antardesa diusulkan bersama.",
                "- Bank sampah dibuka di enam desa.",
                "- Jadwal musyawarah diumumkan dua pekan sebelumnya.",
            ),
        ],
    },
    {
        "title": "Pasar tani kembali hadir setiap Minggu pagi",
        "summary": "Petani dari tujuh belas desa menjual langsung sayur, kentang, dan olahan tanpa sewa lapak.",
        "picture": "pasar",
        "topics": ["pertanian"],
        "ago": 15,
        "event": -16,
        "event_place": "Lapangan kecamatan",
        "body": [
            text(
                "Pasar buka pukul 05.30 sampai 10.00. Pedagang mendaftar di kantor kecamatan dan tidak membayar sewa.",
                "Bawa tas belanja sendiri; kantong plastik tidak disediakan.",
            )
        ],
    },
    {
        "title": "Perbaikan jalan utama: lalu lintas bergantian",
        "summary": "Satu lajur ditutup pukul 08.00 sampai 16.00. Kendaraan darurat tetap didahulukan.",
        "picture": "jalan-gunung",
        "topics": ["infrastruktur"],
        "ago": 21,
        "category": "announcement",
        "body": [
            text(
                "Perkirakan waktu tunggu 10 sampai 15 menit. Petugas mengatur arus di kedua ujung.",
                "Angkutan hasil panen disarankan lewat sebelum pukul 07.30.",
            )
        ],
    },
]

REGENCY: list[dict[str, Any]] = [
    {
        "title": "Semua kecamatan kini satu pintu di portal ini",
        "summary": "Layanan, dokumen, dan berita dari kabupaten sampai desa dapat dicari di satu tempat.",
        "picture": "alun-alun",
        "topics": ["kependudukan"],
        "ago": 1,
        "category": "press_release",
        "body": [
            text(
                "Dua puluh kecamatan membuka halamannya di portal yang sama. Anda cukup mencari nama desa atau nama layanan.",
                "Setiap halaman menyebut kantor yang bertanggung jawab dan tanggal pemeriksaan terakhir.",
            ),
            heading("Mulai dari mana?"),
            steps(
                ("Tulis yang Anda perlukan", "Misalnya: surat domisili, akta lahir, jadwal posyandu."),
                ("Pilih kecamatan atau desa Anda", "Syarat dan jam layanan dapat berbeda."),
                ("Siapkan berkas dari daftar", "Daftar itu dapat dicetak dan dicentang."),
            ),
        ],
    },
    {
        "title": "Jadwal perbaikan jalan kabupaten sampai akhir tahun",
        "summary": "Sembilan ruas jalan diperbaiki bertahap. Lihat ruas yang Anda lewati dan jalan pengganti.",
        "picture": "perbaikan-jalan",
        "topics": ["infrastruktur"],
        "ago": 5,
        "category": "announcement",
        "body": [
            table(
                "Tiga ruas pertama",
                ["Ruas", "Panjang", "Perkiraan selesai"],
                [
                    ["Ruas contoh A", "3,2 km", "Tiga pekan lagi"],
                    ["Ruas contoh B", "1,8 km", "Lima pekan lagi"],
                    ["Ruas contoh C", "4,5 km", "Dua bulan lagi"],
                ],
            ),
            text("Jadwal dapat bergeser bila hujan. Perubahan diumumkan di halaman ini."),
        ],
    },
    {
        "title": "Beasiswa daerah: 250 tempat untuk anak petani dan buruh",
        "summary": "Pendaftaran berlangsung tiga pekan, gratis, dan cukup lewat sekolah.",
        "picture": "sekolah",
        "topics": ["pendidikan", "bantuan-sosial"],
        "ago": 10,
        "category": "announcement",
        "body": [
            text("Beasiswa mencakup biaya sekolah dan angkutan selama satu tahun ajaran."),
            heading("Yang disiapkan"),
            text(
                "- Fotokopi kartu keluarga.",
                "- Surat keterangan tidak mampu dari desa.",
                "- Rapor dua semester terakhir.",
            ),
        ],
    },
    {
        "title": "Petani kentang uji coba benih tahan penyakit",
        "summary": "Empat puluh petani di tiga kecamatan menanam benih baru di lahan 12 hektare.",
        "picture": "kentang",
        "topics": ["pertanian"],
        "ago": 18,
        "event": -20,
        "event_place": "Kebun percobaan contoh",
        "body": [
            text(
                "Hasil panen dibandingkan dengan benih lama pada lahan yang berdampingan. Data mentahnya akan diterbitkan agar dapat diperiksa siapa pun."
            )
        ],
    },
    {
        "title": "Festival budaya pegunungan digelar bulan depan",
        "summary": "Gamelan, tari topeng, dan pameran batik dari dua puluh kecamatan. Masuk gratis.",
        "picture": "gunungan",
        "topics": ["budaya"],
        "ago": 24,
        "category": "announcement",
        "body": [
            text(
                "Panggung utama berada di alun-alun. Penonton kursi roda mendapat tempat di sisi barat, dekat toilet.",
                "Parkir kendaraan dipusatkan di terminal; ada angkutan gratis.",
            )
        ],
    },
]

HEALTH: list[dict[str, Any]] = [
    {
        "title": "Imunisasi anak sekolah dimulai pekan depan",
        "summary": "Tim puskesmas datang ke sekolah. Orang tua mengisi lembar persetujuan.",
        "picture": "posyandu",
        "topics": ["kesehatan", "pendidikan"],
        "ago": 6,
        "category": "announcement",
        "body": [
            text(
                "Imunisasi tidak dipungut biaya. Anak yang demam dijadwalkan ulang.",
                "Sampaikan riwayat alergi kepada guru sebelum hari pelaksanaan.",
            )
        ],
    },
    {
        "title": "Cegah demam berdarah di musim hujan",
        "summary": "Kuras, tutup, dan daur ulang setiap pekan. Sepuluh menit sudah cukup.",
        "picture": "tanam",
        "topics": ["kesehatan", "lingkungan"],
        "ago": 17,
        "category": "article",
        "body": [
            steps(
                ("Kuras", "Bersihkan bak mandi dan wadah minum ternak."),
                ("Tutup", "Tutup rapat tempat air."),
                ("Daur ulang", "Singkirkan kaleng dan ban bekas."),
            ),
            text("Demam lebih dari dua hari? Datang ke puskesmas, jangan menunggu."),
        ],
    },
]

POPULATION: list[dict[str, Any]] = [
    {
        "title": "Perekaman KTP keliling mendatangi lima kecamatan",
        "summary": "Warga berusia 17 tahun dapat merekam KTP tanpa datang ke kota.",
        "picture": "jalan-gunung",
        "topics": ["kependudukan"],
        "ago": 5,
        "category": "announcement",
        "body": [
            text(
                "Bawa fotokopi kartu keluarga. KTP jadi diantar ke kantor kecamatan dalam tujuh hari kerja.",
                "Warga yang sakit atau lansia dapat meminta petugas datang ke rumah.",
            )
        ],
    },
    {
        "title": "Akta kelahiran anak dapat diurus sekaligus dengan kartu keluarga",
        "summary": "Satu berkas, satu kali datang, tiga dokumen jadi. Tidak dipungut biaya.",
        "picture": "loket",
        "topics": ["kependudukan"],
        "ago": 20,
        "body": [
            text(
                "Orang tua menerima akta kelahiran, kartu keluarga baru, dan kartu identitas anak pada hari yang sama bila berkas lengkap."
            )
        ],
    },
]
