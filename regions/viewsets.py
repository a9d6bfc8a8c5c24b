"""The screens of the admin for units, regions and roles, and the chooser for a unit."""

from __future__ import annotations

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from .models import Region, Unit, UnitRole

# What only they may change who may change every unit: it decides where the unit stands and who answers for it.
ALL_UNITS = "regions.change_unit"


class UnitEditView(generic.EditView):
    """Opens only a unit that the user may change."""

    def get_queryset(self) -> QuerySet[Unit]:
        return self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["change"])


class UnitIndexView(generic.IndexView):
    """Lists only the units that the user may change."""

    def get_base_queryset(self) -> QuerySet[Unit]:
        return self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["change"])


class UnitViewSet(ModelViewSet):
    """Units: who they are, how to reach them, when they are open."""

    model = Unit
    icon = "home"
    menu_label = _("Units")
    copy_view_enabled = False
    index_view_class = UnitIndexView
    edit_view_class = UnitEditView
    list_display = ["name", "code", "kind", "stewardship"]
    list_filter = ["kind", "stewardship"]
    search_fields = ["name", "code", "abbreviation"]
    search_backend_name = None
    ordering = ["code"]
    panels = [
        FieldPanel("name"),
        FieldPanel("abbreviation"),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("whatsapp")]),
                FieldRowPanel([FieldPanel("email"), FieldPanel("website")]),
            ],
            heading=pgettext_lazy("noun", "Contact"),
        ),
        InlinePanel(
            "opening_hours",
            heading=_("Opening hours"),
            label=_("Hours"),
            help_text=_("One row for each span: a day with a lunch break has two. Local time."),
            panels=[
                FieldRowPanel([FieldPanel("day"), FieldPanel("opens"), FieldPanel("closes")]),
                FieldPanel("note"),
            ],
        ),
        MultiFieldPanel(
            [
                FieldPanel("code", permission=ALL_UNITS),
                FieldPanel("kind", permission=ALL_UNITS),
                FieldPanel("region", permission=ALL_UNITS),
                FieldPanel("parent", permission=ALL_UNITS),
                FieldPanel("stewardship", permission=ALL_UNITS),
                FieldRowPanel(
                    [
                        FieldPanel("desa_term", permission=ALL_UNITS),
                        FieldPanel("kecamatan_term", permission=ALL_UNITS),
                    ]
                ),
            ],
            heading=_("Place in the administration"),
        ),
    ]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return self._edit_handler.get_form_class()


class RegionViewSet(ModelViewSet):
    """Territories with their codes, to look up; they are loaded with import_regions."""

    model = Region
    icon = "globe"
    menu_label = _("Regions")
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = ["code", "name", "level", "parent", "bps_code", "time_zone"]
    list_display = ["code", "name", "level", "bps_code", "time_zone"]
    list_filter = ["level", "time_zone"]
    search_fields = ["name", "code", "bps_code"]
    search_backend_name = None
    exclude_form_fields: list[str] = []


class UnitRoleViewSet(ModelViewSet):
    """Who acts for a unit; page rights follow from it at once."""

    model = UnitRole
    icon = "group"
    menu_label = _("Roles in units")
    copy_view_enabled = False
    list_display = ["user", "unit", "role", "active_from", "active_to"]
    list_filter = ["role", "active_to"]
    search_fields = ["user__username", "user__first_name", "user__last_name", "unit__name", "unit__code"]
    search_backend_name = None
    ordering = ["unit__code", "user__username"]
    panels = [
        HelpPanel(_("Rights on pages, pictures and documents follow from this row, and end with its last day.")),
        FieldPanel("user"),
        FieldPanel("unit"),
        FieldPanel("role"),
        FieldRowPanel([FieldPanel("active_from"), FieldPanel("active_to")]),
    ]


class RegionsGroup(ModelViewSetGroup):
    """The menu entry under which they stand."""

    menu_label = _("Units and roles")
    menu_icon = "home"
    menu_order = 700
    items = (UnitViewSet("units"), UnitRoleViewSet("unit_roles"), RegionViewSet("regions"))


class UnitFilterForm(BaseFilterForm):
    """Finds a unit by its name or code."""

    q = forms.CharField(label=_("Name or code"), required=False)

    def filter(self, objects: QuerySet[Unit]) -> QuerySet[Unit]:
        if words := self.cleaned_data.get("q"):
            self.is_searching, self.search_query = True, words
            objects = objects.filter(Q(name__icontains=words) | Q(code__startswith=words))
        return super().filter(objects)


class CodeBesideName:
    """Village names repeat: the list of the chooser shows the code beside the name."""

    filter_form_class = UnitFilterForm

    @property
    def columns(self) -> list[Column]:
        return [*super().columns, Column("code", label=_("Code"))]  # type: ignore[misc]


class UnitChooseView(CodeBesideName, ChooseView):
    """The chooser when it opens."""


class UnitChooseResultsView(CodeBesideName, ChooseResultsView):
    """The chooser after a search."""


class UnitChooserViewSet(ChooserViewSet):
    """Chooses one of hundreds of units by a few letters."""

    model = Unit
    icon = "home"
    choose_one_text = _("Choose a unit")
    choose_another_text = _("Choose another unit")
    per_page = 20
    choose_view_class = UnitChooseView
    choose_results_view_class = UnitChooseResultsView
