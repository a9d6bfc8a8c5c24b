"""The one list of endpoints of v1."""

from __future__ import annotations

from django.urls import URLPattern, path

from .cases_config import CasesConfigEndpoint
from .docs import DocsPage, SchemaEndpoint
from .document import DocumentEndpoint
from .documents import DocumentsEndpoint
from .due import DueEndpoint
from .page import PageEndpoint
from .page_by_path import PageByPathEndpoint
from .pages import PagesEndpoint
from .region import RegionEndpoint
from .regions import RegionsEndpoint
from .root import RootEndpoint
from .site import SiteEndpoint
from .submission import SubmissionEndpoint, SubmissionsEndpoint

ENDPOINTS = [
    ("", RootEndpoint, "root"),
    ("site/", SiteEndpoint, "site"),
    ("regions/", RegionsEndpoint, "regions"),
    ("regions/<str:code>/", RegionEndpoint, "region"),
    ("pages/", PagesEndpoint, "pages"),
    ("pages/by-path/", PageByPathEndpoint, "page_by_path"),
    ("pages/<uuid:id>/", PageEndpoint, "page"),
    ("documents/", DocumentsEndpoint, "documents"),
    ("documents/<uuid:id>/", DocumentEndpoint, "document"),
    ("cases/config/", CasesConfigEndpoint, "cases_config"),
    ("due/", DueEndpoint, "due"),
    ("submissions/", SubmissionsEndpoint, "submissions"),
    ("submissions/<str:submission_id>/", SubmissionEndpoint, "submission"),
    ("schema/", SchemaEndpoint, "schema"),
    ("docs/", DocsPage, "docs"),
]


def routes() -> list[URLPattern]:
    """Every address twice, with and without its final slash: a redirect would drop the body of what apps send."""
    with_slash = [path(route, endpoint.as_view(), name=name) for route, endpoint, name in ENDPOINTS]
    return with_slash + [path(route.rstrip("/"), endpoint.as_view()) for route, endpoint, _name in ENDPOINTS if route]
