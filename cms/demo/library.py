"""What the sample pages share: topics, drawn pictures and generated files, each made once and found by name."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils.text import slugify
from wagtail.models import Collection, Locale

from cms.models import Picture, PublicDocument
from cms.roles import collection_of
from pages.models import Topic
from regions.models import Unit

from .english import TOPICS
from .files import pdf, table
from .pictures import DRAWINGS

# The same in every language: who made it.
CREDIT = "Pendopo"
NOTE = "Berkas contoh untuk peragaan, bukan dokumen resmi."


class Library:
    """Topics by slug and pictures by name, once they are made."""

    def __init__(self) -> None:
        self.topics: dict[str, Topic] = {}
        self.pictures: dict[str, Picture] = {}

    def add_topics(self, locale: Locale, english: Locale) -> None:
        """Every topic in both languages."""
        for slug, (name, name_en) in TOPICS.items():
            topic = Topic.objects.create(locale=locale, slug=slug, name=name)
            Topic.objects.create(locale=english, slug=slug, name=name_en, translation_key=topic.translation_key)
            self.topics[slug] = topic

    def add_picture(self, name: str, unit: Unit) -> Picture:
        """Draws a picture, stores it in the unit's collection and makes its sizes."""
        drawing = DRAWINGS[name]
        picture = Picture(title=drawing.title, credit=CREDIT, collection=shelf(unit))
        file = ContentFile(drawing.draw().jpeg(), name=f"{name}.jpg")
        picture.file = ImageFile(file, name=file.name)  # type: ignore[assignment]
        picture.file_size = file.size
        picture.save()
        picture.make_renditions()
        self.pictures[name] = picture
        return picture

    def picture_fields(self, name: str, language: str = "id") -> dict[str, Any]:
        """The picture columns of a page."""
        if not name:
            return {}
        drawing = DRAWINGS[name]
        return {"picture": self.pictures[name], "picture_alt": drawing.alt if language == "id" else drawing.alt_en}

    def chosen(self, name: str) -> dict[str, Any]:
        """A picture as a block holds it."""
        return {"image": self.pictures[name].pk, "decorative": False, "alt_text": DRAWINGS[name].alt}

    def add_file(self, row: dict[str, Any], unit: Unit) -> PublicDocument | None:
        """The file behind a sample document: a CSV of its `rows`, else a PDF of its `lines`."""
        title = row["title"]
        if "rows" in row:
            content, ending = table(row["rows"]), "csv"
        elif "lines" in row:
            content, ending = pdf(title, row["lines"], NOTE), "pdf"
        else:
            return None
        file = ContentFile(content, name=f"{slugify(title)}.{ending}")
        return PublicDocument.objects.create(title=title, file=file, collection=shelf(unit))


def shelf(unit: Unit) -> Collection:
    """Where the files of a unit lie."""
    return collection_of(unit) or Collection.get_first_root_node()
