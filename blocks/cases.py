"""The way from a page to a complaint: until the form has its own room, the office's channels and SP4N-LAPOR!."""

from __future__ import annotations

from typing import Any, TypedDict

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .parts import PEOPLE, PartBlock, title_block


class WayData(TypedDict):
    """One way to reach the office: `kind` is phone, whatsapp, email or address."""

    kind: str
    value: str


class ComplaintData(TypedDict):
    """Where to complain."""

    title: str
    text: str
    channels: list[WayData]
    lapor_url: str


def ways_to(unit: Any) -> list[WayData]:
    """The channels that an office told."""
    kinds = ("phone", "whatsapp", "email", "address")
    return [{"kind": kind, "value": getattr(unit, kind)} for kind in kinds if unit and getattr(unit, kind)]


class ComplaintFormBlock(PartBlock):
    """Invites complaints and says which way they can come."""

    api_type = ComplaintData

    title = title_block(help_text=_("Empty: the usual title."))
    text = blocks.TextBlock(label=_("Words of invitation"), max_length=300, required=False, default="")

    def title_of(self, value: Any) -> str:
        return value.get("title") or str(_("Report a problem"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        around, page = context.get("around"), context.get("page")
        unit = around.unit if around else getattr(page, "unit", None)
        return context | {"unit": unit, "ways": ways_to(unit), "lapor_url": settings.LAPOR_URL}

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> ComplaintData:
        unit = getattr((context or {}).get("page"), "unit", None)
        return {
            "title": self.title_of(value),
            "text": value.get("text") or "",
            "channels": ways_to(unit),
            "lapor_url": settings.LAPOR_URL,
        }

    class Meta:
        icon = "comment"
        label = _("Complaint form")
        description = _("Invites complaints: the office's own channels and the national channel SP4N-LAPOR!.")
        group = PEOPLE
        template = "blocks/complaint_form.html"
        preview_value = {"title": "", "text": _("Something is broken or went wrong? Tell us.")}
