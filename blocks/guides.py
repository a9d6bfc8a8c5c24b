"""Words in an order: tables, steps, questions whose answers unfold."""

from __future__ import annotations

import re
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .parts import PartBlock, title_block
from .text import TextBlock

CELL = re.compile(r"\s*[|\t]\s*")
# An amount, a share, a count: such columns are read from their last digit.
NUMBER = re.compile(r"(Rp ?)?[-−]?\d[\d.,]*( ?%)?|[-–]?")


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
        if error := self.shape_error(self.cells(value)):
            raise StructBlockValidationError({"lines": ValidationError(error)})
        return value

    def shape_error(self, rows: list[list[str]]) -> Any:
        """Why these rows make no readable table; nothing when they do."""
        if len(rows) < 2 or len(rows[0]) < 2:
            return _("A table needs a line of headings, one more line, and at least two columns.")
        if len(rows[0]) > self.MAX_COLUMNS or len(rows) > self.MAX_ROWS:
            return _("At most %(columns)d columns and %(rows)d rows; offer a larger table as a file.") % {
                "columns": self.MAX_COLUMNS,
                "rows": self.MAX_ROWS,
            }
        return None

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        columns, *rows = self.cells(value) or [[]]
        numeric = {
            place
            for place in range(bool(value.get("has_row_headings")), len(columns))
            if any(row[place] for row in rows) and all(NUMBER.fullmatch(row[place]) for row in rows)
        }
        return super().get_context(value, parent_context) | {"columns": columns, "rows": rows, "numeric": numeric}

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
