"""The person behind a case: shown to few, for a reason, and each look is written down."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from ..engine import RefusedError
from ..models import Case
from ..reporters import person_of
from ..submissions import Person
from ..transitions import Role
from .rules import PPID_KINDS, PPID_ROLES, grants_on
from .shapes import Level
from .viewers import Viewer

# Given to groups in addition to a role; the coordinator's groups have it from cms.roles.
PERMISSION = "cases.view_reporter"
LOOKS = ("identity", "original_file", "restricted_text", "export")


class NotAllowedError(RefusedError):
    """The case may be seen, the person behind it not."""

    code = "identity_refused"


def may_ask_identity(case: Case, viewer: Viewer, grants: dict[Role, Any] | None = None) -> bool:
    """Whether the viewer may see who sent this case, and its original files, after giving a reason."""
    if not viewer.is_officer:
        return False
    roles = set(grants_on(viewer, case) if grants is None else grants)
    if Role.INSPECTORATE in roles or (case.kind in PPID_KINDS and roles & PPID_ROLES):
        return True
    is_near = viewer.is_superuser or bool(roles & {Role.VERIFIER, Role.COORDINATOR})
    return is_near and bool(viewer.user.has_perm(PERMISSION))


def identity_of(case: Case, user: Any, reason: str) -> Person:
    """Who sent a case. Raises Case.DoesNotExist when it is not visible, NotAllowedError when the person is not, or no reason."""
    viewer = Viewer.officer(user)
    if not Case.objects.visible_to(viewer, "text").filter(pk=case.pk).exists():
        raise Case.DoesNotExist
    if not may_ask_identity(case, viewer):
        raise NotAllowedError(_("Your role does not show who sent this case."))
    if not reason.strip():
        raise NotAllowedError(_("Say why you need to know who sent this case."))
    record_look(case, user, "identity", reason)
    return person_of(case)


def record_reading(case: Case, viewer: Viewer, level: Level) -> None:
    """Writes down, once a day for each officer, that somebody has read the words of a restricted case (§ 12)."""
    if not case.is_restricted or level <= Level.RECORDS:
        return
    since = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = ModelLogEntry.objects.for_instance(case).filter(action="cases.restricted_text", user=viewer.user)
    if not rows.filter(timestamp__gte=since).exists():
        record_look(case, viewer.user, "restricted_text", "")


def record_look(case: Case, user: Any, what: str, reason: str) -> None:
    """Writes down that somebody looked: `what` is one of LOOKS. The reason never names the reporter's data."""
    assert what in LOOKS
    log(instance=case, action=f"cases.{what}", user=user, data={"reason": reason.strip()[:300]})
