"""Figures of a year for officers: what SP4N-LAPOR and the yearly report of the PPID ask for."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from .exports import Column
from .models import Case, CaseEvent, Clock, ExternalRef, Objection, Outcome
from .register_rows import CHUNK, REPORTS
from .stats import ANSWERS
from .terms import Term
from .transitions import Kind
from .visibility import Viewer


@dataclass
class Month:
    """One line of the LAPOR recap: a month in one office."""

    month: str
    unit: str
    received: int = 0
    verified: int = 0
    followed: int = 0
    without: int = 0
    days: list[int] = field(default_factory=list)
    stars: list[int] = field(default_factory=list)


def mean(numbers: list[int]) -> float | str:
    return round(sum(numbers) / len(numbers), 1) if numbers else ""


LAPOR = (
    Column("bulan", _("Month"), lambda one: one.month),
    Column("unit", _("Unit"), lambda one: one.unit),
    Column("diterima", _("Received"), lambda one: one.received),
    Column("verifikasi", _("Verified in time"), lambda one: one.verified),
    Column("tindak_lanjut", _("Followed up in time"), lambda one: one.followed),
    Column("selesai", _("Finished"), lambda one: len(one.days)),
    Column("rata_hari", _("Mean days"), lambda one: mean(one.days)),
    Column("penilaian", _("Mean rating"), lambda one: mean(one.stars)),
    Column("tanpa_nomor", _("Without LAPOR! number"), lambda one: one.without),
)


def cases_of(viewer: Viewer, year: int, *kinds: str) -> Iterator[Any]:
    """The cases of a year that this officer may know of, with what the figures need. Queries by parcels, not by cases."""
    spare = datetime.timedelta(days=1)
    first = datetime.datetime(year, 1, 1, tzinfo=datetime.UTC)
    after = datetime.datetime(year + 1, 1, 1, tzinfo=datetime.UTC)
    rows = Case.objects.visible_to(viewer).filter(
        kind__in=kinds, received_at__gte=first - spare, received_at__lt=after + spare
    )
    events = CaseEvent.objects.order_by("seq").only("case", "type", "to_status", "at", "payload")
    numbers = ExternalRef.objects.filter(system=ExternalRef.System.LAPOR)
    full = rows.select_related("root__region", "current_unit", "origin_unit", "request", "objection").prefetch_related(
        Prefetch("events", events, to_attr="told"),
        Prefetch("clocks", Clock.objects.filter(is_dropped=False), to_attr="terms"),
        Prefetch("external_refs", numbers, to_attr="numbers"),
    )
    for case in full.order_by("received_at", "pk").iterator(chunk_size=CHUNK):
        if local(case).year == year:
            yield case


def local(case: Any) -> datetime.datetime:
    return case.received_at.astimezone(ZoneInfo(case.root.region.time_zone))


def days_of(case: Any) -> int | None:
    """Whole days until the first answer."""
    answers = [event.at for event in case.told if event.to_status in ANSWERS]
    return (min(answers) - case.received_at).days if answers else None


def kept(case: Any, name: str) -> bool:
    """Whether the first run of a term was kept: a punctual second one does not heal a late first."""
    runs = sorted((term for term in case.terms if term.clock == name and term.met_at), key=lambda term: term.run)
    return bool(runs) and runs[0].met_at < runs[0].due_at


def lapor_rows(viewer: Viewer, year: int) -> list[Month]:
    """Complaints and aspirations by month and office."""
    found: dict[tuple[str, str], Month] = {}
    for case in cases_of(viewer, year, *REPORTS):
        unit = (case.current_unit or case.origin_unit).name
        line = found.setdefault((f"{local(case):%Y-%m}", unit), Month(f"{local(case):%Y-%m}", unit))
        line.received += 1
        line.verified += kept(case, Term.VERIFICATION)
        line.followed += kept(case, Term.FIRST_FOLLOW_UP)
        line.without += not case.numbers
        if (days := days_of(case)) is not None:
            line.days.append(days)
        line.stars += [
            int(one.payload["score"]) for one in case.told if one.type == "rated" and one.payload.get("score")
        ]
    return [found[key] for key in sorted(found)]


PPID = (
    Column("uraian", _("What"), lambda one: one[0]),
    Column("jumlah", _("Count"), lambda one: one[1]),
)


def ppid_rows(viewer: Viewer, year: int) -> list[tuple[Any, Any]]:
    """Requests, their outcomes and time, refusals by ground, objections by ground, disputes."""
    outcomes: dict[str, int] = defaultdict(int)
    refusals: dict[str, int] = defaultdict(int)
    grounds: dict[str, int] = defaultdict(int)
    days: list[int] = []
    requests = objections = disputes = 0
    for case in cases_of(viewer, year, Kind.INFORMATION_REQUEST, Kind.OBJECTION):
        if case.kind == Kind.OBJECTION:
            objections += 1
            grounds[case.objection.ground] += 1
            disputes += bool(case.objection.dispute_no) or any(one.to_status == "disputed" for one in case.told)
            continue
        requests += 1
        outcomes[case.outcome] += 1
        if case.outcome == Outcome.REFUSED:
            refusals[case.request.refusal_article] += 1
        if (spent := days_of(case)) is not None:
            days.append(spent)
    return [
        (_("Requests"), requests),
        (_("Mean days until the notice"), mean(days)),
        *((Outcome(name).label, outcomes[name]) for name in Outcome.values if outcomes[name]),
        *((_("Refused under article %(article)s") % {"article": name}, refusals[name]) for name in sorted(refusals)),
        (_("Objections"), objections),
        *((Objection.Ground(name).label, grounds[name]) for name in Objection.Ground.values if grounds[name]),
        (_("Disputes at the Information Commission"), disputes),
    ]


@dataclass(frozen=True)
class Recap:
    """One table of figures: its name in the address, its title, its columns, its lines for an officer and a year."""

    name: str
    title: Any
    columns: tuple[Column, ...]
    rows: Callable[[Viewer, int], list[Any]]


RECAPS = {
    one.name: one
    for one in (
        Recap("rekap-lapor", _("Recap for SP4N-LAPOR"), LAPOR, lapor_rows),
        Recap("rekap-ppid", _("Yearly figures of the PPID"), PPID, ppid_rows),
    )
}
