"""What citizens tell us, by drawer: the case, its history, its deadlines, its files, its notices, the desk it comes to."""

from .cases import Case, Channel, Consent, HandlingClass, InformationRequest, Objection, Outcome, PublicPlace, Reporter
from .deadlines import Clock, DeadlineRule, Holiday
from .desks import CaseSettings, Category, Desk, PrivacyNotice, PurgeRule, Wording
from .files import Attachment
from .history import Assignment, CaseEvent, ExternalRef
from .outbox import Outbox

__all__ = [
    "Assignment",
    "Attachment",
    "Case",
    "CaseEvent",
    "CaseSettings",
    "Category",
    "Channel",
    "Clock",
    "Consent",
    "DeadlineRule",
    "Desk",
    "ExternalRef",
    "HandlingClass",
    "Holiday",
    "InformationRequest",
    "Objection",
    "Outbox",
    "Outcome",
    "PrivacyNotice",
    "PublicPlace",
    "PurgeRule",
    "Reporter",
    "Wording",
]
