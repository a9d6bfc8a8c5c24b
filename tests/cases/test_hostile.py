"""Hostile and clumsy inputs, each through the page, the API and the counter: never an error of ours, never half a case,
never another case touched, never a text lost.

What stands beside each is the number by which the specification knows it; TESTS says where the other numbers are proved.
"""

from __future__ import annotations

import html
import json
import uuid
from typing import Any

import pytest

from cases import chain
from cases.models import Case
from cases.texts import is_storable, normalise

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
    for number, odd, can_be_stored in INPUTS:
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
