"""Wagtail's own API for clients that know it: only what the public may see, at a cost that does not grow."""

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from cms.models import PublicDocument

from .conftest import picture

V2 = "/api/wagtail/v2/"


def update_index():
    """Searches find what the index knows; the tests write without it."""
    call_command("update_index", verbosity=0)


def ids(response):
    assert response.status_code == 200, response.content
    return {item["id"] for item in response.json()["items"]}


def test_only_visible_pages_are_given(world, client, exempt):
    listed = ids(client.get(f"{V2}pages/?limit=100"))
    assert world.items["news"].pk in listed
    assert exempt.pk not in listed
    assert client.get(f"{V2}pages/{exempt.pk}/").status_code == 404
    world.items["desa"].unpublish()
    assert world.items["news"].pk not in ids(client.get(f"{V2}pages/?limit=100"))
    assert client.get(f"{V2}pages/{world.items['news'].pk}/").status_code == 404


def test_a_restricted_page_is_not_given(world, client):
    PageViewRestriction.objects.create(page_id=world.items["news"].pk, restriction_type="login")
    assert world.items["news"].pk not in ids(client.get(f"{V2}pages/?type=pages.NewsPage"))


def test_files_are_given_only_while_a_visible_page_uses_them(world, client):
    unused, hidden = picture(), PublicDocument.objects.create(title="Lain", file=ContentFile(b"x", "lain.pdf"))
    assert ids(client.get(f"{V2}images/")) == {world.picture.pk}
    assert ids(client.get(f"{V2}documents/")) == {world.file.pk}
    for path in (f"images/{unused.pk}/", f"documents/{hidden.pk}/"):
        assert client.get(V2 + path).status_code == 404
    world.items["regency"].unpublish()
    world.items["desa"].unpublish()
    world.items["kecamatan"].unpublish()
    assert ids(client.get(f"{V2}documents/")) == set()
    assert ids(client.get(f"{V2}images/")) == set()


def test_the_original_of_a_picture_stays_inside(world, client):
    found = client.get(f"{V2}images/{world.picture.pk}/").json()
    assert "original" not in str(found)
    assert found["meta"]["download_url"].startswith("http://localhost/media/")


def test_each_site_gives_its_own_pages(world):
    Site.objects.create(hostname="contoh.desa.id", root_page=Page.objects.get(pk=world.items["desa"].pk))
    here = ids(Client(headers={"Host": "contoh.desa.id"}).get(f"{V2}pages/?limit=100"))
    assert world.items["news"].pk in here
    assert world.items["regency"].pk not in here


def document(n):
    return PublicDocument.objects.create(title=f"Laporan {n}", file=ContentFile(b"x", f"laporan-{n}.pdf"))


def test_everything_over_a_whole_list_is_refused_clearly(world, client):
    response = client.get(f"{V2}pages/?fields=*")
    assert response.status_code == 400
    assert "fields=*" in response.json()["message"]


def test_answers_are_compact_cacheable_and_without_cookies(world, client):
    for path in ("pages/", "images/", "documents/", f"pages/{world.items['news'].pk}/"):
        response = client.get(V2 + path)
        assert b"\n" not in response.content
        assert response["Vary"] == "Accept-Encoding"
        assert response["Cache-Control"].startswith("public")
        assert not response.cookies
        again = client.get(V2 + path, headers={"If-None-Match": response["ETag"]})
        assert again.status_code == 304
        assert client.head(V2 + path)["ETag"] == response["ETag"]
        assert client.get(V2 + path.rstrip("/")).content == response.content, "at once, without a redirect"
        assert client.options(V2 + path)["Cache-Control"] == "no-store"


def test_every_type_at_once_can_be_asked_for_and_searched(world, client):
    """Searches never go beyond what is visible; quotation marks and signs of a search language are no words."""
    news, hidden = world.items["news"], world.items["event"]
    everything = ids(client.get(f"{V2}pages/?limit=100"))
    assert ids(client.get(f"{V2}pages/?type=wagtailcore.Page&limit=100")) == everything
    hidden.unpublish()
    update_index()
    for query in ("search=contoh", "search=%22contoh%22", "search=contoh&search_operator=or", "search=contoh&order=id"):
        found = ids(client.get(f"{V2}pages/?{query}&limit=100"))
        assert news.pk in found, query
        assert hidden.pk not in found, query
    below = f"descendant_of={world.items['desa'].pk}"
    assert news.pk in ids(client.get(f"{V2}pages/?search=contoh&{below}&limit=100"))
    for nonsense in ("%22", "a%22b", "*%20AND%20(", "%F0%9F%98%80"):
        ids(client.get(f"{V2}pages/?search={nonsense}"))


def test_what_is_hidden_is_given_by_no_parameter(world, client, exempt):
    """A draft, a locked page and what is exempt: neither themselves nor what hangs on them, however one asks."""
    draft, locked = world.items["place"], world.items["business"]
    product = world.items["product"]  # stands below the business
    draft.unpublish()
    PageViewRestriction.objects.create(page_id=locked.pk, restriction_type="login")
    update_index()
    for page in (draft, locked, product, exempt):
        for name in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
            assert client.get(f"{V2}pages/?{name}={page.pk}").status_code == 400, name
        for query in (f"id={page.pk}", f"slug={page.slug}", f"type=pages.{type(page).__name__}&limit=100"):
            assert page.pk not in ids(client.get(f"{V2}pages/?{query}")), query
        for query in (f"id={page.pk}", f"html_path={page.get_url()}"):
            assert client.get(f"{V2}pages/find/?{query}").status_code == 404, query
        assert client.get(f"{V2}pages/{page.pk}/?fields=*").status_code == 404
    for query in ("search=contoh", "search=rahasia", "order=title", "order=random", "locale=id"):
        found = ids(client.get(f"{V2}pages/?{query}&limit=100"))
        assert not found & {draft.pk, locked.pk, product.pk, exempt.pk}, query


def test_nothing_of_editors_is_told(world, client, admin):
    page = world.items["news"]
    page.owner = admin
    page.save_revision(user=admin).publish(user=admin)
    text = client.get(f"{V2}pages/{page.pk}/").content.decode()
    assert admin.email not in text
    assert '"owner"' not in text


@pytest.mark.parametrize(
    "query",
    [
        "pages/?limit=-1",
        "pages/?offset=99999999999999999999",
        "pages/?first_published_at=nonsense",
        "pages/?child_of=99999999999999999999999",
        "pages/?search=%00",
        "pages/?search=a&search_operator=nonsense",
        "pages/?fields=" + "x" * 3000,
        "pages/?type=auth.User",
        "pages/?site=nowhere.example.org",
        "pages/find/?id=abc",
        "images/find/?id=abc",
        "pages/?order=owner__password",
        "documents/?title=%00",
        "pages/99999999999999999999999/",
    ],
)
def test_hostile_values_are_answered_calmly(world, client, query):
    response = client.get(V2 + query)
    assert 400 <= response.status_code < 500
    assert "json" in response["Content-Type"]


def test_a_page_is_found_by_its_path(world, client):
    page = world.items["news"]
    response = client.get(f"{V2}pages/find/?html_path={page.get_url()}", follow=True)
    assert response.json()["id"] == page.pk
