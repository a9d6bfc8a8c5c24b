"""The service pledge: signed, and one in force for each unit."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from pages.models import PledgePage
from tests.factories import PledgePageFactory, make


@pytest.mark.parametrize("field", ["signer_name", "signer_title", "place", "signed_on", "valid_from"])
def test_an_unsigned_pledge_is_not_published(tree, field):
    empty = None if field.endswith(("_on", "_from")) else ""
    with pytest.raises(ValidationError) as refused:
        make(PledgePage, tree, **{field: empty})
    assert list(refused.value.message_dict) == [field]


def test_a_unit_has_one_pledge_in_force(tree):
    make(PledgePage, tree)
    second = PledgePageFactory(parent=tree.desa, slug="maklumat-2", live=False)
    with pytest.raises(ValidationError) as refused:
        second.save_revision().publish()
    assert list(refused.value.message_dict) == ["revoked_on"]


def test_the_second_pledge_of_a_unit_is_refused_when_it_is_made_live_at_once(tree):
    make(PledgePage, tree)
    with pytest.raises(ValidationError):
        PledgePageFactory(parent=tree.desa, slug="maklumat-2")


def test_a_revoked_pledge_makes_room_for_the_next(tree):
    first = make(PledgePage, tree)
    first.revoked_on = datetime.date(2026, 6, 1)
    first.save_revision().publish()
    assert PledgePageFactory(parent=tree.desa, slug="maklumat-2").live


def test_another_unit_has_its_own_pledge(tree):
    make(PledgePage, tree)
    assert PledgePageFactory(parent=tree.neighbour).live


def test_a_pledge_in_force_can_be_published_again(tree):
    page = make(PledgePage, tree)
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.live
