"""What tests of the feed's sources stand on: a few pages in two desa, all numbered, and what an event has marked since."""

from types import SimpleNamespace

import pytest

from pages.feed.numbering import number
from pages.models import BasePage, ContentChange, NewsIndexPage
from tests.factories import NewsIndexPageFactory, NewsPageFactory, PlainPageFactory, make


def names():
    """What each object of the feed is called here: pages by their title, of translations with the language."""
    found = {}
    for key, title, locale in BasePage.objects.values_list("translation_key", "title", "locale__language_code"):
        found[key, locale] = title if locale == "id" else f"{title} ({locale})"
    return found


def marked(known=None):
    """What waits for a number: (name, region, operation), without territories, which have no page."""
    known = {**(known or {}), **names()}
    rows = ContentChange.objects.filter(seq=None).exclude(item_type="region")
    return {(known.get((row.item_id, row.locale), row.item_type), row.region_code, row.op) for row in rows}


@pytest.fixture
def since(tree, django_capture_on_commit_callbacks):
    """`since(event)`: lets it happen and tells what it has marked, commit and all."""

    def run(event):
        number()
        known = names()
        with django_capture_on_commit_callbacks() as callbacks:
            event()
        for callback in callbacks:  # the second look after the commit, but not the numbering
            if "number" not in repr(callback) and "raise_number" not in repr(callback):
                callback()
        return marked(known)

    return run


@pytest.fixture
def hall(tree):
    """Desa with list, two articles, a plain page with another below it; a neighbour with its own list."""
    index = make(NewsIndexPage, tree)
    first, second = (NewsPageFactory(parent=index, title=title) for title in ("Pertama", "Kedua"))
    chapter = PlainPageFactory(parent=tree.desa, title="Bab")
    section = PlainPageFactory(parent=chapter, title="Pasal")
    other = NewsIndexPageFactory(parent=tree.neighbour)
    return SimpleNamespace(
        tree=tree, index=index, first=first, second=second, chapter=chapter, section=section, other=other
    )


DESA, NEIGHBOUR = "33.04.15.2008", "33.04.15.2001"


def there(region, *titles):
    return {(title, region, "upsert") for title in titles}


def gone(region, *titles):
    return {(title, region, "delete") for title in titles}
