"""The sample pictures by name: what each shows, in words, and the drawing that makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import gatherings, indoors, landscapes, ornaments
from .drawing import Canvas


@dataclass(frozen=True)
class Drawing:
    """One sample picture with its alternative texts."""

    title: str
    alt: str
    alt_en: str
    draw: Callable[[], Canvas]


DRAWINGS = {
    "sawah": Drawing(
        "Sawah terasering",
        "Sawah berundak dengan dua rumah, di belakangnya gunung dan matahari pagi.",
        "Terraced fields with two houses, a mountain and the morning sun behind them.",
        landscapes.terraces,
    ),
    "kentang": Drawing(
        "Ladang kentang",
        "Tiga petani bercaping berdiri di antara guludan kentang di kaki gunung.",
        "Three farmers in pointed hats stand between rows of potatoes at the foot of a mountain.",
        landscapes.potato_field,
    ),
    "curug": Drawing(
        "Air terjun",
        "Dua orang memandang air terjun tinggi dari batu besar di tepi kolam.",
        "Two people look up at a tall waterfall from a boulder beside its pool.",
        landscapes.waterfall,
    ),
    "awan": Drawing(
        "Gardu pandang di atas awan",
        "Dua orang di gardu pandang kayu melihat matahari terbit di atas lautan awan.",
        "Two people on a wooden lookout watch the sun rise above a sea of clouds.",
        landscapes.sea_of_clouds,
    ),
    "tanam": Drawing(
        "Menanam pohon di mata air",
        "Empat warga menanam bibit pohon di lereng sekitar mata air.",
        "Four residents plant saplings on the slope around a spring.",
        landscapes.planting,
    ),
    "jalan-gunung": Drawing(
        "Jalan pegunungan",
        "Minibus merah dengan barang di atapnya melewati jalan berkelok di pegunungan.",
        "A red minibus with luggage on its roof follows a winding mountain road.",
        landscapes.mountain_road,
    ),
    "balai": Drawing(
        "Balai desa",
        "Warga berkumpul di depan balai desa beratap joglo dengan bendera merah putih.",
        "Residents gather in front of the village hall with its joglo roof and the national flag.",
        gatherings.hall,
    ),
    "alun-alun": Drawing(
        "Alun-alun",
        "Alun-alun dengan dua pohon beringin, pendopo di tengah, dan gunung di kejauhan.",
        "A town square with two banyan trees, the open hall in the middle and mountains far behind.",
        gatherings.town_square,
    ),
    "pasar": Drawing(
        "Pasar sayur",
        "Pedagang dan pembeli di tiga lapak sayur beratap garis-garis.",
        "Sellers and buyers at three vegetable stalls with striped roofs.",
        gatherings.market,
    ),
    "perbaikan-jalan": Drawing(
        "Perbaikan jalan",
        "Warga bercaping dan mesin gilas memperbaiki jalan desa.",
        "Residents in pointed hats and a road roller mend a village road.",
        gatherings.road_work,
    ),
    "posyandu": Drawing(
        "Posyandu",
        "Para ibu membawa anak kecil ke posyandu; seorang kader menimbang bayi.",
        "Mothers bring small children to the health post, where a volunteer weighs a baby.",
        gatherings.health_post,
    ),
    "sekolah": Drawing(
        "Sekolah dasar",
        "Tujuh murid berseragam merah putih berdiri di depan gedung sekolah.",
        "Seven pupils in red and white uniforms stand in front of their school.",
        gatherings.school,
    ),
    "loket": Drawing(
        "Loket pelayanan",
        "Petugas di balik meja loket menerima berkas dari dua warga.",
        "An officer behind the counter takes papers from two residents.",
        indoors.counter,
    ),
    "homestay": Drawing(
        "Homestay malam hari",
        "Rumah dengan jendela menyala di bawah langit berbintang, dua orang di dekat api unggun.",
        "A house with lit windows below a starry sky, two people beside a camp fire.",
        gatherings.homestay,
    ),
    "dapur": Drawing(
        "Hasil olahan desa",
        "Dua stoples manisan buah, semangkuk keripik, dan kentang di atas meja.",
        "Two jars of candied fruit, a bowl of crisps and potatoes on a table.",
        indoors.kitchen,
    ),
    "kopi": Drawing(
        "Kopi lereng gunung",
        "Secangkir kopi panas di antara ranting kopi dengan buah merah.",
        "A cup of hot coffee between branches with red coffee cherries.",
        indoors.coffee,
    ),
    "batik": Drawing(
        "Batik kawung",
        "Kain batik motif kawung berwarna cokelat dan krem.",
        "Batik cloth with the kawung motif in brown and cream.",
        ornaments.batik,
    ),
    "gunungan": Drawing(
        "Gunungan wayang",
        "Gunungan wayang di depan cahaya lampu, diapit empat gong.",
        "The mountain figure of the shadow play before the lamp, between four gongs.",
        ornaments.gunungan,
    ),
}
