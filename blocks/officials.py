"""People who hold an office, and the hours at which they or a place can be met."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

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

    title_prefix = blocks.CharBlock(label=_("Title before the name"), max_length=40, required=False)
    name = blocks.CharBlock(label=_("Name"), max_length=120)
    title_suffix = blocks.CharBlock(label=_("Title after the name"), max_length=60, required=False)
    position = blocks.CharBlock(label=_("Office held"), max_length=120)
    duties = blocks.TextBlock(label=_("Duties"), max_length=500, required=False)
    photo = ImageChooserBlock(label=_("Photo"), required=False)

    class Meta:
        icon = "user"
        label = _("Official")


class OpeningHoursBlock(blocks.StructBlock):
    """The hours of one weekday; local time of the place."""

    day = blocks.ChoiceBlock(label=_("Day"), choices=DAYS)
    opens = blocks.TimeBlock(label=_("Opens"), required=False)
    closes = blocks.TimeBlock(label=_("Closes"), required=False)
    is_closed = blocks.BooleanBlock(label=_("Closed all day"), required=False)
    note = blocks.CharBlock(label=_("Note"), max_length=80, required=False)

    class Meta:
        icon = "time"
        label = _("Opening hours")
