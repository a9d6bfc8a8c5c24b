"""One real browser and one furnished hall for all browser tests; without Chromium they are skipped."""

from __future__ import annotations

import importlib
import shutil
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from pytest_django.live_server_helper import LiveServer

from tests.conftest import plant
from tests.factories import UserFactory
from tests.hall import every_block, furnish
from tests.photocopy import Snapshot, restore

PHONE = {"width": 360, "height": 640}
SMALLEST = {"width": 320, "height": 568}
DESKTOP = {"width": 1280, "height": 800}
PASSWORD = "hanya-untuk-uji"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@dataclass
class Hall:
    """The site as browsers reach it. Nothing here asks the database: Playwright's event loop forbids it."""

    url: str
    paths: dict[type, str]
    titles: dict[type, str]
    admin: dict[type, str]
    every_block: str  # the page with every block of the vocabulary

    def address(self, model: type) -> str:
        return f"{self.url}{self.paths[model]}"


@pytest.fixture(scope="package")
def chromium_path() -> str:
    """Where the browser is, or the tests are skipped."""
    pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    return path


@pytest.fixture(scope="package")
def hall(chromium_path: str, django_db_setup: Snapshot, django_db_blocker: Any) -> Any:
    """The furnished hall, committed and served; afterwards the database is as the migrations left it."""
    with django_db_blocker.unblock():
        cache.clear()
        tree = plant()
        pages = furnish(tree, items=6)
        admin = UserFactory(username="admin", is_superuser=True, is_staff=True)
        admin.set_password(PASSWORD)
        admin.save()
        server = LiveServer("localhost")
        tree.site.port = server.thread.port
        tree.site.save()
        try:
            yield Hall(
                server.url,
                {model: page.relative_url(tree.site) for model, page in pages.items()},
                {model: page.title for model, page in pages.items()},
                {model: f"{server.url}/admin/pages/{page.pk}/" for model, page in pages.items()},
                server.url + every_block(tree).relative_url(tree.site),
            )
        finally:
            server.stop()
            restore(django_db_setup)
            cache.clear()
            connections.close_all()


@pytest.fixture(scope="package")
def chromium(chromium_path: str, hall: Hall) -> Any:
    """One browser for all tests; started after the hall and closed before it."""
    with sync_api().sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


def sync_api() -> Any:
    return importlib.import_module("playwright.sync_api")


@pytest.fixture
def visit(chromium: Any) -> Any:
    """Opens pages in fresh contexts: `visit(address, javascript=False, viewport=PHONE)`; all are closed afterwards."""
    contexts = []

    def open_page(address: str, *, javascript: bool = True, viewport: dict[str, int] = DESKTOP, **options: Any) -> Any:
        context = chromium.new_context(
            java_script_enabled=javascript, viewport=viewport, locale="id-ID", reduced_motion="reduce", **options
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def follow(page: Any, wanted: Any) -> None:
    """Clicks what leads to another page and waits for it: a click alone may come back before the old page is gone."""
    with page.expect_navigation():
        wanted.click()
