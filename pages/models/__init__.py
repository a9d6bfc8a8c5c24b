"""The kinds of page, one drawer for each kind of thing citizens look for."""

from .agenda import EventIndexPage, EventPage
from .base import BasePage
from .bundles import Bundle
from .changes import ContentChange, SyncState
from .documents import DocumentIndexPage, DocumentPage
from .news import NewsIndexPage, NewsPage
from .places import PlaceIndexPage, PlacePage
from .products import BusinessIndexPage, BusinessPage, ProductPage
from .profile import ProfilePage
from .sections import AgencyPage, DesaPage, KecamatanPage, KelurahanPage, RegencyPage, SectionInUseError, SectionPage
from .services import ServiceIndexPage, ServicePage
from .standing import ContactPage, PlainPage, PledgePage
from .topics import Topic
from .version import ContentVersion

__all__ = [
    "AgencyPage",
    "BasePage",
    "Bundle",
    "BusinessIndexPage",
    "BusinessPage",
    "ContactPage",
    "ContentChange",
    "ContentVersion",
    "DesaPage",
    "DocumentIndexPage",
    "DocumentPage",
    "EventIndexPage",
    "EventPage",
    "KecamatanPage",
    "KelurahanPage",
    "NewsIndexPage",
    "NewsPage",
    "PlaceIndexPage",
    "PlacePage",
    "PlainPage",
    "PledgePage",
    "ProductPage",
    "ProfilePage",
    "RegencyPage",
    "SectionInUseError",
    "SectionPage",
    "ServiceIndexPage",
    "ServicePage",
    "SyncState",
    "Topic",
]
