"""Rows of places."""

from typing import Any, TypedDict

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks


class MoneyData(TypedDict):
    """Rupiah as a decimal string."""

    amount: str
    currency: str


class TicketData(TypedDict):
    """What one visitor pays."""

    who: str
    days: str
    price: MoneyData


class TicketBlock(blocks.StructBlock):
    """What one visitor pays."""

    api_type = TicketData

    who = blocks.ChoiceBlock(
        label=_("Who"),
        choices=[
            ("domestic", pgettext_lazy("visitor", "Indonesian")),
            ("foreign", _("Foreigner")),
            ("child", _("Child")),
            ("adult", _("Adult")),
        ],
    )
    days = blocks.ChoiceBlock(
        label=_("Days"),
        choices=[("all", _("Every day")), ("weekday", _("Weekdays")), ("weekend", _("Weekend"))],
        default="all",
    )
    price = blocks.DecimalBlock(label=_("Price (Rp)"), min_value=0, decimal_places=2)

    class Meta:
        icon = "tag"
        label = _("Ticket")

    def get_api_representation(self, value: Any, context: Any = None) -> TicketData:
        return {
            "who": value["who"],
            "days": value["days"],
            "price": {"amount": f"{value['price']:.2f}", "currency": "IDR"},
        }
