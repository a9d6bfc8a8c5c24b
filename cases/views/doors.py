"""What all citizens' pages have in common: whose office speaks, who may send, and how a page is handed over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from regions.models import Unit

from .. import throttles

View = Callable[..., HttpResponse]
# A form with the largest file that a regency can allow, and room for what stands around it.
LONGEST = 110 * 1024 * 1024
UNREADABLE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError, UnreadablePostError)


@dataclass(frozen=True)
class Here:
    """The office that speaks on a page, and the page of its section that lends header and footer (none: no tree yet)."""

    unit: Unit
    page: Any = None
    is_chosen: bool = False

    @property
    def query(self) -> str:
        """What links to other pages of this kind carry, so that they stay in the section."""
        return f"?unit={self.unit.code}" if self.is_chosen else ""


def sections() -> Any:
    """The pages that are faces of units. This room stands below them, so it asks by name."""
    return (
        apps.get_model("pages", "SectionPage")
        .objects.visible()
        .select_related("unit__region", "unit__parent", "locale")
    )


def here_of(request: HttpRequest) -> Here:
    """The section that `?unit=` names; an unknown one, or none: that of the site."""
    code = request.GET.get("unit", "")[:60]
    home = home_of(request)
    if "\0" in code or (home and home.unit.code == code):
        code = ""
    if code and (page := face_of(code)):
        return Here(page.unit, page, is_chosen=True)
    if home:
        return Here(home.unit, home)
    units = Unit.objects.select_related("region", "parent")
    unit = units.filter(code=code).first() or units.filter(kind=Unit.Kind.REGENCY).first()
    if unit is None:
        raise Http404
    return Here(unit, is_chosen=unit.code == code)


def office_of(request: HttpRequest, here: Here) -> Unit:
    """The office that is asked for; an agency may have cases and no section of its own, and then the site's speaks of it."""
    code = request.GET.get("unit", "")[:60].replace("\0", "")
    if here.is_chosen or not code or code == here.unit.code:
        return here.unit
    return Unit.objects.within(here.unit.region_id).select_related("region").filter(code=code).first() or here.unit


def face_of(code: str) -> Any:
    """The section of a unit in the language of the page, else in the first language."""
    keys = [f"{code}@{get_language()}", f"{code}@{settings.LANGUAGE_CODE}"]
    found = {page.key: page for page in sections().filter(key__in=keys)}
    return next((found[key] for key in keys if key in found), None)


def home_of(request: HttpRequest) -> Any:
    """The section that is the home page of this site."""
    site = apps.get_model("wagtailcore", "Site").find_for_request(request)
    if site is None:
        return None
    home = sections().filter(pk=site.root_page_id).first()
    return home and (face_of(home.unit.code) or home)


def is_foreign(request: HttpRequest) -> bool:
    """Whether a page of another site sends this. Browsers say so; who says nothing is no browser that could be misled."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site not in ("same-origin", "none")
    origin = request.headers.get("Origin", "")
    try:
        return bool(origin) and urlsplit(origin).netloc != request.get_host()
    except ValueError:  # no address at all, for example half of one
        return True


def reads(request: HttpRequest) -> bool:
    """Whether what was sent could be read. Files are counted by what the sender says before any of it is taken in: one
    field for a file is all that these pages have."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    if said.isdecimal() and int(said) > LONGEST:
        return False
    try:
        return len(request.POST) >= 0
    except UNREADABLE:
        return False


def citizens_door(view: View) -> View:
    """A page for everybody that also takes what is sent: no session, no cookie, no token whose expiry could cost a text."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            if is_foreign(request):
                return shown(request, "cases/foreign.html", {}, status=403)
            if throttles.is_flooding(request):
                response = shown(request, "cases/slow.html", {}, status=429)
                response.headers["Retry-After"] = str(throttles.MINUTE)
                return response
            if not reads(request):
                return shown(request, "cases/too_big.html", {}, status=413)
        return view(request, *args, **kwargs)

    return guarded


def shown(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    here: Here | None = None,
    status: int = 200,
    may_go_back: bool = False,
) -> HttpResponse:
    """One page of ours inside the section that speaks. Answers to what was sent are kept by nobody, or, where nothing
    in them is secret, only by the browser itself: *back* shows again what was typed."""
    here = here or here_of(request)
    around = {"original": here.page, "unit": here.unit, "here": here}
    response = render(request, template, around | context, status=status)
    if request.method == "POST":
        response.headers["Cache-Control"] = "private, no-cache" if may_go_back else "no-store"
    return response
