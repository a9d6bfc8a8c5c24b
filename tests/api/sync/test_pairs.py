"""Whatever two things happen one after the other, apart or in one transaction: the copies are what is public (api.md §10.7).

FEED_PAIRS=all asks every ordered pair (`make feed`); every run of the suite asks some of them, and each thing alone.
"""

import os
import random
from itertools import product

import pytest

from pages.feed import whole
from pages.feed.numbering import number
from pages.feed.reconciling import reconcile
from tests.api.client import FeedClient

from .conftest import assert_holds_the_truth, everything
from .wide import WideWorld

pytestmark = pytest.mark.django_db
MANY = os.environ.get("FEED_PAIRS", "40")
SCOPES = [
    {"region": "33.04"},
    {"region": "33.04.15.2008", "include_ancestors": True},
    {"region": "33.04.16"},
    {"locale": "en"},
]


@pytest.fixture
def world(tree, client, django_capture_on_commit_callbacks):
    """A world in which things have happened already, and copies of it. `world.let(ways)` and then `world.compare()`."""
    world = WideWorld(tree, 7)
    world.copies = [FeedClient(client.get, **scope) for scope in SCOPES]
    world.happened = []

    def let(*names):
        world.count += 1
        for name in names:
            with django_capture_on_commit_callbacks(execute=True):
                world.happened.append(f"{world.count}. {name} {world.each()[name]()}")

    def let_together(*names):
        world.count += 1
        with django_capture_on_commit_callbacks(execute=True), whole():
            for name in names:
                world.happened.append(f"{world.count}. together {name} {world.each()[name]()}")

    def compare():
        known = {locale: everything(locale) for locale in ("id", "en")}
        for copy in world.copies:
            try:
                copy.sync()
                assert_holds_the_truth(copy, known[copy.scope.get("locale", "id")])
            except AssertionError as wrong:
                raise AssertionError(f"{copy.scope}: {wrong}\n" + "\n".join(world.happened[-12:])) from wrong

    world.let, world.let_together, world.compare = let, let_together, compare
    for name in ("create_news", "create_plain", "show_picture", "translate", "create_news", "name_topic", "edit"):
        let(name)
    compare()
    return world


def test_each_alone(world):
    for _round in range(2 if MANY == "all" else 1):
        for name in world.each():
            world.let(name)
            world.compare()
    assert reconcile(is_repairing=False).wrong == 0


def test_in_pairs(world):
    chance = random.Random(3)
    pairs = list(product(world.each(), repeat=2))
    chance.shuffle(pairs)
    for first, second in pairs if MANY == "all" else pairs[: int(MANY)]:
        way = chance.choice(["apart", "numbered between", "together"])
        # A page made or changed by SQL tells nobody, and its repair is a transaction of its own.
        # Wagtail keeps the former address of what was renamed after the commit: of what is gone by then it cannot.
        is_renamed_and_gone = first in ("rename_address", "move") and second.startswith("delete")
        if way == "together" and "write_by_sql" not in (first, second) and not is_renamed_and_gone:
            world.let_together(first, second)
        else:
            world.let(first)
            if way == "numbered between":
                number()
            world.let(second)
        world.compare()
        if not world.random.randrange(6):  # so that there is always something left to happen to
            world.let("create_news", "create_plain", "publish", "show_again", "unlock")
    assert reconcile(is_repairing=False).wrong == 0
