"""The environment as people write it: the example copied as it stands, spaces in lists, folders beside the code."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent.parent
TELL = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in settings.TOLD.split()}, default=str))
"""


def told(names, **environment):
    """What these settings are for somebody who tries Pendopo with this environment."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT")}
    code = TELL.replace("settings.TOLD", repr(names))
    found = subprocess.run(
        [sys.executable, "-c", code],
        env=kept | {"DJANGO_SETTINGS_MODULE": "cms.settings.dev"} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(found.stdout)


def test_the_example_may_be_copied_as_it_stands():
    example = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    now = told("SECRET_KEY CASE_KEYS LANGUAGES ALLOWED_HOSTS VAR_DIR PORT", **example)
    assert now["SECRET_KEY"]
    assert now["CASE_KEYS"]
    assert [code for code, _name in now["LANGUAGES"]] == ["id", "en"]
    assert now["VAR_DIR"] == str(ROOT / "var")


@pytest.mark.parametrize(("written", "folder"), [("data", ROOT / "data"), ("/srv/pendopo", Path("/srv/pendopo"))])
def test_a_folder_without_a_slash_lies_beside_the_code_whoever_starts_the_portal(written, folder):
    assert told("VAR_DIR MEDIA_ROOT", VAR_DIR=written) == {"VAR_DIR": str(folder), "MEDIA_ROOT": str(folder / "media")}


def test_lists_may_have_spaces_after_their_commas():
    now = told(
        "LANGUAGES CSRF_TRUSTED_ORIGINS", LANGUAGES="id, en, jv", CSRF_TRUSTED_ORIGINS="https://a.id, https://b.id"
    )
    assert [code for code, _name in now["LANGUAGES"]] == ["id", "en", "jv"]
    assert now["CSRF_TRUSTED_ORIGINS"] == ["https://a.id", "https://b.id"]


def test_setting_up_makes_the_folder_of_the_data(db, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path / "new" / "var")
    monkeypatch.setattr("cms.management.commands.set_up.call_command", lambda *args, **kwargs: None)
    call_command("set_up")
    assert settings.VAR_DIR.is_dir()
