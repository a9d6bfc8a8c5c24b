"""Every address below /api/; what nothing answers is a problem, never a page."""

from django.urls import include, path, re_path
from django.views.generic import RedirectView

from .problems import not_found
from .root import RootEndpoint
from .router import routes
from .wagtail_v2 import router as wagtail_v2

# Wagtail's own addresses end in a slash; they are only read, so a redirect loses nothing.
without_slash = RedirectView.as_view(url="/api/wagtail/v2/%(rest)s/", query_string=True)

urlpatterns = [
    path("v1/", include((routes(), "api_v1"))),
    path("v1", RootEndpoint.as_view()),
    path("wagtail/v2/", wagtail_v2.urls),
    re_path(r"^wagtail/v2/(?P<rest>(pages|images|documents)(/[0-9]+|/find)?)$", without_slash),
    re_path(r"^.*$", not_found),
]
