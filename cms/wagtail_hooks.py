"""Guards of sections in the admin: what would break a section is refused, and the editor reads why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from pages.models import SectionPage


def section_at(page: Page) -> SectionPage | None:
    return SectionPage.objects.filter(pk=page.pk).first()


def refuse(request: HttpRequest, page: Page, reason: str) -> HttpResponse:
    """Tells the reason and leads back to the page in the list."""
    messages.error(request, reason)
    return redirect("wagtailadmin_explore", page.pk)


@hooks.register("before_delete_page")
def keep_section_in_use(request: HttpRequest, page: Page) -> HttpResponse | None:
    section = section_at(page)
    reason = section.why_keep() if section else ""
    return refuse(request, page, reason) if reason else None


@hooks.register("before_bulk_action")
def keep_sections_in_use(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """The list deletes several pages at once; if one must stay, none goes."""
    if action_type != "delete" or not issubclass(action.get_default_model(), Page):
        return None
    for page in objects:
        if response := keep_section_in_use(request, page):
            return response
    return None


@hooks.register("before_copy_page")
def refuse_a_second_face(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A section is the face of one unit, so a copy in the same language has none; translating it is another matter."""
    if section_at(page):
        reason = _(
            "A section cannot be copied: it is the one face of its unit. Open the section of the other unit instead."
        )
        return refuse(request, page, reason)
    return None


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_darkened_colour(request: HttpRequest, page: Page) -> None:
    """The colour is mended while the page is checked; without a word the editor would think it was not saved."""
    typed = request.POST.get("colour", "")
    colour = getattr(page, "colour", "")
    if typed and colour and typed.lower() != colour.lower():
        reason = _("The colour %(typed)s is too light to read on white. It was darkened to %(colour)s.")
        messages.warning(request, reason % {"typed": typed, "colour": colour})


@hooks.register("insert_global_admin_css")
def portal_colour() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/admin.css"))
