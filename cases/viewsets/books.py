"""The registers as files: an officer chooses book, period and columns; the person behind a case only with a reason."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from regions.models import Unit

from .. import exports, recaps
from ..register_rows import REGISTERS, Register, cases_of, lines_of
from ..visibility import Viewer
from .entry import crumbs, officer_or_404

# The only way of writing a day that a browser's own calendar reads.
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LONGEST = datetime.timedelta(days=3 * 366)


class BookForm(forms.Form):
    """What of a register is wanted."""

    dari = forms.DateField(label=_("From day"), widget=DAY)
    sampai = forms.DateField(label=_("Until"), widget=DAY)
    format = forms.ChoiceField(label=_("File"), choices=[("xlsx", "XLSX"), ("csv", "CSV")])
    kolom = forms.MultipleChoiceField(label=_("Columns"), required=False, widget=forms.CheckboxSelectMultiple)
    alasan = forms.CharField(
        label=_("Why do you need to know who sent them?"),
        max_length=300,
        required=False,
        help_text=_("Only for the columns about a person. Your name, the time and the reason are written down."),
    )

    def __init__(self, data: Any, book: Register) -> None:
        super().__init__(data)
        self.book = book
        today = timezone.localdate()
        self.initial = {
            "dari": today.replace(month=1, day=1),
            "sampai": today,
            "kolom": [one.name for one in book.columns if one.is_default and not one.is_identity],
        }
        kolom: Any = self.fields["kolom"]
        kolom.choices = [(one.name, one.label) for one in book.columns]

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        first, last = asked.get("dari"), asked.get("sampai")
        if first and last and not datetime.timedelta(0) <= last - first <= LONGEST:
            self.add_error("sampai", _("The period must end after it begins, and last at most three years."))
        if any(one.is_identity for one in self.columns) and not asked.get("alasan", "").strip():
            self.add_error("alasan", _("Say why you need to know who sent these cases."))
        return asked

    @property
    def columns(self) -> list[exports.Column]:
        """The chosen ones in the order of the register; all that name nobody when nothing was chosen."""
        names = self.cleaned_data.get("kolom") or self.initial["kolom"]
        return [one for one in self.book.columns if one.name in names]

    @property
    def reason(self) -> str:
        wanted = any(one.is_identity for one in self.columns)
        return self.cleaned_data["alasan"].strip() if wanted else ""


def moments(
    first: datetime.date, last: datetime.date, zone: datetime.tzinfo
) -> tuple[datetime.datetime, datetime.datetime]:
    """From the beginning of the first day until the end of the last one."""
    after = last + datetime.timedelta(days=1)
    return tuple(datetime.datetime.combine(day, datetime.time(), zone) for day in (first, after))  # type: ignore[return-value]


def zone_of(viewer: Viewer) -> datetime.tzinfo:
    """Where the days of this officer begin: in the regency; that of the installation for those of several or none."""
    roots = {grant.root_id for grant in viewer.grants}
    names = set(Unit.objects.filter(pk__in=roots).values_list("region__time_zone", flat=True))
    return ZoneInfo(names.pop()) if len(names) == 1 else timezone.get_current_timezone()


@never_cache
def book(request: HttpRequest, name: str = "pengaduan") -> HttpResponseBase:
    """The form of one register; by POST the register itself, as of this moment and for this officer."""
    viewer = officer_or_404(request)
    if name not in REGISTERS:
        raise Http404
    form = BookForm(request.POST if request.method == "POST" else None, REGISTERS[name])
    if form.is_bound and form.is_valid():
        return written(form, viewer)
    context = {
        "breadcrumbs_items": crumbs(("", _("Registers"))),
        "header_title": form.book.title,
        "header_icon": "list-ul",
        "form": form,
        "book": form.book,
        "books": REGISTERS.values(),
        "recaps": recaps.RECAPS.values(),
        "years": [timezone.localdate().year - back for back in range(3)],
    }
    return render(request, "cases/admin/book.html", context, status=422 if form.is_bound else 200)


def written(form: BookForm, viewer: Viewer) -> HttpResponseBase:
    asked = form.cleaned_data
    rows = cases_of(form.book, viewer, *moments(asked["dari"], asked["sampai"], zone_of(viewer)))
    lines = exports.table(form.columns, lines_of(rows, viewer, form.reason))
    name = f"{form.book.name}-{asked['dari']}-{asked['sampai']}"
    return exports.download(name, asked["format"], lines)


@never_cache
def recap(request: HttpRequest, name: str, year: int, format: str) -> HttpResponseBase:
    """The figures of one year over the cases that this officer may know of."""
    viewer = officer_or_404(request)
    if name not in recaps.RECAPS or format not in exports.FORMATS or not 2000 <= year <= 2100:
        raise Http404
    recap = recaps.RECAPS[name]
    lines = exports.table(recap.columns, recap.rows(viewer, year))
    return exports.download(f"{name}-{year}", format, lines)
