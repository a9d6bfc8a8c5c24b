"""Who sees what of a case, on every channel: the rows (`visible_to`), what of a row (`shape`), the person behind it.

Not visible means: does not exist. Nothing outside this room decides what anybody sees.
"""

from .facts import around, facts_of, kept_from, numbers_elsewhere
from .following import followed
from .identity import NotAllowedError, identity_of, may_ask_identity, record_look, record_reading
from .rules import roles_on, visible
from .shapes import Level, brief, level_of, shape
from .viewers import Grant, Viewer

__all__ = [
    "Grant",
    "Level",
    "NotAllowedError",
    "Viewer",
    "around",
    "brief",
    "facts_of",
    "followed",
    "identity_of",
    "kept_from",
    "level_of",
    "may_ask_identity",
    "numbers_elsewhere",
    "record_look",
    "record_reading",
    "roles_on",
    "shape",
    "visible",
]
