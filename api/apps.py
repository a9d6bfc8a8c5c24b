"""The room of what machines read."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = "API"

    def ready(self) -> None:
        """The one list of what the change feed tells of."""
        from pages.feed import declare

        from . import well_known  # noqa: F401 – its check is asked when the portal starts
        from .feed_cases import CasesOfFeed
        from .feed_pages import PagesOfFeed
        from .feed_regions import RegionsOfFeed

        declare(PagesOfFeed(), CasesOfFeed(), RegionsOfFeed())
