"""Who sees what of a case, on every channel: the rows (`visible_to`), what of a row (`shape`), the person behind it.

Not visible means: does not exist. Nothing outside this room decides what anybody sees.
"""

from .following import followed
from .identity import NotAllowedError, identity_of, may_ask_identity, record_look
from .rules import roles_on, visible
from .shapes import Level, brief, level_of, shape
from .viewers import Grant, Viewer

__all__ = [
    "Grant",
    "Level",
    "NotAllowedError",
    "Viewer",
    "brief",
    "followed",
    "identity_of",
    "level_of",
    "may_ask_identity",
    "record_look",
    "roles_on",
    "shape",
    "visible",
]
