"""Who logs in, and the two kinds of file a page may carry: pictures and public documents."""

import hashlib
import secrets
import uuid
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from .pictures import check_size, cleaned


class User(AbstractUser):
    """An official who edits or publishes; citizens need no account."""

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")


class Picture(AbstractImage):
    """A picture with its credit. What it shows is said where it is used, because that depends on the page."""

    # The only sizes there are: made when the picture is saved, never in a visitor's request.
    WIDTHS = (360, 720)
    # Beside a line of a list: twenty of them weigh less than two pictures of an article.
    THUMB = 160
    FORMATS = ("avif", "jpeg")

    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    credit = models.CharField(_("credit"), max_length=120, blank=True, help_text=_("Who made it, who owns it."))

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]

    def get_upload_to(self, filename: str) -> str:
        """Begins with random letters: the sizes take their names from it, so no address ever shows another picture."""
        return super().get_upload_to(f"{secrets.token_hex(4)}-{filename}")

    def clean(self) -> None:
        super().clean()
        if self.file and not getattr(self.file, "_committed", True):
            try:
                check_size(self.width, self.height)
            except ValidationError as error:
                raise ValidationError({"file": error}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file is stored upright, small and without metadata; its sizes are made after the commit."""
        self.has_new_file = bool(self.file) and not getattr(self.file, "_committed", True)
        if self.has_new_file:
            self.file = cleaned(self.file, self.file.name or self.title)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    @classmethod
    def filter_specs(cls) -> list[str]:
        """The rendition filters that every picture has, for example `width-360|format-avif`."""
        widths = (cls.THUMB, *cls.WIDTHS)
        return [f"width-{width}|format-{format_}" for format_ in cls.FORMATS for width in widths]

    def make_renditions(self) -> None:
        """Makes the sizes that are missing; slow (up to a second of CPU each), so only in a task or a command."""
        for spec in self.filter_specs():  # one by one: made in bulk, a size is stored without its figures
            self.get_rendition(Filter(spec))


@lru_cache(maxsize=8192)
def address_of(storage: Storage, name: str) -> str:
    """The address of a file whose name never carries other bytes; storages take surprisingly long to say it."""
    return storage.url(name)


class Rendition(AbstractRendition):
    """One size of a picture, as it is sent to readers, with the figures that the API promises."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    bytes = models.PositiveIntegerField(default=0, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("size of a picture")
        verbose_name_plural = _("sizes of pictures")
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]  # /media/ asks by the name

    @property
    def url(self) -> str:
        file = self.file
        return address_of(file.storage, file.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.sha256:
            self.file.seek(0)
            content = self.file.read()
            self.file.seek(0)  # still open: its bytes are stored by the save below
            self.bytes, self.sha256 = len(content), hashlib.sha256(content).hexdigest()
        super().save(*args, **kwargs)

    @property
    def is_thumb(self) -> bool:
        return self.filter_spec.startswith(f"width-{Picture.THUMB}|")

    @property
    def mime_type(self) -> str:
        return "image/avif" if "format-avif" in self.filter_spec else "image/jpeg"


def private_storage():
    """The storage that no web server serves by itself."""
    return storages["private"]


class PublicDocument(AbstractDocument):
    """A file for citizens. It lies in private storage and leaves only while a visible page names it."""

    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    file = models.FileField(_("file"), upload_to="documents", storage=private_storage)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:  # type: ignore[attr-defined]  # Django sets it, its stubs forgot it
            self.file.seek(0)
            content = self.file.read()
            self.file.seek(0)
            self.file_size, self.sha256 = len(content), hashlib.sha256(content).hexdigest()
        super().save(*args, **kwargs)

    @property
    def url(self) -> str:
        return reverse("document", args=[self.uid, self.filename])
