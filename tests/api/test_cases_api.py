"""What everybody reads through the API: only what was published, in the order of its change, and how terms are counted."""

import base64
import datetime
import json

import pytest
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Holiday
from regions.models import Unit
from tests.cases.conftest import NOW, _case_keys, desk, desk_copies, make_case  # noqa: F401 – fixtures
from tests.factories import UnitFactory

CANARY = "KENARI-RAHASIA"
DAY = datetime.timedelta(days=1)


def publish(case, at=NOW, **columns):
    """A public copy as an officer would leave it."""
    Case.objects.filter(pk=case.pk).update(
        title_public="Jembatan", body_public="Jembatan rusak.", published_at=at, public_changed_at=at, **columns
    )
    return case


@pytest.fixture
def ask(client):
    def ask(path, status=200):
        response = client.get(f"/api/v1/{path}")
        assert response.status_code == status, response.content[:300]
        return response.json()

    return ask


def test_only_published_cases_are_there(ask, make_case):  # noqa: F811
    hidden = make_case(title=CANARY, body=CANARY)
    confidential = publish(make_case(title=CANARY), is_confidential=True)
    shown = publish(make_case(title=CANARY, body=CANARY))
    listed = ask("cases/")
    assert [item["ref"] for item in listed["items"]] == [shown.ref]
    detail = ask(f"cases/{shown.ref}/")
    assert detail["body"] == "Jembatan rusak."
    assert CANARY not in str(listed) + str(detail)
    unknown = ask("cases/BNA-26-0000Z1-Z/", 404)
    assert [ask(f"cases/{case.ref}/", 404) for case in (hidden, confidential)] == [unknown, unknown]


def test_a_number_may_be_typed_carelessly(ask, make_case):  # noqa: F811
    case = publish(make_case())
    assert ask(f"cases/{case.ref.lower()}/")["ref"] == case.ref


def test_walking_the_list_misses_and_repeats_nothing(ask, make_case):  # noqa: F811
    made = [(NOW + DAY * (number // 2), make_case()) for number in range(5)]
    cases = [publish(case, at=at) for at, case in sorted(made, key=lambda one: (one[0], one[1].uid))]
    seen, path = [], "cases/?limit=2"
    while path:
        answer = ask(path)
        seen += [item["ref"] for item in answer["items"]]
        path = answer["next_cursor"] and f"cases/?limit=2&cursor={answer['next_cursor']}"
    # What changed in the same moment stands in an order that tells nobody which came in first.
    days = [sorted(cases[at : at + 2], key=lambda case: case.uid) for at in (0, 2, 4)]
    assert seen == [case.ref for day in days for case in day]


@pytest.mark.parametrize("cursor", ["x", "AAAA", "e30"])
def test_a_forged_cursor_is_refused(ask, desk, cursor):  # noqa: F811
    assert ask(f"cases/?cursor={cursor}", 400)["code"] == "invalid_cursor"


def test_who_keeps_a_copy_hears_what_is_gone(ask, make_case):  # noqa: F811
    gone, kept = publish(make_case(title=CANARY)), publish(make_case())
    Case.objects.filter(pk=gone.pk).update(published_at=None, public_changed_at=NOW + DAY)
    since = NOW.date().isoformat()
    items = ask(f"cases/?updated_from={since}")["items"]
    assert [(item["ref"], item["is_deleted"]) for item in items] == [(kept.ref, False), (gone.ref, True)]
    assert set(items[1]) == {"type", "id", "locale", "ref", "is_deleted", "updated_at"}
    assert [item["ref"] for item in ask("cases/")["items"]] == [kept.ref]


def test_a_list_is_filtered_by_office(ask, make_case, desk):  # noqa: F811
    publish(make_case(), current_unit=desk.agency)
    below = publish(make_case(), current_unit=desk.desa)
    assert [item["ref"] for item in ask("cases/?unit=33.04.15")["items"]] == [below.ref]
    assert len(ask("cases/?unit=33.04")["items"]) == 2


def test_a_box_finds_only_points_that_may_be_shown_and_never_narrows_them_down(ask, make_case):  # noqa: F811
    point = {"lon": "109.701234", "lat": "-7.301234"}
    shown = publish(make_case(**point), public_place="grid")
    publish(make_case(**point), public_place="village")
    publish(make_case(**point), public_place="grid", is_anonymous=True)
    assert [item["ref"] for item in ask("cases/?bbox=109.6,-7.4,109.8,-7.2")["items"]] == [shown.ref]
    beside = ask("cases/?bbox=109.7013,-7.3012,109.7014,-7.3011")["items"]
    assert [item["ref"] for item in beside] == [shown.ref]
    assert ask("cases/?bbox=110,-7.4,111,-7.2")["items"] == []
    assert ask("cases/?bbox=1,2,3", 400)["code"] == "invalid_parameter"


def test_dates_of_anonymous_cases_have_no_time(ask, make_case):  # noqa: F811
    case = publish(make_case(), is_anonymous=True)
    item = ask("cases/")["items"][0]
    assert (len(item["received_at"]), len(item["updated_at"])) == (10, 10)
    assert all(len(event["at"]) == 10 for event in ask(f"cases/{case.ref}/")["events"])


def test_the_hour_of_an_anonymous_case_is_not_found_out_by_asking(ask, make_case):  # noqa: F811
    """Its day is told; whoever asks from before and from after its hour of that day hears the same."""
    at = datetime.datetime(2026, 8, 17, 6, 30, tzinfo=datetime.UTC)  # 13.30 in Banjarnegara
    hidden, gone, named = (publish(make_case(), at, is_anonymous=is_it) for is_it in (True, True, False))
    Case.objects.filter(pk=gone.pk).update(published_at=None)
    for since in ("2026-08-17", "2026-08-17T13:29:00%2B07:00", "2026-08-17T13:31:00%2B07:00", "2026-08-17T16:59:59Z"):
        heard = {item["ref"] for item in ask(f"cases/?updated_from={since}")["items"]}
        assert {hidden.ref, gone.ref} <= heard, since
    assert named.ref not in heard
    assert ask("cases/?updated_from=2026-08-18")["items"] == []


def test_a_cursor_tells_neither_the_hour_nor_the_number_of_a_row(ask, make_case):  # noqa: F811
    case = publish(make_case(), is_anonymous=True)
    publish(make_case(), NOW + DAY)
    inside = base64.urlsafe_b64decode(ask("cases/?limit=1")["next_cursor"] + "==")
    for readable in (str(NOW.year), case.ref, str(case.uid), case.uid.hex, json.dumps(str(case.pk))):
        assert readable.encode() not in inside


def test_a_case_is_named_here_as_in_the_feed(ask, make_case):  # noqa: F811
    shown, gone = publish(make_case()), publish(make_case())
    Case.objects.filter(pk=gone.pk).update(published_at=None)
    rows = ask("cases/?updated_from=2026-01-01")["items"]
    assert {(row["type"], row["id"], row["locale"]) for row in rows} == {
        ("case", str(one.uid), "id") for one in (shown, gone)
    }
    assert ask(f"cases/{shown.ref}/")["id"] == str(shown.uid)


def test_a_list_costs_the_same_for_five_and_fifteen(ask, make_case):  # noqa: F811
    from django.db import connection

    counts = []
    for number in (5, 15):
        while Case.objects.count() < number:
            publish(make_case())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(ask("cases/?limit=50")["items"]) == number
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_unchanged_answer_costs_nothing(client, make_case):  # noqa: F811
    publish(make_case())
    tag = client.get("/api/v1/cases/")["ETag"]
    assert client.get("/api/v1/cases/", headers={"If-None-Match": tag}).status_code == 304


# ---------------------------------------------------------------- forms and terms


def test_the_form_of_a_unit_is_told(ask, desk):  # noqa: F811
    found = ask("cases/config/?unit=33.04.15")
    assert found["unit"]["code"] == "33.04.15"
    assert "jalan" in [category["slug"] for category in found["categories"]]
    assert {"code": "33.04.15.2008", "name": desk.desa.region.name} in found["villages"]
    assert found["limits"]["body_bytes"] == 65_536
    assert ("complaint", "verification", 3) in [(d["kind"], d["clock"], d["amount"]) for d in found["deadlines"]]
    assert ask("cases/config/?unit=99.99", 404)["code"] == "not_found"
    assert ask("cases/config/", 400)["code"] == "invalid_parameter"


def test_the_form_may_be_kept_for_a_day(client, desk):  # noqa: F811
    response = client.get("/api/v1/cases/config/?unit=33.04.15")
    assert response["Cache-Control"] == "public, max-age=86400"
    assert (
        client.get("/api/v1/cases/config/?unit=33.04.15", headers={"If-None-Match": response["ETag"]}).status_code
        == 304
    )


def test_its_version_changes_with_what_it_offers(ask, desk):  # noqa: F811
    from django.core.cache import cache

    before = ask("cases/config/?unit=33.04.15")["config_version"]
    desk.categories["jalan"].delete()
    cache.clear()
    assert ask("cases/config/?unit=33.04.15")["config_version"] != before


@pytest.mark.parametrize(
    ("received", "clock", "due_on"),
    [
        ("2026-02-13", "information_notice", "2026-03-03"),
        ("2026-03-17", "information_notice", "2026-04-08"),
        ("2026-08-14", "information_notice", "2026-09-01"),
        ("2026-08-14", "objection_window", "2026-09-29"),
        ("2026-04-07T15:30:00Z", "information_notice", "2026-04-21"),
    ],
)
def test_due_dates_are_those_of_the_clocks(ask, desk, received, clock, due_on):  # noqa: F811
    found = ask(f"due/?kind=information_request&clock={clock}&received={received}&unit=33.04.15.2008")
    assert found["due_on"] == due_on
    assert [step["what"] for step in found["calculation"]][:2] == ["base", "amount"]


@pytest.mark.parametrize("query", ["received=2026-13-01", "received=9999-12-31", "received=x", "clock=nothing"])
def test_what_cannot_be_counted_is_said(ask, desk, query):  # noqa: F811
    whole = "kind=complaint&unit=33.04&" + query
    whole += "" if "clock=" in query else "&clock=verification"
    whole += "" if "received=" in query else "&received=2026-01-01"
    assert ask(f"due/?{whole}", 400)["code"] == "invalid_parameter"


# ---------------------------------------------------------------- offices and days off


def test_offices_are_told_with_whether_they_take_cases(ask, desk):  # noqa: F811
    desk.desa.desk.is_open = False
    desk.desa.desk.save()
    below = ask("units/?parent=33.04.15&count=true")
    assert [(one["code"], one["kind"], one["is_open"]) for one in below["items"]] == [
        ("33.04.15.2001", "desa", True),
        ("33.04.15.2008", "desa", False),
    ]
    assert below["count"] == 2
    assert ask("units/?kind=regency")["items"][0]["parent"] is None
    assert ask("units/?kind=x", 400)["code"] == "invalid_parameter"


def test_only_offices_that_this_installation_speaks_for_are_told(ask, desk, tree):  # noqa: F811
    UnitFactory(code="11.01")
    assert {one["code"][:5] for one in ask("units/")["items"]} == {"33.04"}
    assert ask("cases/config/?unit=11.01", 404)["code"] == "not_found"


def test_offices_are_walked_like_every_list(ask, desk):  # noqa: F811
    seen, path = [], "units/?limit=2"
    while path:
        answer = ask(path)
        seen += [one["code"] for one in answer["items"]]
        path = answer["next_cursor"] and f"units/?limit=2&cursor={answer['next_cursor']}"
    assert seen == sorted(Unit.objects.values_list("code", flat=True))


def test_days_off_are_those_that_the_clocks_leave_out(ask, desk):  # noqa: F811
    other = UnitFactory(code="33.05", name="Kabupaten Lain", kind="regency")
    for scope, day in ((desk.root, "2026-08-22"), (other, "2026-08-23")):
        Holiday.objects.create(date=day, name="Hari jadi", kind="regional", scope=scope)
    year = ask("holidays/?year=2026")
    assert len(year["items"]) == 25
    assert {one["kind"] for one in year["items"]} == {"public_holiday", "joint_leave"}
    here = ask("holidays/?year=2026&unit=33.04.15.2008")["items"]
    assert [(one["on"], one["is_sure"]) for one in here if one["kind"] == "regional"] == [("2026-08-22", False)]
    assert not [one for one in ask("holidays/?year=2027")["items"] if one["is_sure"]]
    assert ask("holidays/?unit=99.99", 404)["code"] == "not_found"
    for wrong in ("1", "99999", "x"):
        assert ask(f"holidays/?year={wrong}", 400)["code"] == "invalid_parameter"
