"""Lists of API v2 cost the same however long they are."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import PublicDocument
from pages.models import NewsIndexPage, NewsPage
from tests.factories import NewsPageFactory, make

from .conftest import picture

V2 = "/api/wagtail/v2/"


@pytest.mark.parametrize(
    "path",
    [
        "pages/?type=pages.NewsPage&limit={n}",
        "pages/?order=-id&limit={n}",
        "pages/?type=pages.NewsPage&fields=summary,picture_data,author_unit_name,body&limit={n}",
        "images/?limit={n}",
        "documents/?limit={n}",
    ],
)
def test_fifteen_items_cost_as_many_queries_as_five(tree, client, path):
    make(NewsPage, tree)
    for n in range(15):
        body = [
            ("picture", {"picture": {"image": picture(), "alt_text": "Warga", "decorative": False}, "caption": "x"})
        ]
        body.append(("downloads", {"title": "Unduh", "files": [document(n)]}))
        NewsPageFactory(parent=NewsIndexPage.objects.get(), picture=picture(), picture_alt="Warga", body=body)
    counts = []
    for number in (5, 15):
        client.get(V2 + path.format(n=number))
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(V2 + path.format(n=number)).json()["items"]) == number
        counts.append(len(queries))
    assert counts[0] == counts[1]


def document(n):
    return PublicDocument.objects.create(title=f"Laporan {n}", file=ContentFile(b"x", f"laporan-{n}.pdf"))
