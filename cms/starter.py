"""What a new section starts with: its standard pages and the tasks on its home page, as data.

Words stand here by language, because they become content that editors own; the catalogues hold only the program's words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from pages import models as pages
from pages.models import BasePage
from regions.models import Unit

Words = dict[str, str]


@dataclass(frozen=True)
class StarterPage:
    """One standard page. Whatever holds sample text, marked [[contoh]], is a draft."""

    model: type[BasePage]
    slug: str
    title: Words
    is_in_menu: bool = True
    # Field name to sample text; empty: nothing on the page is a sample, so it is live at once.
    sample: dict[str, Words] = field(default_factory=dict)
    # The tile on the home page that leads here: its words and its drawn icon; None: no tile.
    task: tuple[Words, str] | None = None


# In the order of the menu, which shows eight.
STARTER_PAGES: list[StarterPage] = [
    StarterPage(
        pages.ProfilePage,
        "profil",
        {"id": "Profil", "en": "Profile"},
        sample={
            "summary": {
                "id": "[[contoh]] Siapa kami, apa tugas kami, dan siapa yang bertugas.",
                "en": "[[contoh]] Who we are, what we do and who is in office.",
            },
            "vision": {"id": "[[contoh]] Visi dan misi.", "en": "[[contoh]] Vision and mission."},
            "duties": {"id": "[[contoh]] Tugas dan fungsi.", "en": "[[contoh]] Duties and functions."},
        },
    ),
    StarterPage(
        pages.ServiceIndexPage,
        "layanan",
        {"id": "Layanan", "en": "Services"},
        task=({"id": "Urus surat dan layanan", "en": "Papers and services"}, "paper"),
    ),
    StarterPage(
        pages.NewsIndexPage,
        "berita",
        {"id": "Berita", "en": "News"},
        task=({"id": "Baca berita terbaru", "en": "Latest news"}, "news"),
    ),
    StarterPage(
        pages.DocumentIndexPage,
        "dokumen",
        {"id": "Dokumen", "en": "Documents"},
        task=({"id": "Cari dokumen publik", "en": "Public documents"}, "folder"),
    ),
    StarterPage(
        pages.EventIndexPage,
        "agenda",
        {"id": "Agenda", "en": "Events"},
        task=({"id": "Lihat agenda", "en": "What is on"}, "calendar"),
    ),
    StarterPage(
        pages.PlaceIndexPage,
        "wisata",
        {"id": "Wisata", "en": "Tourism"},
        task=({"id": "Kunjungi wisata", "en": "Places to visit"}, "map"),
    ),
    StarterPage(
        pages.BusinessIndexPage,
        "umkm",
        {"id": "UMKM", "en": "Local businesses"},
        task=({"id": "Temukan produk warga", "en": "Local products"}, "shop"),
    ),
    StarterPage(
        pages.ContactPage,
        "kontak",
        {"id": "Kontak", "en": "Contact"},
        task=({"id": "Hubungi kami", "en": "Contact us"}, "phone"),
    ),
    StarterPage(
        pages.PledgePage,
        "maklumat-pelayanan",
        {"id": "Maklumat pelayanan", "en": "Service pledge"},
        is_in_menu=False,
        sample={
            "summary": {
                "id": "[[contoh]] Janji kami kepada warga tentang mutu pelayanan.",
                "en": "[[contoh]] Our promise to citizens about the quality of our services.",
            },
            "signer_name": {"id": "[[contoh]] Nama pejabat", "en": "[[contoh]] Name of the official"},
            "signer_title": {"id": "[[contoh]] Jabatan", "en": "[[contoh]] Office"},
        },
    ),
]

COMPLAINT: Words = {"id": "Sampaikan pengaduan", "en": "Make a complaint"}

SECTION_PAGES: dict[str, type[pages.SectionPage]] = {
    Unit.Kind.REGENCY: pages.RegencyPage,
    Unit.Kind.AGENCY: pages.AgencyPage,
    Unit.Kind.KECAMATAN: pages.KecamatanPage,
    Unit.Kind.DESA: pages.DesaPage,
    Unit.Kind.KELURAHAN: pages.KelurahanPage,
}


def in_words(words: Words, language: str) -> str:
    """The words in a language, or in Indonesian where nobody has written them yet."""
    return words.get(language) or words[settings.LANGUAGE_CODE]


def section_summary(unit: Unit, above: Unit | None, language: str) -> str:
    """One true sentence about a section, so that its home page may be live at once."""
    place = f"{unit.name}, {above.name}" if above else unit.name
    words = {
        "id": "Situs resmi %s: layanan, berita, dan informasi publik.",
        "en": "Official site of %s: services, news and public information.",
    }
    return in_words(words, language) % place


def tasks(children: dict[str, BasePage], language: str) -> list[tuple[str, dict[str, Any]]]:
    """The tiles of a new section: its own live pages, and the door to its complaints."""
    tiles: list[tuple[str, dict[str, Any]]] = [
        (
            "task",
            {
                "label": in_words(start.task[0], language),
                "page": children[start.slug],
                "url": "",
                "icon": start.task[1],
            },
        )
        for start in STARTER_PAGES
        if start.task and start.slug in children
    ]
    unit = next(iter(children.values())).unit
    with override(language):
        url = f"{reverse('cases:published')}?unit={unit.code}"
    complaint: dict[str, Any] = {"label": in_words(COMPLAINT, language), "page": None, "url": url, "icon": "megaphone"}
    return [*tiles[:1], ("task", complaint), *tiles[1:]][:8]
