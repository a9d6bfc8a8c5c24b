"""Pictures and files inside a page, and how they look to an app."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from .chosen import ChosenBlock, Found
from .parts import MEDIA, PartBlock, title_block

# File names and empty words that people type when a form insists on an alternative text.
EMPTY_ALT = re.compile(
    r"^(gambar|foto|photo|image|picture|logo|grafik|scan|untitled|whatsapp image.*|img[_-]?\d*|dsc[_-]?\d*|.*\.(jpe?g|png|webp))$",
    re.IGNORECASE,
)


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


def alt_error(alt: str, is_decorative: bool) -> Any:
    """Why an alternative text does not do; empty when it does."""
    if is_decorative:
        return ""
    if not alt.strip():
        return _("Say what the picture shows, or tick “decoration only”.")
    if EMPTY_ALT.match(alt.strip()):
        return _("“%(alt)s” does not say what the picture shows.") % {"alt": alt}
    return ""


def ready_renditions(picture: Any) -> list[Any]:
    """The sizes that exist, by format and width, without the smallest; none for a picture that was never saved."""
    return [rendition for rendition in every_size(picture) if not rendition.is_thumb]


def ready_thumbs(picture: Any) -> list[Any]:
    """The smallest size in each format, for lists; of a picture that has none yet, its next larger ones."""
    return [rendition for rendition in every_size(picture) if rendition.is_thumb] or ready_renditions(picture)


def every_size(picture: Any) -> list[Any]:
    if picture.pk is None:
        return []
    given = getattr(picture, "ready_sizes", None)
    return in_order(picture, picture.renditions.all()) if given is None else given


def in_order(picture: Any, renditions: Iterable[Any]) -> list[Any]:
    """Those of the sizes that are still made."""
    specs = picture.filter_specs()
    found = [rendition for rendition in renditions if rendition.filter_spec in specs]
    return sorted(found, key=lambda rendition: (rendition.mime_type, rendition.width))


def picture_data(picture: Any, alt: str, is_decorative: bool = False) -> PictureData | None:
    """The API form of a picture; reads its renditions, so prefetch them for lists."""
    if picture is None:
        return None
    return {
        "id": str(picture.uid),
        "alt": "" if is_decorative else alt or "",
        "is_decorative": bool(is_decorative),
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
            for rendition in ready_renditions(picture)
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


class PictureChooserBlock(ChosenBlock, ImageChooserBlock):
    """A picture without words of its own; what stands beside it says what it shows."""

    api_type: Any = PictureData
    is_api_nullable = True

    def fetch(self, ids: Iterable[int]) -> Found:
        return self.model_class.objects.prefetch_related("renditions").in_bulk(list(ids))

    def get_api_representation(self, value: Any, context: Any = None) -> PictureData | None:
        return picture_data(value, "", is_decorative=True)


class PictureBlock(ImageBlock):
    """A picture with the words that say what it shows here, or marked as decoration."""

    api_type = PictureData
    is_api_nullable = True

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        for name, child in {
            "image": PictureChooserBlock(label=_("Picture"), required=required),
            "decorative": blocks.BooleanBlock(label=_("Decoration only"), required=False),
            "alt_text": blocks.CharBlock(label=_("What the picture shows"), max_length=200, required=False, default=""),
        }.items():
            child.set_name(name)
            self.child_blocks[name] = child

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not value or self.is_deferred_validation:
            return value
        if error := alt_error(value.contextual_alt_text or "", value.decorative):
            raise StructBlockValidationError({"alt_text": ValidationError(error)})
        return value

    def get_api_representation(self, value: Any, context: Any = None) -> PictureData | None:
        return picture_data(value, value.contextual_alt_text, value.decorative) if value else None


class FileBlock(ChosenBlock, DocumentChooserBlock):
    """One file of the library."""

    api_type = DocumentData
    is_api_nullable = True

    def fetch(self, ids: Iterable[int]) -> Found:
        return self.model_class.objects.in_bulk(list(ids))

    def get_api_representation(self, value: Any, context: Any = None) -> DocumentData | None:
        return document_data(value)


def sample_picture(alt: str) -> Any:
    """A picture that exists only for a preview."""
    from wagtail.images import get_image_model

    picture = get_image_model()(title=alt, width=720, height=405)
    picture.contextual_alt_text = alt
    return picture


def sample_file(title: str) -> Any:
    """A file that exists only for a preview."""
    from wagtail.documents import get_document_model

    return get_document_model()(title=title, file="documents/contoh.pdf", file_size=184_320)


class FigureBlock(PartBlock):
    """A picture with its caption."""

    picture = PictureBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False, default="")

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture with words that say what it shows, and a caption if you like.")
        group = MEDIA
        template = "blocks/picture.html"
        preview_value = staticmethod(
            lambda: {
                "picture": sample_picture(str(_("Residents plant potatoes on a slope"))),
                "caption": _("Planting season"),
            }
        )


class GalleryBlock(PartBlock):
    """Several pictures side by side."""

    title = title_block()
    pictures = blocks.ListBlock(FigureBlock(), label=_("Pictures"), min_num=2, max_num=30)

    class Meta:
        icon = "grid"
        label = _("Gallery")
        description = _("Two or more small pictures side by side, each with words that say what it shows.")
        group = MEDIA
        template = "blocks/gallery.html"
        preview_value = staticmethod(
            lambda: {
                "title": _("Village clean-up day"),
                "pictures": [
                    {"picture": sample_picture(str(alt)), "caption": ""}
                    for alt in (_("Neighbours sweep the road"), _("Children carry a bin"))
                ],
            }
        )


class DownloadsBlock(PartBlock):
    """Files to take away, each with its kind and size."""

    title = title_block()
    files = blocks.ListBlock(FileBlock(label=_("File")), label=_("Files"), max_num=20)

    class Meta:
        icon = "download"
        label = _("Files to download")
        description = _("Forms and documents to download. Kind and size are shown by themselves.")
        group = MEDIA
        template = "blocks/downloads.html"
        preview_value = staticmethod(lambda: {"title": _("Forms"), "files": [sample_file(str(_("Application form")))]})


def https_only(value: str) -> None:
    if value and not value.startswith("https://"):
        raise ValidationError(_("The address must begin with https://"))


class VideoBlock(PartBlock):
    """A film that plays at the site where it lies: nothing of that site is loaded here."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    url = blocks.URLBlock(label=_("Address"), validators=[https_only], help_text=_("Begins with https://"))
    poster = PictureBlock(label=_("Poster"), required=False)
    length = blocks.CharBlock(
        label=_("Length"), max_length=20, required=False, default="", help_text=_("For example: 3 minutes.")
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A link to a film on another site. Readers see where it leads before they spend data on it.")
        group = MEDIA
        template = "blocks/video.html"
        preview_value = staticmethod(
            lambda: {
                "title": _("How to read the APBDes"),
                "url": "https://www.youtube.com/watch?v=contoh",
                "poster": None,
                "length": _("3 minutes"),
            }
        )
