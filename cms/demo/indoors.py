"""The sample pictures of rooms and tables: the counter, the kitchen, a cup of coffee."""

from __future__ import annotations

import math
import random

from . import paints
from .drawing import WIDTH, Canvas, Point, curve, person


def counter() -> Canvas:
    """An officer serves residents at the counter."""
    canvas = Canvas(paints.CREAM)
    canvas.box(0, 0, WIDTH, 400, "#e9ecdf")
    canvas.box(0, 560, WIDTH, 120, paints.CLAY)
    canvas.box(90, 90, 250, 190, paints.WATER, 6)
    ridge_in = [(90, 230), (150, 190), (215, 215), (280, 180), (340, 225), (340, 280), (90, 280)]
    canvas.polygon(ridge_in, paints.MIDDLE)
    canvas.box(210, 90, 10, 190, paints.PAPER)
    canvas.box(80, 80, 270, 12, paints.BARK)
    canvas.box(80, 278, 270, 14, paints.BARK)
    for number, colour in enumerate(
        (paints.TEAL, paints.RUST, paints.STRAW, paints.NEAR, paints.BLUE, paints.TEAL, paints.CLAY, paints.NEAR)
    ):
        canvas.box(850 + number * 31, 120, 24, 100, colour, 3)
        canvas.box(850 + ((number * 5) % 8) * 31, 245, 24, 88, colour, 3)
    canvas.box(836, 220, 270, 10, paints.BARK)
    canvas.box(836, 333, 270, 10, paints.BARK)
    person(canvas, 640, 560, 360, "#b79a63", "scarf " + paints.TEAL, 1)
    canvas.box(330, 430, 560, 30, paints.BARK, 6)
    canvas.box(350, 460, 520, 130, paints.TEAL)
    for x in range(380, 860, 60):
        canvas.polygon([(x, 525), (x + 20, 500), (x + 40, 525), (x + 20, 550)], "#2f7f79")
    canvas.polygon([(520, 412), (600, 406), (612, 432), (528, 436)], paints.PAPER)
    canvas.box(690, 372, 110, 62, paints.INK, 6)
    canvas.box(735, 430, 20, 8, paints.INK)
    person(canvas, 240, 650, 400, paints.RUST, "", 0)
    person(canvas, 985, 655, 385, paints.BLUE, "scarf " + paints.STRAW, 2)
    canvas.line(curve([(292, 400), (360, 440), (440, 424)]), "#8a5a3c", 20)
    return canvas


def kitchen() -> Canvas:
    """Jars of fruit, a bowl of potato crisps and potatoes on a table."""
    canvas = Canvas("#e7ecdc")
    canvas.disc(600, 300, 280, paints.GLOW)
    canvas.box(0, 480, WIDTH, 195, paints.CLAY)
    canvas.box(0, 480, WIDTH, 12, paints.BARK)
    for x, fruit in ((130, "#f0b24a"), (300, "#e9a13a")):
        canvas.box(x, 270, 140, 250, "#d9e6de", 22)
        canvas.box(x + 10, 300, 120, 208, paints.GLOW, 18)
        for step in range(11):
            canvas.oval(x + 36 + (step % 3) * 34, 330 + (step // 3) * 48, 22, 17, fruit)
        canvas.box(x - 4, 244, 148, 36, paints.RUST, 8)
        canvas.box(x + 18, 380, 104, 66, paints.PAPER, 4)
        canvas.box(x + 34, 398, 72, 8, paints.TEAL)
        canvas.box(x + 44, 418, 52, 6, paints.SAND)
    dice = random.Random(17)
    for _ in range(46):
        at, y = 660 + max(-118, min(118, dice.gauss(0, 62))), 384 + dice.uniform(-52, 20)
        canvas.oval(
            at, y, dice.uniform(24, 36), dice.uniform(14, 24), dice.choice((paints.STRAW, paints.SUN, "#e8c878"))
        )
    canvas.polygon(
        [
            (510, 400),
            (810, 400),
            *curve([(800, 420), (760, 510), (705, 548)]),
            *curve([(615, 548), (560, 510), (520, 420)]),
        ],
        paints.TEAL,
    )
    canvas.oval(660, 402, 150, 16, "#0a4b4a")
    for number in range(6):
        canvas.polygon(
            [(548 + number * 40, 450), (563 + number * 40, 428), (578 + number * 40, 450), (563 + number * 40, 472)],
            paints.STRAW,
        )
    for x, y, rx, ry in ((930, 510, 76, 52), (1050, 520, 66, 48), (990, 450, 70, 46), (1090, 470, 48, 36)):
        canvas.oval(x, y, rx, ry, "#c69a63")
        canvas.oval(x - rx * 0.2, y - ry * 0.25, rx * 0.6, ry * 0.5, "#d6ae78")
        canvas.disc(x + rx * 0.35, y + ry * 0.1, 4, paints.SOIL)
        canvas.disc(x - rx * 0.3, y + ry * 0.35, 3, paints.SOIL)
    for turn in (-0.6, 0, 0.6):
        tip: Point = (890 + math.sin(turn) * 120, 590 - math.cos(turn) * 70)
        canvas.line(curve([(860, 620), (875, 600), tip]), paints.DEEP, 12)
        canvas.oval(*tip, 30, 18, paints.LEAF)
    return canvas


def coffee() -> Canvas:
    """A cup of coffee between branches with red cherries."""
    canvas = Canvas("#efe0c4")
    canvas.box(0, 500, WIDTH, 175, paints.CLAY)
    canvas.box(0, 500, WIDTH, 10, paints.SOIL)
    canvas.disc(600, 330, 250, paints.GLOW)
    for x, y, turn, side in (
        (40, 130, 0.35, 1),
        (1160, 130, math.pi - 0.35, -1),
        (10, 420, -0.15, 1),
        (1190, 420, math.pi + 0.15, -1),
    ):
        branch(canvas, x, y, turn, side)
    canvas.oval(600, 560, 270, 40, paints.PAPER)
    canvas.oval(600, 556, 190, 24, "#ddd6c6")
    canvas.polygon(
        [*curve([(450, 330), (458, 440), (510, 540)]), *curve([(690, 540), (742, 440), (750, 330)])], paints.TEAL
    )
    canvas.oval(600, 540, 92, 18, paints.TEAL)
    canvas.line(curve([(745, 370), (835, 370), (830, 455), (728, 470)]), paints.TEAL, 24)
    canvas.oval(600, 330, 150, 34, "#0a4b4a")
    canvas.oval(600, 334, 132, 26, "#4a2a1a")
    for x in (550, 600, 650):
        canvas.line(curve([(x, 285), (x - 18, 235), (x + 16, 185), (x - 6, 130)]), paints.PAPER, 9)
    dice = random.Random(8)
    for _ in range(13):
        at, level = dice.choice((dice.uniform(120, 330), dice.uniform(880, 1080))), dice.uniform(580, 645)
        canvas.oval(at, level, 21, 14, paints.BARK)
        canvas.line(curve([(x - 16, y - 3), (x, y + 3), (x + 16, y - 2)]), paints.CLAY, 3)
    return canvas


def branch(canvas: Canvas, x: float, y: float, turn: float, side: int) -> None:
    for step in range(1, 5):
        px, py = x + math.cos(turn) * 88 * step, y + math.sin(turn) * 88 * step
        for up in (-1, 1):
            tip = (px + math.cos(turn + up * 0.9) * 112, py + math.sin(turn + up * 0.9) * 112)
            wide = (-(tip[1] - py) * 0.27, (tip[0] - px) * 0.27)
            middle = ((px + tip[0]) / 2, (py + tip[1]) / 2)
            leaf = [
                (px, py),
                (middle[0] + wide[0], middle[1] + wide[1]),
                tip,
                (middle[0] - wide[0], middle[1] - wide[1]),
                (px, py),
            ]
            canvas.polygon(curve(leaf), paints.NEAR if up == side else paints.DEEP)
    canvas.line([(x, y), (x + math.cos(turn) * 352, y + math.sin(turn) * 352)], paints.BARK, 9)
    for step in range(1, 5):
        px, py = x + math.cos(turn) * 88 * step, y + math.sin(turn) * 88 * step
        for dx, dy, colour in (
            (-16, 14, "#b3261e"),
            (12, 18, "#c8442d"),
            (2, -8, paints.BRICK if step == 4 else "#b3261e"),
        ):
            canvas.disc(px + dx, py + dy, 17, colour)
            canvas.disc(px + dx - 5, py + dy - 5, 4, "#e58b6e")
