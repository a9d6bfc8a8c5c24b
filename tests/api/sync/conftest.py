"""What a client of the feed must hold, made without the feed, and clients to compare with it."""

import json
from collections.abc import Iterable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from api.conditional import encode
from api.declared import models_by_type
from api.feed_cases import item_of, published
from api.feed_regions import keys_of_codes, told
from api.filters import codes_above
from api.items import render_all
from cases.visibility import Viewer
from pages.models import BasePage
from regions.models import Region
from tests.api.client import FeedClient

KEPT_ASIDE = ("version", "op")


def everything(locale: str) -> list[tuple[str, dict]]:
    """All that is public in a language, each with its region, as its own page of the API would tell it."""
    with translation.override(locale):
        models = set(models_by_type().values())
        visible = BasePage.objects.visible().filter(alias_of=None, locale__language_code=locale)
        pages = [page for page in visible.specific() if type(page) in models]
        found: list[tuple[str, dict]] = list(
            zip([page.region_code for page in pages], render_all(pages, is_full=True), strict=True)
        )
        for one in Region.objects.all():
            [key] = [key for key in keys_of_codes([one.code]) if key.locale == locale]
            found.append((one.code, told(one, key)))
        if locale == settings.LANGUAGE_CODE:
            for case in published().select_related("root__region"):
                region = case.village_id or (case.current_unit or case.origin_unit).region_id
                found.append((region, item_of(case, Viewer.visitor(), True)))
    return json.loads(encode(found))


def truth(everything: list, region: str = "", include_ancestors: bool = False, **_further: Any) -> dict:
    """What of it lies in a scope, by object."""
    above = codes_above(region) if include_ancestors else []

    def is_inside(code: str) -> bool:
        return not region or code == region or code.startswith(f"{region}.") or code in above

    return compared(item for code, item in everything if is_inside(code))


def compared(items: Iterable[dict]) -> dict:
    return {
        (item["type"], item["id"], item["locale"]): {k: v for k, v in item.items() if k not in KEPT_ASIDE}
        for item in items
    }


def assert_holds_the_truth(client: FeedClient, known: list | None = None) -> None:
    """The copy is what is public in the scope: nothing missing, nothing left behind, nothing stale."""
    scope = {name: value == "true" if value in ("true", "false") else value for name, value in client.scope.items()}
    known = everything(scope.get("locale", "id")) if known is None else known
    expected, held = truth(known, **scope), compared(client.store.values())
    names = {key: item.get("title") or item.get("name") for key, item in {**expected, **held}.items()}
    assert not (missing := [names[key] for key in expected if key not in held]), f"missing: {missing}"
    assert not (left := [names[key] for key in held if key not in expected]), f"left behind: {left}"
    stale = [(names[key], differences(expected[key], held[key])) for key in expected if expected[key] != held[key]]
    assert not stale, f"stale: {stale}"


def differences(new: dict, old: dict) -> dict:
    return {name: (old.get(name), new.get(name)) for name in {*new, *old} if new.get(name) != old.get(name)}


@pytest.fixture
def follow(client: Client):
    """A client that has everything of a scope: `follow(region="33.04.15", limit=7)`."""

    def make(**scope: Any) -> FeedClient:
        made = FeedClient(client.get, **scope)
        made.sync()
        return made

    return make
