"""The reference client that sends: what an app does so that a complaint with its photos arrives once (cases.md §10).

Text first, files later, every call repeated for ever; the phone forgets its copy only when the server says complete.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
import secrets
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import requests

# What is worth another attempt, whatever the body says; a body that is not ours is always (a captive portal).
AGAIN = {401, 408, 409, 429, 460}
TUS = {"Tus-Resumable": "1.0.0"}


class NeedsFixError(Exception):
    """The server says what is wrong, and sending the same again would not help: the draft is kept and shown."""


@dataclass
class Draft:
    """One complaint as it lies on the phone, under an id and a key that the phone made."""

    fields: dict[str, Any]
    photos: list[bytes]
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    client_key: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    photo_ids: list[str] = field(default_factory=list)
    receipt: dict[str, Any] | None = None

    def body(self) -> dict[str, Any]:
        self.photo_ids = self.photo_ids or [str(uuid.uuid4()) for _ in self.photos]
        announced = [
            {
                "id": id,
                "name": f"foto-{number}.jpg",
                "size": len(photo),
                "type": "image/jpeg",
                "sha256": hashlib.sha256(photo).hexdigest(),
            }
            for number, (id, photo) in enumerate(zip(self.photo_ids, self.photos, strict=True), start=1)
        ]
        return {**self.fields, "client_key": self.client_key, "attachments": announced}


class Sender:
    """Sends drafts to a server behind a bad line. `waiting` is the shortest pause before another attempt, in seconds."""

    def __init__(self, base: str, *, piece: int = 64 * 1024, waiting: float = 30, timeout: float = 30) -> None:
        self.base, self.timeout = base, timeout
        self.http = requests.Session()
        self.http.headers["Connection"] = "close"  # in the hills no line lives for long
        self.piece, self.waiting = piece, waiting
        self.attempts = 0

    def send(self, draft: Draft, most: int = 1000) -> dict[str, Any]:
        """The receipt, once everything is stored. Raises NeedsFixError; TimeoutError after so many attempts."""
        for attempt in range(most):
            self.attempts += 1
            try:
                if self.step(draft):
                    assert draft.receipt is not None
                    return draft.receipt
            except (requests.RequestException, ValueError):
                pass  # no answer, or none of ours
            time.sleep(min(self.waiting * 2 ** min(attempt, 4), 6 * 3600) * random.uniform(0.5, 1))
        raise TimeoutError(draft.id)

    def step(self, draft: Draft) -> bool:
        """One attempt at everything that is left; whether it is complete."""
        headers = {"Content-Type": "application/json"}
        answer = self.ask("PUT", f"/api/v1/submissions/{draft.id}", json.dumps(draft.body()).encode(), headers)
        receipt = told(answer)
        if receipt is None:
            return False
        assert receipt["submission_id"] == draft.id
        draft.receipt = receipt
        for photo, upload in zip(draft.photos, in_order(receipt["uploads"], draft.photo_ids), strict=True):
            if upload["state"] in ("reserved", "receiving") and not self.upload(draft, upload["url"], photo):
                return False
        answer = self.ask("GET", f"/api/v1/submissions/{draft.id}", headers={"X-Submission-Key": draft.client_key})
        draft.receipt = told(answer) or receipt
        return bool(draft.receipt["is_complete"])

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> requests.Response:
        return self.http.request(method, self.base + path, data=body or None, headers=headers, timeout=self.timeout)

    def upload(self, draft: Draft, url: str, photo: bytes) -> bool:
        headers = {"X-Submission-Key": draft.client_key, **TUS}
        asked = self.ask("HEAD", url, headers=headers)
        while asked.status_code in (200, 204, 409) and "Upload-Offset" in asked.headers:
            offset = int(asked.headers["Upload-Offset"])
            if offset == len(photo):
                return True
            piece = photo[offset : offset + self.piece]
            told_sum = base64.b64encode(hashlib.sha256(piece).digest()).decode()
            about = {"Upload-Offset": str(offset), "Upload-Checksum": f"sha256 {told_sum}"}
            kind = {"Content-Type": "application/offset+octet-stream"}
            asked = self.ask("PATCH", url, piece, headers | about | kind)
        return False


def told(answer: requests.Response) -> dict[str, Any] | None:
    """What our server says; None when it asks for another attempt. Raises NeedsFixError, ValueError for what is not ours."""
    if "json" not in answer.headers.get("Content-Type", ""):
        raise ValueError("not our server")
    body = answer.json()
    if answer.status_code in (200, 201):
        return body
    if answer.status_code in AGAIN or answer.status_code >= 500 or body.get("retryable"):
        return None
    raise NeedsFixError(body["code"])


def in_order(uploads: list[dict[str, Any]], ids: list[str]) -> list[dict[str, Any]]:
    by_id = {upload["id"]: upload for upload in uploads}
    return [by_id[id] for id in ids]
