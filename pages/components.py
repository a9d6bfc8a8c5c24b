"""The 14 components of a service standard (UU 25/2009 art. 21), in statutory order, and how each is read from a page."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypedDict

from django.utils.translation import gettext_lazy as _

from blocks.services import ChannelBlock, LegalBasisBlock, ProcedureStepBlock, RequirementBlock

from .money import Money, money

if TYPE_CHECKING:
    from .models import ServicePage

SERVICE_DELIVERY = "service_delivery"
MANUFACTURING = "manufacturing"


class CompletionTime(TypedDict):
    """How long a service takes, and from when that is counted; `unit` is never a bare day."""

    value: int
    max: int | None
    unit: str
    condition: str


class Fee(TypedDict):
    """What a service costs; `amount` of a fixed fee, `min` and `max` of a range, `basis` the regulation."""

    type: str
    amount: Money | None
    min: Money | None
    max: Money | None
    basis: str


class Complaints(TypedDict):
    """Where to complain about a service, and how that is handled."""

    channels: list[ChannelBlock]
    handling: str


class Component(TypedDict):
    """One of the 14 components of a service standard, as apps and templates read it."""

    slug: str
    label: str
    group: str
    value: (
        list[LegalBasisBlock]
        | list[RequirementBlock]
        | list[ProcedureStepBlock]
        | CompletionTime
        | Fee
        | Complaints
        | list[str]
        | int
        | str
    )


# Statutory order of UU 25/2009 art. 21; the group is that of PermenPANRB 15/2014.
COMPONENTS: list[tuple[str, Any, str]] = [
    ("legal_basis", _("Legal basis"), MANUFACTURING),
    ("requirements", _("Requirements"), SERVICE_DELIVERY),
    ("procedure", _("System, mechanism and procedure"), SERVICE_DELIVERY),
    ("completion_time", _("Time to complete"), SERVICE_DELIVERY),
    ("fee", _("Fee"), SERVICE_DELIVERY),
    ("product", _("Service product"), SERVICE_DELIVERY),
    ("facilities", _("Facilities"), MANUFACTURING),
    ("staff_competence", _("Staff competence"), MANUFACTURING),
    ("internal_supervision", _("Internal supervision"), MANUFACTURING),
    ("complaint_handling", _("Complaints, suggestions and feedback"), SERVICE_DELIVERY),
    ("staff_count", _("Number of staff"), MANUFACTURING),
    ("service_guarantee", _("Service guarantee"), MANUFACTURING),
    ("safety_guarantee", _("Security and safety guarantee"), MANUFACTURING),
    ("performance_evaluation", _("Evaluation of staff performance"), MANUFACTURING),
]


def rows(field: str) -> Callable[[ServicePage], list[Any]]:
    """Reads the rows of a stream field in their API form."""

    def read(page: ServicePage) -> list[Any]:
        stream = getattr(page, field)
        return [child.block.get_api_representation(child.value) for child in stream]

    return read


def time_of(page: ServicePage) -> dict[str, Any] | None:
    if page.time_value is None:
        return None
    return {
        "value": page.time_value,
        "max": page.time_max,
        "unit": page.time_unit,
        "condition": page.time_condition or str(_("from a complete file")),
    }


def fee_of(page: ServicePage) -> dict[str, Any] | None:
    if not page.fee_type:
        return None
    return {
        "type": page.fee_type,
        "amount": money(page.fee_amount),
        "min": money(page.fee_min),
        "max": money(page.fee_max),
        "basis": page.fee_basis,
    }


def complaints_of(page: ServicePage) -> dict[str, Any] | None:
    channels = rows("complaint_channels")(page)
    return {"channels": channels, "handling": page.complaint_handling} if channels else None


# How each component is read from a page; completion time, fee and complaints are made of several columns.
VALUES: dict[str, Callable[[ServicePage], Any]] = {
    "legal_basis": rows("legal_basis"),
    "requirements": rows("requirements"),
    "procedure": rows("procedure"),
    "completion_time": time_of,
    "fee": fee_of,
    "product": lambda page: page.products,
    "complaint_handling": complaints_of,
    "staff_count": lambda page: page.staff_count,
    **{
        slug: attrgetter(slug)
        for slug in (
            "facilities",
            "staff_competence",
            "internal_supervision",
            "service_guarantee",
            "safety_guarantee",
            "performance_evaluation",
        )
    },
}
