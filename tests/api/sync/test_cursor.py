"""The cursor is opaque and signed, belongs to one scope and one epoch, and says when it is too old (api.md §10.6)."""

import base64
import datetime
import json

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from api.sync_cursor import Cursor, scope_of
from api.sync_scope import SCOPE_PARAMETERS
from pages.feed.numbering import number, state
from pages.feed.reconciling import purge
from pages.models import ContentChange, SyncState
from tests.factories import PlainPageFactory

from .conftest import assert_holds_the_truth

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def pages(tree):
    return [PlainPageFactory(parent=tree.desa, title=f"Halaman {n}") for n in range(6)]


def problem(client, query):
    response = client.get(f"/api/v1/sync/?{query}")
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    return response.status_code, response.json()["code"]


def bare(s, u=0, f=False, epoch=None):
    """A cursor as only the server can make it."""
    values = {parameter.name: parameter.default for parameter in SCOPE_PARAMETERS}
    return Cursor(epoch or state().epoch, s, u, f).sealed(scope_of(values))


def test_it_is_short_and_says_nothing_of_time(pages, follow):
    assert len(follow(region="33.04.15.2008", types="news,plain", include_ancestors=True).cursor) <= 120
    assert len(bare(2**62, 2**62, True)) <= 120


def test_any_altered_byte_is_refused(pages, client, follow):
    cursor = follow().cursor
    raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    for place in range(len(raw)):
        altered = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        text = base64.urlsafe_b64encode(altered).decode().rstrip("=")
        assert problem(client, f"cursor={text}") == (400, "invalid_cursor")


@pytest.mark.parametrize("text", ["x", "AAAA", "....", "%F0%9F%8C%B4", "A" * 100, "+/+/"])
def test_what_never_was_a_cursor_is_refused(tree, client, text):
    assert problem(client, f"cursor={text}") == (400, "invalid_cursor")


@pytest.mark.parametrize(
    "other", ["region=33.04", "region=33.04.15.2008", "types=news", "locale=en", "profile=compact", ""]
)
def test_it_belongs_to_the_parameters_that_it_was_made_with(pages, client, follow, other):
    cursor = follow(region="33.04.15", types="plain,news").cursor
    assert problem(client, f"{other}&cursor={cursor}") == (400, "cursor_scope_mismatch")


def test_the_order_of_types_and_the_size_of_pages_do_not_matter(pages, client, follow):
    cursor = follow(types="plain,news", limit=2).cursor
    assert client.get(f"/api/v1/sync/?types=news,plain&limit=50&cursor={cursor}").status_code == 200


def test_one_from_another_epoch_from_the_future_or_from_before_the_floor_is_expired(pages, client):
    number()
    last = state().last_seq
    SyncState.objects.update(floor_seq=4)
    assert problem(client, f"cursor={bare(last, epoch='00000000')}") == (410, "cursor_expired")
    assert problem(client, f"cursor={bare(last + 1)}") == (410, "cursor_expired")
    assert problem(client, f"cursor={bare(1, u=last + 1, f=True)}") == (410, "cursor_expired")
    assert problem(client, f"cursor={bare(3)}") == (410, "cursor_expired")
    assert problem(client, f"cursor={bare(1, u=3, f=True)}") == (410, "cursor_expired")
    assert client.get(f"/api/v1/sync/?cursor={bare(4)}").status_code == 200
    assert client.get(f"/api/v1/sync/?cursor={bare(1, u=5, f=True)}").status_code == 200


def test_unknown_parameters_and_types_are_refused(tree, client):
    assert problem(client, "since=2026-01-01") == (400, "unknown_parameter")
    assert problem(client, "types=news,unknown") == (400, "invalid_parameter")
    assert problem(client, "limit=101") == (400, "invalid_parameter")
    assert problem(client, "region=Jakarta") == (400, "invalid_parameter")


# ---------------------------------------------------------------- tombstones


def test_tombstones_are_thrown_away_after_the_set_days_and_whoever_missed_them_begins_again(pages, follow, settings):
    away, back = follow(), follow()
    for page in pages[:2]:
        Page.objects.get(pk=page.pk).delete()
    back.sync()
    gone = ContentChange.objects.filter(op="delete")
    assert gone.count() == 2
    settings.SYNC_KEEP_DAYS = 10
    assert purge(timezone.now() + 9 * DAY) == 0
    assert purge(timezone.now() + 11 * DAY) == 2
    assert not gone.exists()
    assert state().floor_seq == state().last_seq
    PlainPageFactory(parent=pages[0].get_parent(), title="Setelah itu")
    for client in (away, back):
        client.sync()
        assert_holds_the_truth(client)
    assert away.named is None
    assert len([page for page in away.pages if page["items"]]) == 2, "two full passes"
    assert len(back.pages[-1]["items"]) == 1, "who was in time goes on"


def test_without_the_floor_an_app_would_keep_what_was_deleted(pages, follow):
    """The negative control of the test above."""
    client = follow()
    Page.objects.get(pk=pages[0].pk).delete()
    number()
    purge(timezone.now() + 500 * DAY)
    SyncState.objects.update(floor_seq=0)
    client.sync()
    with pytest.raises(AssertionError, match="left behind"):
        assert_holds_the_truth(client)


# ---------------------------------------------------------------- restore


class BackupError(Exception):
    """Ends the block whose changes a restore throws away."""


def lose(after_backup):
    """Does something, and then restores the backup from before it."""
    try:
        with transaction.atomic():
            after_backup()
            raise BackupError
    except BackupError:
        pass


def ahead_of_the_backup(pages, client):
    """The app reads two changes that the restore throws away; then two others take their numbers."""

    def work():
        pages[0].title = "Hilang"
        pages[0].save()
        PlainPageFactory(parent=pages[1].get_parent(), title="Hilang juga")
        client.sync()

    lose(work)
    for page in pages[2:4]:
        page.title += " setelah pemulihan"
        page.save()
    number()


def test_after_a_restore_a_new_epoch_brings_every_app_back(pages, follow, capsys):
    client = follow()
    ahead_of_the_backup(pages, client)
    before = state().epoch
    call_command("sync_epoch", "--new")
    assert capsys.readouterr().out.strip() == state().epoch != before
    client.sync()
    assert_holds_the_truth(client)
    assert json.loads(client.get("/api/v1/").content)["epoch"] == state().epoch


def test_without_a_new_epoch_it_would_miss_changes(pages, follow):
    """The negative control: this is why the runbook says it."""
    client = follow()
    ahead_of_the_backup(pages, client)
    client.sync()
    with pytest.raises(AssertionError):
        assert_holds_the_truth(client)
