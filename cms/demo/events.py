"""Sample events, counted from today, so that an agenda is never empty and never out of date."""

from __future__ import annotations

from typing import Any

from .bodies import text

# `day`: days from today; `weekday`: the next such day (Monday is 0) and `weeks` of them; `at`: local time; `hours`: how long.
DARMAYASA: list[dict[str, Any]] = [
    {
        "title": "Latihan tari dan gamelan", "weekday": 5, "weeks": 4, "at": "15:30", "hours": 2, "venue": "Balai Desa Darmayasa", "ticket": "Gratis",
        "summary": "Latihan terbuka setiap Sabtu untuk anak dan remaja.", "organiser": "Sanggar contoh", "picture": "gunungan", "topics": ["budaya"],
        "body": [text("Peserta baru cukup datang. Selendang dan alat dipinjamkan.")],
    },
    {
        "title": "Layanan administrasi keliling dusun", "weekday": 2, "weeks": 3, "at": "09:00", "hours": 3, "venue": "Balai dusun, bergilir", "ticket": "Gratis",
        "summary": "Perangkat desa mendatangi dusun setiap Rabu untuk menerima berkas.", "organiser": "Pemerintah Desa Darmayasa", "picture": "loket",
        "topics": ["kependudukan"], "body": [text("Bawa berkas asli. Surat yang selesai diantar pada pekan berikutnya.")],
    },
    {
        "title": "Posyandu Dusun Contoh Wetan", "day": 6, "at": "08:00", "hours": 3, "venue": "Rumah kader Dusun Contoh Wetan", "ticket": "Gratis",
        "summary": "Penimbangan balita, imunisasi, dan pemeriksaan lansia.", "organiser": "Kader posyandu", "picture": "posyandu", "topics": ["kesehatan"],
        "body": [text("Bawa buku KIA dan kartu berobat.")],
    },
    {
        "title": "Kerja bakti saluran air", "day": 9, "at": "07:00", "hours": 4, "venue": "Dusun Contoh Lor", "ticket": "Terbuka untuk umum",
        "summary": "Membersihkan saluran sebelum puncak musim hujan.", "organiser": "Ketua RW 02", "picture": "perbaikan-jalan", "topics": ["lingkungan"],
        "body": [text("Bawa cangkul atau sabit. Minum dan makan siang disediakan.")],
    },
    {
        "title": "Musyawarah perencanaan desa", "day": 20, "at": "09:00", "hours": 4, "venue": "Balai Desa Darmayasa", "ticket": "Terbuka untuk warga",
        "summary": "Membahas kegiatan dan anggaran tahun depan.", "organiser": "BPD dan pemerintah desa", "picture": "balai", "topics": ["infrastruktur"],
        "body": [text("Bahan rapat dapat dibaca di halaman dokumen sepekan sebelumnya. Juru bahasa isyarat tersedia bila diminta.")],
    },
    {
        "title": "Pasar bibit dan alat tani", "day": -12, "at": "06:00", "hours": 5, "venue": "Lapangan desa", "ticket": "Gratis",
        "summary": "Tukar bibit dan servis alat tani.", "organiser": "Gabungan kelompok tani contoh", "picture": "pasar", "topics": ["pertanian"],
        "body": [text("Terima kasih kepada 140 pengunjung yang datang.")],
    },
]
PEJAWARAN: list[dict[str, Any]] = [
    {
        "title": "Pasar tani Pejawaran", "weekday": 6, "weeks": 3, "at": "05:30", "hours": 4, "venue": "Lapangan kecamatan", "ticket": "Gratis",
        "summary": "Sayur, kentang, dan olahan langsung dari petani tujuh belas desa.", "organiser": "Kecamatan Pejawaran", "picture": "pasar",
        "topics": ["pertanian"], "body": [text("Bawa tas belanja sendiri.")],
    },
    {
        "title": "Lomba baca puisi antarsekolah", "day": 13, "at": "08:00", "hours": 5, "venue": "Pendopo Kecamatan Pejawaran", "ticket": "Gratis",
        "summary": "Murid SD dan SMP dari semua desa.", "organiser": "Forum guru contoh", "picture": "sekolah", "topics": ["pendidikan"],
        "body": [text("Pendaftaran lewat sekolah sampai tiga hari sebelum acara.")],
    },
]
REGENCY: list[dict[str, Any]] = [
    {
        "title": "Festival budaya pegunungan", "day": 30, "at": "16:00", "hours": 6, "venue": "Alun-alun Banjarnegara", "ticket": "Gratis",
        "summary": "Gamelan, tari topeng, dan pameran batik dari dua puluh kecamatan.", "organiser": "Pemerintah Kabupaten (contoh)", "picture": "gunungan",
        "topics": ["budaya"], "body": [text("Ada tempat khusus untuk kursi roda dan juru bahasa isyarat di panggung utama.")],
    },
    {
        "title": "Konsultasi publik rencana jalan", "day": 11, "at": "09:00", "hours": 3, "venue": "Pendopo kabupaten", "ticket": "Terbuka untuk umum",
        "summary": "Warga menanggapi daftar ruas jalan yang diperbaiki.", "organiser": "Dinas pekerjaan umum (contoh)", "picture": "alun-alun",
        "topics": ["infrastruktur"], "body": [text("Tanggapan tertulis diterima sampai sepekan sesudah pertemuan.")],
    },
]
