"""The test suite: fast password hashes, a throw-away folder, no waiting."""

import tempfile
from pathlib import Path

from .dev import *  # noqa: F403
from .dev import STORAGES, env

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VAR_DIR = Path(tempfile.mkdtemp(prefix="pendopo-test-"))
MEDIA_ROOT = VAR_DIR / "media"
STORAGES["private"] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": VAR_DIR / "private"},
}
DATABASES = {"default": env.db_url("TEST_DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'test.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {"timeout": 20, "transaction_mode": "IMMEDIATE"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if name := env.str("TEST_SQLITE", default=""):  # a file, to keep the test database between runs (--reuse-db)
    DATABASES["default"]["TEST"] = {"NAME": name}
