"""Writes tables as CSV or XLSX that no spreadsheet can mistake for a program; what stands in them is decided elsewhere."""

from __future__ import annotations

import csv
import datetime
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

FORMATS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STARTS = frozenset("=+-@")
LONGEST = 32_000  # a cell of a spreadsheet holds 32,767 characters
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Column:
    """One column: the name in forms, the heading, and how its cell comes out of a row."""

    name: str
    label: Any
    cell: Callable[[Any], Any]
    is_identity: bool = False
    is_default: bool = True


class Echo:
    """What csv writes to: gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet could run this: its first visible character begins a formula, however it is spelled."""
    if text[:1] in ("\t", "\r", "\n"):
        return True
    for character in text:
        if character.isspace() or unicodedata.category(character) in ("Cf", "Cc", "Zs", "Mn"):
            continue
        return unicodedata.normalize("NFKC", character)[:1] in STARTS
    return False


def safe(value: Any) -> Any:
    """A cell that stays what it is: numbers and days as such, everything else as text that starts no formula."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | datetime.date):
        text = str(value)
        dangerous = is_dangerous(text)
        text = UNPRINTABLE.sub("", text)[:LONGEST]
        return f"'{text}" if dangerous or is_dangerous(text) else text
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value


def table(columns: Iterable[Column], rows: Iterable[Any]) -> Iterator[list[Any]]:
    """The headings, then a line for each row, made one at a time."""
    chosen = list(columns)
    yield [safe(column.label) for column in chosen]
    for row in rows:
        yield [safe(column.cell(row)) for column in chosen]


def csv_lines(lines: Iterable[list[Any]]) -> Iterator[str]:
    """Text of a CSV file with the mark by which spreadsheets know UTF-8; every cell in quotes."""
    writer = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
    yield "\ufeff"
    for line in lines:
        yield writer.writerow(line)


def xlsx_file(lines: Iterable[list[Any]]) -> IO[bytes]:
    """A workbook written line by line to disk; every text is a text, never a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    for line in lines:
        sheet.append([cell_of(sheet, value) for value in line])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def cell_of(sheet: Any, value: Any) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def spoken(lines: Iterable[list[Any]], language: str | None) -> Iterator[list[Any]]:
    """The lines in the language of whoever asked: they are made after the answer has left, when a thread speaks any."""
    left = iter(lines)
    while True:
        with translation.override(language):
            line = next(left, None)
        if line is None:
            return
        yield line


def download(name: str, format: str, lines: Iterable[list[Any]]) -> HttpResponseBase:
    """The table as a file that nobody keeps on the way: CSV as it is made, XLSX once it is complete."""
    response: HttpResponseBase
    lines = spoken(lines, translation.get_language())
    if format == "xlsx":
        response = FileResponse(xlsx_file(lines), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    else:
        response = StreamingHttpResponse(csv_lines(lines), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
