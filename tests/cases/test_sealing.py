"""Who sent a case is sealed: without the key, or in another place, nothing opens."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured

from cases import checks, sealing
from cases.models import Reporter
from cases.reporters import person_of
from cases.sealing import CannotOpenError, digest, seal, unseal

PLACE = "reporter.name:1"


def key(name, byte):
    return f"{name}:" + base64.b64encode(bytes([byte]) * 32).decode()


def test_what_is_sealed_opens_again_and_shows_nothing():
    sealed = seal("Wagiyem 🌾", "test1", PLACE)
    assert b"Wagiyem" not in sealed
    assert unseal(sealed, "test1", PLACE) == "Wagiyem 🌾"
    assert seal("Wagiyem", "test1", PLACE) != seal("Wagiyem", "test1", PLACE)


def test_nothing_stays_nothing():
    assert seal("", "test1", PLACE) == b""
    assert unseal(b"", "test1", PLACE) == ""
    assert digest("", "test1", "nik") == ""


@pytest.mark.parametrize("place", ["reporter.name:2", "reporter.phone:1", ""])
def test_moved_elsewhere_it_does_not_open(place):
    with pytest.raises(CannotOpenError):
        unseal(seal("Wagiyem", "test1", PLACE), "test1", place)


@pytest.mark.parametrize("where", [0, 12, -1])
def test_changed_it_does_not_open(where):
    sealed = bytearray(seal("Wagiyem", "test1", PLACE))
    sealed[where] ^= 1
    with pytest.raises(CannotOpenError):
        unseal(bytes(sealed), "test1", PLACE)


def test_keys_change_and_old_cases_still_open(settings):
    settings.CASE_KEYS = [key("old", 1)]
    sealed = seal("Wagiyem", "old", PLACE)
    settings.CASE_KEYS = [key("new", 2), key("old", 1)]
    assert sealing.current_key_id() == "new"
    assert unseal(sealed, "old", PLACE) == "Wagiyem"
    with pytest.raises(CannotOpenError):
        unseal(sealed, "new", PLACE)
    settings.CASE_KEYS = [key("new", 2)]
    with pytest.raises(CannotOpenError):
        unseal(sealed, "old", PLACE)


def test_digests_tell_equal_from_unequal_and_purposes_apart():
    assert digest("33", "test1", "nik") == digest("33", "test1", "nik") != digest("34", "test1", "nik")
    assert digest("33", "test1", "nik") != digest("33", "test1", "phone")


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [""],
        ["k1"],
        ["k1:short"],
        [":" + key("a", 1)[2:]],
        [key("too-long-id", 1)],
        ["k1:" + base64.b64encode(bytes(16)).decode()],
    ],
    ids=str,
)
def test_keys_that_cannot_be_used_are_told_at_once(settings, entries):
    settings.CASE_KEYS = entries
    with pytest.raises(ImproperlyConfigured, match="CASE_KEYS"):
        sealing.keys()
    assert [error.id for error in checks.check_keys()] == ["pendopo.E101"]


def test_good_keys_have_nothing_to_tell():
    assert checks.check_keys() == []


def test_a_reporter_moved_to_another_case_is_nobody(make_case):
    """Who can write to the table cannot make one case speak in the name of another's reporter."""
    one, two = make_case(email="wagiyem@example.org"), make_case()
    assert person_of(one).email == "wagiyem@example.org"
    Reporter.objects.filter(case=one).update(case=two)
    assert not person_of(two).is_known
