"""Lists that fill themselves from the pages of a section: news, services, documents, events, places, products."""

from __future__ import annotations

from typing import Any, ClassVar, TypedDict
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .parts import LISTS, PartBlock, title_block
from .topics import TopicBlock

SCOPES = [("here", _("This section only")), ("below", _("This section and all below it"))]


class FilterData(TypedDict):
    """What a listing shows: with `unit` the pages of one office, with `region` all of a territory."""

    type: str
    locale: str | None
    unit: str | None
    region: str | None
    topic: str | None
    kind: str | None
    limit: int


class ListingData(TypedDict):
    """A listing tells what to ask, not what the answer is today: `url` is the request that fills it."""

    title: str
    filter: FilterData
    url: str


def count_block(default: int) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=12, default=default)


def kinds_of(page_type: str, field: str, without: tuple[str, ...] = ()) -> Any:
    """The choices of a page type's field, read when they are needed."""

    def read() -> list[tuple[str, Any]]:
        found = apps.get_model(page_type)._meta.get_field(field).choices
        return [(value, label) for value, label in found if value and value not in without]

    return read


class ListingBlock(PartBlock):
    """A list of pages of one type, from the section in which it stands."""

    api_type = ListingData
    page_type: ClassVar[str]
    index_type: ClassVar[str]
    # The field that `kind` filters, and the name of that filter in the section's own list and in the API.
    kind_field: ClassVar[str] = ""
    kind_parameter: ClassVar[str] = ""
    api_path: ClassVar[str] = "pages"
    api_order: ClassVar[str] = ""

    title = title_block(help_text=_("Empty: the usual title."))
    scope = blocks.ChoiceBlock(label=_("From where"), choices=SCOPES, default="here")
    topic = TopicBlock(label=_("Only this topic"), required=False)

    def title_of(self, value: Any) -> str:
        return value.get("title") or str(self.meta.usual_title)

    def pages(self, value: Any, page: Any) -> Any:
        """The pages of the list in their order, before they are counted off. In a preview without a page: of every section."""
        pages = apps.get_model(self.page_type).objects.visible()
        if page is not None:
            pages = pages.filter(locale=page.locale_id)
            pages = pages.within(page.region_code) if value.get("scope") == "below" else pages.filter(unit=page.unit_id)
        if value.get("topic"):
            pages = pages.filter(topics__slug=value["topic"].slug)
        if value.get("kind"):
            pages = pages.filter(**{self.kind_field: value["kind"]})
        return self.arrange(pages)

    def arrange(self, pages: Any) -> Any:
        """The usual order of this type, with what its lines show."""
        return pages.newest().for_cards()

    def index_of(self, page: Any, around: Any) -> Any:
        """The section's own list of this type: out of the menu when it stands there, else by one query."""
        index_page = apps.get_model(self.index_type)
        for entry in around.menu if around else []:
            if entry.specific_class is index_page:
                return entry
        return (
            index_page.objects.visible()
            .filter(unit=page.unit_id, locale=page.locale_id)
            .select_related("locale")
            .first()
        )

    def index_query(self, value: Any) -> str:
        """The filter of this listing in the words of the section's own list."""
        words = {
            "wilayah": "semua" if value.get("scope") == "below" else "",
            "topik": value["topic"].slug if value.get("topic") else "",
            self.kind_parameter or "jenis": value.get("kind") or "",
        }
        query = urlencode({name: word for name, word in words.items() if word})
        return f"?{query}" if query else ""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        page, is_html = context.get("page"), not context.get("is_self_contained")
        if is_html and (hasattr(page, "unit_id") or "block_def" in context):
            pages = list(self.pages(value, page)[: value.get("count") or 3])
            index = self.index_of(page, context.get("around")) if page is not None else None
            for found in [*pages, *([index] if index else [])]:
                found.shown = found  # it was asked for as visible: no link has to ask again
            context |= {"pages": pages, "index": index, "index_query": self.index_query(value)}
        return context

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> ListingData:
        page = (context or {}).get("page")
        is_below = value.get("scope") == "below"
        unit = page.unit if page is not None and not is_below else None
        found: FilterData = {
            "type": apps.get_model(self.page_type).type_name(),
            "locale": page.locale.language_code if page is not None else None,
            "unit": unit.code if unit else None,
            "region": page.region_code if page is not None and is_below else None,
            "topic": value["topic"].slug if value.get("topic") else None,
            "kind": value.get("kind") or None,
            "limit": value.get("count") or 3,
        }
        return {"title": self.title_of(value), "filter": found, "url": self.api_url(found)}

    def api_url(self, found: FilterData) -> str:
        """The request that fills the list."""
        words = {name: found[name] for name in ("type", "locale", "unit", "region", "topic")} | {
            self.kind_field: found["kind"],
            "order": self.api_order,
            "limit": found["limit"],
        }
        if self.api_path != "pages":
            del words["type"]
        return f"/api/v1/{self.api_path}/?{urlencode({name: word for name, word in words.items() if word})}"

    class Meta:
        group = LISTS
        usual_title = ""


class NewsListBlock(ListingBlock):
    """The newest articles."""

    page_type, index_type = "pages.NewsPage", "pages.NewsIndexPage"

    count = count_block(3)

    class Meta:
        icon = "doc-full"
        label = _("News list")
        usual_title = _("Latest news")
        description = _("The newest articles of this section, or of all sections below it. It fills itself.")
        template = "blocks/news_list.html"


class ServiceListBlock(ListingBlock):
    """Services by name."""

    page_type, index_type = "pages.ServicePage", "pages.ServiceIndexPage"
    api_order = "title"

    count = count_block(8)

    def arrange(self, pages: Any) -> Any:
        return pages.order_by("title", "path").select_related("locale")

    class Meta:
        icon = "clipboard-list"
        label = _("Service list")
        usual_title = _("Services")
        description = _("The services of this section by name, each with a line on what it is. It fills itself.")
        template = "blocks/service_list.html"


class DocumentListBlock(ListingBlock):
    """Public documents, newest first."""

    page_type, index_type = "pages.DocumentPage", "pages.DocumentIndexPage"
    kind_field, kind_parameter = "category", "kategori"
    api_path = "documents"

    kind = blocks.ChoiceBlock(
        label=_("Only this category"),
        choices=kinds_of("pages.DocumentPage", "category", without=("exempt",)),
        required=False,
    )
    count = count_block(5)

    def arrange(self, pages: Any) -> Any:
        return pages.newest().select_related("locale", "file")

    class Meta:
        icon = "folder-open-1"
        label = _("Document list")
        usual_title = _("Public documents")
        description = _("The newest public documents of this section with kind, size and year. It fills itself.")
        template = "blocks/document_list.html"


class EventListBlock(ListingBlock):
    """What comes next."""

    page_type, index_type = "pages.EventPage", "pages.EventIndexPage"
    api_order = "starts"

    count = count_block(3)

    def arrange(self, pages: Any) -> Any:
        now = timezone.now()
        coming = pages.filter(Q(ends_at__gte=now) | Q(ends_at=None, starts_at__gte=now))
        return coming.order_by("starts_at", "path").select_related("locale")

    class Meta:
        icon = "calendar-alt"
        label = _("Event list")
        usual_title = _("Agenda")
        description = _("What comes next in this section. Events that are over leave by themselves.")
        template = "blocks/event_list.html"


class PlaceListBlock(ListingBlock):
    """Places by name."""

    page_type, index_type = "pages.PlacePage", "pages.PlaceIndexPage"
    kind_field, kind_parameter = "kind", "jenis"
    api_order = "title"

    kind = blocks.ChoiceBlock(label=_("Only this kind"), choices=kinds_of("pages.PlacePage", "kind"), required=False)
    count = count_block(4)

    def arrange(self, pages: Any) -> Any:
        return pages.order_by("title", "path").for_cards()

    class Meta:
        icon = "site"
        label = _("Place list")
        usual_title = _("Places")
        description = _("Places worth a visit, to stay or to eat, as cards with a picture. It fills itself.")
        template = "blocks/place_list.html"


class ProductListBlock(ListingBlock):
    """Products by name."""

    page_type, index_type = "pages.ProductPage", "pages.BusinessIndexPage"
    kind_field, kind_parameter = "kind", "jenis"
    api_order = "title"

    kind = blocks.ChoiceBlock(label=_("Only this kind"), choices=kinds_of("pages.ProductPage", "kind"), required=False)
    count = count_block(4)

    def arrange(self, pages: Any) -> Any:
        return pages.order_by("title", "path").for_cards()

    class Meta:
        icon = "tag"
        label = _("Product list")
        usual_title = _("Local products")
        description = _("What local businesses make, as cards with picture and price. It fills itself.")
        template = "blocks/product_list.html"
