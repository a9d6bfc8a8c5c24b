"""Sample news of Desa Darmayasa: what a village may tell, in the plain words that an editor can take as a model."""

from __future__ import annotations

from typing import Any

from .bodies import heading, quote, steps, table, text

# `ago`: days since publication; `event`: days from today to what it tells of, if that has a day.
DARMAYASA: list[dict[str, Any]] = [
    {
        "title": "Jalan Dusun Contoh Wetan selesai diperbaiki",
        "summary": "Jalan sepanjang 420 meter kini dapat dilewati dua kendaraan. Pekerjaan selesai lima hari lebih cepat.",
        "picture": "perbaikan-jalan",
        "topics": ["infrastruktur"],
        "ago": 2,
        "event": -3,
        "event_place": "Dusun Contoh Wetan",
        "body": [
            text(
                "Perbaikan jalan Dusun Contoh Wetan selesai. Jalan sepanjang 420 meter itu dilebarkan dari dua menjadi tiga meter "
                "dan diberi saluran air di kedua sisinya.",
                "Pekerjaan dimulai pada awal bulan dan melibatkan 36 warga. Mereka bekerja bergiliran, enam orang setiap hari.",
            ),
            table(
                "Rincian pekerjaan",
                ["Pekerjaan", "Volume", "Biaya"],
                [
                    ["Pengerasan jalan", "420 m", "Rp96.500.000"],
                    ["Saluran air", "840 m", "Rp41.200.000"],
                    ["Upah warga", "288 hari orang", "Rp28.800.000"],
                ],
            ),
            heading("Setelah ini"),
            text(
                "Selama dua minggu pertama, truk bermuatan lebih dari empat ton diminta lewat jalan kecamatan.",
                "Ada bagian yang retak atau tergenang? Sampaikan lewat loket balai desa atau WhatsApp desa.",
            ),
        ],
    },
    {
        "title": "Posyandu bulan ini di empat dusun, catat jadwalnya",
        "summary": "Penimbangan balita, imunisasi, dan pemeriksaan lansia diadakan pukul 08.00 sampai 11.00. Semuanya gratis.",
        "picture": "posyandu",
        "topics": ["kesehatan"],
        "ago": 4,
        "category": "announcement",
        "body": [
            text(
                "Bawa buku KIA untuk balita dan kartu berobat untuk lansia. Anak yang sedang demam tetap boleh datang untuk diperiksa."
            ),
            table(
                "Jadwal posyandu",
                ["Dusun", "Hari", "Tempat"],
                [
                    ["Contoh Wetan", "Senin pekan kedua", "Rumah kader"],
                    ["Contoh Kulon", "Selasa pekan kedua", "Balai dusun"],
                    ["Contoh Lor", "Rabu pekan kedua", "TK desa"],
                    ["Contoh Kidul", "Kamis pekan kedua", "Balai dusun"],
                ],
            ),
            text("Tidak sempat datang pada jadwal dusun Anda? Anda boleh datang ke dusun lain."),
        ],
    },
    {
        "title": "Musyawarah desa memilih lima kegiatan untuk tahun depan",
        "summary": "Air bersih, jalan usaha tani, dan kelas menjahit masuk daftar utama. Hasilnya dapat dibaca di halaman dokumen.",
        "picture": "balai",
        "topics": ["infrastruktur", "bantuan-sosial"],
        "ago": 7,
        "event": -8,
        "event_place": "Balai Desa Darmayasa",
        "body": [
            text(
                "Sebanyak 84 warga hadir dalam musyawarah desa. Wakil perempuan, petani, pemuda, dan warga penyandang disabilitas ikut memilih."
            ),
            steps(
                ("Perpipaan air bersih Dusun Contoh Lor", "62 suara"),
                ("Jalan usaha tani tahap dua", "57 suara"),
                ("Kelas menjahit bagi ibu muda", "49 suara"),
                ("Lampu jalan tenaga surya", "44 suara"),
                ("Perbaikan lapangan voli", "38 suara"),
            ),
            text("Usulan lain tidak hilang. Semuanya dicatat dan dibahas lagi tahun depan."),
            quote("Yang penting warga tahu alasan satu kegiatan didahulukan.", "Ketua musyawarah"),
        ],
    },
    {
        "title": "Pendaftaran kelas menjahit dibuka untuk 20 peserta",
        "summary": "Kelas berlangsung delapan kali pertemuan, gratis, dan mesin disediakan. Pendaftaran di balai desa.",
        "picture": "batik",
        "topics": ["pendidikan"],
        "ago": 9,
        "category": "announcement",
        "body": [
            text(
                "Kelas ini untuk warga berusia 17 tahun ke atas yang belum pernah ikut kelas serupa. Peserta boleh membawa anak; ada kader yang menjaga.",
                "<b>Cara mendaftar</b>: datang ke loket balai desa pada jam kerja dan tunjukkan KTP. Jika pendaftar lebih dari 20 orang, "
                "nama dipilih dengan undian terbuka.",
            ),
        ],
    },
    {
        "title": "Harga kentang turun, desa buka gudang simpan bersama",
        "summary": "Petani dapat menyimpan hasil panen hingga dua bulan sambil menunggu harga membaik.",
        "picture": "kentang",
        "topics": ["pertanian"],
        "ago": 11,
        "event": -12,
        "event_place": "Gudang BUMDes",
        "body": [
            text(
                "Harga kentang di tingkat petani turun dari Rp11.000 menjadi Rp8.500 per kilogram dalam dua pekan. BUMDes membuka gudang simpan "
                "berkapasitas 12 ton.",
            ),
            heading("Cara menyimpan"),
            steps(
                ("Hubungi petugas gudang", "Sehari sebelum panen, agar tempat disiapkan."),
                ("Sortir di ladang", "Kentang yang luka disimpan terpisah."),
                ("Timbang dan terima kartu simpan", "Kartu ini dipakai saat mengambil."),
            ),
            text("Biaya simpan Rp50 per kilogram setiap bulan, menurut Peraturan Desa contoh tentang usaha BUMDes."),
        ],
    },
    {
        "title": "Warga menanam 600 bibit di sekitar mata air",
        "summary": "Pohon aren, beringin, dan gayam dipilih karena akarnya menahan air. Penyiraman dibagi per dusun.",
        "picture": "tanam",
        "topics": ["lingkungan"],
        "ago": 14,
        "event": -15,
        "event_place": "Mata Air Contoh",
        "body": [
            text(
                "Debit mata air menurun pada musim kemarau lalu. Karena itu, warga empat dusun menanam 600 bibit di lereng seluas dua hektare.",
                "Setiap dusun merawat 150 bibit selama setahun. Bibit yang mati diganti dari persemaian desa.",
            ),
            quote("Kalau pohonnya hidup, cucu kami tidak perlu membeli air.", "Seorang peserta tanam"),
        ],
    },
    {
        "title": "Kabar bantuan Rp5 juta lewat pesan berantai tidak benar",
        "summary": "Desa tidak pernah meminta data KTP atau kode OTP lewat pesan. Jangan klik tautannya.",
        "picture": "loket",
        "topics": ["bantuan-sosial"],
        "ago": 16,
        "category": "hoax_clarification",
        "body": [
            text(
                "Beredar pesan berantai tentang pendaftaran bantuan tunai Rp5 juta atas nama pemerintah desa. <b>Kabar itu tidak benar.</b>",
                "Pendataan bantuan dilakukan oleh ketua RT secara langsung dan tidak dipungut biaya.",
            ),
            heading("Jika Anda sudah telanjur mengisi"),
            text(
                "- Ganti kata sandi akun yang sama.",
                "- Hubungi bank Anda bila menyebut nomor rekening.",
                "- Laporkan ke balai desa agar warga lain diperingatkan.",
            ),
        ],
    },
    {
        "title": "Balai desa kini punya ramp dan toilet untuk kursi roda",
        "summary": "Warga penyandang disabilitas dan lansia dapat masuk dari sisi timur tanpa tangga.",
        "picture": "balai",
        "topics": ["infrastruktur"],
        "ago": 19,
        "body": [
            text(
                "Ramp dibuat landai, 1 banding 12, dengan pegangan di kedua sisi. Toilet baru cukup lebar untuk memutar kursi roda.",
                "Perlu bantuan petugas? Telepon dahulu agar kami menunggu Anda di pintu timur.",
            ),
        ],
    },
    {
        "title": "Sekolah dasar menerima buku bacaan dari perpustakaan keliling",
        "summary": "Anak-anak dapat meminjam dua buku selama dua pekan. Jadwalnya setiap Rabu kedua dan keempat.",
        "picture": "sekolah",
        "topics": ["pendidikan"],
        "ago": 22,
        "event": -23,
        "event_place": "SD contoh Darmayasa",
        "body": [
            text(
                "Mobil perpustakaan membawa 300 judul, dari cerita rakyat sampai buku pertanian. Orang tua juga boleh meminjam.",
                "Buku yang hilang diganti dengan buku lain yang sejenis, tidak dengan uang.",
            ),
        ],
    },
    {
        "title": "Laporan keuangan triwulan sudah dapat dibaca",
        "summary": "Pendapatan dan belanja desa sampai akhir triwulan dipasang di balai desa dan di halaman dokumen.",
        "picture": "loket",
        "topics": ["infrastruktur"],
        "ago": 26,
        "category": "announcement",
        "body": [
            text(
                "Sampai akhir triwulan, 71 persen belanja desa sudah dilaksanakan. Angka lengkap ada di berkas CSV yang dapat dibuka dengan program lembar sebar.",
                "Pertanyaan dapat disampaikan kepada kaur keuangan pada jam kerja.",
            ),
        ],
    },
    {
        "title": "Sanggar tari desa tampil di malam budaya",
        "summary": "Dua puluh penari anak membawakan tari topeng dan gamelan lengkap. Latihan dibuka untuk umum.",
        "picture": "gunungan",
        "topics": ["budaya"],
        "ago": 31,
        "event": -33,
        "event_place": "Balai Desa Darmayasa",
        "body": [
            text(
                "Malam budaya dibuka dengan gending pembuka, lalu tari topeng yang dibawakan anak-anak sanggar. Sekitar 400 orang menonton.",
                "Latihan berlangsung setiap Sabtu pukul 15.30. Peserta baru cukup datang; selendang dipinjamkan.",
            ),
        ],
    },
    {
        "title": "Petani kopi belajar menyangrai di kebun sendiri",
        "summary": "Pelatihan dua hari mengajarkan petik merah, penjemuran, dan sangrai sedang.",
        "picture": "kopi",
        "topics": ["pertanian"],
        "ago": 37,
        "event": -39,
        "event_place": "Kebun Dusun Contoh Kulon",
        "body": [
            text(
                "Kopi petik merah dibeli Rp4.000 lebih mahal per kilogram. Karena itu, 24 petani belajar memilah buah dan menyangrai dalam tungku kecil.",
                "Pelatihan berikutnya membahas kemasan dan izin P-IRT.",
            ),
        ],
    },
    {
        "title": "Hujan deras: kenali jalur dan titik kumpul",
        "summary": "Tiga dusun di lereng punya titik kumpul baru. Simpan nomor posko dan bicarakan dengan keluarga.",
        "picture": "sawah",
        "topics": ["lingkungan"],
        "ago": 44,
        "category": "article",
        "body": [
            text("Tanah longsor sering didahului tanda kecil. Kenali lebih awal agar ada waktu untuk pergi."),
            heading("Tanda yang perlu diwaspadai"),
            text(
                "- Retakan baru di tanah atau dinding.",
                "- Air keruh keluar dari lereng.",
                "- Pohon atau tiang tampak miring.",
            ),
            table(
                "Titik kumpul",
                ["Dusun", "Titik kumpul"],
                [
                    ["Contoh Wetan", "Lapangan voli"],
                    ["Contoh Lor", "Halaman sekolah"],
                    ["Contoh Kidul", "Balai dusun"],
                ],
            ),
        ],
    },
]
