"""The words of the portal are collected whole, compiled, and shown in the language of the address."""

from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import check_for_language, gettext, ngettext

from cms import catalogues

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext as many, pgettext
from elsewhere import gettext
title = _("One "
          "sentence")
count = many("%(n)d day", "%(n)d days", 3)
month = pgettext("month", "May")
other = gettext("not Django's")
"""
TEMPLATE = """{% load i18n %}{% translate "Home" %}{% translate "May" context "month" %}
{% blocktranslate trimmed count n=days %}{{ n }} day left{% plural %}{{ n }} days left{% endblocktranslate %}
{% include "x.html" with label=_("Search (again)") %}{# translate "never" #}"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "cms" / "migrations").mkdir(parents=True)
    (tmp_path / "cms" / "words.py").write_text(PYTHON)
    (tmp_path / "cms" / "migrations" / "0001.py").write_text(PYTHON.replace("sentence", "migration"))
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def test_texts_of_code_and_templates_are_collected(sources):
    found = {(m.msgctxt, m.msgid, m.msgid_plural): m.files for m in catalogues.collect(sources)}
    assert found == {
        (None, "One sentence", ""): ["cms/words.py"],
        (None, "%(n)d day", "%(n)d days"): ["cms/words.py"],
        ("month", "May", ""): ["cms/words.py", "templates/page.html"],
        (None, "Home", ""): ["templates/page.html"],
        (None, "%(n)s day left", "%(n)s days left"): ["templates/page.html"],
        (None, "Search (again)", ""): ["templates/page.html"],
    }


def test_a_text_that_cannot_be_collected_is_refused(sources):
    (sources / "cms" / "words.py").write_text(
        'from django.utils.translation import gettext as _\n\n\ndef greet(name):\n    return _(f"Hello {name}")\n'
    )
    with pytest.raises(ValueError, match=r"cms/words.py:5"):
        catalogues.collect(sources)


def test_merging_keeps_translations_and_drops_what_is_gone(sources):
    old = catalogues.blank("id")
    old.append(polib.POEntry(msgid="Home", msgstr="Beranda"))
    old.append(polib.POEntry(msgid="May", msgctxt="month", msgstr="Mei"))
    old.append(polib.POEntry(msgid="Gone", msgstr="Hilang"))
    old.append(polib.POEntry(msgid="%(n)s day left", msgid_plural="old", msgstr_plural={0: "%(n)s hari lagi"}))
    new = {entry.msgid: entry for entry in catalogues.merge(old, catalogues.collect(sources))}
    assert new["Home"].msgstr == "Beranda"
    assert new["May"].msgstr == "Mei"
    assert "Gone" not in new
    assert new["%(n)s day left"].msgstr_plural == {0: "%(n)s hari lagi"}
    assert new["%(n)s day left"].msgid_plural == "%(n)s days left"
    assert "python-format" in new["%(n)s day left"].flags
    assert str(new["Home"]).startswith("#: templates/page.html\n"), "no line numbers: they would change in every commit"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"msgid": "Home", "msgstr": "Beranda"}, []),
        ({"msgid": "Home"}, ["not translated"]),
        ({"msgid": "Home", "msgstr": "Beranda", "flags": ["fuzzy"]}, ["fuzzy"]),
        ({"msgid": "%(n)s km", "msgstr": "%(m)s km"}, ["placeholders differ (%(m)s, %(n)s)"]),
        ({"msgid": "Known: {known}", "msgstr": "Dikenal"}, ["placeholders differ ({known})"]),
        ({"msgid": "%(n)s day", "msgid_plural": "%(n)s days", "msgstr_plural": {0: "%(n)s hari"}}, []),
        (
            {"msgid": "One day", "msgid_plural": "%(n)s days", "msgstr_plural": {0: "Sehari"}},
            ["placeholders differ (%(n)s)"],
        ),
        ({"msgid": "\nHome\n", "msgstr": "Beranda\n"}, ["line break at one end only"]),
    ],
)
def test_a_broken_translation_is_named(entry, fault):
    assert list(catalogues.faults(polib.POEntry(**entry), is_needed=True)) == fault


def test_compiling_writes_only_what_is_new(tmp_path):
    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = catalogues.blank("id")
    catalogue.append(polib.POEntry(msgid="Home", msgstr="Beranda"))
    catalogue.save(str(folder / "django.po"))
    assert catalogues.compile_all(tmp_path) == ["id"]
    assert catalogues.compile_all(tmp_path) == []
    assert polib.mofile(str(folder / "django.mo")).find("Home").msgstr == "Beranda"


def test_english_stays_english_although_indonesian_is_the_default(tmp_path, settings):
    """Django falls back to the default language for a language without a catalogue; English has none and must not."""
    folder = tmp_path / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = catalogues.blank("id")
    catalogue.append(polib.POEntry(msgid="Home of pendopo", msgstr="Beranda pendopo"))
    catalogue.append(polib.POEntry(msgid="%(n)d hall", msgid_plural="%(n)d halls", msgstr_plural={0: "%(n)d balai"}))
    catalogue.save(str(folder / "django.po"))
    catalogues.compile_all(tmp_path)
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("id"):
        assert gettext("Home of pendopo") == "Beranda pendopo"
        assert ngettext("%(n)d hall", "%(n)d halls", 2) == "%(n)d balai"
    with translation.override("en"):
        assert gettext("Home of pendopo") == "Home of pendopo"
        assert ngettext("%(n)d hall", "%(n)d halls", 2) == "%(n)d halls"
    with translation.override("jv"):
        assert gettext("Home of pendopo") == "Beranda pendopo", "a local language falls back to Indonesian"


@pytest.mark.parametrize(
    "code", sorted(path.parent.parent.name for path in (settings.ROOT / "locale").glob("*/*/*.po"))
)
def test_a_language_can_be_switched_on(code):
    """Django and Wagtail answer only in languages for which a compiled catalogue lies somewhere."""
    assert check_for_language(code)


def test_the_command_proves_the_catalogues(capsys, monkeypatch):
    monkeypatch.setattr(catalogues, "problems", lambda: iter([]))
    call_command("catalogues", "check")
    assert "complete" in capsys.readouterr().out
