"""Reads the JSON of a submission into the fields of the one form; what is unknown is ignored and named, never refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.forms import SubmissionForm
from cases.models import InformationRequest, Objection
from cases.submissions import Announced, ConsentGiven, canonical_uuid4
from cases.transitions import Kind
from regions.models import Unit

from .offices import office_named
from .problems import FieldError, Problem
from .shapes import Schema

MOST_ENTRIES, MOST_NAMED = 20, 50
SHA256 = re.compile(r"[0-9a-f]{64}")
TEXT: Schema = {"type": ["string", "null"]}
FLAG: Schema = {"type": "boolean", "default": False}
NUMBER: Schema = {"type": ["number", "string", "null"]}


def closed(choices: Any) -> Schema:
    return {"type": ["string", "null"], "enum": [*choices.values, None]}


# Where a field stands in the JSON: the field of the form, and its type.
PARTS: dict[str, dict[str, tuple[str, Schema]]] = {
    "": {
        "config_version": ("config_version", {**TEXT, "example": "2026-11-01.3f9c01ab"}),
        "category": ("category", {**TEXT, "description": "`slug` of a category."}),
        "title": ("title", {**TEXT, "maxLength": 150}),
        "body": ("body", {**TEXT, "maxLength": 10_000}),
        "is_anonymous": ("is_anonymous", FLAG),
        "is_confidential": ("is_confidential", FLAG),
        "about_unit": ("about_unit", {**TEXT, "description": "Code of the office that it is a complaint about."}),
        "composed_at": ("composed_at", {**TEXT, "format": "date-time"}),
        "lang": ("lang", {**TEXT, "example": "id"}),
        "client_key": ("client_key", {**TEXT, "description": "43 random characters (base64url), new for each."}),
    },
    "place": {
        "village": ("village", {**TEXT, "example": "33.04.15.2008"}),
        "text": ("place_text", {**TEXT, "maxLength": 200}),
        "lon": ("lon", NUMBER),
        "lat": ("lat", NUMBER),
        "accuracy_m": ("accuracy_m", NUMBER),
        "source": ("place_source", {"type": ["string", "null"], "enum": ["gps", "map", "village", "none", None]}),
    },
    "reporter": {
        name: (name, TEXT)
        for name in ("name", "phone", "email", "address", "occupation", "nik", "proxy_name", "preferred_contact")
    },
    "request": {
        "applicant_kind": ("applicant_kind", closed(InformationRequest.ApplicantKind)),
        "entity_decree_no": ("entity_decree_no", TEXT),
        "is_proxy": ("is_proxy", FLAG),
        "purpose": ("purpose", TEXT),
        "access_mode": ("access_mode", closed(InformationRequest.AccessMode)),
        "copy_form": ("copy_form", closed(InformationRequest.CopyForm)),
        "delivery": ("delivery", closed(InformationRequest.Delivery)),
    },
    "objection": {
        "request_ref": ("request_ref", TEXT),
        "ground": ("ground", closed(Objection.Ground)),
        "reason": ("body", TEXT),
    },
}
APART = ("kind", "unit", "consents", "attachments")


@dataclass
class Body:
    """What was read: data for the form, lists for the form, what was passed over, what has the wrong type."""

    data: dict[str, Any] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    consents: list[ConsentGiven] = field(default_factory=list)
    attachments: list[Announced] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    errors: list[FieldError] = field(default_factory=list)

    def wrong(self, path: str, text: Any, code: str = "invalid") -> None:
        self.errors.append(FieldError(path, code, text))

    def path_of(self, name: str) -> str:
        """Where a field of the form stands in the JSON that was sent."""
        return self.paths.get(name) or next((path for path, (one, _schema) in every_part() if one == name), name)


def every_part() -> Iterator[tuple[str, tuple[str, Schema]]]:
    for part, names in PARTS.items():
        for name, rule in names.items():
            yield f"{part}.{name}" if part else name, rule


def form_of(value: dict[str, Any], request: HttpRequest) -> tuple[SubmissionForm, Body]:
    """The form, valid, and what was read. Raises Problem with every error at once."""
    body = Body()
    kind, unit = kind_of(value, body), unit_of(value, body, request)
    parts = {name for name in PARTS if name not in ("request", "objection")}
    parts |= {"request"} if kind == Kind.INFORMATION_REQUEST else set()
    parts |= {"objection"} if kind == Kind.OBJECTION else set()
    for part in PARTS:
        if part in parts:
            read_part(value, part, body)
    body.ignored += [name for name in value if name not in (*PARTS[""], *APART, *parts)]
    body.consents = list(read_consents(value.get("consents"), body))
    body.attachments = list(read_attachments(value.get("attachments"), body))
    if kind is None or unit is None:
        raise Problem("validation_failed", body.errors[0].text, body.errors)
    form = SubmissionForm(body.data, unit=unit, kind=kind, consents=body.consents, attachments=body.attachments)
    if value.get("unit") != unit.code:
        form.notice("unknown_office", "unit")
        form.unit_named = str(value.get("unit") or "")[:60]
    told = {error.field for error in body.errors}
    further = [FieldError(body.path_of(name), code, text) for name, code, text in form.problems()]
    errors = body.errors + [error for error in further if error.field not in told]
    if errors:
        code = "invalid_text" if all(error.code == "invalid_text" for error in errors) else "validation_failed"
        raise Problem(code, errors[0].text, errors[:MOST_NAMED])
    if body.data.get("client_key") and not form.cleaned_data["client_key"]:
        body.ignored.append("client_key")
    body.ignored = [name[:80] for name in body.ignored[:MOST_NAMED]]
    return form, body


def kind_of(value: dict[str, Any], body: Body) -> Kind | None:
    if value.get("kind") in Kind.values:
        return Kind(value["kind"])
    body.wrong("kind", _("Which kind of case is it?"), "blank" if value.get("kind") is None else "invalid")
    return None


def unit_of(value: dict[str, Any], body: Body, request: HttpRequest) -> Unit | None:
    """The office that is written to; with a code that is unknown here the regency, which finds the right one."""
    code = value.get("unit")
    found = office_named(code[:60] if isinstance(code, str) else "", request)
    if found is None:
        body.wrong("unit", _("No office takes cases here."))
    return found


def read_part(value: dict[str, Any], part: str, body: Body) -> None:
    inner = value.get(part) if part else value
    if inner is None:
        return
    if not isinstance(inner, dict):
        body.wrong(part, _("An object is expected."))
        return
    for name, found in inner.items():
        rule = PARTS[part].get(name)
        path = f"{part}.{name}" if part else name
        if rule is None:
            if part:
                body.ignored.append(path)
        elif found is not None:
            read_value(path, rule, found, body)


def read_value(path: str, rule: tuple[str, Schema], found: Any, body: Body) -> None:
    name, schema = rule
    if schema["type"] == "boolean":
        if not isinstance(found, bool):
            body.wrong(path, _("Either true or false."))
    elif isinstance(found, bool) or not (
        isinstance(found, str) or ("number" in schema["type"] and isinstance(found, int | float))
    ):
        body.wrong(path, _("A text is expected."))
        return
    body.data[name] = found if isinstance(found, bool) else str(found)
    body.paths[name] = path


def read_consents(found: Any, body: Body) -> Iterator[ConsentGiven]:
    """Consents whose form is right; a consent in doubt is none."""
    for number, one in enumerate(entries(found, "consents", body)):
        fits = isinstance(one, dict) and (type(one.get("notice")), type(one.get("version"))) == (str, int)
        if fits and isinstance(one.get("value"), bool) and 0 < one["version"] < 32_000:
            yield ConsentGiven(one["notice"][:40], one["version"], one["value"])
        else:
            body.wrong(f"consents.{number}", _("A consent has notice, version and value."))


def read_attachments(found: Any, body: Body) -> Iterator[Announced]:
    """The files that will follow; only an id that cannot be used is an error, the rest is decided file by file."""
    seen = set()
    for number, one in enumerate(entries(found, "attachments", body)):
        text = one.get("id") if isinstance(one, dict) else None
        id = canonical_uuid4(text) if isinstance(text, str) else None
        if id is None or id in seen:
            body.wrong(f"attachments.{number}.id", _("A new random UUID (version 4) for each file."), "invalid_uuid")
            continue
        seen.add(id)
        yield announced(id, one)


def announced(id: Any, one: dict[str, Any]) -> Announced:
    def text(name: str, longest: int) -> str:
        return one[name][:longest] if isinstance(one.get(name), str) else ""

    size = one.get("size")
    digest = text("sha256", 64)
    return Announced(
        id,
        name=text("name", 300),
        size=size if isinstance(size, int) and not isinstance(size, bool) else 0,
        type=text("type", 100),
        sha256=digest if SHA256.fullmatch(digest) else "",
    )


def entries(found: Any, name: str, body: Body) -> list[Any]:
    if found is None:
        return []
    if not isinstance(found, list) or len(found) > MOST_ENTRIES:
        body.wrong(name, _("A list of at most twenty is expected."))
        return []
    return found


def body_schema() -> Schema:
    """The JSON of a submission, for the contract."""

    def part(name: str) -> Schema:
        return {"type": "object", "properties": {key: dict(schema) for key, (_name, schema) in PARTS[name].items()}}

    consent = {"notice": {"type": "string"}, "version": {"type": "integer"}, "value": {"type": "boolean"}}
    file = {
        "id": {"type": "string", "format": "uuid"},
        "name": {"type": "string"},
        "size": {"type": "integer"},
        "type": {"type": "string"},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "example": "0" * 64},
    }
    return {
        "type": "object",
        "properties": {
            "kind": {"type": "string", "enum": Kind.values},
            "unit": {"type": "string", "description": "Code of the office written to.", "example": "33.04.15.2008"},
            **part("")["properties"],
            **{name: part(name) for name in PARTS if name},
            "consents": {"type": "array", "items": {"type": "object", "properties": consent, "required": [*consent]}},
            "attachments": {
                "type": "array",
                "items": {"type": "object", "properties": file, "required": ["id", "size"]},
            },
        },
        "required": ["kind", "unit"],
    }
