"""Pictures and files inside a page, and how they look to an app."""

from __future__ import annotations

from typing import Any, TypedDict

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock


class RenditionData(TypedDict):
    """One ready size of a picture; the address never changes its content."""

    url: str
    width: int
    height: int
    type: str
    bytes: int
    sha256: str


class PictureData(TypedDict):
    """A picture as apps see it."""

    id: str
    alt: str
    is_decorative: bool
    width: int
    height: int
    credit: str
    renditions: list[RenditionData]


class DocumentData(TypedDict):
    """A file as apps see it; size in bytes."""

    id: str
    title: str
    url: str
    type: str
    bytes: int
    sha256: str


def picture_data(picture: Any, alt: str, is_decorative: bool = False) -> PictureData | None:
    """The API form of a picture; reads its renditions, so prefetch them for lists."""
    if picture is None:
        return None
    return {
        "id": str(picture.uid),
        "alt": "" if is_decorative else alt,
        "is_decorative": is_decorative,
        "width": picture.width,
        "height": picture.height,
        "credit": picture.credit,
        "renditions": [
            {
                "url": rendition.url,
                "width": rendition.width,
                "height": rendition.height,
                "type": rendition.mime_type,
                "bytes": rendition.bytes,
                "sha256": rendition.sha256,
            }
            for rendition in sorted(picture.renditions.all(), key=lambda r: (r.mime_type, r.width))
            if rendition.filter_spec in picture.filter_specs()
        ],
    }


def document_data(document: Any) -> DocumentData | None:
    """The API form of a file."""
    if document is None:
        return None
    return {
        "id": str(document.uid),
        "title": document.title,
        "url": document.url,
        "type": document.content_type,
        "bytes": document.file_size or 0,
        "sha256": document.sha256,
    }
