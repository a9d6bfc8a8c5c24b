"""A case in JSON, from the one place that decides what anybody sees (cases.visibility)."""

from __future__ import annotations

import datetime
import uuid
from typing import Annotated, Any, TypedDict

from django.conf import settings

from cases import actions
from cases.actors import Actor
from cases.models import Attachment, Case
from cases.reporters import told_by
from cases.transitions import Kind, Status
from cases.visibility import Viewer, brief, shape
from cases.visibility.shapes import moment

from .shapes import Says

# What the forms below read besides the case itself.
RELATED = ("category", "origin_unit", "current_unit", "village", "root__region")
WHEN = Says(
    {"description": "ISO 8601 in the time zone of the regency; only the day where the hour could tell who it was."}
)
When = Annotated[str, WHEN]


class UnitOfCaseData(TypedDict):
    """The office that has a case in hand."""

    code: str
    name: str


class CategoryNameData(TypedDict):
    """What a case is about."""

    slug: str
    name: str


class PublicPlaceData(TypedDict):
    """Where it is, as exactly as everybody may know."""

    village: str | None
    lon: float | None
    lat: float | None


class OwnPlaceData(TypedDict):
    """Where it is, as it was sent."""

    village: str | None
    text: str | None
    lon: str | None
    lat: str | None
    accuracy_m: int | None


class DetailData(TypedDict):
    """One thing that a decision says beside its words: the legal ground of a refusal, what was left out, a number elsewhere."""

    label: str
    value: str


class CaseEventData(TypedDict):
    """Something that happened; its details are told to the reporter alone."""

    seq: int
    type: str
    label: str
    at: When
    actor: str
    actor_kind: str
    to_status: str | None
    text: str | None
    details: list[DetailData]


class CaseClockData(TypedDict):
    """A term that runs."""

    clock: str
    label: str
    due_on: datetime.date
    is_provisional: bool
    is_paused: bool
    is_late: bool
    was_late: bool


class CaseFileData(TypedDict):
    """A file; its address checks again who asks."""

    id: uuid.UUID
    url: str
    name: str | None
    role: Annotated[str, Says({"enum": Attachment.Role.values})]
    type: str | None
    is_picture: bool
    is_ready: bool
    state: Annotated[str, Says({"enum": Attachment.State.values})]
    state_label: str


class RatingData(TypedDict):
    """What the reporter says of the answer."""

    score: int
    is_resolved: bool | None


class CaseIdentityData(TypedDict):
    """What tells one case from another, here and in the change feed."""

    type: Annotated[str, Says({"enum": ["case"]})]
    id: uuid.UUID
    locale: Annotated[
        str, Says({"description": "The language of the installation: that of those who wrote it.", "example": "id"})
    ]
    ref: Annotated[str, Says({"example": "BNA-26-7KQ4MX-4"})]


class CaseColumnsData(CaseIdentityData):
    """What everybody reads of a published case in one line."""

    kind: Annotated[str, Says({"enum": Kind.values})]
    kind_label: str
    status: Annotated[str, Says({"enum": Status.values})]
    status_label: str
    outcome: str | None
    outcome_label: str | None
    title: str
    category: CategoryNameData | None
    unit: UnitOfCaseData
    place: PublicPlaceData
    received_at: When
    updated_at: When


class CaseInListData(CaseColumnsData):
    """A published case, short."""

    is_deleted: bool


class TombstoneData(CaseIdentityData):
    """A case that is no longer published: forget it."""

    is_deleted: bool
    updated_at: When


class PublicCaseData(CaseInListData):
    """A published case with its history."""

    body: str
    is_open: bool
    events: list[CaseEventData]
    clocks: list[CaseClockData]
    files: list[CaseFileData]
    files_announced: int
    files_received: int
    rating: RatingData | None
    duplicate_of: str | None


class ConsentOfCaseData(TypedDict):
    """What the reporter said to one version of a notice."""

    notice: str
    version: int
    value: bool


class OwnPersonData(TypedDict):
    """What a reporter has told of the own person; of a NIK only the last digits come back."""

    name: str | None
    phone: str | None
    email: str | None
    address: str | None
    occupation: str | None
    proxy_name: str | None
    nik_last4: str | None


class OwnCaseData(TypedDict):
    """A case as its reporter sees it."""

    ref: str
    kind: Annotated[str, Says({"enum": Kind.values})]
    kind_label: str
    register_no: str | None
    status: Annotated[str, Says({"enum": Status.values})]
    status_label: str
    outcome: str | None
    outcome_label: str | None
    title: str
    body: str
    category: CategoryNameData | None
    unit: UnitOfCaseData
    place: OwnPlaceData
    received_at: When
    updated_at: When
    is_open: bool
    is_published: bool
    is_anonymous: bool
    is_confidential: bool
    actions: Annotated[list[str], Says({"description": "What the reporter may do now; a guard may still refuse it."})]
    events: list[CaseEventData]
    clocks: list[CaseClockData]
    files: list[CaseFileData]
    files_announced: int
    files_received: int
    rating: RatingData | None
    duplicate_of: str | None
    consents: list[ConsentOfCaseData]
    reporter: OwnPersonData | None


def told(at: Any) -> str:
    """A moment to the second, or only its day."""
    return at.isoformat(timespec="seconds") if isinstance(at, datetime.datetime) else at.isoformat()


def common(seen: dict[str, Any], case: Case) -> dict[str, Any]:
    """What every form of a case has, out of what its reader may see."""
    slug = seen["category_slug"]
    return {
        "ref": seen["ref"],
        "kind": seen["kind"],
        "kind_label": seen["kind_label"],
        "status": seen["status"],
        "status_label": seen["status_label"],
        "outcome": seen["outcome"] or None,
        "outcome_label": seen["outcome_label"] or None,
        "title": seen["title"],
        "category": {"slug": slug, "name": seen["category"]} if slug else None,
        "unit": {"code": seen["unit_code"], "name": seen["unit"]},
        "received_at": told(seen["received_at"]),
    }


def identity(case: Case) -> CaseIdentityData:
    return {"type": "case", "id": case.uid, "locale": settings.LANGUAGE_CODE, "ref": case.ref}


def public_columns(seen: dict[str, Any], case: Case) -> dict[str, Any]:
    place = seen["place"]
    return {
        **identity(case),
        **common(seen, case),
        "place": {"village": place["village"] or None, "lon": place["lon"], "lat": place["lat"]},
        "updated_at": changed(case),
    }


def changed(case: Case) -> str:
    """When what everybody sees of it changed last; of an anonymous case only the day."""
    return told(moment(case.public_changed_at or case.received_at, case, True))


def tombstone(case: Case) -> TombstoneData:
    return {**identity(case), "is_deleted": True, "updated_at": changed(case)}


def in_list(case: Case, viewer: Viewer) -> CaseInListData:
    """A published case as a row; no query when its relations were selected."""
    return public_columns(brief(case, viewer), case) | {"is_deleted": False}  # type: ignore[return-value]


def public(case: Case) -> PublicCaseData:
    seen = shape(case, Viewer.visitor())
    rest = {"is_deleted": False, "body": seen["body"], "is_open": seen["is_open"]}
    return public_columns(seen, case) | history(seen) | rest  # type: ignore[return-value]


def own(case: Case) -> OwnCaseData:
    """All that its reporter may see."""
    seen = shape(case, Viewer.reporter(case))
    place = seen["place"]
    return (
        common(seen, case)
        | history(seen)
        | {  # type: ignore[return-value]
            "register_no": seen["register_no"] or None,
            "body": seen["body"],
            "place": {
                "village": place["village"] or None,
                "text": place["text"] or None,
                "lon": place["lon"] and str(place["lon"]),
                "lat": place["lat"] and str(place["lat"]),
                "accuracy_m": place["accuracy_m"],
            },
            "updated_at": told(seen["status_changed_at"]),
            "is_open": seen["is_open"],
            "is_published": seen["is_published"],
            "is_anonymous": seen["is_anonymous"],
            "is_confidential": seen["is_confidential"],
            "actions": actions.available(case, Actor.reporter()),
            "consents": [
                {"notice": one.notice.kind, "version": one.notice.version, "value": one.value}
                for one in case.consents.select_related("notice").order_by("pk")
            ],
            "reporter": {name: text or None for name, text in told_by(case).items()} or None,
        }
    )


def history(seen: dict[str, Any]) -> dict[str, Any]:
    rating = seen["rating"]
    return {
        "events": [event_data(event) for event in seen["events"]],
        "clocks": [{name: clock[name] for name in CaseClockData.__annotations__} for clock in seen["clocks"]],
        "files": [file_data(file) for file in seen["files"]],
        "files_announced": seen["files_announced"],
        "files_received": seen["files_received"],
        "rating": {"score": rating["score"], "is_resolved": rating["is_resolved"]} if rating else None,
        "duplicate_of": seen["duplicate_of"] or None,
    }


def event_data(event: dict[str, Any]) -> CaseEventData:
    return {
        "seq": event["seq"],
        "type": event["type"],
        "label": event["label"],
        "at": told(event["at"]),
        "actor": event["actor"],
        "actor_kind": event["actor_kind"],
        "to_status": event["to_status"] or None,
        "text": event["text"] or None,
        "details": [{"label": label, "value": value} for label, value in event["details"]],
    }


def file_data(file: dict[str, Any]) -> CaseFileData:
    found: Any = {name: file[name] for name in CaseFileData.__annotations__}
    return found | {"name": file["name"] or None, "type": file["type"] or None}
