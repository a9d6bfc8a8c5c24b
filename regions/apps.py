"""The room of territories and offices: where everything belongs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegionsConfig(AppConfig):
    name = "regions"
    verbose_name = _("Regions and units")

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (connects the signals)
