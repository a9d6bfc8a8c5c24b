"""A photo that arrives is made harmless and small, and its sizes are ready before anybody asks for them."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from cms.models import Picture
from cms.pictures import cleaned

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


def photo(size=(3000, 1500), name="IMG_0001.jpg", form="JPEG"):
    """A photo as a phone makes it: lying on its side, with its place and its maker written into it."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[MAKER] = "TELEPON-RAHASIA"
    exif[GPS] = {1: "S", 2: (7.0, 12.0, 48.0), 3: "E", 4: (109.0, 47.0, 20.0)}
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, form, exif=exif)
    return ContentFile(out.getvalue(), name=name)


def saved(**kwargs):
    return Picture.objects.create(title="Kebun", file=photo(**kwargs))


def stored(field):
    with field.storage.open(field.name) as file:
        return file.read()


def test_the_stored_original_tells_neither_place_nor_device(db):
    content = photo().read()
    assert b"TELEPON-RAHASIA" in content
    original = stored(saved().file)
    assert b"TELEPON-RAHASIA" not in original
    assert b"Exif" not in original
    assert dict(Image.open(io.BytesIO(original)).getexif()) == {}


def test_the_original_stands_upright_and_is_at_most_2048_long(db):
    picture = saved()
    assert (picture.width, picture.height) == (1024, 2048)
    assert Image.open(io.BytesIO(stored(picture.file))).size == (1024, 2048)
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (1024, 2048)
    assert picture.file_size == len(stored(picture.file))


def test_png_and_webp_are_freed_too_and_keep_their_transparency(db):
    for form, suffix in (("PNG", ".png"), ("WEBP", ".webp")):
        original = stored(saved(name=f"a{suffix}", form=form, size=(300, 200)).file)
        assert b"TELEPON-RAHASIA" not in original
        assert Image.open(io.BytesIO(original)).format == form
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    assert Image.open(cleaned(out, "lambang.png")).mode == "RGBA"


def test_formats_that_browsers_may_not_know_become_jpeg(db):
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "navy").save(out, "AVIF")
    picture = Picture.objects.create(title="Kebun", file=ContentFile(out.getvalue(), name="foto.avif"))
    assert picture.file.name.endswith(".jpg")
    assert Image.open(io.BytesIO(stored(picture.file))).format == "JPEG"


def test_a_picture_of_more_than_40_megapixels_is_refused_in_words(db, monkeypatch):
    monkeypatch.setattr("cms.pictures.MOST_PIXELS", 2_000_000)
    picture = Picture(title="Besar", file=photo())
    with pytest.raises(ValidationError, match="megapiksel"):
        picture.full_clean()
    with pytest.raises(ValidationError, match="megapiksel"):
        picture.save()
    assert not Picture.objects.exists()


def test_the_sizes_are_made_after_the_upload_without_metadata(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = saved()
    sizes = {rendition.filter_spec: rendition for rendition in picture.renditions.all()}
    assert set(sizes) == set(Picture.filter_specs())
    assert sizes["width-360|format-avif"].width == 360
    for rendition in sizes.values():
        content = stored(rendition.file)
        assert b"TELEPON-RAHASIA" not in content
        assert b"Exif" not in content
        assert rendition.bytes == len(content)


def test_a_new_file_gets_new_sizes_and_new_words_do_not(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = saved()
    before = set(picture.renditions.values_list("pk", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        picture = Picture.objects.get()
        picture.credit = "Warga"
        picture.save()
    assert set(picture.renditions.values_list("pk", flat=True)) == before
    with django_capture_on_commit_callbacks(execute=True):
        picture.file = photo(size=(1000, 1000))
        picture.save()
    after = set(picture.renditions.values_list("pk", flat=True))
    assert len(after) == len(Picture.filter_specs())
    assert not after & before


def test_an_editor_uploads_in_the_admin(admin_client, db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = admin_client.post(
            "/admin/images/add/", {"title": "Panen", "file": photo(), "collection": "1", "tags": ""}
        )
    assert answer.status_code == 302
    picture = Picture.objects.get(title="Panen")
    assert b"TELEPON-RAHASIA" not in stored(picture.file)
    assert picture.renditions.count() == len(Picture.filter_specs())
    assert picture.file_hash
