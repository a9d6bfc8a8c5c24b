"""Lists give what was asked for, all of it, in order, at a cost that does not grow."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from api.declared import models_by_type
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


def test_filters_narrow_a_list(world, ask):
    assert {item["type"] for item in ask("pages/?type=news,event")["items"]} == {"news", "event"}
    assert len(ids(ask("pages/?topic=kesehatan&limit=100"))) == len(world.items)
    assert ids(ask("pages/?topic=lain")) == []
    assert {item["unit"]["code"] for item in ask("pages/?unit=33.04.15.2008")["items"]} == {"33.04.15.2008"}
    assert titles(ask("pages/?type=place&kind=destination")) == ["Contoh place"]
    assert titles(ask("pages/?type=place&kind=lodging")) == []
    assert titles(ask("pages/?type=product&kind=food")) == ["Contoh product"]
    assert titles(ask("pages/?type=event&starts_from=2026-08-17&starts_to=2026-08-17")) == ["Contoh event"]
    assert titles(ask("pages/?type=event&starts_from=2026-08-18")) == []
    assert titles(ask("pages/?type=news&published_from=2026-08-17&published_to=2026-08-17")) == ["Contoh news"]
    assert titles(ask("pages/?type=news&published_to=2026-08-16")) == []
    assert titles(ask("pages/?type=news&published_from=2026-08-17T08:00:00%2B07:00")) == ["Contoh news"]
    assert titles(ask("pages/?type=news&published_from=2026-08-17T08:00:01%2B07:00")) == []


def test_documents_are_filtered_by_category_year_and_words(world, ask):
    assert titles(ask("documents/?category=periodic&year=2026&q=contoh")) == ["Contoh document"]
    assert titles(ask("documents/?category=immediate")) == []
    assert titles(ask("documents/?year=2025")) == []
    assert titles(ask("documents/?q=tidak ada")) == []


def test_events_can_be_read_in_the_order_in_which_they_happen(tree, ask):
    for day in (3, 1, 2):
        make(EventPage, tree, title=f"Hari {day}", starts_at=DAY + datetime.timedelta(days=day))
    assert titles(ask("pages/?type=event&order=starts")) == ["Hari 1", "Hari 2", "Hari 3"]


def test_the_total_is_given_on_request(tree, ask):
    news(tree, 3)
    assert ask("pages/?type=news&limit=1&count=true")["count"] == 3
    assert "count" not in ask("pages/?type=news&limit=1")


def test_only_the_named_fields_are_given(world, ask, client):
    answer = client.get("/api/v1/pages/?type=news&fields=title,picture.alt,translations.url").json()["items"][0]
    assert set(answer) == {"type", "id", "locale", "title", "picture", "translations"}
    assert answer["picture"] == {"alt": "Warga menanam kentang"}
    body = client.get(f"/api/v1/pages/{world.items['news'].translation_key}/?fields=body.type").json()
    assert body["body"] == [{"type": "text"}]


@pytest.mark.parametrize(
    "fields", ["body", "nonsense", "title.x.y", "picture.pk", "pk", "", "title,", "owner", "a," * 40]
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


def test_an_item_costs_few_queries(world, client):
    for name in models_by_type():
        address = f"/api/v1/pages/{world.items[name].translation_key}/"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 12, name


def test_what_the_public_may_not_see_is_in_no_list(world, ask, exempt):
    news_page = world.items["news"]
    assert "Rahasia sekali" not in str(ask("documents/")) + str(ask("pages/?type=document"))
    ask(f"documents/{exempt.translation_key}/", status=404)
    ask(f"pages/{exempt.translation_key}/", status=404)
    ask("documents/?category=exempt", status=400)
    ask("pages/?type=news")
    news_page.expire_at = DAY
    news_page.save()
    assert ids(ask("pages/?type=news")) == []
    ask(f"pages/{news_page.translation_key}/", status=404)


def test_a_page_that_is_withdrawn_leaves_the_answers_that_were_given_before(world, ask):
    address = f"pages/{world.items['news'].translation_key}/"
    assert ask(address)["title"] == "Contoh news"
    PageViewRestriction.objects.create(page_id=world.items["desa"].pk, restriction_type="login")
    ask(address, status=404)
    assert ids(ask("pages/?type=news")) == []


def test_a_draft_shows_neither_itself_nor_its_changes(world, ask):
    page = world.items["news"]
    page.title = "Judul rancangan"
    page.save_revision()
    assert titles(ask("pages/?type=news")) == ["Contoh news"]
    page.unpublish()
    ask(f"pages/{page.translation_key}/", status=404)


def test_translations_know_each_other_and_mirrors_are_not_given(world, ask):
    english = Locale.objects.get(language_code="en")
    page = world.items["regency"]
    copy = page.copy_for_translation(english)
    copy.title = "Example Regency"
    copy.save_revision().publish()
    assert [t["locale"] for t in ask(f"pages/{page.translation_key}/")["translations"]] == ["en"]
    own = ask(f"pages/{page.translation_key}/?locale=en")
    assert (own["title"], own["locale"], own["url"]) == ("Example Regency", "en", "http://localhost/en/")
    assert titles(ask("pages/?locale=en&limit=100")) == ["Example Regency"]
    assert "Example Regency" not in titles(ask("pages/?limit=100"))


def test_a_mirror_in_another_language_is_no_item(world, ask):
    english = Locale.objects.get(language_code="en")
    world.items["regency"].copy_for_translation(english, alias=True)
    assert ask("pages/?locale=en")["items"] == []
    ask(f"pages/{world.items['regency'].translation_key}/?locale=en", status=404)
