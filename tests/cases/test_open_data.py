"""Open data: every published case and no other, no words by default, no cell by which one case is found."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases import actions, exports, opendata
from cases.models import Case
from cases.visibility import Viewer
from tests.factories import UnitFactory

from .conftest import NOW, open_case

CANARY = "kanarikuning"
CSV, JSONL = "/pengaduan/data.csv", "/pengaduan/data.jsonl"


@pytest.fixture
def publish(tree, desk):
    """So many published cases, by columns."""

    def publish(number=1, text="Jembatan putus.", **fields) -> list[Case]:
        shown = {"title_public": "Jembatan", "body_public": text, "published_at": timezone.now()}
        words = {"title": CANARY, "body": CANARY, "place_text": CANARY}
        return [open_case(desk, **{"at": NOW, **words, **shown, **fields}) for _one in range(number)]

    return publish


def table(client, address=CSV, **asked) -> list[dict[str, str]]:
    text = client.get(address, asked).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def objects(client, **asked) -> list[dict]:
    return [json.loads(line) for line in client.get(JSONL, asked).content.decode().splitlines()]


def test_a_line_says_what_became_of_a_case_and_not_which_one_it_was(publish, desk, client) -> None:
    cases = publish(6, category=desk.categories["jalan"], village=desk.desa.region, is_anonymous=True)
    rows = table(client)
    assert len(rows) == len(objects(client)) == 6
    assert set(rows[0]) == set(opendata.COLUMNS)
    row = rows[0]
    assert (row["month"], row["kind"], row["category"], row["status"]) == ("2026-04", "complaint", "jalan", "received")
    assert (row["area_code"], row["unit_code"], row["answer_days"]) == ("33.04.15.2008", "33.04-dpupr", "")
    for address in (CSV, JSONL):
        text = client.get(address).content.decode()
        assert CANARY not in text
        assert "Jembatan" not in text
        assert not [case.ref for case in cases if case.ref in text]


def test_only_what_is_published_is_counted(publish, desk, make_case, client) -> None:
    publish(5)
    publish(3, is_confidential=True)
    publish(3, published_at=None)
    make_case(title=CANARY)
    withdrawn = publish(1)[0]
    actions.act(withdrawn, "unpublish", desk.officer("verifier"), {"text": "x"})
    assert len(table(client)) == len(objects(client)) == Case.objects.visible_to(Viewer.visitor()).count() == 5


def test_what_few_share_is_told_more_coarsely(publish, desk, client) -> None:
    third = UnitFactory(code="33.04.15.2003").region
    publish(6, category=desk.categories["jalan"], village=desk.desa.region)
    publish(3, category=desk.categories["layanan"], village=desk.neighbour.region, at=NOW.replace(month=2))
    publish(2, kind="aspiration", category=desk.categories["izin"], village=third)
    rows = objects(client)
    for name in ("kind", "category", "month", "unit_code", "area_code", "status", "outcome"):
        counts = Counter(row[name] for row in rows)
        assert min(counts.values()) >= 5, (name, counts)
        assert sum(counts.values()) == 11
    areas = {row["area_code"]: row["area"] for row in rows}
    assert set(areas) == {"33.04.15.2008", "33.04.15"}
    assert "izin" not in str(rows)


def test_so_few_that_nothing_is_told(publish, client) -> None:
    publish(4)
    assert table(client) == objects(client) == []
    assert client.get(CSV).content.decode("utf-8-sig").startswith('"month"')


def test_the_texts_come_when_they_are_asked_for_and_only_the_public_copy(publish, client) -> None:
    [case] = publish(text="=HYPERLINK(1)")
    [row] = table(client, teks="ya")
    assert (row["number"], row["title"], row["text"]) == (case.ref, "Jembatan", "'=HYPERLINK(1)")
    assert objects(client, teks="ya")[0]["text"] == "=HYPERLINK(1)"
    assert CANARY not in str(row)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_no_cell_is_a_formula(publish, client, start) -> None:
    publish(1, text=f"{start}1+1", title_public=f"{start}1+1")
    for row in table(client, teks="ya"):
        assert not [cell for cell in row.values() if exports.is_dangerous(cell)]


def test_a_section_has_its_own_file(publish, desk, client) -> None:
    publish(5, origin_unit=desk.desa, category=None)
    publish(5, category=desk.categories["jalan"])
    assert len(table(client)) == 10
    assert len(table(client, unit="33.04.15.2008")) == 5
    assert len(table(client, unit="33.04-dpupr")) == 5, "an office without a section has its file, too"
    assert len(table(client, unit="99.99")) == 10, "an unknown one: that of the site"
    html = client.get("/pengaduan/?unit=33.04.15.2008").content.decode()
    for address in (CSV, JSONL):
        assert f'href="{address}?unit=33.04.15.2008"' in html


def test_it_is_kept_asked_for_again_and_read_from_anywhere(publish, client) -> None:
    publish(5)
    for address in (CSV, JSONL):
        first = client.get(address)
        assert not first.cookies
        assert "public" in first["Cache-Control"]
        assert first["Access-Control-Allow-Origin"] == "*"
        assert first["Content-Disposition"].startswith("attachment")
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
        publish(1)
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200
        assert client.head(address).status_code == 200


def test_the_file_asks_as_often_for_many_as_for_few(publish, client) -> None:
    client.get(CSV)
    counts = []
    for more in (5, 10):
        publish(more)
        with CaptureQueriesContext(connection) as queries:
            client.get(CSV, {"x": more})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12, counts
