"""One journey, twice: through the pages without a script, and through the API. Both end in the same rows."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases import actions, attachments, chain
from cases.models import Case
from cases.receipts import secret_of
from cases.reporters import person_of

from . import files
from .test_attachments import _own_storage  # noqa: F401 – files of each test lie in a folder of its own
from .test_public_files import fields as of_file_form
from .test_public_forms import sent
from .test_public_tracking import TRACK, act, opened

TITLE, BODY = "Jembatan\u202e putus", "Putus sejak hujan.\r\nHubungi 0812-3456-7890."
NAME, PHONE, VILLAGE = "Warga Satu", "0812 3456 7890", "33.04.15.2008"
PHOTO = files.jpeg()
# What must differ: who it is, how it came, when each thing happened, and what hangs on those.
OWN = {
    "id", "uid", "submission_id", "fingerprint", "client_key_hash", "ref", "channel", "received_at", "status_changed_at",
    "last_hash", "flags",
}  # fmt: skip
OWN_FACTS = {"channel", "files", "fingerprint", "file"}


@pytest.fixture
def hall(tree: Any, desk: Any) -> Any:
    return desk


class ByPage:
    """A citizen with a browser that knows no script."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def send(self) -> Case:
        typed = {"kind": "complaint", "category": "jalan", "title": TITLE, "body": BODY, "village": VILLAGE}
        answer = sent(self.client, typed | {"name": NAME, "phone": PHONE}, f"/pengaduan/tulis/?unit={VILLAGE}")
        case = Case.objects.latest("pk")
        photo = SimpleUploadedFile("jembatan.jpg", PHOTO, "image/jpeg")
        self.client.post(TRACK, of_file_form(answer) | {"step": "file", "file": photo})
        return case

    def take(self, case: Case, action: str, **typed: Any) -> None:
        words = {name: str(value).lower() if isinstance(value, bool) else value for name, value in typed.items()}
        assert act(self.client, opened(self.client, case), action, **words).status_code == 200, action


class ByApi:
    """A citizen with an app."""

    PATHS = {"reply": "messages", "message": "messages", "rate": "rating"}

    def __init__(self, client: Any) -> None:
        self.client = client

    def call(self, method: str, path: str, body: Any, **headers: str) -> Any:
        is_json = isinstance(body, dict)
        data = json.dumps(body).encode() if is_json else body
        kind = "application/json" if is_json else "application/octet-stream"
        answer = self.client.generic(method, f"/api/v1/{path}", data, content_type=kind, headers=headers)
        assert answer.status_code in (200, 201), answer.content
        return answer.json()

    def send(self) -> Case:
        photo = {"id": str(uuid.uuid4()), "name": "jembatan.jpg", "size": len(PHOTO)}
        body = {
            "kind": "complaint", "unit": VILLAGE, "category": "jalan", "title": TITLE, "body": BODY, "lang": "id",
            "place": {"village": VILLAGE}, "reporter": {"name": NAME, "phone": PHONE, "preferred_contact": "phone"},
            "attachments": [photo], "client_key": "k" * 43,
        }  # fmt: skip
        self.call("PUT", f"submissions/{uuid.uuid4()}", body)
        self.call("PUT", f"uploads/{photo['id']}", PHOTO, **{"X-Submission-Key": "k" * 43})
        return Case.objects.latest("pk")

    def take(self, case: Case, action: str, **typed: Any) -> None:
        token = self.call("POST", "track", {"ref": case.ref, "secret": secret_of(case)})["token"]
        body = {"client_id": str(uuid.uuid4()), **typed}
        self.call("POST", f"track/{self.PATHS.get(action, action)}", body, Authorization=f"Bearer {token}")


def journey(desk: Any, citizen: Any) -> Case:
    """Sent, asked, replied, answered, opened again, answered, confirmed, rated; a last word after the end."""
    case = citizen.send()
    attachments.process_pending()

    def office(action: str, who: str, **data: Any) -> None:
        actions.act(Case.objects.get(pk=case.pk), action, desk.officer(who), data)

    office("ask", "verifier", text="Di RT berapa?")
    citizen.take(case, "reply", text="RT 3,\u0007 dekat SD.")
    office("assign", "verifier", unit=desk.desa, handling_class="normative", visibility="publishable")
    office("accept", "handler_desa")
    office("answer", "handler_desa", text="Sudah diperbaiki.", outcome="resolved")
    citizen.take(case, "reopen", text="Masih goyang.")
    office("answer", "handler_desa", text="Sekarang kuat.", outcome="resolved")
    citizen.take(case, "confirm")
    citizen.take(case, "rate", score=4, is_resolved=True, comment="Terima kasih.")
    citizen.take(case, "message", text="Sampai jumpa.")
    return Case.objects.get(pk=case.pk)


def rows(case: Case) -> dict[str, Any]:
    """Everything that the database knows of a case, without what must differ."""
    columns = {name: value for name, value in Case.objects.filter(pk=case.pk).values().get().items() if name not in OWN}
    events = case.events.order_by("seq").values(
        "seq", "type", "actor_kind", "actor_user", "actor_unit", "from_status", "to_status", "audience", "public_text",
        "reporter_text", "internal_text", "payload",
    )  # fmt: skip
    for event in events:
        event["payload"] = {name: value for name, value in event["payload"].items() if name not in OWN_FACTS}
    return {
        "case": columns,
        "flags": set(case.flags) - {"fast_form", "cluster"},
        "person": person_of(case),
        "events": list(events),
        "clocks": list(
            case.clocks.order_by("clock", "run").values_list("clock", "run", "base_on", "due_on", "paused_amount")
        ),
        "hands": list(case.assignments.values_list("from_unit", "to_unit")),
        "notices": sorted(case.notices.values_list("kind", "recipient_role", "unit__code")),
        "files": list(
            case.attachments.values_list("role", "state", "detected_type", "original_name", "received_bytes")
        ),
        "consents": list(case.consents.values_list("notice", "value")),
    }


def test_both_ways_end_in_the_same_rows(hall: Any, client: Any) -> None:
    by_page, by_api = journey(hall, ByPage(client)), journey(hall, ByApi(client))
    assert rows(by_page) == rows(by_api)
    assert (by_page.channel, by_api.channel) == ("web", "app")
    assert (by_page.status, by_page.title) == ("closed", "Jembatan putus")
    assert [event.type for event in by_page.events.all()][-3:] == ["confirm", "rated", "note"]
    assert not [*chain.breaks(by_page), *chain.breaks(by_api)]
