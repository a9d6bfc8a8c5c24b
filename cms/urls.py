"""Every address of the installation, in the order in which they are tried; the page tree comes last."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
]

urlpatterns += i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False)
