"""Where files of cases lie: outside of every folder that a web server shows, under keys that say nothing, with clean names."""

from __future__ import annotations

import datetime
import os
import re
import secrets
from typing import Any

from django.core.files.storage import Storage, storages

from .models import Attachment
from .texts import normalise

FOLDER = "cases"
NAME_LENGTH = 120
# Names that some systems cannot keep, and signs that none should have to.
DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
SIGNS = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')


def cleaned_name(name: str) -> str:
    """The name as it may be shown and given to a download: no folders, no tricks, at most 120 characters."""
    text = normalise(name.replace("\0", ""), one_line=True).replace("\\", "/").rpartition("/")[2]
    text = SIGNS.sub("_", text).strip(" .")
    if DEVICES.fullmatch(text):
        text = f"_{text}"
    stem, dot, ending = text.rpartition(".")
    if dot and len(ending) <= 10:
        return stem[: NAME_LENGTH - len(ending) - 1] + dot + ending
    return text[:NAME_LENGTH]


def private_storage() -> Storage:
    """Outside of every folder that a web server shows."""
    return storages["private"]


def put(content: Any) -> str:
    """Stores bytes under a random key."""
    token = secrets.token_hex(20)
    key = private_storage().save(f"{FOLDER}/{token[:2]}/{token}", content)
    settle_on_disk(key)
    return key


def settle_on_disk(key: str) -> None:
    """Waits until the disk itself has it: phones forget their copy when we say that it is stored."""
    try:
        path = private_storage().path(key)
    except NotImplementedError:  # a storage elsewhere answers only when it has it
        return
    for place, flags in ((path, os.O_RDONLY), (os.path.dirname(path), os.O_RDONLY | os.O_DIRECTORY)):
        handle = os.open(place, flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def drop(*keys: str) -> None:
    """Removes stored bytes; a key that is empty or gone is fine."""
    for key in filter(None, keys):
        private_storage().delete(key)


def sweep(now: datetime.datetime) -> int:
    """Removes stored bytes of more than a day that no row knows: left by a process that died while storing. How many."""
    storage, removed = private_storage(), 0
    try:
        folders = storage.listdir(FOLDER)[0]
    except FileNotFoundError:
        return 0
    for folder in folders:
        keys = {f"{FOLDER}/{folder}/{name}" for name in storage.listdir(f"{FOLDER}/{folder}")[1]}
        for column in ("storage_key", "copy_key", "thumb_key"):
            keys -= set(Attachment.objects.filter(**{f"{column}__in": keys}).values_list(column, flat=True))
        for key in keys:
            if storage.get_modified_time(key) < now - datetime.timedelta(days=1):
                drop(key)
                removed += 1
    return removed
