"""Several regencies in one installation, and a desa with its own domain: every link is right on every host."""

import re

import pytest
from django.test import Client
from wagtail.models import Page, Site

from pages.models import NewsPage
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
