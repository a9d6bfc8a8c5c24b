"""Fields of the citizens' form: they clean what was typed, and refuse only what cannot be kept."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from .texts import is_blank, is_storable, normalise, plain_digits

# The words of Django's forms for what is wrong, in those of the API.
CODES = {
    "required": "blank",
    "max_length": "too_long",
    "invalid_choice": "invalid",
    "null_characters_not_allowed": "invalid_text",
}
# Everything a point in Indonesia can have: Sabang to Merauke, Miangas to Rote.
EAST_WEST, NORTH_SOUTH = (Decimal(94), Decimal(142)), (Decimal(-12), Decimal(7))
SIX_PLACES = Decimal("0.000001")


class PlainTextField(forms.CharField):
    """Text as citizens type it: in one spelling, empty when nothing can be seen of it, counted in characters."""

    default_error_messages = {
        "required": _("Please fill this in."),
        "max_length": _("This is too long: at most %(limit_value)d characters, not %(show_value)d."),
        "invalid_text": _("This text has signs that cannot be stored."),
    }

    def __init__(self, *, one_line: bool = True, **options: Any) -> None:
        self.one_line = one_line
        if not one_line:
            options.setdefault("widget", forms.Textarea)
        super().__init__(strip=False, **options)

    def limit(self, longest: int) -> None:
        """Allows at most so many characters from now on."""
        others = [one for one in self.validators if not isinstance(one, MaxLengthValidator)]
        self.max_length, self.validators = longest, [*others, MaxLengthValidator(longest)]
        self.widget.attrs |= self.widget_attrs(self.widget)

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value)
        if not is_storable(text):
            raise ValidationError(self.error_messages["invalid_text"], code="invalid_text")
        text = normalise(text, self.one_line)
        return "" if is_blank(text) else text


class DigitsField(PlainTextField):
    """A number that people type in their own digits, with spaces; kept as typed but for the script of its digits."""

    def to_python(self, value: Any) -> str:
        return plain_digits(super().to_python(value))


class OpenChoiceField(forms.ChoiceField):
    """A choice that may have been retired since the form was drawn: an unknown one never costs the text."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        return text if is_storable(text) and len(text) <= 80 else "?"

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)


class ClosedChoiceField(forms.ChoiceField):
    """A choice that the law closes."""

    default_error_messages = {"required": _("Please choose."), "invalid_choice": _("Please choose one of these.")}


def bounds_of(area: list[float] | None) -> tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]]:
    """Between which longitudes and latitudes a point can be: those of the regency, where it has said where it lies."""
    if not area:
        return EAST_WEST, NORTH_SOUTH
    west, south, east, north = (Decimal(str(edge)) for edge in area)
    return (west, east), (south, north)


def coordinate(text: str, bounds: tuple[Decimal, Decimal]) -> Decimal | None:
    """A coordinate within bounds, to a tenth of a metre; None when it is none."""
    try:
        number = Decimal(plain_digits(text).strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not number.is_finite() or not bounds[0] <= number <= bounds[1]:
        return None
    return number.quantize(SIX_PLACES)


def moment(text: str) -> datetime.datetime | None:
    """A moment with its offset, as the device claims it; None when it is none or no calendar has it."""
    try:
        found = parse_datetime(text)
        return found.astimezone(datetime.UTC) if found and found.tzinfo else None
    except (ValueError, OverflowError):
        return None
