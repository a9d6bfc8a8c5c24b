"""Sample places of Desa Darmayasa: all invented, in the manner of the villages below the Dieng plateau."""

from __future__ import annotations

from typing import Any

from .bodies import callout, folds, text

DAILY = [("hours", {"day": str(day), "opens": "07:00", "closes": "17:00"}) for day in range(1, 8)]
EVENINGS = [("hours", {"day": str(day), "opens": "10:00", "closes": "21:00"}) for day in (1, 2, 3, 4, 6, 7)] + [
    ("hours", {"day": "5", "is_closed": True, "note": "Tutup"})
]


def tickets(*rows: tuple[str, int]) -> list[tuple[str, Any]]:
    return [("ticket", {"who": who, "days": "all", "price": f"{price}.00"}) for who, price in rows]


DARMAYASA: list[dict[str, Any]] = [
    {
        "title": "Curug Contoh Pitu",
        "picture": "curug",
        "topics": ["lingkungan"],
        "summary": "Air terjun rekaan setinggi 35 meter dengan kolam dangkal. Lima belas menit berjalan kaki dari tempat parkir.",
        "kind": "destination",
        "category": "nature",
        "lat": "-7.246100",
        "lon": "109.803400",
        "address": "Dusun Contoh Lor, Desa Darmayasa",
        "phone": "0286-000-031",
        "whatsapp": "+62 800-0000-031",
        "opening_hours": DAILY,
        "tickets": tickets(("adult", 10000), ("child", 5000)),
        "price_min": "5000.00",
        "price_max": "10000.00",
        "takes_qris": True,
        "facilities": "parkir, toilet, musala, warung, ruang ganti",
        "accessibility": "Jalan setapak bertangga; kursi roda sampai gardu pandang bawah.",
        "managed_by": "pokdarwis",
        "best_season": "Mei sampai September",
        "safety": "Jangan berenang saat hujan di hulu. Ikuti arahan penjaga.",
        "body": [
            text(
                "Tujuh undakan air bertemu di satu kolam. Pagi hari adalah waktu terbaik: kabut tipis masih turun dan pengunjung belum ramai.",
                "Jalan setapak melewati kebun kopi. Pakai alas kaki yang tidak licin dan bawa jas hujan.",
            ),
            callout("warning", "Kolam ditutup bila papan tinggi air menunjukkan warna merah."),
        ],
    },
    {
        "title": "Gardu Pandang Mega Contoh",
        "picture": "awan",
        "topics": ["lingkungan"],
        "summary": "Tempat rekaan untuk melihat matahari terbit di atas lautan awan, pada ketinggian 1.650 meter.",
        "kind": "destination",
        "category": "nature",
        "lat": "-7.238700",
        "lon": "109.811900",
        "address": "Dusun Contoh Wetan, Desa Darmayasa",
        "phone": "0286-000-032",
        "opening_hours": [("hours", {"day": str(day), "opens": "04:00", "closes": "18:00"}) for day in range(1, 8)],
        "tickets": tickets(("domestic", 8000), ("foreign", 20000)),
        "price_min": "8000.00",
        "price_max": "20000.00",
        "facilities": "parkir, toilet, warung, tempat api unggun",
        "accessibility": "Ramp sampai panggung utama; toilet untuk kursi roda.",
        "managed_by": "bumdes",
        "best_season": "Juli sampai Oktober",
        "safety": "Suhu dapat turun sampai 8 °C. Bawa jaket.",
        "body": [
            text("Datang sebelum pukul 05.00. Pemandu desa menunggu di pintu masuk dan membawa senter."),
            folds(
                "Yang sering ditanyakan",
                (
                    "Apakah boleh berkemah?",
                    "Boleh, di halaman bawah. Daftar dahulu lewat telepon; tempatnya untuk 15 tenda.",
                ),
                (
                    "Apakah mobil bisa sampai atas?",
                    "Mobil kecil bisa. Bus berhenti di lapangan desa, lalu disambung angkutan desa.",
                ),
            ),
        ],
    },
    {
        "title": "Terasering Contoh Asri",
        "picture": "sawah",
        "topics": ["pertanian"],
        "summary": "Jalan kaki dua kilometer di antara petak sayur dan padi, ditemani petani.",
        "kind": "destination",
        "category": "agrotourism",
        "lat": "-7.249800",
        "lon": "109.798800",
        "address": "Dusun Contoh Kulon, Desa Darmayasa",
        "phone": "0286-000-033",
        "opening_hours": DAILY,
        "tickets": tickets(
            ("adult", 15000),
        ),
        "price_min": "15000.00",
        "price_max": "15000.00",
        "takes_qris": True,
        "facilities": "pemandu, air minum, caping pinjaman",
        "managed_by": "pokdarwis",
        "best_season": "Sepanjang tahun",
        "body": [
            text(
                "Anda boleh ikut menanam atau memanen, sesuai musim. Hasil panen dibeli dengan harga ladang.",
                "Harga sudah termasuk pemandu dan teh hangat.",
            )
        ],
    },
    {
        "title": "Homestay Omah Contoh",
        "picture": "homestay",
        "topics": ["budaya"],
        "summary": "Empat kamar di rumah warga, sarapan masakan rumah, dan api unggun pada malam hari.",
        "kind": "lodging",
        "lodging_kind": "homestay",
        "rooms": 4,
        "check_in": "14:00",
        "check_out": "11:00",
        "lat": "-7.247300",
        "lon": "109.801200",
        "address": "RT 02 RW 01, Desa Darmayasa",
        "phone": "0286-000-034",
        "whatsapp": "+62 800-0000-034",
        "price_min": "150000.00",
        "price_max": "225000.00",
        "takes_transfer": True,
        "takes_qris": True,
        "facilities": "air panas, dapur bersama, parkir, Wi-Fi",
        "accessibility": "Satu kamar di lantai dasar tanpa tangga.",
        "managed_by": "private",
        "body": [
            text(
                "Harga untuk satu kamar satu malam, berdua, termasuk sarapan. Anak di bawah enam tahun tidak membayar.",
                "Pesan sedikitnya satu hari sebelumnya.",
            )
        ],
    },
    {
        "title": "Warung Sega Contoh",
        "picture": "dapur",
        "topics": ["pertanian"],
        "summary": "Nasi jagung, sayur lombok, dan tempe kemul dari dapur kayu bakar.",
        "kind": "culinary",
        "cuisine": "Masakan pegunungan",
        "signature_dishes": "nasi jagung, tempe kemul, kentang rica",
        "halal_status": "self_declared",
        "seats": 32,
        "lat": "-7.246900",
        "lon": "109.800500",
        "address": "Depan lapangan desa, Desa Darmayasa",
        "phone": "0286-000-035",
        "opening_hours": EVENINGS,
        "price_min": "8000.00",
        "price_max": "25000.00",
        "takes_qris": True,
        "facilities": "parkir motor, toilet, musala",
        "managed_by": "private",
        "body": [
            text("Bahan sayur dibeli dari petani desa pada pagi hari. Bila nasi jagung habis, tersedia nasi putih.")
        ],
    },
    {
        "title": "Kedai Kopi Lereng",
        "picture": "kopi",
        "topics": ["pertanian"],
        "summary": "Kopi arabika kebun sendiri, disangrai tiap Jumat. Ada teras menghadap gunung.",
        "kind": "culinary",
        "cuisine": "Kopi dan kudapan",
        "signature_dishes": "kopi tubruk, pisang goreng",
        "halal_status": "self_declared",
        "seats": 24,
        "lat": "-7.245500",
        "lon": "109.802300",
        "address": "Dusun Contoh Kulon, Desa Darmayasa",
        "phone": "0286-000-036",
        "opening_hours": EVENINGS,
        "price_min": "7000.00",
        "price_max": "22000.00",
        "takes_qris": True,
        "facilities": "Wi-Fi, stopkontak, parkir",
        "managed_by": "bumdes",
        "body": [text("Anda boleh melihat proses sangrai. Biji kopi dijual mulai 100 gram.")],
    },
    {
        "title": "Angkutan desa ke Pejawaran",
        "picture": "jalan-gunung",
        "topics": ["infrastruktur"],
        "summary": "Minibus dari lapangan desa ke kantor kecamatan dan pasar, enam kali sehari.",
        "kind": "transport",
        "mode": "shared_van",
        "origin": "Lapangan Desa Darmayasa",
        "destination": "Pasar Pejawaran",
        "schedule": "06.00, 07.30, 09.00, 12.00, 14.00, 16.00. Minggu hanya empat kali.",
        "operator": "BUMDes contoh",
        "phone": "0286-000-037",
        "price_min": "6000.00",
        "price_max": "6000.00",
        "managed_by": "bumdes",
        "body": [
            text(
                "Pelajar berseragam membayar setengah. Bawaan lebih dari satu karung dikenai ongkos tambahan yang disepakati di awal."
            )
        ],
    },
]
REGENCY: list[dict[str, Any]] = [
    {
        "title": "Telaga Contoh Bening",
        "picture": "awan",
        "topics": ["lingkungan"],
        "summary": "Telaga rekaan di ketinggian 2.000 meter dengan jalur jalan kaki yang rata.",
        "kind": "destination",
        "category": "nature",
        "lat": "-7.210000",
        "lon": "109.860000",
        "address": "Kawasan pegunungan utara (contoh)",
        "phone": "0286-000-051",
        "opening_hours": DAILY,
        "tickets": tickets(("domestic", 15000), ("foreign", 50000)),
        "price_min": "15000.00",
        "price_max": "50000.00",
        "takes_qris": True,
        "facilities": "parkir, toilet, musala, jalur kursi roda",
        "accessibility": "Jalur kayu 400 meter tanpa tangga.",
        "managed_by": "agency",
        "best_season": "Juni sampai September",
        "body": [text("Pagi hari kabut turun sampai permukaan air. Bawa jaket dan datang sebelum pukul 09.00.")],
    },
    {
        "title": "Rumah Budaya Contoh",
        "picture": "gunungan",
        "topics": ["budaya"],
        "summary": "Ruang pamer wayang, gamelan, dan batik di tepi alun-alun. Masuk gratis.",
        "kind": "destination",
        "category": "culture",
        "lat": "-7.396500",
        "lon": "109.694500",
        "address": "Jalan Contoh Alun-Alun 5, Banjarnegara",
        "phone": "0286-000-052",
        "opening_hours": EVENINGS,
        "facilities": "toilet, musala, ruang laktasi, kursi roda pinjaman",
        "managed_by": "agency",
        "accessibility": "Pintu masuk rata, toilet untuk kursi roda.",
        "body": [text("Setiap Sabtu malam ada latihan gamelan yang boleh ditonton.")],
    },
]
