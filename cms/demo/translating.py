"""Gives the main sample pages their English: sections with their lists, and a choice of what stands in them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from wagtail.models import Locale

from cms.stewardship import open_region
from pages.models import BasePage, ContactPage, PledgePage, ProfilePage

from .bodies import typed
from .english import DUTIES, PAGES, POSITIONS, SECTIONS
from .library import Library
from .pictures import DRAWINGS
from .planting import Gardener
from .sections import SECTIONS as INDONESIAN

LANGUAGE = "en"
PLEDGE = (
    "We declare that we are able to serve according to the standards that have been set. If we do not keep this promise, "
    "we are ready to accept the sanctions that the law provides."
)


def translate_section(code: str, library: Library) -> int:
    """Opens the English face of a section and fills it; how many pages are new."""
    pages = open_region(code, language=LANGUAGE).new_pages
    gardener = Gardener(code, library, LANGUAGE)
    fill_section(gardener)
    by_title = {page.title: page for page in own_pages(code)}
    for title, words in PAGES[code].items():
        translate(by_title[title].specific, words)
    return pages + len(PAGES[code])


def own_pages(code: str) -> Any:
    return BasePage.objects.filter(unit__code=code, locale__language_code=settings.LANGUAGE_CODE)


def fill_section(gardener: Gardener) -> None:
    """The home page of the section, its profile, pledge and contact page."""
    code, unit = gardener.unit.code, gardener.unit
    words, data = SECTIONS[code], INDONESIAN[code]
    picture = gardener.library.picture_fields(data["picture"], LANGUAGE)
    title = words.get("title", gardener.section.title)
    gardener.fill(
        gardener.section, title=title, summary=words["summary"], body=words["body"], colour=data["colour"], **picture
    )
    for child in gardener.children.values():
        if isinstance(child, ProfilePage):
            gardener.fill(
                child,
                summary=f"Who serves in {unit.name}, and what they do.",
                vision=words["vision"],
                duties=DUTIES,
                responsible_person=POSITIONS.get(data["head"], "Head of the village"),
                complaint_address=unit.address,
                officials=[
                    (kind, row | {"position": POSITIONS[row["position"]], "duties": ""})
                    for kind, row in data["officials"]
                ],
            )
        elif isinstance(child, PledgePage):
            original = PledgePage.objects.get(
                translation_key=child.translation_key, locale__language_code=settings.LANGUAGE_CODE
            )
            same = {
                name: getattr(original, name)
                for name in ("signer_name", "place", "signed_on", "valid_from", "decree_no")
            }
            title = POSITIONS.get(data["head"], "Head of the village")
            gardener.fill(
                child, summary=f"What {unit.name} promises to its residents.", text=PLEDGE, signer_title=title, **same
            )
        elif isinstance(child, ContactPage):
            gardener.fill(
                child, summary=f"Address, telephone and hours of {unit.name}.", lat=data["lat"], lon=data["lon"]
            )


def translate(page: BasePage, words: dict[str, Any]) -> BasePage:
    """Copies a page below the English counterpart of its parent, with English words in place of the Indonesian ones."""
    locale = Locale.objects.get(language_code=LANGUAGE)
    parent = page.get_parent().get_translation(locale)
    alt = {drawing.alt: drawing.alt_en for drawing in DRAWINGS.values()}.get(page.picture_alt, "")
    copied = page.copy(
        to=parent,
        copy_revisions=False,
        keep_live=True,
        reset_translation_key=False,
        update_attrs={"locale": locale, "picture_alt": alt, **typed(type(page), words)},
    )
    moments = {"first_published_at": page.first_published_at, "last_published_at": page.last_published_at}
    BasePage.objects.filter(pk=copied.pk).update(**moments)  # copying makes it as new as today
    return copied
