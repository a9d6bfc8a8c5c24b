"""A developer's or a visitor's own machine: everything on, nothing to set up."""

from .base import *  # noqa: F403
from .base import MIDDLEWARE, STORAGES, env

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or "only-for-this-machine-not-for-production"
# A key that everybody knows seals nothing: it is here so that cases can be tried without setting anything up.
CASE_KEYS = env.list("CASE_KEYS", default=[]) or ["dev:b25seS1mb3ItdGhpcy1tYWNoaW5lLW5vdC1mb3ItdXM="]
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

# Static files are served as they are written, without a collect step.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MIDDLEWARE.insert(0, "cms.middleware.StaticPackingMiddleware")
