"""Many at once, and a process that dies in the middle: always one whole case or none."""

import json
import os
import signal
import threading
import uuid

import pytest
from django.db import connection, connections
from django.test import Client

from cases import chain, intake
from cases.forms import SubmissionForm
from cases.models import Case, CaseEvent, Clock, InformationRequest, Outbox, Reporter
from regions.models import Unit

BODY = {
    "kind": "information_request",
    "unit": "33.04",
    "body": "Salinan APBD 2025.",
    "reporter": {"name": "Wagiyem", "nik": "3304154507850001", "address": "Desa Contoh", "phone": "081234567890"},
    "request": {"applicant_kind": "individual", "purpose": "Penelitian", "access_mode": "obtain_copy"},
    "attachments": [{"id": str(uuid.uuid4()), "name": "surat.pdf", "size": 1000}],
}
FIXED = ("submission_id", "ref", "register_no", "secret", "received_at", "receipt_code")

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(ids, body):
    """Sends the body under each id in a thread of its own, all at the same moment; gives the answers."""
    gate, answers = threading.Barrier(len(ids)), []

    def send(id):
        gate.wait()
        try:
            path = f"/api/v1/submissions/{id}"
            answers.append(Client().put(path, json.dumps(body), content_type="application/json"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send, args=(id,)) for id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def only_on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")


def test_fifty_sends_of_one_submission_are_one_case(desk):
    only_on_postgresql()
    answers = at_once([str(uuid.uuid4())] * 50, BODY)
    assert sorted(answer.status_code for answer in answers) == [200] * 49 + [201]
    assert len({tuple(answer.json()[name] for name in FIXED) for answer in answers}) == 1
    assert Case.objects.count() == CaseEvent.objects.count() == Reporter.objects.count() == 1
    assert not list(chain.breaks(Case.objects.get()))


def test_register_numbers_have_no_gap_and_no_double(desk):
    only_on_postgresql()
    answers = at_once([str(uuid.uuid4()) for _ in range(20)], {**BODY, "attachments": []})
    assert {answer.status_code for answer in answers} == {201}
    numbers = sorted(answer.json()["register_no"] for answer in answers)
    assert [number.partition("/")[0] for number in numbers] == [f"{n:03d}" for n in range(1, 21)]


def test_a_first_attempt_that_hangs_is_told_to_the_second(desk, monkeypatch):
    only_on_postgresql()
    monkeypatch.setattr(intake, "PATIENCE", "200ms")
    id, entered, leave = str(uuid.uuid4()), threading.Event(), threading.Event()
    find_way = intake.find_way

    def slow(*args):
        entered.set()
        leave.wait(10)
        find_way(*args)

    monkeypatch.setattr(intake, "find_way", slow)
    first = threading.Thread(target=at_once, args=([id], BODY))
    first.start()
    entered.wait(10)
    [second] = at_once([id], BODY)
    leave.set()
    first.join()
    assert (second.status_code, second.json()["code"], second["Retry-After"]) == (409, "in_flight", "2")
    assert second.json()["retryable"]
    assert at_once([id], BODY)[0].status_code == 200


# ---------------------------------------------------------------- a process that dies


def submission(id):
    form = SubmissionForm(
        {
            "submission_id": id,
            "body": "Salinan APBD 2025.",
            "name": "Wagiyem",
            "nik": "3304154507850001",
            "address": "Desa Contoh",
            "phone": "081234567890",
            "applicant_kind": "individual",
            "purpose": "Penelitian",
            "access_mode": "obtain_copy",
        },
        unit=Unit.objects.get(code="33.04"),
        kind="information_request",
    )
    assert form.is_valid(), form.errors
    return form.submission()


def dies_at(statement, id):
    """Sends in a process that kills itself before its n-th statement; whether it got that far."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            count = iter(range(1, 10_000))

            def deadly(execute, sql, params, many, context):
                if next(count) == statement:
                    os.kill(os.getpid(), signal.SIGKILL)
                return execute(sql, params, many, context)

            sent = submission(id)
            with connection.execute_wrapper(deadly):
                intake.submit(sent, channel="web")
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def test_a_process_killed_at_any_statement_leaves_a_whole_case_or_none(desk):
    if "mode=memory" in str(connection.settings_dict["NAME"]) or connection.settings_dict["NAME"] == ":memory:":
        pytest.skip("needs a database that outlives a process")
    statement, whole = 1, 0
    while True:
        id = str(uuid.uuid4())
        was_killed = dies_at(statement, id)
        stored = Case.objects.filter(submission_id=id)
        if was_killed and not stored.exists():
            assert counts() == [whole] * 5
        receipt = intake.submit(submission(id), channel="web")
        whole += 1
        assert stored.count() == 1
        assert counts() == [whole] * 5
        assert receipt.secret == intake.submit(submission(id), channel="web").secret
        assert not list(chain.breaks(stored.get()))
        if not was_killed:
            break
        statement += 1
    assert statement > 15, "the send has many statements, and it was killed at each"
    numbers = list(Case.objects.order_by("register_seq").values_list("register_seq", flat=True))
    assert numbers == list(range(1, whole + 1))


def counts():
    """How many rows of each kind a send leaves; the same number of each, or something was left half."""
    notices = Outbox.objects.values("case").distinct()
    rows = (CaseEvent.objects, Reporter.objects, Clock.objects, InformationRequest.objects, notices)
    return [found.count() for found in rows]
