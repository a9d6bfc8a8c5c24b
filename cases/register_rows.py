"""The registers as tables: which cases stand in them, which columns they have, and who may read which cell."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from . import duties
from .exports import Column
from .models import Case, CaseEvent, ExternalRef
from .reporters import person_of
from .submissions import Person
from .terms import Term
from .transitions import Kind, Status
from .visibility import Level, Viewer, brief, level_of, may_ask_identity, record_look
from .visibility.rules import marked, roles_marked

REPORTS = (Kind.COMPLAINT, Kind.ASPIRATION)
RELATED = (
    "category",
    "origin_unit",
    "current_unit",
    "village",
    "root__region",
    "parent",
    "request",
    "objection",
    "reporter",
)
CHUNK = 200


@dataclass
class Line:
    """One case of a register with what its reader may know of it; `reason` opens the person, and is written down."""

    case: Case
    viewer: Viewer
    reason: str = ""

    @cached_property
    def grants(self) -> dict[Any, Any]:
        return roles_marked(self.case, self.viewer)

    @cached_property
    def level(self) -> Level:
        return level_of(self.viewer, self.grants)

    @cached_property
    def told(self) -> dict[str, Any]:
        return brief(self.case, self.viewer, self.level)

    @cached_property
    def person(self) -> Person:
        """Who sent it: empty unless this officer may know it of this very case; the look is written down first."""
        if not self.reason or not hasattr(self.case, "reporter"):
            return Person()
        if self.level <= Level.RECORDS or not may_ask_identity(self.case, self.viewer, self.grants):
            return Person()
        record_look(self.case, self.viewer.user, "export", self.reason)
        return person_of(self.case)

    def words(self, text: Any) -> Any:
        """Something that a citizen or an officer wrote; not for those who see dates and terms only."""
        return text if self.level > Level.RECORDS else ""

    def of(self, part: str, name: str) -> Any:
        """A column of the request or the objection, in words where it is a choice."""
        row = getattr(self.case, part, None)
        shown = getattr(row, f"get_{name}_display", None)
        return self.words((shown() if shown else getattr(row, name, "")) if row else "")

    @property
    def finished_on(self) -> datetime.date | None:
        """The day on which it was answered, decided or ended."""
        ends = [event.at for event in self.case.ends]  # type: ignore[attr-defined]
        return self.day(min(ends)) if ends else None

    def day(self, at: datetime.datetime | None) -> datetime.date | None:
        return at.astimezone(ZoneInfo(self.case.root.region.time_zone)).date() if at else None


def told(name: str) -> Any:
    return lambda line: line.told.get(name) or ""


def of(part: str, name: str) -> Any:
    return lambda line: line.of(part, name)


def contact(line: Line) -> str:
    return " / ".join(filter(None, (line.person.phone, line.person.email)))


NUMBER = Column("nomor", _("Number"), lambda line: line.case.ref)
REGISTER_NO = Column("nomor_register", _("Register number"), lambda line: line.case.register_no)
RECEIVED = Column("tanggal", _("Date received"), lambda line: line.day(line.case.received_at))
STATUS = Column("status", _("Status"), told("status_label"))
OUTCOME = Column("hasil", _("Outcome"), told("outcome_label"))
UNIT = Column("unit", _("With"), told("unit"))
DONE = Column("tanggal_jawaban", _("Date of the answer"), lambda line: line.finished_on)
PERSON = (
    Column("nama", _("Name"), lambda line: line.person.name, is_identity=True),
    Column("alamat", _("Address"), lambda line: line.person.address, is_identity=True),
    Column("kontak", _("Contact details"), contact, is_identity=True),
    Column("pekerjaan", _("Occupation"), lambda line: line.person.occupation, is_identity=True),
)
PROXY = Column("atas_nama", _("On behalf of"), lambda line: line.person.proxy_name, is_identity=True)
INFORMATION = Column("informasi", _("Information asked for"), told("body"))

COMPLAINTS = (
    NUMBER,
    RECEIVED,
    Column("jenis", _("Kind"), told("kind_label")),
    Column("klasifikasi", _("Class"), told("handling_label")),
    Column("kategori", _("Category"), told("category")),
    Column("unit_asal", _("Sent to"), told("origin_unit")),
    UNIT,
    Column("judul", _("Title"), told("title")),
    Column("isi", _("Text"), told("body"), is_default=False),
    STATUS,
    OUTCOME,
    DONE,
    Column("tenggat", _("Due on"), lambda line: due_on(line)),
    Column("nomor_lapor", _("LAPOR! number"), lambda line: ", ".join(ref.number for ref in line.case.lapor)),
    *PERSON,
)
REQUESTS = (
    REGISTER_NO,
    NUMBER,
    RECEIVED,
    *PERSON,
    PROXY,
    INFORMATION,
    Column("tujuan", _("Purpose"), of("request", "purpose")),
    Column("penguasaan", _("Held"), of("request", "held")),
    Column("penguasa", _("Held by"), of("request", "holder_name")),
    Column("bentuk", _("Form"), of("request", "copy_form")),
    Column("cara", _("Way of access"), of("request", "access_mode")),
    STATUS,
    Column("keputusan", _("Decision"), told("outcome_label")),
    Column("alasan_penolakan", _("Ground of refusal"), of("request", "refusal_article")),
    Column("tanggal_pemberitahuan", _("Date of the notice"), lambda line: line.finished_on),
    Column("tanggal_pemberian", _("Date of delivery"), lambda line: line.day(line.case.request.delivered_at)),
    Column("biaya", _("Cost (Rp)"), lambda line: float(line.case.request.cost_idr)),
    Column("pembayaran", _("Payment"), of("request", "payment_method")),
)
OBJECTIONS = (
    REGISTER_NO,
    NUMBER,
    RECEIVED,
    *PERSON,
    PROXY,
    Column("permohonan", _("Number of the request"), lambda line: line.case.parent.ref if line.case.parent else ""),
    INFORMATION,
    Column("tujuan", _("Purpose"), lambda line: line.words(purpose_of(line.case.parent))),
    Column("alasan", _("Ground"), of("objection", "ground")),
    STATUS,
    Column("keputusan", _("Decision"), told("outcome_label")),
    DONE,
    Column("atasan_nama", _("Decided by"), of("objection", "superior_name")),
    Column("atasan_jabatan", _("Position of the superior"), of("objection", "superior_position")),
    Column("tanggapan", _("Response of the requester"), of("objection", "requester_response")),
    Column("sengketa", _("Number at the Information Commission"), of("objection", "dispute_no")),
)


def purpose_of(parent: Case | None) -> str:
    request = getattr(parent, "request", None) if parent else None
    return request.purpose if request else ""


def due_on(line: Line) -> datetime.date | None:
    """The next term of an open case; one that is about personal data has nothing to do with the report."""
    terms = [term for term in line.case.running if term.clock != Term.DATA_SUBJECT_REQUEST]  # type: ignore[attr-defined]
    return min(term.due_on for term in terms) if terms and line.case.is_open else None


@dataclass(frozen=True)
class Register:
    """One book: its name in the address, its title, the kinds that stand in it, its columns."""

    name: str
    title: Any
    kinds: tuple[str, ...]
    columns: tuple[Column, ...]
    is_without_number: bool = False


REGISTERS = {
    book.name: book
    for book in (
        Register("pengaduan", _("Register of complaints and aspirations"), REPORTS, COMPLAINTS),
        Register("permohonan", _("Register of information requests"), (Kind.INFORMATION_REQUEST,), REQUESTS),
        Register("keberatan", _("Register of objections"), (Kind.OBJECTION,), OBJECTIONS),
        Register("tanpa-lapor", _("Complaints without a LAPOR! number"), REPORTS, COMPLAINTS, is_without_number=True),
    )
}
ENDS = (Status.ANSWERED, Status.DECIDED, Status.CLOSED, Status.ARCHIVED, Status.WITHDRAWN, Status.REFERRED_OUT)


def cases_of(
    book: Register, viewer: Viewer, first: datetime.datetime, after: datetime.datetime
) -> QuerySet[Case, Case]:
    """The cases of a book that this viewer may know of, received from `first` until before `after`, the oldest first."""
    rows = Case.objects.visible_to(viewer).filter(kind__in=book.kinds, received_at__gte=first, received_at__lt=after)
    if book.is_without_number:
        numbered = ExternalRef.objects.filter(case=OuterRef("pk"), system=ExternalRef.System.LAPOR)
        rows = rows.open().filter(~Exists(numbered))
    return rows.order_by("received_at", "pk")


def lines_of(rows: QuerySet[Case, Case], viewer: Viewer, reason: str = "") -> Iterator[Line]:
    """The lines of a book, fetched in parcels: memory and queries do not grow with each line."""
    events = CaseEvent.objects.filter(to_status__in=ENDS).order_by("seq")
    numbers = ExternalRef.objects.filter(system=ExternalRef.System.LAPOR).order_by("pk")
    full = duties.with_running(marked(rows, viewer)).select_related(*RELATED, "parent__request")
    full = full.prefetch_related(Prefetch("events", events, to_attr="ends"))
    full = full.prefetch_related(Prefetch("external_refs", numbers, to_attr="lapor"))
    for case in full.iterator(chunk_size=CHUNK):
        yield Line(case, viewer, reason)
