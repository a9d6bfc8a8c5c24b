"""Readers meet one language at a time: nothing untranslated in the catalogue, no foreign word on a rendered page."""

import re
from html import unescape
from pathlib import Path

import django
import polib
import pytest
import wagtail
from django.apps import apps
from django.utils import translation
from wagtail.models import Locale

from cms import borrowed, catalogues
from pages.models import PledgePage
from tests import hall
from tests.pages.types import TYPES, name_of

ENGLISH = """the and with this your you until about all closed search show home next previous updated review hours contact
    download document documents service services news article places product products event section page pages
    january february march may june july august october december monday tuesday wednesday thursday friday saturday sunday
    free cost phone e-mail address kind year category topic filter steps officials price ticket tickets empty"""
INDONESIAN = """anda kami dari dengan untuk sampai tentang semua tutup cari tampilkan beranda sebelumnya
    diperbarui ditinjau jam hubungi unduh menurut terbaru lewati saring kategori penanggung
    januari februari maret juni juli agustus desember senin selasa rabu kamis jumat sabtu minggu
    gratis biaya telepon surel alamat jenis topik harga tiket"""

# Words that Django and Wagtail use too and that mean the same there, so that one translation serves both.
SHARED = {
    *("All", "Blocks", "Cancelled", "Caption", "Code", "Documents", "File", "Forms", "Home", "Link", "Name", "Next"),
    *("Number", "Owner", "Page", "Page not found", "Pages", "Previous", "Revoked", "Search", "Show", "Source", "Table"),
    *("Text", "Time", "Title", "document", "documents", "file", "name", "page", "pages", "slug", "status", "today"),
    *("user", "users", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Main menu"),
    *("Back", "Change", "Choose", "Comment", "More", "No", "Published", "Rejected", "Status", "System", "Yes"),
    *("active", "title", "version"),
}


def indonesian_catalogue() -> polib.POFile:
    return polib.pofile(str(catalogues.LOCALE / "id" / "LC_MESSAGES" / "django.po"))


def words(listed: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w/.@-])(" + "|".join(map(re.escape, listed.split())) + r")(?![\w/@-])", re.IGNORECASE)


def texts(html: str, other_language: str) -> list[str]:
    """What eyes and screen readers get; the link to the other language speaks that language, so it is left out."""
    html = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    html = re.sub(rf'<a [^>]*lang="{other_language}".*?</a>', " ", html, flags=re.DOTALL)
    found = re.findall(r">([^<]+)<", html) + re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]+)"', html)
    return [" ".join(unescape(text).split()) for text in found if text.strip()]


def test_the_indonesian_catalogue_is_complete():
    assert list(catalogues.problems()) == []


def test_our_words_leave_those_of_django_and_wagtail_alone():
    """A text of ours replaces the same text there: "Private" of a hotel would rename the privacy of a page."""
    folders = [Path(django.__file__).parent / "conf", *(Path(config.path) for config in apps.get_app_configs())]
    files = [folder / "locale" / "en" / "LC_MESSAGES" / "django.po" for folder in folders]
    theirs = {(entry.msgctxt, entry.msgid) for path in files if path.exists() for entry in polib.pofile(str(path))}
    assert len(theirs) > 1000
    with translation.override("en"):
        meant = {str(word) for word in borrowed.WORDS}
    taken = {entry.msgid for entry in indonesian_catalogue() if (entry.msgctxt, entry.msgid) in theirs}
    assert taken - SHARED - meant == set(), "give it a context: pgettext_lazy(…), or {% translate … context … %}"


def test_words_are_borrowed_only_while_wagtail_has_none():
    folder = Path(wagtail.__file__).parent
    theirs = {
        language: {
            entry.msgid
            for path in folder.glob(f"**/locale/{language}/LC_MESSAGES/django.po")
            for entry in polib.pofile(str(path))
            if language == "en" or entry.msgstr
        }
        for language in ("en", "id")
    }
    with translation.override("en"):
        meant = {str(word) for word in borrowed.WORDS}
    assert meant <= theirs["en"], "Wagtail does not say it any more"
    assert not meant & theirs["id"], "Wagtail has learnt it"
    with translation.override("id"):
        assert translation.gettext("Help") == "Bantuan"


@pytest.mark.parametrize("label", ["Managed by the regency", "Immediate", "Time to complete", "What do you need?"])
def test_official_labels(label):
    official = {
        "Managed by the regency": "Dikelola Diskominfo",
        "Immediate": "Serta-merta",
        "Time to complete": "Jangka waktu pelayanan (penyelesaian)",
        "What do you need?": "Apa yang Anda perlukan?",
    }
    with translation.override("id"):
        assert translation.gettext(label) == official[label]


@pytest.fixture
def furnished(tree):
    return hall.furnish(tree, items=2)


def test_indonesian_pages_speak_no_english(client, furnished):
    assert set(furnished) == set(TYPES), "the hall lacks a kind of page"
    english = words(ENGLISH)
    untranslated = {entry.msgid for entry in indonesian_catalogue() if entry.msgid not in (entry.msgstr, "QRIS")}
    untranslated -= {entry.msgstr for entry in indonesian_catalogue()}
    leaks: set[tuple[str, str]] = set()
    for model in sorted(furnished, key=name_of):
        response = client.get(furnished[model].get_url())
        assert response.status_code == 200, name_of(model)
        shown = texts(response.content.decode(), "en")
        assert "Lewati ke isi" in shown
        leaks |= {(name_of(model), text) for text in shown if english.search(text) or text in untranslated}
    assert leaks == set()


def test_english_pages_speak_no_indonesian(client, furnished):
    english = Locale.objects.get(language_code="en")
    above_first = {page.path: page for page in with_pages_above(furnished.values())}
    for _, page in sorted(above_first.items()):
        copy = page.copy_for_translation(english)
        copy.title = f"Sample {page.pk}"
        copy.summary = "Sample."
        if isinstance(copy, PledgePage):
            copy.text = "We keep our standards."
        copy.save_revision().publish()
    indonesian = words(INDONESIAN)
    leaks: set[tuple[str, str]] = set()
    for model in sorted(furnished, key=name_of):
        response = client.get(f"/en{furnished[model].get_url()}")
        assert response.status_code == 200, name_of(model)
        assert "X-Robots-Tag" not in response, f"{name_of(model)} is not translated"
        shown = texts(response.content.decode(), "id")
        assert "Skip to content" in shown
        leaks |= {(name_of(model), text) for text in shown if indonesian.search(text)}
    assert leaks == set()


def with_pages_above(pages):
    for page in pages:
        yield from (above.specific for above in page.get_ancestors(inclusive=True).filter(depth__gt=1))


def test_a_page_without_translation_says_so_in_english(client, tree):
    shown = texts(client.get("/en/").content.decode(), "id")
    assert "Not translated yet" in shown
    assert [text for text in shown if words(INDONESIAN).search(text)] == []
