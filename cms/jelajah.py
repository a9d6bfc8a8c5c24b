"""Jelajah, the app to explore a regency with: its page, its worker, its manifest. Everything else it asks of the public API.

It is made of plain modules; the words come with the page, so that no module knows a language.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from pages.models import BusinessIndexPage, PlaceIndexPage, SectionPage, ServiceIndexPage

from .jelajah_words import words

FOLDER = Path(__file__).parent / "static"
# What the app is made of, beside its page: kept on the phone as one, by one name for all of it.
STYLES = ("jelajah/jelajah.css",)
ICON = "jelajah/icon.svg"
ICONS = "cms/icons.svg"
LISTS = (PlaceIndexPage, BusinessIndexPage, ServiceIndexPage)
FIVE_MINUTES = cache_control(public=True, max_age=300)


def parts() -> list[str]:
    modules = sorted(f"jelajah/{path.name}" for path in (FOLDER / "jelajah").glob("*.js"))
    return [*STYLES, ICON, ICONS, *modules]


@lru_cache(maxsize=1)
def digest() -> str:
    """Changes with any of the parts; a new worker then fetches all of them anew."""
    whole = hashlib.sha256()
    for part in parts():
        whole.update((FOLDER / part).read_bytes())
    return whole.hexdigest()[:12]


def addresses() -> list[str]:
    """By their plain names: modules name each other so, and the worker keeps what fits together."""
    return [f"{settings.STATIC_URL}{part}" for part in parts()]


@require_safe
@FIVE_MINUTES
def shell(request: HttpRequest) -> HttpResponse:
    """The page of the app; without JavaScript it leads to the pages that need none."""
    home = SectionPage.objects.visible().filter(locale=Locale.get_active()).order_by("depth", "path").first()
    lists = [
        model.objects.visible().filter(locale=Locale.get_active()).order_by("depth", "path").first() for model in LISTS
    ]
    return render(
        request,
        "jelajah/shell.html",
        {
            "home": home,
            "lists": [page for page in lists if page],
            "words": words(),
            "languages": other_languages(),
            "tabs": [
                ("#/", "home", _("Home")),
                ("#/peta", "map", _("Map")),
                ("#/kiriman", "chat", _("My reports")),
                ("#/wilayah", "download", _("Areas")),
            ],
            "icons": f"{settings.STATIC_URL}{ICONS}",
            "styles": [f"{settings.STATIC_URL}{style}" for style in STYLES],
            "icon": f"{settings.STATIC_URL}{ICON}",
            "script": f"{settings.STATIC_URL}jelajah/app.js",
        },
    )


def other_languages() -> list[tuple[str, str, str]]:
    """Code, own name and address of the app in each further language."""
    found = []
    for code, _name in settings.LANGUAGES:
        if code != Locale.get_active().language_code:
            with override(code):
                found.append((code, get_language_info(code)["name_local"], reverse("jelajah")))
    return found


@require_safe
@cache_control(public=True, max_age=0, must_revalidate=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Keeps the app on the phone, and nothing else of the portal but pictures that were seen."""
    context = {"name": f"jelajah-{digest()}-{request.LANGUAGE_CODE}", "page": reverse("jelajah"), "files": addresses()}
    return render(request, "jelajah/sw.js", context, content_type="text/javascript; charset=utf-8")


@require_safe
@FIVE_MINUTES
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the app beside its others."""
    start = reverse("jelajah")
    return JsonResponse(
        {
            "id": start,
            "start_url": start,
            "scope": start,
            "name": _("Explore the regency"),
            "short_name": "Jelajah",
            "lang": request.LANGUAGE_CODE,
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#0b5d5b",
            "icons": [
                {"src": f"{settings.STATIC_URL}{ICON}", "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
            ],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )
