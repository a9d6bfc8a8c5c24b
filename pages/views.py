"""How a page is found and handed over, and what is said where a page has not been translated."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail import views as wagtail_views
from wagtail.models import PageViewRestriction, Site
from wagtail.url_routing import RouteResult

from .context import Surroundings
from .loading import page_at, root_of
from .models import BasePage


@csrf_exempt
@require_http_methods(["GET", "HEAD", "OPTIONS"])
def serve(request: HttpRequest, path: str) -> HttpResponse:
    """The page at this address; in another language than the default one, the notice where there is none.

    No page takes data, so every other method is refused before anything is looked up (and a token would mean a cookie).
    """
    request._wagtail_route_for_request = route(request, path)  # type: ignore[attr-defined]  # where Wagtail itself keeps it
    try:
        return wagtail_views.serve(request, path)
    except Http404:
        original = original_at(request, path)
        if original is None:
            raise
    return untranslated(request, original)


def route(request: HttpRequest, path: str) -> RouteResult | None:
    """Finds the page of an address by its whole path (Wagtail asks level by level)."""
    root = root_of(request)
    parts = [part for part in path.split("/") if part]
    page = root and page_at("/".join([root.url_path.rstrip("/"), *parts, ""]), root.path)
    return RouteResult(page) if page else None


def original_at(request: HttpRequest, path: str) -> BasePage | None:
    """The visible page of the default language at the same path of the same site; slugs are alike in all languages."""
    site = Site.find_for_request(request)
    if request.LANGUAGE_CODE == settings.LANGUAGE_CODE or site is None:
        return None
    root = site.root_page
    if root.locale.language_code != settings.LANGUAGE_CODE:
        root = root.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE).first() or root
    pages = BasePage.objects.visible().in_language(settings.LANGUAGE_CODE)
    found = pages.filter(path__startswith=root.path, url_path=root.url_path + path).first()
    return found and found.specific


def untranslated(request: HttpRequest, original: BasePage) -> HttpResponse:
    """An honest notice: this page exists, but not in this language."""
    place = section_in_language(original, request) or original
    context = {
        "original": original,
        "original_url": original.get_url(request),
        "around": Surroundings(place, request, is_itself=False, about=original),
    }
    response = render(request, "pages/untranslated.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def section_in_language(page: BasePage, request: HttpRequest) -> BasePage | None:
    """The section of this page in the language that was asked for: its menu leads to what can be read there."""
    section = Surroundings(page, request).section
    found = BasePage.objects.visible().originals().in_language(request.LANGUAGE_CODE)
    translated = section and found.filter(translation_key=section.translation_key).first()
    return translated and translated.specific


def unlock(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    """Wagtail's password form, but only for a page that stands below the lock and is not hidden for another reason."""
    restriction = get_object_or_404(PageViewRestriction.objects.select_related("page"), pk=page_view_restriction_id)
    below = BasePage.objects.published().filter(pk=page_id, path__startswith=restriction.page.path)
    if restriction.restriction_type != PageViewRestriction.PASSWORD or not below.exists():
        raise Http404
    return wagtail_views.authenticate_with_password(request, page_view_restriction_id, page_id)
