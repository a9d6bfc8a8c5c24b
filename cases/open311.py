"""Open311 GeoReport v2: a further door for apps that speak it, to the published cases of the categories opened to it.

The standard knows no titles, no history, no languages and no repeated sends: the API under /api/v1/ does.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import re
import uuid
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import APIToken

from regions.models import Unit

from . import duties, intake, throttles, tracking
from .forms import SubmissionForm, first_words
from .models import Case, Category, Channel
from .open311_words import GeoReportError, refused, request_of, service_of, written
from .references import parsed_reference
from .submissions import canonical_uuid4
from .texts import normalise
from .transitions import NOT_OPEN, Kind
from .visibility import Viewer

MOST, DAYS = 1000, 90
RELATED = ("category", "origin_unit", "current_unit", "village", "root__region")
LONGEST_ADDRESS = 500
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
BUSY = {"unavailable": 503, "in_flight": 503, "idempotency_conflict": 409}
SLOW_DOWN = gettext_lazy("Too many calls from this address. Please wait.")
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent, MultiPartParserError)


def door(
    *methods: str, is_private: bool = False
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view of this standard: anybody may call it from anywhere, and every error has the standard's form.

    What comes in is counted with what comes in through the API; a private answer is kept by nobody.
    """

    def wrapped(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @functools.wraps(view)
        def called(request: HttpRequest, format: str | None = None, **found: Any) -> HttpResponse:
            try:
                if request.method not in (*methods, "HEAD"):
                    raise GeoReportError(405, _("This method is not known here."))
                if request.method == "POST" and throttles.is_flooding(request):
                    raise GeoReportError(429, SLOW_DOWN)
                response = view(request, format, **found)
            except GeoReportError as problem:
                response = refused(format, problem)
            except TOO_BIG:
                response = refused(format, GeoReportError(400, _("This is too much at once.")))
            if response.status_code == 429:
                response.headers["Retry-After"] = "60"
            response.headers["Access-Control-Allow-Origin"] = "*"
            is_for_one = request.method == "POST" or is_private or response.status_code >= 400
            response.headers["Cache-Control"] = "no-store" if is_for_one else "public, max-age=60"
            response.headers["X-Content-Type-Options"] = "nosniff"
            return response

        return called

    return wrapped


# ------------------------------------------------------------ what is offered


def offered(request: HttpRequest) -> tuple[Unit, dict[str, Category]]:
    """The regency that is asked, and its categories opened to this door, by their code."""
    named = (request.POST if request.method == "POST" else request.GET).get("jurisdiction_id", "")
    rows = Category.objects.active().filter(is_open311=True, is_forced_confidential=False)
    rows = rows.select_related("root__region").order_by("name", "pk")
    rows = rows.filter(root__code=named.replace("\0", "")) if named else rows
    categories = list(rows)
    if len({category.root_id for category in categories}) > 1:
        raise GeoReportError(400, _("jurisdiction_id is required here: the code of a regency."))
    if not categories:
        raise GeoReportError(404, _("Nothing is offered here under this jurisdiction_id."))
    return categories[0].root, {category.slug: category for category in categories}


@door("GET")
def discovery(request: HttpRequest, format: str | None) -> HttpResponse:
    """Where this door stands and which forms it speaks."""
    url = request.build_absolute_uri("/open311/v2")
    return written(
        format,
        ("discovery", "endpoint"),
        {
            "changeset": "2026-01-01T00:00:00+07:00",
            "contact": request.build_absolute_uri("/"),
            "key_service": _("Ask the portal's administrator for an API token."),
            "endpoints": [
                {
                    "specification": "http://wiki.open311.org/GeoReport_v2",
                    "url": url,
                    "changeset": "2026-01-01T00:00:00+07:00",
                    "type": "production",
                    "formats": ["application/json", "text/xml"],
                }
            ],
        },
    )


@door("GET")
def services(request: HttpRequest, format: str | None) -> HttpResponse:
    """The categories that are opened to this door."""
    _root, categories = offered(request)
    return written(format, ("services", "service"), [service_of(one) for one in categories.values()])


@door("GET")
def service(request: HttpRequest, format: str | None, code: str) -> HttpResponse:
    """One category; there are no further questions to it."""
    _root, categories = offered(request)
    if code not in categories:
        raise GeoReportError(404, _("This service_code is not known here."))
    return written(format, ("service_definition", "attribute"), {"service_code": code, "attributes": []})


# ------------------------------------------------------------ what was published


def published(categories: dict[str, Category]) -> Any:
    """The published cases of these categories, with what one of them shows."""
    ids = [category.pk for category in categories.values()]
    rows = Case.objects.visible_to(Viewer.visitor()).filter(category__in=ids)
    return duties.with_running(rows).select_related(*RELATED)


@door("GET", "POST")
def requests(request: HttpRequest, format: str | None) -> HttpResponse:
    """Published cases of at most 90 days, the latest first; by POST a new case."""
    if request.method == "POST":
        return created(request, format)
    root, categories = offered(request)
    rows = asked(published(categories), request, ZoneInfo(root.region.time_zone))
    viewer = Viewer.visitor()
    found = [request_of(case, viewer) for case in rows.order_by("-received_at", "-pk")[:MOST]]
    return written(format, ("service_requests", "request"), found)


def asked(rows: Any, request: HttpRequest, zone: ZoneInfo) -> Any:
    """The filters of the standard; numbers overrule all others."""
    given = request.GET
    if numbers := split(given.get("service_request_id", "")):
        return rows.filter(ref__in=[ref for one in numbers if (ref := parsed_reference(one))])
    if codes := split(given.get("service_code", "")):
        rows = rows.filter(category__slug__in=codes)
    states = set(split(given.get("status", "")))
    if states - {"open", "closed"}:
        raise GeoReportError(400, _("status is open or closed."))
    if states == {"open"}:
        rows = rows.exclude(status__in=NOT_OPEN)
    elif states == {"closed"}:
        rows = rows.filter(status__in=NOT_OPEN)
    first, last = days(given.get("start_date", ""), given.get("end_date", ""), zone)
    start = datetime.datetime.combine(first, datetime.time(), zone)
    end = datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time(), zone)
    return rows.filter(received_at__gte=start, received_at__lt=end)


def split(text: str) -> list[str]:
    return [one.strip() for one in text.replace("\0", "")[:4000].split(",") if one.strip()][:200]


def days(start: str, end: str, zone: ZoneInfo) -> tuple[datetime.date, datetime.date]:
    """Whole days: narrower ones would find the moment at which an anonymous case was sent."""
    first, last = day(start, zone), day(end, zone)
    width = datetime.timedelta(days=DAYS)
    if first and not last:
        last = min(first + width, timezone.now().astimezone(zone).date())
    last = last or timezone.now().astimezone(zone).date()
    return max(first or last - width, last - width), last


def day(text: str, zone: ZoneInfo) -> datetime.date | None:
    if not text:
        return None
    try:
        moment = parse_datetime(text.replace(" ", "+"))
        if moment is not None:
            found: datetime.date | None = (moment.astimezone(zone) if moment.tzinfo else moment).date()
        else:
            found = parse_date(text)
    except (ValueError, OverflowError):
        found = None
    if found is None or not 2000 <= found.year <= 2200:
        raise GeoReportError(400, _("A date is written like 2026-08-17T00:00:00Z."))
    return found


@door("GET")
def request_one(request: HttpRequest, format: str | None, ref: str) -> HttpResponse:
    """One published case."""
    _root, categories = offered(request)
    case = published(categories).filter(ref=parsed_reference(ref) or "").first()
    if case is None:
        raise GeoReportError(404, _("This service_request_id is not known here."))
    return written(format, ("service_requests", "request"), [request_of(case, Viewer.visitor())])


@door("GET", is_private=True)
def token(request: HttpRequest, format: str | None, token: str) -> HttpResponse:
    """The number of a case by the token of its creation; ours have their number at once."""
    wrong = throttles.key_of("open311-token", throttles.block_of(throttles.address_of(request)))
    if throttles.is_flooding(request) or throttles.count(wrong) >= tracking.BLOCK_TRIES:
        raise GeoReportError(429, SLOW_DOWN)
    submission_id = canonical_uuid4(token)
    found = Case.objects.filter(submission_id=submission_id, channel=Channel.OPEN311).first() if submission_id else None
    if found is None:
        throttles.add(wrong, tracking.BLOCK_SECONDS)
        raise GeoReportError(404, _("This token is not known here."))
    rows = [{"service_request_id": found.ref, "token": token}]
    return written(format, ("service_requests", "request"), rows)


# ------------------------------------------------------------ a new case


def caller(request: HttpRequest) -> APIToken:
    """The key that the administrator has given to this app."""
    given = request.POST.get("api_key", "")
    if not given:
        raise GeoReportError(400, _("api_key is required."))
    hashes = APIToken.candidate_key_hashes(given) if APIToken.validate_token_format(given) else []
    known = APIToken.objects.filter(key_hash__in=hashes, revoked_at=None, user__is_active=True).first()
    if known is None:
        raise GeoReportError(403, _("This api_key is not known here."))
    return known


def created(request: HttpRequest, format: str | None) -> HttpResponse:
    """Takes a case in through the one door for all; the same Idempotency-Key is one case."""
    if request.content_type not in ("", *FORMS):
        raise GeoReportError(415, _("Send a form: application/x-www-form-urlencoded."))
    key = caller(request)
    root, categories = offered(request)
    code = request.POST.get("service_code", "")
    if not code:
        raise GeoReportError(400, _("service_code is required."))
    if code not in categories:
        raise GeoReportError(404, _("This service_code is not known here."))
    form = SubmissionForm(typed(request, key), unit=root, kind=Kind.COMPLAINT, consents=())
    if not form.is_valid():
        raise GeoReportError(400, *(f"{NAMES.get(name, name)}: {text}" for name, _code, text in form.problems()))
    try:
        receipt = intake.submit(form.submission(), channel=Channel.OPEN311)
    except intake.NotTakenError as refusal:
        raise GeoReportError(BUSY.get(refusal.code, 400), refusal) from None
    notice = _("Follow it with number %(ref)s and secret %(secret)s at %(address)s.")
    where = {"ref": receipt.ref, "secret": receipt.secret, "address": request.build_absolute_uri(receipt.track_path)}
    row = {"service_request_id": receipt.ref, "service_notice": notice % where, "account_id": None}
    return written(format, ("service_requests", "request"), [row], 200 if receipt.is_replay else 201)


NAMES = {"body": "description", "title": "description", "place_text": "address_string"}


def typed(request: HttpRequest, key: APIToken) -> dict[str, Any]:
    """What the standard calls its fields, as our form knows them. Where a picture lies is kept as words, never fetched."""
    given = request.POST
    description = normalise(given.get("description", "")).strip()
    if not description:
        raise GeoReportError(400, _("description is required."))
    if not (given.get("lat") and given.get("long")) and not given.get("address_string"):
        raise GeoReportError(400, _("lat and long, or address_string, are required."))
    picture = normalise(given.get("media_url", ""), one_line=True)[:LONGEST_ADDRESS]
    names = (normalise(given.get(name, ""), one_line=True) for name in ("first_name", "last_name"))
    return {
        "submission_id": str(submission_of(request, key)),
        "title": first_words(description),
        "body": f"{description}\n\nmedia_url: {picture}" if picture else description,
        "category": given["service_code"],
        "name": " ".join(filter(None, names)),
        "email": given.get("email", ""),
        "phone": given.get("phone", ""),
        "lat": given.get("lat", ""),
        "lon": given.get("long", ""),
        "place_text": given.get("address_string", ""),
        "place_source": "map",
    }


def submission_of(request: HttpRequest, key: APIToken) -> uuid.UUID:
    """The same id for the same key of the same app, so that a repeated send is one case; else a new one."""
    repeated = request.headers.get("Idempotency-Key", "")
    if not repeated:
        return uuid.uuid4()
    if not re.fullmatch(r"[\x21-\x7e]{8,200}", repeated):
        raise GeoReportError(400, _("Idempotency-Key has 8 to 200 printable characters."))
    digest = hashlib.sha256(f"open311|{key.pk}|{repeated}".encode()).digest()
    return uuid.UUID(bytes=digest[:16], version=4)
