"""Lists are walked page by page, and cost the same however long they are."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import DocumentPage, EventPage, NewsIndexPage, NewsPage, PlacePage, ProductPage
from tests.factories import NewsPageFactory, make

from .conftest import DAY, picture


def ids(answer):
    return [item["id"] for item in answer["items"]]


def titles(answer):
    return [item["title"] for item in answer["items"]]


def news(tree, count, **kwargs):
    first = make(NewsPage, tree, **kwargs)
    return [first, *NewsPageFactory.create_batch(count - 1, parent=NewsIndexPage.objects.get(), **kwargs)]


@pytest.mark.parametrize("order", ["newest", "oldest", "title"])
def test_walking_with_the_cursor_gives_every_item_once(tree, ask, order):
    same_moment = news(tree, 5, first_published_at=DAY)
    never_published = NewsPageFactory.create_batch(3, parent=NewsIndexPage.objects.get(), first_published_at=None)
    seen, cursor = [], ""
    while cursor is not None:
        answer = ask(f"pages/?type=news&order={order}&limit=2" + (f"&cursor={cursor}" if cursor else ""))
        seen += ids(answer)
        cursor = answer["next_cursor"]
    assert sorted(seen) == sorted(str(page.translation_key) for page in [*same_moment, *never_published])
    assert seen == ids(ask(f"pages/?type=news&order={order}&limit=100"))


def test_a_list_of_the_longest_names_is_walked_to_its_end(tree, ask):
    """A cursor remembers the title; a foreign script takes three bytes a letter, and quotes are written as two."""
    for number, title in enumerate(('"' * 254, "ꦧ" * 254, "😀" * 254)):
        make(NewsPage, tree, title=title, slug=f"panjang-{number}")
    seen, path = [], "pages/?type=news&order=title&limit=1"
    while path:
        answer = ask(path)
        seen += titles(answer)
        path = answer["next_cursor"] and f"pages/?type=news&order=title&limit=1&cursor={answer['next_cursor']}"
    assert len(set(seen)) == 3


@pytest.mark.parametrize("path", ["pages/?type=news,place&order=title", "documents/?"])
def test_a_page_that_would_be_too_large_for_a_weak_line_ends_early(tree, ask, monkeypatch, path):
    for model in (NewsPage, PlacePage, DocumentPage):
        for _n in range(4):
            make(model, tree)
    whole = ids(ask(f"{path}&limit=100"))
    monkeypatch.setattr("api.pagination.ALWAYS_FIT", 0)
    monkeypatch.setattr("api.pagination.LARGEST", 2500)
    seen, cursor, pages = [], "", 0
    while cursor is not None:
        answer = ask(f"{path}&limit=100" + (f"&cursor={cursor}" if cursor else ""))
        assert len(json.dumps(answer["items"])) < 2700 or len(answer["items"]) == 1
        seen, cursor, pages = seen + ids(answer), answer["next_cursor"], pages + 1
    assert seen == whole
    assert pages > 1


def test_an_item_added_in_front_neither_repeats_nor_skips_others(tree, ask):
    news(tree, 4, first_published_at=DAY)
    first = ask("pages/?type=news&limit=2")
    NewsPageFactory(parent=NewsIndexPage.objects.get(), first_published_at=DAY + datetime.timedelta(days=1))
    second = ask(f"pages/?type=news&limit=2&cursor={first['next_cursor']}")
    assert not set(ids(first)) & set(ids(second))
    assert len(ids(second)) == 2


def test_a_region_means_everything_below_it(tree, ask):
    page = make(NewsPage, tree)
    assert ids(ask("pages/?type=news&region=33.04")) == [str(page.translation_key)]
    assert ids(ask("pages/?type=news&region=33.04.15.2008")) == [str(page.translation_key)]
    assert ids(ask("pages/?type=news&region=33.04.15.2001")) == []
    assert ids(ask("pages/?type=news&region=33.04.16")) == []


def test_ancestors_are_added_on_request_and_neighbours_never(tree, ask):
    above = ask("pages/?type=regency,kecamatan,desa&region=33.04.15.2008&include_ancestors=true")
    assert {item["type"] for item in above["items"]} == {"regency", "kecamatan", "desa"}
    assert "Desa Tetangga" not in titles(above)


def test_events_can_be_read_in_the_order_in_which_they_happen(tree, ask):
    for day in (3, 1, 2):
        make(EventPage, tree, title=f"Hari {day}", starts_at=DAY + datetime.timedelta(days=day))
    assert titles(ask("pages/?type=event&order=starts")) == ["Hari 1", "Hari 2", "Hari 3"]


def test_the_total_is_given_on_request(tree, ask):
    news(tree, 3)
    assert ask("pages/?type=news&limit=1&count=true")["count"] == 3
    assert "count" not in ask("pages/?type=news&limit=1")


@pytest.mark.parametrize(
    "fields",
    ["body", "nonsense", "title.x.y", "picture.pk", "picture.", ".alt", "pk", "", "title,", "owner", "a," * 40],
)
def test_other_fields_are_refused_by_name(tree, ask, fields):
    problem = ask(f"pages/?fields={fields}", status=400)
    assert problem["code"] == "invalid_parameter"
    assert problem["errors"][0]["field"] == "fields"


@pytest.mark.parametrize(
    "path",
    [
        "pages/?type=news&limit={n}",
        "documents/?limit={n}",
        "pages/?type=news,place,product,document&limit={n}",
    ],
)
def test_fifteen_items_cost_as_many_queries_as_five(tree, client, path):
    shown = picture()
    for model in (NewsPage, DocumentPage, PlacePage, ProductPage):
        for _n in range(4 if model is not NewsPage else 16):
            page = make(model, tree, picture=shown, picture_alt="Warga menanam kentang")
            page.first_published_at = DAY - datetime.timedelta(minutes=page.pk % 5)
            page.save()
    counts = []
    for number in (5, 15):
        address = f"/api/v1/{path.format(n=number)}"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(address).json()["items"]) >= min(number, 4)
        counts.append(len(queries) - len({item["type"] for item in client.get(address).json()["items"]}))
    assert counts[0] == counts[1]
    assert counts[1] <= 12
