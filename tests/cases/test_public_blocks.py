"""A form in the body of a page is the real one: set up for its section, alike for everybody, a link where it stands alone."""

import re

import pytest

from blocks.stream import BodyBlock, block_html
from pages.models import PlainPage
from tests.factories import make

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
