"""The sample portal: everything it promises is there, visible, and renders; running the command again changes nothing."""

import gzip
import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.models import Page, Site

from api import bundling
from blocks.stream import texts_of
from cms.models import Picture, PublicDocument, User
from pages import models as pages
from pages.models import BasePage, DocumentPage, SectionPage
from regions.models import Unit
from tests.pages.types import TYPES

DESA, KECAMATAN, REGENCY = "33.04.15.2008", "33.04.15", "33.04"
STYLES = len(gzip.compress((settings.ROOT / "cms/static/cms/pendopo.css").read_bytes(), 9))
FIRST_FLIGHT = 14_000
FILLED = {DESA, KECAMATAN, REGENCY, "33.04-dinkes", "33.04-dindukcapil"}


@pytest.fixture(scope="module")
def printed(django_db_setup: Any, django_db_blocker: Any) -> Iterator[str]:
    """What the command printed; its pages stay for all tests of this module and go at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        out = io.StringIO()
        call_command("demo", stdout=out)
        yield out.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def demo(printed: str, db: Any) -> str:
    return printed


def of_unit(model: Any, code: str, language: str = "id") -> Any:
    return model.objects.visible().filter(unit__code=code, locale__language_code=language)


def test_the_village_is_rich(demo: str) -> None:
    assert of_unit(pages.NewsPage, DESA).count() >= 12
    assert of_unit(pages.DocumentPage, DESA).count() >= 10
    assert of_unit(pages.PlacePage, DESA).count() >= 5
    assert of_unit(pages.ProductPage, DESA).count() >= 5
    assert of_unit(pages.EventPage, DESA).filter(starts_at__gt=timezone.now()).count() >= 5
    assert of_unit(pages.ProfilePage, DESA).get().officials
    assert set(of_unit(pages.DocumentPage, DESA).values_list("category", flat=True)) == {
        "periodic",
        "immediate",
        "always_available",
    }


def test_the_rich_village_fits_into_what_a_weak_line_carries(demo: str, settings: Any, tmp_path: Any) -> None:
    """Text of at most 300 kB, without pictures: what an app fetches once to hold the village offline."""
    private = {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    bundle = bundling.build(DESA, "id")
    assert bundle.items > 50
    assert bundle.text_bytes <= bundling.VILLAGE_TEXT == 300_000
    assert bundling.heavy() == []


def test_six_services_have_all_fourteen_components(demo: str) -> None:
    complete = [service.title for service in of_unit(pages.ServicePage, DESA) if service.completeness == 14]
    assert len(complete) >= 6
    assert set(of_unit(pages.ServicePage, DESA).values_list("fee_type", flat=True)) >= {"free", "fixed"}


def test_all_kecamatan_and_one_with_all_its_desa_are_open(demo: str) -> None:
    sections = SectionPage.objects.visible().filter(locale__language_code="id")
    assert sections.filter(unit__kind="kecamatan").count() == 20
    assert sections.filter(unit__kind="desa", unit__region__code__startswith=f"{KECAMATAN}.").count() == 17
    assert sections.filter(unit__kind="agency").count() == 2


@pytest.mark.parametrize(
    ("code", "news", "services"),
    [(KECAMATAN, 4, 3), (REGENCY, 4, 2), ("33.04-dinkes", 2, 2), ("33.04-dindukcapil", 2, 2)],
)
def test_the_offices_above_are_filled(demo: str, code: str, news: int, services: int) -> None:
    assert of_unit(pages.NewsPage, code).count() >= news
    assert of_unit(pages.ServicePage, code).count() >= services
    assert {of_unit(model, code).count() for model in (pages.ProfilePage, pages.PledgePage, pages.ContactPage)} == {1}


def test_every_live_page_renders_and_is_publishable(demo: str, client: Client) -> None:
    live = BasePage.objects.filter(live=True).select_related("unit").specific()
    hidden = {page.pk for page in DocumentPage.objects.filter(category="exempt")}
    assert set(BasePage.objects.visible().values_list("pk", flat=True)) == {page.pk for page in live} - hidden
    for page in live:
        assert page.publication_errors() == {}, page.url_path
        # The lists of the sections without content are all alike.
        if page.pk not in hidden and page.unit.code in FILLED:
            response = client.get(page.get_url(), headers={"host": "localhost:8000"})
            assert response.status_code == 200, page.url_path
            assert "[[" not in response.content.decode(), page.url_path


def test_editors_can_save_every_body_as_it_is(demo: str) -> None:
    """What the demo wrote passes the same checks as what an editor types."""
    for page in BasePage.objects.visible().filter(unit__code__in=FILLED).specific():
        page.full_clean()
        for field in page._meta.concrete_fields:
            value = getattr(page, field.attname)
            if isinstance(value, StreamValue):
                field.stream_block.clean(value)


def test_every_block_is_shown_somewhere(demo: str) -> None:
    used = {
        child.block_type
        for page in BasePage.objects.visible().specific()
        for child in getattr(page, "body", None) or []
    }
    assert used == set(pages.PlainPage.body.field.stream_block.child_blocks)


def test_english_reads_on(demo: str, client: Client) -> None:
    for code in (REGENCY, KECAMATAN, DESA):
        for model in (pages.NewsIndexPage, pages.ServiceIndexPage, pages.ProfilePage, pages.ContactPage):
            assert of_unit(model, code, "en").count() == 1
    english = BasePage.objects.visible().in_language("en")
    assert english.type(pages.NewsPage).count() >= 4
    assert english.type(pages.ServicePage).count() >= 3
    assert english.type(pages.PlacePage).count() >= 2
    article = pages.NewsPage.objects.get(title="Residents plant 600 trees around the spring")
    original = article.get_translations().get()
    assert article.get_url().startswith("/en/")
    assert article.slug == original.slug
    assert article.first_published_at == original.first_published_at
    assert {topic.locale_id for topic in article.topics.all()} == {article.locale_id}


def test_exempt_items_are_titles_in_the_list_and_nothing_else(demo: str, client: Client) -> None:
    exempt = list(DocumentPage.objects.filter(category="exempt"))
    assert len(exempt) == 2
    index = of_unit(pages.DocumentIndexPage, DESA).get()
    listed = client.get(index.get_url(), headers={"host": "localhost:8000"}).content.decode()
    for item in exempt:
        assert item.title in listed
        assert item.summary not in listed
        assert client.get(item.get_url(), headers={"host": "localhost:8000"}).status_code == 404


def test_sample_content_is_recognisable(demo: str, client: Client) -> None:
    assert "peragaan" in Site.objects.get(is_default_site=True).site_name
    for section in SectionPage.objects.visible():
        words = " ".join(texts_of(section.body))
        assert "bukan data resmi" in words or "not official data" in words, section.title
    empty = SectionPage.objects.get(unit__code="33.04.01")
    assert "bukan data resmi" in client.get(empty.get_url(), headers={"host": "localhost:8000"}).content.decode()


def test_pictures_have_all_sizes_and_words(demo: str) -> None:
    assert Picture.objects.count() >= 10
    for picture in Picture.objects.prefetch_related("renditions"):
        sizes = {rendition.filter_spec: rendition.bytes for rendition in picture.renditions.all()}
        assert set(picture.filter_specs()) <= set(sizes)
        assert sizes["width-720|format-avif"] <= 27_000, picture.title
    for page in BasePage.objects.visible().exclude(picture=None):
        assert len(page.picture_alt) > 20


def test_files_are_what_they_say(demo: str) -> None:
    for document in PublicDocument.objects.all():
        with document.open_file() as file:
            content = file.read()
        if document.filename.endswith(".pdf"):
            assert content.startswith(b"%PDF-1.4")
            start = int(re.search(rb"startxref\n(\d+)\n", content)[1])
            assert content[start : start + 4] == b"xref"
        else:
            assert len({line.count(",") for line in content.decode().splitlines()}) == 1


def test_four_people_can_log_in_with_what_was_printed(demo: str) -> None:
    for username in ("admin", "kabupaten", "pejawaran", "darmayasa"):
        password = re.search(rf"{username} +(\S+-\S+-\S+-\S+) ", demo)[1]
        assert Client().login(username=username, password=password)
    desa = of_unit(pages.NewsIndexPage, DESA).get()
    may = {
        name: desa.permissions_for_user(User.objects.get(username=name))
        for name in ("kabupaten", "pejawaran", "darmayasa")
    }
    assert {name: (can.can_add_subpage(), can.can_publish_subpage()) for name, can in may.items()} == {
        "kabupaten": (True, True),
        "pejawaran": (True, True),
        "darmayasa": (True, False),
    }


def test_wagtails_welcome_page_is_gone(demo: str, client: Client) -> None:
    assert not Page.objects.filter(depth=2).not_type(BasePage).exists()
    assert client.get("/", headers={"host": "localhost:8000"}).context["page"].unit.code == REGENCY


def test_no_telephone_rings(demo: str) -> None:
    for unit in Unit.objects.filter(pk__in=SectionPage.objects.values("unit")):
        assert unit.phone.startswith("0286-000-")


def test_a_second_run_changes_nothing(demo: str) -> None:
    before = (Page.objects.count(), User.objects.count(), Picture.objects.count())
    out = io.StringIO()
    call_command("demo", "--if-empty", stdout=out)
    assert out.getvalue() == ""
    with pytest.raises(CommandError):
        call_command("demo", stdout=out)
    assert before == (Page.objects.count(), User.objects.count(), Picture.objects.count())


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
