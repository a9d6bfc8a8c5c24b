"""Published cases in the feed: public fields alone, from the moment of publication until that of withdrawal."""

import json

import pytest
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.models import Case
from pages.feed.numbering import number
from pages.feed.reconciling import reconcile
from pages.models import ContentChange
from tests.cases.conftest import _case_keys, desk, desk_copies, make_case  # noqa: F401 – fixtures

from .conftest import assert_holds_the_truth

pytestmark = pytest.mark.django_db
CANARY = "KENARI-7431"
PUBLIC = {"title_public": "Jembatan", "body_public": "Jembatan putus, warga memutar.", "public_place": "village"}


@pytest.fixture
def publish(tree, desk, make_case):  # noqa: F811
    # The desk was planted beside another tree than this one, and its offices have marked the pages of that one.
    ContentChange.objects.all().delete()
    reconcile()

    def build(**fields):
        case = make_case(title=CANARY, body=CANARY, **fields)
        return actions.act(case, "publish", desk.officer("verifier"), PUBLIC)[0]

    return build


def test_a_case_is_in_the_feed_while_it_is_published(publish, desk, make_case, follow):  # noqa: F811
    private = make_case(title=CANARY)
    client = follow(types="case")
    assert not client.store
    case = publish()
    client.sync()
    [item] = client.store.values()
    assert (item["ref"], item["title"], item["body"]) == (case.ref, "Jembatan", PUBLIC["body_public"])
    assert item["id"] == str(case.uid)
    assert_holds_the_truth(follow())
    actions.act(case, "unpublish", desk.officer("verifier"), {"text": "Salah terbit."})
    client.sync()
    assert not client.store
    assert not ContentChange.objects.filter(item_id=private.uid).exists()


def test_nothing_private_is_in_any_answer(publish, client):
    case = publish()
    for profile in ("full", "compact"):
        text = client.get(f"/api/v1/sync/?profile={profile}&types=case").content.decode()
        assert CANARY not in text
        assert str(case.submission_id) not in text


def test_what_happens_to_a_published_case_is_told_and_what_happens_to_others_is_not(publish, desk, make_case):  # noqa: F811
    case, other = publish(), make_case()
    number()
    for one in (case, other):
        actions.act(one, "note", desk.officer("verifier"), {"text": "Dicek."})
    waiting = ContentChange.objects.filter(seq=None)
    assert set(waiting.values_list("item_id", flat=True)) <= {case.uid}


def test_a_case_belongs_to_the_village_that_it_names_or_to_its_office(publish, desk, tree, follow):  # noqa: F811
    case = publish(origin_unit=desk.desa, village=desk.desa.region)
    assert {item["ref"] for item in follow(region="33.04.15.2008", types="case").store.values()} == {case.ref}
    assert not follow(region="33.04.15.2001", types="case").store


def test_a_category_or_office_renamed_changes_its_cases(publish, desk, follow):  # noqa: F811
    client = follow(types="case")
    case = publish(category=desk.categories["layanan"])
    client.sync()
    case.category.name = "Layanan kantor"
    case.category.save()
    case.current_unit.name = "Kantor baru"
    case.current_unit.save()
    client.sync()
    [item] = client.store.values()
    assert (item["category"]["name"], item["unit"]["name"]) == ("Layanan kantor", "Kantor baru")


def test_what_was_published_behind_our_back_is_found(publish, desk, make_case, follow):  # noqa: F811
    client = follow(types="case")
    hidden = make_case()
    Case.objects.filter(pk=hidden.pk).update(published_at=hidden.received_at, title_public="T", body_public="T")
    client.sync()
    assert not client.store
    assert reconcile().missing == 1
    client.sync()
    assert len(client.store) == 1


@pytest.mark.parametrize("profile", ["full", "compact"])
def test_five_cases_and_ten_cost_the_same(publish, client, profile):
    from django.db import connection

    counts = []
    for _round in range(2):
        for _n in range(5):
            publish()
        client.get("/api/v1/sync/?types=case")
        with CaptureQueriesContext(connection) as queries:
            items = client.get(f"/api/v1/sync/?types=case&profile={profile}").json()["items"]
        counts.append((len(items), len(queries)))
    assert [items for items, _queries in counts] == [5, 10]
    assert counts[0][1] == counts[1][1]


def test_a_case_is_small(publish, client):
    publish()
    [item] = client.get("/api/v1/sync/?types=case&profile=compact").json()["items"]
    assert len(json.dumps(item, ensure_ascii=False).encode()) <= 1024
