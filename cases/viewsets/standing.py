"""The screens on which a regency keeps what all its cases rest on: categories, wordings, days off, rules, limits, desks."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .. import clocks
from ..models import CaseSettings, Category, DeadlineRule, Desk, Holiday, PurgeRule, Wording
from .columns import yes_no
from .own import OwnDeleteView, OwnEditView, Standing, with_form
from .standing_forms import LimitsForm, OwnForm, RuleForm, limit_field, numbers


class CategoryViewSet(Standing):
    """What complaints are about."""

    model = with_form(Category, OwnForm)
    menu_label = _("Categories")
    list_display = [
        "name",
        "default_unit",
        yes_no(Category, "is_forced_confidential"),
        yes_no(Category, "requires_approval"),
        "active_to",
    ]
    list_filter = ["is_forced_confidential", "requires_approval", "is_open311"]
    search_fields = ["name", "slug"]
    panels = [
        FieldPanel("root"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        FieldPanel("slug", help_text=_("Stands in addresses and in apps: never change it once it was used.")),
        FieldPanel("default_unit"),
        FieldPanel("default_confidential"),
        FieldPanel("is_forced_confidential"),
        FieldPanel("requires_approval"),
        FieldPanel("is_open311"),
        FieldRowPanel([FieldPanel("active_from"), FieldPanel("active_to")]),
    ]


class WordingViewSet(Standing):
    """Reasons and prepared answers."""

    model = with_form(Wording, OwnForm)
    menu_label = _("Reasons and prepared answers")
    list_display = ["title", "use", "version", yes_no(Wording, "is_active")]
    list_filter = ["use", "is_active"]
    search_fields = ["title", "text"]
    panels = [
        FieldPanel("root"),
        FieldPanel("use"),
        FieldRowPanel([FieldPanel("slug"), FieldPanel("version")]),
        FieldPanel("title"),
        FieldPanel("text", help_text=_("Citizens read it: plain words, polite, no abbreviation.")),
        FieldPanel("needs_second_person"),
        FieldPanel("is_active"),
    ]


class HolidayCreateView(generic.CreateView):
    """A new day off moves the open due dates at once."""

    def save_instance(self) -> Any:
        return moved(super().save_instance())


class HolidayEditView(OwnEditView):
    """A changed day off moves the open due dates at once, and must be confirmed again."""

    def save_instance(self) -> Any:
        before = self.model.objects.select_related("scope").get(pk=self.form.instance.pk).scope
        self.form.instance.confirmed_by, self.form.instance.confirmed_at = None, None
        day = super().save_instance()
        for scope in {before, day.scope}:
            clocks.recompute(scope, timezone.now())
        return day


class HolidayDeleteView(OwnDeleteView):
    """A day off that is none any more moves the open due dates at once."""

    def delete_action(self) -> None:
        super().delete_action()
        moved(self.object)


def moved(holiday: Any) -> Any:
    clocks.recompute(holiday.scope, timezone.now())
    return holiday


class HolidayViewSet(Standing):
    """Days on which nobody works."""

    model = with_form(Holiday, OwnForm)
    icon = "calendar"
    menu_label = _("Days off")
    add_view_class = HolidayCreateView
    edit_view_class = HolidayEditView
    delete_view_class = HolidayDeleteView
    list_display = ["date", "name", "kind", "scope", yes_no(Holiday, "is_estimated"), "confirmed_by"]
    list_filter = ["kind", "is_estimated", "date"]
    search_fields = ["name", "decree_no"]
    ordering = ["-date"]
    panels = [
        HelpPanel(_("A new or changed day counts at once, and is confirmed on its own screen: Confirm days off.")),
        FieldRowPanel([FieldPanel("date"), FieldPanel("kind")]),
        FieldPanel("name"),
        FieldPanel("scope", help_text=_("Only for a regional holiday.")),
        FieldRowPanel([FieldPanel("decree_no"), FieldPanel("is_estimated")]),
    ]


class DeadlineRuleViewSet(Standing):
    """How long something may take, by which law."""

    model = with_form(DeadlineRule, RuleForm)
    icon = "time"
    menu_label = _("Deadline rules")
    list_display = [
        "rule_set",
        Column("clock", label=capfirst(_("clock")), accessor="clock_label", sort_key="clock"),
        "handling_class",
        "amount",
        "unit",
        yes_no(DeadlineRule, "is_active"),
        "checked_by",
    ]
    list_filter = ["rule_set", "is_active"]
    search_fields = ["clock", "legal_basis"]
    panels = [
        HelpPanel(_("The legal basis is shown to the public once somebody has compared the rule with the law.")),
        FieldRowPanel([FieldPanel("rule_set"), FieldPanel("clock")]),
        FieldPanel("kinds"),
        FieldPanel("handling_class"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("unit")]),
        FieldPanel("is_pausable"),
        FieldPanel("joint_leave_is_off"),
        FieldRowPanel([FieldPanel("extension_amount"), FieldPanel("extension_max")]),
        FieldPanel("legal_basis"),
        FieldPanel("source"),
        FieldPanel("mark"),
        FieldRowPanel([FieldPanel("checked_by"), FieldPanel("checked_on")]),
        FieldRowPanel([FieldPanel("effective_from"), FieldPanel("effective_to")]),
        FieldPanel("is_active"),
    ]


class CaseSettingsViewSet(Standing):
    """The limits of a regency."""

    model = with_form(CaseSettings, LimitsForm)
    icon = "cog"
    menu_label = _("Limits and LAPOR!")
    list_display = ["root", "lapor_pattern"]
    panels = [
        FieldPanel("root"),
        FieldPanel("emergency_text"),
        FieldRowPanel([FieldPanel("lapor_pattern"), FieldPanel("lapor_link")]),
        FieldPanel("default_category_open"),
        FieldPanel("area"),
        MultiFieldPanel([FieldPanel(limit_field(name)) for name in numbers()], heading=_("Limits")),
    ]


class DeskViewSet(Standing):
    """Which office takes cases, and who handles those about it."""

    model = with_form(Desk, OwnForm)
    icon = "home"
    menu_label = _("Desks")
    list_display = ["unit", "ref_prefix", "conflict_unit", yes_no(Desk, "is_open")]
    list_filter = ["is_open"]
    search_fields = ["unit__name", "unit__code"]
    panels = [FieldPanel("unit"), FieldPanel("ref_prefix"), FieldPanel("conflict_unit"), FieldPanel("is_open")]


class PurgeRuleViewSet(Standing):
    """How long what is kept; the records officer enters it from the regency's retention schedule (JRA)."""

    model = PurgeRule
    icon = "bin"
    menu_label = _("Retention rules")
    list_display = [
        "kind",
        "outcome",
        "personal_after_days",
        "content_after_days",
        "checked_by",
        yes_no(PurgeRule, "is_active"),
    ]
    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("outcome")]),
        FieldRowPanel([FieldPanel("personal_after_days"), FieldPanel("content_after_days")]),
        FieldPanel("basis"),
        FieldRowPanel([FieldPanel("checked_by"), FieldPanel("is_active")]),
    ]


class CaseRulesGroup(ModelViewSetGroup):
    """The menu entry under which they stand."""

    menu_label = _("Rules of cases")
    menu_icon = "list-ul"
    menu_order = 710
    items = (
        CategoryViewSet("case_categories"),
        WordingViewSet("case_wordings"),
        HolidayViewSet("case_holidays"),
        DeadlineRuleViewSet("case_rules"),
        CaseSettingsViewSet("case_settings"),
        DeskViewSet("case_desks"),
        PurgeRuleViewSet("case_purge_rules"),
    )
