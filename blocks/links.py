"""Links inside a page: always to a page of ours or to a full address, never a bare id."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypedDict

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .chosen import ChosenBlock, Found

ICONS = [
    ("paper", _("Paper")),
    ("people", _("People")),
    ("home", _("House")),
    ("health", _("Health")),
    ("school", _("School")),
    ("money", _("Money")),
    ("megaphone", _("Megaphone")),
    ("search", _("Magnifying glass")),
    ("folder", _("Folder")),
    ("calendar", _("Calendar")),
    ("map", _("Map")),
    ("shop", _("Shop")),
    ("phone", _("Phone")),
    ("news", _("Newspaper")),
]


class PageLinkData(TypedDict):
    """A link to a page: its type, its lasting id, address and title; None where the reader may not see the page."""

    type: str
    id: str
    url: str
    title: str


def settle_shown(pages: Iterable[Any]) -> None:
    """Sets on each page which page a reader meets: itself or its translation, None when neither is visible. One query."""
    pages = list(pages)
    if not pages:
        return
    kind = type(pages[0]) if hasattr(pages[0], "type_name") else apps.get_model("pages", "BasePage")
    keys = {page.translation_key for page in pages}
    counterparts = kind.objects.visible().filter(translation_key__in=keys).select_related("locale")
    by_key = {(page.translation_key, page.locale.language_code): page for page in counterparts}
    for page in pages:
        own = by_key.get((page.translation_key, page.locale.language_code))
        page.shown = by_key.get((page.translation_key, get_language()), own)


def shown(page: Any) -> Any:
    """The page that a reader meets behind a link; None when the public may not see it."""
    if page is None:
        return None
    if not hasattr(page, "shown"):
        settle_shown([page])
    return page.shown


def page_link(page: Any) -> PageLinkData | None:
    """The API form of a link to a page; nothing for a page that the public may not see."""
    page = shown(page)
    if page is None:
        return None
    return {
        "type": page.specific_class.type_name(),
        "id": str(page.translation_key),
        "url": page.full_url or "",
        "title": page.title,
    }


class PageBlock(ChosenBlock, blocks.PageChooserBlock):
    """One page of this portal."""

    api_type = PageLinkData
    is_api_nullable = True

    def __init__(self, page_type: str = "pages.BasePage", **kwargs: Any) -> None:
        super().__init__(page_type=page_type, **kwargs)

    def fetch(self, ids: Iterable[int]) -> Found:
        found = self.model_class.objects.select_related("locale").in_bulk(list(ids))
        settle_shown(found.values())
        return found

    def get_api_representation(self, value: Any, context: Any = None) -> PageLinkData | None:
        return page_link(value)


class LinkData(TypedDict):
    """A named link: to a page of ours or to another address."""

    label: str
    page: PageLinkData | None
    url: str | None


class TaskData(LinkData):
    """A named link with a drawn icon."""

    icon: str


def target_error(value: Any, is_required: bool = True) -> StructBlockValidationError | None:
    """What is wrong with the target of a link: both a page and an address, or (when needed) neither."""
    targets = [target for target in (value.get("page"), value.get("url")) if target]
    if len(targets) > 1 or (is_required and not targets):
        return StructBlockValidationError({"page": ValidationError(_("Choose a page or give an address, not both."))})
    return None


def check_address(value: str) -> None:
    """A full address, or the path of a place in this portal that is no page, such as /pengaduan/."""
    if not re.fullmatch(r"/(?!/)[^\s\\]*", value):
        URLValidator()(value)


class LinkBlock(blocks.StructBlock):
    """A page of this portal, or any other address."""

    api_type: Any = LinkData

    label = blocks.CharBlock(label=_("Text"), max_length=60)
    page = PageBlock(label=_("Page"), required=False)
    url = blocks.CharBlock(
        label=_("Other address"), required=False, default="", max_length=500, validators=[check_address]
    )

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not self.is_deferred_validation and (error := target_error(value)):
            raise error
        return value

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> Any:
        return {"label": value["label"], "page": page_link(value.get("page")), "url": value.get("url") or None}


class TaskBlock(LinkBlock):
    """One thing that people come for: a tile with a drawn icon."""

    api_type = TaskData

    icon = blocks.ChoiceBlock(label=_("Icon"), choices=ICONS, default="paper")

    class Meta:
        icon = "pick"
        label = pgettext_lazy("what people come for", "Task")
        description = _("A tile on the home page that leads straight to what people come for.")

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> Any:
        return super().get_api_representation(value, context) | {"icon": value.get("icon") or "paper"}
