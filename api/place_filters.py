"""The filters of `pages/` for what stands somewhere, costs something or has opening hours: places, businesses, products, events."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.models import BasePage
from pages.models.places import Halal, PlacePage
from pages.queries import BasePageQuerySet

from .declared import models_by_type
from .filters import Parameter, flag, refuse, some_of
from .nearby import FARTHEST_KM, around, box, has_position, in_box, point, positioned, radius

USUAL_KM = 25.0
AMOUNT = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,2})?")


def amount(text: str) -> Decimal:
    if not AMOUNT.fullmatch(text):
        raise ValueError(_("An amount of rupiah, such as 25000."))
    return Decimal(text)


def has(*columns: str) -> Callable[[type[BasePage]], bool]:
    def has_one(model: type[BasePage]) -> bool:
        for column in columns:
            try:
                return bool(model._meta.get_field(column))
            except FieldDoesNotExist:
                continue
        return False

    return has_one


# What a type must have for each filter: a new type that has it can be filtered the moment it exists.
NEEDS: dict[str, Callable[[type[BasePage]], bool]] = {
    "near": has_position,
    "bbox": has_position,
    "open_now": has("opening_hours"),
    "price_max": has("price", "price_min"),
    "halal": has("halal_status"),
}


def types_for(name: str) -> list[str]:
    """The types that this filter is for."""
    return [kind for kind, model in models_by_type().items() if NEEDS[name](model)]


def only(name: str) -> str:
    return f"only with one `type` of: {', '.join(types_for(name))}."


def place_parameters() -> tuple[Parameter, ...]:
    number = r"-?\d{1,3}(\.\d{1,10})?"
    return (
        Parameter(
            "near",
            point,
            f"Only around this point, `longitude,latitude`, nearest first; {only('near')}",
            {"type": "string", "pattern": f"^{number},{number}$"},
            example="109.7891,-7.2134",
        ),
        Parameter(
            "radius_km",
            radius,
            f"How far around `near`: at most {FARTHEST_KM}, {USUAL_KM:.0f} unless said otherwise.",
            {"type": "number", "exclusiveMinimum": 0, "maximum": FARTHEST_KM},
            example=10,
        ),
        Parameter(
            "bbox",
            box,
            f"Only within `west,south,east,north`; {only('bbox')}",
            {"type": "string", "pattern": f"^{number}(,{number}){{3}}$"},
            example="109.5,-7.5,109.9,-7.2",
        ),
        Parameter(
            "open_now",
            flag,
            "With `true`, only what is open at this moment by its own hours, in its own time zone; pages may be short, go "
            f"on while there is a cursor; {only('open_now')}",
            {"type": "boolean"},
        ),
        Parameter(
            "price_max",
            amount,
            f"Only what costs at most this much, in rupiah; what names no price is left out; {only('price_max')}",
            {"type": "number", "minimum": 0},
            example=25000,
        ),
        Parameter(
            "halal",
            some_of(Halal.values),
            f"Halal status, words separated by commas: {', '.join(Halal.values)}; {only('halal')}",
            {"type": "string"},
            example="certified,self_declared",
        ),
    )


def check(values: Mapping[str, Any]) -> None:
    """Raises Problem where a filter is asked of types that it is not for, or alone where it needs another."""
    for name in NEEDS:
        if values[name] not in (None, False):
            check_single_type(values, name, types_for(name))
    for name, is_wanted in (("radius_km", values["radius_km"]), ("order", values["order"] == "nearest")):
        if is_wanted and not values["near"]:
            refuse(name, _("Only together with near."))
    if values["open_now"] and values["count"]:
        refuse("count", _("Not together with open_now."))


def check_single_type(values: Mapping[str, Any], name: str, allowed: list[str]) -> None:
    types = values["type"] or []
    if len(types) != 1 or types[0] not in allowed:
        refuse(name, format_lazy(_("Only together with one type of: {types}"), types=", ".join(allowed)))


def placed(pages: BasePageQuerySet, values: Mapping[str, Any]) -> BasePageQuerySet:
    """The pages of one type that fit these filters; what is open is found out when they are read (api.opening)."""
    if values["bbox"] or values["near"]:
        pages = positioned(pages)
    if values["bbox"]:
        pages = in_box(pages, values["bbox"])
    if values["near"]:
        pages = around(pages, values["near"], values["radius_km"] or USUAL_KM)
    if values["price_max"] is not None:
        pages = pages.filter(at_most(pages.model, values["price_max"]))
    if values["halal"]:
        pages = pages.filter(halal_status__in=values["halal"])
    if values["open_now"] and issubclass(pages.model, PlacePage):
        pages = pages.filter(place_status=PlacePage.Status.OPEN)
    return pages


def at_most(model: type[BasePage], price: Decimal) -> Q:
    """What costs that much or less: a product by its price, a place by the lowest that it names."""
    if has("price")(model):
        return Q(price__lte=price)
    return Q(price_min__lte=price) | Q(price_min=None, price_max__lte=price)
