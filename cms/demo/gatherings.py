"""The sample pictures of people and what they build together: hall, market, road, school."""

from __future__ import annotations

import random

from . import paints
from .drawing import WIDTH, Canvas, curve, house, joglo, mountain, person, pine, ridge, sky, sun, tree


def flag(canvas: Canvas, x: float, y: float, height: float) -> None:
    """The flag of Indonesia on a pole with its foot at (x, y)."""
    canvas.line([(x, y), (x, y - height)], paints.INK, 5)
    canvas.box(x + 2, y - height, height * 0.3, height * 0.1, "#b3261e")
    canvas.box(x + 2, y - height * 0.9, height * 0.3, height * 0.1, paints.PAPER)


def hall() -> Canvas:
    """The open village hall, residents in front of it."""
    canvas = sky(paints.GRASS, "#cfe0dc", "#dfe9dd", paints.CREAM, paints.GLOW)
    mountain(canvas, 240, 440, 640, 230, paints.FAR, "#9abaab")
    ridge(canvas, 405, 26, paints.MIDDLE, 6)
    canvas.box(0, 450, WIDTH, 230, paints.GRASS)
    canvas.polygon([(470, 560), (730, 560), (930, 680), (270, 680)], paints.SAND)
    for x, size in ((110, 200), (1090, 220), (985, 130)):
        tree(canvas, x, 520, size, paints.DEEP, paints.NEAR)
    joglo(canvas, 600, 545, 640)
    flag(canvas, 215, 600, 250)
    for x, y, size, shirt, hat, skin in (
        (395, 625, 128, paints.RUST, "", 0),
        (455, 632, 122, paints.STRAW, "scarf " + paints.TEAL, 1),
        (775, 628, 126, paints.TEAL, "", 2),
        (838, 634, 118, paints.CREAM, "scarf " + paints.RUST, 0),
        (890, 632, 78, paints.BLUE, "", 1),
    ):
        person(canvas, x, y, size, shirt, hat, skin)
    return canvas


def town_square() -> Canvas:
    """The town square with the regent's hall, banyan trees and the mountains behind."""
    canvas = sky(paints.GRASS, "#c4dad8", "#d6e4dc", paints.CREAM, paints.GLOW)
    sun(canvas, 990, 170, 46)
    mountain(canvas, 300, 440, 700, 280, paints.FAR, "#98b7a8")
    mountain(canvas, 860, 440, 620, 200, paints.MIST, "#c9d8ca")
    ridge(canvas, 400, 20, paints.MIDDLE, 26)
    canvas.box(0, 440, WIDTH, 240, paints.GRASS)
    for x in (60, 160, 1040, 1140):
        house(canvas, x, 470, 96, paints.WALL, paints.BRICK if x % 40 else paints.ROOF)
    joglo(canvas, 600, 480, 520)
    canvas.oval(600, 610, 430, 70, paints.LIME)
    canvas.oval(600, 610, 250, 38, paints.LEAF)
    canvas.polygon([(575, 505), (625, 505), (660, 680), (540, 680)], paints.SAND)
    for x in (250, 950):
        tree(canvas, x, 580, 270, paints.DEEP, paints.NEAR)
    flag(canvas, 420, 590, 210)
    for x, y, size, shirt, hat, skin in (
        (500, 650, 92, paints.TEAL, "", 0),
        (735, 640, 90, paints.RUST, "scarf " + paints.PAPER, 1),
        (785, 645, 60, paints.STRAW, "", 2),
    ):
        person(canvas, x, y, size, shirt, hat, skin)
    return canvas


def market() -> Canvas:
    """A morning market with vegetables under striped roofs."""
    canvas = sky(paints.SAND, "#e6ead9", paints.CREAM, paints.CREAM)
    ridge(canvas, 250, 30, paints.MIDDLE, 8, 420)
    canvas.box(0, 390, WIDTH, 290, paints.SAND)
    dice = random.Random(3)
    for number, (x, colour) in enumerate(((40, paints.TEAL), (430, paints.RUST), (820, paints.NEAR))):
        canvas.box(x + 14, 250, 9, 320, paints.BARK)
        canvas.box(x + 317, 250, 9, 320, paints.BARK)
        canvas.box(x + 22, 290, 296, 160, "#dcc6a0")
        person(
            canvas,
            x + 110,
            500,
            200,
            (paints.BLUE, paints.STRAW, paints.RUST)[number],
            "scarf " + (paints.CREAM, paints.TEAL, paints.PAPER)[number],
            number,
        )
        canvas.box(x, 452, 340, 130, paints.CLAY, 4)
        canvas.box(x, 452, 340, 14, paints.BARK)
        for stripe in range(8):
            left, top = x - 20 + stripe * 47.5, x + 20 + stripe * 37.5
            fill = colour if stripe % 2 == 0 else paints.PAPER
            canvas.polygon([(top, 180), (top + 37.5, 180), (left + 47.5, 262), (left, 262)], fill)
            canvas.oval(left + 23.7, 262, 23.7, 14, fill)
        for crate, heap in enumerate(
            (
                ("#c8442d", "#b3261e"),
                (paints.LEAF, paints.GRASS),
                (paints.STRAW, paints.SUN),
                (paints.SAND, paints.CREAM),
            )
        ):
            left = x + 8 + crate * 83
            for _ in range(20):
                canvas.disc(left + dice.uniform(10, 66), dice.uniform(430, 466), 12, dice.choice(heap))
            canvas.box(left, 462, 76, 50, paints.BRICK, 3)
            canvas.box(left, 480, 76, 5, paints.BARK)
    for x, y, size, shirt, hat, skin in (
        (395, 655, 235, paints.TEAL, "scarf " + paints.RUST, 0),
        (800, 660, 240, paints.BLUE, "", 1),
        (880, 660, 130, paints.STRAW, "", 2),
    ):
        person(canvas, x, y, size, shirt, hat, skin)
    canvas.oval(455, 598, 32, 24, paints.BARK)
    for dx, colour in ((-16, paints.LEAF), (4, "#c8442d"), (18, paints.GRASS)):
        canvas.disc(455 + dx, 578, 13, colour)
    return canvas


def road_work() -> Canvas:
    """Residents and a roller mend a village road."""
    canvas = sky(paints.CREAM, "#cfe0dc", "#e2ebe0", paints.CREAM)
    ridge(canvas, 300, 40, paints.FAR, 15)
    ridge(canvas, 370, 30, paints.MIDDLE, 5)
    canvas.box(0, 420, WIDTH, 260, paints.GRASS)
    for x, width in ((130, 150), (310, 120), (1010, 160)):
        house(canvas, x, 470, width, paints.WALL, paints.BRICK if x == 310 else paints.ROOF)
    for x, size in ((420, 110), (880, 130), (1150, 190)):
        tree(canvas, x, 480, size, paints.DEEP, paints.NEAR)
    canvas.polygon([(0, 520), (1200, 490), (1200, 640), (0, 690)], "#8c8f88")
    canvas.polygon([(0, 520), (660, 503), (600, 667), (0, 690)], "#5d635f")
    for x in range(40, 560, 120):
        canvas.polygon(
            [(x, 600 - x * 0.03), (x + 60, 598 - x * 0.03), (x + 58, 606 - x * 0.03), (x - 2, 608 - x * 0.03)],
            paints.CREAM,
        )
    canvas.box(560, 440, 160, 80, paints.STRAW, 8)
    canvas.box(600, 352, 104, 92, paints.STRAW, 6)
    canvas.box(614, 366, 76, 56, paints.WATER, 4)
    canvas.box(590, 340, 124, 14, paints.BARK, 4)
    person(canvas, 655, 440, 92, paints.TEAL, "", 1)
    for x, radius, colour in ((720, 66, "#3f4643"), (572, 56, paints.INK)):
        canvas.disc(x, 540, radius, colour)
        canvas.disc(x, 540, radius * 0.4, paints.SAND)
    for x, y, size, shirt, hat, skin in (
        (860, 610, 190, paints.RUST, paints.STRAW, 0),
        (985, 590, 180, paints.SUN, paints.STRAW, 2),
        (400, 640, 190, paints.RUST, paints.STRAW, 1),
    ):
        person(canvas, x, y, size, shirt, hat, skin)
    canvas.line([(905, 625), (940, 480)], paints.BARK, 7)
    canvas.polygon([(892, 612), (918, 622), (906, 652), (886, 640)], paints.INK)
    for x, y in ((180, 650), (520, 642), (1080, 630)):
        canvas.polygon([(x - 22, y), (x + 22, y), (x + 5, y - 58), (x - 5, y - 58)], paints.RUST)
        canvas.polygon([(x - 14, y - 22), (x + 14, y - 22), (x + 10, y - 36), (x - 10, y - 36)], paints.PAPER)
    return canvas


def health_post() -> Canvas:
    """Mothers and small children at the health post."""
    canvas = sky(paints.LIME, "#d3e3df", "#e4ebdf", paints.CREAM)
    ridge(canvas, 330, 30, paints.FAR, 19)
    canvas.box(0, 430, WIDTH, 250, paints.LIME)
    canvas.box(0, 560, WIDTH, 120, paints.SAND)
    house(canvas, 600, 545, 560, paints.PAPER, paints.TEAL, paints.SOIL)
    canvas.box(576, 225, 48, 16, paints.PAPER)
    canvas.box(592, 209, 16, 48, paints.PAPER)
    for x, size in ((110, 210), (1090, 230)):
        tree(canvas, x, 550, size, paints.DEEP, paints.NEAR)
    canvas.line([(455, 420), (455, 610)], paints.BARK, 8)
    canvas.line([(405, 428), (505, 428)], paints.BARK, 8)
    canvas.line([(490, 428), (490, 500)], paints.INK, 3)
    canvas.polygon([(462, 500), (518, 500), (508, 552), (472, 552)], paints.STRAW)
    canvas.disc(490, 492, 19, "#8a5a3c")
    for x, y, size, shirt, hat, skin in (
        (395, 640, 205, paints.PAPER, "scarf " + paints.TEAL, 0),
        (700, 645, 200, paints.RUST, "scarf " + paints.STRAW, 1),
        (775, 650, 105, paints.SUN, "", 2),
        (900, 640, 205, paints.BLUE, "scarf " + paints.CREAM, 2),
        (835, 652, 92, paints.TEAL, "", 0),
        (1000, 645, 200, paints.TEAL, "scarf " + paints.RUST, 1),
    ):
        person(canvas, x, y, size, shirt, hat, skin)
    canvas.oval(1000, 535, 34, 22, paints.CREAM)
    canvas.disc(1026, 528, 13, "#a06c48")
    return canvas


def school() -> Canvas:
    """Pupils in front of their school."""
    canvas = sky(paints.GRASS, "#cfe0dc", "#e2ebe0", paints.CREAM)
    sun(canvas, 170, 150, 42)
    ridge(canvas, 300, 40, paints.FAR, 33)
    ridge(canvas, 380, 24, paints.MIDDLE, 12)
    canvas.box(0, 430, WIDTH, 250, paints.GRASS)
    canvas.box(250, 330, 800, 200, paints.CREAM)
    canvas.polygon([(215, 335), (1085, 335), (1010, 240), (290, 240)], paints.BRICK)
    canvas.box(250, 490, 800, 40, paints.TEAL)
    for x in (290, 400, 790, 900):
        canvas.box(x, 370, 88, 86, paints.NIGHT, 3)
        canvas.box(x + 41, 370, 6, 86, paints.CREAM)
    canvas.box(560, 370, 160, 160, paints.SOIL, 3)
    canvas.box(637, 370, 6, 160, paints.BARK)
    canvas.polygon([(540, 530), (740, 530), (860, 680), (420, 680)], paints.SAND)
    flag(canvas, 170, 610, 290)
    for number, x in enumerate((330, 420, 510, 760, 850, 940, 1030)):
        skin, size = number % 3, 150 + (number * 37) % 34
        person(canvas, x, 650, size, paints.PAPER, "scarf " + paints.PAPER if number % 2 else "", skin, "#a5312a")
        canvas.box(x - 12, 650 - size * 0.68, 9, 40, "#a5312a")
    tree(canvas, 1130, 560, 220, paints.DEEP, paints.NEAR)
    return canvas


def homestay() -> Canvas:
    """A homestay with lit windows under the evening sky."""
    canvas = sky(paints.NIGHT, "#1d4248", "#2b5559", "#4a6d68", "#86866b")
    dice = random.Random(11)
    for _ in range(60):
        canvas.disc(dice.uniform(0, WIDTH), dice.uniform(0, 230), dice.uniform(1, 2.6), paints.GLOW)
    canvas.disc(960, 130, 48, "#f7e7c4")
    canvas.disc(942, 120, 42, "#2b5559")
    mountain(canvas, 330, 450, 760, 280, "#315f60", "#295456")
    ridge(canvas, 430, 34, "#234f4e", 41)
    canvas.box(0, 490, WIDTH, 190, "#1b443f")
    house(canvas, 640, 590, 520, "#d8b98a", paints.ROOF, paints.SUN)
    for x in (456, 754):
        canvas.box(x - 3, 437, 76, 78, paints.SUN)
        canvas.box(x + 34, 437, 6, 78, paints.BARK)
    canvas.box(400, 590, 480, 20, paints.BARK)
    canvas.polygon([(590, 610), (690, 610), (780, 680), (500, 680)], paints.CLAY)
    canvas.oval(250, 628, 80, 15, "#12332f")
    for turn in (-0.5, 0.5):
        canvas.line([(250 - 40 * turn * 2, 628), (250 + 40 * turn * 2, 600)], paints.BARK, 10)
    canvas.polygon(curve([(222, 610), (236, 560), (252, 520), (268, 560), (280, 610)]), paints.RUST)
    canvas.polygon(curve([(236, 610), (248, 575), (254, 552), (262, 580), (268, 610)]), paints.SUN)
    person(canvas, 150, 645, 125, paints.TEAL, "scarf " + paints.CREAM, 0)
    person(canvas, 350, 645, 130, paints.RUST, "", 1)
    for x, size in ((60, 260), (1090, 300), (1160, 220), (980, 190)):
        pine(canvas, x, 600, size, "#0f2f2d")
    return canvas
