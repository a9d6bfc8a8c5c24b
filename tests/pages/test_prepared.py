"""A query that is kept ready answers like the queryset it was made from."""

import datetime
import uuid

import pytest
from django.utils import timezone

from pages.models import BasePage, NewsIndexPage, NewsPage
from pages.prepared import Prepared
from tests.factories import NewsPageFactory, make


def visible_by_key(keys):
    return BasePage.objects.visible().filter(translation_key__in=keys).order_by("path")


@pytest.mark.parametrize("number", [1, 3, 4, 7, 450])
def test_any_number_of_keys_is_looked_up(tree, number):
    make(NewsPage, tree)
    pages = NewsPageFactory.create_batch(min(number, 9), parent=NewsIndexPage.objects.get())
    keys = [page.translation_key for page in pages] + [uuid.uuid4() for _n in range(number - len(pages))]
    prepared = Prepared(visible_by_key)
    for _time in range(2):
        assert prepared(keys) == list(visible_by_key(keys))


def test_the_moment_is_that_of_the_request(tree, monkeypatch):
    soon = timezone.now() + datetime.timedelta(hours=1)
    page = make(NewsPage, tree, expire_at=soon)
    prepared = Prepared(visible_by_key)
    assert prepared([page.translation_key])
    monkeypatch.setattr(timezone, "now", lambda: soon + datetime.timedelta(seconds=1))
    assert not prepared([page.translation_key])


def test_a_queryset_that_changes_its_keys_is_refused(db):
    prepared = Prepared(lambda keys: NewsPage.objects.filter(title=f"x{keys[0]}"))
    with pytest.raises(ValueError, match="keys"):
        prepared([1])


def test_without_keys_the_query_stands_as_it_is(tree):
    prepared = Prepared(lambda keys: BasePage.objects.visible().order_by("path")[:3])
    assert prepared() == list(BasePage.objects.visible().order_by("path")[:3])
