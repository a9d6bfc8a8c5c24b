"""The rows of a service standard, as UU 25/2009 and PermenPANRB 15/2014 name them, and a standard shown elsewhere."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from .links import PageBlock, shown
from .media import FileBlock
from .parts import LISTS, PartBlock


class LegalBasisBlock(blocks.StructBlock):
    """One regulation that a service or a document rests on."""

    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("uu", _("Law (UU)")),
            ("pp", _("Government regulation (PP)")),
            ("perpres", _("Presidential regulation (Perpres)")),
            ("permen", _("Ministerial regulation (Permen)")),
            ("perda", _("Regional regulation (Perda)")),
            ("perbup", _("Regent's regulation (Perbup)")),
            ("perdes", _("Village regulation (Perdes)")),
            ("sk", _("Decree (SK)")),
        ],
    )
    number = blocks.CharBlock(label=_("Number"), max_length=40)
    year = blocks.IntegerBlock(label=_("Year"), min_value=1945, max_value=2100)
    title = blocks.CharBlock(label=_("About"), max_length=300)
    clause = blocks.CharBlock(label=pgettext_lazy("of a law", "Article"), max_length=80, required=False, default="")
    url = blocks.URLBlock(label=_("Address of the text"), required=False)
    file = FileBlock(label=_("File"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Legal basis")


class RequirementBlock(blocks.StructBlock):
    """One thing that the applicant brings."""

    text = blocks.CharBlock(label=_("What to bring"), max_length=300, help_text=_("For example: Original KTP."))
    document_kind = blocks.CharBlock(label=_("Kind of document"), max_length=80, required=False, default="")
    original = blocks.BooleanBlock(label=_("The original must be shown"), required=False, default=False)
    copies = blocks.IntegerBlock(label=_("Number of copies"), min_value=0, max_value=20, required=False)
    template = FileBlock(label=_("Form to fill in"), required=False)
    note = blocks.CharBlock(label=_("Note"), max_length=200, required=False, default="")

    class Meta:
        icon = "list-ul"
        label = _("Requirement")


class ProcedureStepBlock(blocks.StructBlock):
    """One step of the procedure, and who takes it."""

    actor = blocks.ChoiceBlock(
        label=_("Who"),
        choices=[("applicant", _("Applicant")), ("officer", _("Officer")), ("official", _("Official"))],
        default="applicant",
    )
    text = blocks.CharBlock(label=_("What happens"), max_length=300)
    duration = blocks.IntegerBlock(label=_("Takes"), min_value=0, required=False)
    duration_unit = blocks.ChoiceBlock(
        label=_("Unit of time"),
        choices=[
            ("minute", _("minutes")),
            ("hour", _("hours")),
            ("working_day", _("working days")),
            ("calendar_day", _("calendar days")),
            ("month", _("months")),
        ],
        required=False,
    )

    class Meta:
        icon = "list-ol"
        label = _("Step")


class ChannelBlock(blocks.StructBlock):
    """One way to complain, ask or suggest."""

    kind = blocks.ChoiceBlock(
        label=_("Channel"),
        choices=[
            ("counter", _("Counter")),
            ("suggestion_box", _("Suggestion box")),
            ("phone", _("Phone")),
            ("whatsapp", _("WhatsApp")),
            ("email", _("E-mail")),
            ("web", _("Website")),
            ("sp4n_lapor", _("SP4N-LAPOR")),
            ("sms_1708", _("SMS 1708")),
        ],
    )
    value = blocks.CharBlock(label=_("Number, address or place"), max_length=200)
    hours = blocks.CharBlock(label=_("Hours"), max_length=80, required=False, default="")

    class Meta:
        icon = "comment"
        label = _("Channel")


class ServiceStandardBlock(PartBlock):
    """The standard of one service on another page: what to bring, what it costs, how long it takes."""

    service = PageBlock("pages.ServicePage", label=_("Service"))

    def title_of(self, value: Any) -> str:
        service = shown(value.get("service"))
        return service.title if service else ""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        service = shown(value.get("service"))
        return super().get_context(value, parent_context) | {"service": service}

    def get_preview_value(self) -> Any:
        example = apps.get_model("pages", "ServicePage").objects.visible().select_related("locale").first()
        return self.normalize({"service": example})

    class Meta:
        icon = "clipboard-list"
        label = _("Service standard")
        description = _("The essentials of one service: what to bring, cost, time. Always as its own page says.")
        group = LISTS
        template = "blocks/service_standard.html"
