"""A photo sent piece by piece over a line that breaks: nothing is doubled, lost or believed too early."""

import base64
import datetime
import hashlib
import io
import random
import threading
import uuid

import pytest
from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, UnreadablePostError
from django.utils import timezone

from cases import attachments, resuming
from cases.models import Attachment, Case
from cases.private_files import private_storage
from tests.cases.conftest import _case_keys, answered, assigned, decided, desk, desk_copies, make_case  # noqa: F401 – fixtures
from tests.cases.files import jpeg

from .test_submissions import COMPLAINT, ID, KEY, problem, put  # noqa: F401 – fixture

FILE = "6c1d8f1e-1111-4a6b-9c7d-0a1b2c3d4e5f"
URL = f"/api/v1/uploads/{FILE}"
PHOTO = jpeg((900, 700), quality=95)
PIECE = 4000


@pytest.fixture(autouse=True)
def _own_disk(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**settings.STORAGES["private"], "OPTIONS": {"location": tmp_path}},
    }


@pytest.fixture
def announced(put):  # noqa: F811 – the fixture
    """A case that announced PHOTO."""
    entry = {"id": FILE, "name": "jembatan.jpg", "size": len(PHOTO), "type": "image/jpeg"}
    receipt = put(COMPLAINT | {"attachments": [entry | {"sha256": hashlib.sha256(PHOTO).hexdigest()}]}).json()
    assert not receipt["is_complete"]
    return receipt


@pytest.fixture
def patch(client, announced):
    def patch(offset, data, **headers):
        wanted = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), "X-Submission-Key": KEY} | headers
        kind = wanted.pop("Content-Type", "application/offset+octet-stream")
        return client.patch(
            URL, data, content_type=kind, headers={name: value for name, value in wanted.items() if value is not None}
        )

    return patch


@pytest.fixture
def offset(client):
    def offset():
        response = client.head(URL, headers={"X-Submission-Key": KEY, "Tus-Resumable": "1.0.0"})
        assert response.status_code == 200
        assert response["Upload-Length"] == str(len(PHOTO))
        assert response["Cache-Control"] == "no-store"
        assert response["Tus-Resumable"] == "1.0.0"
        return int(response["Upload-Offset"])

    return offset


@pytest.fixture
def is_complete(client):
    def is_complete():
        return client.get(f"/api/v1/submissions/{ID}", headers={"X-Submission-Key": KEY}).json()["is_complete"]

    return is_complete


def whole_and_right():
    attachments.process_pending()
    row = Attachment.objects.get(pk=FILE)
    assert row.state == "processed"
    with private_storage().open(row.storage_key) as file:
        assert file.read() == PHOTO
    assert Case.objects.get().events.filter(type="attachment_received").count() == 1
    stored = {row.storage_key, row.copy_key, row.thumb_key}
    assert files_on_disk() == stored, "nothing is left behind"


def files_on_disk():
    root = private_storage().path("cases")
    storage = private_storage()
    folders = storage.listdir("cases")[0] if storage.exists("cases") else []
    return {f"cases/{folder}/{name}" for folder in folders for name in storage.listdir(f"{root}/{folder}")[1]}


def pieces(size=PIECE):
    return [(start, PHOTO[start : start + size]) for start in range(0, len(PHOTO), size)]


def test_piece_after_piece_makes_the_file_whole(patch, offset, is_complete):
    for start, piece in pieces():
        assert offset() == start
        assert not is_complete()
        response = patch(start, piece)
        assert response.status_code == 204, response.content
        assert response["Upload-Offset"] == str(start + len(piece))
        assert "GMT" in response["Upload-Expires"]
    assert is_complete()
    assert offset() == len(PHOTO)
    whole_and_right()


def test_a_piece_repeated_is_told_where_the_file_goes_on(patch, offset):
    patch(0, PHOTO[:PIECE])
    for wrong in (0, PIECE - 1, PIECE + 1):
        response = patch(wrong, PHOTO[wrong : wrong + PIECE])
        problem(response, 409, "offset_mismatch")
        assert response["Upload-Offset"] == str(PIECE)
    assert offset() == PIECE


def test_after_the_end_everything_is_a_mismatch(patch, is_complete):
    patch(0, PHOTO)
    response = patch(0, PHOTO[:PIECE])
    problem(response, 409, "offset_mismatch")
    assert response["Upload-Offset"] == str(len(PHOTO))
    assert is_complete()
    whole_and_right()


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Upload-Offset": "-1"}, 400, "bad_request"),
        ({"Upload-Offset": "1e3"}, 400, "bad_request"),
        ({"Upload-Offset": "٣"}, 400, "bad_request"),
        ({"Upload-Offset": "9" * 40}, 400, "bad_request"),
        ({"Upload-Offset": None}, 400, "bad_request"),
        ({"Upload-Length": "5"}, 400, "bad_request"),
        ({"Upload-Checksum": "sha256 ***"}, 400, "bad_request"),
        ({"Upload-Checksum": "md5 1B2M2Y8AsgTpgAmY7PhCfg=="}, 400, "bad_request"),
        ({"Upload-Checksum": "sha256 " + base64.b64encode(bytes(32)).decode()}, 460, "checksum_mismatch"),
        ({"Tus-Resumable": "0.2.2"}, 412, "unsupported_version"),
        ({"Tus-Resumable": None}, 412, "unsupported_version"),
        ({"Content-Type": "application/octet-stream"}, 415, "unsupported_media_type"),
        ({"X-Submission-Key": "j" * 43}, 404, "not_found"),
        ({"X-Submission-Key": None}, 404, "not_found"),
    ],
)
def test_what_is_no_piece_changes_nothing(patch, offset, headers, status, code):
    response = patch(0, PHOTO[:PIECE], **headers)
    problem(response, status, code)
    assert response["Tus-Resumable"] == "1.0.0"
    if status == 412:
        assert response["Tus-Version"] == "1.0.0"
    assert offset() == 0
    assert files_on_disk() == set()


def test_more_than_was_announced_is_refused(patch, offset):
    patch(0, PHOTO[:PIECE])
    problem(patch(PIECE, PHOTO), 413, "body_too_large")
    assert offset() == PIECE


def test_a_piece_with_the_right_sum_is_taken(patch, offset):
    piece = PHOTO[:PIECE]
    told = "sha256 " + base64.b64encode(hashlib.sha256(piece).digest()).decode()
    assert patch(0, piece, **{"Upload-Checksum": told}).status_code == 204
    assert offset() == PIECE


def test_a_whole_with_the_wrong_sum_begins_again(patch, offset, is_complete):
    spoiled = bytes([PHOTO[0] ^ 1]) + PHOTO[1:]
    patch(0, spoiled[:PIECE])
    problem(patch(PIECE, spoiled[PIECE:]), 460, "checksum_mismatch")
    assert offset() == 0
    assert not is_complete()
    assert patch(0, PHOTO).status_code == 204
    whole_and_right()


def test_of_a_broken_line_stays_what_had_arrived(patch, offset, monkeypatch):
    real, left = HttpRequest.read, [PIECE]

    def read(self, *args):
        if not left[0]:
            raise UnreadablePostError
        part = real(self, min(left[0], *args))
        left[0] -= len(part)
        return part

    monkeypatch.setattr(HttpRequest, "read", read)
    assert patch(0, PHOTO).status_code == 204
    monkeypatch.undo()
    assert offset() == PIECE
    patch(PIECE, PHOTO[PIECE:])
    whole_and_right()


def test_the_time_to_send_is_over(patch, client, announced):
    patch(0, PHOTO[:PIECE])
    past = timezone.now() - datetime.timedelta(seconds=1)
    Attachment.objects.update(expires_at=past)
    problem(patch(PIECE, PHOTO[PIECE:]), 410, "upload_expired")
    call_command("cases_tick")
    assert files_on_disk() == set()
    assert Attachment.objects.get(pk=FILE).received_bytes == 0


def test_what_is_not_allowed_is_rejected_when_it_is_whole(client, put):  # noqa: F811
    virus = b"MZ" + bytes(5000)
    put(COMPLAINT | {"attachments": [{"id": FILE, "name": "a.jpg", "size": len(virus), "type": "image/jpeg"}]})
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "X-Submission-Key": KEY}
    assert client.patch(URL, virus, "application/offset+octet-stream", headers=headers).status_code == 204
    row = Attachment.objects.get(pk=FILE)
    assert (row.state, row.reject_reason) == ("rejected", "type")
    assert files_on_disk() == set()


def test_pieces_and_the_whole_may_be_mixed(patch, client):
    patch(0, PHOTO[:PIECE])
    response = client.put(URL, PHOTO, "image/jpeg", headers={"X-Submission-Key": KEY})
    assert response.status_code == 200, response.content
    whole_and_right()


def test_a_process_that_dies_before_the_offset_is_written_costs_nothing(patch, offset, monkeypatch):
    patch(0, PHOTO[:PIECE])
    real = Attachment.save
    monkeypatch.setattr(Attachment, "save", lambda self, *a, **k: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        patch(PIECE, b"?" * 100)
    monkeypatch.setattr(Attachment, "save", real)
    assert offset() == PIECE
    patch(PIECE, PHOTO[PIECE:])
    whole_and_right()


@pytest.mark.parametrize("by", ["the next question", "the next tick"])
def test_a_process_that_dies_after_the_last_piece_is_made_good(patch, offset, is_complete, monkeypatch, by):
    monkeypatch.setattr(resuming, "finish", lambda *a, **k: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        patch(0, PHOTO)
    monkeypatch.undo()
    assert not is_complete(), "not before it is certain"
    if by == "the next tick":
        call_command("cases_tick")
    else:
        assert offset() == len(PHOTO)
    assert is_complete()
    whole_and_right()


def test_a_disk_that_lost_its_tail_goes_on_from_what_it_has(patch, offset):
    patch(0, PHOTO[: 3 * PIECE])
    with open(private_storage().path(Attachment.objects.get(pk=FILE).storage_key), "r+b") as file:
        file.truncate(PIECE)
    assert offset() == PIECE
    patch(PIECE, PHOTO[PIECE:])
    whole_and_right()


def test_tus_is_told_before_anything_is_sent(client):
    response = client.options(URL)
    assert response.status_code == 204
    assert response["Tus-Version"] == "1.0.0"
    assert response["Tus-Extension"] == "checksum,expiration"
    assert "PATCH" in response["Allow"]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_a_clumsy_client_does_the_file_arrives_as_it_was(patch, offset, seed):
    """Random sizes, repeats, wrong places, spoiled sums and questions in between."""
    chance, here = random.Random(seed), 0
    while here < len(PHOTO):
        size = chance.choice([1, 7, 100, 3000, 20_000, 70_000])
        at = here if chance.random() < 0.7 else max(0, here + chance.choice([-size, -1, 1, size]))
        response = patch(at, PHOTO[at : at + size])
        if at == here:
            assert response.status_code == 204
        assert response.status_code in (204, 409)
        here = int(response["Upload-Offset"])
        if chance.random() < 0.2:
            assert offset() == here
    whole_and_right()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has a single writer")
def test_of_pieces_sent_at_the_same_time_one_is_taken(client, put):  # noqa: F811
    put(COMPLAINT | {"attachments": [{"id": FILE, "name": "a.jpg", "size": len(PHOTO), "type": "image/jpeg"}]})
    row, results, start = Attachment.objects.get(pk=FILE), [], threading.Barrier(8)

    def send():
        start.wait()
        try:
            resuming.append(row, 0, io.BytesIO(PHOTO), len(PHOTO))
            results.append("taken")
        except resuming.OffsetMismatchError:
            results.append("mismatch")
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["mismatch"] * 7 + ["taken"]
    whole_and_right()


def test_a_stranger_learns_nothing(client, announced):
    for url in (URL, f"/api/v1/uploads/{uuid.uuid4()}"):
        response = client.head(url, headers={"Tus-Resumable": "1.0.0"})
        assert response.status_code == 404
        assert "Upload-Offset" not in response
