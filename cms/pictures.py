"""What happens to a photo when it arrives: turned upright, made smaller, and freed of what it tells about its maker.

Phones write the place, the time and the device into every photo. None of that is stored, nor ever sent on.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

LONGEST_SIDE = 2048
MOST_PIXELS = 40_000_000
QUALITY = 85

# Formats that stay as they are; everything else (HEIC, AVIF, MPO of double cameras) becomes JPEG.
KEPT = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}


def check_size(width: int, height: int) -> None:
    """Refuses pictures that would exhaust the memory of a small server."""
    if width * height > MOST_PIXELS:
        raise ValidationError(
            _("This picture has %(given)d megapixels; at most %(most)d can be taken. Make it smaller and try again.")
            % {"given": round(width * height / 1_000_000), "most": MOST_PIXELS // 1_000_000}
        )


def cleaned(file: IO[bytes], name: str) -> ContentFile:
    """The picture as it will be stored: upright, at most 2048 pixels long, without any metadata."""
    file.seek(0)
    with Image.open(file) as opened:
        check_size(*opened.size)
        form = opened.format if opened.format in KEPT else "JPEG"
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture = ImageOps.exif_transpose(opened)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    profile = picture.info.get("icc_profile")
    picture.info = {}
    out = io.BytesIO()
    if form == "JPEG":
        on_white(picture).save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True, icc_profile=profile)
    elif form == "PNG":
        picture.save(out, "PNG", optimize=True, icc_profile=profile)
    else:
        picture.save(out, "WEBP", quality=QUALITY, icc_profile=profile)
    return ContentFile(out.getvalue(), name=str(Path(name).with_suffix(KEPT[form]).name))


def on_white(picture: Image.Image) -> Image.Image:
    """JPEG knows neither transparency nor palettes."""
    if picture.mode in {"RGB", "L"}:
        return picture
    if picture.mode == "CMYK":
        return picture.convert("RGB")
    layered = picture.convert("RGBA")
    ground = Image.new("RGBA", layered.size, "white")
    ground.alpha_composite(layered)
    return ground.convert("RGB")
