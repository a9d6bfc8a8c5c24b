"""Where things stand: what has a position, what lies in a box, how far away it is. Plain SQL, the same on every database."""

from __future__ import annotations

import math
import re
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ExpressionWrapper, F, FloatField, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import ASin, Cast, Cos, Floor, Least, Length, Radians, Sin, Sqrt, Substr
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.models import BasePage
from pages.queries import BasePageQuerySet

EARTH_M = 6_371_008.8
DEGREE_KM = 111.195
STEP = 4  # characters of a tree path for each level
NUMBER = r"-?[0-9]{1,3}(?:\.[0-9]{1,10})?"
POINT = re.compile(rf"({NUMBER}),({NUMBER})")
BOX = re.compile(rf"({NUMBER}),({NUMBER}),({NUMBER}),({NUMBER})")
RADIUS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})?")
FARTHEST_KM = 200


class Point(NamedTuple):
    """A place on earth in decimal degrees, WGS84."""

    lon: float
    lat: float


class Box(NamedTuple):
    """What lies between these degrees."""

    west: float
    south: float
    east: float
    north: float


def point(text: str) -> Point:
    found = POINT.fullmatch(text)
    if not found:
        raise ValueError(_("Two numbers: longitude, latitude."))
    return checked(Point(*map(float, found.groups())))


def box(text: str) -> Box:
    found = BOX.fullmatch(text)
    if not found:
        raise ValueError(_("Four numbers: west, south, east, north."))
    west, south, east, north = map(float, found.groups())
    checked(Point(west, south)), checked(Point(east, north))
    if west >= east or south >= north:
        raise ValueError(_("West before east, south before north."))
    return Box(west, south, east, north)


def checked(place: Point) -> Point:
    if abs(place.lon) > 180 or abs(place.lat) > 90:
        raise ValueError(_("Longitude goes from -180 to 180, latitude from -90 to 90."))
    return place


def radius(text: str) -> float:
    if not RADIUS.fullmatch(text) or not 0 < float(text) <= FARTHEST_KM:
        raise ValueError(format_lazy(_("Kilometres, above 0 and at most {most}."), most=FARTHEST_KM))
    return float(text)


def has_position(model: type[BasePage]) -> bool:
    """Whether pages of this type stand somewhere: by columns of their own, or in the one thing that they stand below."""
    return has_columns(model) or holder_of(model) is not None


def has_columns(model: type[Any]) -> bool:
    try:
        return bool(model._meta.get_field("lat") and model._meta.get_field("lon"))
    except FieldDoesNotExist:
        return False


def holder_of(model: type[BasePage]) -> type[BasePage] | None:
    """A product has no position of its own: it stands where its business stands."""
    above = model.parent_page_types
    parent = apps.get_model(above[0]) if len(above) == 1 else None
    return parent if parent is not None and issubclass(parent, BasePage) and has_columns(parent) else None


def positioned(pages: BasePageQuerySet) -> BasePageQuerySet:
    """The same pages with `lat` and `lon`, whatever they take them from."""
    holder = holder_of(pages.model)
    if has_columns(pages.model) or holder is None:
        return pages
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - STEP)
    holders = holder.objects.visible().filter(path=above)
    return pages.annotate(lat=Subquery(holders.values("lat")[:1]), lon=Subquery(holders.values("lon")[:1]))


def in_box(pages: BasePageQuerySet, where: Box) -> BasePageQuerySet:
    return pages.filter(lat__gte=where.south, lat__lte=where.north, lon__gte=where.west, lon__lte=where.east)


def around(pages: BasePageQuerySet, centre: Point, radius_km: float) -> BasePageQuerySet:
    """Those within the radius, with `metres`, their distance. A box is asked first: it spares the trigonometry."""
    near = in_box(pages, box_around(centre, radius_km)).annotate(metres=metres_from(centre))
    return near.filter(metres__lte=int(radius_km * 1000))


def box_around(centre: Point, radius_km: float) -> Box:
    """The smallest box that holds the circle; all longitudes where it reaches over a pole or the edge of the map."""
    high = radius_km / DEGREE_KM * 1.001
    south, north = centre.lat - high, centre.lat + high
    widest = max(abs(south), abs(north))
    wide = high / math.cos(math.radians(widest)) if widest < 89 else 360.0
    west, east = centre.lon - wide, centre.lon + wide
    if west < -180 or east > 180:
        west, east = -180.0, 180.0
    return Box(west, max(south, -90.0), east, min(north, 90.0))


def metres_from(centre: Point) -> Any:
    """The distance in whole metres (haversine). Whole, so that a cursor finds its place again by an equal number."""
    lat, lon = Radians(Cast(F("lat"), FloatField())), Radians(Cast(F("lon"), FloatField()))
    half_lat = Sin((lat - Value(math.radians(centre.lat))) / Value(2.0))
    half_lon = Sin((lon - Value(math.radians(centre.lon))) / Value(2.0))
    chord = half_lat * half_lat + Value(math.cos(math.radians(centre.lat))) * Cos(lat) * half_lon * half_lon
    arc = ASin(Sqrt(Least(Value(1.0), ExpressionWrapper(chord, FloatField()))))
    return Cast(Floor(Value(2 * EARTH_M) * arc + Value(0.5)), IntegerField())
