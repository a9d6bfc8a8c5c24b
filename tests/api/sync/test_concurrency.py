"""Many at once: writers, a long import, readers in the middle of their passes. Nothing may be missed.

On PostgreSQL they really are at once; on SQLite one writes at a time, and the same must hold. FEED_WRITES=150 and
FEED_OBJECTS=160 make of it the run of the closing notes (1,200 writes by 8 writers, 6 readers; `make feed`).
"""

import os
import random
import threading
import time
from contextlib import contextmanager
from itertools import count

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from pages.feed import mark_pages, marking, numbering, reading, whole
from pages.feed.numbering import number, state
from pages.models import BasePage, ContentChange, PlainPage, SyncState
from tests.api.client import BusyError, FeedClient
from tests.factories import PlainPageFactory

from .conftest import assert_holds_the_truth, everything

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

WRITES = int(os.environ.get("FEED_WRITES", "15"))
OBJECTS = int(os.environ.get("FEED_OBJECTS", "24"))
REGIONS = ("33.04.15.2008", "33.04.15.2001", "33.04.15", "33.04")


def is_at_once():
    return connection.vendor == "postgresql"


def crowd():
    """(writers, readers): as many as the database lets work side by side."""
    return (8, 6) if is_at_once() else (3, 2)


@pytest.fixture
def pages(tree):
    """Keys of pages, all numbered."""
    found = [PlainPageFactory(parent=tree.desa, title=f"Halaman {n}").pk for n in range(OBJECTS)]
    number()
    return found


@contextmanager
def at_once(*works):
    """Runs these side by side in threads of their own; waits for them at the end of the block and passes a failure on."""
    failures = []

    def run(work):
        try:
            work()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    yield
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def change(pk, chance, title):
    """One change of a page as an editor makes it, content and mark together; it may also move or hide it."""
    with whole():
        columns = {"title": title}
        if chance.random() < 0.4:
            columns["region_code"] = chance.choice(REGIONS)
        if chance.random() < 0.3:
            columns["live"] = chance.random() < 0.6
        BasePage.objects.filter(pk=pk).update(**columns)
        mark_pages([pk])
        if chance.random() < 0.3:
            time.sleep(chance.random() / 100)


def writer(pages, seed):
    def work():
        chance = random.Random(seed)
        for n in range(WRITES):
            change(chance.choice(pages), chance, f"{seed}.{n}")

    return work


def importer(pages):
    """One long transaction over the same rows; the pages in the order of their keys, as every bulk writer takes them."""

    def work():
        with whole():
            for pk in sorted(pages)[: max(10, len(pages) // 2)]:
                BasePage.objects.filter(pk=pk).update(summary="Diimpor.")
                mark_pages([pk])
                time.sleep(0.005)

    return work


def patiently(act):
    while True:
        try:
            return act()
        except BusyError:
            time.sleep(0.05)


class Reader:
    """An app on a bad line: asks all the time, loses answers, repeats pages."""

    def __init__(self, seed, **scope):
        self.chance = random.Random(seed)
        self.copy = FeedClient(Client().get, limit=7, **scope)
        self.is_over = threading.Event()

    def __call__(self):
        while not self.is_over.is_set():
            page = patiently(self.copy.ask)
            if page is None or self.chance.random() < 0.2:  # nothing new, or the answer was lost
                time.sleep(0.002)
                continue
            self.copy.apply(page)
            if self.chance.random() < 0.1:
                self.copy.apply(page)


def readers(many):
    scopes = [{"region": "33.04"}, {"region": "33.04.15"}, {"region": "33.04.15.2008", "include_ancestors": True}]
    return [Reader(seed, **scopes[seed % len(scopes)]) for seed in range(many)]


def let_them_work(pages):
    """Everybody at once until the writers are done; gives the readers, before their last pass."""
    writers, many = crowd()
    watching = readers(many)
    with at_once(*watching):
        try:
            with at_once(*(writer(pages, seed) for seed in range(writers)), importer(pages)):
                pass
        finally:
            for reader in watching:
                reader.is_over.set()
    return watching


def test_nothing_is_missed_with_many_writers_an_import_and_many_readers(pages):
    watching = let_them_work(pages)
    known = everything("id")
    assert len(known) > OBJECTS // 3
    for reader in watching:
        patiently(reader.copy.sync)
        assert_holds_the_truth(reader.copy, known)
    assert not ContentChange.objects.filter(seq=None).exists()
    numbers = list(ContentChange.objects.order_by("seq").values_list("seq", flat=True))
    assert len(set(numbers)) == len(numbers)
    assert numbers[-1] == state().last_seq


# ---------------------------------------------------------------- negative controls: each rule is there for a reason


def moved(tree):
    """An app that follows the kecamatan sees a page move from one of its desa to the other."""
    page = PlainPageFactory(parent=tree.desa, title="Pindah")
    copy = FeedClient(Client().get, region="33.04.15")
    copy.sync()
    BasePage.objects.filter(pk=page.pk).update(region_code="33.04.15.2001")
    mark_pages([page.pk])
    copy.sync()
    return copy, page


def all_rows(scope, after, until, is_full_pass, limit):
    return list(scope.rows().filter(seq__gt=after, seq__lte=until).order_by("seq")[:limit])


def test_control_without_deletes_first_and_suppression_an_app_loses_what_moved(tree, monkeypatch):
    monkeypatch.setattr(reading.Scope, "between", all_rows)
    real = numbering.write_numbers
    monkeypatch.setattr(numbering, "write_numbers", lambda keys, last: real(keys[::-1], last))
    copy, _page = moved(tree)
    with pytest.raises(AssertionError, match="missing"):
        assert_holds_the_truth(copy)


def test_both_rules_together_keep_it(tree):
    copy, page = moved(tree)
    assert_holds_the_truth(copy)
    assert str(page.translation_key) in {id for _type, id, _locale in copy.store}


@pytest.mark.parametrize("is_suppressed", [True, False])
def test_control_deletes_first_alone_do_not_help_when_the_tombstone_is_held_by_somebody(
    tree, monkeypatch, is_suppressed
):
    """Numbering skips rows that an open transaction holds: then the tombstone comes after all."""
    if not is_at_once():
        pytest.skip("SQLite has no row locks")
    if not is_suppressed:
        monkeypatch.setattr(reading.Scope, "between", all_rows)
    page = PlainPageFactory(parent=tree.desa, title="Pindah")
    copy = FeedClient(Client().get, region="33.04.15")
    copy.sync()
    monkeypatch.setattr(marking, "number_after_commit", lambda: None)
    BasePage.objects.filter(pk=page.pk).update(region_code="33.04.15.2001")
    mark_pages([page.pk])
    held, leave = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            list(ContentChange.objects.filter(op="delete", seq=None).select_for_update())
            held.set()
            leave.wait(10)

    with at_once(hold):
        held.wait(10)
        copy.sync()
        leave.set()
    copy.sync()
    if is_suppressed:
        assert_holds_the_truth(copy)
    else:
        with pytest.raises(AssertionError, match="missing"):
            assert_holds_the_truth(copy)


def test_control_numbers_given_before_the_commit_are_missed(pages, monkeypatch):
    if not is_at_once():
        pytest.skip("SQLite lets one writer in at a time: there the order is the same")
    numbers, guard = count(state().last_seq + 1), threading.Lock()

    def at_once_numbered(collected):
        real_write(collected)
        for row in ContentChange.objects.filter(seq=None):
            with guard:
                seq = next(numbers)
            ContentChange.objects.filter(pk=row.pk).update(seq=seq)

    def highest():
        found = ContentChange.objects.filter(seq__isnull=False).order_by("-seq").values_list("seq", flat=True).first()
        SyncState.objects.filter(pk=1).update(last_seq=found)
        return 0

    real_write = marking.write
    monkeypatch.setattr(marking, "write", at_once_numbered)
    monkeypatch.setattr(marking, "number_after_commit", lambda: None)
    monkeypatch.setattr(numbering, "number", highest)
    copy = FeedClient(Client().get, region="33.04")
    copy.sync()
    marked, read = threading.Event(), threading.Event()

    def slow():
        with whole():
            BasePage.objects.filter(pk=pages[0]).update(title="Lambat")
            mark_pages([pages[0]])
            marking.write(marking.collecting())
            marking.collecting().pages.clear()
            marked.set()
            read.wait(10)

    with at_once(slow):
        marked.wait(10)
        change(pages[1], random.Random(1), "Cepat")
        copy.sync()
        read.set()
    copy.sync()
    with pytest.raises(AssertionError, match="stale"):
        assert_holds_the_truth(copy)


def test_a_row_held_by_an_open_transaction_waits_and_stops_nobody(pages):
    if not is_at_once():
        pytest.skip("SQLite has one writer")
    copy = FeedClient(Client().get, region="33.04", types="plain")
    copy.sync()
    marked, leave = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            BasePage.objects.filter(pk=pages[0]).update(title="Lambat")
            mark_pages([pages[0]])
            marked.set()
            leave.wait(10)

    with at_once(slow):
        marked.wait(10)
        start = time.monotonic()
        BasePage.objects.filter(pk=pages[1]).update(title="Cepat")
        mark_pages([pages[1]])
        copy.sync()
        assert time.monotonic() - start < 1
        leave.set()
    titles = {item["title"] for item in copy.store.values()}
    assert "Cepat" in titles
    assert "Lambat" not in titles
    copy.sync()
    assert {item["title"] for item in copy.store.values()} == set(PlainPage.objects.values_list("title", flat=True))


def test_numbering_that_takes_too_long_is_503_and_not_a_wait(pages, monkeypatch):
    monkeypatch.setattr(numbering, "PATIENCE_SECONDS", 1)
    monkeypatch.setattr(marking, "number_after_commit", lambda: None)
    BasePage.objects.filter(pk=pages[0]).update(title="Baru")
    mark_pages([pages[0]])
    holding, leave = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            SyncState.objects.filter(pk=1).update(floor_seq=0)
            holding.set()
            leave.wait(10)

    with at_once(hold):
        holding.wait(10)
        start = time.monotonic()
        response = Client().get("/api/v1/sync/")
        assert time.monotonic() - start < 4
        leave.set()
    assert (response.status_code, response.json()["code"], response["Retry-After"]) == (503, "unavailable", "2")
    assert Client().get("/api/v1/sync/").status_code == 200
