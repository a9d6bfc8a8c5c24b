"""A form in the body of a page is the real one: set up for its section, alike for everybody, a link where it stands alone."""

import re

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale

from blocks.stream import BodyBlock, block_html
from cases.stats import latest_year
from pages.models import PlainPage
from tests.factories import make

from .conftest import open_case

BODY = BodyBlock()
FORMS = {
    "complaint_form": "/pengaduan/tulis/?unit=33.04.15.2008",
    "information_request_form": "/ppid/permohonan/?unit=33.04.15.2008",
    "objection_form": "/ppid/keberatan/?unit=33.04.15.2008",
    "case_tracking": "/pengaduan/lacak/?unit=33.04.15.2008",
}


@pytest.fixture
def page_with(tree, desk):
    def build(*parts):
        page = make(PlainPage, tree)
        page.body = list(parts)
        page.save()
        return PlainPage.objects.get(pk=page.pk)

    return build


@pytest.mark.parametrize(("key", "address"), FORMS.items())
def test_the_form_goes_to_the_office_of_its_section(key, address, page_with, client):
    page = page_with((key, {"title": "", "text": ""}))
    first, second = (client.get(page.get_url()) for _number in range(2))
    html = first.content.decode()
    assert f'<form class="ask" method="post" action="{address}"' in html
    assert first.content == second.content
    assert "submission_id" not in html
    assert not first.cookies


@pytest.mark.parametrize(("key", "address"), FORMS.items())
def test_where_it_stands_alone_it_is_a_link(key, address, page_with):
    page = page_with((key, {"title": "", "text": ""}))
    html = block_html(page.body[0], page, "https://contoh.go.id")
    assert "<form" not in html
    assert f"https://contoh.go.id{address}" in html


@pytest.mark.parametrize(("key", "address"), FORMS.items())
def test_an_english_page_leads_to_the_english_form(key, address, page_with):
    page = page_with((key, {"title": "", "text": ""}))
    page.locale = Locale.objects.get(language_code="en")
    assert f"https://contoh.go.id/en{address}" in block_html(page.body[0], page, "https://contoh.go.id")
    with override("en"):
        stream = BODY.render(page.body, context={"page": page, "request": RequestFactory().get("/en/")})
    assert f'action="/en{address}"' in stream


def test_what_is_typed_in_a_body_arrives(page_with, client):
    page = page_with(("complaint_form", {"title": "", "text": "", "kinds": "aspiration"}))
    html = client.get(page.get_url()).content.decode()
    assert '<input type="hidden" name="kind" value="aspiration">' in html
    address = re.search(r'action="([^"]+tulis[^"]+)"', html)[1]
    response = client.post(address, {"kind": "aspiration", "title": "Taman", "body": "Buat taman.", "step": "check"})
    assert response.status_code == 200
    assert "Desa Contoh" in response.content.decode()


def test_only_the_chosen_categories_are_offered(page_with, client):
    page = page_with(("complaint_form", {"title": "", "text": "", "categories": ["jalan", "sudah-dihapus"]}))
    select = client.get(page.get_url()).content.decode().partition('name="category"')[2].partition("</select>")[0]
    assert re.findall(r'<option value="([^"]*)"', select) == ["", "jalan"]


def test_two_forms_on_one_page_do_not_share_ids(page_with, client):
    page = page_with(
        *((key, {"title": "", "text": ""}) for key in FORMS), ("complaint_form", {"title": "Lagi", "text": ""})
    )
    ids = re.findall(r'\bid="([^"]+)"', client.get(page.get_url()).content.decode())
    assert len(ids) == len(set(ids))


def test_an_app_learns_where_the_form_is(page_with):
    page = page_with(("complaint_form", {"title": "", "text": "", "kinds": "complaint", "categories": ["jalan"]}))
    [part] = BODY.get_api_representation(page.body, {"origin": "https://contoh.go.id"})
    value = part["value"]
    assert value["form_url"] == "https://contoh.go.id/pengaduan/tulis/?unit=33.04.15.2008"
    assert (value["kinds"], value["categories"], value["unit"]) == (["complaint"], ["jalan"], "33.04.15.2008")


@pytest.fixture
def busy(desk):
    """Six cases of the desa in the year before this one."""
    at = timezone.now().replace(year=timezone.now().year - 1, month=6, day=10)
    for _number in range(6):
        open_case(desk, at=at, origin_unit=desk.desa, category=None)
    return at.year


def test_the_figures_stand_in_a_body_and_lead_to_all_of_them(page_with, busy, client):
    period = "this_year" if latest_year() == busy else "last_year"
    page = page_with(("case_performance", {"title": "", "text": "", "period": period}))
    html = client.get(page.get_url()).content.decode()
    assert '<td class="num">6</td>' in html
    assert f"/pengaduan/kinerja/?unit=33.04.15.2008&amp;tahun={busy}" in html
    alone = block_html(page.body[0], page, "https://contoh.go.id")
    assert "<table" not in alone
    assert f"https://contoh.go.id/pengaduan/kinerja/?unit=33.04.15.2008&amp;tahun={busy}" in alone
    [part] = BODY.get_api_representation(page.body, {"origin": "https://contoh.go.id"})
    assert part["value"]["url"] == f"https://contoh.go.id/pengaduan/kinerja/?unit=33.04.15.2008&tahun={busy}"


def test_figures_in_a_body_cost_few_queries_and_none_for_the_next_reader(page_with, busy, client):
    page = page_with(("case_performance", {"title": "", "text": "", "period": "last_year"}))
    counts = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{page.get_url()}?x={number}")
        counts.append(len(queries))
    assert counts[0] <= 20
    assert counts[1] <= counts[0] - 6, counts
