"""The top room: who may do what, and how everything is wired."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Pendopo"

    def ready(self) -> None:
        from . import (
            checks,  # noqa: F401  (registers them)
            receivers,  # noqa: F401  (connects the signals)
        )
