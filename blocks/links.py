"""Links inside a page: always to a page of ours or to a full address, never a bare id."""

from __future__ import annotations

from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

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


def page_link(page: Any) -> PageLinkData | None:
    """The API form of a link to a page; nothing for a page that the public may not see."""
    if page is None or not page.live:
        return None
    page = page.specific
    return {
        "type": page.type_name(),
        "id": str(page.translation_key),
        "url": page.full_url or "",
        "title": page.title,
    }


class LinkBlock(blocks.StructBlock):
    """A page of this portal, or any other address."""

    label = blocks.CharBlock(label=_("Text"), max_length=60)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Other address"), required=False)

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not getattr(self, "is_deferred_validation", False) and bool(value["page"]) == bool(value["url"]):
            raise StructBlockValidationError({"page": ValidationError(_("Choose a page or give an address, not both."))})
        return value

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> Any:
        return {"label": value["label"], "page": page_link(value["page"]), "url": value["url"] or None}


class TaskBlock(LinkBlock):
    """One thing that people come for: a tile with a drawn icon."""

    icon = blocks.ChoiceBlock(label=_("Icon"), choices=ICONS, default="paper")

    class Meta:
        icon = "pick"
        label = _("Task")
        description = _("A tile on the home page that leads straight to what people come for.")

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> Any:
        return super().get_api_representation(value, context) | {"icon": value["icon"]}
