"""Cards: ways onward, side by side."""

from __future__ import annotations

from typing import Any, TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import PageBlock, PageLinkData, page_link, target_error
from .media import PictureBlock, PictureData, sample_picture
from .parts import PartBlock, title_block


class CardData(TypedDict):
    """One card."""

    title: str
    text: str
    picture: PictureData | None
    page: PageLinkData | None
    url: str | None


class CardBlock(blocks.StructBlock):
    """One card: a title, a sentence, a picture, and where it leads."""

    api_type = CardData

    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = blocks.CharBlock(label=_("Sentence"), max_length=200, required=False, default="")
    picture = PictureBlock(label=_("Picture"), required=False)
    page = PageBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Other address"), required=False)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not self.is_deferred_validation and (error := target_error(value, is_required=False)):
            raise error
        return value

    def get_api_representation(self, value: Any, context: Any = None) -> CardData:
        return {
            "title": value["title"],
            "text": value.get("text") or "",
            "picture": self.child_blocks["picture"].get_api_representation(value.get("picture")),
            "page": page_link(value.get("page")),
            "url": value.get("url") or None,
        }

    class Meta:
        icon = "doc-full"
        label = _("Card")


class CardsBlock(PartBlock):
    """Cards side by side."""

    title = title_block()
    cards = blocks.ListBlock(CardBlock(), label=_("Cards"), max_num=30)

    class Meta:
        icon = "grid"
        label = _("Cards")
        description = _("Ways onward, each with a title, a sentence and a picture if you like.")
        template = "blocks/cards.html"
        preview_value = staticmethod(
            lambda: {
                "title": _("Discover the village"),
                "cards": [
                    {
                        "title": _("The tea garden"),
                        "text": _("Open every day until sunset."),
                        "picture": sample_picture(str(_("Rows of tea on a hill"))),
                        "page": None,
                        "url": "https://example.org/",
                    }
                ],
            }
        )
