"""Settings that hold everywhere; safe as they stand. The environment is read here, and only here.

Every variable is listed with its meaning in README.md and .env.example.
"""

from pathlib import Path

import environ
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parent.parent.parent


class Env(environ.Env):
    """The environment as people write it: a list may have spaces after its commas."""

    def list(self, *args, **kwargs):
        return [item.strip() for item in super().list(*args, **kwargs)]


env = Env()
env.read_env(ROOT / ".env")

# ---------------------------------------------------------------- the installation
SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORT = env.int("PORT", default=8000)
BASE_URL = env.str("BASE_URL", default=f"http://localhost:{PORT}")
VAR_DIR = ROOT / env.str("VAR_DIR", default="var")

INSTALLED_APPS = [
    # Hears of a new address before we do, so that the former one stands in what apps are told of it.
    "wagtail.contrib.redirects",
    # Ours, top of the staircase first: an app above overrides the templates and commands of those below it.
    "cms.apps.CmsConfig",
    "api.apps.ApiConfig",
    "pages.apps.PagesConfig",
    "blocks.apps.BlocksConfig",
    "cases.apps.CasesConfig",
    "regions.apps.RegionsConfig",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.api.v2",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "api.edge.EdgeMiddleware",
    "cms.kept.KeptAnswersMiddleware",
    "cms.middleware.PackingMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    # Outside of everything that may set a cookie or name what an answer varies with.
    "cms.middleware.PublicHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.middleware.PathLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.middleware.MovedPageMiddleware",
    # Last: what stands before it has nothing to store.
    "cms.whole.WholeChangesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
AUTH_USER_MODEL = "cms.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ---------------------------------------------------------------- data
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'pendopo.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 60  # opening even a SQLite file costs more than most of our queries

# Whole answers to anonymous readers are kept this long at the most; a change of content ends it at once. 0: never kept.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=60)
CACHES = {
    "default": env.cache_url("CACHE_URL", default="locmemcache://"),
    "answers": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "answers",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    # Counts of who reads how much. Apart from the others: who asks under many names pushes out nothing but such counts.
    "limits": env.cache_url("CACHE_URL", default="locmemcache://") | {"KEY_PREFIX": "limits"},
}
if CACHES["limits"]["BACKEND"].endswith("LocMemCache"):
    CACHES["limits"] |= {"LOCATION": "limits", "OPTIONS": {"MAX_ENTRIES": 20_000}}

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "ENQUEUE_ON_COMMIT": True}}
if env.bool("BACKGROUND_WORKER", default=False):
    INSTALLED_APPS.append("django_tasks_db")
    TASKS["default"]["BACKEND"] = "django_tasks_db.DatabaseBackend"

# ---------------------------------------------------------------- files
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "static-collected"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Documents lie here, outside every public folder; they leave only through their permission check.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR_DIR / "private")},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Set to the internal location of the front server ("/_files/") to let it send the bytes after our check.
X_ACCEL_REDIRECT = env.str("X_ACCEL_REDIRECT", default="")

# ---------------------------------------------------------------- languages and time
# Local languages that Django's own table lacks (ISO 639-3), so that they can stand in LANGUAGES.
LANG_INFO.update(
    {
        code: {"bidi": False, "code": code, "name": name, "name_local": name}
        for code, name in {
            "jv": "Basa Jawa",
            "su": "Basa Sunda",
            "min": "Baso Minang",
            "rej": "Baso Jang",
            "mqy": "Manggarai",
            "mhy": "Ma'anyan",
            "bjn": "Banjar",
            "vkt": "Kutai",
            "bug": "Basa Ugi",
        }.items()
    }
)
LANGUAGE_CODE = "id"
LANGUAGES = [
    (code, LANG_INFO.get(code, {}).get("name_local", code)) for code in env.list("LANGUAGES", default=["id", "en"])
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Jakarta")

# ---------------------------------------------------------------- Wagtail
WAGTAIL_SITE_NAME = "Pendopo"
# A translation begins as a draft; otherwise Indonesian text would stand under /en/ until somebody translates it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
WAGTAIL_AUTOSAVE_INTERVAL = 15_000
# Wagtail's own approval goes to one group for the whole installation, in which nobody is, and locks the page against the
# kecamatan that publishes for its desa. Until approval follows the sections, a draft waits for whoever may publish there.
WAGTAIL_WORKFLOW_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = ["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"webp": "jpeg", "avif": "jpeg", "heic": "jpeg"}
WAGTAILIMAGES_JPEG_QUALITY = 60
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILDOCS_DOCUMENT_MODEL = "cms.PublicDocument"
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "docx", "xlsx", "odt", "ods", "txt", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, object]] = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILAPI_LIMIT_MAX = 100
TAGGIT_CASE_INSENSITIVE = True

# ---------------------------------------------------------------- API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "api.problems.handle",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
    "COERCE_DECIMAL_TO_STRING": True,
}
# How much may be read in a minute: by one address, and by one installation of an app that says which it is; all
# installations behind one address together may read this many times as much as an address (a village shares one). 0: no limit.
API_READS_PER_ADDRESS = env.int("API_READS_PER_ADDRESS", default=600)
API_READS_PER_INSTALL = env.int("API_READS_PER_INSTALL", default=120)
API_INSTALLS_FACTOR = 20
# Sites whose pages may send what their readers write (scheme and host). Reading is open to every site.
API_WRITE_ORIGINS = [origin.rstrip("/") for origin in env.list("API_WRITE_ORIGINS", default=[]) if origin]
# How many front servers of ours stand before the portal: so many names at the end of X-Forwarded-For can be believed.
PROXY_HOPS = env.int("PROXY_HOPS", default=0)
# Apps that may open our addresses: <package>=<SHA-256 fingerprint>, for iOS <team>.<bundle>.
ANDROID_APPS = env.list("ANDROID_APPS", default=[])
IOS_APPS = env.list("IOS_APPS", default=[])
SPECTACULAR_SETTINGS = {
    "TITLE": "Pendopo API",
    "DESCRIPTION": (
        "What apps and other systems read from this portal, and what citizens send through them. Reading needs no log-in, "
        "key or cookie. Begin with `site/`, stay in step with `sync/`. Whatever goes wrong is `application/problem+json` with "
        "a stable `code`; unknown parameters are refused with the list of known ones. Ignore types, fields and words that "
        "you do not know: inside v1 there are only additions."
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "PREPROCESSING_HOOKS": ["api.schema.only_v1"],
    "POSTPROCESSING_HOOKS": [],
    "ENUM_ADD_EXPLICIT_BLANK_NULL_CHOICE": False,
}

# Apps that have not asked for so many days make a full pass: what was deleted before is forgotten then.
SYNC_KEEP_DAYS = env.int("SYNC_KEEP_DAYS", default=400)
# … and apps that have everything are asked to come again after so many seconds.
SYNC_POLL_SECONDS = env.int("SYNC_POLL_SECONDS", default=300)

# ---------------------------------------------------------------- safety
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor shows the preview in a frame
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "wagtailadmin_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "cms.logs.WithoutRows"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# ---------------------------------------------------------------- the portal
LAPOR_URL = env.str("LAPOR_URL", default="https://www.lapor.go.id/")
# Keys that seal who sent a case: `<id>:<base64 of 32 bytes>`; the first seals, all of them open.
CASE_KEYS = env.list("CASE_KEYS", default=[])
OFFICIAL_DOMAINS = _("addresses that end in .go.id or .desa.id")
# The same for the machine: under any other address no page calls itself official.
OFFICIAL_ENDINGS = (".go.id", ".desa.id")
