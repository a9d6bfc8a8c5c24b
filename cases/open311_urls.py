"""The addresses of Open311 GeoReport v2: each as `.json` or `.xml`; JSON where nothing is said."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, re_path

from . import open311


def door(route: str, view: Callable[..., Any], name: str) -> URLPattern:
    return re_path(rf"^{route}(?:\.(?P<format>json|xml))?/?$", view, name=name)


urlpatterns = [
    door("discovery", open311.discovery, "open311_discovery"),
    door("services", open311.services, "open311_services"),
    door(r"services/(?P<code>[-\w]{1,60})", open311.service, "open311_service"),
    door("requests", open311.requests, "open311_requests"),
    door(r"requests/(?P<ref>[-\w]{1,40})", open311.request_one, "open311_request"),
    door(r"tokens/(?P<token>[-\w]{1,60})", open311.token, "open311_token"),
]
