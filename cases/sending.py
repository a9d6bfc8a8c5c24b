"""Sends the notices that are due: each is claimed by one worker, tried again for half a day, then given up and listed."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from regions.models import Unit, UnitRole

from .models import Case, Outbox
from .receipts import exits_of
from .routing import judge_of
from .sealing import CannotOpenError, unseal
from .transitions import Kind, Role
from .visibility.rules import roles_on

logger = logging.getLogger(__name__)

REPORTER = "reporter"
MINUTE = datetime.timedelta(minutes=1)
# After the first, second … attempt; then the notice is dead.
BACK_OFF = (5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 360 * MINUTE)
# A worker that has claimed a notice and not told the end of it for so long has died.
LOST = 15 * MINUTE
State = Outbox.State
AT_ROOT = frozenset({Role.VERIFIER, Role.COORDINATOR, Role.RECORDS_OFFICER, Role.LEADERSHIP})


class NobodyThereError(Exception):
    """There is no address for a notice; the text says why."""


def address_of(case: Case) -> str:
    """The reporter's e-mail when notices may go there; empty for who gave none or wants none."""
    reporter = getattr(case, "reporter", None)
    if reporter is None or not reporter.email:
        return ""
    by_law = case.kind in (Kind.INFORMATION_REQUEST, Kind.OBJECTION)
    if reporter.preferred_contact != "email" and not by_law:
        return ""
    try:
        return unseal(reporter.email, reporter.key_id, f"reporter.email:{case.pk}")
    except CannotOpenError:
        return ""


def send_due(now: datetime.datetime) -> dict[str, int]:
    """Sends what is due; safe to run twice at once. How many were sent, failed and given up."""
    report = {State.SENT.value: 0, State.FAILED.value: 0, State.DEAD.value: 0}
    for pk in Outbox.objects.filter(claimable(now)).values_list("pk", flat=True)[:1000]:
        if notice := claim(pk, now):
            report[deliver(notice, now)] += 1
    return report


def claimable(now: datetime.datetime) -> Q:
    waiting = Q(state__in=[State.QUEUED, State.FAILED], next_at__lte=now)
    return waiting | Q(state=State.SENDING, claimed_at__lte=now - LOST)


def claim(pk: int, now: datetime.datetime) -> Outbox | None:
    """Takes one notice for this worker by a conditional update; None when another was faster."""
    free = Outbox.objects.filter(claimable(now), pk=pk)
    if not free.update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return None
    return Outbox.objects.select_related("case__reporter", "case__current_unit", "case__about_unit", "unit").get(pk=pk)


def deliver(notice: Outbox, now: datetime.datetime) -> str:
    """Sends one claimed notice and writes down how it went."""
    try:
        if notice.attempts > len(BACK_OFF) + 1:
            raise NobodyThereError("the worker died again and again")
        send(notice)
    except NobodyThereError as nobody:
        return finish(notice, State.DEAD, error=str(nobody))
    except Exception as error:
        logger.warning("notice %s was not sent: %s", notice.pk, type(error).__name__)
        return postpone(notice, now, error)
    return finish(notice, State.SENT, sent_at=now)


def postpone(notice: Outbox, now: datetime.datetime, error: Exception) -> str:
    # Only the name of the error is kept: mail servers like to repeat the address.
    name = type(error).__name__
    if notice.attempts > len(BACK_OFF):
        return finish(notice, State.DEAD, error=name)
    return finish(notice, State.FAILED, error=name, next_at=now + BACK_OFF[notice.attempts - 1])


def finish(notice: Outbox, state: State, error: str = "", **columns: Any) -> str:
    """Ends the claim, unless another worker has taken over meanwhile."""
    mine = Outbox.objects.filter(pk=notice.pk, state=State.SENDING, attempts=notice.attempts)
    mine.update(state=state, last_error=error[:200], **columns)
    return state.value


def send(notice: Outbox) -> None:
    """One message to each recipient, so that none learns of another."""
    case = notice.case
    is_reporter = notice.recipient_role == REPORTER
    addresses = [address_of(case)] if is_reporter else [user.email for user in recipients(notice) if user.email]
    if not any(addresses):
        raise NobodyThereError("nobody to tell")
    known = dict(settings.LANGUAGES)
    lang = case.lang if is_reporter and case.lang in known else settings.LANGUAGE_CODE
    with translation.override(lang):
        subject, body = wording(notice)
    host = settings.WAGTAILADMIN_BASE_URL.partition("://")[2].partition(":")[0].strip("/") or "localhost"
    messages = [
        EmailMessage(
            subject,
            body,
            to=[address],
            headers={
                "Message-ID": f"<notice-{notice.pk}-{place}@{host}>",
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
            },
        )
        for place, address in enumerate(addresses)
    ]
    get_connection().send_messages(messages)


def wording(notice: Outbox) -> tuple[str, str]:
    """Subject and text: the number, where to look, and nothing of what it is about."""
    ref = {"ref": notice.case.ref}
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    if notice.recipient_role == REPORTER:
        where = {"address": f"{base}/pengaduan/lacak/"}
        text = _("There is news about your report %(ref)s.\n\nRead it with your number and your secret: %(address)s")
        elsewhere = other_ways(notice.case) if notice.kind == "late" else ""
        return _("There is news about your report"), text % (ref | where) + "\n" + elsewhere
    if notice.kind == "late":
        subject, text = _("A term is running out: %(ref)s"), _("A term of case %(ref)s is running out or has run out.")
    else:
        subject, text = _("A case needs you: %(ref)s"), _("Case %(ref)s is waiting on your desk.")
    return subject % ref, text % ref + f"\n\n{base}/admin/\n"


def other_ways(case: Case) -> str:
    """Where else its reporter may go when an office is late."""
    if case.kind == Kind.INFORMATION_REQUEST:
        address = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/ppid/keberatan/"
        return "\n" + _("The office is late. You may object: %(address)s") % {"address": address} + "\n"
    lines = [f"- {exit.label}: {exit.url}" for exit in exits_of(case)]
    return "\n" + _("The office is late. You may also turn to:") + "\n" + "\n".join(lines) + "\n" if lines else ""


def recipients(notice: Outbox) -> list[Any]:
    """The people behind a role: at the unit, else above it, else the coordinator; who may not see a case hears nothing."""
    case = notice.case
    for unit, role in chain_of_desks(case, notice.recipient_role, notice.unit):
        if found := [user for user in holders(unit, role) if roles_on(user, case)]:
            return found
    return []


def chain_of_desks(case: Case, role: str, unit: Unit | None) -> Iterable[tuple[Unit, str]]:
    """Where to look for a role, nearest first."""
    start = unit or (case.root if role in AT_ROOT else case.current_unit) or case.root
    if role == Role.INSPECTORATE:
        start = judge_of(case.root) or case.root
    at: Unit | None = start
    while at is not None:
        yield at, role
        at = at.parent
    if case.current_unit and case.about_unit_id:
        yield case.current_unit, role
        yield case.current_unit, Role.INSPECTORATE
    yield case.root, Role.COORDINATOR


def holders(unit: Unit, role: str) -> list[Any]:
    roles = UnitRole.objects.active().filter(unit=unit, role=role, user__is_active=True).select_related("user")
    return [held.user for held in roles.order_by("user_id")]
