"""Pictures in a page: only sizes that already exist, never made in a visitor's request."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import template
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ..media import ready_renditions, ready_thumbs

register = template.Library()


@register.simple_tag
def photo(picture: Any, alt: str = "", sizes: str = "(min-width: 45em) 44rem, 100vw", lead: bool = False) -> SafeString:
    """A picture in every ready size and format; the lead picture of a page is loaded first, all others when near.

    An empty `alt` marks decoration. Without any ready size: a box with the words, or nothing for decoration.
    """
    return drawn(ready_renditions(picture), alt or "", sizes, lead) if picture else mark_safe("")


@register.simple_tag
def photo_small(picture: Any, alt: str = "", sizes: str = "(min-width: 45em) 22rem, 100vw") -> SafeString:
    """The same for cards: at most 360 pixels wide."""
    return drawn(at_most_360(ready_renditions(picture)), alt or "", sizes, False) if picture else mark_safe("")


@register.simple_tag
def photo_thumb(picture: Any, alt: str = "") -> SafeString:
    """The same beside a line of a list, 6 rem wide."""
    return drawn(at_most_360(ready_thumbs(picture)), alt or "", "6rem", False) if picture else mark_safe("")


def at_most_360(ready: list[Any]) -> list[Any]:
    return [rendition for rendition in ready if rendition.width <= 360]


def drawn(ready: list[Any], alt: str, sizes: str, lead: bool) -> SafeString:
    by_type = {mime: list(group) for mime, group in groupby(ready, key=lambda rendition: rendition.mime_type)}
    if not by_type.get("image/jpeg"):
        return format_html('<span class="no-picture">{}</span>', alt) if alt else mark_safe("")
    when = 'fetchpriority="high"' if lead else 'loading="lazy" decoding="async"'
    jpeg, sizes = by_type.pop("image/jpeg"), conditional_escape(sizes)
    others = "".join(
        f'<source type="{mime}" srcset="{srcset(group)}" sizes="{sizes}">' for mime, group in by_type.items()
    )
    # Put together by hand, every word escaped: a list of twenty pictures is a tenth of its page's time.
    return mark_safe(
        f'<picture>{others}<img src="{escape(jpeg[0].url)}" srcset="{srcset(jpeg)}" sizes="{sizes}" '
        f'width="{jpeg[-1].width}" height="{jpeg[-1].height}" alt="{conditional_escape(alt)}" '
        f"{when}></picture>"
    )


def srcset(renditions: list[Any]) -> str:
    """Each width once: a small original gives the same size for both filters."""
    return escape(", ".join(f"{url} {width}w" for width, url in {r.width: r.url for r in renditions}.items()))
