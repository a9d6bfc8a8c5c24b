"""The room of what citizens read: the page tree of a regency."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        from . import receivers  # noqa: F401  (connects the signals)
        from .feed import sources  # noqa: F401  (likewise)
