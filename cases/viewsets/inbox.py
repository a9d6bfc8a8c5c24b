"""The inbox: the cases of an officer with their due dates, the most urgent first, to filter and to pass on together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from regions.models import Unit

from .. import duties
from ..actions.offered import UnitField
from ..models import Case, Category, Clock
from ..models.cases import CaseQuerySet
from ..references import parsed_reference
from ..transitions import NOT_OPEN, Kind, Role, Status, open_to
from ..visibility import Grant, Viewer, brief, level_of
from ..visibility.rules import marked, roles_marked
from . import looks
from .entry import ROW, crumbs, officer_or_404

PER_PAGE = 25
SHOWN = [
    ("", _("Waiting for me")),
    ("terbuka", _("All open")),
    ("selesai", pgettext_lazy("case", "Closed")),
    ("semua", _("All")),
]


class InboxFilter(forms.Form):
    """What an officer looks for; the names of the fields stand in the address."""

    tampil = forms.ChoiceField(choices=SHOWN, required=False, widget=forms.HiddenInput)
    cari = forms.CharField(label=_("Number or words"), max_length=80, required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    unit = UnitField(Unit.objects.none(), label=_("With"), required=False, to_field_name="code")
    kategori = forms.ModelChoiceField(Category.objects.none(), label=_("Category"), required=False)
    jenis = forms.ChoiceField(label=_("Kind"), required=False)
    terlambat = forms.BooleanField(label=_("Only late ones"), required=False)

    def __init__(self, data: Any, viewer: Viewer) -> None:
        super().__init__(data)
        self.viewer = viewer
        self.fields["status"].choices = [("", _("All")), *Status.choices]  # type: ignore[attr-defined]
        self.fields["jenis"].choices = [("", _("All")), *Kind.choices]  # type: ignore[attr-defined]
        roots = {grant.root_id for grant in viewer.grants}
        units, categories = Unit.objects.select_related("parent").order_by("code"), Category.objects.order_by("name")
        if not viewer.is_superuser:
            units, categories = units.filter(reached(viewer)), categories.filter(root__in=roots)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]
        self.fields["kategori"].queryset = categories  # type: ignore[attr-defined]

    def rows(self) -> CaseQuerySet:
        """The visible cases that were asked for; a filter that means nothing is no filter."""
        self.is_valid()
        asked = self.cleaned_data
        shown = asked.get("tampil", "")
        rows = Case.objects.visible_to(self.viewer)
        # Whoever looks for a number, words or a status looks everywhere.
        if shown == "" and not asked.get("cari") and not asked.get("status") and self.viewer.grants:
            rows = duties.waiting_for(self.viewer)
        elif shown == "terbuka":
            rows = rows.open()
        elif shown == "selesai":
            rows = rows.filter(status__in=NOT_OPEN)
        for name, column in (("status", "status"), ("jenis", "kind"), ("kategori", "category")):
            if asked.get(name):
                rows = rows.filter(**{column: asked[name]})
        if unit := asked.get("unit"):
            rows = rows.filter(current_unit=unit)
        if asked.get("terlambat"):
            rows = duties.late(rows, timezone.now())
        return rows.filter(self.wanted(asked["cari"])) if asked.get("cari") else rows

    def wanted(self, words: str) -> Q:
        """By number, or by words of the original where the viewer may read it."""
        words = words.replace("\0", "")
        number = parsed_reference(words)
        readable = Case.objects.visible_to(self.viewer, "text").values("pk")
        in_text = Q(pk__in=readable) & (Q(title__icontains=words) | Q(body__icontains=words) | Q(register_no=words))
        return in_text | Q(ref=number) if number else in_text


def reached(viewer: Viewer) -> Q:
    """The units in which an officer can have cases: those of the roles and all below them."""
    found = Q(pk__in=[])
    for grant in viewer.grants:
        code = grant.code
        found |= Q(pk=grant.unit_id) | Q(code__startswith=f"{code}.") | Q(code__startswith=f"{code}-")
    return found


@dataclass(frozen=True)
class Row:
    """One case of the list: what the officer sees of it, when it is due, what can be done with it."""

    case: Case
    told: dict[str, Any]
    term: Clock | None
    is_late: bool
    is_soon: bool
    actions: list[str]

    @property
    def can_assign(self) -> bool:
        return "assign" in self.actions


def row_of(case: Case, viewer: Viewer) -> Row:
    """A row from a case that went through `listed`; no query."""
    grants: dict[Role, Grant] = roles_marked(case, viewer)
    told = brief(case, viewer, level_of(viewer, grants))
    term, now = duties.nearest(case), timezone.now()
    is_late, is_soon = bool(term and term.is_late(now)), bool(term and duties.is_soon(term, now))
    return Row(case, told, term, is_late, is_soon, open_to(Kind(case.kind), Status(case.status), set(grants)))


def listed(rows: QuerySet[Case], viewer: Viewer) -> QuerySet[Case]:
    """The rows in the order of their urgency, with all that a line of the list shows."""
    return duties.by_urgency(duties.with_running(marked(rows, viewer)).select_related(*ROW))


def inbox(request: HttpRequest) -> HttpResponse:
    """The list itself."""
    viewer = officer_or_404(request)
    form = InboxFilter(request.GET or {}, viewer)
    leaf = Paginator(listed(form.rows(), viewer), PER_PAGE).get_page(request.GET.get("halaman"))
    rows = [row_of(case, viewer) for case in leaf.object_list]
    asked = request.GET.copy()
    asked.pop("halaman", None)
    narrowed = [name for name in form.fields if name != "tampil" and asked.get(name)]
    context = {
        "breadcrumbs_items": crumbs(),
        "header_title": _("Cases"),
        "header_icon": "mail",
        "form": form,
        "leaf": leaf,
        "rows": rows,
        "query": asked.urlencode(),
        "shown": SHOWN,
        "tab": asked.get("tampil", "") or ("semua" if asked.get("cari") or asked.get("status") else ""),
        "is_filtered": bool(narrowed),
        "may_read_looks": looks.may_read(viewer),
        "can_assign": any(row.can_assign for row in rows),
        "can_enter": viewer.has(Role.COUNTER),
    }
    return render(request, "cases/admin/inbox.html", context)
