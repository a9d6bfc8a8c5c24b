"""`/berkas/<id>/`: whoever may not know of a case gets none of its files, by no method, header or cookie."""

import datetime
import itertools

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cases import tracking
from cases.models import Attachment, Case

from . import files
from .files import PLANTED, sent
from .test_attachments import _own_storage  # noqa: F401 – files of each test lie in a folder of its own

PICTURE = files.jpeg()


def login(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def case(assigned):
    return assigned()


@pytest.fixture
def photo(case):
    return sent(case, PICTURE, name="KENARI rumah.jpg")


@pytest.fixture
def letter(case):
    return sent(case, files.pdf(), name="surat.pdf")


def publish(attachment):
    Case.objects.filter(pk=attachment.case_id).update(body_public="Jalan", published_at=timezone.now())
    Attachment.objects.filter(pk=attachment.pk).update(is_public=True)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def address(attachment, query=""):
    return f"/berkas/{attachment.pk}/{query}"


def bearer(case):
    return {"authorization": f"Bearer {tracking.token_for(case)}"}


def grant_identity(user):
    from django.contrib.auth.models import Permission

    user.user_permissions.add(Permission.objects.get(codename="view_reporter", content_type__app_label="cases"))
    return type(user).objects.get(pk=user.pk)


# ---------------------------------------------------------------- visitors


HOWS = [
    {},
    {"range": "bytes=0-10"},
    {"if-none-match": "*"},
    {"if-modified-since": "Wed, 21 Oct 2099 07:28:00 GMT"},
    {"authorization": "Bearer nonsense"},
    {"cookie": "sessionid=nonsense"},
]


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_private_file_does_not_exist_for_visitors(photo, method):
    missing = Attachment(pk="3f2b8c1e-5d4a-4f6b-9c7d-0a1b2c3d4e5f")
    for headers, query in itertools.product(HOWS, ["", "?ukuran=kecil", "?ukuran=asli"]):
        ask = getattr(Client(), method)
        ours, nobodys = (ask(address(one, query), headers=headers) for one in (photo, missing))
        assert ours.status_code == nobodys.status_code == 404, (headers, query)
        assert ours.content == nobodys.content, (headers, query)
        assert {**ours.headers} == {**nobodys.headers}, (headers, query)
        assert ours["Cache-Control"] == "no-store", (headers, query)
        assert not any(cookie.value for cookie in ours.cookies.values()), (headers, query)


def test_a_published_copy_is_open_to_all(client, photo):
    publish(photo)
    response = client.get(address(photo))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["Cache-Control"] == "private, max-age=600"
    assert response["Content-Disposition"].startswith("attachment")
    assert "KENARI" not in str(response.headers), "how the citizen named it is nobody's business"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert PLANTED not in body(response)
    again = client.get(address(photo), headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert client.head(address(photo)).status_code == 200
    small = client.get(address(photo, "?ukuran=kecil"))
    assert len(body(small)) < 20_000
    assert PLANTED not in body(client.get(address(photo, "?ukuran=asli"))), "never the original"


def test_what_is_taken_back_is_gone_at_once_for_who_has_it_in_the_cache(client, photo):
    publish(photo)
    etag = client.get(address(photo))["ETag"]
    Case.objects.update(published_at=None)
    assert client.get(address(photo), headers={"if-none-match": etag}).status_code == 404
    publish(photo)
    Attachment.objects.update(is_public=False)
    assert client.get(address(photo), headers={"if-none-match": etag}).status_code == 404
    publish(photo)
    Case.objects.update(is_confidential=True)
    assert client.get(address(photo)).status_code == 404


def test_only_pictures_are_ever_public(client, letter):
    publish(letter)
    assert client.get(address(letter)).status_code == 404


@pytest.mark.parametrize("state", ["reserved", "receiving", "stored", "quarantined", "rejected", "purged"])
def test_only_what_was_looked_into_is_served(client, photo, desk, state):
    publish(photo)
    Attachment.objects.update(state=state)
    user = grant_identity(desk.people["coordinator"])
    assert client.get(address(photo)).status_code == 404
    assert login(user).get(address(photo)).status_code == 404
    assert login(user).post(address(photo), {"reason": "x", "ukuran": "asli"}).status_code == 404
    assert client.get(address(photo), headers=bearer(photo.case)).status_code == 404


def test_a_missing_slash_is_served(client, photo):
    publish(photo)
    assert client.get(f"/berkas/{photo.pk}").status_code == 200


# ---------------------------------------------------------------- the reporter


def test_the_reporter_has_the_own_files(client, photo, letter):
    for one, start in ((photo, b"\xff\xd8"), (letter, b"%PDF-")):
        for response in (
            client.get(address(one), headers=bearer(one.case)),
            client.post(address(one), {"token": tracking.token_for(one.case)}),
        ):
            assert response.status_code == 200
            assert body(response).startswith(start)
            assert response["Cache-Control"] == "no-store"
            assert PLANTED not in body(response)
    assert "rumah.jpg" in client.get(address(photo), headers=bearer(photo.case))["Content-Disposition"]


def test_not_those_of_others(client, photo, make_case):
    assert client.get(address(photo), headers=bearer(make_case())).status_code == 404


def test_a_token_in_the_address_opens_nothing(client, photo):
    assert client.get(address(photo, f"?token={tracking.token_for(photo.case)}")).status_code == 404


def test_another_site_cannot_send_the_token(client, photo):
    token = {"token": tracking.token_for(photo.case)}
    assert client.post(address(photo), token, headers={"sec-fetch-site": "cross-site"}).status_code == 404


def test_a_revoked_secret_ends_the_token(client, photo):
    headers = bearer(photo.case)
    Case.objects.update(secret_version=2)
    assert client.get(address(photo), headers=headers).status_code == 404


# ---------------------------------------------------------------- officers


def test_the_field_sees_pictures_made_anew_and_no_originals(desk, photo, letter):
    client = login(desk.people["handler_desa"])
    assert PLANTED not in body(client.get(address(photo)))
    assert client.get(address(photo)).status_code == 200
    assert PLANTED not in body(client.post(address(photo), {"reason": "perlu", "ukuran": "asli"}))
    assert client.get(address(letter)).status_code == 404
    assert client.post(address(letter), {"reason": "perlu"}).status_code == 404


@pytest.mark.parametrize("name", ["handler_agency", "handler_kecamatan", "leader", "archivist", "ppid_main"])
def test_who_has_not_the_case_has_not_its_files(desk, photo, name):
    client = login(desk.people[name])
    allowed = {"handler_kecamatan"}  # stands above the desa that has the case
    assert (client.get(address(photo)).status_code == 200) == (name in allowed)


def test_the_accused_office_gets_nothing(desk, make_case):
    case = make_case(about_unit=desk.desa)
    photo = sent(case, PICTURE)
    assert login(desk.people["handler_desa"]).get(address(photo)).status_code == 404
    case.excluded_users.add(desk.people["coordinator"])
    assert login(desk.people["coordinator"]).get(address(photo)).status_code == 404
    assert login(desk.people["coordinator2"]).get(address(photo)).status_code == 200


def test_an_original_needs_permission_and_reason_and_is_written_down(desk, photo, letter):
    plain, trusted = desk.people["verifier"], grant_identity(desk.people["coordinator"])
    asked = {"reason": "Pelapor minta dihubungi", "ukuran": "asli"}
    assert login(plain).post(address(letter), asked).status_code == 404
    assert login(trusted).post(address(letter), {**asked, "reason": " "}).status_code == 404
    assert login(trusted).get(address(letter, "?ukuran=asli&reason=x")).status_code == 404, "no reason in an address"
    assert not ModelLogEntry.objects.filter(action="cases.original_file").exists()
    assert body(login(trusted).post(address(letter), asked)).startswith(b"%PDF-")
    assert PLANTED in body(login(trusted).post(address(photo), asked))
    looks = ModelLogEntry.objects.filter(action="cases.original_file", user=trusted)
    assert [look.data["reason"] for look in looks] == [asked["reason"]] * 2


def test_identity_papers_open_like_an_identity(desk, case):
    paper = sent(case, PICTURE, role=Attachment.Role.IDENTITY)
    user = grant_identity(desk.people["coordinator"])
    assert login(user).get(address(paper)).status_code == 404
    assert login(user).post(address(paper), {"reason": "Cocokkan"}).status_code == 200
    assert ModelLogEntry.objects.filter(action="cases.identity", user=user).count() == 1
    assert login(desk.people["handler_desa"]).post(address(paper), {"reason": "x"}).status_code == 404


def test_how_a_citizen_named_a_file_is_not_for_the_field(desk, photo):
    """People name files after themselves."""
    handler, verifier = desk.people["handler_desa"], desk.people["verifier"]
    assert "KENARI" not in login(handler).get(address(photo))["Content-Disposition"]
    assert "KENARI" not in login(handler).get(f"/admin/pengaduan/{photo.case.ref}/").content.decode()
    assert "KENARI" in login(verifier).get(address(photo))["Content-Disposition"]


def test_answers_are_for_the_reporter_and_the_office(client, desk, case):
    answer = sent(case, files.docx(), role=Attachment.Role.ANSWER, name="jawaban.docx")
    assert client.get(address(answer)).status_code == 404
    assert client.get(address(answer), headers=bearer(case)).status_code == 200
    response = login(desk.people["handler_desa"]).get(address(answer))
    assert response.status_code == 200
    assert 'filename="jawaban.docx"' in response["Content-Disposition"]


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("x.jpg.php", "x.jpg.php.jpg"),
        ("virus.exe", "virus.exe.jpg"),
        ("foto.JPG", "foto.JPG"),
        ("", "berkas.jpg"),
        ('a"; filename="b.exe', "a_; filename=_b.exe.jpg"),
        ("a\r\nSet-Cookie: b=c", "a Set-Cookie_ b=c.jpg"),
    ],
)
def test_a_download_has_a_harmless_name(client, case, name, told):
    photo = sent(case, PICTURE, name=name)
    response = client.get(address(photo), headers=bearer(case))
    assert told in response["Content-Disposition"]
    assert "Set-Cookie" not in response.headers


# ---------------------------------------------------------------- sending through the API


@pytest.fixture
def upload(client, case):
    """Sends bytes for an announced file with the key of its submission."""
    from cases.sealing import sha256

    Case.objects.filter(pk=case.pk).update(client_key_hash=sha256(b"k" * 43))

    def upload(attachment, data, key="k" * 43, **headers):
        path = f"/api/v1/uploads/{attachment.pk}"
        told = {"X-Submission-Key": key, **headers}
        return client.put(path, data, content_type="application/octet-stream", headers=told)

    return upload


def test_a_file_arrives_as_a_whole_and_may_come_again(upload, case, client):
    photo = files.announced(case, PICTURE)
    for _ in range(2):
        response = upload(photo, PICTURE)
        assert response.status_code == 200, response.content
        assert response.json()["state"] == "stored"
        assert response["Upload-Offset"] == response["Upload-Length"] == str(len(PICTURE))
        assert response["Cache-Control"] == "no-store"
    asked = client.get(f"/api/v1/uploads/{photo.pk}/", headers={"X-Submission-Key": "k" * 43})
    assert asked.json()["offset"] == len(PICTURE)
    assert case.events.filter(type="attachment_received").count() == 1


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (PICTURE + b"!", 413, "body_too_large"),
        (PICTURE[:-1], 400, "upload_incomplete"),
        (b"", 400, "upload_incomplete"),
        (PICTURE[:-1] + b"!", 460, "checksum_mismatch"),
    ],
    ids=["longer", "cut", "empty", "changed"],
)
def test_what_is_not_the_announced_file_is_refused_and_may_be_sent_again(upload, case, data, status, code):
    import hashlib

    photo = files.announced(case, PICTURE, sha256=hashlib.sha256(PICTURE).hexdigest())
    response = upload(photo, data)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert upload(photo, PICTURE).status_code == 200


def test_another_file_after_the_first_is_a_conflict(upload, case):
    photo = files.announced(case, PICTURE)
    upload(photo, PICTURE)
    response = upload(photo, PICTURE[:-1] + b"!")
    assert (response.status_code, response.json()["code"]) == (409, "upload_conflict")


def test_what_cannot_be_taken_comes_back_rejected_and_costs_nothing(upload, case):
    data = b"#!/bin/sh\nrm -rf /"
    response = upload(files.announced(case, data), data)
    assert response.status_code == 200
    assert (response.json()["state"], response.json()["reject_reason"]) == ("rejected", "type")


@pytest.mark.parametrize("key", ["", "wrong", "K" * 43])
def test_without_the_key_of_the_submission_a_file_is_not_there(upload, case, client, key):
    photo = files.announced(case, PICTURE)
    missing = Attachment(pk="3f2b8c1e-5d4a-4f6b-9c7d-0a1b2c3d4e5f")
    ours, nobodys = upload(photo, PICTURE, key), upload(missing, PICTURE, key)
    assert ours.status_code == nobodys.status_code == 404
    assert ours.content == nobodys.content
    assert client.get(f"/api/v1/uploads/{photo.pk}").status_code == 404


def test_who_opened_the_case_needs_no_key(upload, case, client, make_case):
    """A reporter who follows the case from another phone has its secret, not the key of the first one."""
    photo = files.announced(case, PICTURE)
    stranger = {"Authorization": bearer(make_case())["authorization"]}
    assert upload(photo, PICTURE, key="", **stranger).status_code == 404
    opened = {"Authorization": bearer(case)["authorization"]}
    assert upload(photo, PICTURE, key="", **opened).status_code == 200
    asked = client.get(f"/api/v1/uploads/{photo.pk}", headers=opened)
    assert asked.json()["state"] == "stored"


def test_a_file_of_another_case_is_not_there(upload, make_case):
    photo = files.announced(make_case(), PICTURE)
    assert upload(photo, PICTURE).status_code == 404
    assert Attachment.objects.get(pk=photo.pk).state == "reserved"


def test_officers_files_are_not_sent_by_citizens(upload, case):
    assert upload(files.announced(case, PICTURE, role=Attachment.Role.ANSWER), PICTURE).status_code == 404


def test_too_late(upload, case):
    photo = files.announced(case, PICTURE)
    Attachment.objects.filter(pk=photo.pk).update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    response = upload(photo, PICTURE)
    assert (response.status_code, response.json()["code"]) == (410, "upload_expired")


def test_another_site_cannot_send_files(upload, case):
    response = upload(files.announced(case, PICTURE), PICTURE, **{"Sec-Fetch-Site": "cross-site"})
    assert (response.status_code, response.json()["code"]) == (403, "cross_site")
