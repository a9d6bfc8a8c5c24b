"""Files as citizens and villains send them, made in the test: pictures full of traces, documents full of traps."""

from __future__ import annotations

import io
import struct
import uuid
import zipfile
import zlib

from django.core.files.base import ContentFile
from PIL import Image, PngImagePlugin

from cases import attachments
from cases.models import Attachment
from cases.private_files import FOLDER
from cases.submissions import Announced

# Planted into every place of a file that may speak; none may come out again.
PLANTED = b"KENARI-DI-DALAM-FOTO"
PLACE = "7.4567891"


def picture(size=(640, 480), mode="RGB"):
    """Not a plain colour: something that a coder has to work on."""
    return Image.linear_gradient("L").resize(size).convert(mode)


def exif():
    found = Image.Exif()
    found[0x010E] = PLANTED.decode()
    found[0x0132] = "2026:01:02 03:04:05"
    found[0x0110] = PLANTED.decode()
    found[0x9286] = PLANTED
    gps = found.get_ifd(0x8825)
    gps[1], gps[2], gps[29] = "S", (7.0, 27.0, 24.4), PLANTED.decode()
    return found


def jpeg(size=(640, 480), mode="RGB", **options):
    """With EXIF (place too), XMP, a colour profile, a comment, and something behind the end."""
    out = io.BytesIO()
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + PLANTED + b"</x:xmpmeta>"
    picture(size, mode).save(out, "JPEG", exif=exif(), comment=PLANTED, xmp=xmp, icc_profile=profile(), **options)
    return out.getvalue() + PLANTED


def profile():
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + PLANTED


def png(size=(640, 480), mode="RGB"):
    out = io.BytesIO()
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", PLANTED.decode())
    said.add_itxt("XML:com.adobe.xmp", PLANTED.decode())
    picture(size, mode).save(out, "PNG", pnginfo=said, exif=exif(), icc_profile=profile())
    return out.getvalue() + PLANTED


def webp():
    out = io.BytesIO()
    picture().save(out, "WEBP", exif=exif(), xmp=PLANTED, icc_profile=profile())
    return out.getvalue()


def gif():
    """Two frames: what stands in the second is not for anybody."""
    out = io.BytesIO()
    first, second = picture(mode="P"), Image.new("P", (640, 480), 3)
    first.save(out, "GIF", save_all=True, append_images=[second], comment=PLANTED)
    return out.getvalue()


def heic():
    import pillow_heif

    out = io.BytesIO()
    pillow_heif.from_pillow(picture()).save(out, exif=exif().tobytes(), xmp=PLANTED)
    return out.getvalue()


def huge_png(width, height):
    """A few kilobytes that say they are a picture of so many pixels."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packed = zlib.compressobj(9)
    rows = packed.compress(bytes(width + 1) * min(height, 2000)) + packed.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def pdf(inside=b"", packed=b""):
    stream = zlib.compress(packed)
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + inside + b" >>\nendobj\n"
        b"2 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + stream + b"\nendstream\nendobj\n%%EOF\n"
    )


CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORDS = b'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Jalan rusak.</w:t></w:r></w:p></w:body></w:document>'
BOOK = b'<workbook><sheets><sheet name="Data" sheetId="1"/></sheets></workbook>'


def archive(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries.items():
            file.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(words=WORDS, **more):
    """A document; further parts by name, with `__` for a slash and `_x_` for a dot."""
    named = {name.replace("__", "/").replace("_x_", "."): data for name, data in more.items()}
    return archive({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": words} | named)


def xlsx(book=BOOK, sheet=b"<worksheet/>", more=None):
    parts = {"[Content_Types].xml": CONTENT_TYPES, "xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet}
    return archive(parts | (more or {}))


def announced(case, data=b"x", name="foto.jpg", role=Attachment.Role.EVIDENCE, **columns):
    told = {"id": uuid.uuid4(), "name": name, "size": len(data)} | columns
    [attachment] = attachments.announce(case, [Announced(**told)], role=role)
    return attachment


def sent(case, data, **columns):
    """A file that has arrived and was looked into."""
    attachment = announced(case, data, **columns)
    attachments.store(attachment, ContentFile(data))
    return attachments.process(attachment)


def stored_bytes():
    """Everything in the private storage, by key."""
    storage = attachments.private_storage()
    found = {}
    folders = [FOLDER] if storage.exists(FOLDER) else []
    while folders:
        folder = folders.pop()
        inner, names = storage.listdir(folder)
        folders += [f"{folder}/{name}" for name in inner]
        for name in names:
            with storage.open(f"{folder}/{name}") as file:
                found[f"{folder}/{name}"] = file.read()
    return found
