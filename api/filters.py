"""The parameters of an endpoint: declared once, read strictly, and told in the OpenAPI document."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NoReturn

from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from regions.models import REGION_CODE

from .problems import FieldError, Problem

UNIT_CODE = re.compile(r"^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?(-[a-z0-9][a-z0-9-]{0,60})?$")
SLUG = re.compile(r"^[-a-zA-Z0-9_]{1,60}$")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
LONGEST = 2000


@dataclass(frozen=True)
class Parameter:
    """One query parameter: how its text is read (ValueError says what is wrong), its JSON schema, what it is for."""

    name: str
    read: Callable[[str], Any]
    description: str
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})
    default: Any = None
    example: Any = None
    is_required: bool = False


def read_parameters(query: QueryDict, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """Every declared parameter with its value or default. Raises Problem for unknown, repeated and wrong ones."""
    known = {parameter.name: parameter for parameter in parameters}
    if unknown := [name for name in query if name not in known]:
        raise unknown_parameters(unknown, list(known))
    values, errors = {}, []
    for name, parameter in known.items():
        values[name] = parameter.default
        try:
            if name in query:
                values[name] = parameter.read(the_one_text(query.getlist(name)))
            elif parameter.is_required:
                raise ValueError(_("This parameter is needed."))
        except ValueError as error:
            errors.append(FieldError(name, "invalid_parameter", error.args[0]))
    if errors:
        raise Problem("invalid_parameter", errors[0].text, errors)
    return values


def unknown_parameters(unknown: list[str], known: list[str]) -> Problem:
    listed = ", ".join(sorted(known)) or "–"
    text = format_lazy(_("Known here: {known}"), known=listed)
    return Problem(
        "unknown_parameter", text, [FieldError(name[:100], "unknown_parameter", text) for name in unknown[:20]]
    )


def the_one_text(texts: list[str]) -> str:
    if len(texts) > 1:
        raise ValueError(_("Given more than once."))
    if len(texts[0]) > LONGEST or CONTROL.search(texts[0]):
        raise ValueError(_("Too long, or with control characters."))
    return texts[0]


def whole(lowest: int, highest: int) -> Callable[[str], int]:
    """Reads a whole number within bounds."""

    def read(text: str) -> int:
        if re.fullmatch(r"-?[0-9]{1,9}", text) and lowest <= int(text) <= highest:
            return int(text)
        raise ValueError(format_lazy(_("A whole number from {lowest} to {highest}."), lowest=lowest, highest=highest))

    return read


def flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(_("Either true or false."))
    return text == "true"


def one_of(choices: Iterable[str]) -> Callable[[str], str]:
    """Reads one word of a closed list."""
    allowed = list(choices)

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(format_lazy(_("One of: {choices}"), choices=", ".join(allowed)))
        return text

    return read


def some_of(choices: Iterable[str]) -> Callable[[str], list[str]]:
    """Reads words of a closed list, separated by commas; each once, in the order given."""
    read_one = one_of(choices)
    return lambda text: list(dict.fromkeys(read_one(word.strip()) for word in text.split(",")))


def matching(pattern: re.Pattern[str], message: Any) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not pattern.match(text):
            raise ValueError(message)
        return text

    return read


unit_code = matching(UNIT_CODE, _("The code of a unit."))


def identifier(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise ValueError(_("A UUID, as `id` gives it.")) from None


def moment(text: str) -> datetime.datetime:
    """A moment with offset, or a day, which means its first instant in the installation's time zone."""
    found: datetime.datetime | None = None
    try:
        if day := parse_date(text):
            found = timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
        else:
            found = parse_datetime(text.replace(" ", "+"))  # an unescaped + arrives as a space
    except ValueError:
        pass
    # The outermost years would leave the calendar in another time zone.
    if found and found.tzinfo and datetime.MINYEAR < found.year < datetime.MAXYEAR:
        return found
    raise ValueError(_("A day like 2026-08-17, or a moment with offset like 2026-08-17T08:00:00+07:00."))


def end_moment(text: str) -> datetime.datetime:
    """The first moment after the given day or moment, so that a last day counts whole."""
    return moment(text) + (datetime.timedelta(days=1) if len(text) <= 10 else datetime.timedelta(microseconds=1))


def text_up_to(length: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > length:
            raise ValueError(format_lazy(_("At most {length} characters."), length=length))
        return text.strip()

    return read


def locale_parameter(description: str) -> Parameter:
    """`locale`, a closed list of the installation's languages; None when not given."""
    codes = [code for code, _name in settings.LANGUAGES]
    return Parameter("locale", one_of(codes), description, {"type": "string", "pattern": "^[a-z]{2,3}$"}, example="id")


def region_parameter(description: str) -> Parameter:
    return Parameter(
        "region",
        matching(REGION_CODE.regex, REGION_CODE.message),
        description,
        {"type": "string", "pattern": REGION_CODE.regex.pattern},
        example="33.04.15",
    )


INCLUDE_ANCESTORS = Parameter(
    "include_ancestors",
    flag,
    "Also what belongs directly to the regions above `region`.",
    {"type": "boolean", "default": False},
    default=False,
)


def refuse(name: str, text: Any) -> NoReturn:
    """Says that this parameter does not fit to the others, or to what was asked."""
    raise Problem("invalid_parameter", text, [FieldError(name, "invalid_parameter", text)])


def codes_above(code: str) -> list[str]:
    """The codes of the regions above: 33.04.15.2008 gives 33.04.15, 33.04 and 33."""
    parts = code.split(".")
    return [".".join(parts[:end]) for end in range(len(parts) - 1, 0, -1)]
