"""The colour of a section, made legible: WCAG contrast, computed on the server."""

from functools import lru_cache

WHITE = (255, 255, 255)
# The two grounds of the style sheet on which contrast is lowest: light paper, dark sheet.
PAPER = (0xF7, 0xF5, 0xF0)
DARK_GROUND = (0x1A, 0x22, 0x21)
AA_TEXT = 4.5
# On the dark sheet the law would be content with less, but a colour that is barely legible there looks dirty.
AAA_TEXT = 7.0


def rgb(colour: str) -> tuple[int, int, int]:
    """The three channels 0–255 of "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(channels: tuple[int, int, int]) -> float:
    """Relative luminance 0–1 (WCAG 2.2)."""
    linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """Contrast ratio 1–21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: tuple[int, int, int], towards: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    """The colour moved by a share 0–1 towards another."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, towards, strict=True))
    return red, green, blue


def until_legible(
    colour: str, ground: tuple[int, int, int], towards: tuple[int, int, int], enough: float = AA_TEXT
) -> str:
    channels = rgb(colour)
    for step in range(21):
        mixed = mix(channels, towards, step / 20)
        if contrast(mixed, ground) >= enough:
            break
    return "#{:02x}{:02x}{:02x}".format(*mixed)


def legible(colour: str) -> str:
    """The colour itself, or the nearest darker one that can be read on paper and white (at least 4.5:1)."""
    return until_legible(colour, PAPER, (0, 0, 0))


@lru_cache(maxsize=1024)
def on_dark(colour: str) -> str:
    """The nearest lighter colour that can be read on the dark surface (at least 7:1)."""
    return until_legible(colour, DARK_GROUND, WHITE, AAA_TEXT)
