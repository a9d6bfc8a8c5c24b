"""The test suite: fast password hashes, a throw-away folder, no waiting."""

import atexit
import shutil
import tempfile
from pathlib import Path

from .dev import *  # noqa: F403
from .dev import STORAGES, WAGTAILSEARCH_BACKENDS, env

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VAR_DIR = Path(tempfile.mkdtemp(prefix="pendopo-test-"))
atexit.register(shutil.rmtree, VAR_DIR, ignore_errors=True)
MEDIA_ROOT = VAR_DIR / "media"
STORAGES["private"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": str(VAR_DIR / "private")},
}
DATABASES = {"default": env.db_url("TEST_DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'test.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
    }
    # A file, because a browser asks for several things at once and a database in memory has one connection for all.
    # Give it a name to keep it between runs (--reuse-db).
    DATABASES["default"]["TEST"] = {"NAME": env.str("TEST_SQLITE", default=str(VAR_DIR / "tests.sqlite3"))}
else:
    # Nothing in a test survives a power cut, so no commit waits for the disk.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
# Nothing searches yet; keeping the index is a quarter of the time of saving a page.
WAGTAILSEARCH_BACKENDS["default"]["AUTO_UPDATE"] = False
PAGE_CACHE_SECONDS = 0  # every test sees what it just wrote; tests of kept answers switch it on
API_READS_PER_ADDRESS = 0  # every test asks from the same address; those of the limits switch it on
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
