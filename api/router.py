"""The one list of endpoints of v1."""

from __future__ import annotations

from django.urls import URLPattern, path

from .bundles import BundleEndpoint, BundlesEndpoint
from .case import CaseEndpoint
from .cases import CasesEndpoint
from .cases_config import CasesConfigEndpoint
from .docs import DocsPage, SchemaEndpoint
from .document import DocumentEndpoint
from .documents import DocumentsEndpoint
from .due import DueEndpoint
from .holidays import HolidaysEndpoint
from .map import MapEndpoint
from .page import PageEndpoint
from .page_by_path import PageByPathEndpoint
from .pages import PagesEndpoint
from .region import RegionEndpoint
from .regions import RegionsEndpoint
from .root import RootEndpoint
from .site import SiteEndpoint
from .submission import SubmissionEndpoint, SubmissionsEndpoint
from .sync import SyncEndpoint
from .sync_status import SyncStatusEndpoint
from .track import TrackedCaseEndpoint, TrackEndpoint
from .track_actions import (
    TrackConfirmEndpoint,
    TrackConsentsEndpoint,
    TrackContestEndpoint,
    TrackDataRequestsEndpoint,
    TrackMessagesEndpoint,
    TrackRatingEndpoint,
    TrackReopenEndpoint,
    TrackWithdrawEndpoint,
)
from .units import UnitsEndpoint
from .upload import UploadEndpoint

ENDPOINTS = [
    ("", RootEndpoint, "root"),
    ("site/", SiteEndpoint, "site"),
    ("regions/", RegionsEndpoint, "regions"),
    ("regions/<str:code>/", RegionEndpoint, "region"),
    ("regions/<str:code>/map/", MapEndpoint, "map"),
    ("pages/", PagesEndpoint, "pages"),
    ("pages/by-path/", PageByPathEndpoint, "page_by_path"),
    ("pages/<uuid:id>/", PageEndpoint, "page"),
    ("documents/", DocumentsEndpoint, "documents"),
    ("documents/<uuid:id>/", DocumentEndpoint, "document"),
    ("bundles/", BundlesEndpoint, "bundles"),
    ("bundles/<str:code>/", BundleEndpoint, "bundle"),
    ("cases/config/", CasesConfigEndpoint, "cases_config"),
    ("cases/", CasesEndpoint, "cases"),
    ("cases/<str:ref>/", CaseEndpoint, "case"),
    ("due/", DueEndpoint, "due"),
    ("holidays/", HolidaysEndpoint, "holidays"),
    ("units/", UnitsEndpoint, "units"),
    ("submissions/", SubmissionsEndpoint, "submissions"),
    ("submissions/<str:submission_id>/", SubmissionEndpoint, "submission"),
    ("sync/", SyncEndpoint, "sync"),
    ("sync/status/", SyncStatusEndpoint, "sync_status"),
    ("track/", TrackEndpoint, "track"),
    ("track/case/", TrackedCaseEndpoint, "track_case"),
    ("track/messages/", TrackMessagesEndpoint, "track_messages"),
    ("track/confirm/", TrackConfirmEndpoint, "track_confirm"),
    ("track/reopen/", TrackReopenEndpoint, "track_reopen"),
    ("track/contest/", TrackContestEndpoint, "track_contest"),
    ("track/withdraw/", TrackWithdrawEndpoint, "track_withdraw"),
    ("track/rating/", TrackRatingEndpoint, "track_rating"),
    ("track/consents/", TrackConsentsEndpoint, "track_consents"),
    ("track/data-requests/", TrackDataRequestsEndpoint, "track_data_requests"),
    ("uploads/<uuid:id>/", UploadEndpoint, "upload"),
    ("schema/", SchemaEndpoint, "schema"),
    ("docs/", DocsPage, "docs"),
]


def routes() -> list[URLPattern]:
    """Every address twice, with and without its final slash: a redirect would drop the body of what apps send."""
    with_slash = [path(route, endpoint.as_view(), name=name) for route, endpoint, name in ENDPOINTS]
    return with_slash + [path(route.rstrip("/"), endpoint.as_view()) for route, endpoint, _name in ENDPOINTS if route]
