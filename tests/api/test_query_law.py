"""The query law: fifteen items cost as many queries as five, in every list and under every filter."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from api.router import ENDPOINTS
from api.shapes import Shapes
from pages.feed.numbering import state
from pages.models import (
    BusinessIndexPage,
    DocumentIndexPage,
    EventIndexPage,
    NewsIndexPage,
    PlaceIndexPage,
    Topic,
)
from pages.models.bundles import Bundle
from tests.cases.conftest import NOW, _case_keys, desk, desk_copies, make_case  # noqa: F401 – fixtures
from tests.factories import (
    BusinessPageFactory,
    DesaPageFactory,
    DocumentPageFactory,
    EventPageFactory,
    NewsPageFactory,
    PlacePageFactory,
    ProductPageFactory,
    UnitFactory,
    factory_for,
)

from .conftest import DAY, picture
from .test_cases_api import publish

MANY = 15
MOST = 12
AROUND = "near=109.79,-7.21&radius_km=50"
LISTS = (
    "regions/?",
    "regions/?q=Wilayah",
    "regions/?level=desa&count=true",
    "pages/?",
    "pages/?type=news",
    "pages/?type=news&count=true",
    "pages/?type=news&fields=title,picture.alt,translations.url",
    "pages/?type=news&order=title",
    "pages/?type=news&order=oldest",
    "pages/?type=news&locale=en",
    "pages/?type=news&topic=kesehatan",
    "pages/?type=news&region=33.04.15&include_ancestors=true",
    "pages/?type=news&published_from=2026-01-01&published_to=2027-01-01&updated_from=2026-01-01",
    "pages/?type=desa",
    "pages/?type=event&order=starts&starts_from=2026-01-01",
    "pages/?type=place&kind=destination",
    f"pages/?type=place&{AROUND}",
    "pages/?type=place&bbox=109,-8,110,-7",
    "pages/?type=place&open_now=true",
    "pages/?type=business&open_now=true",
    "pages/?type=place&price_max=20000",
    f"pages/?type=product&{AROUND}&halal=certified&price_max=20000",
    "pages/?type=product&bbox=109,-8,110,-7",
    "pages/?type=news,place",
    "documents/?",
    "documents/?category=periodic&year=2025&q=laporan&count=true",
    "units/?",
    "units/?kind=desa&count=true",
    "bundles/?",
    "cases/?",
    "cases/?unit=33.04",
    "cases/?bbox=109,-8,110,-7",
    "cases/?updated_from=2026-01-01",
    "sync/?",
    "sync/?types=news,place&profile=full&region=33.04.15",
    "sync/?types=region,case",
)
# Answers that come as a whole; tests of their own hold them to the same law.
WHOLE = {"site/", "holidays/"}
ALL_DAY = [("hours", {"day": str(day), "opens": datetime.time(0), "closes": datetime.time(0)}) for day in range(1, 8)]


def filled_desa(tree, number):
    """A desa with one of everything, each with a picture, a topic, a former address and a version in English."""
    code = f"33.04.15.2{100 + number}"
    unit, crest = UnitFactory(code=code, name=f"Desa {number}"), picture()
    desa = DesaPageFactory(parent=tree.kecamatan, unit=unit, title=f"Desa {number}", slug=f"desa-{number}", crest=crest)
    at = {"lat": Decimal("-7.21"), "lon": Decimal("109.79") + Decimal(number) / 1000}
    below = {
        index: factory_for(index)(parent=desa)
        for index in (NewsIndexPage, PlaceIndexPage, BusinessIndexPage, DocumentIndexPage, EventIndexPage)
    }
    shared = {"picture": crest, "picture_alt": "Warga", "first_published_at": DAY + datetime.timedelta(minutes=number)}
    news = NewsPageFactory(parent=below[NewsIndexPage], **shared)
    PlacePageFactory(parent=below[PlaceIndexPage], opening_hours=ALL_DAY, price_min=Decimal(5000), **at, **shared)
    business = BusinessPageFactory(parent=below[BusinessIndexPage], opening_hours=ALL_DAY, **at, **shared)
    ProductPageFactory(parent=business, halal_status="certified", **shared)
    DocumentPageFactory(parent=below[DocumentIndexPage], category="periodic", **shared)
    EventPageFactory(parent=below[EventIndexPage], **shared)
    news.topics.add(Topic.objects.get(slug="kesehatan"))
    news.save()
    Redirect.objects.create(old_path=f"/lama/{number}", redirect_page_id=news.pk)
    for page in (desa, below[NewsIndexPage], news):
        page.copy_for_translation(Locale.objects.get(language_code="en")).save_revision().publish()


@pytest.fixture
def many(tree, desk, make_case):  # noqa: F811
    """Fifteen of each thing that a list gives."""
    english = Locale.objects.get(language_code="en")
    Topic.objects.create(name="Kesehatan", slug="kesehatan", locale=tree.desa.locale)
    for page in (tree.regency, tree.kecamatan):
        page.copy_for_translation(english).save_revision().publish()
    for number in range(MANY):
        filled_desa(tree, number)
        place = {"lon": "109.7", "lat": "-7.3", "village_id": f"33.04.15.2{100 + number}"}
        publish(make_case(**place), NOW + datetime.timedelta(minutes=number), public_place="grid")
        Bundle.objects.create(
            region_code=f"33.04.15.2{100 + number}", locale="id", epoch=state().epoch, seq=10**6, schema=1,
            name=f"{number}.gz", bytes=1, text_bytes=1, items=1, sha256="0" * 64, created_at=NOW,
        )  # fmt: skip
    return tree


def test_fifteen_items_cost_as_many_queries_as_five_in_every_list(many, client):
    costly = {}
    for path in LISTS:
        counts = []
        for number in (5, MANY):
            address = f"/api/v1/{path}&limit={number}"
            client.get(address)  # what is asked for the first time may prepare its question
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
            assert answer.status_code == 200, (path, answer.content)
            items = answer.json()["items"]
            assert len(items) == number, path
            kinds = {item.get("type") for item in items}
            counts.append(len(queries) - len(kinds))  # each type among them has a table of its own
        if counts[0] != counts[1] or counts[1] > MOST:
            costly[path] = counts
    assert not costly


def test_no_list_is_forgotten():
    asked = {path.partition("?")[0] for path in LISTS} | WHOLE
    for route, endpoint, _name in ENDPOINTS:
        if not hasattr(endpoint, "answer_schema"):
            continue
        shapes = Shapes()
        schema = endpoint.answer_schema(shapes)
        schema = shapes.components.get(schema.get("$ref", "").rpartition("/")[2], schema)
        if schema.get("properties", {}).get("items", {}).get("type") == "array":
            assert route in asked, f"{route}: add it to LISTS"
