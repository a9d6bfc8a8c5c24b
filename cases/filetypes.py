"""What a file is, by its content, never by its name; and what a PDF would like to do to the one who opens it."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import IO

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
HEIC = "image/heic"
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/gif", HEIC)
# What is taken in; HEIC beside them where this installation can read it.
TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif", PDF, DOCX, XLSX)
ENDINGS = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/gif": (".gif",),
    HEIC: (".heic", ".heif"),
    PDF: (".pdf",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
}
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
MARKS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", PDF),
)
RAW_MARKS = (b"II*\0", b"MM\0*", b"IIU\0", b"FUJIFILM")
# How much of a PDF's packed parts is looked into.
MOST_UNPACKED = 20 * 1024 * 1024


def reads_heic() -> bool:
    try:
        import pillow_heif  # noqa: F401 – asked only whether it is there
    except ImportError:
        return False
    return True


def taken_types() -> tuple[str, ...]:
    return (*TYPES, HEIC) if reads_heic() else TYPES


def type_of(file: IO[bytes]) -> tuple[str, str]:
    """The media type and no reason; or no type, and why the file cannot be taken: type, raw_photo, heic."""
    file.seek(0)
    head = file.read(64)
    for mark, found in MARKS:
        if head.startswith(mark):
            return found, ""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp", ""
    if head[4:8] == b"ftyp" and any(brand in head[8:] for brand in HEIC_BRANDS):
        return (HEIC, "") if reads_heic() else ("", "heic")
    if head.startswith(RAW_MARKS):
        return "", "raw_photo"
    if head.startswith(b"PK\x03\x04") and (found := office_type(file)):
        return found, ""
    return "", "type"


def office_type(file: IO[bytes]) -> str:
    """A document or a sheet of the kind that is a zip with a list of contents; nothing for any other zip."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError):
        return ""
    if "[Content_Types].xml" not in names:
        return ""
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else ""


# ------------------------------------------------------------ PDF

PDF_SIGNS = {
    "script": re.compile(rb"/(?:JavaScript|JS)(?![A-Za-z])"),
    "launch": re.compile(rb"/(?:Launch|RichMedia|SubmitForm|ImportData)(?![A-Za-z])"),
    "embedded_files": re.compile(rb"/EmbeddedFiles?(?![A-Za-z])"),
    "encrypted": re.compile(rb"/Encrypt(?![A-Za-z])"),
}
HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n")


def pdf_warnings(file: IO[bytes]) -> list[str]:
    """What a PDF carries beside its pages, found in the open and in its packed parts."""
    file.seek(0)
    data = file.read()
    found = {code for part in (data, *unpacked(data)) for code, sign in PDF_SIGNS.items() if sign.search(plain(part))}
    return sorted(found)


def plain(data: bytes) -> bytes:
    """Names may be spelled in hexadecimal, to be overlooked."""
    return HEX_NAME.sub(lambda match: bytes([int(match[1], 16)]), data)


def unpacked(data: bytes) -> list[bytes]:
    """The packed streams, as far as a bounded amount of them goes."""
    left, parts = MOST_UNPACKED, []
    for match in STREAM.finditer(data):
        if left <= 0:
            break
        try:
            part = zlib.decompressobj().decompress(data[match.end() :], min(left, 4 * 1024 * 1024))
        except zlib.error:
            continue
        left -= len(part)
        parts.append(part)
    return parts
