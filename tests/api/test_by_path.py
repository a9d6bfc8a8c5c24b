"""A web address leads to its item: the present one, a former one, on whatever host it stands."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from tests.factories import NewsIndexPageFactory


def path_of(page):
    return page.get_url().removeprefix("http://localhost")


def test_every_item_is_found_by_its_own_address(world, ask):
    for name, page in world.items.items():
        found = ask(f"pages/by-path/?path={path_of(page)}")
        assert (found["type"], found["id"]) == (name, str(page.translation_key))
        assert found["url"] == page.full_url


@pytest.mark.parametrize("path", ["/lama/", "/lama"])
def test_a_former_address_gives_the_item_as_it_is_now(world, ask, path):
    found = ask(f"pages/by-path/?path={path}")
    assert found["title"] == "Contoh news"
    assert found["aliases"] == ["http://localhost/lama/"]


def test_a_renamed_page_is_found_by_both_addresses(world, ask, django_capture_on_commit_callbacks):
    page = world.items["news"]
    before = path_of(page)
    page.slug = "alamat-baru"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert ask(f"pages/by-path/?path={before}")["url"].endswith("/alamat-baru/")
    assert f"http://localhost{before}" in ask(f"pages/{page.translation_key}/")["aliases"]


def test_a_section_with_its_own_domain_is_found_on_both_hosts(world, ask):
    page = world.items["news"]
    on_regency = path_of(page)
    Site.objects.create(hostname="contoh.desa.id", port=443, root_page=Page.objects.get(pk=world.items["desa"].pk))
    found = ask("pages/by-path/?path=/berita/contoh-news/&host=contoh.desa.id")
    assert found["url"] == "https://contoh.desa.id/berita/contoh-news/"
    assert found["picture"]["renditions"][0]["url"].startswith("https://contoh.desa.id/media/")
    assert ask(f"pages/by-path/?path={on_regency}")["url"] == found["url"]
    ask("pages/by-path/?path=/berita/contoh-news/&host=tidak-dikenal.id", status=404)


def test_a_translated_address_gives_the_translation(world, ask):
    copy = world.items["regency"].copy_for_translation(Locale.objects.get(language_code="en"))
    copy.save_revision().publish()
    assert ask("pages/by-path/?path=/en/")["locale"] == "en"
    assert ask("pages/by-path/?path=/")["locale"] == "id"
    ask("pages/by-path/?path=/en/tidak-diterjemahkan/", status=404)


def test_a_chain_of_former_addresses_is_followed_to_its_end(world, ask):
    for old, new in (("/satu", "/dua/"), ("/dua", "http://localhost/tiga/?x=1"), ("/tiga", "/lama")):
        Redirect.objects.create(old_path=old, redirect_link=new, site=world.tree.site)
    assert ask("pages/by-path/?path=/satu/")["title"] == "Contoh news"


def test_a_circle_or_a_way_out_of_the_portal_leads_nowhere(world, ask):
    for old, new in (("/a", "/b/"), ("/b", "/a/"), ("/luar", "https://example.org/"), ("/aneh", "javascript:x")):
        Redirect.objects.create(old_path=old, redirect_link=new)
        ask(f"pages/by-path/?path={old}", status=404)


def test_a_former_address_with_a_query_is_known(world, ask):
    page = world.items["event"]
    Redirect.objects.create(old_path="/index.php?id=5&mod=berita", redirect_page_id=page.pk)
    assert ask("pages/by-path/?path=/index.php%3Fmod=berita%26id=5")["title"] == "Contoh event"
    assert ask(f"pages/by-path/?path={path_of(page)}%3Futm=x")["title"] == "Contoh event"
    ask("pages/by-path/?path=/index.php%3Fid=6", status=404)


def test_a_former_address_in_any_spelling_is_known(world, ask):
    Redirect.objects.create(old_path="/café", redirect_page_id=world.items["place"].pk)
    for spelling in ("/caf%C3%A9/", "/caf%25C3%25A9", "/caf%C3%A9"):
        assert ask(f"pages/by-path/?path={spelling}")["title"] == "Contoh place"


def test_the_address_of_one_site_wins_over_that_of_all(world, ask):
    Redirect.objects.create(old_path="/lama", redirect_page_id=world.items["place"].pk)
    assert ask("pages/by-path/?path=/lama")["type"] == "news"


def test_a_moved_page_keeps_its_former_addresses(world, ask, django_capture_on_commit_callbacks):
    page, target = world.items["news"], world.tree.neighbour
    before = path_of(page)
    index = NewsIndexPageFactory(parent=target, slug="berita")
    with django_capture_on_commit_callbacks(execute=True):
        page.move(index, pos="last-child")
    found = ask(f"pages/by-path/?path={before}")
    assert (found["id"], found["region"]["code"]) == (str(page.translation_key), "33.04.15.2001")
    assert f"http://localhost{before}" in found["aliases"]


def test_the_former_address_of_a_hidden_page_is_that_of_nothing(world, ask):
    world.items["news"].unpublish()
    problem = ask("pages/by-path/?path=/lama/", status=404)
    assert problem == ask("pages/by-path/?path=/tidak-pernah-ada/", status=404)


def test_what_is_no_item_is_not_found(world, ask, exempt):
    ask(f"pages/by-path/?path={path_of(world.items['news'].get_parent())}", status=404)
    ask(f"pages/by-path/?path={path_of(exempt)}", status=404)
    ask("pages/by-path/?path=berita", status=400)
