"""The hall that is measured: one desa with news, and then the same desa among all others of its regency."""

import io
import os

from PIL import Image, ImageDraw
from wagtail.models import Site

from cms.models import Picture
from cms.stewardship import open_region
from pages.models import BasePage, DesaPage, NewsIndexPage, NewsPage
from regions.importers import import_file
from regions.models import Unit

from ..factories import NewsPageFactory, PictureFactory

REGENCY, KECAMATAN, DESA = "33.04", "33.04.15", "33.04.15.2008"
ARTICLES = 25
# A desa that nobody measures has some news too, so that the tables are as full as in a real regency.
ARTICLES_ELSEWHERE = 3
SENTENCE = "Warga Dusun Contoh memperbaiki saluran air bersama perangkat desa pada hari Minggu pagi. "
BODY = [
    ("text", f"<p>{SENTENCE * 4}</p><p>{SENTENCE * 5}</p>"),
    ("heading", {"text": "Kerja bersama", "look": "large"}),
    ("text", f"<p>{SENTENCE * 4}</p><ul><li>{SENTENCE}</li><li>{SENTENCE}</li></ul>"),
]


def desa_limit() -> int:
    """How many desa the large hall has at most: all of the regency's, or BENCH_DESA of them."""
    return int(os.environ.get("BENCH_DESA", "266"))


def build_small() -> None:
    """The regency, one kecamatan and one desa with its news."""
    import_file()
    for code in (REGENCY, KECAMATAN, DESA):
        open_region(code)
    picture = draw()
    index = NewsIndexPage.objects.get(unit__code=DESA)
    for _ in range(ARTICLES):
        NewsPageFactory(parent=index, body=BODY, picture=picture, picture_alt="Warga di saluran air")
    BasePage.objects.filter(unit__code=DESA).update(live=True)


def build_large() -> int:
    """Opens further desa of the same regency, each with some news; gives how many are open now."""
    units = Unit.objects.filter(kind=Unit.Kind.DESA, code__startswith=f"{REGENCY}.").exclude(code=DESA)
    kecamatan = Unit.objects.filter(kind=Unit.Kind.KECAMATAN, code__startswith=f"{REGENCY}.")
    chosen = list(units.order_by("code")[: desa_limit() - 1])
    for unit in kecamatan.filter(pk__in={unit.parent_id for unit in chosen}).order_by("code"):
        open_region(unit.code)
    for unit in chosen:
        open_region(unit.code)
        index = NewsIndexPage.objects.get(unit=unit)
        for _ in range(ARTICLES_ELSEWHERE):
            NewsPageFactory(parent=index, body=BODY)
    return DesaPage.objects.count()


def draw() -> Picture:
    """A drawn picture of ordinary size."""
    image = Image.new("RGB", (1600, 1000), "#0b5d5b")
    ImageDraw.Draw(image).polygon([(200, 800), (800, 200), (1400, 800)], fill="#f4b740")
    data = io.BytesIO()
    image.save(data, "JPEG")
    return PictureFactory(
        title="Saluran air", file__from_path=None, file__data=data.getvalue(), file__filename="air.jpg"
    )


def addresses() -> dict[str, str]:
    """What is measured: a name and the address of each."""
    desa = DesaPage.objects.get(unit__code=DESA)
    index = NewsIndexPage.objects.get(unit__code=DESA)
    article = NewsPage.objects.child_of(index).order_by("path").first()
    site = Site.objects.get(is_default_site=True)

    def path(page: BasePage) -> str:
        return page.relative_url(site)

    return {
        "home": "/",
        "section": path(desa),
        "article": path(article),
        "list": path(index),
        "API list of 20": f"/api/v1/pages/?type=news&region={DESA}&limit=20",
        "API detail": f"/api/v1/pages/{article.translation_key}/",
    }
