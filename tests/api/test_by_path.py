"""A web address leads to its item: the present one, a former one, on whatever host it stands."""

import pytest
from wagtail.models import Locale, Page, Site


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


def test_what_is_no_item_is_not_found(world, ask, exempt):
    ask(f"pages/by-path/?path={path_of(world.items['news'].get_parent())}", status=404)
    ask(f"pages/by-path/?path={path_of(exempt)}", status=404)
    ask("pages/by-path/?path=berita", status=400)
