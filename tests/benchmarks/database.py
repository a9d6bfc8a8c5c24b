"""A database for one measurement, as a real installation has it, and gone afterwards."""

import os
from collections.abc import Callable

import django


def thrown_away(name: str, run: Callable[[], None]) -> int:
    """Calls `run` with an empty database behind Django; 0 when it came to its end."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from cms.catalogues import compile_all

    connection.settings_dict["CONN_MAX_AGE"] = 60  # as in cms.settings.base
    if connection.vendor == "sqlite":  # in a file, as a real installation has it
        connection.settings_dict["TEST"]["NAME"] = str(settings.VAR_DIR / f"{name}.sqlite3")
    compile_all()
    # No test environment: it watches every template, and that costs time.
    old = setup_databases(verbosity=0, interactive=False)
    try:
        run()
    finally:
        teardown_databases(old, verbosity=0)
    return 0
