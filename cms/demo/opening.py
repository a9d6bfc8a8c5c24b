"""The whole sample portal, step by step: regions, sections, content, English, people, cases."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Site

from cms.stewardship import open_region
from pages.models import DocumentPage, SectionPage, ServicePage
from regions.importers import import_file
from regions.models import Region, Unit

from . import documents, events, news, news_above, places, products, sections, services, services_above, showcase
from .bodies import SAMPLE, typed
from .cases import fill_cases
from .library import Library
from .people import Account, add_people
from .pictures import DRAWINGS
from .planting import Gardener, ready_units
from .translating import translate_section

REGENCY, KECAMATAN, DESA = "33.04", "33.04.15", "33.04.15.2008"
AGENCIES = {"33.04-dinkes": "Dinkes", "33.04-dindukcapil": "Dindukcapil"}
# The pictures that only the regency uses; the village's collection holds the rest, so that each sample editor finds some.
REGENCY_PICTURES = {"alun-alun"}

Progress = Callable[[str], None]


@transaction.atomic
def open_demo(progress: Progress) -> list[Account]:
    """Opens the sample portal in an installation without sections, all or nothing; returns who can log in."""
    progress(_("Regions: five regencies with their kecamatan, desa and kelurahan"))
    import_file()
    indonesian, _is_new = Locale.objects.get_or_create(language_code="id")
    english, _is_new = Locale.objects.get_or_create(language_code="en")
    open_sections(progress)
    library = Library()
    library.add_topics(indonesian, english)
    for number, name in enumerate(DRAWINGS, start=1):
        words = {"number": number, "total": len(DRAWINGS), "title": DRAWINGS[name].title}
        progress(_("Picture %(number)d/%(total)d: %(title)s") % words)
        library.add_picture(name, Unit.objects.get(code=REGENCY if name in REGENCY_PICTURES else DESA))
    fill_regency(library, progress)
    fill_agencies(library, progress)
    fill_kecamatan(library, progress)
    fill_desa(library, progress)
    mark_empty_sections()
    for code in (REGENCY, KECAMATAN, DESA):
        progress(_("English: %(name)s") % {"name": sections.SECTIONS[code]["title"]})
        translate_section(code, library)
    progress(_("Accounts: administrators, editors and officers"))
    accounts = add_people()
    return [*accounts, *fill_cases(progress)]


def open_sections(progress: Progress) -> None:
    """The regency, its two agencies, all kecamatan, and the desa of one of them."""
    open_region(REGENCY, progress=progress)
    regency = Unit.objects.get(code=REGENCY)
    for code, abbreviation in AGENCIES.items():
        fields = {"kind": Unit.Kind.AGENCY, "name": sections.SECTIONS[code]["title"], "abbreviation": abbreviation}
        Unit.objects.get_or_create(code=code, defaults={**fields, "region": regency.region, "parent": regency})
        open_region(code, progress=progress)
    for region in Region.objects.filter(parent=REGENCY):
        open_region(region.code, with_children=region.code == KECAMATAN, progress=progress)
    ready_units()
    Unit.objects.filter(code=DESA).update(stewardship=Unit.Stewardship.REVIEWED)
    Site.objects.filter(root_page__in=SectionPage.objects.all()).update(site_name=sections.SECTIONS[REGENCY]["title"])


def fill_regency(library: Library, progress: Progress) -> None:
    progress(_("Content: %(name)s") % {"name": sections.SECTIONS[REGENCY]["title"]})
    gardener = Gardener(REGENCY, library)
    gardener.section.title = sections.SECTIONS[REGENCY]["title"]
    gardener.fill_standing_pages()
    gardener.news(news_above.REGENCY)
    gardener.services(services_above.REGENCY)
    gardener.documents(documents.REGENCY)
    gardener.events(events.REGENCY)
    gardener.places(places.REGENCY)
    gardener.businesses(products.REGENCY)
    plain = [gardener.plain(row) for row in [showcase.farming(library), *sections.PLAIN]]
    onward = showcase.cards("Baca juga", *((page.title, page.summary, page) for page in plain), library=library)
    gardener.fill_section([*sections.SECTIONS[REGENCY]["body"], onward])


def fill_agencies(library: Library, progress: Progress) -> None:
    rows = (
        ("33.04-dinkes", news_above.HEALTH, services_above.HEALTH),
        ("33.04-dindukcapil", news_above.POPULATION, services_above.POPULATION),
    )
    for code, stories, standards in rows:
        progress(_("Content: %(name)s") % {"name": sections.SECTIONS[code]["title"]})
        gardener = Gardener(code, library)
        gardener.fill_standing_pages()
        gardener.news(stories)
        gardener.services(standards)
        gardener.fill_section(sections.SECTIONS[code]["body"])


def fill_kecamatan(library: Library, progress: Progress) -> None:
    progress(_("Content: %(name)s") % {"name": sections.SECTIONS[KECAMATAN]["title"]})
    gardener = Gardener(KECAMATAN, library)
    gardener.fill_standing_pages()
    gardener.news(news_above.PEJAWARAN)
    gardener.services(services_above.PEJAWARAN)
    gardener.documents(documents.PEJAWARAN)
    gardener.events(events.PEJAWARAN)
    gardener.fill_section(sections.SECTIONS[KECAMATAN]["body"])


def fill_desa(library: Library, progress: Progress) -> None:
    progress(_("Content: %(name)s") % {"name": sections.SECTIONS[DESA]["title"]})
    gardener = Gardener(DESA, library)
    gardener.fill_standing_pages()
    gardener.news(news.DARMAYASA)
    gardener.services(services.DARMAYASA)
    gardener.documents(documents.DARMAYASA)
    gardener.events(events.DARMAYASA)
    gardener.places(places.DARMAYASA)
    gardener.businesses(products.DARMAYASA)
    service = ServicePage.objects.get(unit=gardener.unit, service_code="DES-01")
    guide = DocumentPage.objects.get(unit=gardener.unit, title="Prosedur permohonan informasi").file
    onward = [
        gardener.plain(showcase.strengths(library)),
        gardener.plain(showcase.newcomers_guide(library, service, guide)),
        gardener.plain(showcase.public_information(library)),
    ]
    cards = showcase.cards(
        "Kenali desa ini",
        *((page.title, page.summary[:200], page) for page in onward),
        library=library,
        pictures=("sawah", "balai", "loket"),
    )
    gardener.fill_section([*sections.SECTIONS[DESA]["body"], cards])


def mark_empty_sections() -> None:
    """Sections without content say so, instead of looking like a neglected office."""
    for section in SectionPage.objects.exclude(unit__code__in=sections.SECTIONS).specific():
        section.summary = f"Halaman peragaan {section.title}. Belum diisi; contoh lengkap ada di Desa Darmayasa."
        section.body = typed(type(section), {"body": [SAMPLE]})["body"]
        section.save()
