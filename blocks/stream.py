"""The whole vocabulary of a page body, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import BoundBlock, StreamBlock, StreamValue
from wagtail.fields import Creator, StreamField

from .cards import CardsBlock
from .cases import (
    CasePerformanceBlock,
    CaseTrackingBlock,
    ComplaintFormBlock,
    InformationRequestFormBlock,
    ObjectionFormBlock,
)
from .chosen import preload
from .guides import AccordionBlock, StepsBlock, TableBlock
from .listings import (
    DocumentListBlock,
    EventListBlock,
    NewsListBlock,
    PlaceListBlock,
    ProductListBlock,
    ServiceListBlock,
)
from .media import DownloadsBlock, FigureBlock, GalleryBlock, VideoBlock
from .officials import ContactBlock, OfficialsBlock
from .schema import version_of
from .services import ServiceStandardBlock
from .text import CalloutBlock, HeadingBlock, QuoteBlock, TextBlock, full_addresses


class Owned(Creator):
    """Lets a stream know its page: lists inside it fill themselves from that page's section."""

    def __get__(self, obj: Any, type: Any = None) -> Any:
        value = super().__get__(obj, type)
        if isinstance(value, StreamValue):
            value.page = obj
        return value


class BlockField(StreamField):
    """A StreamField that keeps its block definitions out of migrations.

    Stock StreamField freezes every block into every migration: half a million lines in one large site. The column is
    JSON whatever the blocks are, and data migrations work on the raw JSON, so nothing is lost.
    """

    def deconstruct(self):
        name, path, _, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

    @cached_property
    def json_field(self):
        """Wagtail makes a new one for each value that it reads."""
        return super().json_field

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.name, Owned(self))


def texts_of(value: Any) -> Iterator[str]:
    """Every string inside a field's value, however deep in a stream it stands."""
    if isinstance(value, StreamValue):
        value = value.get_prep_value()
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_of(part)


def block_html(child: BoundBlock, page: Any = None, origin: str = "", is_below_heading: bool = False) -> SafeString:
    """One part of a body as safe HTML that stands alone: full addresses, no request; a listing becomes a link to its page.

    `origin` is scheme and host for addresses that begin at the root; without it that of the page's site.
    """
    context = {
        "page": page,
        "page_url": page.full_url if page is not None and page.pk else "",
        "is_self_contained": True,
        "is_below_heading": is_below_heading,
    }
    html = child.block.render(child.value, context=context)
    return mark_safe(full_addresses(html, origin or origin_of(page)).strip())


def origin_of(page: Any) -> str:
    """Scheme and host of the site to which a page belongs."""
    parts = page.get_url_parts() if page is not None and page.pk else None
    return parts[1] if parts and parts[1] else settings.BASE_URL


class BodyBlock(StreamBlock):
    """What an editor may put on a page. The keys are promises to apps already installed."""

    heading = HeadingBlock()
    text = TextBlock()
    picture = FigureBlock()
    gallery = GalleryBlock()
    table = TableBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    callout = CalloutBlock()
    cards = CardsBlock()
    quote = QuoteBlock()
    video = VideoBlock()
    downloads = DownloadsBlock()
    contact = ContactBlock()
    officials = OfficialsBlock()
    complaint_form = ComplaintFormBlock()
    information_request_form = InformationRequestFormBlock()
    objection_form = ObjectionFormBlock()
    case_tracking = CaseTrackingBlock()
    case_performance = CasePerformanceBlock()
    service_list = ServiceListBlock()
    service_standard = ServiceStandardBlock()
    news_list = NewsListBlock()
    document_list = DocumentListBlock()
    event_list = EventListBlock()
    place_list = PlaceListBlock()
    product_list = ProductListBlock()

    def render_basic(self, value: StreamValue, context: Any = None) -> SafeString:
        preload([value])
        shared = dict(context or {})
        shared.setdefault("page", getattr(value, "page", None))
        parts = []
        for child, is_below in with_outline(value):
            parts.append(child.render(context=shared | {"is_below_heading": is_below}))
        return mark_safe("\n".join(parts))

    def get_api_representation(self, value: StreamValue, context: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Every part with its value and, unless `context["html"]` is false, its HTML; preload many bodies for lists."""
        context = dict(context or {})
        context["page"] = page = getattr(value, "page", None)
        context["origin"] = origin = context.get("origin") or origin_of(page)
        preload([value])
        parts = []
        for child, is_below in with_outline(value):
            part = {
                "id": child.id,
                "type": child.block_type,
                "block_version": version_of(child.block),
                "value": child.block.get_api_representation(child.value, context=context),
            }
            if context.get("html", True):
                part["html"] = block_html(child, page, origin, is_below)
            parts.append(part)
        return parts


def with_outline(value: StreamValue) -> Iterator[tuple[BoundBlock, bool]]:
    """Every part, and whether a heading stands somewhere above it."""
    is_below = False
    for child in value:
        yield child, is_below
        is_below = is_below or child.block_type == "heading"
