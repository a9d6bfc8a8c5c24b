"""Turns the sample content into pages below the sections that `open_region` made."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from cms.stewardship import section_of
from pages import models as pages
from pages.models import BasePage, SectionPage
from regions.models import OpeningHours, Unit

from .bodies import typed
from .library import Library
from .sections import DUTIES, SECTIONS, WEEK

# Keys of the sample rows that are no columns.
NOT_COLUMNS = {
    "picture",
    "topics",
    "ago",
    "event",
    "day",
    "weekday",
    "weeks",
    "at",
    "hours",
    "products",
    "lines",
    "rows",
    "year",
}


def ready_units() -> int:
    """Gives every unit that has a section an address, a telephone that rings nowhere, and hours. Returns how many."""
    units = list(Unit.objects.filter(pk__in=SectionPage.objects.values("unit")).order_by("code"))
    for number, unit in enumerate(units):
        unit.address = f"Kantor {unit.name} (alamat contoh)"
        unit.phone = f"0286-000-{100 + number}"
        for name, value in SECTIONS.get(unit.code, {}).get("unit", {}).items():
            setattr(unit, name, value)
    Unit.objects.bulk_update(units, ["address", "phone", "whatsapp", "email"])
    OpeningHours.objects.bulk_create(
        OpeningHours(unit=unit, day=day, opens=opens, closes=closes) for unit in units for day, opens, closes in WEEK
    )
    return len(units)


class Gardener:
    """Adds and fills the sample pages of one section."""

    def __init__(self, code: str, library: Library, language: str = "id") -> None:
        self.unit = Unit.objects.select_related("region").get(code=code)
        self.section: Any = section_of(self.unit, language)
        self.library = library
        self.language = language
        self.children = {child.slug: child for child in self.section.get_children().specific()}
        self.now = timezone.localtime()

    def add(self, parent: BasePage, model: type[BasePage], row: dict[str, Any], **more: Any) -> BasePage:
        """Adds one live page; `row` holds columns and the keys of NOT_COLUMNS."""
        columns = {name: value for name, value in row.items() if name not in NOT_COLUMNS}
        columns |= self.library.picture_fields(row.get("picture", ""), self.language) | more
        columns.setdefault("slug", short_slug(columns["title"]))
        page = model(**typed(model, columns), locale=self.section.locale, **self.moments(row.get("ago", 30)))
        page.topics = [self.library.topics[slug] for slug in row.get("topics", [])]
        return parent.add_child(instance=page)

    def moments(self, ago: int) -> dict[str, datetime.datetime]:
        """Published so many days ago, in the morning (and never later than now)."""
        moment = (self.now - datetime.timedelta(days=ago)).replace(
            hour=8, minute=(ago * 7) % 60, second=0, microsecond=0
        )
        moment = min(moment, self.now)
        return {"first_published_at": moment, "last_published_at": moment}

    def fill(self, page: BasePage, **columns: Any) -> None:
        """Completes a page that stands already and makes it live."""
        columns = {"live": True, "has_unpublished_changes": False, **self.moments(40), **columns}
        for name, value in typed(type(page), columns).items():
            setattr(page, name, value)
        page.save()

    # ------------------------------------------------------------ the pages that every section has

    def fill_section(self, body: list[Any]) -> None:
        data = SECTIONS[self.unit.code]
        self.fill(
            self.section,
            summary=data["summary"],
            body=body,
            colour=data["colour"],
            **self.library.picture_fields(data["picture"]),
        )

    def fill_standing_pages(self) -> None:
        """Profile, pledge and contact."""
        data = SECTIONS[self.unit.code]
        name, head = self.unit.name, data["head"]
        self.fill(
            self.children["profil"],
            summary=f"Siapa yang bertugas di {name} dan apa tugasnya.",
            vision=data["vision"],
            duties=DUTIES,
            officials=data["officials"],
            responsible_person=head,
            complaint_address=self.unit.address,
        )
        new_year = datetime.date(self.now.year, 1, 2)
        self.fill(
            self.children["maklumat-pelayanan"],
            summary=f"Janji {name} kepada warga tentang mutu pelayanan.",
            signer_name="Nama Contoh Dua Puluh",
            signer_title=head,
            place=data["place"],
            signed_on=new_year,
            valid_from=new_year,
            decree_no="060/01 (contoh)",
        )
        self.fill(
            self.children["kontak"],
            summary=f"Alamat, telepon, dan jam layanan {name}.",
            lat=data["lat"],
            lon=data["lon"],
            channels=[
                (
                    "channel",
                    {"kind": "suggestion_box", "value": "Kotak saran di pintu masuk", "hours": "Dibuka setiap Senin"},
                )
            ],
            body=[
                ("complaint_form", {"title": "", "text": "Ada yang tidak beres? Beri tahu kami; setiap aduan dijawab."})
            ],
        )

    # ------------------------------------------------------------ items of the lists

    def news(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            event_on = self.now.date() + datetime.timedelta(days=row["event"]) if "event" in row else None
            self.add(self.children["berita"], pages.NewsPage, row, event_on=event_on)

    def services(self, rows: list[dict[str, Any]]) -> None:
        decided = datetime.date(self.now.year, 1, 2)
        for row in rows:
            self.add(self.children["layanan"], pages.ServicePage, row, decree_on=decided, valid_from=decided)

    def documents(self, rows: list[dict[str, Any]]) -> None:
        for number, row in enumerate(rows):
            year = self.now.year - row["year"]
            titled = row | {"title": f"{row['title']} {year}"} if row["category"] == "periodic" else row
            file = self.library.add_file(titled, self.unit)
            self.add(
                self.children["dokumen"],
                pages.DocumentPage,
                titled | {"ago": 12 + number * 5},
                made_year=year,
                file=file,
            )

    def places(self, rows: list[dict[str, Any]]) -> None:
        for number, row in enumerate(rows):
            self.add(self.children["wisata"], pages.PlacePage, row | {"ago": 20 + number})

    def businesses(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            business = self.add(self.children["umkm"], pages.BusinessPage, row)
            for product in row["products"]:
                self.add(business, pages.ProductPage, product)

    def events(self, rows: list[dict[str, Any]]) -> None:
        """One page for each time that something takes place."""
        for row in rows:
            for number, starts_at in enumerate(self.times(row)):
                slug = short_slug(row["title"]) + (f"-{number + 1}" if row.get("weeks") else "")
                ends_at = starts_at + datetime.timedelta(hours=row["hours"])
                self.add(self.children["agenda"], pages.EventPage, row, slug=slug, starts_at=starts_at, ends_at=ends_at)

    def times(self, row: dict[str, Any]) -> list[datetime.datetime]:
        hour, minute = map(int, row["at"].split(":"))
        first = row["day"] if "day" in row else (row["weekday"] - self.now.weekday() - 1) % 7 + 1
        start = self.now.replace(hour=hour, minute=minute, second=0, microsecond=0) + datetime.timedelta(days=first)
        return [start + datetime.timedelta(weeks=week) for week in range(row.get("weeks", 1))]

    def plain(self, row: dict[str, Any], parent: BasePage | None = None) -> BasePage:
        return self.add(parent or self.section, pages.PlainPage, row)


def short_slug(title: str) -> str:
    """An address of at most sixty letters that ends with a whole word."""
    slug = slugify(title)
    return slug if len(slug) <= 60 else slug[:61].rpartition("-")[0]
