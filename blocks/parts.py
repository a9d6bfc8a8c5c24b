"""What every part of a page body has in common: its place in the outline, its preview, its version.

Heading levels are computed, never chosen. The body gives its parts `heading_level` (2 unless a template says otherwise)
and `is_below_heading`; a part's own title stands on `title_level`, the titles of its items on `item_level`.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXTS, MEDIA, PEOPLE, LISTS = _("Text"), _("Pictures and files"), _("People and contact"), _("Lists from this site")


class PartBlock(blocks.StructBlock):
    """One part of a body."""

    def title_of(self, value: Any) -> str:
        """The title above the part; items of a part without one belong to the heading above it."""
        return value.get("title", "")

    def get_preview_value(self) -> Any:
        """The preview value, with the defaults of everything that it leaves out."""
        given = self._evaluate_callable(self.meta.preview_value)
        return self.normalize({name: block.get_default() for name, block in self.child_blocks.items()} | given)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        level = context.get("heading_level", 2)
        title = self.title_of(value)
        context["title"] = title
        context["title_level"] = level
        context["item_level"] = level + 1 if title or context.get("is_below_heading") else level
        return context

    class Meta:
        preview_value: dict[str, Any] = {}
        preview_template = "blocks/preview.html"
        block_version = 1
        description = ""
        group = TEXTS


def title_block(**kwargs: Any) -> blocks.CharBlock:
    """The optional title of a part."""
    return blocks.CharBlock(label=_("Title"), max_length=100, required=False, default="", **kwargs)
