"""A section may choose any colour; what is read stays legible."""

import itertools

import pytest

from pages.colours import AA_TEXT, DARK_GROUND, WHITE, contrast, legible, on_dark, rgb

CHANNELS = ("00", "33", "80", "cc", "ff")
COLOURS = [f"#{red}{green}{blue}" for red, green, blue in itertools.product(CHANNELS, repeat=3)]


def test_contrast_is_that_of_the_standard():
    assert contrast((0, 0, 0), WHITE) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == pytest.approx(1)
    assert contrast(rgb("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", COLOURS)
def test_every_colour_becomes_legible_on_paper_and_on_the_dark_surface(colour):
    assert contrast(rgb(legible(colour)), WHITE) >= AA_TEXT
    assert contrast(rgb(on_dark(colour)), DARK_GROUND) >= AA_TEXT


@pytest.mark.parametrize("colour", ["#0b5d5b", "#000000", "#0B4F8A"])
def test_a_legible_colour_stays_as_it_is(colour):
    assert legible(colour) == colour.lower()


def test_a_mended_colour_stays_near_the_chosen_one():
    red, green, blue = rgb(legible("#ffd400"))
    assert red > green > blue
