"""The yardstick: the least that Django can answer, a view without middleware, templates or database."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import path

urlpatterns = [path("", lambda request: HttpResponse("<p>Pendopo</p>"))]


class OnlyTheBareView:
    """Middleware that leads a request past the portal's own addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return self.get_response(request)
