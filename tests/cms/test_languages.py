"""Indonesian without a prefix, English under /en/, and an honest notice where nothing is translated."""

import pytest
from django.test import Client
from wagtail.models import Locale, PageViewRestriction, Site

from pages.models import BasePage, NewsPage
from tests.factories import make


@pytest.fixture
def english(tree):
    return Locale.objects.get(language_code="en")


def translate(page, locale, **changes):
    """The page in another language, live."""
    copy = page.copy_for_translation(locale)
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    copy.refresh_from_db()
    return copy


def test_indonesian_has_no_prefix(client, tree):
    response = client.get(tree.desa.url)
    assert tree.desa.url == "/kecamatan-contoh/desa-contoh/"
    assert response["Content-Language"] == "id"
    assert client.get("/id/kecamatan-contoh/").status_code == 404


def test_a_translation_stands_at_the_same_path(client, tree, english):
    translate(tree.regency, english)
    copy = translate(tree.kecamatan, english, title="Sample District")
    response = client.get("/en/kecamatan-contoh/")
    assert copy.url == "/en/kecamatan-contoh/"
    assert response.status_code == 200
    assert response["Content-Language"] == "en"
    assert "X-Robots-Tag" not in response
    assert "Sample District" in response.content.decode()


@pytest.mark.parametrize("has_english_home", [True, False])
def test_an_untranslated_page_says_so(client, tree, english, has_english_home):
    news = make(NewsPage, tree)
    if has_english_home:
        translate(tree.regency, english)
    response = client.get(f"/en{news.url}")
    html = response.content.decode()
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert 'content="noindex"' in html
    assert f'href="{news.url}"' in html
    assert "gotong royong" not in html.replace(news.title, "")
    assert response["Content-Language"] == "en"
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.head(f"/en{news.url}").status_code == 200
    assert client.post(f"/en{news.url}").status_code == 405


def test_the_notice_stands_in_the_translated_section(client, tree, english):
    """Its menu and breadcrumbs lead to what can be read in the language that was asked for, its switch to the original."""
    news = make(NewsPage, tree)
    for section in (tree.regency, tree.kecamatan, tree.desa):
        translate(section, english, title=f"Sample {section.slug}")
    index = translate(news.get_parent().specific, english, title="News from here")
    header, _, rest = client.get(f"/en{news.url}").content.decode().partition("</header>")
    assert f'href="/en{tree.desa.url}"' in header
    assert index.url in header
    assert "News from here" in header
    assert f'href="{news.url}" lang="id"' in header
    crumbs, _, main = rest.partition("</nav>")
    assert crumbs.count('href="/en/') == 3
    assert f'href="{news.url}"' in main
    assert tree.desa.unit.name in main


def test_an_untranslated_home_page_says_so(client, tree):
    response = client.get("/en/")
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert 'href="/"' in response.content.decode()
    assert client.get("/en").headers["Location"] == "/en/"


def test_an_alias_that_wagtail_made_above_a_translation_is_no_translation(client, tree, english):
    news = make(NewsPage, tree)
    copy = news.copy_for_translation(english, copy_parents=True)
    copy.save_revision().publish()
    copy.refresh_from_db()
    alias = BasePage.objects.get(translation_key=tree.desa.translation_key, locale=english)
    assert alias.live
    assert client.get(f"/en{news.url}").status_code == 200
    assert "X-Robots-Tag" not in client.get(f"/en{news.url}")
    assert client.get(f"/en{tree.desa.url}")["X-Robots-Tag"] == "noindex"
    assert alias not in BasePage.objects.visible()
    assert BasePage.objects.visible().filter(pk=copy.pk).exists()


def hide_draft(page):
    page.unpublish()


def hide_locked(page):
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")


@pytest.mark.parametrize("hide", [hide_draft, hide_locked])
def test_the_notice_tells_of_no_hidden_page(client, tree, hide):
    news = make(NewsPage, tree)
    hide(news)
    assert client.get(f"/en{news.url}").status_code == 404
    assert client.get("/en/tidak/ada/").status_code == 404


def test_a_translation_in_draft_is_none(client, tree, english):
    home = translate(tree.regency, english)
    draft = tree.kecamatan.copy_for_translation(english)
    draft.title = "Not yet"
    draft.save_revision()
    response = client.get("/en/kecamatan-contoh/")
    assert response["X-Robots-Tag"] == "noindex"
    assert "Not yet" not in response.content.decode()
    home.unpublish()
    assert client.get("/en/")["X-Robots-Tag"] == "noindex"


def test_a_translation_below_a_hidden_page_is_none(client, tree, english):
    translate(tree.regency, english)
    kecamatan = translate(tree.kecamatan, english)
    translate(tree.desa, english, title="Sample Village")
    kecamatan.unpublish()
    response = client.get(f"/en{tree.desa.url}")
    assert response["X-Robots-Tag"] == "noindex"
    assert "Sample Village" not in response.content.decode()


def test_english_stands_on_a_sections_own_domain_too(tree, english):
    Site.objects.create(hostname="desa-contoh.desa.id", port=80, root_page=tree.desa)
    at_desa = Client(headers={"host": "desa-contoh.desa.id"})
    assert at_desa.get("/en/")["X-Robots-Tag"] == "noindex"
    for page in (tree.regency, tree.kecamatan):
        translate(page, english)
    translate(tree.desa, english, title="Sample Village")
    response = at_desa.get("/en/")
    assert "X-Robots-Tag" not in response
    assert "Sample Village" in response.content.decode()
    news = make(NewsPage, tree)
    response = at_desa.get("/en/berita/" + news.slug + "/")
    assert response["X-Robots-Tag"] == "noindex"
    assert f'href="/berita/{news.slug}/"' in response.content.decode()


def test_the_answer_does_not_depend_on_what_the_browser_prefers(client, tree):
    plain, german = client.get("/"), client.get("/", headers={"Accept-Language": "en"})
    assert plain.content == german.content
    for response in (plain, german, client.get("/en/")):
        assert "Accept-Language" not in response.get("Vary", "")
