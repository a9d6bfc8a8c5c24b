"""Every address of the installation, in the order in which they are tried; the page tree comes last."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from api import well_known
from api.problems import not_found
from pages import views as pages

from . import files, jelajah, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
    path("api", not_found),
    path("api/", include("api.urls")),
    path("media/<path:path>", files.media, name="media"),
    path("dokumen/<uuid:uid>/<str:name>", files.document, name="document"),
    path("paket/<str:name>", files.bundle, name="bundle"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/assetlinks.json", well_known.assetlinks),
    path(".well-known/apple-app-site-association", well_known.apple_app_site_association),
]

# The page tree, with the names that Wagtail asks for. Officials log in at one door only, whatever they want to read.
urlpatterns += i18n_patterns(
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        pages.unlock,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "_util/login/",
        RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True),
        name="wagtailcore_login",
    ),
    path("jelajah/", jelajah.shell, name="jelajah"),
    path("jelajah/sw.js", jelajah.worker, name="jelajah_worker"),
    path("jelajah/manifest.webmanifest", jelajah.manifest, name="jelajah_manifest"),
    path("", include("cases.urls")),
    re_path(serve_pattern, pages.serve, name="wagtail_serve"),
    prefix_default_language=False,
)
