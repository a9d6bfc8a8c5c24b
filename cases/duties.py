"""What waits for whom: the cases on which the next step is an officer's, and the day by which it is due."""

from __future__ import annotations

import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
)
from django.db.models.functions import Cast
from django.utils import timezone

from regions.models import Unit

from .models import Case, Clock
from .models.cases import CaseQuerySet
from .terms import WATCHED, Term
from .transitions import NOT_OPEN, Kind, Role, Status
from .visibility import Viewer
from .visibility.rules import NOTHING, scope, visible

SOON = datetime.timedelta(days=2)
REPORTS = (Kind.COMPLAINT, Kind.ASPIRATION)
S = Status

# Where a case stands when it is this role's turn.
TURN: dict[Role, Q] = {
    Role.VERIFIER: Q(kind__in=REPORTS, status=S.RECEIVED),
    Role.COORDINATOR: Q(kind__in=REPORTS, status=S.RECEIVED),
    Role.HANDLER: Q(kind__in=REPORTS, status__in=[S.ASSIGNED, S.IN_PROGRESS]),
    Role.UNIT_HEAD: Q(kind__in=REPORTS, status=S.IN_PROGRESS, category__requires_approval=True),
    Role.PPID_EXECUTIVE: Q(kind=Kind.INFORMATION_REQUEST, status__in=[S.REGISTERED, S.DECIDED]),
    Role.PPID_MAIN: Q(kind=Kind.INFORMATION_REQUEST, status__in=[S.IN_PROGRESS, S.CONSEQUENCE_TEST]),
    Role.PPID_SUPERIOR: Q(kind=Kind.OBJECTION, status__in=[S.REGISTERED, S.IN_REVIEW]),
}
# Who answers a request about personal data, wherever the case itself stands: the clock runs in hours.
ANSWERS_PERSONS = (Role.RECORDS_OFFICER, Role.COORDINATOR, Role.PPID_MAIN)
# What lies with a unit that the regency manages is the coordinator's to handle.
STEWARDED = TURN[Role.HANDLER] & Q(current_unit__stewardship=Unit.Stewardship.MANAGED)


def waiting_for(viewer: Viewer) -> CaseQuerySet:
    """The visible cases on which this officer can take the next step."""
    turns = [scope(grant) & TURN[grant.role] for grant in viewer.grants if grant.role in TURN]
    turns += [scope(grant) & STEWARDED for grant in viewer.grants if grant.role == Role.COORDINATOR]
    # Another body is late with what was passed on to it: the watch is the coordinator's alone.
    watched = Q(status=S.REFERRED_OUT) & Q(Exists(late_clocks(timezone.now())))
    turns += [scope(grant) & watched for grant in viewer.grants if grant.role == Role.COORDINATOR]
    turns += [scope(grant) & Q(asks_about_person()) for grant in viewer.grants if grant.role in ANSWERS_PERSONS]
    return visible(Case.objects.all(), viewer).filter(reduce(or_, turns, NOTHING))


def asks_about_person() -> Exists:
    """Somebody uses a right under UU 27/2022 and waits for the answer; a case that is closed may wait, too."""
    return Exists(Clock.objects.filter(case=OuterRef("pk"), clock=Term.DATA_SUBJECT_REQUEST, met_at=None))


def offices_clocks() -> QuerySet[Clock]:
    """The running terms that an office has to keep."""
    return Clock.objects.filter(met_at=None, clock__in=sorted(WATCHED))


def with_due(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The rows with `due_at`, the first moment at which an office is late; none while all its terms are paused."""
    first = offices_clocks().filter(case=OuterRef("pk"), paused_on=None).order_by("due_at")
    return rows.annotate(due_at=Subquery(first.values("due_at")[:1]))


def by_urgency(rows: QuerySet[Case]) -> QuerySet[Case]:
    """In the order in which they should be opened: words of danger, then the nearest due date, then the oldest."""
    is_danger = ExpressionWrapper(Q(flags_text__contains='"priority"'), output_field=BooleanField())
    marked = with_due(rows).annotate(flags_text=Cast("flags", TextField())).annotate(is_danger=is_danger)
    return marked.order_by("-is_danger", F("due_at").asc(nulls_last=True), "received_at", "pk")


def with_running(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The rows with their running terms in `running`, the nearest first. One query for all."""
    return rows.prefetch_related(Prefetch("clocks", offices_clocks().order_by("due_at"), to_attr="running"))


def late(rows: CaseQuerySet, now: datetime.datetime) -> CaseQuerySet:
    """Open cases with which an office is late; of any case a request about personal data that is late."""
    counts = Q(clock=Term.DATA_SUBJECT_REQUEST) | ~Q(case__status__in=NOT_OPEN)
    return rows.filter(Exists(late_clocks(now).filter(counts)))


def late_clocks(now: datetime.datetime) -> QuerySet[Clock]:
    """Terms of the case of an outer query that have run out."""
    return offices_clocks().filter(case=OuterRef("pk"), paused_on=None, due_at__lte=now)


def nearest(case: Any) -> Clock | None:
    """The term to keep next, one that counts before one that is paused: of the cases that came through `with_running`."""
    return min(case.running, key=lambda term: (term.paused_on is not None, term.due_at), default=None)


def is_soon(term: Clock, now: datetime.datetime) -> bool:
    """Whether a term that still counts ends within two days: the eye should fall on it before it is late."""
    return term.paused_on is None and not term.is_late(now) and term.due_at - now <= SOON
