"""`/api/wagtail/v2/`: Wagtail's own API for clients that know it, over what the public may see and nothing else."""

from __future__ import annotations

import re
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import translation
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError, get_full_url
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.serializers import DocumentSerializer
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.serializers import ImageDownloadUrlField, ImageSerializer
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Site

from blocks.chosen import preload
from blocks.media import ready_renditions
from blocks.stream import BlockField
from pages.models import BasePage
from pages.queries import BasePageQuerySet, shown_ids

from .conditional import MINUTE, tagged
from .filters import CONTROL, LONGEST
from .items import related_of
from .problems import respond

NUMBERS = ("limit", "offset", "id", "child_of", "ancestor_of", "descendant_of", "translation_of")


class PublicReading(BaseAPIViewSet):
    """What our three endpoints share: compact JSON only, cacheable, no `fields=*` over a whole list, no 500 for nonsense."""

    renderer_classes = [JSONRenderer]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):
            response: Any = super().dispatch(request, *args, **kwargs)
            if response.status_code != 200 or request.method == "OPTIONS":
                return response
            return tagged(request, response.render(), MINUTE, settings.LANGUAGE_CODE)

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        for name, value in request.GET.items():
            if CONTROL.search(value) or len(value) > LONGEST or (name in NUMBERS and re.search(r"\d{10}", value)):
                raise BadRequestError(f"{name[:40]} is not a sensible value")
        if request.GET.get("search_operator", "and") not in ("and", "or"):
            raise BadRequestError("search_operator is either 'and' or 'or'")
        if "search" in request.GET:  # Wagtail's search on SQLite stumbles over quotation marks and over nothing at all
            request._request.GET = request.GET.copy()
            request._request.GET["search"] = " ".join(request.GET["search"].replace('"', " ").split())

    def get_renderer_context(self) -> dict[str, Any]:
        return {**super().get_renderer_context(), "indent": None}

    def get_serializer_class(self) -> Any:
        if self.action == "listing_view" and self.request.GET.get("fields", "").startswith("*"):
            raise BadRequestError("fields=* is not given for lists: name the fields that you need")
        return super().get_serializer_class()

    def find_object(self, queryset: QuerySet, request: Any) -> Any:
        if "id" in request.GET and not request.GET["id"].isdecimal():
            raise BadRequestError("id must be a number")
        return super().find_object(queryset, request)

    def handle_exception(self, exc: Exception) -> Response | HttpResponse:
        """Problems as everywhere below /api/; `message` is where clients of Wagtail's API look for the text."""
        with translation.override(self.request.LANGUAGE_CODE):
            if isinstance(exc, Http404):
                return respond("not_found", message="not found")
            if isinstance(
                exc, ValidationError | OverflowError
            ):  # a filter on a column with a value that it cannot have
                exc = BadRequestError("a parameter has a value that it cannot have")
            if isinstance(exc, BadRequestError):
                return respond("bad_request", str(exc), message=str(exc))
            return super().handle_exception(exc)


class PagesV2(PublicReading, PagesAPIViewSet):
    """Visible pages of the Site that was asked, in all its languages, list pages included; mirrors are left out."""

    def get_root_page(self) -> Any:
        site = Site.find_for_request(self.request)
        if site is None:
            raise BadRequestError("no site answers for this host")
        return site.root_page

    def get_base_queryset(self) -> BasePageQuerySet:
        site = (
            named_site(self.request.GET["site"]) if "site" in self.request.GET else Site.find_for_request(self.request)
        )
        pages = BasePage.objects.visible().filter(alias_of=None).order_by("id")
        if site is None:
            return pages.none()
        roots = site.root_page.get_translations(inclusive=True).values_list("path", flat=True)
        return pages.filter(reduce(or_, (Q(path__startswith=path) for path in roots)))

    def get_queryset(self) -> QuerySet:
        pages = super().get_queryset()
        if not issubclass(pages.model, BasePage):  # `type=wagtailcore.Page` means every type
            pages = self.get_base_queryset()
        if (
            "search" in self.request.GET
        ):  # a search cannot ask what `visible()` asks, only whether a page is among those
            pages = pages.model.objects.filter(pk__in=pages.order_by().values("pk"))
        related = ("locale", "unit__region", "picture", *related_of(pages.model))
        return pages.select_related(*related).prefetch_related("picture__renditions")

    def paginate_queryset(self, queryset: Any) -> Any:
        """The streams that were asked for are unfolded together: the same queries for five pages as for fifteen."""
        pages = super().paginate_queryset(queryset)
        asked = self.request.GET.get("fields", "")
        if pages and asked:
            names = [field.name for field in type(pages[0])._meta.fields if isinstance(field, BlockField)]
            preload(getattr(page, name) for page in pages for name in names if name in asked)
        return pages


def named_site(text: str) -> Site:
    """The site of `site=host` or `site=host:port`, as Wagtail's own API takes it."""
    host, _colon, port = text.partition(":")
    sites = Site.objects.filter(hostname=host, **({"port": port} if port.isdecimal() else {}))
    if len(found := list(sites[:2])) != 1:
        raise BadRequestError("Your query did not match exactly one site. Try adding a port number to your query")
    return found[0]


class ReadyTags:
    """Tags from what was already read with the list."""

    def build_property_field(self, field_name: str, model_class: Any) -> Any:
        field, options = super().build_property_field(field_name, model_class)  # type: ignore[misc]
        return (SortedTags, options) if field_name == "tags" else (field, options)


class SortedTags(serializers.Field):
    """The names of an object's tags in order, without a query of their own."""

    def to_representation(self, value: Any) -> list[str]:
        return sorted(tag.name for tag in value.all())


class LargestReadySize(ImageDownloadUrlField):
    """The largest size made for readers: the original file keeps what the camera wrote into it, and stays inside."""

    def to_representation(self, picture: Any) -> str | None:
        sizes = ready_renditions(picture)
        return get_full_url(self.context["request"], sizes[-1].url) if sizes else None


class PictureSerializer(ReadyTags, ImageSerializer):
    """A picture in the form of Wagtail's API."""

    download_url = LargestReadySize(read_only=True)


class FileSerializer(ReadyTags, DocumentSerializer):
    """A document in the form of Wagtail's API."""


class ImagesV2(PublicReading, ImagesAPIViewSet):
    """Pictures that a visible page uses."""

    base_serializer_class = PictureSerializer

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=shown_ids(self.model)).prefetch_related("tags", "renditions")


class DocumentsV2(PublicReading, DocumentsAPIViewSet):
    """Documents that a visible page uses."""

    base_serializer_class = FileSerializer

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=shown_ids(self.model)).prefetch_related("tags")


ENDPOINTS = {"pages": PagesV2, "images": ImagesV2, "documents": DocumentsV2}
ACTIONS = {"": "listing_view", "/<int:pk>": "detail_view", "/find": "find_view"}

router = WagtailAPIRouter("wagtailapi_v2")
for name, endpoint in ENDPOINTS.items():
    router.register_endpoint(name, endpoint)


def without_slash() -> list[URLPattern]:
    """Wagtail's addresses in the form without their final slash: answered at once, as those of v1 are."""
    return [
        path(f"{name}{rest}", router.wrap_view(endpoint.as_view({"get": action})))
        for name, endpoint in ENDPOINTS.items()
        for rest, action in ACTIONS.items()
    ]
