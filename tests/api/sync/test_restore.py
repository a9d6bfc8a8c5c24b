"""The restore drill: a backup is put back while apps are ahead of it, and what the runbook says is done."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from pages.feed.numbering import number
from tests.api.client import FeedClient
from tests.factories import PlainPageFactory
from tests.photocopy import restore, snapshot

from .conftest import assert_holds_the_truth

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
RUNBOOK = Path(__file__).parents[3] / "docs" / "operations.md"


def steps():
    """The commands of the paragraph that says what to do after every restore."""
    [paragraph] = re.findall(r"\*\*After every restore\*\*(.*?)\n\n", RUNBOOK.read_text(), re.DOTALL)
    return [command.split() for command in re.findall(r"`manage\.py ([^`]+)`", paragraph)]


@pytest.fixture
def ahead(tree):
    """Apps that have read what the restore has thrown away; two other changes have taken those numbers since."""
    pages = [PlainPageFactory(parent=tree.desa, title=f"Halaman {n}") for n in range(4)]
    number()
    backup = snapshot()
    copies = [FeedClient(Client().get, region=code) for code in ("33.04", "33.04.15.2008")]
    pages[0].title = "Hilang"
    pages[0].save()
    PlainPageFactory(parent=tree.desa, title="Hilang juga")
    for copy in copies:
        copy.sync()
    restore(backup)
    cache.clear()
    return copies, pages


def work_goes_on(pages):
    for page in pages[2:]:
        page.title += " setelah pemulihan"
        page.save()


def test_what_the_runbook_says_brings_every_app_back(ahead):
    copies, pages = ahead
    assert [command[0] for command in steps()] == ["sync_epoch", "sync_reconcile"]
    for command in steps():
        call_command(*command)
    work_goes_on(pages)
    for copy in copies:
        copy.sync()
        assert_holds_the_truth(copy)


def test_control_without_it_apps_keep_what_is_gone(ahead):
    copies, pages = ahead
    work_goes_on(pages)
    for copy in copies:
        copy.sync()
        with pytest.raises(AssertionError, match=r"left behind|stale"):
            assert_holds_the_truth(copy)
