"""The sample portal keeps the promises of weight and order on every page that it shows, not only on those of other tests."""

# ruff: noqa: F811 – fixtures of a neighbour
import gzip
import re
from itertools import pairwise

from django.conf import settings
from django.test import Client

from pages.models import BasePage
from tests.cms.test_demo import demo, printed  # noqa: F401 – fixture
from tests.pages.types import TYPES

STYLES = len(gzip.compress((settings.ROOT / "cms/static/cms/pendopo.css").read_bytes(), 9))
FIRST_FLIGHT = 14_000


def test_every_page_fits_the_first_flight_in_order_and_without_strangers(demo: str, client: Client) -> None:
    shown = BasePage.objects.visible().specific()
    assert {type(page) for page in shown} >= set(TYPES) - {kind for kind in TYPES if kind.__name__ == "KelurahanPage"}
    wrong = []
    for page in shown:
        html = client.get(page.get_url(), headers={"host": "localhost:8000"}).content
        weight = len(gzip.compress(html, 6)) + STYLES
        if weight > FIRST_FLIGHT:
            wrong.append((page.url, f"{weight} bytes"))
        text = html.decode()
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", text)]
        if levels.count(1) != 1 or levels[0] != 1 or any(after > before + 1 for before, after in pairwise(levels)):
            wrong.append((page.url, f"headings {levels}"))
        ids = re.findall(r'\sid="([^"]+)"', text)
        if len(ids) != len(set(ids)):
            wrong.append((page.url, f"ids {sorted({one for one in ids if ids.count(one) > 1})}"))
        if re.search(r'<(iframe|object|embed|video)\b|<(script|img|source)\b[^>]*\ssrc(set)?="(https?:)?//', text):
            wrong.append((page.url, "a stranger"))
    assert wrong == []
