"""Where a published case happened, as exactly as an officer has allowed, and never more."""

from __future__ import annotations

import math
from typing import Any

from ..models import Case, PublicPlace
from ..routing import settings_of
from .viewers import Viewer

METRES_PER_DEGREE = 111_320


def public_place(case: Case, viewer: Viewer) -> dict[str, Any]:
    """The village; a point in the middle of its square only where that was chosen, never for anonymous cases."""
    place: dict[str, Any] = {"village": case.village.name if case.village else "", "lon": None, "lat": None}
    if case.is_anonymous or case.public_place != PublicPlace.GRID or case.lon is None or case.lat is None:
        return place
    metres = grid_of(case, viewer)
    return place | dict(zip(("lon", "lat"), snapped(float(case.lon), float(case.lat), metres), strict=True))


def grid_of(case: Case, viewer: Viewer) -> int:
    """The size of the square in this regency; asked once for a viewer."""
    grids = viewer.memory.setdefault("grids", {})
    if case.root_id not in grids:
        grids[case.root_id] = settings_of(case.root).limit("grid_metres")
    return grids[case.root_id]


def snapped(lon: float, lat: float, metres: int) -> tuple[float, float]:
    """The middle of the square of the grid in which a point lies."""
    step = metres / METRES_PER_DEGREE
    middle_lat = (math.floor(lat / step) + 0.5) * step
    wide = step / max(0.01, math.cos(math.radians(middle_lat)))
    return round((math.floor(lon / wide) + 0.5) * wide, 5), round(middle_lat, 5)
