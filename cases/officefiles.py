"""Looks into office documents without opening them: what could harm who opens them, what could tell more than was meant."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from .personal import detect

MOST_ENTRIES, MOST_BYTES, MOST_RATIO = 200, 100 * 1024 * 1024, 100
# Small parts may be squeezed well without any harm.
RATIO_FROM = 1024 * 1024
CHUNK = 256 * 1024
READ = 20 * 1024 * 1024

ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
EXTERNAL = re.compile(rb"<Relationship\b[^>]*\bTargetMode\s*=\s*[\"']External[\"'][^>]*>")
DDE = re.compile(rb"\bDDE(?:AUTO)?\b|<ddeLink\b")
TAG = re.compile(r"<[^>]+>")
# Ends of paragraphs, cells and shared strings part words; other tags may stand in the middle of one.
BORDER = re.compile(r"</(?:w:p|w:tc|si|c|row)>")
XML_ENDINGS = (".xml", ".rels", ".vml")
# The parts that hold words.
WORDED = ("word/", "xl/sharedStrings", "xl/worksheets/", "xl/comments")


class UnsafeError(Exception):
    """The archive is not what an honest program writes; `code` says why. It is set aside unopened."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parts_of(file: IO[bytes]) -> dict[str, bytes]:
    """The XML parts of a document by name, other parts as nothing. Raises UnsafeError."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return dict(read_entries(archive))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError):
        raise UnsafeError("broken") from None


def read_entries(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Reads each entry while counting, whatever its header says of its size."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise UnsafeError("too_many_entries")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or any(is_astray(entry.orig_filename) for entry in entries):
        raise UnsafeError("bad_entry")
    total = 0
    for entry in entries:
        data, size, is_xml = b"", 0, entry.filename.lower().endswith(XML_ENDINGS)
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                size += len(chunk)
                total += len(chunk)
                if total > MOST_BYTES or (size > RATIO_FROM and size > MOST_RATIO * max(1, entry.compress_size)):
                    raise UnsafeError("zip_bomb")
                if is_xml and len(data) < READ:
                    data += chunk
        if is_xml and ENTITY.search(data.replace(b"\0", b"")):
            raise UnsafeError("entities")
        yield entry.filename, data


def is_astray(name: str) -> bool:
    """Whether an entry would leave its folder when somebody unpacks it."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name


def office_warnings(parts: dict[str, bytes]) -> list[str]:
    """What a document could do to the one who opens it: macros, links to elsewhere, files inside."""
    found = set()
    for name, data in parts.items():
        low = name.lower()
        if low.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in low:
            found.add("macros")
        if "/embeddings/" in low or "/activex/" in low:
            found.add("embedded_files")
        if low.endswith(".rels") and any(b"/hyperlink" not in link for link in EXTERNAL.findall(data)):
            found.add("external_links")
        if low.startswith("xl/externallinks/") or DDE.search(data):
            found.add("external_links")
        if low == "[content_types].xml" and b"macroEnabled" in data:
            found.add("macros")
    return sorted(found)


# ------------------------------------------------------------ what an answer would give away

WORD_SIGNS = {
    "tracked_changes": re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\b(?!Text|Instr)[ >]"),
    # Some programs say that it is so, others only name it.
    "hidden_text": re.compile(
        rb"<w:(?:vanish|webHidden|specVanish)(?:\s+w:val\s*=\s*[\"'](?:1|true|on)[\"'])?\s*/?>", re.IGNORECASE
    ),
}
SHEET_SIGNS = {
    "hidden_rows": re.compile(rb"<row\b[^>]*\bhidden\s*=\s*[\"'](?:1|true)"),
    "hidden_columns": re.compile(rb"<col\b[^>]*\bhidden\s*=\s*[\"'](?:1|true)"),
}
HIDDEN_SHEET = re.compile(rb"<sheet\b[^>]*\bstate\s*=\s*[\"'](?:hidden|veryHidden)")
WORD_COMMENT = re.compile(rb"<w:comment\b")


def release_warnings(parts: dict[str, bytes]) -> list[str]:
    """What a document says beside what is seen on it; authorities have given away whole registers in hidden rows."""
    found = set()
    for name, data in parts.items():
        low = name.lower()
        if low.startswith("word/"):
            found |= {code for code, sign in WORD_SIGNS.items() if sign.search(data)}
            if "comments" in low and WORD_COMMENT.search(data):
                found.add("comments")
        if low.startswith("xl/worksheets/"):
            found |= {code for code, sign in SHEET_SIGNS.items() if sign.search(data)}
        if low == "xl/workbook.xml" and HIDDEN_SHEET.search(data):
            found.add("hidden_sheets")
        if low.startswith("xl/pivotcache/"):
            found.add("pivot_cache")
        if low.startswith("xl/") and "comment" in low and low.endswith(".xml"):
            found.add("comments")
    if any(one.kind == "nik" for text in texts_of(parts) for one in detect(text)):
        found.add("nik")
    return sorted(found)


def texts_of(parts: dict[str, bytes]) -> Iterator[str]:
    """The words of a document, without its tags."""
    for name, data in parts.items():
        if name.startswith(WORDED) and name.lower().endswith(".xml"):
            spaced = BORDER.sub("\n", data.decode("utf-8", "replace"))
            yield html.unescape(TAG.sub("", spaced))
