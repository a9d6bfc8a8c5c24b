"""The forms of the standing rows: each officer sees only the regencies for which the role holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from regions.models import Unit

from ..models import Clock
from ..models.desks import shipped_limits
from ..terms import Term
from ..transitions import Kind, Role
from ..visibility import Viewer

# What stands in a rule and must not change under a clock that already counts by it.
COUNTED = {"kinds", "handling_class", "clock", "amount", "unit", "is_pausable", "joint_leave_is_off"}


def roots_of(user: Any, *roles: Role) -> QuerySet[Unit]:
    """The regencies whose standing rows this user keeps."""
    if user.is_superuser:
        return Unit.objects.filter(kind=Unit.Kind.REGENCY)
    viewer = Viewer.officer(user)
    held = [grant for grant in viewer.grants if grant.role in roles and grant.unit_id == grant.root_id]
    return Unit.objects.filter(pk__in=[grant.root_id for grant in held])


def units_under(roots: QuerySet[Unit]) -> QuerySet[Unit]:
    """These regencies and every office below them."""
    found = Q(pk__in=[])
    for code in roots.values_list("code", flat=True):
        found |= Q(code=code) | Q(code__startswith=f"{code}.") | Q(code__startswith=f"{code}-")
    return Unit.objects.filter(found).order_by("code")


class OwnForm(WagtailAdminModelForm):
    """A row of one regency; other regencies are not offered."""

    roles = (Role.COORDINATOR,)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roots = roots_of(self.for_user, *self.roles)
        for name in ("root", "scope"):
            if name in self.fields:
                self.fields[name].queryset = roots
        for name in ("unit", "default_unit", "conflict_unit"):
            if name in self.fields:
                self.fields[name].queryset = units_under(roots)
        if "root" in self.fields and len(roots) == 1:
            self.fields["root"].initial = roots[0]


class RuleForm(OwnForm):
    """A deadline rule; whoever changes what a running clock counts by makes a new row."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("kinds"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    clock = forms.ChoiceField(label=gettext_lazy("clock"), choices=Term.choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        changed = COUNTED.intersection(self.changed_data)
        if self.instance.pk and changed and Clock.objects.filter(rule=self.instance).exists():
            raise ValidationError(
                _("Cases are counted by this rule. End it with a last day, and make a new one from the next day on.")
            )
        return cleaned


class LimitsForm(OwnForm):
    """The settings of a regency; each limit that is a number has its own field."""

    area = forms.RegexField(
        label=gettext_lazy("Where the regency lies"),
        regex=r"^\s*-?\d{1,3}(\.\d+)?(\s*,\s*-?\d{1,3}(\.\d+)?){3}\s*$",
        required=False,
        max_length=80,
        help_text=gettext_lazy(
            "West, south, east and north in degrees, for example 109.4, -7.6, 109.9, -7.1. "
            "A point outside is kept as words and marked. Empty: anywhere in Indonesia."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, shipped in numbers().items():
            held = self.instance.limits.get(name, shipped)
            self.fields[limit_field(name)].initial = held
        if "area" in self.fields:
            self.fields["area"].initial = ", ".join(f"{edge:g}" for edge in self.instance.limits.get("area") or ())

    def clean_area(self) -> list[float] | None:
        typed = self.cleaned_data["area"]
        edges = [float(edge) for edge in typed.split(",")] if typed else None
        if edges and not (edges[0] < edges[2] and edges[1] < edges[3]):
            raise ValidationError(_("West before east, south before north."))
        return edges

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = {name: cleaned.get(limit_field(name)) for name in numbers()}
        self.instance.limits = (
            shipped_limits() | self.instance.limits | {n: v for n, v in typed.items() if v is not None}
        )
        if "area" in cleaned:
            self.instance.limits["area"] = cleaned["area"]
        return cleaned


def numbers() -> dict[str, int]:
    return {name: value for name, value in shipped_limits().items() if isinstance(value, int)}


def limit_field(name: str) -> str:
    return f"limit_{name}"


LABELS: dict[str, Any] = {
    "body_bytes": gettext_lazy("Size of one submission (bytes)"),
    "title": gettext_lazy("Length of a title (characters)"),
    "body": gettext_lazy("Length of a text (characters)"),
    "files": gettext_lazy("Files with a case"),
    "file_bytes": gettext_lazy("Size of one file (bytes)"),
    "chunk_min": gettext_lazy("Smallest piece of an upload (bytes)"),
    "chunk_max": gettext_lazy("Largest piece of an upload (bytes)"),
    "image_megapixels": gettext_lazy("Size of a picture (megapixels)"),
    "image_side": gettext_lazy("Side of a picture (pixels)"),
    "hops": gettext_lazy("How often a case may be passed on"),
    "publish_after_hours": gettext_lazy("Anonymous cases are published after (hours)"),
    "grid_metres": gettext_lazy("Squares of places that are shown (metres)"),
    "small_cell": gettext_lazy("Smallest number that is told in statistics"),
    "reopen_upload_days": gettext_lazy("Files may be sent for (days)"),
}
for _name in numbers():
    _field = forms.IntegerField(label=LABELS.get(_name, _name), min_value=0, max_value=100_000_000, required=False)
    LimitsForm.base_fields[limit_field(_name)] = _field
    LimitsForm.declared_fields[limit_field(_name)] = _field
