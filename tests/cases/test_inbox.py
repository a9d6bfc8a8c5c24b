"""The officers' desk: an inbox in the order of urgency, actions by the tables, nothing typed is lost, numbers in the menu."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import connection
from django.forms import BooleanField, ChoiceField
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases import actions
from cases.actions import REQUIRED
from cases.actors import Actor
from cases.models import Case, Wording
from cases.viewsets.case_page import CHOSEN

from . import files
from .conftest import NOW, open_case

INBOX = "/admin/pengaduan/"


@pytest.fixture
def at(client, desk):
    """`at("verifier")` is the browser of this person."""

    def login(name: str):
        client.force_login(desk.people[name])
        return client

    return login


def page_of(case) -> str:
    return reverse("cases_desk:case", args=[case.ref])


def post(client, case, action: str, **data):
    typed = {"action": action, "version": case.version, "client_id": str(uuid.uuid4()), **data}
    return client.post(page_of(case), typed)


# ------------------------------------------------------------ the list


@pytest.mark.parametrize("path", [INBOX, "/admin/"])
def test_the_list_costs_the_same_for_five_and_for_fifteen(desk, at, assigned, make_case, path) -> None:
    client = at("coordinator")

    def grow(number: int) -> int:
        for _ in range(number):
            assigned(category=desk.categories["izin"])
            make_case(village=desk.desa.region, about_unit=desk.agency, flags=["priority"])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path, {"tampil": "semua"}).status_code == 200
        return len(queries)

    grow(1)
    assert grow(4) == grow(10)


def test_danger_first_then_the_nearest_due_date(desk, at, make_case) -> None:
    late = make_case(at=NOW - datetime.timedelta(days=20), title="Lama")
    fresh = make_case(at=NOW, title="Baru")
    danger = make_case(at=NOW, title="Bahaya")
    danger.flags = ["priority"]
    danger.save()
    body = at("verifier").get(INBOX).content.decode()
    places = [body.index(f"/{case.ref}/") for case in (danger, late, fresh)]
    assert places == sorted(places)
    assert "Late, was due on" in body or "Terlambat, tenggatnya" in body


def test_filters_narrow_and_nonsense_is_no_filter(desk, at, assigned, make_case) -> None:
    here, road = assigned(), make_case(category=desk.categories["jalan"], title="Aspal 100% _rusak\\")
    request = make_case("information_request")
    client = at("coordinator")
    for query, wanted in (
        ({"tampil": "semua"}, {here, road, request}),
        ({"tampil": "semua", "status": "assigned"}, {here}),
        ({"tampil": "semua", "kategori": desk.categories["jalan"].pk}, {road}),
        ({"tampil": "semua", "jenis": "information_request"}, {request}),
        ({"tampil": "semua", "unit": desk.desa.code}, {here}),
        ({"tampil": "selesai"}, set()),
        ({"tampil": "semua", "status": "ngawur", "unit": "99", "kategori": "x"}, {here, road, request}),
        ({"cari": "100% _rusak\\"}, {road}),
        ({"cari": "%"}, {road}),
        ({"cari": here.ref.lower().replace("-", " ")}, {here}),
    ):
        body = client.get(INBOX, query).content.decode()
        assert {case for case in (here, road, request) if f"/{case.ref}/" in body} == wanted, query


def test_only_late_ones(desk, at, make_case) -> None:
    old = make_case(at=timezone.now() - datetime.timedelta(days=60))
    new = make_case(at=timezone.now())
    body = at("verifier").get(INBOX, {"tampil": "semua", "terlambat": "on"}).content.decode()
    assert old.ref in body
    assert new.ref not in body


def test_the_menu_counts_what_waits(desk, at, make_case, assigned) -> None:
    make_case()
    make_case()
    assigned()
    assert "(2)" in at("verifier").get(INBOX).content.decode()
    assert "(1)" in at("handler_desa").get(INBOX).content.decode()
    assert "(3)" in at("coordinator").get(INBOX).content.decode(), "the desa is managed by the regency"


def test_the_first_page_says_what_is_late(desk, at, make_case) -> None:
    case = make_case(at=timezone.now() - datetime.timedelta(days=60), title="Sudah lama")
    body = at("verifier").get("/admin/").content.decode()
    assert "1 laporan lewat tenggat" in body
    assert "card late" in body
    assert case.ref in body


# ------------------------------------------------------------ acting


def test_exactly_the_actions_of_the_tables_are_shown(desk, at, assigned, make_case) -> None:
    case = assigned()
    field = at("handler_desa").get(page_of(case)).content.decode()
    for action in ("accept", "return", "note", "message"):
        assert f'id="do-{action}"' in field, action
    for action in ("assign", "answer", "publish", "exclude_user", "archive"):
        assert f'id="do-{action}"' not in field, action
    new = make_case()
    verifier = at("verifier").get(page_of(new)).content.decode()
    for action in ("ask", "assign", "mark_duplicate", "propose_archive", "archive", "publish"):
        assert f'id="do-{action}"' in verifier, action
    assert 'id="do-refer_out"' not in verifier
    coordinator = at("coordinator").get(page_of(new)).content.decode()
    for action in ("mark_duplicate", "propose_archive", "archive", "refer_out"):
        assert f'id="do-{action}"' in coordinator, action


def test_what_leaves_nothing_to_do_in_this_very_case_is_not_offered(desk, at, assigned, make_case) -> None:
    def offered(who: str, case) -> set[str]:
        body = at(who).get(page_of(case)).content.decode()
        names = ("delegate", "reopen_upload", "data_request_done", "extend", "deliver", "close")
        return {name for name in names if f'id="do-{name}"' in body}

    assert offered("handler_desa", assigned()) == set(), "no office stands below a desa"
    assert offered("handler_kecamatan", assigned(desk.kecamatan)) == {"delegate"}
    report = make_case()
    assert offered("coordinator", report) == set()
    files.announced(report)
    report, _ = actions.act(report, "data_request", Actor.reporter(), {"what": "access"})
    assert offered("coordinator", report) == {"reopen_upload", "data_request_done"}
    request = make_case("information_request", at=timezone.now())
    assert offered("ppid_main", request) == {"extend"}
    request, _ = actions.act(request, "extend", desk.officer("ppid_main"), {"text": "Tersebar."})
    assert offered("ppid_main", request) == set(), "once"
    request, _ = actions.act(request, "start", desk.officer("ppid_executive"), {})
    request, _ = actions.act(request, "decide", desk.officer("ppid_main"), {"outcome": "granted_full", "text": "Ya."})
    assert offered("ppid_executive", request) == {"deliver"}, "what was granted is delivered before it is closed"


def test_a_filter_says_nothing_about_what_may_stay_empty(at, desk) -> None:
    assert "()" not in at("verifier").get(INBOX).content.decode()


def test_a_whole_way_through_the_admin(desk, at, make_case) -> None:
    case = make_case()
    data = {"unit": desk.desa.pk, "handling_class": "normative", "visibility": "publishable", "instruction": "Tinjau"}
    assert post(at("verifier"), case, "assign", **data).status_code == 302
    for action, more in (("accept", {}), ("answer", {"text": "Sudah diperbaiki.", "outcome": "resolved"})):
        case.refresh_from_db()
        assert post(at("handler_desa"), case, action, **more).status_code == 302, action
    case.refresh_from_db()
    assert (case.status, case.outcome) == ("answered", "resolved")
    assert case.events.get(type="answer").actor_unit == desk.desa


def test_an_action_outside_the_tables_changes_nothing(desk, at, assigned) -> None:
    case = assigned()
    for action in ("answer", "assign", "confirm", "auto_close", "nonsense", ""):
        answer = post(at("handler_desa"), case, action, text="Sudah.", outcome="resolved")
        assert answer.status_code in (400, 409, 422), action
    before = case.version
    case.refresh_from_db()
    assert case.version == before


def test_a_stale_page_gets_a_message_and_keeps_what_was_typed(desk, at, make_case) -> None:
    case = make_case()
    assert post(at("coordinator"), case, "note", text="Saya dahulu").status_code == 302
    answer = post(at("verifier"), case, "ask", text="Di mana tepatnya?")
    case.refresh_from_db()
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "Di mana tepatnya?" in body
    assert f'name="version" value="{case.version}"' in body
    assert case.status == "received"
    assert case.events.count() == 2


def test_what_was_typed_comes_back_even_when_the_action_is_gone(desk, at, make_case) -> None:
    case = make_case()
    data = {"unit": desk.desa.pk, "handling_class": "normative", "visibility": "publishable"}
    post(at("coordinator"), case, "assign", **data)
    answer = post(at("verifier"), case, "ask", text="Di mana tepatnya?")
    assert answer.status_code == 409
    assert "Di mana tepatnya?" in answer.content.decode()
    again = post(at("verifier"), case, "assign", **data, instruction="rusak")
    assert again.context["kept"] == [("instruction", "rusak")], "the words, and no code of what was chosen"


def test_every_choice_is_known_as_one(desk, make_case) -> None:
    made = [make_case(), make_case("information_request")]
    made.append(make_case("objection", parent=made[1]))
    for case in made:
        Case.objects.filter(pk=case.pk).update(flags=["links"])
        case.refresh_from_db()
        for kind, action in REQUIRED:
            if kind == case.kind:
                fields = actions.form_for(case, action).base_fields
                chosen = {name for name, field in fields.items() if isinstance(field, ChoiceField | BooleanField)}
                assert chosen - {"is_resolved"} <= CHOSEN, action
                assert not {name for name in set(fields) - chosen if name in CHOSEN}, action


def test_errors_stand_at_their_field_and_nothing_is_chosen_beforehand(desk, at, make_case) -> None:
    case = make_case()
    blank = at("verifier").get(page_of(case)).content.decode()
    assert 'name="visibility" value="publishable" required checked' not in blank
    answer = post(at("verifier"), case, "assign", unit=desk.desa.pk, instruction="Ingat ini")
    assert answer.status_code == 422
    assert "Ingat ini" in answer.content.decode()
    case.refresh_from_db()
    assert case.status == "received"


def test_each_class_says_how_long_it_gives(desk, at, make_case) -> None:
    case = make_case()
    page = at("verifier").get(page_of(case)).content.decode()
    for days in ("Ringan · 2 hari kerja", "Normatif · 5 hari kerja", "Berkadar pengawasan · 60 hari kerja"):
        assert days in page
    form = at("verifier").post(INBOX + "disposisi/", {"case": f"{case.ref}@{case.version}"}).content.decode()
    assert "Ringan · 2 hari kerja" in form


def test_the_same_press_twice_is_one_event(desk, at, make_case) -> None:
    case = make_case()
    typed = {"action": "note", "version": case.version, "text": "Sekali", "client_id": str(uuid.uuid4())}
    client = at("verifier")
    assert [client.post(page_of(case), typed).status_code for _ in range(2)] == [302, 302]
    assert case.events.filter(type="note").count() == 1


def test_who_gives_a_case_back_is_led_to_the_inbox(desk, at, assigned) -> None:
    case = assigned()
    reason = Wording.objects.filter(root=desk.root, use="return").first()
    answer = post(at("handler_desa"), case, "return", reason=reason.pk, text="Bukan wewenang kami")
    assert answer.url == INBOX
    assert at("handler_desa").get(page_of(case)).status_code == 404


def test_bulk_disposition_lets_each_case_stand_alone(desk, at, make_case) -> None:
    good, stale = make_case(), make_case()
    chosen = [f"{good.ref}@{good.version}", f"{stale.ref}@{stale.version + 7}"]
    client = at("verifier")
    form = client.post(INBOX + "disposisi/", {"case": chosen})
    assert good.title in form.content.decode()
    data = {"unit": desk.desa.pk, "handling_class": "normative", "visibility": "publishable"}
    empty = client.post(INBOX + "disposisi/", {"case": chosen, "step": "assign"})
    assert empty.status_code == 422
    assert client.post(INBOX + "disposisi/", {"case": chosen, "step": "assign", **data}).status_code == 302
    good.refresh_from_db()
    stale.refresh_from_db()
    assert (good.status, stale.status) == ("assigned", "received")


def test_the_public_copy_begins_with_personal_data_covered(desk, at, make_case) -> None:
    case = make_case(body="Hubungi 0812 3456 7890 untuk melihat jembatan.")
    body = at("verifier").get(page_of(case)).content.decode()
    copy = body[body.index('id="publish_body_public"') :].partition("</textarea>")[0]
    assert "█" in copy
    assert "0812" not in copy
    data = {"title_public": "Jembatan", "body_public": "Jembatan rusak.", "public_place": "village"}
    assert post(at("verifier"), case, "publish", **data).status_code == 302
    case.refresh_from_db()
    assert case.published_at
    assert case.body.startswith("Hubungi 0812")


def test_prepared_answers_are_offered(desk, at, assigned) -> None:
    Wording.objects.create(
        root=desk.root, use="answer", slug="terima", title="Terima kasih", text="Terima kasih atas laporan."
    )
    case = assigned()
    assert "Terima kasih atas laporan." in at("handler_desa").get(page_of(case)).content.decode()


def test_words_of_any_length_are_shown_as_they_are(desk, at) -> None:
    case = open_case(desk, title="<script>alert(1)</script>", body="kata" * 2500)
    body = at("verifier").get(page_of(case)).content.decode()
    assert "<script>alert(1)" not in body
    assert "kata" * 2500 in body
