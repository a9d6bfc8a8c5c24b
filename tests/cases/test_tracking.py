"""Number and secret open a case for a quarter of an hour; guessing is slow, and tells nothing."""

import statistics
import time

import pytest
from django.core.cache import cache

from cases import receipts, throttles, tracking
from cases.models import Case

HERE, ELSEWHERE = "203.0.113.5", "198.51.100.5"


def test_the_right_secret_opens(make_case):
    case = make_case()
    token = tracking.open_case(case.ref, receipts.secret_of(case), HERE)
    assert tracking.case_of(token) == case
    assert case.ref not in token


def test_a_revoked_secret_opens_nothing(make_case):
    case = make_case()
    secret, token = receipts.secret_of(case), tracking.token_for(case)
    Case.objects.update(secret_version=2)
    assert tracking.open_case(case.ref, secret, HERE) is None
    assert tracking.case_of(token) is None
    case.refresh_from_db()
    assert tracking.open_case(case.ref, receipts.secret_of(case), HERE)


@pytest.mark.parametrize("token", ["", "x", "WzEsMV0:1:x", "a" * 10_000, "é:é:é"])
def test_a_forged_token_is_none(db, token):
    assert tracking.case_of(token) is None


def test_a_block_that_guesses_many_numbers_is_stopped(make_case):
    case = make_case()
    for number in range(tracking.BLOCK_TRIES):
        assert tracking.open_case(f"BNA-26-{number:06d}-0", "AAAA-AAAA-AAAA", HERE) is None
    with pytest.raises(tracking.TooManyFailuresError) as caught:
        tracking.open_case(case.ref, receipts.secret_of(case), HERE)
    assert caught.value.retry_after == 3600
    assert tracking.open_case(case.ref, receipts.secret_of(case), ELSEWHERE)


def test_of_ten_thousand_guesses_a_handful_is_looked_at(make_case, django_assert_max_num_queries):
    """Whatever else is asked for meanwhile: the counts lie apart from what pages remember."""
    case, looked_at = make_case(), 0
    with django_assert_max_num_queries(tracking.BLOCK_TRIES + 5):
        for number in range(10_000):
            try:
                assert tracking.open_case(case.ref, f"AAAA-AAAA-{number:04d}", HERE) is None
                looked_at += 1
            except tracking.TooManyFailuresError:
                cache.set(f"page-{number}", "x")
    assert looked_at == tracking.TRIES
    with pytest.raises(tracking.TooManyFailuresError):
        tracking.open_case(case.ref, receipts.secret_of(case), HERE)
    assert tracking.open_case(case.ref, receipts.secret_of(case), ELSEWHERE)


def test_success_costs_no_try(make_case):
    case = make_case()
    for _ in range(20):
        assert tracking.open_case(case.ref, receipts.secret_of(case), HERE)


def test_known_and_unknown_numbers_take_the_same_time(make_case, monkeypatch):
    monkeypatch.setattr(tracking, "TRIES", 10_000)
    monkeypatch.setattr(tracking, "BLOCK_TRIES", 10_000)
    case = make_case()
    times = {case.ref: [], "BNA-26-000000-0": []}
    for _ in range(150):
        for ref, taken in times.items():
            start = time.perf_counter()
            tracking.open_case(ref, "AAAA-AAAA-AAAA", HERE)
            taken.append(time.perf_counter() - start)
    known, unknown = (statistics.median(taken) for taken in times.values())
    assert max(known, unknown) / min(known, unknown) < 2.5


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("203.0.113.5", "203.0.113.250", True),
        ("203.0.113.5", "203.0.114.5", False),
        ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", True),
        ("2001:db8:0:1::1", "2001:db8:1:1::1", False),
        ("::ffff:203.0.113.5", "203.0.113.9", True),
        ("", "nonsense", True),
    ],
)
def test_addresses_count_by_their_block(one, other, is_same):
    assert (throttles.block_of(one) == throttles.block_of(other)) == is_same


def test_the_address_is_what_our_own_front_server_saw(rf, settings):
    request = rf.get("/", headers={"X-Forwarded-For": "1.2.3.4, 203.0.113.5"})
    settings.PROXY_HOPS = 0
    assert throttles.address_of(request) == "127.0.0.1"
    settings.PROXY_HOPS = 1
    assert throttles.address_of(request) == "203.0.113.5"
    settings.PROXY_HOPS = 2
    assert throttles.address_of(request) == "1.2.3.4"
    settings.PROXY_HOPS = 9
    assert throttles.address_of(request) == "1.2.3.4"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("203.0.113.5:4711", "203.0.113.5"),
        ("[2001:db8::1]:4711", "2001:db8::1"),
        ("2001:db8::1", "2001:db8::1"),
        (" , ", "127.0.0.1"),
    ],
)
def test_front_servers_write_addresses_in_several_ways(rf, settings, written, address):
    settings.PROXY_HOPS = 1
    assert throttles.address_of(rf.get("/", headers={"X-Forwarded-For": written})) == address


def test_keys_of_throttles_tell_nobody():
    assert "203" not in throttles.key_of("track", "BNA-26-0FQC2P-4", "203.0.113.0/24")
