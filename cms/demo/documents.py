"""Sample public documents: every category of the law, with the columns of the list of public information."""

from __future__ import annotations

from typing import Any

BUDGET = [
    ["kode", "uraian", "anggaran", "realisasi"],
    ["4.1", "Pendapatan asli desa", "48000000", "31250000"],
    ["4.2.1", "Dana Desa", "912000000", "684000000"],
    ["4.2.3", "Alokasi Dana Desa", "421000000", "315750000"],
    ["5.01", "Penyelenggaraan pemerintahan desa", "498000000", "361200000"],
    ["5.02", "Pelaksanaan pembangunan desa", "612000000", "428900000"],
    ["5.03", "Pembinaan kemasyarakatan", "84000000", "60300000"],
    ["5.04", "Pemberdayaan masyarakat", "147000000", "101700000"],
]
POPULATION = [
    ["dusun", "kepala_keluarga", "laki_laki", "perempuan"],
    ["Contoh Wetan", "214", "398", "391"],
    ["Contoh Kulon", "187", "341", "336"],
    ["Contoh Lor", "163", "297", "305"],
    ["Contoh Kidul", "142", "262", "258"],
]
VILLAGE = {"producer": "Sekretaris Desa Darmayasa", "made_place": "Darmayasa", "retention": "5 tahun"}

# `year`: years back from this one; `lines` become a one-page PDF, `rows` a CSV file.
DARMAYASA: list[dict[str, Any]] = [
    VILLAGE
    | {
        "title": "Anggaran Pendapatan dan Belanja Desa",
        "category": "periodic",
        "year": 0,
        "is_printed": True,
        "summary": "Rencana pendapatan dan belanja desa untuk satu tahun, menurut bidang.",
        "legal_basis": "Permendagri 20/2018",
        "lines": [
            "Pendapatan desa: Rp1.381.000.000",
            "Belanja desa: Rp1.341.000.000",
            "Pembiayaan bersih: Rp40.000.000 (berkurang)",
            "Bidang pemerintahan: Rp498.000.000",
            "Bidang pembangunan: Rp612.000.000",
            "Bidang pembinaan: Rp84.000.000",
            "Bidang pemberdayaan: Rp147.000.000",
        ],
    },
    VILLAGE
    | {
        "title": "Realisasi anggaran triwulan ketiga",
        "category": "periodic",
        "year": 0,
        "summary": "Angka pendapatan dan belanja sampai akhir triwulan, dalam berkas yang dapat dihitung ulang.",
        "producer": "Kaur Keuangan Desa Darmayasa",
        "legal_basis": "Permendagri 20/2018",
        "rows": BUDGET,
    },
    VILLAGE
    | {
        "title": "Rencana Kerja Pemerintah Desa",
        "category": "periodic",
        "year": 0,
        "is_printed": True,
        "summary": "Kegiatan yang dipilih musyawarah desa, dengan tempat, waktu, dan perkiraan biaya.",
        "lines": [
            "Perpipaan air bersih Dusun Contoh Lor",
            "Jalan usaha tani tahap dua",
            "Kelas menjahit bagi ibu muda",
            "Lampu jalan tenaga surya",
        ],
    },
    VILLAGE
    | {
        "title": "Laporan penyelenggaraan pemerintahan desa",
        "category": "periodic",
        "year": 1,
        "is_printed": True,
        "summary": "Apa yang dikerjakan desa tahun lalu, apa yang belum selesai, dan sebabnya.",
        "lines": [
            "Kegiatan selesai: 31 dari 34",
            "Kegiatan dilanjutkan: 3",
            "Kehadiran musyawarah: 84 orang",
            "Surat dilayani: 1.942",
        ],
    },
    VILLAGE
    | {
        "title": "Peta rawan longsor dan titik kumpul",
        "category": "immediate",
        "year": 0,
        "retention": "Selama berlaku",
        "summary": "Lereng yang rawan, jalur keluar, dan titik kumpul setiap dusun.",
        "producer": "Kasi Pemerintahan Desa Darmayasa",
        "lines": [
            "Titik kumpul Contoh Wetan: lapangan voli",
            "Titik kumpul Contoh Lor: halaman sekolah",
            "Titik kumpul Contoh Kidul: balai dusun",
            "Posko desa: 0286-000-015",
        ],
    },
    VILLAGE
    | {
        "title": "Pengumuman gangguan air bersih",
        "category": "immediate",
        "year": 0,
        "retention": "1 tahun",
        "summary": "Jadwal giliran air dan tempat tangki selama perbaikan pipa.",
        "producer": "Pengelola air bersih desa",
        "lines": [
            "Dusun Contoh Lor: pukul 05.00-08.00",
            "Dusun Contoh Kidul: pukul 15.00-18.00",
            "Tangki air: halaman balai desa",
        ],
    },
    VILLAGE
    | {
        "title": "Peraturan desa tentang pungutan desa",
        "category": "always_available",
        "year": 1,
        "is_printed": True,
        "retention": "Permanen",
        "summary": "Tarif sewa balai desa dan gudang simpan, serta siapa yang dibebaskan.",
        "legal_basis": "UU 6/2014",
        "lines": [
            "Pasal 4: sewa balai desa Rp150.000 per hari",
            "Pasal 5: gudang simpan Rp50 per kilogram per bulan",
            "Pasal 6: warga miskin dibebaskan",
        ],
    },
    VILLAGE
    | {
        "title": "Jumlah penduduk menurut dusun",
        "category": "always_available",
        "year": 0,
        "summary": "Jumlah keluarga dan penduduk tiap dusun tanpa data perorangan.",
        "producer": "Kasi Pemerintahan Desa Darmayasa",
        "rows": POPULATION,
    },
    VILLAGE
    | {
        "title": "Daftar aset desa",
        "category": "always_available",
        "year": 1,
        "is_printed": True,
        "retention": "Permanen",
        "summary": "Tanah, bangunan, kendaraan, dan alat milik desa beserta keadaannya.",
        "lines": [
            "Tanah kas desa: 6 bidang",
            "Balai desa: 1 unit, baik",
            "Gudang simpan: 1 unit, baik",
            "Sepeda motor dinas: 2 unit",
        ],
    },
    VILLAGE
    | {
        "title": "Prosedur permohonan informasi",
        "category": "always_available",
        "year": 0,
        "is_printed": True,
        "summary": "Cara meminta dokumen desa, batas waktunya, dan cara mengajukan keberatan.",
        "legal_basis": "UU 14/2008; PERKI 1/2021",
        "lines": [
            "Isi formulir di loket",
            "Jawaban paling lama 10 hari kerja",
            "Perpanjangan paling lama 7 hari kerja",
            "Keberatan diajukan dalam 30 hari kerja",
        ],
    },
    VILLAGE
    | {
        "title": "Data penerima bantuan menurut nama dan alamat",
        "category": "exempt",
        "year": 0,
        "summary": "Daftar nama yang memuat data pribadi.",
        "exclusion_basis": "UU 14/2008 Pasal 17 huruf h",
        "consequence_text": "Membuka data ini dapat mengungkap keadaan ekonomi seseorang.",
        "exclusion_decree": "SK PPID 01/2026 (contoh)",
    },
    VILLAGE
    | {
        "title": "Berkas pemeriksaan sengketa batas tanah",
        "category": "exempt",
        "year": 0,
        "summary": "Berkas perkara yang masih diperiksa.",
        "exclusion_basis": "UU 14/2008 Pasal 17 huruf a",
        "consequence_text": "Membuka berkas dapat menghambat proses penyelesaian.",
        "exclusion_decree": "SK PPID 02/2026 (contoh)",
    },
]
KECAMATAN = {"producer": "Sekretaris Kecamatan Pejawaran", "made_place": "Pejawaran", "retention": "5 tahun"}
PEJAWARAN: list[dict[str, Any]] = [
    KECAMATAN
    | {
        "title": "Rencana kerja kecamatan",
        "category": "periodic",
        "year": 0,
        "is_printed": True,
        "summary": "Kegiatan kecamatan tahun ini dan anggarannya.",
        "lines": ["Pembinaan 17 desa", "Layanan keliling 12 kali", "Pasar tani setiap Minggu pagi"],
    },
    KECAMATAN
    | {
        "title": "Jadwal penutupan lajur jalan utama",
        "category": "immediate",
        "year": 0,
        "summary": "Jam dan ruas yang ditutup sebagian selama perbaikan.",
        "lines": ["Pukul 08.00-16.00", "Senin sampai Sabtu", "Waktu tunggu 10-15 menit"],
    },
    KECAMATAN
    | {
        "title": "Standar pelayanan kecamatan",
        "category": "always_available",
        "year": 0,
        "is_printed": True,
        "summary": "Keputusan camat tentang standar pelayanan semua loket.",
        "lines": ["Perekaman KTP: 15 menit", "Legalisasi surat: 15 menit", "Rekomendasi: 30 menit"],
    },
]
AGENCY = {"producer": "Bagian Organisasi Sekretariat Daerah", "made_place": "Banjarnegara", "retention": "5 tahun"}
REGENCY: list[dict[str, Any]] = [
    AGENCY
    | {
        "title": "Ringkasan anggaran daerah",
        "category": "periodic",
        "year": 0,
        "is_printed": True,
        "summary": "Pendapatan dan belanja daerah dalam satu halaman, dengan angka contoh.",
        "lines": ["Pendapatan: Rp2,1 triliun", "Belanja: Rp2,2 triliun", "Belanja terbesar: pendidikan"],
    },
    AGENCY
    | {
        "title": "Laporan layanan informasi publik",
        "category": "periodic",
        "year": 1,
        "summary": "Jumlah permohonan, jawaban, dan keberatan selama setahun.",
        "rows": [["jenis", "jumlah"], ["dikabulkan", "143"], ["ditolak", "6"], ["keberatan", "2"]],
    },
    AGENCY
    | {
        "title": "Peringatan dini cuaca pegunungan",
        "category": "immediate",
        "year": 0,
        "summary": "Wilayah yang perlu waspada hujan lebat dan kabut.",
        "lines": ["Waspada: wilayah utara", "Kabut tebal: pukul 15.00-19.00"],
    },
    AGENCY
    | {
        "title": "Struktur organisasi pemerintah daerah",
        "category": "always_available",
        "year": 0,
        "is_printed": True,
        "summary": "Susunan dinas, badan, kecamatan, dan tugas masing-masing.",
        "lines": ["Sekretariat daerah", "Dinas dan badan", "Dua puluh kecamatan"],
    },
]
