"""Hostile and clumsy inputs, each through the page, the API and the counter: never an error of ours, never half a case,
never another case touched, never a text lost.

What stands beside each is the number by which the specification knows it; PROOFS says where all the numbers are proved.
"""

from __future__ import annotations

import html
import json
import re
import uuid
from pathlib import Path
from typing import Any

import pytest

from cases import actions, chain
from cases.actors import Actor
from cases.models import Case
from cases.receipts import secret_of
from cases.texts import is_storable, normalise

from . import files
from .conftest import open_case
from .test_attachments import _own_storage  # noqa: F401 – files of each test lie in a folder of its own
from .test_public_tracking import TRACK

TITLE, BODY = "Jembatan putus", "Jembatan di depan SD putus."
LONG_WORD = "a" * 10_000
FAR_EAST = "0001-01-01T00:00:00+14:00"

# number, what is sent beside a plain complaint, whether it can be stored
INPUTS: list[tuple[int, dict[str, str], bool]] = [
    (1, {"title": "\u200b"}, False),
    (1, {"title": "\u2060\u00ad \ufeff"}, False),
    (1, {"body": "\u00a0\n\t\u3000"}, False),
    (3, {"title": "a\0b"}, False),
    (3, {"body": "a\0b"}, False),
    (9, {"body": "e" + "\u0301" * 20_000}, False),
    (9, {"body": "😀" * 20_000}, False),
    (9, {"body": "a" * 100_000}, False),
    (9, {"body": LONG_WORD}, True),
    (9, {"title": "😀" * 150}, True),
    (11, {"title": "'; DROP TABLE cases_case; --", "body": "100 % _ \\ \" ' ` $$ {{ 7*7 }} %s"}, True),
    *((13, {"title": f"{sign}1+1", "body": f" {sign}cmd|'/c calc'!A1"}, True) for sign in "=+-@＝"),
    (13, {"body": "\t=1+1", "name": "=1+1", "place_text": "@SUM(A1)"}, True),
    *((15, {"nik": nik}, True) for nik in ("33.04.15-450785.0001", "3304153213850001", "0" * 16, "1" * 15, "1" * 17)),
    *((17, {"phone": phone}, True) for phone in ("+62 812 3456 7890", "0812-3456", "nol delapan", "1" * 30, "0809123456")),
    (17, {"email": "bukan surel", "preferred_contact": "email"}, True),
    (17, {"preferred_contact": "merpati"}, True),
    (19, {"category": "tidak-ada"}, True),
    (19, {"category": "x" * 500}, True),
    (19, {"village": "11.11.11.2001", "about_unit": "99.99"}, True),
    *(
        (21, {"lon": lon, "lat": lat}, True)
        for lon, lat in (
            ("-7.3", "109.7"), ("0", "0"), ("nan", "inf"), ("1e999", "-1e999"), ("109." + "7" * 40, "-7.3"),
            ("109,7", "-7,3"), ("94", "-12"), ("141.0", "6.5"), ("109.7", ""), ("١٠٩", "-٧"), ("x" * 5000, "1"),
        )
    ),
    (21, {"lon": "109.7", "lat": "-7.3", "accuracy_m": "-1", "place_source": "rasi bintang"}, True),
    (21, {"lon": "109.7", "lat": "-7.3", "accuracy_m": "9" * 40}, True),
    (23, {"lang": "xx-<script>"}, True),
    (23, {"lang": "id" * 200}, True),
    *((35, {"composed_at": at}, True) for at in ("2036-01-01T00:00:00+07:00", "2016-01-01T00:00:00Z", FAR_EAST, "besok")),
    (47, {"place_text": "<img src=x onerror=alert(1)>", "name": "<script>alert(1)</script>"}, True),
    *(
        (63, {"title": text[:100], "body": text}, True)
        for text in ("Dalan ing ngarep omahku rusak.", "ꦢꦭꦤ꧀ꦫꦸꦱꦏ꧀", "جلان روسق", "Jalan di Ruteng téong ata", "kata " * 1900)
    ),
    (65, {"body": "slot gacor https://a.example https://b.example https://c.example maxwin"}, True),
    (65, {"title": "\u202egnisup\u2066", "body": "Isi\u0007 dengan\u202e tanda"}, True),
]  # fmt: skip

PLACES = {"place_text": "text", "place_source": "source"} | {n: n for n in ("village", "lon", "lat", "accuracy_m")}
REPORTER = ("name", "phone", "email", "nik", "preferred_contact")


@pytest.fixture
def hall(tree: Any, desk: Any) -> Any:
    return desk


def by_page(client: Any, fields: dict[str, str]) -> Any:
    """The public form, sent without the look before, as a script would."""
    typed = {"kind": "complaint", "step": "send", "submission_id": str(uuid.uuid4()), **fields}
    return client.post("/pengaduan/tulis/", typed)


def by_api(client: Any, fields: dict[str, str]) -> Any:
    body: dict[str, Any] = {"kind": "complaint", "unit": "33.04", "place": {}, "reporter": {}}
    for name, value in fields.items():
        inner = body["place"] if name in PLACES else body["reporter"] if name in REPORTER else body
        inner[PLACES.get(name, name)] = value
    data = json.dumps(body, ensure_ascii=False).encode()
    return client.put(f"/api/v1/submissions/{uuid.uuid4()}", data, content_type="application/json")


def at_the_counter(client: Any, fields: dict[str, str]) -> Any:
    typed = {"channel": "counter", "submission_id": str(uuid.uuid4()), **fields}
    return client.post("/admin/pengaduan/loket/", typed)


@pytest.mark.parametrize("door", [by_page, by_api, at_the_counter])
def test_every_input_through_every_door(door: Any, hall: Any, client: Any) -> None:
    if door is at_the_counter:
        client.force_login(hall.people["counter"])
    stored = 0
    # The counter fills the form that the page fills: one of each sort is enough there.
    inputs = INPUTS if door is not at_the_counter else list({one[0] + one[2] / 2: one for one in INPUTS}.values())
    for number, odd, can_be_stored in inputs:
        fields = {"title": TITLE, "body": BODY} | odd
        answer = door(client, fields)
        told = answer.content.decode()
        what = f"{number}: {odd!r}"[:200]
        assert (answer.status_code < 300) == can_be_stored, (what, answer.status_code, told[:300])
        assert answer.status_code < 500, what
        stored += can_be_stored
        assert Case.objects.count() == stored, what
        assert "<script>alert" not in told, what
        if can_be_stored:
            case = Case.objects.latest("pk")
            assert (case.title, case.body) == (normalise(fields["title"], True), normalise(fields["body"])), what
            assert not list(chain.breaks(case)), what
        elif door is not by_api:
            kept = html.unescape(told)
            # A page cannot hold a NUL: the rest of the text around it stands there.
            whole = [text if is_storable(text) else text.partition("\0")[2] for text in fields.values()]
            assert all(text in kept for text in whole), what
    assert not Case.objects.filter(published_at__isnull=False).exists()


# ------------------------------------------------------------ where the words are shown


MARKUP = '"><img src=x onerror=alert(7)>{{ 7*7 }}'


def test_words_are_words_wherever_they_are_shown(hall: Any, client: Any) -> None:
    """11 and 47: in the admin, on the pages of the reporter, in a search."""
    fields = {"title": MARKUP, "body": f"{MARKUP} 100 %_", "place_text": MARKUP, "name": MARKUP}
    receipt = by_page(client, fields).content.decode()
    case = Case.objects.get()
    files.sent(case, files.png(), name=f"{MARKUP}.png")
    actions.act(case, "message", Actor.reporter(), {"text": MARKUP}, client_id=uuid.uuid4())
    shown = [receipt, client.post(TRACK, {"step": "open", "ref": case.ref, "secret": secret_of(case)}).content.decode()]
    other = open_case(hall, title="Lampu", body="Lampu mati seratus persen")
    client.force_login(hall.people["verifier"])
    inbox = "/admin/pengaduan/"
    shown += [client.get(f"{inbox}{case.ref}/").content.decode(), client.get(inbox).content.decode()]
    for words, is_found in ((MARKUP, True), ("100 %_", True), ("10% _", False), ("\\", False), ("'; --", False)):
        found = client.get(inbox, {"cari": words, "tampil": "semua"}).content.decode()
        assert (f"/{case.ref}/" in found) == is_found, words
        assert f"/{other.ref}/" not in found, words
        shown.append(found)
    for page in shown:
        assert "<img src=x" not in page
        assert "7*7" in page or MARKUP not in html.unescape(page)
        assert "{{ 49 }}" not in page


def test_no_picture_is_public_by_itself(hall: Any) -> None:
    """41: a screenshot of a chat shows names; somebody must have looked at it."""
    case = open_case(hall)
    files.sent(case, files.png(), name="Screenshot_WhatsApp.png")
    copy = {"title_public": "Jembatan", "body_public": "Jembatan putus.", "public_place": "village"}
    actions.act(case, "publish", hall.officer("verifier"), copy)
    assert not case.attachments.filter(is_public=True).exists()


# ------------------------------------------------------------ the numbers of the specification


HERE, API = "tests/cases/test_hostile.py", "tests/api/test_submissions.py"
DOORS = f"{HERE}::test_every_input_through_every_door"
PIECES, OPEN311 = "tests/api/test_tus.py", "tests/cases/test_open311_fields.py"
FILES, ARRIVING = "tests/cases/test_attachments.py", "tests/cases/test_files_door.py"
PROOFS: dict[int, list[str]] = {
    1: [DOORS, f"{API}::test_what_is_wrong_is_told_by_field"],
    3: [DOORS, f"{API}::test_json_that_parsers_read_differently_is_refused"],
    5: [f"{API}::test_json_that_parsers_read_differently_is_refused", "tests/cases/test_texts.py::test_json_in_doubt_is_refused"],
    7: [f"{API}::test_json_that_parsers_read_differently_is_refused", f"{API}::test_a_body_in_chunks_is_counted_too", f"{API}::test_a_long_body_is_counted_whatever_its_length_says"],
    9: [DOORS, "tests/browser/test_cases_journey.py::test_the_pages_on_the_way_are_too"],
    11: [DOORS, f"{HERE}::test_words_are_words_wherever_they_are_shown"],
    13: [DOORS, "tests/cases/test_exports.py::test_whatever_could_be_a_formula_is_text"],
    15: [DOORS, f"{API}::test_what_the_law_asks_for_is_required", f"{API}::test_a_doubtful_or_foreign_nik_is_accepted"],
    17: [DOORS, "tests/cases/test_personal.py::test_one_phone_number_has_one_form"],
    19: [DOORS, f"{API}::test_what_is_doubtful_is_stored_and_flagged"],
    21: [DOORS, "tests/cases/test_public_honesty.py::test_a_point_that_goes_along_is_shown_before_it_is_sent", f"{API}::test_a_point_outside_the_regency_is_kept_in_words"],
    23: [DOORS, f"{API}::test_a_long_accept_language_echoes_nothing"],
    25: [f"{API}::test_the_first_line_never_changes", "tests/cases/test_intake.py::test_after_a_restored_backup_the_old_number_comes_back"],
    27: [f"{API}::test_only_a_plain_random_uuid_is_an_id"],
    29: [f"{API}::test_a_connection_cut_anywhere_leaves_nothing", "tests/cases/test_killed.py::test_a_file_is_there_once_wherever_the_process_died"],
    31: [f"{PIECES}::test_a_piece_repeated_is_told_where_the_file_goes_on", f"{PIECES}::test_after_the_end_everything_is_a_mismatch", f"{PIECES}::test_more_than_was_announced_is_refused", f"{PIECES}::test_of_pieces_sent_at_the_same_time_one_is_taken"],
    33: [f"{PIECES}::test_what_is_no_piece_changes_nothing", f"{PIECES}::test_a_whole_with_the_wrong_sum_begins_again", f"{ARRIVING}::test_another_file_after_the_first_is_a_conflict"],
    35: [DOORS, f"{API}::test_another_body_under_a_known_id_is_refused_and_the_first_stays"],
    37: [f"{FILES}::test_nothing_but_pixels_of_a_picture_is_ever_shown", f"{ARRIVING}::test_a_published_copy_is_open_to_all"],
    39: [f"{FILES}::test_too_many_pixels_are_an_error_and_the_case_lives_on"],
    41: [f"{FILES}::test_heic_without_a_decoder_is_said_clearly", f"{FILES}::test_what_is_not_on_the_list_is_not_kept", "tests/cases/test_public_files.py::test_a_picture_that_cannot_be_read_is_told_at_once_and_takes_no_place", f"{HERE}::test_no_picture_is_public_by_itself"],
    43: [f"{FILES}::test_office_files_are_flagged_or_set_aside", f"{FILES}::test_what_is_not_on_the_list_is_not_kept"],
    45: [f"{FILES}::test_names_are_cleaned_and_only_shown", f"{FILES}::test_keys_say_nothing_and_equal_names_do_not_meet"],
    47: [DOORS, f"{HERE}::test_words_are_words_wherever_they_are_shown"],
    49: ["tests/cases/test_inbox.py::test_a_stale_page_gets_a_message_and_keeps_what_was_typed", "tests/cases/test_engine.py::test_many_officers_at_once_make_one_change"],
    51: ["tests/cases/test_handover.py::test_a_hand_over_moves_nothing_and_is_written_down", "tests/cases/test_handover.py::test_open_cases_follow_their_unit_and_closed_ones_stay"],
    53: ["tests/cases/test_routing.py::test_only_the_coordinator_breaks_a_circle", "tests/cases/test_routing.py::test_the_seventh_hop_is_the_coordinators", "tests/cases/test_routing.py::test_nothing_is_delegated_after_the_end"],
    55: ["tests/cases/test_retention.py::test_withdrawn_consent_takes_the_public_copy_off", "tests/cases/test_retention.py::test_an_open_or_held_case_is_not_erased_by_hand", "tests/cases/test_besides.py::test_heirs_who_come_in_person_are_heard_at_the_desk_that_sees_the_case"],
    57: ["tests/cases/test_calendar_changes.py::test_a_late_decree_moves_the_due_date_with_one_event", "tests/cases/test_calendar_changes.py::test_a_day_off_stands_there_once", "tests/cases/test_standing.py::test_a_day_that_is_entered_changed_and_removed_moves_due_dates_each_time_once"],
    59: [f"{API}::TestObjections", "tests/cases/test_public_tracking.py::test_an_objection_that_came_too_early_is_told_and_kept"],
    61: ["tests/api/test_track.py::test_a_rating_is_a_whole_number_from_one_to_five", "tests/cases/test_public_tracking.py::test_stars_are_one_to_five", "tests/cases/test_besides.py::test_stars_from_an_officer_are_taken_and_marked"],
    63: [DOORS, f"{API}::test_texts_are_kept_as_they_are"],
    65: [DOORS, "tests/cases/test_release.py::test_what_looks_like_advertising_is_held_until_somebody_answers_for_it"],
    67: ["tests/cases/test_open311.py::test_nothing_but_a_form_is_read", "tests/cases/test_open311.py::test_a_span_of_any_length_is_cut_to_ninety_days", "tests/cases/test_open311.py::test_where_two_regencies_take_cases_the_jurisdiction_is_named", f"{OPEN311}::test_errors_have_code_and_description", f"{OPEN311}::test_no_more_than_a_thousand_are_told", f"{OPEN311}::test_where_a_picture_lies_is_kept_as_words_and_nobody_goes_there"],
    69: ["tests/cases/test_notices.py::test_back_off_and_the_end", "tests/cases/test_notices.py::test_a_notice_tells_only_the_number"],
}  # fmt: skip


def test_every_hostile_input_of_the_specification_has_its_proof() -> None:
    assert set(PROOFS) == set(range(1, 70, 2)), "the numbers have gaps on purpose"
    root = Path(__file__).resolve().parents[2]
    for number, proofs in PROOFS.items():
        for proof in proofs:
            path, _colons, name = proof.partition("::")
            assert re.search(rf"^(def|class) {name}\b", (root / path).read_text(), re.MULTILINE), (number, proof)
    assert {number for number, _fields, _is_stored in INPUTS} <= set(PROOFS)
