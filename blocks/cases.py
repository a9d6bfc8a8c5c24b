"""From a page to the office: the real forms, inside the body of any page, each set up for its section.

A page with a form is kept by caches and by phones, so nothing in the form belongs to one visit: the id that makes a repeat
harmless is given by the look before sending (docs/decisions/0060).
"""

from __future__ import annotations

import zlib
from typing import Any, TypedDict

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cases.form_faces import groups_of
from cases.forms import SubmissionForm
from cases.models import Category
from cases.routing import desk_of
from cases.stats import kept_performance, latest_year
from cases.transitions import Kind

from .parts import PEOPLE, PartBlock, title_block

COMPLAINTS = {
    "both": (Kind.COMPLAINT, Kind.ASPIRATION),
    "complaint": (Kind.COMPLAINT,),
    "aspiration": (Kind.ASPIRATION,),
}
ADDRESSES = {
    Kind.COMPLAINT: "/pengaduan/tulis/",
    Kind.ASPIRATION: "/pengaduan/tulis/",
    Kind.INFORMATION_REQUEST: "/ppid/permohonan/",
    Kind.OBJECTION: "/ppid/keberatan/",
}
TRACKING = "/pengaduan/lacak/"
PERFORMANCE = "/pengaduan/kinerja/"


class WayData(TypedDict):
    """One way to reach the office: `kind` is phone, whatsapp, email or address."""

    kind: str
    value: str


class FormData(TypedDict):
    """A form for an app to offer: `unit` is the office that gets it, `form_url` the same form as a page."""

    title: str
    text: str
    unit: str
    kinds: list[str]
    form_url: str


class ComplaintData(TypedDict):
    """Where to complain; `categories` are slugs, empty when all are offered."""

    title: str
    text: str
    unit: str
    kinds: list[str]
    categories: list[str]
    form_url: str
    channels: list[WayData]
    lapor_url: str


class PerformanceData(TypedDict):
    """Where the figures stand that say how an office answers reports; `period` is this_year or last_year."""

    title: str
    text: str
    unit: str
    period: str
    url: str


def ways_to(unit: Any) -> list[WayData]:
    """The channels that an office told."""
    kinds = ("phone", "whatsapp", "email", "address")
    return [{"kind": kind, "value": getattr(unit, kind)} for kind in kinds if unit and getattr(unit, kind)]


def prefix_of(context: dict[str, Any] | None) -> str:
    """What addresses begin with in the language that is spoken: on a page that of the address, elsewhere that of the page."""
    context = context or {}
    page = context.get("page")
    language = get_language()
    if "request" not in context and page is not None and page.locale_id:
        language = page.locale.language_code
    return "" if language in (None, settings.LANGUAGE_CODE) else f"/{language}"


def origin_of(context: dict[str, Any] | None) -> str:
    """Scheme, host and language in front of an address that an app gets."""
    return f"{(context or {}).get('origin') or ''}{prefix_of(context)}"


def category_choices() -> list[tuple[str, str]]:
    """All categories by slug; regencies of one installation may share a slug."""
    return list(dict(Category.objects.active().order_by("name").values_list("slug", "name")).items())


class CaseBlock(PartBlock):
    """A form of the cases room on a page of a section; it configures, the room draws and takes in."""

    title = title_block(help_text=_("Empty: the usual title."))
    text = blocks.TextBlock(label=_("Words of invitation"), max_length=300, required=False, default="")

    usual_title: Any = ""

    def title_of(self, value: Any) -> str:
        return value.get("title") or str(self.usual_title)

    def unit_of(self, context: dict[str, Any]) -> Any:
        """The office of the section in which the page stands."""
        around = context.get("around")
        return around.unit if around else getattr(context.get("page"), "unit", None)

    def kinds_of(self, value: Any) -> tuple[Kind, ...]:
        return ()

    def address(self, value: Any, unit: Any, origin: str = "") -> str:
        kinds = self.kinds_of(value)
        return f"{origin}{ADDRESSES[kinds[0]] if kinds else TRACKING}" + (f"?unit={unit.code}" if unit else "")

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        unit = self.unit_of(context)
        url = self.address(value, unit, prefix_of(context))
        context |= {"unit": unit, "form_url": url, "ways": ways_to(unit)}
        if unit is None or context.get("is_self_contained") or not self.kinds_of(value):
            return context
        return context | self.form_context(value, unit)

    def form_context(self, value: Any, unit: Any) -> dict[str, Any]:
        """The form, empty, as it stands on its own page."""
        if not desk_of(unit).is_open:
            return {}
        kinds = self.kinds_of(value)
        # Two forms on one page have different ids.
        number = zlib.crc32(repr((self.name, sorted(value.items(), key=str))).encode()) % 10_000
        form = SubmissionForm(unit=unit, kind=kinds[0], auto_id=f"f{number}_%s")
        form.initial = {}
        self.narrow(form, value)
        return {"groups": groups_of(form), "kind": kinds[0], "kinds": kinds if len(kinds) > 1 else ()}

    def narrow(self, form: SubmissionForm, value: Any) -> None:
        """Leaves out what the editor did not choose."""

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> Any:
        return self.told(value, context)

    def told(self, value: Any, context: dict[str, Any] | None) -> FormData:
        """What apps learn of every form."""
        unit = getattr((context or {}).get("page"), "unit", None)
        return {
            "title": self.title_of(value),
            "text": value.get("text") or "",
            "unit": unit.code if unit else "",
            "kinds": [str(kind) for kind in self.kinds_of(value)],
            "form_url": self.address(value, unit, origin_of(context)),
        }

    class Meta:
        group = PEOPLE


class ComplaintFormBlock(CaseBlock):
    """The complaint form for the section, and the other ways to complain."""

    api_type = ComplaintData

    kinds = blocks.ChoiceBlock(
        label=_("What can be sent"),
        choices=[
            ("both", _("Complaints and aspirations")),
            ("complaint", _("Complaints")),
            ("aspiration", _("Aspirations")),
        ],
        default="both",
    )
    categories = blocks.MultipleChoiceBlock(
        label=_("Categories"),
        choices=category_choices,
        required=False,
        default=[],
        help_text=_("None: all of the regency."),
    )

    usual_title = _("Report a problem")

    def kinds_of(self, value: Any) -> tuple[Kind, ...]:
        return COMPLAINTS.get(value.get("kinds") or "both", COMPLAINTS["both"])

    def narrow(self, form: SubmissionForm, value: Any) -> None:
        if wanted := set(value.get("categories") or []):
            offered = [choice for choice in form.category_choices() if not choice[0] or choice[0] in wanted]
            if len(offered) > 1:
                form.fields["category"].choices = offered  # type: ignore[attr-defined]

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        return super().get_context(value, parent_context) | {"lapor_url": settings.LAPOR_URL}

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> ComplaintData:
        unit = getattr((context or {}).get("page"), "unit", None)
        return {
            **self.told(value, context),
            "categories": list(value.get("categories") or []),
            "channels": ways_to(unit),
            "lapor_url": settings.LAPOR_URL,
        }

    class Meta:
        icon = "comment"
        label = _("Complaint form")
        description = _(
            "The form for complaints and aspirations to this section, and the national channel SP4N-LAPOR!."
        )
        template = "blocks/complaint_form.html"
        preview_value = {"title": "", "text": _("Something is broken or went wrong? Tell us.")}


class InformationRequestFormBlock(CaseBlock):
    """The form to ask for public information (PPID)."""

    api_type = FormData
    usual_title = _("Ask for public information")

    def kinds_of(self, value: Any) -> tuple[Kind, ...]:
        return (Kind.INFORMATION_REQUEST,)

    class Meta:
        icon = "help"
        label = _("Information request form")
        description = _("The form by which anybody asks this section for public information (PPID).")
        template = "blocks/information_request_form.html"
        preview_value = {"title": "", "text": _("You have the right to public information.")}


class ObjectionFormBlock(CaseBlock):
    """The way to object to how a request for information was treated."""

    api_type = FormData
    usual_title = _("Object to how a request was treated")

    def kinds_of(self, value: Any) -> tuple[Kind, ...]:
        return (Kind.OBJECTION,)

    def form_context(self, value: Any, unit: Any) -> dict[str, Any]:
        return super().form_context(value, unit) | {"proof": {"is_needed": True}}

    class Meta:
        icon = "warning"
        label = _("Objection form")
        description = _("The form to object when a request for information was refused, late or badly answered.")
        template = "blocks/objection_form.html"
        preview_value = {"title": "", "text": _("Not satisfied with an answer to your request? You may object.")}


class CaseTrackingBlock(CaseBlock):
    """The two boxes that open a report: number and secret."""

    api_type = FormData
    usual_title = _("Follow a report")

    class Meta:
        icon = "search"
        label = _("Tracking of reports")
        description = _("Number and secret open the page on which a citizen follows a report or a request.")
        template = "blocks/case_tracking.html"
        preview_value = {"title": "", "text": _("See what happened with your report.")}


class CasePerformanceBlock(CaseBlock):
    """How the section answers reports, as figures of a year (UU 25/2009 art. 23)."""

    api_type = PerformanceData
    usual_title = _("How reports are answered")

    period = blocks.ChoiceBlock(
        label=_("Period"),
        choices=[("this_year", _("The latest year")), ("last_year", _("The year before"))],
        default="this_year",
        help_text=_("Counted by whole months; groups so small that somebody could be recognised are put together."),
    )

    def year_of(self, value: Any) -> int:
        return latest_year() - (value.get("period") == "last_year")

    def address(self, value: Any, unit: Any, origin: str = "") -> str:
        which = f"?unit={unit.code}&tahun={self.year_of(value)}" if unit else ""
        return f"{origin}{PERFORMANCE}{which}"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        unit = context["unit"]
        if unit is None or context.get("is_self_contained"):
            return context
        return context | {"figures": kept_performance(unit, self.year_of(value))}

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> PerformanceData:
        unit = getattr((context or {}).get("page"), "unit", None)
        return {
            "title": self.title_of(value),
            "text": value.get("text") or "",
            "unit": unit.code if unit else "",
            "period": value.get("period") or "this_year",
            "url": self.address(value, unit, origin_of(context)),
        }

    class Meta:
        icon = "table"
        label = _("How reports are answered")
        description = _("Figures of a year: how many reports came, how fast they were answered, how often in time.")
        template = "blocks/case_performance.html"
        preview_value = {"title": "", "text": _("We answer for how we treat your reports.")}
