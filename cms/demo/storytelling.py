"""The words in which sample cases are told: a story with its steps, counted in working days before today."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ROOT, KECAMATAN, DESA = "33.04", "33.04.15", "33.04.15.2008"
ROADS, INSPECTORATE = "33.04-dpupr", "33.04-inspektorat"
REPORTER = "pelapor"
VERIFIER, COORDINATOR, COUNTER = "verifikator", "koordinator", "loket"
# Whoever verifies for the regency may not know of a complaint about the regency: the Inspectorate has its own.
JUDGE = "verifikator-inspektorat"
HEAD = "camat-pejawaran"
PPID, PPID_MAIN, SUPERIOR = "ppid-pelaksana", "ppid-utama", "atasan-ppid"
# Who handles what lies with a unit.
HANDLERS = {
    ROADS: "pekerjaan-umum",
    INSPECTORATE: "inspektorat",
    KECAMATAN: "penangan-pejawaran",
    DESA: "penangan-darmayasa",
}


@dataclass(frozen=True)
class Step:
    """What somebody did, so many working days ago; what time does by itself is no step."""

    ago: int
    who: str
    action: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """A sample case: what was sent, to whom, when, and what became of it. `about` names the request of an objection, `photo` a file."""

    name: str
    ago: int
    title: str
    body: str
    steps: tuple[Step, ...] = ()
    kind: str = "complaint"
    unit: str = DESA
    typed: dict[str, Any] = field(default_factory=dict)
    about: str = ""
    channel: str = "web"
    photo: str = ""


def assign(
    ago: int,
    unit: str,
    handling_class: str = "without_inspection",
    visibility: str = "publishable",
    who: str = VERIFIER,
) -> Step:
    given = {"unit": unit, "handling_class": handling_class, "visibility": visibility}
    return Step(ago, who, "assign", given | {"instruction": "Mohon ditindaklanjuti."})


def accept(ago: int, unit: str) -> Step:
    return Step(ago, HANDLERS[unit], "accept")


def progress(ago: int, unit: str, text: str, audience: str = "public") -> Step:
    return Step(ago, HANDLERS[unit], "progress", {"audience": audience, "text": text})


def answer(ago: int, unit: str, text: str, outcome: str = "resolved", **more: Any) -> Step:
    return Step(ago, HANDLERS[unit], "answer", {"text": text, "public_text": text, "outcome": outcome} | more)


def answer_privately(ago: int, unit: str, text: str, outcome: str = "answered") -> Step:
    return Step(ago, HANDLERS[unit], "answer", {"text": text, "outcome": outcome})


def publish(ago: int, title: str, body: str) -> Step:
    copy = {"title_public": title, "body_public": body, "public_place": "village"}
    return Step(ago, VERIFIER, "publish", copy)


def enclose(ago: int, who: str, name: str) -> Step:
    return Step(ago, who, "file", {"name": name})


def ask(ago: int, text: str, who: str = VERIFIER) -> Step:
    return Step(ago, who, "ask", {"text": text})


def refer(ago: int, number: str, owner: str, text: str) -> Step:
    return Step(ago, COORDINATOR, "refer_out", {"system": "lapor", "number": number, "owner": owner, "text": text})


def rate(ago: int, score: int, comment: str = "") -> Step:
    return Step(ago, REPORTER, "rate", {"score": score, "is_resolved": True, "comment": comment})


def start(ago: int) -> Step:
    return Step(ago, PPID, "start")


def decide(ago: int, outcome: str, text: str, **more: str) -> Step:
    return Step(ago, PPID_MAIN, "decide", {"outcome": outcome, "text": text} | more)


def refuse(ago: int, text: str) -> Step:
    return decide(ago, "refused", text, refusal_article="17 huruf h", consequence_test_ref="UK/CONTOH/01")


def review(ago: int) -> Step:
    return Step(ago, SUPERIOR, "start_review")


def rule(ago: int, outcome: str, text: str) -> Step:
    signed = {"superior_name": "Atasan Contoh", "superior_position": "Atasan PPID"}
    return Step(ago, SUPERIOR, "decide", {"outcome": outcome, "text": text} | signed)
