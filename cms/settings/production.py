"""Production: the safe default of every web server that starts cms.wsgi."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import CASE_KEYS, SECRET_KEY, env

if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY in the environment (see .env.example).")
if not CASE_KEYS:
    raise ImproperlyConfigured("Set CASE_KEYS in the environment (see .env.example).")

IS_BEHIND_PROXY = env.bool("BEHIND_PROXY", default=True)
PROXY_HOPS = env.int("PROXY_HOPS", default=int(IS_BEHIND_PROXY))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_PROXY else None
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
# A portal often stands at the regency's main domain, beside subdomains of others that may lack HTTPS.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: see above
    "security.W021",  # HSTS preload: likewise
    "security.W019",  # X-Frame-Options DENY would close the editor's preview
]
