"""The language of an answer follows from its address alone, so that public pages can be cached whole."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin


class PathLanguageMiddleware(MiddlewareMixin):
    """Activates the language of the path: /en/… is English, everything else the default language.

    Django's LocaleMiddleware adds `Vary: Accept-Language` to every answer; ours has no reason to. Only the texts of
    API problems follow `Accept-Language`: they are never cached.
    """

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith("/api/"):
            language = translation.get_language_from_request(request) if "Accept-Language" in request.headers else None
        else:
            language = translation.get_language_from_path(request.path_info)
        translation.activate(language or settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response
