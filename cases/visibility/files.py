"""Which bytes of a file somebody may have: the copy that was made for showing, rarely the original, never what was set aside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ..models import Attachment, Case
from .identity import may_ask_identity, record_look
from .rules import grants_on
from .shapes import Level, level_of, may_read_name, may_see
from .viewers import Viewer

COPY, THUMBNAIL, ORIGINAL = "copy", "thumbnail", "original"
Role, State = Attachment.Role, Attachment.State
BY_OFFICERS = (Role.ANSWER, Role.LETTER)


@dataclass(frozen=True)
class Opening:
    """The stored bytes that may be read, and whether everybody may."""

    key: str
    is_copy: bool
    is_public: bool
    name: str = ""  # as it was named, where this viewer may read that
    look: str = ""  # what is written down before it opens; empty: nothing


def open_file(attachment: Attachment, viewer: Viewer, size: str = COPY, reason: str = "") -> Opening:
    """What this viewer gets of a file. Raises Attachment.DoesNotExist for everything that may not be had.

    Originals of citizens' files and identity papers open to officers only with the permission and a reason, logged.
    """
    case = Case.objects.visible_to(viewer, "text").filter(pk=attachment.case_id).first()
    if case is None:
        raise Attachment.DoesNotExist
    grants = grants_on(viewer, case)
    level = level_of(viewer, grants)
    opening = chosen(attachment, viewer, level, size) if may_see(attachment, level) else None
    if opening is None:
        raise Attachment.DoesNotExist
    if opening.look:
        if not reason.strip() or not may_ask_identity(case, viewer, grants):
            raise Attachment.DoesNotExist
        record_look(case, viewer.user, opening.look, reason)
    return replace(opening, name=attachment.original_name if may_read_name(attachment, level) else "")


def chosen(row: Attachment, viewer: Viewer, level: Level, size: str) -> Opening | None:
    """The stored object that fits what was asked for; None when there is none for this viewer."""
    if row.state != State.PROCESSED:
        return None
    look = "identity" if viewer.is_officer and row.role == Role.IDENTITY else ""
    wants_original = viewer.is_officer and size == ORIGINAL
    if row.copy_key and not wants_original:
        key = row.thumb_key if size == THUMBNAIL else row.copy_key
        return Opening(key, True, level is Level.VISITOR, look=look)
    if not row.storage_key or level is Level.VISITOR:
        return None
    if not viewer.is_officer or row.role in BY_OFFICERS:
        return Opening(row.storage_key, False, False)
    return Opening(row.storage_key, False, False, look=look or "original_file")


def opened_by(attachment: Attachment, viewers: list[Viewer], *asked: Any) -> Opening:
    """For the first of these viewers who may have it."""
    for viewer in viewers:
        try:
            return open_file(attachment, viewer, *asked)
        except Attachment.DoesNotExist:
            continue
    raise Attachment.DoesNotExist
