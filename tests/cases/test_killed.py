"""A process that dies while a file arrives, a reporter acts, a notice leaves or time passes: done again, all of it is there, once."""

from __future__ import annotations

import datetime
import os
import signal
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection, connections
from django.utils import timezone

from cases import actions, attachments, chain, notices, private_files, tick
from cases.actors import Actor
from cases.models import Attachment, Case, Clock, Outbox

from . import files
from .conftest import NOW, open_case
from .test_attachments import _own_storage  # noqa: F401 – files of each test lie in a folder of its own

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def _outlives_a_process() -> None:
    name = str(connection.settings_dict["NAME"])
    if "mode=memory" in name or name == ":memory:":
        pytest.skip("needs a database that outlives a process")


def dies_at(step: int, job: Callable[[], Any]) -> bool:
    """Runs the job in a process that kills itself before its n-th statement, or write to the disk; whether it got that far."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        count = iter(range(1, 10_000))

        def tick() -> None:
            if next(count) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        def deadly(execute: Any, *args: Any) -> Any:
            tick()
            return execute(*args)

        settle = private_files.settle_on_disk

        def settled(key: str) -> None:
            tick()
            settle(key)
            tick()

        private_files.settle_on_disk = settled
        try:
            with connection.execute_wrapper(deadly):
                job()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def test_a_file_is_there_once_wherever_the_process_died(desk: Any) -> None:
    case, data, step = open_case(desk), files.pdf(), 1
    was_killed = True
    while was_killed:
        attachment = files.announced(case, data, name=f"{step}.pdf")
        Attachment.objects.exclude(pk=attachment.pk).update(role=Attachment.Role.LETTER)  # room for the next one

        def store(attachment: Attachment = attachment) -> Attachment:
            return attachments.store(Attachment.objects.get(pk=attachment.pk), ContentFile(data))

        was_killed = dies_at(step, store)
        left = Attachment.objects.get(pk=attachment.pk)
        assert left.state in ("reserved", "stored", "processed"), step
        assert bool(left.storage_key) == (left.state != "reserved"), step
        store()
        attachments.process_pending()
        left.refresh_from_db()
        assert left.state == "processed", step
        events = case.events.filter(type="attachment_received", payload__file=str(attachment.pk))
        assert events.count() == 1, step
        step += 1
    assert step > 8, "a file takes several statements, and the process was killed before each"
    assert not list(chain.breaks(Case.objects.get(pk=case.pk)))
    private_files.sweep(timezone.now() + datetime.timedelta(days=2))
    assert set(files.stored_bytes()) == set(Attachment.objects.values_list("storage_key", flat=True))


def test_a_message_is_there_once_wherever_the_process_died(desk: Any) -> None:
    case, step, was_killed = open_case(desk, email="pelapor@example.org"), 1, True
    while was_killed:
        client_id = uuid.uuid4()

        def send(client_id: uuid.UUID = client_id) -> Any:
            return actions.act(case, "message", Actor.reporter(), {"text": "Masih rusak."}, client_id=client_id)

        was_killed = dies_at(step, send)
        _case, event = send()
        assert case.events.filter(client_id=client_id).count() == 1, step
        assert send()[1] == event, step
        assert case.notices.count() == step, "each message is told to its desk, once"
        step += 1
    assert step > 5, "a message takes several statements, and the process was killed before each"
    assert case.events.filter(type="message").count() == step - 1
    assert not list(chain.breaks(Case.objects.get(pk=case.pk)))


def test_a_notice_arrives_wherever_the_worker_died(desk: Any, settings: Any, tmp_path: Any) -> None:
    """At least once; twice only where the process died after the message had left and before that was written down."""
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "django.core.mail.backends.filebased.EmailBackend", tmp_path
    case, step, was_killed, doubles = open_case(desk, email="pelapor@example.org"), 1, True, 0
    while was_killed:
        now = NOW + step * HOUR
        notices.enqueue(case, notices.NEWS, notices.REPORTER, dedupe=f"{step}", at=now)
        notice = case.notices.get(dedupe_key__endswith=f":{step}")

        def send(now: datetime.datetime = now) -> Any:
            return notices.send_due(now)

        was_killed = dies_at(step, send)
        send()
        assert Outbox.objects.get(pk=notice.pk).state in ("sending", "sent"), "no other worker takes it at once"
        notices.send_due(now + 20 * MINUTE)
        assert Outbox.objects.get(pk=notice.pk).state == "sent", step
        sent = sum(path.read_text().count(f"<notice-{notice.pk}-") for path in tmp_path.iterdir())
        assert 1 <= sent <= 2, step
        doubles += sent - 1
        step += 1
    assert step > 5, "a notice takes several statements, and the worker was killed before each"
    assert doubles <= 1


def test_levels_are_told_once_wherever_the_job_died(desk: Any) -> None:
    step, was_killed, late = 1, True, datetime.datetime(2026, 4, 26, 17, tzinfo=datetime.UTC)
    while was_killed:
        Clock.objects.filter(met_at=None).update(met_at=late)  # nothing more is to be done about the last one
        case = open_case(desk, "information_request")

        def job() -> Any:
            return tick.tick(late)

        was_killed = dies_at(step, job)
        job()
        job()
        assert [event.payload["level"] for event in case.events.filter(type="escalated")] == [1, 2], step
        assert case.events.filter(type="clock_breached").count() == 1, step
        assert case.notices.count() == len(set(case.notices.values_list("dedupe_key", flat=True))) == 2, step
        assert not list(chain.breaks(Case.objects.get(pk=case.pk)))
        step += 1
    assert step > 10, "a breach takes several statements, and the job was killed before each"
