"""Wrong settings are told when the portal starts, not by the first citizen."""

from types import SimpleNamespace

from django.core.files.storage import FileSystemStorage

from cms import checks


def ids(found):
    return [message.id for message in found]


def test_ours_are_right():
    assert checks.check_languages() == []
    assert checks.check_folders() == []


def test_languages(settings):
    settings.LANGUAGES = [("en", "English"), ("en", "English")]
    assert ids(checks.check_languages()) == ["pendopo.E001", "pendopo.E002", "pendopo.E003"]


def test_a_folder_that_cannot_be_written(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    storages = {"default": FileSystemStorage(location=tmp_path / "file"), "private": SimpleNamespace()}
    monkeypatch.setattr(checks, "storages", storages)
    assert ids(checks.check_folders()) == ["pendopo.W001"]


def test_documents_inside_the_public_folder(monkeypatch, tmp_path):
    storages = {
        "default": FileSystemStorage(location=tmp_path),
        "private": FileSystemStorage(location=tmp_path / "dokumen"),
    }
    monkeypatch.setattr(checks, "storages", storages)
    assert ids(checks.check_folders()) == ["pendopo.E004"]
