"""Whatever happens, in whatever order: after each pass every copy is what is public in its scope.

FEED_SEEDS=50 and FEED_STEPS=400 look much longer (`make feed`).
"""

import os
import random

import pytest

from pages.feed.reconciling import reconcile
from tests.api.client import FeedClient

from .conftest import assert_holds_the_truth, everything
from .wide import WideWorld

SEEDS = int(os.environ.get("FEED_SEEDS", "2"))
STEPS = int(os.environ.get("FEED_STEPS", "40"))
SCOPES = [
    {"region": "33.04"},
    {"region": "33.04.15"},
    {"region": "33.04.15", "include_ancestors": True},
    {"region": "33.04.15.2008"},
    {"region": "33.04.15.2008", "include_ancestors": True},
    {"region": "33.04.16.2001", "include_ancestors": True},
    {"locale": "en"},
]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_copy_is_what_is_public(seed, tree, client, django_capture_on_commit_callbacks):
    world, chance = WideWorld(tree, seed), random.Random(seed)
    copies = [FeedClient(client.get, limit=chance.randint(1, 9), **scope) for scope in SCOPES]
    happened = []
    for step in range(STEPS):
        with django_capture_on_commit_callbacks(execute=True):
            happened.append(world.happen())
        for copy in copies:  # some are in the middle of a pass while things go on happening
            if chance.random() < 0.4 and (page := copy.ask()):
                copy.apply(page)
                if chance.random() < 0.1:
                    copy.apply(page)
        if step % 8 == 7 or step == STEPS - 1:
            known = {locale: everything(locale) for locale in ("id", "en")}
            for copy in copies:
                try:
                    copy.sync()
                    assert_holds_the_truth(copy, known[copy.scope.get("locale", "id")])
                except AssertionError as wrong:
                    raise AssertionError(f"{copy.scope}: {wrong}\n" + "\n".join(happened)) from wrong
    report = reconcile(is_repairing=False)
    assert report.wrong == 0, (report, happened)
