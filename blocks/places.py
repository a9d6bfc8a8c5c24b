"""Rows of places."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class TicketBlock(blocks.StructBlock):
    """What one visitor pays."""

    who = blocks.ChoiceBlock(
        label=_("Who"),
        choices=[
            ("domestic", _("Indonesian")),
            ("foreign", _("Foreigner")),
            ("child", _("Child")),
            ("adult", _("Adult")),
        ],
    )
    days = blocks.ChoiceBlock(
        label=_("Days"), choices=[("all", _("Every day")), ("weekday", _("Weekdays")), ("weekend", _("Weekend"))], default="all"
    )
    price = blocks.DecimalBlock(label=_("Price (Rp)"), min_value=0, decimal_places=2)

    class Meta:
        icon = "ticket"
        label = _("Ticket")
