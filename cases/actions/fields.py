"""What each action asks of the person who takes it: one description for the admin, the tracking page and the API."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from regions.models import Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

from ..models import Case, ExternalRef, Outcome, PublicPlace, Wording
from ..transitions import BESIDES, MACHINES, Kind
from .offered import UnitField, classes, colleagues, links_checked, pictures, units_below

Make = Callable[[Case], "forms.Field | None"]


@dataclass(frozen=True)
class Need:
    """One field of an action: its name, and how the form field is made for a case; None where it asks for nothing."""

    name: str
    field: Make


class ActionForm(forms.Form):
    """The form of one action on one case; made by `form_for`."""

    case: Case


def words(name: str, label: StrOrPromise, *, required: bool = True, length: int = 10_000) -> Need:
    def make(case: Case) -> forms.Field:
        return forms.CharField(label=label, required=required, max_length=length, widget=forms.Textarea({"rows": 5}))

    return Need(name, make)


def line(name: str, label: StrOrPromise, *, required: bool = True, length: int = 120) -> Need:
    return Need(name, lambda case: forms.CharField(label=label, required=required, max_length=length))


def choice(name: str, label: StrOrPromise, choices: Iterable[tuple[str, StrOrPromise]]) -> Need:
    """One of a few, none of them chosen beforehand."""
    offered = list(choices)
    return Need(name, lambda case: forms.ChoiceField(label=label, choices=offered, widget=forms.RadioSelect))


def day(name: str, label: StrOrPromise, *, required: bool = False) -> Need:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return Need(name, lambda case: forms.DateField(label=label, required=required, widget=widget))


def number(name: str, label: StrOrPromise, *, required: bool = True, least: int = 0, most: int | None = None) -> Need:
    return Need(name, lambda case: forms.IntegerField(label=label, required=required, min_value=least, max_value=most))


def reason(use: str, label: StrOrPromise, *, required: bool = True) -> Need:
    def make(case: Case) -> forms.Field:
        offered = Wording.objects.filter(root=case.root_id, use=use, is_active=True)
        return forms.ModelChoiceField(offered, label=label, required=required)

    return Need("reason", make)


def units(name: str, label: StrOrPromise, *, required: bool = True) -> Need:
    """Any unit of the regency."""

    def make(case: Case) -> forms.Field:
        code = case.root.code
        offered = Unit.objects.filter(code__startswith=code).select_related("parent").order_by("code")
        return UnitField(offered, label=label, required=required)

    return Need(name, make)


def outcomes(*chosen: Outcome) -> list[tuple[str, StrOrPromise]]:
    return [(outcome.value, outcome.label) for outcome in chosen]


AUDIENCES: list[tuple[str, StrOrPromise]] = [("reporter", _("Only the reporter")), ("public", _("Everybody"))]
VISIBILITY: list[tuple[str, StrOrPromise]] = [
    ("publishable", _("May be published as a redacted copy")),
    ("confidential", _("Stays confidential")),
]
DISPOSITION = (words("instruction", _("Instruction"), required=False, length=2000), day("due_on", _("Due on")))
ELSEWHERE = (
    choice("system", _("Other body"), ExternalRef.System.choices),
    line("number", _("Number there"), length=80),
    Need("url", lambda case: forms.URLField(label=_("Address"), required=False, assume_scheme="https")),
)
TEXT = words("text", _("Text"))
MAYBE_TEXT = words("text", _("Text"), required=False)
WHY = words("text", _("Reason"))

COMPLAINT: dict[str, tuple[Need, ...]] = {
    "ask": (words("text", _("Question")),),
    "reply": (words("text", _("Answer to the question")),),
    "assign": (
        units("unit", _("Unit")),
        Need("handling_class", classes),
        choice("visibility", _("Openness"), VISIBILITY),
        units("about_unit", _("About the office"), required=False),
        *DISPOSITION,
    ),
    "return": (reason(Wording.Use.RETURN, _("Reason")), TEXT),
    "delegate": (Need("unit", units_below), *DISPOSITION),
    "progress": (choice("audience", _("Who reads it"), AUDIENCES), TEXT),
    "answer": (
        words("text", _("Answer to the reporter"), required=False),
        words("public_text", _("Answer for everybody"), required=False),
        choice("outcome", _("Outcome"), outcomes(Outcome.RESOLVED, Outcome.ANSWERED, Outcome.CANNOT_FULFIL)),
        reason(Wording.Use.CANNOT_FULFIL, _("Why it cannot be done"), required=False),
    ),
    "reopen": (WHY,),
    "refer_out": (*ELSEWHERE, line("owner", _("Who is responsible there"), length=150), TEXT),
    "take_back": (WHY,),
    "close_referred": (words("text", _("Answer of the other body")),),
    "mark_duplicate": (line("duplicate_of", _("Number of the other report"), length=20),),
    "propose_archive": (reason(Wording.Use.ARCHIVE, _("Reason")), MAYBE_TEXT),
    "archive": (reason(Wording.Use.ARCHIVE, _("Reason")), MAYBE_TEXT),
    "contest": (WHY,),
    "withdraw": (words("text", _("Reason"), required=False),),
    "reopen_closed": (WHY,),
}

REQUEST: dict[str, tuple[Need, ...]] = {
    "ask": COMPLAINT["ask"],
    "reply": COMPLAINT["reply"],
    "lapse": (words("text", _("Reason"), required=False),),
    "start_test": (MAYBE_TEXT,),
    "conclude_test": (line("consequence_test_ref", _("Number of the consequence test")), MAYBE_TEXT),
    "extend": (WHY,),
    "decide": (
        choice(
            "outcome",
            _("Decision"),
            outcomes(
                Outcome.GRANTED_FULL,
                Outcome.GRANTED_PARTIAL,
                Outcome.REFUSED,
                Outcome.NOT_HELD,
                Outcome.NOT_DOCUMENTED,
            ),
        ),
        words("text", _("Written notice to the applicant")),
        words("redactions", _("Parts left out"), required=False),
        line("refusal_article", _("Ground in article 17, for example: 17 h"), required=False, length=40),
        line("consequence_test_ref", _("Number of the consequence test"), required=False),
        line("holder_name", _("Who holds it"), required=False, length=150),
    ),
    "deliver": (
        words("text", _("How it was delivered, with proof")),
        number("cost_idr", _("Cost (Rp)"), required=False, most=999_999_999),
        line("payment_method", _("Payment"), required=False, length=60),
    ),
    "close": (MAYBE_TEXT,),
    "withdraw": COMPLAINT["withdraw"],
}

OBJECTION: dict[str, tuple[Need, ...]] = {
    "decide": (
        choice("outcome", _("Decision"), outcomes(Outcome.GRANTED, Outcome.GRANTED_PARTIAL, Outcome.REJECTED)),
        words("text", _("Written decision")),
        line("superior_name", _("Decided by")),
        line("superior_position", _("Position of the superior")),
    ),
    "dispute": (
        line("dispute_no", _("Number at the Information Commission"), length=80),
        day("dispute_filed_on", _("Filed on"), required=True),
    ),
    "close_dispute": (words("text", _("Result")),),
    "withdraw": COMPLAINT["withdraw"],
}

BESIDE: dict[str, tuple[Need, ...]] = {
    "note": (TEXT,),
    "message": (TEXT,),
    "publish": (
        line("title_public", _("Public title"), length=150),
        words("body_public", _("Public text")),
        choice("public_place", _("Place"), PublicPlace.choices),
        Need("pictures", pictures),
        Need("links_checked", links_checked),
    ),
    "unpublish": (WHY,),
    "link_external": (*ELSEWHERE, words("text", _("Note"), required=False, length=300)),
    "reopen_upload": (),
    "set_hold": (words("text", _("Reason"), length=300),),
    "lift_hold": (words("text", _("Reason"), length=300),),
    "data_request": (
        choice(
            "what",
            _("What you ask for"),
            [
                ("access", _("See my data")),
                ("correct", _("Correct my data")),
                ("restrict", _("Restrict the use of my data")),
                ("delete", _("Erase my data")),
                ("withdraw_consent", _("Take back my consent")),
            ],
        ),
        words("text", _("Explanation"), required=False, length=2000),
    ),
    "data_request_done": (words("text", _("Answer")),),
    "exclude_user": (Need("user", colleagues), WHY),
    "rate": (
        number("score", _("Stars"), least=1, most=5),
        Need("is_resolved", lambda case: forms.NullBooleanField(label=_("Is it solved?"), required=False)),
        words("comment", _("Comment"), required=False, length=1000),
    ),
}

MACHINE_NEEDS = {
    Kind.COMPLAINT: COMPLAINT,
    Kind.ASPIRATION: COMPLAINT,
    Kind.INFORMATION_REQUEST: REQUEST,
    Kind.OBJECTION: OBJECTION,
}

# (kind, action) → the fields; every action of the tables is here, many with none.
REQUIRED: dict[tuple[Kind, str], tuple[Need, ...]] = {
    **{
        (kind, row.action): MACHINE_NEEDS[kind].get(row.action, ())
        for kind, machine in MACHINES.items()
        for row in machine
        if row.sources
    },
    **{(kind, action): BESIDE[action] for kind in MACHINES for action in BESIDES},
}


def form_for(case: Case, action: str) -> type[ActionForm]:
    """The form class of an action for this case. KeyError when this kind of case knows no such action."""
    made = {need.name: need.field(case) for need in REQUIRED[(Kind(case.kind), action)]}
    fields = {name: field for name, field in made.items() if field is not None}
    return type("ActionForm", (ActionForm,), {"case": case, **fields})
