"""The files in the sample cases: a photo that a citizen sends, and an office's table that hides more than it shows."""

from __future__ import annotations

import datetime
import io
import uuid
from collections.abc import Callable

from django.core.files.base import ContentFile
from openpyxl import Workbook
from openpyxl.comments import Comment

from cases import attachments
from cases.models import Attachment, Case
from cases.submissions import Announced

from .pictures import DRAWINGS


def photo(name: str) -> bytes:
    """One of the sample pictures, as a citizen's phone would send it."""
    return DRAWINGS[name].draw().jpeg()


def revealing_table() -> bytes:
    """A workbook with a hidden row, a hidden sheet and a comment: the release check lists them before it leaves."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Bulan", "Kegiatan"), ("Maret", "Pemeliharaan jalan"), ("April", "Catatan kerja, bukan untuk umum")):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    sheet["A2"].comment = Comment("Tunggu persetujuan.", "Petugas Contoh")
    draft = book.create_sheet("Konsep")
    draft.sheet_state = "hidden"
    draft["A1"] = "Angka yang belum diperiksa"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


# Name of the file → what makes it.
FILES: dict[str, Callable[[], bytes]] = {
    "foto-jalan.jpg": lambda: photo("jalan-gunung"),
    "jadwal.xlsx": revealing_table,
}


def enclose(case: Case, name: str, role: str, at: datetime.datetime) -> Attachment:
    """Puts a file with a case at a moment of the past, through the same examination as any other."""
    data = FILES[name]()
    [row] = attachments.announce(case, [Announced(uuid.uuid4(), name, len(data))], role=role, at=at)
    row = attachments.store(row, ContentFile(data), now=at)
    return attachments.process(row)


def pictures_of(case: Case) -> list[uuid.UUID]:
    """The pictures that may be shown with a public copy."""
    shown = case.attachments.filter(state=Attachment.State.PROCESSED).exclude(copy_key="")
    return list(shown.values_list("pk", flat=True))
