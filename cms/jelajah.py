"""Jelajah, the app to explore a regency with: its page, its worker, its manifest. Everything else it asks of the public API.

It is made of plain modules; the words come with the page, so that no module knows a language.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Locale

from pages.models import (
    BusinessIndexPage,
    EventPage,
    PlaceIndexPage,
    PlacePage,
    ProductPage,
    SectionPage,
    ServiceIndexPage,
)
from pages.models.places import Halal
from pages.models.services import ServicePage
from regions.models import Region

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


def words() -> dict[str, Any]:
    """Everything that the app says, in the language of the request."""
    return {
        "title_of_app": _("Explore the regency"),
        "explore": _("Explore {area}"),
        "start": _("Home"),
        "search": _("Search places, products and services"),
        "found": _("{count} found"),
        "none_fits": _("Nothing fits. Choose less."),
        "nothing": _("Nothing here yet."),
        "all": _("All"),
        "kinds": {
            "wisata": _("Tourism"),
            "produk": _("Local products"),
            "layanan": _("Services"),
            "agenda": _("Agenda"),
            "berita": _("News"),
        },
        "types": {
            value: str(label)
            for value, label in (*PlacePage.Kind.choices, ("business", _("Businesses")), *ProductPage.Kind.choices)
        },
        "place_status": {value: str(label) for value, label in PlacePage.Status.choices},
        "event_status": {value: str(label) for value, label in EventPage.Status.choices},
        "kind": _("Kind"),
        "where": _("Village or office"),
        "up_to": _("At most"),
        "nearest": _("Nearest first"),
        "no_position": _("The phone does not tell where it is."),
        "away": _("{km} km"),
        "sold_out": _("Sold out"),
        "map": _("Map"),
        "map_of": _("Map of {area}"),
        "on_map": _("On the map"),
        "no_map": _("There is no map of this area here."),
        "fresh": _("As of {when}. New things come by themselves when there is a line."),
        "gone": _("This is not here any more."),
        "open_now": _("Open now"),
        "closed_now": _("Closed now"),
        "closed": _("closed"),
        "free": _("Free"),
        "price": _("Price"),
        "when": _("When"),
        "venue": _("Venue"),
        "address": _("Address"),
        "made_by": _("Maker"),
        "products": _("Products"),
        "variants": _("Variants"),
        "buy": _("Buy on the web"),
        "go": _("Way there"),
        "cuisine": _("To eat and drink"),
        "season": _("Best time"),
        "safety": _("Safety"),
        "facilities": _("Facilities"),
        "accessibility": _("Accessibility"),
        "halal_word": _("Halal"),
        "halal": {value: str(label) for value, label in Halal.choices},
        "units": {value: str(label) for value, label in ServicePage.TimeUnit.choices},
        "phone": _("Phone"),
        "web": _("Web"),
        "hours": _("Opening hours"),
        "web_page": _("The same on the portal"),
        # A regency's name says what it is.
        "levels": {value: str(label) for value, label in Region.Level.choices if value not in ("province", "regency")},
        "areas": _("Areas"),
        "areas_hint": _("Take an area along once: its places, products and services can then be read without a line."),
        "areas_here": _("On this phone"),
        "areas_offered": _("To take along"),
        "find_area": _("Find an area"),
        "take": _("Take along"),
        "size": _("{size}, {count} entries"),
        "arriving": _("Arriving: {percent} %"),
        "broken_off": _("The line broke off. Try again when it is back; what has arrived stays."),
        "no_line": _("There is no line at the moment."),
        "pictures": _("Pictures too ({size})"),
        "pictures_here": _("With pictures"),
        "remove": _("Remove"),
        "report": _("Report"),
        "complain": _("Send a complaint"),
        "complain_to": _("Complaint to {unit}"),
        "whom": _("Whom do you want to tell?"),
        "no_form": _("The form of this office is not on this phone yet. It comes once there is a line."),
        "category": _("What is it about?"),
        "not_sure": _("Not sure"),
        "title": _("In one line"),
        "body": _("What happened?"),
        "village": _("Village"),
        "place": _("Where exactly?"),
        "photos": _("Photos"),
        "photos_hint": _("They are made smaller on the phone, and what they tell of the place is taken out."),
        "no_photo": _("{name} is not a picture."),
        "no_more_photos": _("No more photos can be added."),
        "who_you_are": _("About you (may stay empty)"),
        "anonymous": _("Do not show my name to the office"),
        "confidential": _("Never publish what I write"),
        "name": _("Name"),
        "send": _("Send"),
        "needed": _("One line and what happened are needed."),
        "error": _("Error:"),
        "throw_away": _("Throw this draft away"),
        "sure": _("Throw it away for good?"),
        "sent_from_here": _("Sent from this phone"),
        "nothing_sent": _("Nothing was sent from this phone."),
        "no_title": _("Without a title"),
        "states": {
            "draft": _("A draft"),
            "queued": _("Waits for a line"),
            "sent": _("The text has arrived"),
            "complete": _("Everything has arrived"),
            "needs_fix": _("Something must be put right first"),
        },
        "photos_done": _("· photos: {done} of {all}"),
        "photos_refused": _("{count} of the files could not be taken; the report counts all the same."),
        "number": _("Number"),
        "secret": _("Secret"),
        "track": _("Follow it with number and secret"),
        "edit": _("Go on writing"),
        "shared_phone": _("Not your own phone?"),
        "wipe": _("Remove all traces from this phone"),
        "wipe_hint": _("Numbers and secrets go, too: write them down first."),
        "sure_wipe": _("Remove everything that was written here, with the secrets, also what has not gone out yet?"),
    }
