"""Small words for the faces of pages: rupiah, phone links, icons, and what stands around a page that is none."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from wagtail.models import Site

from ..context import Surroundings
from ..hours import HoursLine, lines
from ..remembered import remembered

register = template.Library()

# The icon of each kind of list, where a section has chosen no tasks yet.
PAGE_ICONS = {
    "news_index": "news",
    "service_index": "paper",
    "document_index": "folder",
    "event_index": "calendar",
    "place_index": "map",
    "business_index": "shop",
    "profile": "people",
    "pledge": "shield",
    "contact": "phone",
}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: int = 24) -> SafeString:
    """A line icon of our sprite, silent for screen readers: the words beside it say the same."""
    return format_html(
        '<svg class="i" width="{0}" height="{0}" aria-hidden="true"><use href="{1}#{2}"/></svg>',
        size,
        static("cms/icons.svg"),
        name,
    )


@register.filter(expects_localtime=True)
def day(moment: datetime.datetime | datetime.date | None) -> SafeString:
    """A day for people and machines; nothing for none."""
    if moment is None:
        return mark_safe("")
    return written_day(moment.year, moment.month, moment.day, get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=4096)
def written_day(year: int, month: int, day_of_month: int, language: str) -> SafeString:
    """Lists repeat the same few days, and writing one takes as long as a short query."""
    on = datetime.date(year, month, day_of_month)
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), date_format(on, "j F Y"))


@register.filter
def page_icon(page: Any) -> str:
    """The icon for a link to this page."""
    return PAGE_ICONS.get(page.specific_class.type_name(), "next")


@register.filter
def rupiah(amount: Any) -> str:
    """An amount the Indonesian way: 15000 gives Rp15.000, 1500.5 gives Rp1.500,50; nothing for nothing."""
    if amount in (None, ""):
        return ""
    amount = Decimal(amount)
    digits = 0 if amount == amount.to_integral_value() else 2
    return f"Rp{number_format(amount, digits, use_l10n=True, force_grouping=True)}"


def international(number: str) -> str:
    """A phone number as digits with its country code: 0286-591218 gives 62286591218."""
    digits = re.sub(r"\D", "", number)
    return f"62{digits[1:]}" if digits.startswith("0") else digits


@register.filter
def tel(number: str) -> str:
    """The address that makes a phone call; a short number such as 112 stays as it is."""
    digits = re.sub(r"\D", "", number)
    return f"tel:{digits}" if len(digits) < 6 else f"tel:+{international(number)}"


@register.filter
def whatsapp(number: str) -> str:
    """The address that opens a WhatsApp chat."""
    return f"https://wa.me/{international(number)}"


@register.filter
def share(url: str, title: str = "") -> str:
    """The address that offers a page to a WhatsApp contact."""
    return f"https://wa.me/?text={quote(f'{title} {url}'.strip(), safe='')}"


@register.filter
def geo(point: list[str]) -> str:
    """The address that opens a point [lon, lat] in the map of the reader's own device."""
    return f"geo:{point[1]},{point[0]}?q={point[1]},{point[0]}"


@register.filter
def week(rows: Any) -> list[HoursLine]:
    """The opening hours of a stream field, one line for each run of equal days."""
    return lines(SimpleNamespace(**child.value) for child in rows)


@register.filter
def extension(document: Any) -> str:
    """The kind of a file as people know it: PDF, DOCX."""
    return document.file_extension.upper()


@register.filter
def label(value: Any, field: str) -> str:
    """The words for a choice inside a block: `step|label:"actor"` gives Officer."""
    choices = dict(value.block.child_blocks[field].field.choices)
    return str(choices.get(value[field], value[field]))


@register.filter
def citation(kind: str) -> str:
    """How a kind of regulation is cited: UU, Perdes."""
    return kind.upper() if len(kind) < 3 else kind.capitalize()


@register.filter
def listed(text: str) -> list[str]:
    """The items of a text that separates them by commas or lines."""
    return [item.strip() for item in re.split(r"[,\n]", text) if item.strip()]


@register.simple_tag
def lasting(unit: str, least: int, most: int | None = None) -> str:
    """How long something takes, in words: 1 working day, 10–30 minutes."""
    number = most or least
    words = {
        "minute": ngettext("%(span)s minute", "%(span)s minutes", number),
        "hour": ngettext("%(span)s hour", "%(span)s hours", number),
        "working_day": ngettext("%(span)s working day", "%(span)s working days", number),
        "calendar_day": ngettext("%(span)s calendar day", "%(span)s calendar days", number),
        "month": ngettext("%(span)s month", "%(span)s months", number),
    }
    return words.get(unit, "%(span)s") % {"span": f"{least}–{most}" if most else least}


@register.simple_tag
def lapor_url() -> str:
    """The national complaint channel."""
    return settings.LAPOR_URL


@register.simple_tag
def official_domains() -> str:
    """How the addresses of public offices end."""
    return str(settings.OFFICIAL_DOMAINS)


class Remembered(template.Node):
    """A piece of a page that is the same all over its section in one language."""

    def __init__(self, nodes: template.NodeList, keys: list[Any]) -> None:
        self.nodes, self.keys = nodes, keys

    def render(self, context: template.Context) -> str:
        section, request = context["around"].section, context.get("request")
        values = [key.resolve(context) for key in self.keys]
        key = ("piece", section and section.pk, get_language(), *values)
        return remembered(request, key, lambda: self.nodes.render(context))


@register.tag
def remember(parser: template.base.Parser, token: template.base.Token) -> Remembered:
    """`{% remember "name" … %}`: kept while nothing changes, one copy for each section, language and further value.

    Inside may stand only what follows from the section and these values.
    """
    nodes = parser.parse(("endremember",))
    parser.delete_first_token()
    return Remembered(nodes, [parser.compile_filter(word) for word in token.split_contents()[1:]])


@register.simple_tag(takes_context=True)
def is_official(context: RequestContext) -> bool:
    """Whether this answer goes out under an address of a public office: only then may a page call itself official."""
    request = context.get("request")
    host = request.get_host().partition(":")[0].lower() if request else ""
    return host.endswith(settings.OFFICIAL_ENDINGS)


@register.simple_tag(takes_context=True)
def surroundings(context: RequestContext) -> Surroundings | None:
    """What stands around an answer that is no page: that of the page it speaks of, else of the site's home page."""
    page, request = context.get("original") or context.get("page"), context.get("request")
    if page is None and isinstance(request, HttpRequest):
        site = Site.find_for_request(request)
        page = site.root_page.localized.specific if site else None
    if page is None or request is None or not hasattr(page, "is_section"):
        return None
    return Surroundings(page, request, is_itself=page is context.get("page"))
