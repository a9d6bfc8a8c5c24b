"""What is found in a file before anybody may open it: its safe copy, warnings for officers, or why it is set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import IO

from django.utils.translation import gettext_lazy as _

from . import filetypes, officefiles, pictures
from .models import CaseSettings

# What an officer should know before opening a file, or before sending one.
WARNINGS = {
    "script": _("Contains program code."),
    "launch": _("Wants to start programs or to send data."),
    "embedded_files": _("Has other files inside."),
    "encrypted": _("Is locked with a password."),
    "macros": _("Contains macros."),
    "external_links": _("Loads something from elsewhere."),
    "hidden_rows": _("Has hidden rows."),
    "hidden_columns": _("Has hidden columns."),
    "hidden_sheets": _("Has hidden sheets."),
    "pivot_cache": _("Keeps the data behind a pivot table."),
    "comments": _("Has comments."),
    "tracked_changes": _("Still shows what was changed and deleted."),
    "hidden_text": _("Has hidden text."),
    "nik": _("Contains numbers that look like a NIK."),
}
# The warnings of the release check: an answer with one of them is fixed, or somebody says that it is meant so.
GIVES_AWAY = frozenset(WARNINGS) - {"script", "launch", "encrypted", "macros"}

REASONS = {
    "type": _("Only pictures (JPEG, PNG, WebP, GIF), PDF, DOCX and XLSX can be taken."),
    "heic": _("This picture is in the HEIC format. Please send it as JPEG."),
    "raw_photo": _("This is a raw photo. Please send it as JPEG."),
    "size": _("The file is too large, or empty."),
    "too_many": _("No more files can be added."),
    "id_taken": _("The id of this file was used before."),
    "too_many_pixels": _("The picture has too many pixels. Please send a smaller one."),
    "timeout": _("The picture took too long to read."),
    "no_decoder": _("Pictures of this format cannot be read here."),
    "broken": _("The file is damaged."),
    "missing": _("The file is not there any more."),
    "too_many_entries": _("The document has too many parts."),
    "bad_entry": _("The document has parts that do not belong in it."),
    "zip_bomb": _("The document is far larger than it seems."),
    "entities": _("The document contains instructions that honest programs do not write."),
}


@dataclass(frozen=True)
class Seen:
    """What came of looking into a file; a reason means that it is set aside."""

    reason: str = ""
    warnings: list[str] = field(default_factory=list)
    copy: bytes = b""
    thumbnail: bytes = b""


def examined(file: IO[bytes], content_type: str, limits: CaseSettings, *, is_answer: bool = False) -> Seen:
    """Looks into a file of a known type; an officer's answer is also searched for what it would give away."""
    if content_type in filetypes.PICTURES:
        try:
            made = pictures.remade(file, content_type, limits.limit("image_megapixels"), limits.limit("image_side"))
        except pictures.NotMadeError as failure:
            return Seen(reason=failure.code)
        return Seen(copy=made.copy, thumbnail=made.thumbnail)
    if content_type == filetypes.PDF:
        return Seen(warnings=filetypes.pdf_warnings(file))
    try:
        parts = officefiles.parts_of(file)
    except officefiles.UnsafeError as unsafe:
        return Seen(reason=unsafe.code)
    found = set(officefiles.office_warnings(parts))
    if is_answer:
        found |= set(officefiles.release_warnings(parts))
    return Seen(warnings=sorted(found))


def release_check(file: IO[bytes]) -> list[str]:
    """What a document that an office is about to send says beside what is seen on it; codes of WARNINGS."""
    found, _reason = filetypes.type_of(file)
    if found == filetypes.PDF:
        return [code for code in filetypes.pdf_warnings(file) if code in GIVES_AWAY]
    if found not in (filetypes.DOCX, filetypes.XLSX):
        return []
    try:
        parts = officefiles.parts_of(file)
    except officefiles.UnsafeError:
        return []
    return sorted(GIVES_AWAY & {*officefiles.office_warnings(parts), *officefiles.release_warnings(parts)})


def words(codes: Iterable[str]) -> list[str]:
    """Warnings and reasons in words."""
    return [str(WARNINGS.get(code) or REASONS.get(code) or code) for code in codes]
