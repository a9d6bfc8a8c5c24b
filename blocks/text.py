"""Words: headings, paragraphs with their links, notes that stand out, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypedDict

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.rich_text import RichText

from .chosen import ChosenBlock, Found
from .links import PageBlock, shown
from .media import FileBlock
from .parts import PartBlock

RICH_LINK = re.compile(r'<a\b([^>]*\blinktype="(page|document)"[^>]*)>(.*?)</a>', re.DOTALL)
LINK_ID = re.compile(r'\bid="(\d+)"')


class HtmlData(TypedDict):
    """Safe HTML with full addresses: p, b, i, a, ol, ul, li, br."""

    html: str


class LinkedText(RichText):
    """Rich text that carries the pages and files to which it links."""

    found: dict[str, Found]


# What a link inside a text may lead to.
CHOOSERS: dict[str, ChosenBlock] = {"page": PageBlock(), "document": FileBlock()}


def link_ids(source: str) -> Iterator[tuple[str, int]]:
    for attributes, kind, _words in RICH_LINK.findall(source):
        if match := LINK_ID.search(attributes):
            yield kind, int(match[1])


def with_links(sources: Iterable[str]) -> list[LinkedText]:
    """Texts together with what they link to; at most three queries for any number of texts."""
    sources = [source or "" for source in sources]
    ids = [pair for source in sources for pair in link_ids(source)]
    found = {kind: chooser.find(pk for k, pk in ids if k == kind) for kind, chooser in CHOOSERS.items()} if ids else {}
    texts = [LinkedText(source) for source in sources]
    for text in texts:
        text.found = found
    return texts


def linked(text: Any) -> SafeString:
    """The HTML of a rich text; a link to what the public may not see becomes plain words."""
    source = getattr(text, "source", text) or ""
    found = getattr(text, "found", None)
    if found is None:
        found = with_links([source])[0].found

    def rewrite(match: re.Match[str]) -> str:
        attributes, kind, words = match.groups()
        pk = LINK_ID.search(attributes)
        target = found.get(kind, {}).get(int(pk[1])) if pk else None
        url = address_of(kind, target)
        return f'<a href="{escape(url)}">{words}</a>' if url else words

    return mark_safe(RICH_LINK.sub(rewrite, source))  # the editor's own cleaned markup; only addresses are put in


def address_of(kind: str, target: Any) -> str:
    if target is None:
        return ""
    if kind == "document":
        return target.url
    page = shown(target)
    return page.url or "" if page else ""


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists."""

    api_type = HtmlData

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", ["bold", "italic", "link", "document-link", "ol", "ul"])
        super().__init__(**kwargs)

    def links_in(self, raw: str) -> Iterator[tuple[ChosenBlock, int]]:
        """For `preload`: the choosers and ids of the links in a stored text."""
        for kind, pk in link_ids(raw or ""):
            yield CHOOSERS[kind], pk

    def bulk_to_python(self, values: Iterable[str]) -> list[LinkedText]:
        return with_links(values)

    def to_python(self, value: str) -> LinkedText:
        return with_links([value])[0]

    def get_api_representation(self, value: Any, context: Any = None) -> HtmlData:
        return {"html": full_addresses(linked(value), (context or {}).get("origin", ""))}

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists, with bold, italic and links.")
        template = "blocks/text.html"
        preview_template = "blocks/preview.html"
        preview_value = (
            "<p>Bawa <b>KTP asli</b> dan kartu keluarga ke balai desa.</p><ul><li>Senin–Kamis</li><li>Jumat</li></ul>"
        )
        block_version = 1


def full_addresses(html: str, origin: str) -> str:
    """The same HTML with every address that begins at the root made a full one."""
    if not origin:
        return html
    html = re.sub(r'\b(href|src)="/(?!/)', rf'\1="{escape(origin)}/', html)
    return re.sub(
        r'srcset="([^"]*)"', lambda m: 'srcset="' + re.sub(r"(^|, )/(?!/)", rf"\1{origin}/", m[1]) + '"', html
    )


class HeadingBlock(PartBlock):
    """A heading between parts; its level is computed."""

    text = blocks.CharBlock(label=_("Heading"), max_length=100)
    look = blocks.ChoiceBlock(
        label=_("Look"),
        choices=[("large", _("Large")), ("medium", pgettext_lazy("size", "Medium"))],
        default="large",
        help_text=_("Only the size on the screen."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Opens a new part of the page. Readers and screen readers jump from heading to heading.")
        template = "blocks/heading.html"
        preview_value = {"text": _("What to bring"), "look": "large"}


class CalloutBlock(PartBlock):
    """A few words that must not be missed."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("info", _("Good to know")),
            ("important", _("Important")),
            ("warning", _("Warning")),
            ("success", _("Good news")),
        ],
        default="info",
    )
    text = TextBlock(label=_("Text"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        kinds = dict(self.child_blocks["kind"].field.choices)
        return super().get_context(value, parent_context) | {"kind_label": kinds.get(value.get("kind"), "")}

    class Meta:
        icon = "warning"
        label = _("Call-out")
        description = _("A short note that stands out. Use one on a page, not five.")
        template = "blocks/callout.html"
        preview_value = {"kind": "important", "text": "<p>Loket tutup pada hari libur nasional.</p>"}


class QuoteBlock(PartBlock):
    """What somebody said or wrote."""

    text = blocks.TextBlock(label=_("Quote"), max_length=600)
    source = blocks.CharBlock(label=_("Who said it"), max_length=150, required=False, default="")

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("The words of a person or of a text, with who said them.")
        template = "blocks/quote.html"
        preview_value = {"text": _("The road is ours, so we mend it together."), "source": _("A resident")}
