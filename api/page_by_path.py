"""`pages/by-path/`: the item that stands at a web address, or stood there once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from pages.models import BasePage

from .addresses import Addresses
from .endpoint import Endpoint
from .filters import Parameter, matching
from .item_schemas import item_schema
from .page import DETAIL_PARAMETERS, one_item, visible_rows
from .problems import Problem
from .shapes import Schema, Shapes

HOST = re.compile(r"^[a-zA-Z0-9.-]{1,253}(:\d{1,5})?$")
PATH = re.compile(r"^/[^#\\]{0,1000}$")
# A former address may lead to another former one; nobody means longer chains than this.
MOST_STEPS = 5


class PageByPathEndpoint(Endpoint):
    """The item at a path of the portal, on any of its hosts, as a link to it says. A former address gives the item as it is
    today, also after several moves.

    List pages and other pages that are no items are `not_found`, as is everything that the public may not see.
    """

    summary = "The page at a web address"
    parameters = (
        Parameter(
            "path",
            matching(PATH, _("Begins with a slash.")),
            "Path of the address, with its query if that is part of a former one.",
            example="/berita/",
            is_required=True,
        ),
        Parameter(
            "host", matching(HOST, _("A host name.")), "Host of the address; without it, the installation's main one."
        ),
        *DETAIL_PARAMETERS,
    )
    problems = ("unknown_parameter", "invalid_parameter", "not_found")

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        site = site_of(values["host"])
        if site is None:
            raise Problem("not_found")
        return one_item(rows_at(values["path"], site), self.request, values)

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return item_schema(shapes, is_full=True)


def rows_at(path: str, site: Site, steps: int = MOST_STEPS) -> list[tuple[int, int, str]]:
    """Key, type and language of the item at this path, or of the one to which it leads; nothing when it leads nowhere."""
    rows = list(visible_rows(BasePage.objects.filter(url_path=tree_address(path.partition("?")[0], site))))
    redirect = None if rows else redirect_of(path, site)
    if redirect is None:
        return rows
    if redirect.redirect_page_id:
        return list(visible_rows(BasePage.objects.filter(pk=redirect.redirect_page_id)))
    parts = urlsplit(redirect.redirect_link)
    onward = site_of(parts.netloc) if parts.netloc else site
    return rows_at(parts.path, onward, steps - 1) if steps and onward and PATH.match(parts.path) else []


def redirect_of(path: str, site: Site) -> Redirect | None:
    """What an editor or a move has put at a former address: with its query first, that of the site before that of all."""
    spellings = dict.fromkeys(
        Redirect.normalise_path(one, decode_unicode=decoded)
        for one in (path, path.partition("?")[0])
        for decoded in (True, False)
    )
    found = {(one.old_path, one.site_id): one for one in Redirect.get_for_site(site).filter(old_path__in=spellings)}
    places = [(spelling, owner) for spelling in spellings for owner in (site.pk, None)]
    return next((found[place] for place in places if place in found), None)


def site_of(host: str | None) -> Site | None:
    """The site of this host, with or without port; the default site when no host is named."""
    if not host:
        return Site.objects.filter(is_default_site=True).first() or Site.objects.first()
    name, _colon, port = host.lower().partition(":")
    sites = Site.objects.filter(hostname=name)
    return (sites.filter(port=int(port)).first() if port else None) or sites.first()


def tree_address(path: str, site: Site) -> str:
    """The place in the page tree of a path on a site; a language prefix leads to the translated root."""
    codes = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    first, _slash, rest = path.lstrip("/").partition("/")
    language, inner = (first, rest) if first in codes else (settings.LANGUAGE_CODE, path.lstrip("/"))
    roots = [root for root in Addresses().roots if root.site_id == site.pk]
    root = next((root for root in roots if root.language_code == language), None)
    inner = f"{inner.strip('/')}/" if inner.strip("/") else ""
    return f"{root.root_path}{inner}" if root else ""
