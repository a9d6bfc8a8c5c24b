"""What makes a page look like an office one may trust: who speaks, what is tried out only, where help stands, words said once."""

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale

from blocks.links import check_address
from cms.starter import tasks
from pages.models import NewsPage, PlainPage, ServiceIndexPage, ServicePage, Topic
from pages.templatetags.pages import lasting
from tests.factories import factory_for, make

OFFICIAL, TRIAL = "contoh.go.id", "localhost"


def html_of(client, page, host="testserver"):
    return client.get(page.get_url(), headers={"host": host}).content.decode()


@override_settings(ALLOWED_HOSTS=["*"])
@pytest.mark.parametrize("host", [OFFICIAL, "darmayasa.desa.id", f"{OFFICIAL}:8443"])
def test_a_page_calls_itself_official_under_an_official_address(tree, client, host):
    strip = html_of(client, tree.desa, host).partition("<header")[2].partition("</summary>")[0]
    with override("id"):
        assert "Official website" in strip or "Situs resmi" in strip
    assert "trial" not in strip


@override_settings(ALLOWED_HOSTS=["*"])
@pytest.mark.parametrize("host", [TRIAL, "contoh-go.id", "contoh.go.id.example"])
def test_under_any_other_address_it_says_that_it_is_a_trial(tree, client, host):
    strip = html_of(client, tree.desa, host).partition("<header")[2].partition("</summary>")[0]
    assert 'class="strip trial"' in strip
    assert "Situs resmi" not in strip
    assert "Official website" not in strip


def test_the_foot_leads_to_the_pages_about_the_whole_site(tree, client):
    plain = factory_for(PlainPage)
    about = plain(parent=tree.regency, title="Aksesibilitas", slug="aksesibilitas")
    draft = plain(parent=tree.regency, title="Privasi", slug="privasi", live=False)
    own = plain(parent=tree.desa, title="Privasi desa", slug="privasi")
    links = html_of(client, tree.desa).partition('class="links"')[2].partition("</p>")[0]
    assert about.get_url() in links
    assert draft.title not in links
    assert own.title not in links


def test_the_question_can_be_typed(tree, client):
    services = make(ServiceIndexPage, tree)
    form = html_of(client, tree.desa).partition('role="search"')[2].partition("</form>")[0]
    assert f'action="{services.get_url()}"' in form
    assert 'name="cari"' in form
    assert "wilayah" not in form


def test_a_page_says_when_it_was_changed_after_publication(tree, client):
    page = make(NewsPage, tree)
    head = html_of(client, page).partition("<h1>")[2].partition('<div class="prose">')[0]
    assert head.count("<time") == 1
    NewsPage.objects.filter(pk=page.pk).update(last_published_at="2099-01-05T01:00:00Z")
    changed = html_of(client, page).partition("<h1>")[2].partition('<div class="prose">')[0]
    assert "2099" in changed


@pytest.mark.parametrize(
    ("unit", "least", "most", "words"),
    [
        ("working_day", 1, None, "1 working day"),
        ("working_day", 2, None, "2 working days"),
        ("minute", 10, 30, "10–30 minutes"),
    ],
)
def test_time_is_told_in_the_right_number(unit, least, most, words):
    with override("en"):
        assert lasting(unit, least, most) == words


def test_what_to_bring_is_told_with_its_form_wherever_it_stands(tree, client):
    rows = [
        ("requirement", {"text": "KTP", "original": True}),
        ("requirement", {"text": "Kartu keluarga", "copies": 2}),
    ]
    service = make(ServicePage, tree, requirements=rows)
    guide = make(PlainPage, tree, body=[("service_standard", {"service": service})])
    told = [html_of(client, page).partition('class="ticks"')[2].partition("</ul>")[0] for page in (service, guide)]
    for ticks in told:
        assert "<strong>" in ticks.partition("KTP")[2].partition("</li>")[0]
        assert "2" in ticks.partition("Kartu keluarga")[2].partition("</li>")[0]


@pytest.mark.parametrize("address", ["/pengaduan/?unit=33.04", "https://www.lapor.go.id/"])
def test_a_tile_may_lead_to_a_place_of_the_portal(address):
    check_address(address)


@pytest.mark.parametrize(
    "address",
    ["//elsewhere.example/", "javascript:alert(1)", "pengaduan", "/\\elsewhere.example", "/\t/elsewhere.example"],
)
def test_a_tile_leads_nowhere_in_disguise(address):
    with pytest.raises(ValidationError):
        check_address(address)


def test_the_tile_to_complain_opens_the_portals_own_door(tree):
    children = {"layanan": make(ServiceIndexPage, tree)}
    for language in ("id", "en"):
        found = [tile["url"] for _kind, tile in tasks(children, language) if tile["icon"] == "megaphone"]
        with override(language):
            assert found == [f"{reverse('cases:published')}?unit={tree.desa.unit.code}"]


def test_an_editor_chooses_among_the_topics_of_the_pages_language(tree, admin_client):
    page = make(NewsPage, tree)
    own = Topic.objects.create(name="Kesehatan", slug="kesehatan", locale=page.locale)
    english, _is_new = Locale.objects.get_or_create(language_code="en")
    Topic.objects.create(name="Health", slug="kesehatan", locale=english, translation_key=own.translation_key)
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert set(response.context["form"].fields["topics"].queryset) == {own}
