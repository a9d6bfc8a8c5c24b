"""A furnished hall: one page of every kind with as much on it as an office really writes, for proofs about reading."""

from __future__ import annotations

import datetime
import io
import random
from copy import copy
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.blocks.list_block import ListValue

from blocks.stream import BodyBlock
from pages import models as pages
from regions.models import OpeningHours

from . import factories
from .factories import PictureFactory, PublicDocumentFactory, make

SYLLABLES = (
    "ka ra ma ta na sa wa la da pa ba ja ga ri ti ni si di li mi tu ru mu su du ku bu lu "
    "jo no so to ko me se ke pe te de ber meng kan an nya"
)
PLAIN_WORDS = (
    "pemerintah desa bersama warga kantor kecamatan layanan balai surat jalan air kentang pasar sekolah petani hari"
)


class Writer:
    """Writes text that is as varied as real Indonesian, so that it is not compressed better than real text is."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        parts = SYLLABLES.split()
        made = ["".join(self.random.choices(parts, k=self.random.choice((2, 3, 3, 4)))) for _ in range(600)]
        self.words = PLAIN_WORDS.split() + made

    def sentence(self, length: int = 12) -> str:
        return " ".join(self.random.choices(self.words, k=length)).capitalize() + "."

    def title(self) -> str:
        return " ".join(self.random.choices(self.words, k=6)).capitalize()

    def paragraph(self, sentences: int = 4) -> str:
        return "<p>" + " ".join(self.sentence() for _ in range(sentences)) + "</p>"


def photo(seed: int = 1, size: tuple[int, int] = (1600, 1200)) -> Any:
    """A picture that weighs about what a photo weighs: soft shapes with some grain; its sizes are made."""
    noise = random.Random(seed)
    small = Image.new("RGB", (32, 24))
    small.putdata([(noise.randrange(256), noise.randrange(256), noise.randrange(256)) for _ in range(32 * 24)])
    buffer = io.BytesIO()
    small.resize(size, Image.Resampling.BICUBIC).save(buffer, "JPEG", quality=85)
    picture = PictureFactory(title="Foto", file=ContentFile(buffer.getvalue(), name=f"foto-{seed}.jpg"))
    picture.make_renditions()
    return picture


def body(writer: Writer) -> list[tuple[str, Any]]:
    """About 350 words under three headings, with steps, a table and a fold."""
    return [
        ("text", writer.paragraph()),
        ("heading", {"text": "Yang dikerjakan", "look": "large"}),
        ("text", writer.paragraph() + writer.paragraph() + "<ul><li>Satu</li><li>Dua</li></ul>"),
        ("steps", {"title": "Langkah", "steps": [{"title": "Datang", "text": writer.paragraph(1)}]}),
        ("heading", {"text": "Yang berikutnya", "look": "medium"}),
        ("text", writer.paragraph() + writer.paragraph()),
        ("accordion", {"title": "Pertanyaan", "items": [{"title": "Kapan?", "text": writer.paragraph(2)}]}),
    ]


def every_block(tree: Any) -> Any:
    """A plain page with every block of the vocabulary, each as editors see it in its preview; pictures and files exist."""
    picture, file = photo(2), PublicDocumentFactory()
    blocks = BodyBlock().child_blocks.values()
    parts = [(block.name, made_real(block.get_preview_value(), picture, file)) for block in blocks]
    return factories.PlainPageFactory(parent=tree.desa, title="Semua bagian", body=parts)


def made_real(value: Any, picture: Any, file: Any) -> Any:
    """The preview value with stored pictures and files in place of those that exist only there."""
    if isinstance(value, dict):
        for name, part in value.items():
            value[name] = made_real(part, picture, file)
    elif isinstance(value, ListValue):
        for number, part in enumerate(value):
            value[number] = made_real(part, picture, file)
    elif getattr(value, "pk", 0) is None:
        if not isinstance(value, type(picture)):
            return file
        shown = copy(picture)
        shown.contextual_alt_text, shown.decorative = value.contextual_alt_text, False
        return shown
    return value


EXTRA: dict[type, dict[str, Any]] = {
    pages.ServicePage: {
        "requirements": [("requirement", {"text": f"Berkas nomor {n}", "original": True}) for n in range(6)],
        "procedure": [("step", {"actor": "applicant", "text": f"Langkah nomor {n} di loket"}) for n in range(8)],
        "legal_basis": [("legal_basis", {"kind": "perda", "number": "1", "year": 2020, "title": "Pelayanan publik"})],
        "complaint_channels": [
            ("channel", {"kind": "counter", "value": "Loket 1"}),
            ("channel", {"kind": "whatsapp", "value": "0812-3456-7890"}),
            ("channel", {"kind": "email", "value": "aduan@example.org"}),
        ],
        "complaint_handling": "Dijawab dalam lima hari kerja.",
        "staff_count": 3,
    },
    pages.ProfilePage: {
        "officials": [("official", {"name": f"Contoh Nama {n}", "position": f"Jabatan {n}"}) for n in range(9)],
        "vision": "Desa yang tenang.",
    },
    pages.PlacePage: {
        "opening_hours": [("hours", {"day": str(day), "opens": "08:00", "closes": "16:00"}) for day in range(1, 8)],
        "tickets": [("ticket", {"who": "domestic", "days": "all", "price": 5000})],
        "phone": "0286-591218",
        "address": "Jalan Telaga 1",
    },
    pages.BusinessPage: {"phone": "0286-591218", "nib": "1234567890123"},
    pages.DocumentPage: {"retention": "5 tahun", "made_place": "Contoh", "legal_basis": "UU 14/2008"},
}
LONG_TEXTS = (
    "facilities",
    "staff_competence",
    "internal_supervision",
    "service_guarantee",
    "safety_guarantee",
    "performance_evaluation",
)


def furnish(tree: Any, items: int = 20) -> dict[type, Any]:
    """One page of every kind, lists with this many items, sections with tasks, menu and opening hours."""
    writer = Writer(1)
    picture = photo()
    made: dict[type, Any] = {
        pages.RegencyPage: tree.regency,
        pages.KecamatanPage: tree.kecamatan,
        pages.DesaPage: tree.desa,
        pages.AgencyPage: factories.AgencyPageFactory(parent=tree.regency),
        pages.KelurahanPage: factories.KelurahanPageFactory(parent=tree.kecamatan),
    }
    for model in (pages.ContactPage, pages.ProfilePage, pages.PledgePage):
        made[model] = make(model, tree, summary=writer.sentence(), **EXTRA.get(model, {}))
    made[pages.PlainPage] = make(pages.PlainPage, tree, summary=writer.sentence(), body=body(writer))
    for model in (
        pages.NewsPage,
        pages.ServicePage,
        pages.DocumentPage,
        pages.EventPage,
        pages.PlacePage,
        pages.ProductPage,
    ):
        made[model] = make(model, tree, **details(model, writer, picture))
        made[type(made[model].get_parent().specific)] = made[model].get_parent().specific
        for _ in range(items - 1):
            make(model, tree, **details(model, writer, picture))
    business = made[pages.BusinessPage]
    made[pages.BusinessIndexPage] = business.get_parent().specific
    for name, value in EXTRA[pages.BusinessPage].items():
        setattr(business, name, value)
    business.save()
    for section in (tree.regency, tree.kecamatan, tree.desa):
        furnish_section(section, made, writer)
    return made


def details(model: type, writer: Writer, picture: Any) -> dict[str, Any]:
    """What an item of this kind says when somebody took care."""
    values = {"title": writer.title(), "summary": writer.sentence(16), **EXTRA.get(model, {})}
    if model is pages.ServicePage:
        return values | {name: writer.sentence(20) for name in LONG_TEXTS}
    if model is pages.DocumentPage:
        return values | {"file": PublicDocumentFactory()}
    if model is pages.EventPage:
        values["starts_at"] = timezone.now() + datetime.timedelta(days=2)
    return values | {"body": body(writer), "picture": picture, "picture_alt": "Warga bekerja di ladang"}


def furnish_section(section: Any, made: dict[type, Any], writer: Writer) -> None:
    targets = [
        made[pages.ServicePage],
        made[pages.ServiceIndexPage],
        made[pages.NewsIndexPage],
        made[pages.ContactPage],
    ]
    icons = ("paper", "people", "home", "health", "school", "money", "megaphone", "phone")
    section.tasks = [
        ("task", {"label": " ".join(writer.title().split()[:3]), "page": targets[n % 4], "icon": icons[n]})
        for n in range(8)
    ]
    section.summary = writer.sentence(16)
    section.save()
    for day in range(1, 6):
        OpeningHours.objects.create(unit=section.unit, day=day, opens=datetime.time(8), closes=datetime.time(15))
