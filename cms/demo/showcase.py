"""Sample pages that show the whole vocabulary of blocks: a village's strengths, a guide, and the ways onward of a home page."""

from __future__ import annotations

from typing import Any

from .bodies import Block, callout, folds, heading, quote, steps, text
from .library import Library


def cards(title: str, *rows: tuple[str, str, Any], library: Library, pictures: tuple[str, ...] = ()) -> Block:
    """Cards as (title, sentence, page), with a picture each if `pictures` are named."""
    found = []
    for number, (name, words, page) in enumerate(rows):
        card: dict[str, Any] = {"title": name, "text": words, "page": page.pk, "url": ""}
        if pictures:
            card["picture"] = library.chosen(pictures[number])
        found.append(card)
    return "cards", {"title": title, "cards": found}


def listing(block: str, title: str = "", scope: str = "here", count: int = 4, **more: Any) -> Block:
    return block, {"title": title, "scope": scope, "count": count, **more}


def strengths(library: Library) -> dict[str, Any]:
    """What the village lives on: pictures, places, products."""
    gallery = [
        {"picture": library.chosen(name), "caption": caption}
        for name, caption in (
            ("kentang", "Panen kentang di lereng barat"),
            ("kopi", "Kopi petik merah"),
            ("batik", "Kawung, motif sanggar desa"),
            ("tanam", "Menjaga mata air"),
        )
    ]
    return {
        "title": "Potensi desa",
        "slug": "potensi-desa",
        "picture": "sawah",
        "topics": ["pertanian", "budaya"],
        "summary": "Sayur, kopi, batik, dan air terjun: apa yang tumbuh, dibuat, dan dapat dikunjungi di desa ini.",
        "body": [
            text(
                "Tanah subur dan udara sejuk membuat hampir semua keluarga bertani. Sisanya membuat batik, mengolah hasil kebun, atau menerima tamu."
            ),
            ("gallery", {"title": "Desa dalam gambar", "pictures": gallery}),
            quote("Tamu boleh pulang membawa sayur, asal ikut memetik.", "Seorang petani"),
            listing("place_list", "Tempat yang dapat dikunjungi"),
            listing("product_list", "Buatan warga"),
            (
                "video",
                {
                    "title": "Sepagi di kebun kopi (tautan contoh)",
                    "url": "https://video.contoh.example/kebun-kopi",
                    "poster": library.chosen("kopi"),
                    "length": "3 menit",
                },
            ),
            (
                "contact",
                {
                    "title": "Pemandu wisata desa",
                    "phone": "0286-000-030",
                    "whatsapp": "+62 800-0000-030",
                    "hours": "Setiap hari 07.00–17.00",
                    "address": "Pos wisata, lapangan desa",
                    "email": "wisata@contoh.example",
                },
            ),
        ],
    }


def newcomers_guide(library: Library, service: Any, form: Any) -> dict[str, Any]:
    """A guide that leads a new resident through the first papers."""
    return {
        "title": "Panduan warga baru",
        "slug": "panduan-warga-baru",
        "picture": "balai",
        "topics": ["kependudukan"],
        "summary": "Baru pindah ke desa ini? Empat langkah, satu pagi, tanpa biaya.",
        "body": [
            callout("important", "Lapor kepada ketua RT paling lambat 1 × 24 jam setelah tinggal."),
            steps(
                ("Lapor ketua RT", "Bawa KTP semua anggota keluarga."),
                ("Minta surat domisili", "Di loket balai desa, 10 menit."),
                ("Urus kartu keluarga", "Di kecamatan, dengan pengantar desa."),
                ("Daftar posyandu dan sekolah", "Bila Anda membawa anak."),
                title="Empat langkah",
            ),
            ("service_standard", {"service": service.pk}),
            ("picture", {"picture": library.chosen("loket"), "caption": "Loket balai desa, pintu timur."}),
            folds(
                "Yang sering ditanyakan",
                ("Apakah harus ganti KTP?", "Ya, bila alamat berubah. Perekaman ulang tidak diperlukan."),
                (
                    "Bagaimana bila surat pindah belum jadi?",
                    "Anda tetap dapat dilayani dengan surat domisili sementara.",
                ),
            ),
            ("downloads", {"title": "Bacaan", "files": [form.pk]}),
            (
                "officials",
                {
                    "title": "Temui kami",
                    "officials": [
                        {
                            "name": "Nama Contoh Enam",
                            "position": "Kasi Kesejahteraan dan Pelayanan",
                            "duties": "Loket balai desa",
                        }
                    ],
                },
            ),
            ("complaint_form", {"title": "", "text": "Ada langkah yang tidak jelas? Tulis kepada kami."}),
            ("case_tracking", {"title": "", "text": "Sudah menulis? Lihat apa yang terjadi."}),
            ("case_performance", {"title": "", "period": "this_year"}),
        ],
    }


def public_information(library: Library) -> dict[str, Any]:
    """How a resident asks for what is not published yet, and what to do when the answer does not come."""
    return {
        "title": "Meminta informasi publik",
        "slug": "informasi-publik",
        "picture": "loket",
        "topics": ["bantuan-sosial"],
        "summary": "Belum menemukan yang Anda cari di halaman dokumen? Mintalah; gratis dan dijawab paling lama 10 hari kerja.",
        "body": [
            text(
                "Anda tidak perlu datang ke balai desa. Tulis apa yang ingin Anda ketahui; desa menjawab, atau meneruskannya kepada kantor yang menyimpannya."
            ),
            ("information_request_form", {"title": "", "text": "Data bantuan sosial yang lain juga dapat Anda minta."}),
            ("objection_form", {"title": "", "text": "Permintaan Anda tidak dijawab semestinya?"}),
        ],
    }


def farming(library: Library) -> dict[str, Any]:
    """A regency page that gathers what its sections tell about one topic."""
    topic = library.topics["pertanian"].pk
    return {
        "title": "Pertanian pegunungan",
        "slug": "pertanian-pegunungan",
        "picture": "kentang",
        "topics": ["pertanian"],
        "summary": "Kabar, tempat, dan produk pertanian dari semua kecamatan dan desa.",
        "body": [
            text("Halaman ini terisi sendiri dari halaman kecamatan dan desa yang memakai topik pertanian."),
            listing("news_list", "Kabar tani", "below", topic=topic),
            listing("event_list", "Agenda tani", "below", topic=topic),
            listing("product_list", "Hasil olahan", "below", kind="food"),
            listing("place_list", "Kebun yang dapat dikunjungi", "below", topic=topic),
            heading("Urusan di loket"),
            listing("service_list", "Layanan kabupaten", count=5),
            listing("document_list", "Dokumen berkala", kind="periodic", count=3),
            (
                "table",
                {
                    "caption": "Luas tanam (angka contoh)",
                    "lines": "Tanaman | Luas (ha) | Petani\nKentang | 3.120 | 8.940\nKopi | 1.480 | 4.210\nSalak | 2.760 | 6.330",
                    "has_row_headings": True,
                },
            ),
        ],
    }
