"""The matrix of everybody else: reporters, strangers, apps and mailboxes at every public door, against cases of every sort
with a word planted in each private place. What they may know stands in tests/cases/matrix.py."""

from __future__ import annotations

import gzip
import uuid
from typing import Any

from django.core import mail
from django.test import Client

from api import bundling
from cases import notices
from cases.models import Attachment
from cases.receipts import secret_of
from tests.api.client import FeedClient

from .canaries import PUBLISHED, SORTS, Aviary
from .conftest import NOW
from .matrix import REPORTER, hall, nest, sees, text_of, written  # noqa: F401 – fixtures among them

COPIES = {(sort, "salinan") for sort in PUBLISHED}
PUBLIC_WORDS = COPIES | {(sort, "kabar") for sort in PUBLISHED}

# ------------------------------------------------------------ reporters


def test_a_reporter_reads_the_own_case_whole_and_no_other(hall: Aviary) -> None:  # noqa: F811
    for sort, case in hall.cases.items():
        keys, wanted = {"ref": case.ref, "secret": secret_of(case)}, REPORTER & written(sort)
        opened = Client().post("/api/v1/track/", keys, content_type="application/json")
        # What the office has answered with, and what everybody reads, is shown, too; the own person stands in the matrix.
        besides = {"surat", "salinan"}
        assert hall.places(text_of(opened), sort) - besides == wanted, sort
        page = Client().post("/pengaduan/lacak/", keys | {"step": "open"})
        shown = hall.places(text_of(page), sort)
        assert shown <= wanted | besides, sort
        assert shown >= {"judul", "isi", "pesan"}, sort
        assert not hall.refs(text_of(opened) + text_of(page)) - {sort, "request"}, sort
        receipt = Client().get(f"/api/v1/submissions/{case.submission_id}/")
        assert hall.places(text_of(receipt), sort) <= {"kiriman"}, "without the key of the sender there is no secret"


def test_a_token_opens_its_own_case_only(hall: Aviary) -> None:  # noqa: F811
    bearer = {"authorization": f"Bearer {hall.token('plain')}"}
    for sort in set(SORTS) - {"plain"}:
        case = hall.cases[sort]
        for row in case.attachments.all():
            opened = Client().get(f"/berkas/{row.pk}/", headers=bearer).status_code
            assert opened == (200 if sort in PUBLISHED and row.is_public else 404), sort
        told = text_of(Client().get(f"/api/v1/cases/{case.ref}/", headers=bearer))
        assert hall.spotted(told) <= PUBLIC_WORDS, sort


# ------------------------------------------------------------ visitors


DESA = "33.04.15.2008"
SPAN = "start_date=2026-03-01&end_date=2026-04-30"
PUBLIC = [
    "/", "/en/", "/kecamatan-contoh/desa-contoh/", "/pengaduan/", "/pengaduan/?halaman=2", f"/pengaduan/?unit={DESA}",
    "/pengaduan/?kategori=korupsi", "/pengaduan/?status=diproses", "/pengaduan/tulis/", "/pengaduan/lacak/",
    "/pengaduan/kinerja/", "/pengaduan/kinerja/?tahun=2026", f"/pengaduan/kinerja/?unit={DESA}&tahun=2026",
    "/ppid/permohonan/", "/ppid/keberatan/", "/pengaduan/data.csv", "/pengaduan/data.csv?teks=ya",
    "/pengaduan/data.jsonl", "/pengaduan/data.jsonl?teks=ya", f"/open311/v2/requests.json?{SPAN}",
    f"/open311/v2/requests.xml?{SPAN}", "/open311/v2/services.json", "/open311/v2/services/korupsi.json",
    "/open311/v2/discovery.xml", "/api/v1/", "/api/v1/site/", "/api/v1/cases/", "/api/v1/cases/?updated_from=2020-01-01",
    f"/api/v1/cases/?unit={DESA}", "/api/v1/cases/config/", f"/api/v1/cases/config/?unit={DESA}", "/api/v1/units/",
    "/api/v1/holidays/?year=2026", "/api/v1/pages/", "/api/v1/documents/", "/api/v1/regions/", "/api/v1/bundles/",
    "/api/v1/sync/status/", "/api/v1/schema/", "/api/wagtail/v2/pages/", "/sitemap.xml", "/robots.txt", "/healthz",
    "/jelajah/", "/.well-known/assetlinks.json", "/?cari=kenari", "/admin/", "/admin/login/", "/tidak-ada/",
    "/api/v1/tidak-ada/", "/pengaduan/%00/", "/api/v1/cases/?cursor=x", "/open311/v2/requests.json?status=foo",
]  # fmt: skip


def test_visitors_find_the_public_copies_and_nothing_else_at_any_door(hall: Aviary, client: Any) -> None:  # noqa: F811
    told: dict[str, str] = {}
    for address in PUBLIC:
        answer = client.get(address)
        assert answer.status_code < 500, address
        told[address] = text_of(answer)
        assert hall.spotted(told[address]) <= PUBLIC_WORDS, address
        # The API tells apps to forget the number of what was taken off.
        gone = {"taken_off"} if address.startswith("/api/v1/cases/?") else set()
        assert hall.refs(told[address]) <= PUBLISHED | gone, address
    for address in ("/pengaduan/data.csv?teks=ya", f"/open311/v2/requests.xml?{SPAN}"):
        assert hall.spotted(told[address]) == COPIES, "else nothing was looked for"
    for address in ("/pengaduan/", "/api/v1/cases/"):
        assert hall.refs(told[address]) == PUBLISHED, "else nothing was looked for"


ONE = (
    "/pengaduan/{}/", "/en/pengaduan/{}/", "/api/v1/cases/{}/", "/open311/v2/requests/{}.json",
    "/open311/v2/requests/{}.xml", "/open311/v2/requests.json?service_request_id={}", "/admin/pengaduan/{}/",
)  # fmt: skip
# They follow from the body, which holds the number that was asked for, or from the second in which one asks.
OF_THE_BODY = ("Content-Length", "ETag", "Expires")


def test_visitors_cannot_tell_a_hidden_case_from_none(hall: Aviary, client: Any) -> None:  # noqa: F811
    for address in ONE:
        answers = {}
        for sort, ref in [("none", "BNA-26-000000-0"), *((sort, case.ref) for sort, case in hall.cases.items())]:
            answer = client.get(address.format(ref))
            head = str({name: value for name, value in answer.headers.items() if name not in OF_THE_BODY})
            # The number itself comes from the address, whether there is such a case or not.
            answers[sort] = (answer.status_code, answer.content.replace(ref.encode(), b""), head.replace(ref, ""))
            assert hall.spotted(text_of(answer)) <= PUBLIC_WORDS, (address, sort)
            if sort in PUBLISHED and "admin" not in address:
                assert (sort, "salinan") in hall.spotted(text_of(answer)), (address, sort)
        assert len({answers[sort] for sort in ("none", *SORTS) if sort not in PUBLISHED}) == 1, address


def test_visitors_get_the_ticked_copies_of_pictures_only(hall: Aviary, client: Any) -> None:  # noqa: F811
    """Even where a slip had marked every file of a case as public, identity papers and letters included."""
    missing = client.get(f"/berkas/{uuid.uuid4()}/")
    Attachment.objects.update(is_public=True)
    for sort, case in hall.cases.items():
        for row in case.attachments.all():
            is_open = sort in PUBLISHED and row.role == Attachment.Role.EVIDENCE
            for method, query in (
                ("get", ""),
                ("head", ""),
                ("post", ""),
                ("get", "?ukuran=asli"),
                ("get", "?ukuran=kecil"),
            ):
                answer = getattr(client, method)(f"/berkas/{row.pk}/{query}", headers={"range": "bytes=0-"})
                assert answer.status_code == (200 if is_open else 404), (sort, row.role, method)
                assert not hall.spotted(text_of(answer)), (sort, row.role, query)
                if not is_open:
                    assert dict(answer.headers) == dict(missing.headers), (sort, row.role, method)


# ------------------------------------------------------------ apps and mailboxes


def test_the_change_feed_and_the_bundles_carry_public_copies_only(hall: Aviary, client: Any) -> None:  # noqa: F811
    full, compact = FeedClient(client.get, profile="full"), FeedClient(client.get, region=DESA, profile="compact")
    for feed in (full, compact):
        feed.sync()
        assert hall.refs(str(feed.store)) == PUBLISHED
    assert hall.spotted(str(full.store)) == COPIES
    assert not hall.spotted(str(compact.store))
    assert bundling.build("33.04", "id")
    packed = client.get(client.get("/api/v1/bundles/33.04/").json()["url"])
    told = gzip.decompress(b"".join(packed.streaming_content)).decode()
    assert (hall.spotted(told), hall.refs(told)) == (COPIES, PUBLISHED)


# Two people with the same role in the same office see the same.
TWINS = {
    "verifier2": "verifier",
    "head_kecamatan": "handler_kecamatan",
    "ppid_executive": "ppid_main",
    "head_agency": "handler_agency",
}


def test_notices_say_a_number_to_those_who_may_know_of_it(hall: Aviary) -> None:  # noqa: F811
    notices.send_due(NOW)
    names = {user.email: name for name, user in hall.people.items()}
    told = set()
    for message in mail.outbox:
        [sort] = hall.refs(message.subject + message.body)
        [to] = message.to
        assert not hall.spotted(message.subject + message.body), message.subject
        if to in names:
            told.add(sort)
            assert sort in sees(TWINS.get(names[to], names[to])), (names[to], sort)
        else:
            assert hall.places(to, sort) == {"surel"}, "the reporter of this very case"
    assert told >= {"plain", "restricted", "about_desa", "about_root", "request"}
