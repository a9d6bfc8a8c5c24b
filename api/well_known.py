"""`/.well-known/`: which apps may open our addresses as their own (Android App Links, iOS Universal Links)."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .conditional import encode

ANDROID = re.compile(r"^(?P<package>[A-Za-z]\w*(\.[A-Za-z]\w*)+)=(?P<fingerprint>[0-9A-F]{2}(:[0-9A-F]{2}){31})$")
IOS = re.compile(r"^[A-Z0-9]{10}\.[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")
# What no app should take from the browser: the admin, what machines read, and files.
NOT_FOR_APPS = ("/admin/*", "/api/*", "/media/*", "/dokumen/*", "/static/*")


@require_safe
@cache_control(public=True, max_age=3600)
def assetlinks(request: HttpRequest) -> HttpResponse:
    """For Android; 404 while no app is named."""
    apps: dict[str, list[str]] = {}
    for entry in settings.ANDROID_APPS:
        package, _equals, fingerprint = entry.partition("=")
        apps.setdefault(package, []).append(fingerprint)
    return told(
        [
            {
                "relation": ["delegate_permission/common.handle_all_urls"],
                "target": {
                    "namespace": "android_app",
                    "package_name": package,
                    "sha256_cert_fingerprints": fingerprints,
                },
            }
            for package, fingerprints in apps.items()
        ]
    )


@require_safe
@cache_control(public=True, max_age=3600)
def apple_app_site_association(request: HttpRequest) -> HttpResponse:
    """For iOS; 404 while no app is named."""
    if not settings.IOS_APPS:
        raise Http404
    components = [*({"/": path, "exclude": True} for path in NOT_FOR_APPS), {"/": "*"}]
    return told({"applinks": {"details": [{"appIDs": settings.IOS_APPS, "components": components}]}})


def told(value: Any) -> HttpResponse:
    if not value:
        raise Http404
    return HttpResponse(encode(value), content_type="application/json")


@register(Tags.urls)
def check_apps(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A wrong name would only show on phones, as links that open in the browser: it is told when the portal starts."""
    wrong = [entry for entry in settings.ANDROID_APPS if not ANDROID.match(entry)]
    wrong += [entry for entry in settings.IOS_APPS if not IOS.match(entry)]
    return [
        Error(
            f"Not the name of an app: {entry}",
            hint="ANDROID_APPS: <package>=<SHA-256 fingerprint AA:BB:…>; IOS_APPS: <team id>.<bundle id>.",
            id="pendopo.E010",
        )
        for entry in wrong
    ]
