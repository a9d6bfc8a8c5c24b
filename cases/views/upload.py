"""One file after the other: the text is safe long before, and a file that fails costs nothing but itself."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import attachments, examining
from ..models import Attachment, Case
from ..routing import settings_of
from ..submissions import Announced, canonical_uuid4

State = Attachment.State
PENDING = (State.RESERVED, State.RECEIVING)
ARRIVED = (State.STORED, State.PROCESSED)
SET_ASIDE = (State.REJECTED, State.QUARANTINED)
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
        """Announced, but not here yet: to be sent again, as long as there is time; later it is a new file."""
        now = timezone.now()
        return [one for one in self.files if one.state in PENDING and now < one.expires_at]

    @property
    def set_aside(self) -> list[tuple[Attachment, str]]:
        """Those that nobody can open, each with the reason; another may be sent instead."""
        return [(one, reason_of(one)) for one in self.files if one.state in SET_ASIDE]

    @property
    def left(self) -> int:
        return max(0, self.most - len(self.arrived) - len(self.awaited))

    @property
    def takes_more(self) -> bool:
        """Whether the page offers a field for a file."""
        return bool(self.left or self.awaited)

    @property
    def next_number(self) -> int:
        return len(self.arrived) + 1

    @property
    def next_id(self) -> uuid.UUID:
        """The file that did not arrive, else a fresh id: pressed twice, one file is sent once."""
        return self.awaited[0].pk if self.awaited else uuid.uuid4()


def slots(case: Case) -> Slots:
    """Who is asked for more may send as many files again."""
    limits = settings_of(case.root)
    own = case.attachments.filter(role=Attachment.Role.EVIDENCE).exclude(state__in=GONE)
    times = min(attachments.TIMES, 1 + case.events.filter(type="ask").count())
    return Slots(limits.limit("files") * times, limits.limit("file_bytes"), list(own))


def reason_of(attachment: Attachment) -> str:
    return " ".join(examining.words([attachment.reject_reason]))


def take(request: HttpRequest, case: Case) -> str:
    """Stores the file that was sent for this case; what went wrong in words, or nothing."""
    sent = request.FILES.get("file")
    if sent is None:
        return _("No file was chosen.")
    here = slots(case)
    name = sent.name or ""
    if sent.size is None or sent.size > here.largest:
        return _("“%(name)s” is too large. Please send a smaller one.") % {"name": name}
    try:
        attachment = announced(request, case, here, sent)
        if attachment:
            attachment = stored(attachment, case, here, sent)
    except attachments.NotStoredError as refusal:
        return _("“%(name)s” was not stored: %(why)s") % {"name": name, "why": refusal}
    except OperationalError:
        return _("“%(name)s” could not be stored right now. Please send it again.") % {"name": name}
    if attachment is None:
        return _("“%(name)s” was not taken: there are as many files as may be sent.") % {"name": name}
    if attachment.state in SET_ASIDE:
        return _("“%(name)s” was not taken. %(why)s") % {"name": name, "why": reason_of(attachment)}
    return ""


def stored(attachment: Attachment, case: Case, here: Slots, sent: Any) -> Attachment | None:
    """Stores it; another file than the one that arrived from this form before is a file of its own."""
    try:
        return attachments.store(attachment, sent)
    except attachments.NotStoredError as refusal:
        if refusal.code != "upload_conflict":
            raise
    sent.seek(0)
    another = new(case, here, sent, uuid.uuid4())
    return another and attachments.store(another, sent)


def announced(request: HttpRequest, case: Case, here: Slots, sent: Any) -> Attachment | None:
    """The place for this file: the one of its id, so that a repeated press changes nothing, else a new one."""
    wanted = canonical_uuid4(request.POST.get("file_id", "")) or uuid.uuid4()
    awaited = [one for one in here.awaited if one.declared_size == sent.size]
    known = [one for one in [*here.arrived, *awaited] if one.pk == wanted] or awaited
    if known:
        return known[0]
    is_taken = Attachment.objects.filter(pk=wanted).exists()
    return new(case, here, sent, uuid.uuid4() if is_taken else wanted)


def new(case: Case, here: Slots, sent: Any, id: uuid.UUID) -> Attachment | None:
    """A further place, as long as there is one."""
    if here.left == 0:
        return None
    manifest = [Announced(id, sent.name or "", sent.size, sent.content_type or "")]
    return next(iter(attachments.announce(case, manifest)), None)
