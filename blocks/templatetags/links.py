"""Links and rich text in the parts of a body."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlparse

from django import template
from django.utils.safestring import SafeString

from ..links import shown
from ..text import linked

register = template.Library()


@register.filter
def rich(text: Any) -> SafeString:
    """The HTML of a rich text."""
    return linked(text)


@register.simple_tag(takes_context=True)
def href(context: Any, page: Any) -> str:
    """The address of a chosen page, short inside its own site; empty when the public may not see it."""
    page = shown(page)
    if page is None:
        return ""
    return (page.full_url if context.get("is_self_contained") else page.get_url(context.get("request"))) or ""


@register.filter
def host(url: str) -> str:
    """Where an address leads, as people know it: www.youtube.com gives youtube.com."""
    return (urlparse(url).hostname or "").removeprefix("www.")
