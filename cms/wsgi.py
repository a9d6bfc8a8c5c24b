"""The door by which a web server enters; production settings unless the environment says otherwise."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
BOUNDARY = re.compile(r';\s*boundary\s*=\s*("[^"]*"|[^;\s"]+)', re.IGNORECASE)


def plain_type(said: str) -> str:
    """A Content-Type with nothing but what reading needs. All of ours is UTF-8; the made-up name of an encoding
    (`charset=hex`) would break every address before anybody could answer for it."""
    kind, _semicolon, _rest = said.partition(";")
    boundary = BOUNDARY.search(said)
    return f"{kind.strip()}; boundary={boundary[1]}" if boundary else kind.strip()


def read_plainly(inner: Application) -> Application:
    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if "CONTENT_TYPE" in environ:
            environ["CONTENT_TYPE"] = plain_type(environ["CONTENT_TYPE"])
        return inner(environ, start_response)

    return application


application = read_plainly(get_wsgi_application())
