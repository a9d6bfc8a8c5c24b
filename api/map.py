"""`regions/{code}/map/`: a quiet map of a region, drawn here, that an app can keep and put its own points on.

No tiles of anybody: a frame around everything public that stands in the region, lines of longitude and latitude, a scale
and the offices by name. Equirectangular: x grows with the longitude and y falls with the latitude, both evenly.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, ClassVar, TypedDict
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max, Min

from pages.models import ContactPage
from pages.queries import BasePageQuerySet
from regions.models import REGION_CODE, Region, within

from .conditional import HOUR
from .declared import models_by_type
from .endpoint import Endpoint
from .filters import Parameter, locale_parameter
from .nearby import DEGREE_KM, Box, Point, has_columns
from .problems import Problem
from .shapes import Says, Schema, Shapes

LONG_SIDE = 720
MARGIN = 0.08
# A single point still needs a piece of land around it: about two kilometres.
LEAST_DEGREES = 0.02
LINES = 4
MOST_NAMES = 60
LINE_HEIGHT = 17


class MapData(TypedDict):
    """A drawing and how to put points on it: x = (lon - west) / (east - west) * width, y = (north - lat) / (north - south)
    * height. Lines and letters take the colour of the text around them."""

    region: Annotated[str, Says({"example": "33.04.15"})]
    west: float
    south: float
    east: float
    north: float
    width: int
    height: int
    svg: Annotated[
        str, Says({"description": "A whole SVG document of at most about 20 KB, without scripts or references."})
    ]


class MapEndpoint(Endpoint):
    """The map of a region; null positions are not on it. `not_found` also where nothing in the region has a position."""

    summary = "The map of a region"
    parameters = (locale_parameter("Language of the names; without it, the installation's own."),)
    path_parameters = (
        Parameter(
            "code", str, "Official code.", {"type": "string", "pattern": REGION_CODE.regex.pattern}, example="33.04.15"
        ),
    )
    problems: ClassVar = ("unknown_parameter", "invalid_parameter", "not_found")
    cache_control = HOUR

    def body(self, values: Mapping[str, Any]) -> MapData:
        code = values["code"]
        is_known = bool(REGION_CODE.regex.match(code)) and Region.objects.filter(code=code).exists()
        box = frame(code) if is_known else None
        if box is None:
            raise Problem("not_found")
        height, width = sides(box)
        return {
            "region": code,
            **{name: round(edge, 6) for name, edge in box._asdict().items()},
            "width": width,
            "height": height,
            "svg": drawing(box, width, height, offices(code, values["locale"] or settings.LANGUAGE_CODE)),
        }

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return shapes.of_annotation(MapData)


def standing(code: str) -> Iterable[BasePageQuerySet]:
    """What is public and has a position in the region, type by type."""
    for model in {*models_by_type().values(), ContactPage}:
        if has_columns(model):
            yield model.objects.visible().filter(within(code, "region_code")).exclude(lat=None).exclude(lon=None)


def frame(code: str) -> Box | None:
    """The box around everything, with some room; None when nothing stands anywhere. One query for each type."""
    edges = [
        pages.order_by().aggregate(west=Min("lon"), south=Min("lat"), east=Max("lon"), north=Max("lat"))
        for pages in standing(code)
    ]
    known = [{name: float(value) for name, value in one.items()} for one in edges if one["west"] is not None]
    if not known:
        return None
    west, south = min(one["west"] for one in known), min(one["south"] for one in known)
    east, north = max(one["east"] for one in known), max(one["north"] for one in known)
    wide, high = max(east - west, LEAST_DEGREES), max(north - south, LEAST_DEGREES)
    lon, lat = (west + east) / 2, (south + north) / 2
    # Neither a strip nor a pole: at least half as high as wide, and the other way round.
    wide, high = max(wide, high / 2) * (0.5 + MARGIN), max(high, wide / 2) * (0.5 + MARGIN)
    return Box(lon - wide, lat - high, lon + wide, lat + high)


def sides(box: Box) -> tuple[int, int]:
    """Height and width of the drawing; a degree of longitude is shorter than one of latitude, the more so the farther south."""
    wide = (box.east - box.west) * math.cos(math.radians((box.south + box.north) / 2))
    high = box.north - box.south
    scale = LONG_SIDE / max(wide, high)
    return round(high * scale), round(wide * scale)


def offices(code: str, locale: str) -> list[tuple[str, Point]]:
    """The sections of the region by name, where their contact pages say that they are."""
    pages = ContactPage.objects.visible().filter(within(code, "region_code"), alias_of=None).exclude(lat=None)
    pages = pages.in_language(locale).select_related("unit").order_by("unit__code")
    return [(page.unit.name, Point(float(page.lon), float(page.lat))) for page in pages[:MOST_NAMES]]


def drawing(box: Box, width: int, height: int, names: Sequence[tuple[str, Point]]) -> str:
    """The map as an SVG document."""

    def x(lon: float) -> str:
        return f"{(lon - box.west) / (box.east - box.west) * width:.1f}"

    def y(lat: float) -> str:
        return f"{(box.north - lat) / (box.north - box.south) * height:.1f}"

    step = round_step((box.north - box.south) / LINES)
    lons, lats = steps(box.west, box.east, step), steps(box.south, box.north, step)
    lines = "".join([*(f"M{x(lon)} 0V{height}" for lon in lons), *(f"M0 {y(lat)}H{width}" for lat in lats)])
    figures = "".join(
        [
            *(f'<text x="{x(lon)}" y="{height - 4}">{degrees(lon, step, "EW")}</text>' for lon in lons),
            *(f'<text x="4" y="{y(lat)}">{degrees(lat, step, "NS")}</text>' for lat in lats),
        ]
    )
    labels = "".join(
        f'<circle cx="{x(at.lon)}" cy="{y(at.lat)}" r="4"><title>{escape(name)}</title></circle>' for name, at in names
    ) + "".join(
        f'<text x="{left:.1f}" y="{middle:.1f}" dx="7" dy="5">{escape(name)}</text>'
        for name, left, middle in without_overlap((name, float(x(at.lon)), float(y(at.lat))) for name, at in names)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">'
        f'<path d="M0 0H{width}V{height}H0Z{lines}" fill="none" stroke="currentColor" stroke-opacity=".25"/>'
        f'<g fill="currentColor"><g font-size="11" fill-opacity=".7">{figures}</g><g font-size="14">{labels}</g></g>'
        f"{scale(box, width, height)}"
        f'<path d="M{width - 20} 34V10m-6 8l6-8 6 8" fill="none" stroke="currentColor" stroke-width="2"/></svg>'
    )


def without_overlap(names: Iterable[tuple[str, float, float]]) -> list[tuple[str, float, float]]:
    """The names that can be read: where two would lie over each other, the first one stands, the other keeps its dot."""
    placed: list[tuple[str, float, float]] = []
    for name, left, middle in names:
        right = left + 8 * len(name)
        if not any(abs(middle - y) < LINE_HEIGHT and left < x + 8 * len(other) and x < right for other, x, y in placed):
            placed.append((name, left, middle))
    return placed


def scale(box: Box, width: int, height: int) -> str:
    """A bar of a round number of kilometres."""
    middle = math.radians((box.south + box.north) / 2)
    km = round_step((box.east - box.west) * DEGREE_KM * math.cos(middle) / 5)
    length = km / ((box.east - box.west) * DEGREE_KM * math.cos(middle)) * width
    return (
        f'<g transform="translate({width - length - 16:.1f} {height - 28})"><path d="M0 0v6h{length:.1f}v-6" fill="none" '
        f'stroke="currentColor" stroke-width="2"/><text y="-4" font-size="12" fill="currentColor">{km:g} km</text></g>'
    )


def round_step(about: float) -> float:
    """The largest of 1, 2, 5 and their tens that is not above this."""
    power = 10 ** math.floor(math.log10(about))
    return max(one * power for one in (1, 2, 5) if one * power <= about * (1 + 1e-9))


def steps(low: float, high: float, step: float) -> list[float]:
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]


def degrees(value: float, step: float, letters: str) -> str:
    places = max(0, -math.floor(math.log10(step)))
    return f"{abs(value):.{places}f}°{letters[value < 0]}"
