"""The sample pictures of land and weather: terraces, fields, water, mist."""

from __future__ import annotations

import math
import random

from . import paints
from .drawing import WIDTH, Canvas, curve, house, mountain, person, pine, ridge, sky, sun, tree


def terraces() -> Canvas:
    """Terraced fields at sunrise."""
    canvas = sky(paints.MIST, paints.PEACH, paints.GLOW, paints.CREAM, paints.CREAM)
    sun(canvas, 860, 215, 62)
    mountain(canvas, 420, 400, 760, 260, paints.FAR, "#98b7a8")
    ridge(canvas, 345, 26, paints.MIDDLE, 4)
    colours = (
        paints.NEAR,
        paints.LEAF,
        paints.GRASS,
        paints.LIME,
        paints.STRAW,
        paints.LIME,
        paints.GRASS,
        paints.LEAF,
    )
    for number in range(9):
        foot = 372 + number * 36
        line = [
            (x, foot + 26 * math.sin(x / 230 + number * 0.22) + 10 * math.sin(x / 90 + number * 0.6))
            for x in range(-10, WIDTH + 20, 12)
        ]
        canvas.polygon([*line, (WIDTH + 10, 700), (-10, 700)], colours[number % len(colours)])
        canvas.line(line, paints.DEEP if number % 2 else paints.NEAR, 2.5)
    for x, y, size in ((150, 420, 76), (210, 432, 52), (1060, 470, 92), (990, 462, 58)):
        tree(canvas, x, y, size, paints.DEEP, paints.NEAR)
    house(canvas, 640, 440, 92)
    house(canvas, 735, 452, 74, door=paints.RUST)
    return canvas


def potato_field() -> Canvas:
    """Farmers between rows of potato plants below a mountain."""
    canvas = sky(paints.MIST, "#cfe0dc", "#dce8df", paints.CREAM)
    mountain(canvas, 800, 390, 900, 290, paints.MIDDLE, "#629380")
    ridge(canvas, 350, 24, paints.NEAR, 9)
    canvas.polygon([(0, 372), (WIDTH, 372), (WIDTH, 675), (0, 675)], paints.SOIL)
    for number in range(-9, 10):
        top, foot = 600 + number * 34, 600 + number * 165
        canvas.polygon([(top - 6, 372), (top + 6, 372), (foot + 44, 675), (foot - 44, 675)], paints.CLAY)
        for step in range(1, 10):
            share = (step / 9.3) ** 1.7
            x, y, size = top + (foot - top) * share, 376 + 300 * share, 5 + 30 * share
            canvas.disc(x - size * 0.5, y, size * 0.62, paints.LEAF)
            canvas.disc(x + size * 0.5, y, size * 0.62, paints.NEAR)
            canvas.disc(x, y - size * 0.5, size * 0.62, paints.GRASS)
    for x, y, size, shirt, skin in (
        (330, 520, 170, paints.RUST, 0),
        (470, 470, 118, paints.TEAL, 1),
        (900, 560, 205, "#33658a", 2),
    ):
        person(canvas, x, y, size, shirt, paints.STRAW, skin)
    canvas.oval(985, 585, 52, 20, paints.BARK)
    for dx in (-26, 0, 26, -12, 14):
        canvas.oval(985 + dx, 572 - (8 if abs(dx) < 15 else 0), 16, 12, paints.SAND)
    return canvas


def waterfall() -> Canvas:
    """A waterfall between rocks and ferns."""
    canvas = Canvas("#cfe0d8")
    ridge(canvas, 110, 30, paints.MIDDLE, 21)
    canvas.polygon([(0, 70), (190, 95), (330, 60), (505, 120), (490, 700), (0, 700)], paints.DEEP)
    canvas.polygon([(1200, 50), (1010, 100), (860, 70), (700, 125), (715, 700), (1200, 700)], paints.DEEP)
    canvas.polygon([(0, 250), (160, 220), (370, 300), (420, 700), (0, 700)], "#174a3f")
    canvas.polygon([(1200, 220), (1000, 250), (840, 330), (790, 700), (1200, 700)], "#174a3f")
    canvas.polygon([(505, 120), (700, 125), (730, 560), (475, 560)], paints.FOAM)
    dice = random.Random(5)
    for _ in range(26):
        x, top = dice.uniform(512, 696), dice.uniform(130, 380)
        canvas.line([(x, top), (x + (x - 602) * 0.08, top + dice.uniform(60, 170))], "#b9d7d4", dice.uniform(3, 8))
    canvas.oval(600, 610, 470, 92, paints.WATER)
    canvas.oval(600, 575, 190, 34, paints.FOAM)
    canvas.oval(560, 600, 130, 20, "#a9d0cd")
    for x, y, rx, ry, colour in (
        (250, 640, 130, 62, "#5d6b66"),
        (215, 615, 90, 46, "#76857f"),
        (985, 648, 150, 66, "#5d6b66"),
        (960, 622, 84, 40, "#76857f"),
        (430, 668, 60, 28, "#4b5853"),
        (800, 668, 70, 30, "#4b5853"),
    ):
        canvas.oval(x, y, rx, ry, colour)
    for x, y, turn, size in (
        (70, 560, -0.3, 190),
        (120, 470, 0.3, 150),
        (1120, 540, 0.2, 190),
        (1050, 440, -0.35, 150),
        (330, 430, 0.3, 110),
        (880, 400, -0.2, 110),
    ):
        fern(canvas, x, y, turn, size)
    person(canvas, 985, 612, 96, paints.RUST, "", 1)
    person(canvas, 1030, 618, 84, paints.STRAW, "scarf " + paints.PAPER, 0)
    return canvas


def fern(canvas: Canvas, x: float, y: float, turn: float, size: float) -> None:
    for number in range(-3, 4):
        angle = turn + number * 0.36 - math.pi / 2
        tip = (x + math.cos(angle) * size, y + math.sin(angle) * size * 0.8 + abs(number) * size * 0.07)
        middle = (x + math.cos(angle) * size * 0.55 + 6, y + math.sin(angle) * size * 0.6)
        canvas.line(curve([(x, y), middle, tip]), paints.LEAF if number % 2 else paints.GRASS, 9)


def sea_of_clouds() -> Canvas:
    """A wooden lookout above a sea of clouds at dawn."""
    canvas = sky(paints.PEACH, "#8fb3b5", "#c9cfba", paints.GLOW, "#f6c88f", paints.PEACH)
    sun(canvas, 420, 330, 66)
    mountain(canvas, 760, 440, 560, 270, "#5d8a8a", "#527c7e")
    mountain(canvas, 210, 440, 420, 150, "#7aa29c", "#6f9892")
    for base, colour, seed in ((420, "#f7e3c6", 3), (455, paints.CREAM, 7), (492, paints.PAPER, 12)):
        for number in range(17):
            dice = random.Random(seed * 100 + number)
            canvas.oval(
                number * 78 + dice.uniform(-20, 20),
                base + dice.uniform(-10, 12),
                dice.uniform(70, 120),
                dice.uniform(24, 42),
                colour,
            )
        canvas.box(0, base + 12, WIDTH, 300, colour)
    ridge(canvas, 590, 26, paints.DEEP, 31)
    for x, size in ((60, 190), (130, 140), (700, 120), (770, 170)):
        pine(canvas, x, 630, size, paints.NIGHT)
    canvas.box(900, 545, 250, 16, paints.BARK)
    for x in (915, 1015, 1130):
        canvas.line([(x, 555), (x - 14, 675)], paints.BARK, 11)
    canvas.line([(915, 560), (1120, 668)], paints.SOIL, 7)
    for x in range(905, 1150, 30):
        canvas.line([(x, 545), (x, 500)], paints.BARK, 5)
    canvas.line([(902, 502), (1148, 502)], paints.BARK, 7)
    canvas.polygon([(880, 400), (1170, 400), (1090, 335), (960, 335)], paints.ROOF)
    for x in (912, 1138):
        canvas.line([(x, 398), (x, 545)], paints.BARK, 9)
    person(canvas, 985, 545, 110, paints.TEAL, "", 0)
    person(canvas, 1050, 545, 104, paints.RUST, "scarf " + paints.STRAW, 1)
    return canvas


def planting() -> Canvas:
    """Residents plant saplings on a slope around a spring."""
    canvas = sky(paints.MIST, "#d5e4dd", "#e4ebdf", paints.CREAM)
    ridge(canvas, 300, 34, paints.FAR, 2)
    ridge(canvas, 375, 32, paints.MIDDLE, 14)
    canvas.polygon([*curve([(-10, 430), (300, 400), (650, 470), (1210, 380)]), (1210, 700), (-10, 700)], paints.GRASS)
    canvas.polygon([*curve([(-10, 540), (400, 520), (800, 585), (1210, 510)]), (1210, 700), (-10, 700)], paints.LEAF)
    canvas.oval(620, 640, 250, 46, paints.WATER)
    canvas.oval(600, 630, 150, 20, "#a6cfcb")
    for x, y in ((150, 480), (255, 465), (360, 470), (470, 490), (800, 500), (905, 485), (1010, 465), (1110, 445)):
        canvas.oval(x, y, 20, 7, paints.SOIL)
        canvas.line([(x, y), (x, y - 44)], paints.BARK, 4)
        canvas.oval(x - 11, y - 40, 13, 8, paints.DEEP)
        canvas.oval(x + 11, y - 48, 13, 8, paints.NEAR)
    for x, y, size, shirt, hat, skin in (
        (215, 585, 175, paints.TEAL, paints.STRAW, 0),
        (330, 600, 165, paints.RUST, "scarf " + paints.CREAM, 1),
        (905, 600, 180, "#33658a", "", 2),
        (1030, 585, 165, paints.STRAW, "scarf " + paints.TEAL, 0),
    ):
        person(canvas, x, y, size, shirt, hat, skin)
    canvas.line([(262, 585), (300, 470)], paints.BARK, 7)
    canvas.polygon([(250, 575), (275, 583), (262, 618), (244, 604)], paints.INK)
    tree(canvas, 70, 470, 150, paints.DEEP, paints.NEAR)
    return canvas


def mountain_road() -> Canvas:
    """A small bus on a winding mountain road."""
    canvas = sky(paints.MIST, "#cfe0dc", "#e2ebe0", paints.CREAM)
    sun(canvas, 250, 190, 50)
    mountain(canvas, 720, 430, 860, 300, paints.FAR, "#9abaab")
    ridge(canvas, 400, 40, paints.MIDDLE, 17)
    ridge(canvas, 470, 34, paints.NEAR, 23)
    canvas.polygon([(0, 520), (WIDTH, 500), (WIDTH, 700), (0, 700)], paints.LEAF)
    left = curve([(520, 700), (700, 610), (420, 545), (560, 490), (500, 462)])
    right = curve([(510, 462), (600, 490), (520, 540), (900, 605), (860, 700)])
    canvas.polygon(left + right, "#6b716d")
    canvas.line(curve([(690, 700), (800, 610), (470, 543), (580, 490), (505, 462)]), paints.CREAM, 4)
    for x, y, size in (
        (80, 560, 200),
        (180, 545, 150),
        (1040, 560, 210),
        (1130, 585, 170),
        (300, 530, 90),
        (940, 520, 100),
    ):
        pine(canvas, x, y, size)
    canvas.box(640, 520, 190, 96, paints.RUST, 14)
    canvas.box(640, 572, 190, 14, paints.CREAM)
    canvas.box(640, 586, 190, 32, paints.RUST, 8)
    for x in (654, 700, 746):
        canvas.box(x, 534, 38, 32, paints.WALL, 5)
    canvas.box(794, 534, 30, 40, paints.WATER, 5)
    canvas.box(660, 508, 120, 12, paints.BARK, 4)
    for x, colour in ((668, paints.TEAL), (700, paints.STRAW), (735, paints.LEAF)):
        canvas.box(x, 490, 30, 20, colour, 4)
    for x in (682, 790):
        canvas.disc(x, 620, 21, paints.INK)
        canvas.disc(x, 620, 9, paints.SAND)
    canvas.disc(824, 596, 6, paints.SUN)
    return canvas
