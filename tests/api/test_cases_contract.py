"""What citizens' endpoints answer is what the contract says, method by method, problems included."""

import json
import uuid

import pytest

from cases import tracking
from cases.models import Case
from tests.cases.conftest import _case_keys, answered, assigned, desk, desk_copies, make_case  # noqa: F401 – fixtures

from .contract import check
from .test_cases_api import publish
from .test_submissions import COMPLAINT, KEY, REQUEST


@pytest.fixture
def call(client, desk):  # noqa: F811
    """Calls an address and holds the answer against the contract."""

    def call(method, path, body=None, **headers):
        data = json.dumps(body) if body is not None else ""
        response = client.generic(
            method.upper(), f"/api/v1/{path}", data, content_type="application/json", headers=headers
        )
        return check(f"/api/v1/{path}", response, method)

    return call


def test_sending_keeps_the_contract(call):
    id, file = str(uuid.uuid4()), {"id": str(uuid.uuid4()), "name": "a.jpg", "size": 1000}
    body = {**COMPLAINT, "attachments": [file], "body": "Telepon 0812-3456-7890", "unknown": 1}
    assert call("put", f"submissions/{id}", body)["warnings"]
    assert call("put", f"submissions/{id}", body)["uploads"]
    assert call("get", f"submissions/{id}", **{"X-Submission-Key": KEY})["secret"]
    assert call("get", f"submissions/{id}")["secret"] is None
    assert call("get", f"uploads/{file['id']}", **{"X-Submission-Key": KEY})["state"] == "reserved"
    assert call("put", f"submissions/{id}", {**body, "title": "Lain"})["code"] == "idempotency_conflict"
    assert call("put", f"submissions/{uuid.uuid4()}", {})["code"] == "validation_failed"
    assert call("put", "submissions/x", {})["code"] == "invalid_uuid"
    assert call("post", "submissions", REQUEST, **{"Idempotency-Key": str(uuid.uuid4())})["register_no"]
    assert call("post", "submissions", REQUEST, Origin="https://jahat.example")["code"] == "cross_site"


def test_following_keeps_the_contract(call, answered):  # noqa: F811
    case = answered(lon="109.7", lat="-7.3", place_text="depan SD")
    bearer = {"Authorization": f"Bearer {tracking.token_for(case)}"}
    assert call("get", "track/case", **bearer)["place"]["lon"] == "109.700000"
    assert call("get", "track/case")["code"] == "track_token_required"
    assert call("post", "track", {"ref": case.ref, "secret": "x"})["code"] == "not_found"
    file = {"id": str(uuid.uuid4()), "size": 10}
    message = {"client_id": str(uuid.uuid4()), "text": "Halo", "attachments": [file]}
    assert call("post", "track/messages", message, **bearer)["uploads"]
    assert call("post", "track/messages", message, **bearer)["event"]["type"] == "message"
    assert call("post", "track/confirm", {"client_id": str(uuid.uuid4())}, **bearer)["case"]["status"] == "closed"
    assert call("post", "track/contest", {"client_id": str(uuid.uuid4()), "text": "x"}, **bearer)["code"]
    rating = {"client_id": str(uuid.uuid4()), "score": 4, "is_resolved": True}
    assert call("post", "track/rating", rating, **bearer)["case"]["rating"]["score"] == 4
    asked = {"client_id": str(uuid.uuid4()), "what": "access"}
    assert call("post", "track/data-requests", asked, **bearer)["event"]


def test_reading_keeps_the_contract(call, make_case):  # noqa: F811
    case, gone = publish(make_case(lon="109.7", lat="-7.3"), public_place="grid"), publish(make_case())
    Case.objects.filter(pk=gone.pk).update(published_at=None)
    assert len(call("get", "cases/?updated_from=2026-01-01")["items"]) == 2
    assert call("get", f"cases/{case.ref}/")["place"]["lon"]
    assert call("get", f"cases/{gone.ref}/")["code"] == "not_found"
    assert call("get", "cases/config/?unit=33.04.15")["deadlines"]
    assert call("get", "due/?kind=complaint&clock=verification&received=2026-03-17&unit=33.04")["calculation"]
