"""People who hold an office, how to reach somebody, and the hours at which they or a place can be met."""

from typing import Any, TypedDict

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from .links import PageBlock
from .media import PictureChooserBlock, PictureData, picture_data
from .parts import PEOPLE, PartBlock, title_block

DAYS = [
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
]


class OfficialBlock(blocks.StructBlock):
    """One holder of an office. Titles stand apart from the name, so that lists sort by name."""

    title_prefix = blocks.CharBlock(label=_("Title before the name"), max_length=40, required=False, default="")
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    title_suffix = blocks.CharBlock(label=_("Title after the name"), max_length=60, required=False, default="")
    position = blocks.CharBlock(label=_("Office held"), max_length=120)
    duties = blocks.TextBlock(label=_("Duties"), max_length=500, required=False, default="")
    photo = PictureChooserBlock(label=_("Photo"), required=False)

    class Meta:
        icon = "user"
        label = _("Official")

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        photo: PictureData | None = picture_data(value.get("photo"), value["name"])
        return super().get_api_representation(value, context) | {"photo": photo}


class OfficialsBlock(PartBlock):
    """Several people in the order in which the editor put them."""

    title = title_block()
    officials = blocks.ListBlock(OfficialBlock(), label=_("Officials"), max_num=30)

    class Meta:
        icon = "group"
        label = _("Officials")
        description = _("People with the office they hold, and a photo if there is one.")
        group = PEOPLE
        template = "blocks/officials.html"
        preview_value = {
            "title": _("Village administration"),
            "officials": [
                {
                    "title_prefix": "",
                    "name": "Nama Contoh",
                    "title_suffix": "S.Sos.",
                    "position": _("Head of the village"),
                    "duties": "",
                    "photo": None,
                }
            ],
        }


class ContactBlock(PartBlock):
    """How to reach somebody who is not the office itself: a team, a hotline, a field officer."""

    title = blocks.CharBlock(label=_("Who"), max_length=100)
    address = blocks.CharBlock(label=_("Address"), max_length=200, required=False, default="")
    phone = blocks.CharBlock(label=_("Phone"), max_length=30, required=False, default="")
    whatsapp = blocks.CharBlock(label=_("WhatsApp"), max_length=30, required=False, default="")
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    hours = blocks.CharBlock(label=_("Hours"), max_length=120, required=False, default="")
    page = PageBlock(label=_("More on this page"), required=False)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {"who": {"web": "", "website": "", **value}}

    class Meta:
        icon = "mobile-alt"
        label = pgettext_lazy("noun", "Contact")
        description = _("Phone, WhatsApp, e-mail, address and hours of a team or hotline.")
        group = PEOPLE
        template = "blocks/contact.html"
        preview_value = {
            "title": _("Ambulance of the village"),
            "phone": "0286-591218",
            "whatsapp": "081200000000",
            "hours": _("Day and night"),
        }


class OpeningHoursData(TypedDict):
    """The hours of one weekday (1 is Monday), local time of the place as HH:MM; null where it is closed or unknown."""

    day: int
    opens: str | None
    closes: str | None
    is_closed: bool
    note: str


class OpeningHoursBlock(blocks.StructBlock):
    """The hours of one weekday; local time of the place."""

    api_type = OpeningHoursData

    day = blocks.ChoiceBlock(label=_("Day"), choices=DAYS)
    opens = blocks.TimeBlock(label=_("Opens"), required=False)
    closes = blocks.TimeBlock(label=_("Closes"), required=False)
    is_closed = blocks.BooleanBlock(label=_("Closed all day"), required=False, default=False)
    note = blocks.CharBlock(label=_("Note"), max_length=80, required=False, default="")

    class Meta:
        icon = "time"
        label = _("Opening hours")

    def get_api_representation(self, value: Any, context: Any = None) -> OpeningHoursData:
        opens, closes = value["opens"], value["closes"]
        return {
            "day": int(value["day"]),
            "opens": f"{opens:%H:%M}" if opens else None,
            "closes": f"{closes:%H:%M}" if closes else None,
            "is_closed": bool(value["is_closed"]),
            "note": value["note"] or "",
        }
