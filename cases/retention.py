"""How long what citizens told us is kept: rules as rows, holds that stop them, and an erasure that leaves only the skeleton.

Two parts. `personal`: who it was and everything that was not for the public (words, files, notices, reasons of looks).
`content`: the public copy, too. What stays is the number, kind, dates, units, clocks, outcome, ratings and the hashes.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from . import attachments
from .actors import Actor
from .chain import PURGED, Telling, append
from .engine import keep, locked
from .erasing import (
    CONTENT,
    PERSONAL,
    erase_columns,
    erase_events,
    erase_rows,
    forget_originals,
)
from .models import Case, CaseEvent, PurgeRule, Reporter
from .terms import Term
from .transitions import NOT_OPEN, Status

logger = logging.getLogger(__name__)

# A case with another body is not over: its answer is still to come.
ENDED = tuple(status for status in NOT_OPEN if status != Status.REFERRED_OUT)


@dataclass(frozen=True)
class Due:
    """One case whose time has come, by which rule; `held` says why it stays all the same."""

    case: Case
    part: str
    rule: PurgeRule
    due_on: datetime.date
    held: str = ""


@dataclass(frozen=True)
class Purged:
    """What was erased: a line of the destruction report, without anything that was in it."""

    ref: str
    kind: str
    unit: str
    part: str
    due_on: datetime.date | None
    basis: str
    had_reporter: bool
    files: int
    events: int


# ------------------------------------------------------------ when


def active_rules() -> list[PurgeRule]:
    """The rules in force, the particular before the general."""
    return sorted(PurgeRule.objects.filter(is_active=True), key=lambda rule: (rule.kind, not rule.outcome))


def rule_for(case: Case, rules: list[PurgeRule]) -> PurgeRule | None:
    """The rule for how a case ended: by its outcome, by its status (withdrawn, archived …), else for its kind."""
    own = [rule for rule in rules if rule.kind == case.kind]
    for wanted in (case.outcome, case.status):
        if wanted and (found := next((rule for rule in own if rule.outcome == wanted), None)):
            return found
    return next((rule for rule in own if not rule.outcome), None)


def days_of(rule: PurgeRule, part: str) -> int | None:
    return rule.personal_after_days if part == PERSONAL else rule.content_after_days


def ended_on(case: Case) -> datetime.date:
    return case.status_changed_at.astimezone(ZoneInfo(case.root.region.time_zone)).date()


def today_in(case: Case, now: datetime.datetime) -> datetime.date:
    return now.astimezone(ZoneInfo(case.root.region.time_zone)).date()


def due(now: datetime.datetime) -> Iterator[Due]:
    """The cases whose words or persons are to be erased today, with those that are held back."""
    rules = active_rules()
    for rule in rules:
        for part in (CONTENT, PERSONAL):
            days = days_of(rule, part)
            if days is None:
                continue
            for case in ended_before(rule, now - datetime.timedelta(days=days - 1)):
                due_on = ended_on(case) + datetime.timedelta(days=days)
                if rule_for(case, rules) == rule and due_on <= today_in(case, now) and is_left(case, part):
                    yield Due(case, part, rule, due_on, why_held(case))


def ended_before(rule: PurgeRule, at: datetime.datetime) -> list[Case]:
    how = Q(outcome=rule.outcome) | Q(status=rule.outcome) if rule.outcome else Q()
    rows = Case.objects.filter(how, kind=rule.kind, status__in=ENDED, status_changed_at__lte=at)
    return list(rows.select_related("root__region", "origin_unit").order_by("pk"))


def is_left(case: Case, part: str) -> bool:
    """Whether there is anything to erase: nothing was yet, or something was written since."""
    parts = [CONTENT] if part == CONTENT else [CONTENT, PERSONAL]
    done = case.events.filter(type=PURGED, payload__part__in=parts).order_by("-seq").first()
    if done is None or Reporter.objects.filter(case=case).exists():
        return True
    worded = ~Q(public_text="") | ~Q(reporter_text="") | ~Q(internal_text="")
    return case.events.filter(worded, seq__gt=done.seq).exclude(salt=b"").exists() or bool(case.title or case.body)


def why_held(case: Case, *, is_asked: bool = False) -> str:
    """What forbids to erase a case now; empty when nothing does. Who asked to be erased need not be answered before."""
    if case.is_on_hold:
        return "on_hold"
    if case.status == Status.DISPUTED or case.objections.exclude(status__in=ENDED).exists():
        return "objection_open"
    if not is_asked and case.clocks.filter(clock=Term.DATA_SUBJECT_REQUEST, met_at=None).exists():
        return "data_request_open"
    return ""


def schedule(now: datetime.datetime) -> int:
    """Writes on each ended case when it will be erased, for those who look; how many dates have changed."""
    rules, changed = active_rules(), 0
    rows = Case.objects.filter(status__in=ENDED).select_related("root__region")
    for case in rows.iterator(chunk_size=500):
        rule = rule_for(case, rules)
        dates = []
        for part in (PERSONAL, CONTENT):
            days = days_of(rule, part) if rule else None
            dates.append(None if days is None else ended_on(case) + datetime.timedelta(days=days))
        if dates != [case.purge_personal_on, case.purge_content_on]:
            Case.objects.filter(pk=case.pk).update(purge_personal_on=dates[0], purge_content_on=dates[1])
            changed += 1
    again_open = Case.objects.exclude(status__in=ENDED).exclude(purge_personal_on=None, purge_content_on=None)
    return changed + again_open.update(purge_personal_on=None, purge_content_on=None)


# ------------------------------------------------------------ erased


def purge_due(now: datetime.datetime) -> list[Purged]:
    """Erases what is due; one case that fails does not hold up the others. May run twice."""
    done = []
    for one in list(due(now)):
        if one.held:
            continue
        try:
            if report := purge(one.case.pk, one.part, now, due_on=one.due_on, basis=one.rule.basis):
                done.append(report)
        except Exception:
            logger.exception("case %s could not be erased", one.case.pk)
    return done


def purge(
    case_id: int,
    part: str,
    now: datetime.datetime,
    *,
    actor: Actor | None = None,
    due_on: datetime.date | None = None,
    basis: str = "",
    is_asked: bool = False,
) -> Purged | None:
    """Erases a part of a case, and says so in its history; None when it is held, or nothing is left of it.

    Files go first: should the rest fail, the next run finds the case again, and no file is left behind unknown.
    """
    with transaction.atomic():
        case = locked(case_id)
        if why_held(case, is_asked=is_asked) or not is_left(case, part):
            return None
        public = case.attachments.filter(is_public=True) if part == PERSONAL and case.published_at else None
        files = case.attachments.exclude(state=attachments.State.PURGED)
        if public is not None:
            files = files.exclude(pk__in=public)
            forget_originals(case)
        report = Purged(
            ref=case.ref,
            kind=case.kind,
            unit=case.origin_unit.code,
            part=part,
            due_on=due_on,
            basis=basis,
            had_reporter=Reporter.objects.filter(case=case).exists(),
            files=attachments.erase(files),
            events=erase_events(case, part),
        )
        erase_rows(case, part)
        erase_columns(case, part, now)
        append(case, PURGED, actor or Actor.system(), told(report), at=now, from_status=case.status)
        keep(case, now)
    return report


def told(report: Purged) -> Telling:
    return Telling(audience=CaseEvent.Audience.REPORTER, payload={"part": report.part, "files": report.files})
