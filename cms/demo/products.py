"""Sample local businesses of Desa Darmayasa and what they make; every name and number is invented."""

from __future__ import annotations

from typing import Any

from .bodies import text

DARMAYASA: list[dict[str, Any]] = [
    {
        "title": "Keripik Kentang Contoh Renyah", "picture": "dapur", "topics": ["pertanian"],
        "summary": "Usaha rumahan yang mengolah kentang desa menjadi keripik sejak 2016.",
        "scale": "micro", "kbli": "10793", "founded": 2016, "employees": 6, "address": "RT 01 RW 02, Desa Darmayasa",
        "phone": "0286-000-041", "whatsapp": "+62 800-0000-041", "nib": "0000000000041", "pirt": "0000000000041-30",
        "body": [text("Kentang dipilih, diiris tipis, dan digoreng pada hari yang sama. Rumah produksi dapat dikunjungi setiap Rabu.")],
        "products": [
            {
                "title": "Keripik kentang asin", "picture": "dapur", "kind": "food", "price": "18000.00", "price_unit": "bungkus 200 g", "weight_g": 200,
                "summary": "Irisan tipis dengan garam saja.", "material": "kentang, minyak kelapa, garam", "variants": "asin, balado, bawang",
                "halal_status": "self_declared", "body": [text("Tahan dua bulan dalam bungkus tertutup.")],
            },
            {
                "title": "Keripik kentang balado", "picture": "kentang", "kind": "food", "price": "20000.00", "price_unit": "bungkus 200 g", "weight_g": 200,
                "summary": "Pedas manis dengan cabai dari kebun sendiri.", "material": "kentang, cabai, gula aren", "halal_status": "self_declared",
                "body": [text("Tingkat pedas sedang. Untuk pesanan lebih dari 20 bungkus, hubungi sehari sebelumnya.")],
            },
        ],
    },
    {
        "title": "Kopi Lereng Contoh", "picture": "kopi", "topics": ["pertanian"],
        "summary": "Kelompok 24 petani yang menjual kopi arabika petik merah.",
        "scale": "small", "kbli": "01270, 10761", "founded": 2019, "employees": 9, "address": "Dusun Contoh Kulon, Desa Darmayasa",
        "phone": "0286-000-042", "whatsapp": "+62 800-0000-042", "nib": "0000000000042",
        "body": [text("Setiap bungkus menyebut kebun asal dan tanggal sangrai.")],
        "products": [
            {
                "title": "Kopi arabika sangrai sedang", "picture": "kopi", "kind": "food", "price": "45000.00", "price_unit": "bungkus 200 g", "weight_g": 200,
                "summary": "Rasa cokelat dan jeruk, cocok untuk tubruk.", "variants": "biji, bubuk halus, bubuk kasar", "halal_status": "not_yet",
                "body": [text("Disangrai setiap Jumat. Simpan di wadah kedap udara.")],
            },
        ],
    },
    {
        "title": "Sanggar Batik Contoh Wangi", "picture": "batik", "topics": ["budaya"],
        "summary": "Delapan perajin membuat batik tulis dan cap dengan warna alam.",
        "scale": "micro", "kbli": "13134", "founded": 2012, "employees": 8, "address": "RT 03 RW 01, Desa Darmayasa", "phone": "0286-000-043",
        "nib": "0000000000043",
        "body": [text("Pengunjung dapat belajar membatik selama dua jam. Kain hasil belajar boleh dibawa pulang.")],
        "products": [
            {
                "title": "Kain batik kawung", "picture": "batik", "kind": "textile", "price": "275000.00", "price_unit": "lembar 2 × 1,1 m",
                "summary": "Batik cap dengan pewarna kulit kayu.", "material": "katun", "variants": "cokelat, biru nila",
                "body": [text("Cuci dengan lerak atau sabun lembut, jemur di tempat teduh.")],
            },
            {
                "title": "Selendang batik tulis", "picture": "batik", "kind": "textile", "price": "420000.00", "price_unit": "lembar", "is_in_stock": False,
                "summary": "Dikerjakan tangan selama tiga pekan.", "material": "sutra", "body": [text("Dibuat menurut pesanan. Uang muka 50 persen.")],
            },
        ],
    },
    {
        "title": "Manisan Buah Contoh Segar", "picture": "dapur", "topics": ["pertanian"],
        "summary": "Manisan carica dan terong belanda tanpa pengawet.",
        "scale": "micro", "kbli": "10330", "founded": 2020, "employees": 4, "address": "RT 04 RW 02, Desa Darmayasa", "phone": "0286-000-044",
        "pirt": "0000000000044-30",
        "body": [text("Buah dipanen pagi dan dimasak siang. Stoples kosong dibeli kembali Rp1.000.")],
        "products": [
            {
                "title": "Manisan carica", "picture": "dapur", "kind": "food", "price": "28000.00", "price_unit": "stoples 350 g", "weight_g": 350,
                "summary": "Carica dalam sirop encer, tidak terlalu manis.", "halal_status": "self_declared", "body": [text("Simpan di lemari es setelah dibuka.")],
            },
        ],
    },
]
