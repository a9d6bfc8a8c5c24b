"""Finds the page of an address and reads what showing it needs, by questions whose SQL is written once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from wagtail.images import get_image_model
from wagtail.models import Site

from blocks.media import in_order
from blocks.stream import BlockField

from .prepared import Prepared, Question
from .remembered import remembered

if TYPE_CHECKING:
    from .models import BasePage


class Root(NamedTuple):
    """The site that answers, and where its home page in the language of the request stands."""

    site: Site
    path: str
    url_path: str


def root_of(request: HttpRequest) -> Root | None:
    """The root of this request as Wagtail finds it; None when no site answers."""
    key = ("root", request.get_host(), request.get_port(), request.LANGUAGE_CODE)
    root = remembered(request, key, lambda: find_root(request))
    if root:
        request._wagtail_site = root.site  # type: ignore[attr-defined]  # where Wagtail itself keeps it
    return root


def find_root(request: HttpRequest) -> Root | None:
    site = Site.find_for_request(request)
    if site is None:
        return None
    home = site.root_page.localized
    return Root(site, home.path, home.url_path)


# The slug is indexed, the whole address is not.
at_address = Question(
    lambda slug, url_path: (
        apps.get_model("pages", "BasePage")
        .objects.published()
        .filter(slug=slug, url_path=url_path)
        .values_list("pk", "path", "content_type_id", "is_restricted")
    )
)


def page_at(url_path: str, root_path: str) -> BasePage | None:
    """The published page at this address below this root, with what is shown of it. Two queries however deep it lies."""
    slug = url_path.rstrip("/").rpartition("/")[2]
    for pk, path, content_type, is_restricted in at_address(slug, url_path):
        model: Any = ContentType.objects.get_for_id(content_type).model_class()
        if path.startswith(root_path) and (found := by_key(model)(pk)):
            page = found[0]
            page.is_known_published, page.is_known_open = True, not is_restricted
            return page
    return None


# Columns that editors and queries need, but nothing that is shown; reading one for nothing costs a microsecond or two.
UNSHOWN = (
    *("draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at", "live_revision"),
    *("go_live_at", "expired", "live", "locked", "locked_at", "locked_by", "owner", "numchild"),
    *("is_hidden_above", "is_restricted", "is_withheld", "go_live_above_at", "expire_above_at"),
)


@cache
def by_key(model: type[BasePage]) -> Question:
    """A page of this type with the single objects that its own fields and its picture name."""
    kind: Any = model  # mypy holds a model class for unhashable
    pages = model.objects.select_related("picture", *related_of(kind)).defer(*UNSHOWN).order_by()
    return Question(lambda pk: pages.filter(pk=pk))


@cache
def related_of(model: Any) -> tuple[str, ...]:
    """The single objects that a type's own fields name."""
    base_page = apps.get_model("pages", "BasePage")
    return tuple(
        field.name
        for field in model._meta.fields
        if field.is_relation
        and field.model is not base_page
        and issubclass(field.model, base_page)
        and not field.remote_field.parent_link
    )


@cache
def streams_of(model: Any) -> tuple[str, ...]:
    """The columns made of blocks: no list shows them, and reading one costs more than the rest of the row."""
    return tuple(field.name for field in model._meta.fields if isinstance(field, BlockField))


# What a line of a list says and where it leads.
ON_LINES = ("title", "url_path", "first_published_at")
topics_of = Question(lambda page: apps.get_model("pages", "Topic").objects.filter(basepage=page))
renditions = Prepared(lambda pks: get_image_model().get_rendition_model().objects.filter(image__in=pks).order_by())


def give_sizes(pictures: Iterable[Any]) -> None:
    """Gives pictures their ready sizes (blocks.media.every_size). One query, none without a picture."""
    by_key: dict[int, list[Any]] = defaultdict(list)
    for picture in pictures:
        if picture is not None:
            by_key[picture.pk].append(picture)
    sizes = defaultdict(list)
    for rendition in renditions(sorted(by_key)) if by_key else ():
        sizes[rendition.image_id].append(rendition)
    for pk, same in by_key.items():
        ready = in_order(same[0], sizes[pk])
        for picture in same:
            picture.ready_sizes = ready
