"""Keeps translations at the address of their page: the same path behind the prefix of their language, also after a rename or a move.

wagtail-localize brings both along only when somebody submits the page again, which may be never; until then the language
switch would lead to an honest notice about a page that is translated.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

if TYPE_CHECKING:
    from .models import BasePage


def leads(page: Page) -> bool:
    """Whether the translations of a page follow it: those of one in the default language."""
    return page.locale.language_code == settings.LANGUAGE_CODE


def follow_slug(page: Page, former: str) -> None:
    """Translations that stood at the former slug take the new one, unless something else stands there."""
    for source in TranslationSource.objects.filter(object_id=page.translation_key, locale=page.locale_id):
        source.content_json = with_slug(
            source.content_json, page.slug
        )  # or the next translated word brings the old one
        source.save(update_fields=["content_json"])
    for translation in page.get_translations().filter(slug=former).specific():
        if Page._slug_is_available(page.slug, translation.get_parent(), translation):
            take_slug(translation, page.slug)


def take_slug(translation: BasePage, slug: str) -> None:
    """Gives a translation and the drafts that may still be published of it another slug."""
    translation.slug = slug
    translation.save(clean=False)
    waiting = Q(pk=translation.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    for revision in translation.revisions.filter(waiting):
        revision.content["slug"] = slug
        revision.save(update_fields=["content"])


def with_slug(content: str, slug: str) -> str:
    told: dict[str, Any] = json.loads(content)
    return json.dumps(told | {"slug": slug})


def follow_move(page: Page, above: Page) -> None:
    """Translations move below the translation of the page's new parent, where there is one."""
    for translation in page.get_translations().specific():
        target = above.get_translations().filter(locale=translation.locale_id).first()
        if target and not translation.is_child_of(target) and translation.can_move_to(target):
            translation.move(target, pos="last-child")
