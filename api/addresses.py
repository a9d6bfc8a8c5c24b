"""The one full address of a page, the same on whatever host it was asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from urllib.parse import quote

from django.conf import settings
from wagtail.models import Site
from wagtail.models.sites import SiteRootPath


class Addresses:
    """Reads the sites once and answers for any number of pages; the same rule as Wagtail's `full_url`, without its cost."""

    @cached_property
    def roots(self) -> list[SiteRootPath]:
        return Site.get_site_root_paths()

    def root_of(self, url_path: str) -> SiteRootPath | None:
        """The most particular site root that holds this tree address."""
        return next((root for root in self.roots if url_path.startswith(root.root_path)), None)

    def of(self, url_path: str) -> str | None:
        """The full address of the page with this `url_path`; None when no site leads to it."""
        root = self.root_of(url_path)
        if root is None:
            return None
        prefix = "" if root.language_code == settings.LANGUAGE_CODE else f"{root.language_code}/"
        return f"{root.root_url}/{prefix}{quote(url_path[len(root.root_path) :])}"

    def origin_of(self, url_path: str) -> str:
        """Scheme and host of the site that holds this tree address; files are given there too."""
        root = self.root_of(url_path)
        return root.root_url if root else settings.BASE_URL


def absolute(value: Any, origin: str) -> Any:
    """The same JSON value with every `url` that begins at the root made a full address; changes dicts in place."""
    if isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, str):
                if key == "url" and part.startswith("/"):
                    value[key] = origin + part
            elif isinstance(part, dict | list):
                absolute(part, origin)
    elif isinstance(value, list):
        for part in value:
            if not isinstance(part, str):
                absolute(part, origin)
    return value
