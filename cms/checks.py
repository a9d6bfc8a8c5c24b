"""What would go wrong later is said when the portal starts: languages and folders."""

import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.files.storage import FileSystemStorage, storages


@register(Tags.translation)
def check_languages(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """The default language is one of the languages, none stands twice, and content exists in the same ones."""
    codes = [code for code, _ in settings.LANGUAGES]
    found: list[CheckMessage] = []
    if settings.LANGUAGE_CODE not in codes:
        found.append(
            Error(f"The default language “{settings.LANGUAGE_CODE}” is missing from LANGUAGES.", id="pendopo.E001")
        )
    if len(set(codes)) != len(codes):
        found.append(Error("A language stands twice in LANGUAGES.", id="pendopo.E002"))
    if not {code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES} <= set(codes):
        found.append(Error("WAGTAIL_CONTENT_LANGUAGES names a language that LANGUAGES lacks.", id="pendopo.E003"))
    return found


@register(Tags.files, deploy=True)
def check_folders(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Uploaded files can be written, and documents do not lie where a web server would find pictures."""
    found: list[CheckMessage] = []
    folders = {
        name: Path(storage.location)
        for name in ("default", "private")
        if isinstance(storage := storages[name], FileSystemStorage)
    }
    for name, folder in folders.items():
        if not is_writable(folder):
            found.append(
                Warning(
                    f"The folder of the {name} storage cannot be written: {folder}",
                    hint="Create it, or set VAR_DIR to a folder that belongs to the user who runs the portal.",
                    id="pendopo.W001",
                )
            )
    if len(folders) == 2 and folders["private"].is_relative_to(folders["default"]):
        found.append(Error("Documents would lie inside the folder of public pictures.", id="pendopo.E004"))
    return found


def is_writable(folder: Path) -> bool:
    """Whether files can be made in the folder, or the folder itself in the nearest one that exists."""
    existing = next(parent for parent in [folder, *folder.parents] if parent.exists())
    return existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
