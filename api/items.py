"""Pages as items of the API: plain dicts, made from the common fields and each type's own declaration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import get_language

from pages.loading import UNSHOWN, related_of, streams_of
from pages.models import BasePage
from pages.prepared import Prepared
from pages.remembered import items_remembered

from .batch import Batch
from .declared import Reader, exported_models, fields_of
from .envelope import IDENTITY, READERS

# Columns that pages show and items do not.
OF_PAGES = ("seo_title", "search_description", "show_in_menus", "alias_of", "depth", "path")

Selection = dict[str, set[str]]


@cache
def plan(model: type[BasePage], is_full: bool) -> dict[str, Reader]:
    """How each field of a type is read, by name: all of them, or those of the compact profile."""
    own = {field.name: field.read for field in fields_of(model) if is_full or field.is_compact}
    return READERS | own


def render(page: BasePage, batch: Batch, is_full: bool, selection: Selection | None = None) -> dict[str, Any]:
    """One item; with a selection only what was asked for, and always what tells it from others."""
    readers = plan(type(page), is_full)
    if selection is None:
        return {name: read(page, batch) for name, read in readers.items()}
    names = [name for name in readers if name in selection or name in IDENTITY]
    return {name: pruned(readers[name](page, batch), selection.get(name)) for name in names}


def pruned(value: Any, names: set[str] | None) -> Any:
    """Only the named parts of an object or of each object of a list."""
    if not names:
        return value
    if isinstance(value, list):
        return [pruned(part, names) for part in value]
    return {name: part for name, part in value.items() if name in names} if isinstance(value, dict) else value


@cache
def heavy_columns(model: type[BasePage]) -> tuple[str, ...]:
    """Columns that a list never shows: streams above all, because reading one costs more than the rest of the row."""
    return (*UNSHOWN, *OF_PAGES, *streams_of(model))


@cache
def loader(model: type[BasePage], is_full: bool) -> Prepared:
    """The pages of one type by primary key, with what their own fields read."""
    unread = UNSHOWN + OF_PAGES if is_full else heavy_columns(model)
    single = ("unit__region", "locale", "picture") if is_full else ()  # lists share these, one item brings its own
    pages = model.objects.order_by().select_related(*single, *related_of(model)).defer(*unread)
    return Prepared(lambda pks: pages.filter(pk__in=pks))


def type_of(content_type: int) -> type[BasePage] | None:
    """The exported page type with this content type, from Django's own cache; None when it is no item."""
    model: Any = ContentType.objects.get_for_id(content_type).model_class()
    return model if model in exported() else None


@cache
def exported() -> frozenset[type[BasePage]]:
    return frozenset(exported_models())


def items_of(
    rows: Sequence[dict[str, Any]],
    request: Any,
    *,
    is_full: bool = False,
    selection: Selection | None = None,
    with_html: bool = True,
) -> list[dict[str, Any]]:
    """The items of a list in the order of its rows (`pk`, `content_type`); whole ones may be remembered: change none.

    One query for each type among those that are not, and what these need together.
    """
    types = {row["pk"]: row["content_type"] for row in rows}
    if selection is not None:
        found = made(types, is_full, selection, with_html)
        return [found[pk] for pk in types if pk in found]
    told = (get_language(), is_full, with_html)
    keys = {(pk, *told): content_type for pk, content_type in types.items()}

    def make(missing: list[Any]) -> dict[Any, dict[str, Any]]:
        fresh = made({key[0]: keys[key] for key in missing}, is_full, None, with_html)
        return {(pk, *told): item for pk, item in fresh.items()}

    whole = items_remembered(request, keys, make)
    return [whole[key] for key in keys if key in whole]


def made(
    types: Mapping[int, int], is_full: bool, selection: Selection | None, with_html: bool
) -> dict[int, dict[str, Any]]:
    """The items of these pages by primary key, read and rendered now; given are their content types."""
    by_type: dict[int, list[int]] = {}
    for pk, content_type in types.items():
        by_type.setdefault(content_type, []).append(pk)
    pages = [page for content_type, pks in by_type.items() for page in loader(type_of(content_type), is_full)(pks)]
    return dict(zip((page.pk for page in pages), render_all(pages, is_full, selection, with_html), strict=True))


def render_all(
    pages: Sequence[BasePage], is_full: bool, selection: Selection | None = None, with_html: bool = True
) -> list[dict[str, Any]]:
    batch = Batch(pages, with_html)
    return [render(page, batch, is_full, selection) for page in pages]
