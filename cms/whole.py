"""What an editor or officer does in the admin is done whole: content, its place in the feed and its log, or nothing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from pages.feed import whole

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


class WholeChangesMiddleware:
    """Stands last. Wagtail publishes, moves and hides in steps, and tells of it only after the first is committed.

    Not Django's ATOMIC_REQUESTS: on SQLite every reader would then take the only writer's lock.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method in SAFE or not request.path_info.startswith("/admin/"):
            return None
        with whole():
            return view(request, *args, **kwargs)
