"""The offices of the sample portal: how to reach them, what they look like, who serves there."""

from __future__ import annotations

from typing import Any

from .bodies import SAMPLE, heading, text

WEEK = [*((day, "07:30", "15:30") for day in (1, 2, 3, 4)), (5, "07:30", "14:00")]


def official(number: str, position: str, duties: str = "", suffix: str = "") -> tuple[str, Any]:
    """An office holder with an invented name that nobody can bear."""
    return "official", {"name": f"Nama Contoh {number}", "title_suffix": suffix, "position": position, "duties": duties}


DUTIES_VILLAGE = [
    official("Satu", "Kepala Desa", "Memimpin pemerintahan desa dan menandatangani surat.", "S.Sos."),
    official("Dua", "Sekretaris Desa", "Mengatur administrasi; PPID desa.", "A.Md."),
    official("Tiga", "Kaur Keuangan", "Mengelola kas dan laporan keuangan.", "S.E."),
    official("Empat", "Kaur Umum dan Perencanaan", "Menyusun rencana kerja dan merawat aset."),
    official("Lima", "Kasi Pemerintahan", "Kependudukan, pertanahan, ketenteraman."),
    official("Enam", "Kasi Kesejahteraan dan Pelayanan", "Loket, bantuan sosial, kesehatan."),
    official("Tujuh", "Kepala Dusun Contoh Wetan"),
    official("Delapan", "Kepala Dusun Contoh Kulon"),
    official("Sembilan", "Kepala Dusun Contoh Lor"),
    official("Sepuluh", "Kepala Dusun Contoh Kidul"),
]

# By unit code. `title` only where the page is called otherwise than the unit.
SECTIONS: dict[str, dict[str, Any]] = {
    "33.04": {
        "title": "Kabupaten Banjarnegara (peragaan)",
        "colour": "#0b5d5b",
        "picture": "alun-alun",
        "unit": {
            "address": "Jalan Contoh Alun-Alun 1, Banjarnegara",
            "phone": "0286-000-001",
            "whatsapp": "+62 800-0000-001",
            "email": "kabupaten@contoh.example",
        },
        "summary": "Portal peragaan Kabupaten Banjarnegara. Cari layanan, kabar, dan dokumen dari kabupaten sampai desa.",
        "body": [SAMPLE],
        "lat": "-7.396000",
        "lon": "109.694000",
        "head": "Sekretaris Daerah",
        "place": "Banjarnegara",
        "vision": "Pelayanan yang dekat, terbuka, dan dapat diperiksa siapa pun (contoh).",
        "officials": [
            official("Dua Belas", "Sekretaris Daerah", "Mengoordinasikan dinas dan badan.", "M.Si."),
            official("Tiga Belas", "Asisten Pemerintahan", "Membina kecamatan dan desa.", "S.IP."),
            official(
                "Empat Belas", "Asisten Perekonomian dan Pembangunan", "Ekonomi, pertanian, infrastruktur.", "S.T."
            ),
        ],
    },
    "33.04-dinkes": {
        "title": "Dinas Kesehatan",
        "colour": "#1b6e3c",
        "picture": "posyandu",
        "unit": {
            "address": "Jalan Contoh Sehat 2, Banjarnegara",
            "phone": "0286-000-020",
            "email": "dinkes@contoh.example",
        },
        "summary": "Puskesmas, izin praktik, pemeriksaan air, dan kabar kesehatan.",
        "body": [
            SAMPLE,
            text("Kami membina puskesmas dan posyandu di dua puluh kecamatan. Untuk keadaan darurat, hubungi 119."),
        ],
        "lat": "-7.397000",
        "lon": "109.697000",
        "head": "Kepala Dinas Kesehatan",
        "place": "Banjarnegara",
        "vision": "Keluarga sehat di setiap dusun (contoh).",
        "officials": [official("Lima Belas", "Kepala Dinas Kesehatan", "Memimpin dinas.", "M.Kes.")],
    },
    "33.04-dindukcapil": {
        "title": "Dinas Kependudukan dan Pencatatan Sipil",
        "colour": "#0b4f8a",
        "picture": "loket",
        "unit": {
            "address": "Jalan Contoh Warga 3, Banjarnegara",
            "phone": "0286-000-021",
            "email": "dindukcapil@contoh.example",
        },
        "summary": "KTP, kartu keluarga, akta, dan perpindahan penduduk. Semua gratis.",
        "body": [
            SAMPLE,
            text("Semua dokumen kependudukan tidak dipungut biaya. Bila ada yang meminta uang, laporkan kepada kami."),
        ],
        "lat": "-7.395000",
        "lon": "109.692000",
        "head": "Kepala Dinas Kependudukan dan Pencatatan Sipil",
        "place": "Banjarnegara",
        "vision": "Setiap warga punya dokumen sejak lahir (contoh).",
        "officials": [official("Enam Belas", "Kepala Dinas", "Memimpin dinas.", "S.H.")],
    },
    "33.04.15": {
        "title": "Kecamatan Pejawaran",
        "colour": "#7a4a10",
        "picture": "kentang",
        "unit": {
            "address": "Jalan Contoh Raya 14, Pejawaran",
            "phone": "0286-000-014",
            "whatsapp": "+62 800-0000-014",
            "email": "pejawaran@contoh.example",
        },
        "summary": "Tujuh belas desa di lereng pegunungan. Loket kecamatan melayani KTP, legalisasi, dan rekomendasi.",
        "body": [SAMPLE, text("Datang sebelum pukul 14.30 agar berkas selesai pada hari yang sama.")],
        "lat": "-7.251000",
        "lon": "109.786000",
        "head": "Camat Pejawaran",
        "place": "Pejawaran",
        "vision": "Loket yang ramah dan desa yang saling membantu (contoh).",
        "officials": [
            official("Tujuh Belas", "Camat Pejawaran", "Memimpin kecamatan dan membina desa.", "S.STP."),
            official("Delapan Belas", "Sekretaris Kecamatan", "Administrasi dan PPID pelaksana.", "S.E."),
            official("Sembilan Belas", "Kasi Pelayanan", "Loket terpadu.", "A.Md."),
        ],
    },
    "33.04.15.2008": {
        "title": "Desa Darmayasa",
        "colour": "#0b5d5b",
        "picture": "sawah",
        "unit": {
            "address": "Jalan Contoh Balai Desa 8, Darmayasa, Pejawaran",
            "phone": "0286-000-015",
            "whatsapp": "+62 800-0000-015",
            "email": "darmayasa@contoh.example",
        },
        "summary": "Desa sayur, kentang, dan kopi di lereng pegunungan. Empat dusun, satu loket.",
        "body": [SAMPLE],
        "lat": "-7.247500",
        "lon": "109.800800",
        "head": "Kepala Desa Darmayasa",
        "place": "Darmayasa",
        "vision": "Air bersih, jalan baik, dan dapur warga yang berdaya (contoh).",
        "officials": DUTIES_VILLAGE,
    },
}

DUTIES = (
    "Menyelenggarakan pemerintahan dan pelayanan kepada warga, menjaga ketenteraman, dan melaporkan pekerjaan secara terbuka. "
    "Uraian ini contoh; ganti dengan tugas menurut peraturan."
)

# Plain pages of the regency: title, slug, summary, body.
PLAIN: list[dict[str, Any]] = [
    {
        "title": "Cara memeriksa situs resmi",
        "slug": "situs-resmi",
        "picture": "",
        "summary": "Situs pemerintah beralamat go.id, situs desa beralamat desa.id. Periksa tiga hal sebelum mengisi data.",
        "body": [
            text(
                "Situs peragaan ini bukan situs resmi: jangan mengisi data sungguhan di sini. Pada situs resmi, periksa tiga hal berikut."
            ),
            heading("Tiga hal yang diperiksa"),
            text(
                "- <b>Alamat</b> berakhir dengan .go.id untuk pemerintah daerah atau .desa.id untuk desa.",
                "- <b>Gembok</b> tampak di sebelah alamat; artinya sambungan terlindung.",
                "- <b>Permintaan</b> masuk akal: kami tidak pernah meminta kata sandi, PIN, atau kode OTP.",
            ),
            text("Ragu? Telepon kantor yang bersangkutan memakai nomor dari papan kantor, bukan dari pesan."),
        ],
    },
    {
        "title": "Aksesibilitas",
        "slug": "aksesibilitas",
        "picture": "",
        "summary": "Bagaimana situs ini dapat dipakai semua orang, dan cara memberi tahu kami bila ada hambatan.",
        "body": [
            text(
                "Kami mengikuti pedoman WCAG 2.2 tingkat AA. Halaman dapat dibaca tanpa JavaScript, dengan papan ketik, dan dengan pembaca layar."
            ),
            heading("Yang belum sempurna"),
            text("- Sebagian dokumen PDF belum bertanda struktur.", "- Video dari situs lain mungkin tanpa takarir."),
            heading("Beri tahu kami"),
            text(
                "Sebutkan halaman dan hambatannya lewat halaman kontak. Kami menjawab paling lama lima hari kerja, dan dokumen dapat diminta dalam bentuk lain."
            ),
        ],
    },
    {
        "title": "Privasi",
        "slug": "privasi",
        "picture": "",
        "summary": "Membaca situs ini tidak memerlukan data Anda. Tidak ada kuki dan tidak ada pelacak.",
        "body": [
            text(
                "Situs ini tidak memasang kuki bagi pembaca, tidak memuat apa pun dari situs lain, dan tidak mengukur perilaku Anda."
            ),
            heading("Data yang kami simpan"),
            text(
                "- Catatan peladen (alamat IP dan halaman) selama 14 hari untuk keamanan.",
                "- Laporan dan permohonan yang Anda kirim; nama dan kontak disimpan terpisah dan terkunci.",
                "- Akun petugas yang menulis halaman.",
            ),
            heading("Hak Anda"),
            text(
                "Anda boleh bertanya data apa yang kami simpan tentang Anda dan meminta perbaikan, menurut UU 27/2022."
            ),
        ],
    },
]
