"""What readers see: every kind of page is whole, light, legible to machines, and says what to do next."""

import datetime
import gzip
import re
from pathlib import Path
from urllib.parse import quote

import html5lib
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, get_page_models

from pages.models import (
    BasePage,
    DocumentPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
    PledgePage,
    ServiceIndexPage,
    ServicePage,
    Topic,
)
from pages.templatetags import pages as tags
from regions.models import OpeningHours
from tests.factories import PictureFactory, ServiceIndexPageFactory, make

KINDS = sorted((m for m in get_page_models() if issubclass(m, BasePage) and m.is_creatable), key=lambda m: m.__name__)
STYLES = (Path(settings.ROOT) / "cms/static/cms/pendopo.css").read_bytes()
SPRITE = (Path(settings.ROOT) / "cms/static/cms/icons.svg").read_bytes()


def shown(client, page):
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response


def text(client, page):
    return shown(client, page).content.decode()


def rendered(picture):
    picture.make_renditions()
    return picture


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
class TestEveryKind:
    """Holds for one page of every kind."""

    def test_is_valid_and_has_one_outline(self, model, tree, client):
        html = text(client, make(model, tree))
        html5lib.HTMLParser(strict=True).parse(html)
        ids = re.findall(r'\bid="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
        assert levels.count(1) == 1
        steps = [lower - upper for upper, lower in zip([0, *levels], levels, strict=False)]
        assert max(steps) <= 1

    def test_says_who_speaks_and_who_answers(self, model, tree, client):
        page = make(model, tree)
        html = text(client, page)
        assert '<html lang="id">' in html
        assert f'<link rel="canonical" href="{page.full_url}">' in html
        assert page.unit.name in html.partition("<footer")[2]
        assert 'href="#isi"' in html
        assert '<main id="isi">' in html

    def test_needs_no_cookie_no_script_and_no_stranger(self, model, tree, client):
        response = shown(client, make(model, tree))
        html = response.content.decode()
        assert not response.cookies
        assert "<script" not in html
        assert not re.search(r'(?:src|srcset|<link rel="stylesheet" href)="https?:', html)
        assert not re.search(r'\s(?:style|on\w+)="', html)

    def test_fits_the_first_flight(self, model, tree, client):
        html = shown(client, make(model, tree)).content
        assert len(gzip.compress(html, 6)) + len(gzip.compress(STYLES, 9)) < 14_000

    def test_asks_the_database_at_most_fifteen_times(self, model, tree, client, django_assert_max_num_queries):
        page = make(model, tree)
        client.get(tree.neighbour.get_url())
        with django_assert_max_num_queries(15):
            shown(client, page)


def test_the_style_sheet_and_the_sprite_stay_small():
    assert len(gzip.compress(STYLES, 9)) < 9_000
    assert len(gzip.compress(SPRITE, 9)) < 3_000


def test_every_icon_that_is_named_is_drawn():
    drawn = set(re.findall(r'<symbol id="(\w+)"', SPRITE.decode()))
    named = set(tags.PAGE_ICONS.values())
    for template in (Path(settings.ROOT) / "templates").rglob("*.html"):
        named |= set(re.findall(r'{% icon "(\w+)"', template.read_text()))
    assert named <= drawn


def test_a_full_village_home_still_asks_at_most_fifteen_times(tree, client, django_assert_max_num_queries):
    picture = rendered(PictureFactory())
    for number in range(5):
        make(NewsPage, tree, picture=picture, picture_alt="Warga menanam kentang")
        make(DocumentPage, tree)
        make(EventPage, tree)
        make(ServicePage, tree, availability="closed", title=f"Layanan {number}")
    make(PledgePage, tree)
    client.get(tree.neighbour.get_url())
    with django_assert_max_num_queries(15):
        html = text(client, tree.desa)
    assert html.count('class="card"') == 3
    assert html.count('class="dated"') == 3


def test_a_list_asks_as_often_for_fifteen_as_for_five(tree, client):
    picture = rendered(PictureFactory())
    counts = []
    for _round in range(2):
        for _number in range(5 * (1 + len(counts))):
            make(NewsPage, tree, picture=picture, picture_alt="Warga menanam kentang")
        index = NewsIndexPage.objects.get()
        client.get(index.get_url())
        with CaptureQueriesContext(connection) as queries:
            shown(client, index)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_section_gives_its_colour_in_light_and_dark(tree, client):
    tree.desa.colour = "#7a1f3d"
    tree.desa.save()
    html = text(client, tree.desa)
    assert "--primary:#7a1f3d" in html
    assert html.count("--primary:#") == 2


def test_a_desa_speaks_first_and_its_regency_second(tree, client):
    header = text(client, make(NewsPage, tree)).partition("</header>")[0]
    assert (
        header.index("Desa Contoh</a></b>")
        < header.index("Kecamatan Contoh</a>")
        < header.index("Kabupaten Contoh</a>")
    )


def test_a_form_names_the_sections_above_once(tree, client):
    """On a phone the header leaves to the breadcrumbs what they say, also where a form stands at a desa."""
    assert '<p class="who">' in text(client, tree.desa)
    html = client.get(f"/pengaduan/?unit={tree.desa.unit.code}").content.decode()
    assert '<p class="who deep">' in html
    assert "Kecamatan Contoh</a>" in html.partition('class="crumbs"')[2].partition("</nav>")[0]


def test_a_desa_says_whether_it_is_open_and_how_to_call(tree, client):
    for day in range(1, 8):
        OpeningHours.objects.create(unit=tree.desa.unit, day=day, opens=datetime.time(0), closes=datetime.time(23, 59))
    html = text(client, tree.desa)
    assert 'class="tag good"' in html
    assert 'href="tel:+62286591218"' in html.partition("<h1>")[0]


def test_a_shared_link_shows_a_picture(tree, client):
    page = make(NewsPage, tree, picture=rendered(PictureFactory()), picture_alt="Warga menanam kentang")
    html = text(client, page)
    address = re.search(r'property="og:image" content="([^"]+)"', html)[1]
    assert address.startswith("http://testserver/media/")
    assert address.endswith(".jpg")


def test_the_tasks_of_a_section_come_before_its_news(tree, client):
    news = make(NewsPage, tree)
    tree.desa.tasks = [("task", {"label": "Urus domisili", "url": "https://contoh.go.id/domisili", "icon": "home"})]
    tree.desa.save()
    html = text(client, tree.desa)
    assert html.index("Urus domisili") < html.index(news.title)


def test_a_section_without_tasks_offers_its_menu(tree, client):
    index = make(ServiceIndexPage, tree)
    tiles = text(client, tree.desa).partition('class="grid tiles"')[2].partition("</ul>")[0]
    assert index.get_url() in tiles


def test_the_regency_finds_a_desa_by_its_name(tree, client):
    html = client.get("/", {"cari": "tetangga"}).content.decode()
    assert tree.neighbour.get_url() in html
    assert f'href="{tree.desa.get_url()}"' not in html


def test_filters_can_be_shared_and_survive_paging(tree, client):
    topic = Topic.objects.create(name="Kesehatan", slug="kesehatan", locale=tree.desa.locale)
    for _number in range(21):
        page = make(NewsPage, tree)
        page.topics.add(topic)
        page.save()
    other = make(NewsPage, tree, title="Tanpa topik")
    html = client.get(NewsIndexPage.objects.get().get_url(), {"topik": "kesehatan"}).content.decode()
    assert other.title not in html
    assert "?topik=kesehatan&amp;halaman=2" in html
    assert '<option value="kesehatan" selected>' in html


def test_an_empty_list_says_why_and_what_to_do(tree, client):
    index = make(NewsIndexPage, tree)
    assert tree.kecamatan.get_url() in text(client, index).partition('class="note info"')[2].partition("</div>")[0]
    html = client.get(index.get_url(), {"cari": "tidak ada"}).content.decode()
    assert f'<a href="{index.get_url()}">' in html.partition('class="note info"')[2].partition("</div>")[0]


def test_exempt_information_is_a_title_without_a_link(tree, client):
    page = make(DocumentPage, tree, title="Rahasia warga", category="exempt", exclusion_basis="Pasal 17 huruf h")
    html = text(client, page.get_parent().specific)
    assert "<li>Rahasia warga</li>" in html
    assert page.slug not in html


def test_a_disrupted_service_says_so_in_words(tree, client):
    page = make(ServicePage, tree, availability="disrupted", availability_note="Listrik padam sampai besok")
    note = text(client, page).partition('class="note caution"')[2]
    assert page.get_availability_display() in note
    assert "Listrik padam sampai besok" in note


def test_an_unknown_address_still_offers_ways_on(tree, client):
    response = client.get("/tidak-ada/")
    html = response.content.decode()
    assert response.status_code == 404
    assert 'name="robots" content="noindex"' in html
    assert 'href="/"' in html
    assert "Kabupaten Contoh" in html


def test_an_unknown_address_offers_a_search_in_its_language(client, tree):
    services = ServiceIndexPageFactory(parent=tree.regency)
    locale = Locale.objects.get(language_code="en")
    for page in (tree.regency, services):
        page.copy_for_translation(locale).save_revision().publish()
    for prefix in ("", "/en"):
        html = client.get(f"{prefix}/tidak-ada/").content.decode()
        main = html.partition("<main")[2].partition("</main>")[0]
        assert f'<form class="find first" role="search" method="get" action="{prefix}{services.url}"' in main
        assert f'<li><a href="{prefix}/">' in main


def test_a_channel_that_is_an_address_is_a_link(client, tree):
    channels = [("channel", {"kind": "sp4n_lapor", "value": "www.lapor.go.id"})]
    html = text(client, make(ServicePage, tree, complaint_channels=channels))
    assert '<a class="bare" href="https://www.lapor.go.id">www.lapor.go.id</a>' in html


@pytest.mark.parametrize(
    ("amount", "words"), [("15000", "Rp15.000"), ("1500.50", "Rp1.500,50"), ("0", "Rp0"), ("", ""), (None, "")]
)
def test_rupiah_are_written_the_indonesian_way(amount, words):
    assert tags.rupiah(amount) == words


@pytest.mark.parametrize(
    ("number", "address"),
    [("0286-591218", "tel:+62286591218"), ("+62 812-3456-7890", "tel:+6281234567890"), ("112", "tel:112")],
)
def test_a_phone_number_can_be_called(number, address):
    assert tags.tel(number) == address


def test_a_page_can_be_shared():
    text_of = quote("Judul & isi https://contoh.go.id/a/", safe="")
    assert tags.share("https://contoh.go.id/a/", "Judul & isi") == f"https://wa.me/?text={text_of}"


def test_hours_are_told_in_as_few_lines_as_needed(tree, client):
    for day in range(1, 6):
        OpeningHours.objects.create(
            unit=tree.desa.unit, day=day, opens=datetime.time(8), closes=datetime.time(15 if day < 5 else 11)
        )
    footer = text(client, tree.desa).partition("<footer")[2]
    assert "<dt>Senin–Kamis</dt><dd>08.00–15.00 WIB" in footer
    assert "<dt>Jumat</dt><dd>08.00–11.00" in footer
