"""One file after the other: the text is safe long before, and a file that fails costs nothing but itself."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from .. import attachments, examining
from ..models import Attachment, Case
from ..routing import settings_of
from ..submissions import Announced, canonical_uuid4

State = Attachment.State
PENDING = (State.RESERVED, State.RECEIVING)
ARRIVED = (State.STORED, State.PROCESSED, State.QUARANTINED)
GONE = (State.PURGED,)


@dataclass(frozen=True)
class Slots:
    """The files of a case as its reporter sees them: which have arrived, which must be sent again, how many may follow."""

    most: int
    largest: int
    files: list[Attachment] = field(default_factory=list)

    @property
    def arrived(self) -> list[Attachment]:
        return [one for one in self.files if one.state in ARRIVED]

    @property
    def awaited(self) -> list[Attachment]:
        """Announced, but not here yet: to be sent again."""
        return [one for one in self.files if one.state in PENDING]

    @property
    def rejected(self) -> list[Attachment]:
        return [one for one in self.files if one.state == State.REJECTED]

    @property
    def left(self) -> int:
        return max(0, self.most - len(self.arrived) - len(self.awaited))

    @property
    def next_number(self) -> int:
        return len(self.arrived) + 1

    @property
    def next_id(self) -> uuid.UUID:
        """The file that did not arrive, else a fresh id: pressed twice, one file is sent once."""
        return self.awaited[0].pk if self.awaited else uuid.uuid4()


def slots(case: Case) -> Slots:
    limits = settings_of(case.root)
    own = case.attachments.filter(role=Attachment.Role.EVIDENCE).exclude(state__in=GONE)
    return Slots(limits.limit("files"), limits.limit("file_bytes"), list(own))


def take(request: HttpRequest, case: Case) -> str:
    """Stores the file that was sent for this case; what went wrong in words, or nothing."""
    sent = request.FILES.get("file")
    if sent is None:
        return _("No file was chosen.")
    here = slots(case)
    name = sent.name or ""
    if sent.size is None or sent.size > here.largest:
        return _("“%(name)s” is too large. Please send a smaller one.") % {"name": name}
    attachment = announced(request, case, here, sent)
    if attachment is None:
        return _("“%(name)s” was not taken: no more files can be added.") % {"name": name}
    try:
        attachment = attachments.store(attachment, sent)
    except attachments.NotStoredError as refusal:
        return _("“%(name)s” was not stored: %(why)s") % {"name": name, "why": refusal}
    if attachment.state == State.REJECTED:
        [why] = examining.words([attachment.reject_reason])
        return _("“%(name)s” was not taken. %(why)s") % {"name": name, "why": why}
    return ""


def announced(request: HttpRequest, case: Case, here: Slots, sent: Any) -> Attachment | None:
    """The place for this file: the one of its id, so that a repeated press changes nothing, else a new one."""
    wanted = canonical_uuid4(request.POST.get("file_id", "")) or uuid.uuid4()
    held = Attachment.objects.filter(pk=wanted).first()
    if held and held.case_id == case.pk and (held.state not in PENDING or held.declared_size == sent.size):
        return held
    if here.left == 0:
        return None
    manifest = [Announced(uuid.uuid4() if held else wanted, sent.name or "", sent.size, sent.content_type or "")]
    return next(iter(attachments.announce(case, manifest)), None)
