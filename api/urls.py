"""Every address below /api/; what nothing answers is a problem, never a page."""

from django.urls import include, path, re_path

from . import wagtail_v2
from .problems import not_found
from .root import RootEndpoint
from .router import routes

urlpatterns = [
    path("v1/", include((routes(), "api_v1"))),
    path("v1", RootEndpoint.as_view()),
    path("wagtail/v2/", wagtail_v2.router.urls),
    path("wagtail/v2/", include(wagtail_v2.without_slash())),
    re_path(r"^.*$", not_found),
]
