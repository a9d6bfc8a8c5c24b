"""Complaints with photos over a line that drops, delays and repeats, to a server that is killed: each arrives once.

`LOSSY_CASES=200` makes it the full proof (docs/operations.md); a few are sent in every run of the suite.
"""

import hashlib
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from cases import chain
from cases.models import Attachment, Case, CaseEvent
from tests.cases.conftest import _case_keys, answered, assigned, decided, desk, desk_copies, make_case  # noqa: F401
from tests.cases.files import jpeg
from tests.lossy import Line, Server, environment_of

from .sender import Draft, Sender

CASES = int(os.environ.get("LOSSY_CASES", "4"))
PHOTOS = 3
PIECE = 16 * 1024


def draft(number, chance):
    size = (chance.randint(300, 900), chance.randint(300, 900))
    photos = [jpeg(size, quality=90) + chance.randbytes(chance.randint(10, 60_000)) for _ in range(PHOTOS)]
    return Draft(
        {
            "kind": "complaint",
            "unit": "33.04.15.2008",
            "category": "jalan",
            "title": f"Laporan {number}",
            "body": "Putus.",
        },
        photos,
    )


@pytest.mark.django_db(transaction=True)
def test_every_complaint_arrives_once_with_all_its_photos(desk, tmp_path):  # noqa: F811 – the fixture
    if ":memory:" in str(connection.settings_dict["NAME"]) or "mode=memory" in str(connection.settings_dict["NAME"]):
        pytest.skip("needs a database that another process can open")
    drafts = [draft(number, random.Random(number)) for number in range(CASES)]
    server, is_over = Server(**environment_of(connection, tmp_path)), threading.Event()
    server.start()
    line = Line(server.port, badness=0.4)

    def die_now_and_then():
        while not is_over.wait(4 if CASES < 50 else 20):
            server.kill()
            time.sleep(0.5)
            server.start()

    killer = threading.Thread(target=die_now_and_then)
    killer.start()
    begun = time.monotonic()
    try:
        with ThreadPoolExecutor(8) as phones:

            def send(one):
                return Sender(f"http://127.0.0.1:{line.port}", piece=PIECE, waiting=0.05, timeout=20).send(one)

            receipts = list(phones.map(send, drafts))
        seconds = time.monotonic() - begun
        time.sleep(3)  # what was repeated last still arrives
    finally:
        is_over.set()
        killer.join()
        server.kill()
        line.close()
    print(
        f"\n{CASES} cases, {CASES * PHOTOS} photos in {seconds:.0f} s: {line.connections} connections, {line.cut} cut, "
        f"{line.repeated} repeated, server started {server.starts} times"
    )
    assert line.cut, "the line was too good"
    assert all(receipt["is_complete"] for receipt in receipts)
    assert Case.objects.count() == CASES
    assert {case.ref for case in Case.objects.all()} == {receipt["ref"] for receipt in receipts}
    assert Attachment.objects.count() == CASES * PHOTOS
    assert CaseEvent.objects.filter(type="submit").count() == CASES
    assert CaseEvent.objects.filter(type="attachment_received").count() == CASES * PHOTOS
    rows = {str(row.pk): row for row in Attachment.objects.all()}
    for one in drafts:
        for id, photo in zip(one.photo_ids, one.photos, strict=True):
            stored = (tmp_path / "private" / rows[id].storage_key).read_bytes()
            assert hashlib.sha256(stored).digest() == hashlib.sha256(photo).digest()
    for case in Case.objects.all():
        assert not list(chain.breaks(case))
