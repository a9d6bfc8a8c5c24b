"""General proofs of reading: every kind of page is in order, light and quick, and asks nothing of its reader."""

import gzip
import re
from itertools import pairwise
from urllib.parse import urlsplit

import html5lib
import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.hall import furnish
from tests.pages.types import TYPES, name_of

every_type = pytest.mark.parametrize("model", TYPES, ids=name_of)
# First flight of TCP: 10 × 1,460 bytes, less the headers (experience.md §6).
MOST_BYTES = 14_000
MOST_QUERIES = 15
OWN_HOSTS = {"", "localhost", "testserver"}


@pytest.fixture(scope="module")
def hall(tree_copy, django_db_blocker):
    """One furnished hall for the whole module: these proofs only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield furnish(tree_copy.again())
        transaction.set_rollback(True)


@pytest.fixture
def read(hall):
    """Reads the page of a kind as a stranger: the answer, and its queries without any cache but content types."""
    ContentType.objects.get_for_models(*TYPES)

    def get(model):
        with CaptureQueriesContext(connection) as queries:
            response = Client().get(hall[model].url)
        assert response.status_code == 200
        return response, queries

    return get


def parsed(response):
    """The document, read strictly: html5lib tells every deviation from the standard."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    document = parser.parse(response.content.decode())
    errors = [(position, html5lib.constants.E[code] % values) for position, code, values in parser.errors]
    assert errors == []
    return document


@every_type
def test_its_document_is_in_order(read, model):
    response, _queries = read(model)
    document = parsed(response)
    assert document.get("lang") == "id"
    assert document.findtext("head/title").strip()
    assert len(document.findall(".//h1")) == 1
    levels = [int(element.tag[1]) for element in document.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    ids = [element.get("id") for element in document.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), sorted(i for i in ids if ids.count(i) > 1)
    for element in document.iter("img"):
        assert element.get("alt") is not None
        assert element.get("width")
        assert element.get("height")


@every_type
def test_it_leads_nowhere_by_mistake(read, model):
    document = parsed(read(model)[0])
    ids = {element.get("id") for element in document.iter()}
    labels = {element.get("for") for element in document.iter("label")}
    for link in document.iter("a"):
        assert link.get("href"), "a link has an address"
        if link.get("href").startswith("#"):
            assert link.get("href")[1:] in ids
        assert "".join(link.itertext()).strip() or link.get("aria-label"), "a link has words"
    for field in [*document.iter("input"), *document.iter("select")]:
        assert field.get("type") in {"hidden", "submit"} or field.get("id") in labels or field.get("aria-label")


@every_type
def test_it_is_quick_and_light(read, model):
    response, queries = read(model)
    assert len(queries) <= MOST_QUERIES, "\n".join(query["sql"][:300] for query in queries)
    styles = b"".join(
        (settings.ROOT / "cms" / "static" / link.get("href").removeprefix(settings.STATIC_URL)).read_bytes()
        for link in parsed(response).iter("link")
        if link.get("rel") == "stylesheet"
    )
    assert styles, "the page has its style"
    size = len(gzip.compress(response.content, 6)) + len(gzip.compress(styles, 9))
    assert size <= MOST_BYTES


@every_type
def test_it_asks_nothing_of_its_reader(read, model):
    response, _queries = read(model)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.content.decode()
    document = parsed(response)
    loaded = [
        element.get(name)
        for tag, name in (("script", "src"), ("img", "src"), ("source", "src"), ("iframe", "src"), ("link", "href"))
        for element in document.iter(tag)
        if element.get(name)
    ]
    for element in [*document.iter("img"), *document.iter("source")]:
        loaded += [part.split()[0] for part in (element.get("srcset") or "").split(",") if part.strip()]
    assert {urlsplit(address).hostname or "" for address in loaded} <= OWN_HOSTS
    assert not re.search(r"url\(\s*['\"]?(https?:)?//", response.content.decode())
    assert not [s for s in document.iter("script") if not s.get("src") and s.get("type") != "application/ld+json"]


@every_type
def test_a_second_reader_gets_the_same_bytes(read, model):
    """Nothing in a public page depends on who reads it: it can be cached whole."""
    assert read(model)[0].content == read(model)[0].content


@every_type
def test_it_tells_who_answers_for_it(read, hall, model):
    html = read(model)[0].content.decode()
    assert hall[model].unit.name in html
    assert f'<link rel="canonical" href="{hall[model].full_url}">' in html
