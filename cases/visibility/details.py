"""What an event decided beside its words: the reason that was chosen, the ground of a refusal, a number elsewhere, a day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..models import Case, CaseEvent, ExternalRef, HandlingClass, Outcome, Wording
from ..terms import Term
from .viewers import Viewer

# Label and value, both ready to be shown.
Detail = tuple[str, str]

# What a reporter reads of a decision; the rest is between officers.
FOR_REPORTER = frozenset({"decide", "extend", "refer_out", "external_linked", "answer"})
USES = {
    "return": Wording.Use.RETURN,
    "archive": Wording.Use.ARCHIVE,
    "propose_archive": Wording.Use.ARCHIVE,
    "answer": Wording.Use.CANNOT_FULFIL,
}
VISIBILITY = {
    "publishable": gettext_lazy("May be published as a redacted copy"),
    "confidential": gettext_lazy("Stays confidential"),
}
ASKED = {
    "access": gettext_lazy("See my data"),
    "correct": gettext_lazy("Correct my data"),
    "restrict": gettext_lazy("Restrict the use of my data"),
    "delete": gettext_lazy("Erase my data"),
    "withdraw_consent": gettext_lazy("Take back my consent"),
}


def day(text: Any) -> str:
    return date_format(datetime.date.fromisoformat(str(text)), "j F Y")


def same(text: Any) -> str:
    return str(text)


def among(choices: Any) -> Callable[[Any], str]:
    words = dict(choices)
    return lambda value: str(words.get(value, value))


# Key in the payload → label, how its value is said. In this order.
PLAIN: dict[str, tuple[Any, Callable[[Any], str]]] = {
    "handling_class": (gettext_lazy("Class"), among(HandlingClass.choices)),
    "visibility": (gettext_lazy("Openness"), among(VISIBILITY)),
    "outcome": (gettext_lazy("Outcome"), among(Outcome.choices)),
    "refusal_article": (gettext_lazy("Ground of refusal"), same),
    "consequence_test_ref": (gettext_lazy("Consequence test"), same),
    "redactions": (gettext_lazy("Parts left out"), same),
    "holder_name": (gettext_lazy("Who holds it"), same),
    "due_on": (gettext_lazy("Due on"), day),
    "owner": (gettext_lazy("Who is responsible there"), same),
    "what": (gettext_lazy("What was asked for"), among(ASKED)),
    "score": (gettext_lazy("Stars"), same),
    "is_by_officer": (gettext_lazy("Sent from"), lambda value: _("the address of an officer")),
    "title": (gettext_lazy("Proposed title"), same),
    "body": (gettext_lazy("Proposed text"), same),
}
# The sentence of the event says it already, or nobody reads it.
SILENT = {"clock_breached": {"due_on"}, "decide": set(), "breach_withdrawn": {"due_on"}}


def details_of(event: CaseEvent, case: Case, viewer: Viewer, *, is_officer: bool) -> list[Detail]:
    """The details of an event for officers, or the few that its reporter reads, too."""
    if not is_officer and event.type not in FOR_REPORTER:
        return []
    found = list(said(event, case, viewer))
    return found if is_officer else [one for one in found if one[0] != str(PLAIN["visibility"][0])]


def said(event: CaseEvent, case: Case, viewer: Viewer) -> Iterator[Detail]:
    payload = event.payload
    if reason := reasons_of(case, viewer).get((USES[event.type], payload["reason"])) if is_reasoned(event) else "":
        yield _("Reason"), reason
    for key, (label, spoken) in PLAIN.items():
        if payload.get(key) not in (None, "") and key not in SILENT.get(event.type, ()):
            yield str(label), spoken(payload[key])
    if payload.get("number"):
        systems = dict(ExternalRef.System.choices)
        yield str(systems.get(payload.get("system"), _("Number"))), str(payload["number"])
    for change in payload.get("clocks") or []:
        term = Term(change["clock"]).label if change["clock"] in Term.values else change["clock"]
        yield str(term), f"{day(change['was'])} → {day(change['due_on'])}"
    if payload.get("score"):
        yield _("Stars"), _("%(score)s of 5") % {"score": payload["score"]}
    if payload.get("pictures"):
        number = len(payload["pictures"])
        yield _("Pictures"), ngettext("%(number)s is shown", "%(number)s are shown", number) % {"number": number}
    if payload.get("after_closing") or payload.get("too_late"):
        yield _("Note"), _("Came after the end; nobody has to answer it.")


def is_reasoned(event: CaseEvent) -> bool:
    return event.type in USES and bool(event.payload.get("reason"))


def reasons_of(case: Case, viewer: Viewer) -> dict[tuple[str, str], str]:
    """The titles of a regency's reasons; asked once for a viewer."""
    known = viewer.memory.setdefault("reasons", {})
    if case.root_id not in known:
        rows = Wording.objects.filter(root=case.root_id, use__in=USES.values()).order_by("version")
        known[case.root_id] = {(use, slug): title for use, slug, title in rows.values_list("use", "slug", "title")}
    return known[case.root_id]
