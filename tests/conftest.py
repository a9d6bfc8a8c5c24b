"""What tests stand on: one regency with a kecamatan and two desa, and the people who work for them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db.models.signals import post_save
from django.test import Client, TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed
from wagtail.models import Locale, Page, Site

from cms.catalogues import compile_all
from cms.receivers import keep_groups_of_a_section
from pages import remembered
from pages.models import DesaPage, KecamatanPage, RegencyPage

from . import factories, migrated
from .photocopy import Photocopy, restore, snapshot


def pytest_configure() -> None:
    """Pages speak Indonesian only from compiled catalogues; without make nobody has compiled them yet.

    Django has read the old ones by now, or none at all.
    """
    compile_all()
    translation_file_changed(None, Path("django.mo"))


def pytest_collection_finish() -> None:
    """What is loaded by now stays to the end: looking through it for garbage again and again is a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(
    pytestconfig: pytest.Config,
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> Any:
    """The test database, always: pytest-django would leave it out for tests that share one furnished hall.

    Gives the rows that the migrations left.
    """
    keepdb = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        kept = migrated.place(pytestconfig)
        is_there = (keepdb and migrated.stands()) or migrated.lay_out(kept)
        config = setup_databases(verbosity=0, interactive=False, keepdb=keepdb or is_there, serialized_aliases=())
        if not is_there:
            migrated.keep(kept)
        rows = snapshot()
    # Django empties every table after a test that commits; here the next test finds what the migrations left.
    TransactionTestCase._fixture_teardown = lambda self: restore(rows)
    yield rows
    if not keepdb:
        with django_db_blocker.unblock():
            teardown_databases(config, verbosity=0)


@dataclass
class Tree:
    """Regency 33.04, kecamatan 33.04.15, desa 33.04.15.2008 and its neighbour 33.04.15.2001, all live."""

    regency: RegencyPage
    kecamatan: KecamatanPage
    desa: DesaPage
    neighbour: DesaPage
    site: Site


@pytest.fixture(autouse=True)
def _nothing_of_the_test_before() -> None:
    """Wagtail caches site roots, we remember sections and count guesses, a request in English leaves its language behind."""
    cache.clear()
    caches["limits"].clear()
    remembered.memory.clear()
    remembered.items.clear()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session")
def tree_copy(django_db_setup: Any, django_db_blocker: Any) -> Photocopy:
    """The tree, planted once: pages, signals and factories are a hundred times as dear as the rows that they leave."""
    with django_db_blocker.unblock():
        return Photocopy.of(plant)


@pytest.fixture
def tree(tree_copy: Photocopy, db: Any) -> Tree:
    return tree_copy.again()


@contextmanager
def without_groups() -> Iterator[None]:
    """Most tests ask for nobody's rights; making groups and collections is half the cost of a section."""
    post_save.disconnect(keep_groups_of_a_section)
    try:
        yield
    finally:
        post_save.connect(keep_groups_of_a_section)


def plant() -> Tree:
    """Makes the tree in an empty installation; without groups, which `cms.roles.keep_groups` makes for a unit."""
    with without_groups():
        return planted()


def planted() -> Tree:
    Locale.objects.get_or_create(language_code="en")
    root = Page.objects.get(depth=1)
    regency = factories.RegencyPageFactory(parent=root, slug="contoh")
    Site.objects.all().delete()
    Page.objects.filter(depth=2).exclude(pk=regency.pk).first().delete()
    site = Site.objects.create(
        hostname="localhost", port=80, root_page=regency, is_default_site=True, site_name="Contoh"
    )
    root.refresh_from_db()
    kecamatan = factories.KecamatanPageFactory(parent=regency, slug="kecamatan-contoh")
    desa = factories.DesaPageFactory(parent=kecamatan, slug="desa-contoh")
    neighbour = factories.DesaPageFactory(
        parent=kecamatan,
        slug="desa-tetangga",
        title="Desa Tetangga",
        unit=factories.UnitFactory(code="33.04.15.2001", name="Desa Tetangga"),
    )
    return Tree(regency, kecamatan, desa, neighbour, site)


@pytest.fixture
def admin(db: Any) -> Any:
    return factories.UserFactory(username="admin", is_superuser=True, is_staff=True)


@pytest.fixture
def admin_client(admin: Any) -> Client:
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def changed(django_capture_on_commit_callbacks: Any) -> Any:
    """Does something as if its transaction had been committed: `changed(page.unpublish)`."""

    def change(do: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            do()

    return change
