"""A section cannot be lost or doubled by one click, and keeps its unit and its readers when it moves."""

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from pages.models import BasePage, DesaPage, NewsIndexPage, NewsPage, PlainPage, SectionInUseError, SectionPage
from tests.factories import KecamatanPageFactory, PlainPageFactory, UnitFactory, make


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def page(instance):
    return Page.objects.get(pk=instance.pk)


# ---------------------------------------------------------------- deleting


def test_a_section_with_live_pages_is_not_deleted(tree, admin_client):
    make(NewsIndexPage, tree)
    response = admin_client.post(reverse("wagtailadmin_pages:delete", args=[tree.desa.pk]), {"confirm": "Pendopo"})
    assert response.status_code == 302
    assert "1 halaman yang terbit" in "".join(told(response))
    assert DesaPage.objects.filter(pk=tree.desa.pk).exists()


def test_a_section_with_a_domain_is_not_deleted(tree, admin_client):
    tree.desa.unpublish()
    Site.objects.create(hostname="contoh.desa.id", root_page=page(tree.desa))
    response = admin_client.get(reverse("wagtailadmin_pages:delete", args=[tree.desa.pk]))
    assert "domain" in "".join(told(response))
    with pytest.raises(SectionInUseError, match="domain"):
        tree.desa.delete()
    assert Site.objects.filter(hostname="contoh.desa.id").exists()


def test_a_domain_further_down_protects_too(tree):
    Site.objects.create(hostname="contoh.desa.id", root_page=page(tree.desa))
    BasePage.objects.filter(path__startswith=tree.kecamatan.path).update(live=False)
    with pytest.raises(SectionInUseError, match="domain"):
        page(tree.kecamatan).delete()


@pytest.mark.parametrize(
    "way",
    [
        lambda tree: tree.kecamatan.delete(),
        lambda tree: page(tree.kecamatan).delete(),
        lambda tree: Page.objects.filter(pk=tree.kecamatan.pk).delete(),
        lambda tree: SectionPage.objects.filter(pk=tree.kecamatan.pk).delete(),
        lambda tree: DesaPage.objects.filter(depth__gt=1).delete(),
    ],
)
def test_code_meets_the_same_guard(tree, way):
    make(NewsIndexPage, tree)
    before = Page.objects.count()
    with pytest.raises(SectionInUseError), transaction.atomic():
        way(tree)
    assert Page.objects.count() == before


def test_an_empty_section_is_deleted(tree, admin_client):
    response = admin_client.post(reverse("wagtailadmin_pages:delete", args=[tree.desa.pk]))
    assert response.status_code == 302
    assert not DesaPage.objects.filter(pk=tree.desa.pk).exists()


def test_the_list_deletes_none_when_one_must_stay(tree, admin_client):
    make(NewsIndexPage, tree)
    plain = PlainPageFactory(parent=tree.kecamatan)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = admin_client.post(f"{address}?id={plain.pk}&id={tree.desa.pk}", {"confirm": "Pendopo"})
    assert response.status_code == 302
    assert "terbit" in "".join(told(response))
    assert PlainPage.objects.filter(pk=plain.pk).exists()
    response = admin_client.post(f"{address}?id={plain.pk}")
    assert not PlainPage.objects.filter(pk=plain.pk).exists()


def test_other_pages_are_deleted_as_ever(tree, admin_client):
    news = make(NewsPage, tree)
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[news.pk]))
    assert not NewsPage.objects.exists()


# ---------------------------------------------------------------- copying


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_editor_reads_why_a_section_is_not_copied(tree, admin_client, method):
    address = reverse("wagtailadmin_pages:copy", args=[tree.desa.pk])
    data = {"new_title": "Dua", "new_slug": "dua", "new_parent_page": tree.kecamatan.pk}
    response = getattr(admin_client, method)(address, data)
    assert response.status_code == 302
    assert "tidak dapat disalin" in "".join(told(response))
    assert DesaPage.objects.count() == 2


@pytest.mark.parametrize("is_live", [True, False])
@pytest.mark.parametrize("recursive", [True, False])
def test_code_cannot_copy_a_section_either(tree, is_live, recursive):
    make(NewsIndexPage, tree)
    if not is_live:
        tree.desa.unpublish()
    before = Page.objects.count()
    with pytest.raises(ValidationError):
        CopyPageAction(
            SectionPage.objects.get(pk=tree.desa.pk).specific,
            to=page(tree.kecamatan),
            recursive=recursive,
            update_attrs={"slug": "dua"},
        ).execute()
    with pytest.raises(ValidationError):
        CreatePageAliasAction(tree.desa, parent=page(tree.kecamatan), update_slug="tiga").execute()
    assert Page.objects.count() == before


def test_a_tree_that_holds_a_section_is_not_copied(tree):
    before = Page.objects.count()
    with pytest.raises(ValidationError):
        tree.kecamatan.copy(recursive=True, update_attrs={"slug": "dua", "unit": UnitFactory(code="33.04.16")})
    assert Page.objects.count() == before


def test_pages_inside_a_section_are_copied_as_ever(tree):
    plain = PlainPageFactory(parent=tree.desa, title="Sejarah")
    assert plain.copy(update_attrs={"slug": "lagi"}).unit == tree.desa.unit


# ---------------------------------------------------------------- moving and renaming


@pytest.fixture
def other(tree):
    unit = UnitFactory(code="33.04.16", name="Kecamatan Batur")
    return KecamatanPageFactory(parent=tree.regency, unit=unit, title="Kecamatan Batur", slug="batur")


def test_a_renamed_section_leads_old_addresses_to_the_new_ones(tree, client, django_capture_on_commit_callbacks):
    news = make(NewsPage, tree)
    old = news.get_url()
    kecamatan = tree.kecamatan
    kecamatan.slug = "pejawaran"
    with django_capture_on_commit_callbacks(execute=True):
        kecamatan.save()
    news.refresh_from_db()
    assert news.get_url() == old.replace("kecamatan-contoh", "pejawaran")
    assert news.unit == tree.desa.unit
    redirect = Redirect.objects.get(old_path=old.rstrip("/"))
    assert redirect.redirect_page_id == news.pk
    response = client.get(old)
    assert response.status_code == 301
    assert response["Location"].endswith(news.get_url())


def test_a_moved_section_keeps_its_unit_and_its_readers(tree, other, client):
    news = make(NewsPage, tree)
    old = news.get_url()
    page(tree.desa).move(page(other), pos="last-child")
    desa, news = DesaPage.objects.get(pk=tree.desa.pk), NewsPage.objects.get(pk=news.pk)
    assert desa.unit == tree.desa.unit
    assert (news.unit, news.region_code) == (tree.desa.unit, "33.04.15.2008")
    assert news.get_url() == old.replace("kecamatan-contoh", "batur")
    response = client.get(old)
    assert response.status_code == 301
    assert response["Location"].endswith(news.get_url())


def test_a_section_moved_below_an_unpublished_one_is_hidden(tree, other):
    news = make(NewsPage, tree)
    other.unpublish()
    page(tree.desa).move(page(other), pos="last-child")
    assert not BasePage.objects.visible().filter(pk=news.pk).exists()


# ---------------------------------------------------------------- addresses that are kept


@pytest.mark.parametrize("slug", ["tender", "ppid", "cari", "apbdes", "en", "admin"])
def test_an_address_kept_for_the_portal_is_refused(tree, slug):
    for live in (True, False):
        with pytest.raises(ValidationError, match="dipakai oleh bagian lain portal"):
            tree.desa.add_child(instance=PlainPage(title="Contoh", slug=slug, live=live))


def test_only_a_desa_keeps_the_address_of_its_budget(tree):
    tree.kecamatan.add_child(instance=PlainPage(title="APBDes", slug="apbdes"))


def test_deeper_down_every_address_is_free(tree):
    plain = PlainPageFactory(parent=tree.desa)
    plain.add_child(instance=PlainPage(title="Data", slug="data"))


def form_data(**data):
    stream = {"body-count": "0"}
    return {"title": "Contoh", "slug": "contoh", "summary": "", **stream, **data}


def test_the_editor_reads_why_an_address_is_refused(tree, admin_client):
    address = reverse("wagtailadmin_pages:add", args=["pages", "plainpage", tree.desa.pk])
    comments = {
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    response = admin_client.post(address, form_data(slug="pengaduan", **comments))
    assert response.status_code == 200
    assert "dipakai oleh bagian lain portal" in response.content.decode()
    assert not PlainPage.objects.exists()


# ---------------------------------------------------------------- colour


@pytest.mark.parametrize(("typed", "is_told"), [("#ffd700", True), ("#0b5d5b", False), ("#0B5D5B", False)])
def test_the_editor_is_told_of_a_darkened_colour(tree, admin_client, typed, is_told):
    data = form_data(title="Desa Contoh", slug="desa-contoh", unit=tree.desa.unit_id, colour=typed)
    data |= {"tasks-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[tree.desa.pk]), data)
    assert response.status_code == 302, response.context and response.context["form"].errors
    assert ("digelapkan" in "".join(told(response))) is is_told
