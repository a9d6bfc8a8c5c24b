"""Several regencies in one installation, and a desa with its own domain: every link is right on every host."""

import re

import pytest
from django.db.models import F
from django.test import Client
from wagtail.models import Page, Site

from cms.stewardship import follow_port
from pages.models import ContentVersion, KecamatanPage, NewsPage
from tests import factories
from tests.factories import make

DESA = "desa-contoh.desa.id"
OTHER = "www.lainkab.go.id"


def at(host):
    return Client(headers={"host": host})


@pytest.fixture
def domain(tree):
    """Desa Contoh under its own domain; the news stands in it."""
    tree.site.hostname = "www.contohkab.go.id"
    tree.site.save()
    Site.objects.create(hostname=DESA, port=80, root_page=tree.desa, site_name="Desa Contoh")
    return make(NewsPage, tree)


@pytest.fixture
def other(tree, domain):
    """A second regency with a desa of the same slugs."""
    root = Page.objects.get(depth=1)
    unit = factories.UnitFactory(code="64.08", name="Kabupaten Lain")
    regency = factories.RegencyPageFactory(parent=root, slug="lain", title="Kabupaten Lain", unit=unit)
    kecamatan = factories.KecamatanPageFactory(
        parent=regency,
        slug="kecamatan-contoh",
        title="Kecamatan Lain",
        unit=factories.UnitFactory(code="64.08.01", name="Kecamatan Lain"),
    )
    Site.objects.create(hostname=OTHER, port=80, root_page=regency, site_name="Kabupaten Lain")
    return kecamatan


def links(response):
    return set(re.findall(r'href="((?:/|http)[^"#]*)"', response.content.decode()))


def test_the_desa_answers_on_its_own_domain_and_on_that_of_the_regency(domain, tree):
    own = at(DESA).get(f"/berita/{domain.slug}/")
    regency = at("www.contohkab.go.id").get(f"/kecamatan-contoh/desa-contoh/berita/{domain.slug}/")
    assert own.status_code == regency.status_code == 200
    for response in (own, regency):
        assert domain.title in response.content.decode()
    assert at(DESA).get("/").status_code == 200
    assert at(DESA).get("/kecamatan-contoh/").status_code == 404


def test_the_lasting_address_is_that_of_the_own_domain(domain, tree):
    assert domain.full_url == f"http://{DESA}/berita/{domain.slug}/"
    assert tree.desa.full_url == f"http://{DESA}/"
    assert tree.neighbour.full_url == "http://www.contohkab.go.id/kecamatan-contoh/desa-tetangga/"


def test_links_stay_on_the_host_and_lead_out_with_the_full_address(domain, tree, rf):
    own = rf.get("/", headers={"host": DESA})
    regency = rf.get("/", headers={"host": "www.contohkab.go.id"})
    assert domain.get_url(own) == f"/berita/{domain.slug}/"
    assert domain.get_url(regency) == f"/kecamatan-contoh/desa-contoh/berita/{domain.slug}/"
    assert tree.regency.get_url(own) == "http://www.contohkab.go.id/"
    assert tree.neighbour.get_url(own) == "http://www.contohkab.go.id/kecamatan-contoh/desa-tetangga/"


@pytest.mark.parametrize(
    ("host", "address"), [(DESA, "/berita/{}/"), ("www.contohkab.go.id", "/kecamatan-contoh/desa-contoh/berita/{}/")]
)
def test_every_link_of_a_page_works_on_its_host(domain, tree, host, address):
    response = at(host).get(address.format(domain.slug))
    hosts = {DESA, "www.contohkab.go.id"}
    for link in links(response):
        target, _, path = link.partition("://")[2].partition("/") if "://" in link else (host, "/", link.lstrip("/"))
        if target in hosts and "." not in path.rpartition("/")[2] and not path.startswith("static/"):
            assert at(target).get(f"/{path}").status_code == 200, link


def test_two_regencies_with_the_same_paths_keep_apart(other, tree):
    assert "Kecamatan Lain" in at(OTHER).get("/kecamatan-contoh/").content.decode()
    assert "Kecamatan Lain" not in at("www.contohkab.go.id").get("/kecamatan-contoh/").content.decode()
    assert at(OTHER).get("/kecamatan-contoh/desa-contoh/").status_code == 404
    assert other.full_url == f"http://{OTHER}/kecamatan-contoh/"


def test_the_notice_of_one_regency_never_tells_of_another(other, domain):
    assert at(OTHER).get(f"/en/kecamatan-contoh/desa-contoh/berita/{domain.slug}/").status_code == 404
    assert at(OTHER).get("/en/kecamatan-contoh/").status_code == 200


def test_an_unknown_host_gets_the_default_site(other, tree):
    response = at("10.0.0.7").get("/")
    assert response.status_code == 200
    assert tree.regency.title in response.content.decode()


def test_a_file_has_the_same_address_on_every_host(domain, tree):
    picture = factories.PictureFactory()
    domain.picture, domain.is_picture_decorative = picture, True
    domain.save()
    address = picture.get_rendition("width-360|format-jpeg").url
    for host in (DESA, "www.contohkab.go.id"):
        assert at(host).get(address).status_code == 200


def rename_above(tree, captured):
    """The kecamatan above the desa that has its own domain gets another address."""
    kecamatan = KecamatanPage.objects.get(pk=tree.kecamatan.pk)
    kecamatan.slug = "kecamatan-baru"
    with captured(execute=True):
        kecamatan.save_revision().publish()


def move_root(tree, captured):
    """The desa that has its own domain moves to another kecamatan."""
    unit = factories.UnitFactory(code="33.04.16", name="Kecamatan Baru")
    kecamatan = factories.KecamatanPageFactory(parent=tree.regency, slug="kecamatan-baru", unit=unit)
    with captured(execute=True):
        Page.objects.get(pk=tree.desa.pk).specific.move(kecamatan, pos="last-child")


@pytest.mark.parametrize("change", [rename_above, move_root])
def test_a_domain_stays_with_its_desa_whatever_happens_further_up(
    domain, tree, change, django_capture_on_commit_callbacks
):
    """Wagtail itself would believe for an hour that the domain begins where it began before."""
    assert domain.full_url == f"http://{DESA}/berita/{domain.slug}/"
    change(tree, django_capture_on_commit_callbacks)
    page = NewsPage.objects.get(pk=domain.pk)
    assert page.full_url == f"http://{DESA}/berita/{page.slug}/"
    told = at(DESA).get(f"/api/v1/pages/{page.translation_key}/").json()["url"]
    assert told == f"http://{DESA}/berita/{page.slug}/"
    moved = at("www.contohkab.go.id").get(f"/kecamatan-contoh/desa-contoh/berita/{page.slug}/")
    assert moved["Location"] in (
        f"http://www.contohkab.go.id/kecamatan-baru/desa-contoh/berita/{page.slug}/",
        f"/kecamatan-baru/desa-contoh/berita/{page.slug}/",
        f"http://{DESA}/berita/{page.slug}/",
    )


def test_a_site_that_another_process_makes_is_known_with_the_next_answer(domain, tree, settings):
    settings.PAGE_CACHE_SECONDS = 60
    assert tree.neighbour.full_url.startswith("http://www.contohkab.go.id/")
    at(DESA).get("/")
    Site.objects.bulk_create(  # says nothing to this process
        [Site(hostname="tetangga.desa.id", port=80, root_page_id=tree.neighbour.pk, site_name="Desa Tetangga")]
    )
    ContentVersion.objects.get_or_create(pk=1, defaults={"number": 1})
    ContentVersion.objects.filter(pk=1).update(number=F("number") + 1)
    at(DESA).get("/")
    assert type(tree.neighbour).objects.get(pk=tree.neighbour.pk).full_url == "http://tetangga.desa.id/"


def test_another_port_is_named_in_every_full_address(tree, settings):
    desa = Site.objects.create(hostname="desa.localhost", port=8000, root_page=tree.desa)
    real = Site.objects.create(hostname=OTHER, port=443, root_page=tree.neighbour)
    settings.BASE_URL = "http://localhost:9000"
    follow_port()
    assert tree.regency.full_url == "http://localhost:9000/"
    ports = dict(Site.objects.values_list("pk", "port"))
    assert (ports[desa.pk], ports[real.pk]) == (9000, 443)
    settings.BASE_URL = "https://banjarnegara.go.id"
    follow_port()
    assert dict(Site.objects.values_list("pk", "port")) == ports
