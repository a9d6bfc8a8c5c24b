"""Makes a picture anew in a process of its own: its pixels on a fresh sheet, nothing else of the file that came.

Started as a program by `remade`, because a decoder that is fed by strangers may be made to eat memory, to run for ever or
to crash; here it can only end itself. It knows nothing of Django and imports nothing of ours.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SIDE, SMALL_SIDE, QUALITY = 2048, 360, 82
CPU_SECONDS, WALL_SECONDS = 5, 20
MEGABYTE = 1024 * 1024
MEMORY = 400 * MEGABYTE  # of addresses; what a picture of 40 megapixels really takes stays near 300
STRIP = 256

# How the program ends, and what that means for the file.
TOO_LARGE, BROKEN, NO_DECODER = 3, 4, 5
REASONS = {TOO_LARGE: "too_many_pixels", NO_DECODER: "no_decoder"}
FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "image/heic": "HEIF",
}


class NotMadeError(Exception):
    """No copy could be made; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Remade:
    """The two JPEG files that may be shown."""

    copy: bytes
    thumbnail: bytes


def remade(original: IO[bytes], content_type: str, megapixels: int, longest: int) -> Remade:
    """A copy of at most 2048 pixels and a thumbnail of 360. Raises NotMadeError; then nothing of the original may be shown."""
    with tempfile.TemporaryDirectory(prefix="pendopo-") as folder:
        source = Path(folder) / "original"
        with source.open("wb") as file:
            while chunk := original.read(MEGABYTE):
                file.write(chunk)
        limits = [FORMATS[content_type], str(megapixels * 1_000_000), str(longest)]
        command = [sys.executable, "-I", __file__, folder, *limits]
        try:
            ended = subprocess.run(command, capture_output=True, timeout=WALL_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise NotMadeError("timeout") from None
        if ended.returncode:
            raise NotMadeError(REASONS.get(ended.returncode, "timeout" if ended.returncode < 0 else "broken"))
        return Remade(*((Path(folder) / name).read_bytes() for name in ("copy", "thumbnail")))


# ------------------------------------------------------------ inside the process


def confine() -> None:
    """Bounds what this process can take; a system that cannot say so still has the limit of pixels."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (20 * MEGABYTE, 20 * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sizes = Path("/proc/self/statm")
    if sizes.exists():
        used = int(sizes.read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))


def main(folder: str, form: str, pixels: str, longest: str) -> int:
    from PIL import Image, ImageCms

    if form == "HEIF":
        try:
            import pillow_heif
        except ImportError:
            return NO_DECODER
        pillow_heif.register_heif_opener()
    Image.preinit()
    Image.init()
    confine()
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, and is an error
    with Image.open(Path(folder) / "original", formats=[form]) as picture:
        width, height = picture.size
        if width * height > int(pixels) or max(width, height) > int(longest):
            return TOO_LARGE
        turn = orientation(picture) if form != "HEIF" else 1
        profile = picture.info.get("icc_profile")
        picture.draft("RGB", (SIDE, SIDE))
        small = shrunk(picture, to_srgb(picture.mode, profile, ImageCms))
    sheet = turned(small, turn)
    sheet.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    for name, side in (("copy", SIDE), ("thumbnail", SMALL_SIDE)):
        fresh = Image.new("RGB", sheet.size, "white")
        fresh.paste(sheet)
        fresh.thumbnail((side, side), Image.Resampling.LANCZOS)
        fresh.info = {}
        fresh.save(Path(folder) / name, "JPEG", quality=QUALITY, optimize=True, progressive=name == "copy")
    return 0


def orientation(picture) -> int:
    """How the camera was held, as EXIF tells it; a broken block tells nothing."""
    try:
        return int(picture.getexif().get(0x0112, 1))
    except Exception:
        return 1


def turned(picture, turn: int):
    """Upright."""
    from PIL.Image import Transpose

    ways = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(ways[turn]) if turn in ways else picture


def to_srgb(mode: str, profile: bytes | None, cms):
    """The way from the colours of the camera to those of every screen; None when they are those already, or unreadable."""
    if not profile or mode not in ("RGB", "RGBA", "CMYK", "L"):
        return None
    try:
        source = cms.ImageCmsProfile(io.BytesIO(profile))
        return cms.buildTransform(source, cms.createProfile("sRGB"), "RGB" if mode == "RGBA" else mode, "RGB")
    except Exception:
        return None


def shrunk(picture, transform):
    """The first frame on white, without more pixels than needed; worked in strips, so that memory stays bounded."""
    from PIL import Image

    width, height = picture.size
    factor = max(1, max(width, height) // (2 * SIDE))
    sheet = Image.new("RGB", (-(-width // factor), -(-height // factor)), "white")
    for top in range(0, height, STRIP * factor):
        piece = flat(picture.crop((0, top, width, min(height, top + STRIP * factor))), transform)
        sheet.paste(piece.reduce(factor) if factor > 1 else piece, (0, top // factor))
    return sheet


def flat(piece, transform):
    """A strip in plain colours, on white where it was transparent."""
    from PIL import Image, ImageCms

    if piece.mode in ("I;16", "I;16B", "I;16L", "I"):
        piece = piece.convert("I").point(lambda value: value / 256).convert("L")
    has_alpha = piece.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in piece.info
    alpha = piece.convert("RGBA").getchannel("A") if has_alpha else None
    colours = None
    if transform is not None:
        known = piece if piece.mode in ("RGB", "CMYK", "L") else piece.convert("RGB")
        colours = ImageCms.applyTransform(known, transform)
    if colours is None:
        colours = piece.convert("RGB")
    if alpha is None:
        return colours
    sheet = Image.new("RGB", piece.size, "white")
    sheet.paste(colours, mask=alpha)
    return sheet


if __name__ == "__main__":
    try:
        code = main(*sys.argv[1:])
    except Exception:
        code = BROKEN
    sys.exit(code)
