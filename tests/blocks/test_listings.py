"""Lists inside a page show what the editor asked for, in few queries, and say why when they are empty."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from blocks.stream import BodyBlock
from pages import models as pages
from tests import factories
from tests.factories import PictureFactory, make

BODY = BodyBlock()


def rendered(page, rf, key, **value):
    """The HTML of one listing as it stands in the body of a stored page."""
    page.body = [(key, {"title": "", "scope": "here", "topic": None, "count": 3} | value)]
    page.save()
    page = type(page).objects.get(pk=page.pk)
    return BODY.render(page.body, context={"page": page, "request": rf.get("/")})


@pytest.fixture
def plain(tree):
    return make(pages.PlainPage, tree)


def news_in(section, title, **kwargs):
    index = pages.NewsIndexPage.objects.child_of(section).first() or factories.NewsIndexPageFactory(parent=section)
    return factories.NewsPageFactory(parent=index, title=title, **kwargs)


def test_the_scope_is_the_section_or_everything_below_it(tree, rf):
    news_in(tree.desa, "Kabar desa")
    news_in(tree.kecamatan, "Kabar kecamatan")
    page = factories.PlainPageFactory(parent=tree.kecamatan)
    here = rendered(page, rf, "news_list")
    assert "Kabar kecamatan" in here
    assert "Kabar desa" not in here
    below = rendered(page, rf, "news_list", scope="below")
    assert "Kabar kecamatan" in below
    assert "Kabar desa" in below
    assert 'href="/kecamatan-contoh/berita/?wilayah=semua"' in below


def test_a_topic_narrows_the_list_and_its_link(tree, plain, rf):
    topic = pages.Topic.objects.create(name="Kesehatan", slug="kesehatan", locale=Locale.get_default())
    news = news_in(tree.desa, "Posyandu")
    news_in(tree.desa, "Jalan")
    news.topics.add(topic)
    news.save()
    html = rendered(plain, rf, "news_list", topic=topic)
    assert "Posyandu" in html
    assert "Jalan" not in html
    assert "?topik=kesehatan" in html


def test_a_draft_an_exempt_document_and_a_past_event_are_not_listed(tree, plain, rf):
    news_in(tree.desa, "Rahasia", live=False)
    make(pages.DocumentPage, tree, title="Dikecualikan", category="exempt", exclusion_basis="a", is_withheld=True)
    make(pages.EventPage, tree, title="Sudah lewat", starts_at=timezone.now() - datetime.timedelta(days=2))
    make(pages.EventPage, tree, title="Akan datang")
    for key, absent in (("news_list", "Rahasia"), ("document_list", "Dikecualikan"), ("event_list", "Sudah lewat")):
        assert absent not in rendered(plain, rf, key)
    assert "Akan datang" in rendered(plain, rf, "event_list")


def test_a_category_narrows_documents_and_a_kind_places(tree, plain, rf):
    make(pages.DocumentPage, tree, title="Serta merta", category="immediate")
    make(pages.DocumentPage, tree, title="Berkala", category="periodic")
    html = rendered(plain, rf, "document_list", kind="immediate")
    assert "Serta merta" in html
    assert "Berkala" not in html
    assert "?kategori=immediate" in html
    make(pages.PlacePage, tree, title="Warung", kind="culinary")
    make(pages.PlacePage, tree, title="Curug", kind="destination")
    html = rendered(plain, rf, "place_list", kind="culinary")
    assert "Warung" in html
    assert "Curug" not in html


@pytest.mark.parametrize("key", [key for key in BODY.child_blocks if key.endswith("_list")])
def test_an_empty_list_says_why(key, plain, rf):
    html = rendered(plain, rf, key)
    assert 'class="b-empty"' in html
    assert "<ul" not in html


def test_an_empty_list_still_leads_to_the_whole_list(tree, plain, rf):
    news_in(tree.neighbour, "Di tempat lain")
    factories.NewsIndexPageFactory(parent=tree.desa)
    html = rendered(plain, rf, "news_list")
    assert 'class="b-empty"' in html
    assert "/desa-contoh/berita/" in html


def test_the_count_is_bounded(plain):
    count = BODY.child_blocks["news_list"].child_blocks["count"]
    for wrong in (0, 13):
        with pytest.raises(ValidationError):
            count.clean(wrong)


@pytest.mark.parametrize(
    ("key", "model"),
    [
        ("news_list", pages.NewsPage),
        ("service_list", pages.ServicePage),
        ("document_list", pages.DocumentPage),
        ("event_list", pages.EventPage),
        ("place_list", pages.PlacePage),
        ("product_list", pages.ProductPage),
    ],
)
def test_ten_items_cost_as_many_queries_as_three(key, model, tree, plain, rf):
    for _number in range(10):
        make(model, tree, picture=PictureFactory(), picture_alt="Warga menanam kentang")
    counts = []
    for count in (3, 10):
        rendered(plain, rf, key, count=count)
        page = pages.PlainPage.objects.get(pk=plain.pk)
        with CaptureQueriesContext(connection) as queries:
            html = BODY.render(page.body, context={"page": page, "request": rf.get("/")})
        assert html.count("<li") == count
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


def test_an_app_is_told_what_to_ask(tree, plain):
    plain.body = [
        ("news_list", {"title": "", "scope": "below", "topic": None, "count": 5}),
        ("document_list", {"title": "Dokumen", "scope": "here", "topic": None, "kind": "periodic", "count": 2}),
    ]
    plain.save()
    page = pages.PlainPage.objects.get(pk=plain.pk)
    news, documents = (item["value"] for item in page.body.stream_block.get_api_representation(page.body))
    assert news["url"] == "/api/v1/pages/?type=news&locale=id&region=33.04.15.2008&limit=5"
    assert documents["url"] == "/api/v1/documents/?locale=id&unit=33.04.15.2008&category=periodic&limit=2"
    assert documents["filter"]["kind"] == "periodic"


def test_the_requests_that_apps_are_told_are_answered(tree, client):
    page = make(pages.PlainPage, tree)
    keys = [key for key in BODY.child_blocks if key.endswith("_list")]
    kinds = {"document_list": "periodic", "place_list": "culinary", "product_list": "food"}
    page.body = [
        (
            key,
            {"title": "", "scope": "here", "topic": None, "count": 3} | ({"kind": kinds[key]} if key in kinds else {}),
        )
        for key in keys
    ]
    for item in BODY.get_api_representation(page.body):
        assert client.get(item["value"]["url"]).status_code == 200, item["value"]["url"]
