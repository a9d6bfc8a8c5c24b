"""A small flat brush: what our sample pictures are painted with, so that they need no camera and no licence."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

from . import paints

WIDTH, HEIGHT = 1200, 675
FINE = 2  # drawn twice as large and halved, for smooth edges

Point = tuple[float, float]


class Canvas:
    """A sheet of 1200 × 675 units; every coordinate and width is in these units."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), ground)
        self.draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        self.draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=colour)

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        area = (x * FINE, y * FINE, (x + width) * FINE, (y + height) * FINE)
        self.draw.rounded_rectangle(area, radius * FINE, fill=colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: str) -> None:
        self.draw.ellipse(((x - rx) * FINE, (y - ry) * FINE, (x + rx) * FINE, (y + ry) * FINE), fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        self.oval(x, y, radius, radius, colour)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        self.draw.line([(x * FINE, y * FINE) for x, y in points], colour, round(width * FINE), joint="curve")

    def jpeg(self) -> bytes:
        """The finished picture as a JPEG file."""
        target = io.BytesIO()
        self.image.reduce(FINE).save(target, "JPEG", quality=88, subsampling=0, optimize=True)
        return target.getvalue()


def sky(ground: str, *bands: str) -> Canvas:
    """A sheet whose upper half is laid in flat bands, the first highest."""
    canvas = Canvas(ground)
    step = 420 / (len(bands) + 1)
    for number, colour in enumerate(bands):
        canvas.box(0, number * step, WIDTH, step + 2, colour)
    return canvas


def sun(canvas: Canvas, x: float, y: float, radius: float = 58) -> None:
    canvas.disc(x, y, radius * 1.75, paints.GLOW)
    canvas.disc(x, y, radius, paints.SUN)


def wave(x: float, seed: int) -> float:
    """A rolling line between about -1 and 1, always the same for the same seed."""
    dice = random.Random(seed)
    return sum(math.sin(x / dice.uniform(70, 190) + dice.uniform(0, 6.3)) * share for share in (0.5, 0.3, 0.2))


def ridge(canvas: Canvas, base: float, rise: float, colour: str, seed: int, bottom: float = HEIGHT) -> list[Point]:
    """A range of hills around the height `base`; returns its upper line."""
    line: list[Point] = [(x, base + rise * wave(x, seed)) for x in range(-10, WIDTH + 20, 10)]
    canvas.polygon([*line, (WIDTH + 10, bottom), (-10, bottom)], colour)
    return line


def mountain(canvas: Canvas, x: float, y: float, width: float, height: float, colour: str, shade: str) -> None:
    """A volcano with a blunt top and a shaded flank, its foot at `y`."""
    left, right, top = x - width / 2, x + width / 2, y - height
    canvas.polygon(
        curve([(left, y), (x - width * 0.2, y - height * 0.5), (x - width * 0.05, top)])
        + curve([(x + width * 0.05, top + 6), (x + width * 0.2, y - height * 0.52), (right, y)]),
        colour,
    )
    canvas.polygon(
        [
            (x + width * 0.05, top + 6),
            (x + width * 0.03, y - height * 0.6),
            (x + width * 0.12, y - height * 0.3),
            (x + width * 0.08, y),
            *reversed(curve([(x + width * 0.05, top + 6), (x + width * 0.2, y - height * 0.52), (right, y)])),
        ],
        shade,
    )


def curve(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """A smooth line through the points (Catmull–Rom)."""
    padded = [points[0], *points, points[-1]]
    found: list[Point] = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(steps):
            t = step / steps
            found.append(
                tuple(  # type: ignore[arg-type]
                    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3)
                    for p, q, r, s in zip(a, b, c, d, strict=True)
                )
            )
    return [*found, points[-1]]


def tree(canvas: Canvas, x: float, y: float, size: float, colour: str = paints.NEAR, light: str = paints.LEAF) -> None:
    """A round tree with its foot at (x, y)."""
    canvas.box(x - size * 0.05, y - size * 0.45, size * 0.1, size * 0.45, paints.BARK)
    for dx, dy, radius in ((-0.2, 0.55, 0.25), (0.2, 0.55, 0.25), (0, 0.78, 0.3)):
        canvas.disc(x + dx * size, y - dy * size, radius * size, colour)
    canvas.disc(x - size * 0.09, y - size * 0.84, size * 0.17, light)


def pine(canvas: Canvas, x: float, y: float, size: float, colour: str = paints.DEEP) -> None:
    canvas.box(x - size * 0.03, y - size * 0.2, size * 0.06, size * 0.2, paints.BARK)
    for number in range(3):
        foot, half = y - size * (0.12 + 0.26 * number), size * (0.24 - 0.05 * number)
        canvas.polygon([(x - half, foot), (x + half, foot), (x, foot - size * 0.42)], colour)


def person(
    canvas: Canvas, x: float, y: float, size: float, shirt: str, hat: str = "", skin: int = 0, lower: str = paints.NIGHT
) -> None:
    """Somebody who stands at (x, y); `hat` is the colour of a pointed field hat or of a head scarf starting with "scarf "."""
    canvas.box(x - size * 0.11, y - size * 0.42, size * 0.22, size * 0.42, lower, size * 0.04)
    canvas.box(x - size * 0.15, y - size * 0.74, size * 0.3, size * 0.4, shirt, size * 0.09)
    head = y - size * 0.86
    if hat.startswith("scarf "):
        canvas.oval(x, head + size * 0.03, size * 0.145, size * 0.16, hat.removeprefix("scarf "))
        canvas.oval(x, head, size * 0.085, size * 0.1, paints.SKIN[skin])
        return
    canvas.disc(x, head, size * 0.11, paints.SKIN[skin])
    if hat:
        canvas.polygon(
            [(x - size * 0.24, head - size * 0.01), (x + size * 0.24, head - size * 0.01), (x, head - size * 0.2)], hat
        )
    else:
        canvas.draw.pieslice(
            [(v * FINE) for v in (x - size * 0.115, head - size * 0.12, x + size * 0.115, head + size * 0.1)],
            180,
            360,
            fill=paints.INK,
        )


def joglo(canvas: Canvas, x: float, y: float, width: float, roof: str = paints.ROOF, shade: str = paints.BRICK) -> None:
    """An open hall with four pillars and the stepped roof of Java; (x, y) is the middle of its floor."""
    half, height = width / 2, width * 0.3
    canvas.box(x - half * 0.92, y - width * 0.03, width * 0.92, width * 0.05, paints.SAND)
    canvas.box(x - half, y + width * 0.015, width, width * 0.035, paints.CLAY)
    canvas.box(x - half * 0.78, y - height, width * 0.78, height * 0.92, paints.CREAM)
    canvas.box(x - half * 0.2, y - height * 0.62, width * 0.2, height * 0.55, paints.BARK)
    for share in (-0.8, -0.3, 0.3, 0.8):
        canvas.box(x + share * half - width * 0.014, y - height, width * 0.028, height, paints.BARK)
    eave, middle, top = y - height * 0.95, y - height * 1.45, y - height * 2.1
    canvas.polygon(
        [(x - half * 1.12, eave), (x + half * 1.12, eave), (x + half * 0.52, middle), (x - half * 0.52, middle)], roof
    )
    canvas.polygon(
        [(x - half * 0.52, middle), (x + half * 0.52, middle), (x + half * 0.26, top), (x - half * 0.26, top)], shade
    )
    canvas.box(x - half * 0.54, middle - width * 0.008, width * 0.54, width * 0.016, paints.BARK)
    canvas.box(x - half * 0.3, top - width * 0.012, width * 0.3, width * 0.02, paints.BARK)
    canvas.box(x - half * 1.13, eave - width * 0.004, width * 1.13, width * 0.016, paints.BARK)


def house(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    wall: str = paints.WALL,
    roof: str = paints.ROOF,
    door: str = paints.TEAL,
) -> None:
    """A village house with the middle of its floor at (x, y)."""
    half, height = width / 2, width * 0.42
    canvas.box(x - half * 0.88, y - height, width * 0.88, height, wall)
    canvas.polygon(
        [
            (x - half * 1.08, y - height),
            (x + half * 1.08, y - height),
            (x + half * 0.7, y - height * 1.8),
            (x - half * 0.7, y - height * 1.8),
        ],
        roof,
    )
    canvas.box(x - width * 0.08, y - height * 0.72, width * 0.16, height * 0.72, door)
    for share in (-0.58, 0.58):
        canvas.box(x + share * half - width * 0.07, y - height * 0.7, width * 0.14, height * 0.36, paints.NIGHT)
