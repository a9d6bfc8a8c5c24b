"""A process is killed between a change and its mark: inside `whole` neither is kept; outside, the nightly command finds it."""

import os
import signal

import pytest
from django.db import connection, connections
from wagtail.models import Page

from pages.feed import whole
from pages.feed.numbering import number
from pages.feed.reconciling import fill_digests, reconcile
from pages.models import ContentChange, PlainPage
from tests.factories import PlainPageFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def chapter(tree):
    """A page with another below it, told and numbered."""
    if "mode=memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("needs a database that outlives a process")
    above = PlainPageFactory(parent=tree.desa, title="Bab")
    PlainPageFactory(parent=above, title="Pasal")
    number()
    fill_digests()
    return above


def dies_at(statement, work):
    """Does the work in a process that kills itself before its n-th statement; whether it got that far."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            count = iter(range(1, 10_000))

            def deadly(execute, sql, params, many, context):
                if next(count) == statement:
                    os.kill(os.getpid(), signal.SIGKILL)
                return execute(sql, params, many, context)

            with connection.execute_wrapper(deadly):
                work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def move_to(page, target):
    def work():
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), "last-child")

    return work


def wholly(work):
    def done():
        with whole():
            work()

    return done


def where(page):
    return PlainPage.objects.get(pk=page.pk).region_code


def told(page):
    return ContentChange.objects.get(item_id=page.translation_key, op="upsert").region_code


def test_a_move_that_dies_anywhere_is_done_and_told_or_neither(tree, chapter):
    statement = 1
    while dies_at(statement, wholly(move_to(chapter, tree.neighbour))):
        assert where(chapter) == told(chapter)
        if where(chapter) == "33.04.15.2001":  # it died after its commit
            break
        statement += 4
    assert statement > 20, "a move has many statements, and it was killed at them"
    assert where(chapter) == told(chapter) == "33.04.15.2001"
    number()
    fill_digests()
    assert reconcile(is_repairing=False).wrong == 0


def test_control_as_wagtail_does_it_there_are_moments_that_lose_it(tree, chapter):
    statement = 1
    while dies_at(statement, move_to(chapter, tree.neighbour)) and where(chapter) == told(chapter):
        statement += 4
    assert where(chapter) != told(chapter), "the move is committed before anybody is told of it"
    assert reconcile().wrong
    assert reconcile(is_repairing=False).wrong == 0
