"""Whatever the contract allows to be sent, and much that it does not, is answered as the contract says: never with 5xx.

A few examples for each operation in the ordinary suite; `SCHEMA_EXAMPLES=200` asks thoroughly.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cases import tracking
from cms.wsgi import application
from pages.models import DocumentPage, PlacePage
from tests.cases.conftest import _case_keys, answered, assigned, desk, desk_copies, make_case  # noqa: F401 – fixtures
from tests.factories import make

from .contract import document
from .test_cases_api import publish
from .test_submissions import COMPLAINT, KEY

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "3"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@schemathesis.serializer("application/offset+octet-stream", "application/octet-stream")
def piece(context: Any, value: Any) -> bytes:
    """A piece of a file is sent as it is."""
    return value if isinstance(value, bytes) else str(value).encode()


@pytest.fixture
def contract() -> Iterator[Any]:
    """The contract with our whole application behind it, which must not close the connection of the test."""
    schema = schemathesis.openapi.from_dict(document())
    schema.app = application
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schema
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def asked(contract: Any, real: dict[str, Any]) -> dict[str, int]:
    """Asks every operation; of things that are there, and of things that are not. How often each was asked."""
    sent: dict[str, int] = {}
    for found in contract.get_all_operations():
        operation = found.ok()
        for mode in GenerationMode:
            try_some(operation.as_strategy(generation_mode=mode), real, sent)
    return sent


def try_some(cases: Any, real: dict[str, Any], sent: dict[str, int]) -> None:
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=[*HealthCheck]
    )
    @given(cases, st.booleans())
    def ask(case: Any, is_real: bool) -> None:
        if is_real:
            hold_real_things(case, real)
        response = case.call(headers={"Accept-Encoding": "identity"})
        assert "set-cookie" not in response.headers
        # Who names fields is given those: what the contract requires holds for whole items.
        excluded = [response_schema_conformance] if "fields" in case.query else []
        case.validate_response(response, checks=CHECKS, excluded_checks=excluded)
        sent[case.operation.label] = sent.get(case.operation.label, 0) + 1

    ask()


def hold_real_things(case: Any, real: dict[str, Any]) -> None:
    """The same call about something that exists, by somebody who may ask."""
    case.path_parameters.update(real.get(case.path, {}))
    case.headers.update(real["headers"])
    case.query.update({name: value for name, value in real["query"].items() if name in case.query})


@pytest.fixture
def real(tree: Any, desk: Any, answered: Any, client: Any) -> dict[str, Any]:  # noqa: F811
    """Things that are there: pages, a published case, a submission with a file that is on its way; and who may ask."""
    place, paper = make(PlacePage, tree), make(DocumentPage, tree)
    case = publish(answered(lon="109.7", lat="-7.3"))
    submission, file = str(uuid.uuid4()), {"id": str(uuid.uuid4()), "name": "a.jpg", "size": 9}
    body = json.dumps({**COMPLAINT, "attachments": [file]})
    assert client.put(f"/api/v1/submissions/{submission}", body, content_type="application/json").status_code == 201
    return {
        "/api/v1/pages/{id}/": {"id": str(place.translation_key)},
        "/api/v1/documents/{id}/": {"id": str(paper.translation_key)},
        "/api/v1/regions/{code}/": {"code": "33.04.15"},
        "/api/v1/submissions/{submission_id}/": {"submission_id": submission},
        "/api/v1/uploads/{id}/": {"id": file["id"]},
        "/api/v1/cases/{ref}/": {"ref": case.ref},
        "headers": {"Authorization": f"Bearer {tracking.token_for(case)}", "X-Submission-Key": KEY},
        "query": {
            "cursor": client.get("/api/v1/pages/?limit=1").json()["next_cursor"],
            "unit": "33.04.15.2008",
            "region": "33.04",
            "path": "/",
            "type": "place",
            "kind": "complaint",
            "clock": "verification",
            "received": "2026-03-17",
        },
    }


def test_every_operation_answers_as_the_contract_says(real, contract):
    sent = asked(contract, real)
    assert len(sent) == sum(len(operations) for operations in document()["paths"].values())
    assert min(sent.values()) >= EXAMPLES
