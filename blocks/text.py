"""Words: headings, paragraphs, tables, steps, things that fold, things that stand out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import RichText

from .chosen import ChosenBlock, Found
from .links import PageBlock, PageLinkData, page_link, shown, target_error
from .media import FileBlock, PictureBlock, PictureData, sample_picture
from .parts import PartBlock, title_block

RICH_LINK = re.compile(r'<a\b([^>]*\blinktype="(page|document)"[^>]*)>(.*?)</a>', re.DOTALL)
LINK_ID = re.compile(r'\bid="(\d+)"')
CELL = re.compile(r"\s*[|\t]\s*")


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
        choices=[("large", _("Large")), ("medium", _("Medium"))],
        default="large",
        help_text=_("Only the size on the screen."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Opens a new part of the page. Readers and screen readers jump from heading to heading.")
        template = "blocks/heading.html"
        preview_value = {"text": _("What to bring"), "look": "large"}


class TableData(TypedDict):
    """A table of plain text: the first cell of a row names it when `has_row_headings`."""

    caption: str
    has_row_headings: bool
    columns: list[str]
    rows: list[list[str]]


class TableBlock(PartBlock):
    """A small table, written or pasted as lines: no grid editor to load, and it can be translated like any text."""

    MAX_COLUMNS, MAX_ROWS = 8, 200
    api_type = TableData

    caption = blocks.CharBlock(label=_("Caption"), max_length=150, help_text=_("What the table shows; read out first."))
    lines = blocks.TextBlock(
        label=_("Rows"),
        max_length=10_000,
        help_text=_(
            "One row per line, cells divided by | or pasted from a spreadsheet. The first line holds the column headings."
        ),
    )
    has_row_headings = blocks.BooleanBlock(
        label=_("The first cell of each row is its heading"), required=False, default=True
    )

    def cells(self, value: Any) -> list[list[str]]:
        """Every row with the same number of cells; empty lines left out."""
        rows = [CELL.split(line.strip(" |")) for line in (value.get("lines") or "").splitlines() if line.strip()]
        width = max((len(row) for row in rows), default=0)
        return [row + [""] * (width - len(row)) for row in rows]

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        rows = self.cells(value)
        if len(rows) < 2 or len(rows[0]) < 2:
            error = _("A table needs a line of headings, one more line, and at least two columns.")
        elif len(rows[0]) > self.MAX_COLUMNS or len(rows) > self.MAX_ROWS:
            error = _("At most %(columns)d columns and %(rows)d rows; offer a larger table as a file.") % {
                "columns": self.MAX_COLUMNS,
                "rows": self.MAX_ROWS,
            }
        else:
            return value
        raise StructBlockValidationError({"lines": ValidationError(error)})

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        rows = self.cells(value)
        return super().get_context(value, parent_context) | {"columns": rows[0] if rows else [], "rows": rows[1:]}

    def get_api_representation(self, value: Any, context: Any = None) -> TableData:
        rows = self.cells(value)
        return {
            "caption": value["caption"],
            "has_row_headings": bool(value.get("has_row_headings")),
            "columns": rows[0] if rows else [],
            "rows": rows[1:],
        }

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("A small table, pasted from a spreadsheet or written line by line.")
        template = "blocks/table.html"
        preview_value = {
            "caption": _("Harvest by year"),
            "lines": "Tahun | Kentang (ton) | Kubis (ton)\n2024 | 1.250 | 830\n2025 | 1.310 | 790",
            "has_row_headings": True,
        }


class StepBlock(blocks.StructBlock):
    """One step of a guide."""

    title = blocks.CharBlock(label=_("Step"), max_length=120)
    text = TextBlock(label=_("How"), required=False)

    class Meta:
        icon = "list-ol"
        label = _("Step")


class StepsBlock(PartBlock):
    """Steps in their order, numbered by themselves."""

    title = title_block()
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), max_num=30)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What to do, one thing after the other. The numbers come by themselves.")
        template = "blocks/steps.html"
        preview_value = {
            "title": _("How to report a birth"),
            "steps": [
                {"title": _("Ask for a letter at the RT"), "text": "<p>Bawa surat dari bidan.</p>"},
                {"title": _("Come to the village hall"), "text": ""},
            ],
        }


class FoldBlock(blocks.StructBlock):
    """A question and, folded under it, its answer."""

    title = blocks.CharBlock(label=_("Question or title"), max_length=150)
    text = TextBlock(label=_("Answer"))

    class Meta:
        icon = "collapse-down"
        label = _("Item")


class AccordionBlock(PartBlock):
    """Questions whose answers unfold."""

    title = title_block()
    items = blocks.ListBlock(FoldBlock(), label=_("Items"), max_num=30)

    class Meta:
        icon = "collapse-down"
        label = _("Accordion")
        description = _("Questions with answers that unfold. Not for what everybody must read.")
        template = "blocks/accordion.html"
        preview_value = {
            "title": _("Frequent questions"),
            "items": [{"title": _("Does it cost anything?"), "text": "<p>Tidak. Gratis.</p>"}],
        }


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
