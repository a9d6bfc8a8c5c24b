"""Where everything belongs: territories by their official code, and the offices that answer for something in them."""

from .hours import OpeningHours
from .offices import Unit, UnitRole
from .territories import REGION_CODE, Region, within

__all__ = ["REGION_CODE", "OpeningHours", "Region", "Unit", "UnitRole", "within"]
