"""The sample pictures that are pattern rather than view: batik and the mountain of the shadow play."""

from __future__ import annotations

import math

from . import paints
from .drawing import Canvas, curve


def batik() -> Canvas:
    """Kawung, the old four-petalled motif, in brown and cream."""
    canvas = Canvas("#4a2a1a")
    size = 330
    for row in range(4):
        for column in range(7):
            x, y = column * size - 60, row * size - 160
            for turn in range(4):
                petal(canvas, x, y, math.pi / 4 + turn * math.pi / 2, size)
            canvas.disc(x, y, 13, paints.STRAW)
            cross(canvas, x + size / 2, y, paints.RUST)
            cross(canvas, x, y + size / 2, paints.TEAL)
    return canvas


def petal(canvas: Canvas, x: float, y: float, turn: float, size: float) -> None:
    """One almond of the kawung, pointing away from the middle of its flower."""
    along, across = (math.cos(turn), math.sin(turn)), (-math.sin(turn), math.cos(turn))
    for near, far, half, colour in (
        (0.1, 0.66, 0.2, paints.CREAM),
        (0.17, 0.59, 0.14, paints.CLAY),
        (0.22, 0.54, 0.095, "#4a2a1a"),
    ):
        points = []
        for step in range(36):
            angle = step / 36 * math.tau
            reach = (near + far) / 2 - math.cos(angle) * (far - near) / 2
            wide = math.sin(angle) * half
            points.append(
                (
                    x + (along[0] * reach + across[0] * wide) * size,
                    y + (along[1] * reach + across[1] * wide) * size,
                )
            )
        canvas.polygon(points, colour)
    for share in (0.32, 0.44):
        canvas.disc(x + along[0] * share * size, y + along[1] * share * size, 7, paints.GLOW)


def cross(canvas: Canvas, x: float, y: float, colour: str) -> None:
    for dx, dy in ((0, 22), (0, -22), (22, 0), (-22, 0)):
        canvas.disc(x + dx, y + dy, 11, paints.SAND)
    canvas.disc(x, y, 11, colour)


def gunungan() -> Canvas:
    """The mountain that opens the shadow play, between lamps and gongs."""
    canvas = Canvas(paints.NIGHT)
    canvas.disc(600, 330, 390, "#7a3a1c")
    canvas.disc(600, 330, 315, paints.RUST)
    canvas.disc(600, 330, 240, "#d98b3f")
    canvas.disc(600, 330, 170, paints.SUN)
    for inset, colour in ((0, paints.INK), (16, paints.STRAW), (26, "#3a2317")):
        leaf(canvas, inset, colour)
    canvas.line([(600, 560), (600, 150)], paints.STRAW, 9)
    for level, reach in ((210, 46), (270, 74), (330, 96), (390, 84)):
        for side in (-1, 1):
            canvas.line(
                curve([(600, level + 46), (600 + side * reach * 0.5, level + 14), (600 + side * reach, level + 4)]),
                paints.STRAW,
                6,
            )
            canvas.disc(600 + side * reach, level, 15, paints.LEAF)
            canvas.disc(600 + side * reach * 0.55, level + 2, 11, paints.NEAR)
    canvas.disc(600, 150, 16, paints.BRICK)
    canvas.polygon([(530, 520), (670, 520), (645, 482), (555, 482)], paints.ROOF)
    canvas.polygon([(555, 482), (645, 482), (622, 448), (578, 448)], paints.BRICK)
    canvas.box(540, 520, 120, 46, paints.CREAM)
    canvas.box(586, 528, 28, 38, paints.SOIL)
    canvas.box(0, 590, 1200, 90, paints.BARK)
    canvas.box(0, 590, 1200, 12, paints.STRAW)
    for x, radius in ((150, 105), (1050, 105), (320, 66), (880, 66)):
        canvas.line(
            [
                (x - radius - 14, 590),
                (x - radius - 14, 590 - radius * 2.5),
                (x + radius + 14, 590 - radius * 2.5),
                (x + radius + 14, 590),
            ],
            paints.BARK,
            14,
        )
        for share, colour in ((1, "#9c7434"), (0.86, paints.STRAW), (0.55, "#c9993f"), (0.22, paints.GLOW)):
            canvas.disc(x, 590 - radius * 1.25, radius * share, colour)
    return canvas


def leaf(canvas: Canvas, inset: float, colour: str) -> None:
    """The outline of the gunungan: a leaf that stands on its stem."""
    right = [
        (600, 40 + inset * 2),
        (650, 150),
        (745 - inset, 300),
        (790 - inset, 420),
        (755 - inset, 520),
        (690, 585 - inset),
    ]
    half = curve(right)
    canvas.polygon([*half, *[(1200 - x, y) for x, y in reversed(half)]], colour)
    if not inset:
        canvas.box(592, 570, 16, 40, paints.DEEP)
