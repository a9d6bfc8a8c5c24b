"""Lists give what was asked for, all of it, in order, at a cost that does not grow."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from api.declared import models_by_type

from .conftest import DAY


def ids(answer):
    return [item["id"] for item in answer["items"]]


def titles(answer):
    return [item["title"] for item in answer["items"]]


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


def test_only_the_named_fields_are_given(world, ask, client):
    answer = client.get("/api/v1/pages/?type=news&fields=title,picture.alt,translations.url").json()["items"][0]
    assert set(answer) == {"type", "id", "locale", "title", "picture", "translations"}
    assert answer["picture"] == {"alt": "Warga menanam kentang"}
    body = client.get(f"/api/v1/pages/{world.items['news'].translation_key}/?fields=body.type").json()
    assert body["body"] == [{"type": "text"}]


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
