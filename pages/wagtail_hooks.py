"""What Wagtail asks before it hands a page to a reader."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from wagtail import hooks
from wagtail.models import Page

from .models import BasePage


@hooks.register("before_serve_page", order=-10)
def refuse_what_is_not_published(page: Page, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
    """Whatever the public may not see does not exist; locks (log-in, password) are left to Wagtail, which asks for the key.

    First of all hooks, so that no method or header tells a hidden page from a missing one. A language whose home page
    is not translated would show the default one; it is refused too, and the notice takes its place.
    """
    is_known = isinstance(page, BasePage) and page.is_known_published
    if not is_known and not BasePage.objects.published().filter(pk=page.pk).exists():
        raise Http404
    if request.LANGUAGE_CODE != settings.LANGUAGE_CODE and page.locale.language_code != request.LANGUAGE_CODE:
        raise Http404
