"""Writing to an office: the form, the look before sending, the receipt; each works without JavaScript and may be repeated."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .. import intake
from ..consents import information
from ..form_faces import OF_VILLAGE, groups_of
from ..forms import SubmissionForm
from ..models import Case, Channel
from ..personal import detect
from ..routing import addressee, desk_of
from ..submissions import Place, canonical_uuid4
from ..transitions import Kind
from .doors import Here, citizens_door, here_of, shown
from .proof import Proof
from .receipt import receipt_page

COMPLAINTS = (Kind.COMPLAINT, Kind.ASPIRATION)
# What the intake says when it stored nothing, as a status of the page that gives the text back.
STATUSES = {"in_flight": 409, "unavailable": 503}
# What was typed, beside the fields of the form.
BESIDE = ("kind", "token")


@citizens_door
def write(request: HttpRequest) -> HttpResponse:
    """A complaint or an aspiration."""
    return Writing(request, COMPLAINTS).answer()


@citizens_door
def ask(request: HttpRequest) -> HttpResponse:
    """A request for public information."""
    return Writing(request, [Kind.INFORMATION_REQUEST]).answer()


@citizens_door
def contest(request: HttpRequest) -> HttpResponse:
    """An objection to how a request was treated; only who holds the secret of the request can send it."""
    return Writing(request, [Kind.OBJECTION]).answer()


class Writing:
    """One request to one of the forms: what was typed, what is wrong with it, which page comes next."""

    def __init__(self, request: HttpRequest, kinds: Iterable[Kind]) -> None:
        self.request = request
        self.here: Here = here_of(request)
        self.kinds = list(kinds)
        self.typed = self.read(request.POST) if request.method == "POST" else None
        kind = self.typed.get("kind", "") if self.typed else ""
        self.kind = Kind(kind) if kind in self.kinds else self.kinds[0]
        self.proof = Proof(request, self.typed) if self.kind == Kind.OBJECTION else None
        self.form = SubmissionForm(self.typed, unit=self.here.unit, kind=self.kind)
        if self.typed is None:
            # The page is the same for everybody and may be kept: nothing in it belongs to one visit.
            self.form.initial = {}

    def read(self, posted: QueryDict) -> QueryDict:
        """What was typed, with what only a device or our own script would add."""
        typed = posted.copy()
        typed["lang"] = get_language() or "id"
        if typed.get("about_unit") == OF_VILLAGE:
            typed["about_unit"] = typed.get("village", "")
        if "preferred_contact" not in typed:
            typed["preferred_contact"] = next((way for way in ("email", "phone") if typed.get(way)), "none")
        return typed

    def answer(self) -> HttpResponse:
        if self.typed is None:
            return self.page()
        step = self.request.POST.get("step", "check")
        if step == "start":
            self.form = SubmissionForm(self.fresh(), unit=self.here.unit, kind=self.kind)
            return self.page(shows_errors=False)
        if step == "change":
            return self.page(shows_errors=False)
        if not self.is_sound():
            return self.page(status=400)
        # Without an id of its own a text could be stored twice; the look before sending gives it one.
        if step != "send" or not canonical_uuid4(self.typed.get("submission_id", "")):
            return self.look()
        return self.send()

    def fresh(self) -> QueryDict:
        """The form as the tracking page opens it: only the request is known."""
        typed = QueryDict(mutable=True)
        typed["request_ref"] = self.proof.case.ref if self.proof and self.proof.case else ""
        return typed

    def is_sound(self) -> bool:
        is_valid = self.form.is_valid()
        if self.proof:
            self.proof.check(self.form)
            is_valid = self.form.is_valid()
        return is_valid

    # ------------------------------------------------------------ the pages

    def page(self, status: int = 200, shows_errors: bool = True, problem: str = "") -> HttpResponse:
        """The form, empty or with everything that was typed."""
        groups = groups_of(self.form, shows_errors)
        context = {
            "groups": groups,
            "kind": self.kind,
            "kinds": [kind for kind in self.kinds if len(self.kinds) > 1],
            "errors": [one for group in groups for one in group.fields if one.error],
            "proof": self.proof,
            "problem": problem
            or " ".join(map(str, self.form.non_field_errors() if shows_errors and self.typed else [])),
            "kept": self.kept(("submission_id", "opened_at", "lon", "lat", "accuracy_m", "place_source")),
            "is_open": desk_of(self.here.unit).is_open,
            "privacy": information(),
        }
        return shown(
            self.request, "cases/write.html", context, here=self.here, status=status, may_go_back=not self.proof
        )

    def look(self, status: int = 200, problem: str = "") -> HttpResponse:
        """The look before sending: what the office gets, what everybody could read, what had better be left out."""
        assert self.typed is not None
        if not canonical_uuid4(self.typed.get("submission_id", "")):
            self.typed["submission_id"] = str(uuid.uuid4())
        self.typed.setdefault("opened_at", str(int(time.time())))
        submission = self.form.submission()
        forced = submission.category if submission.category and submission.category.is_forced_confidential else None
        context = {
            "submission": submission,
            "addressee": addressee(self.here.unit, submission.about_unit, self.form.root),
            "is_secret": submission.is_confidential or bool(forced),
            "forced": forced,
            "kind": self.kind,
            "rows": told(self.form) + point_of(submission.place),
            "title_parts": parts(submission.title),
            "body_parts": parts(submission.body),
            "warnings": list(dict.fromkeys((one.code, one.kind) for one in self.form.warnings())),
            "found": sorted({one.kind for one in self.form.warnings() if one.code == "personal_data"}),
            "doubts": [
                (self.form.fields[one.field].label if one.field in self.form.fields else "", one.text)
                for one in self.form.warnings()
                if one.code != "personal_data"
            ],
            "kept": self.kept([*self.form.fields, *BESIDE]),
            "problem": problem,
        }
        return shown(
            self.request, "cases/look.html", context, here=self.here, status=status, may_go_back=not self.proof
        )

    def kept(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """What the next page carries along unseen."""
        typed = self.typed if self.typed is not None else {}
        held = [(name, typed.get(name, "")) for name in dict.fromkeys(names)]
        if self.proof:
            held = [(name, value) for name, value in held if name != "token"] + self.proof.kept
        return [(name, value) for name, value in held if value]

    def send(self) -> HttpResponse:
        parent: Case | None = self.proof.case if self.proof else None
        try:
            receipt = intake.submit(self.form.submission(), channel=Channel.WEB, parent=parent)
        except intake.IdempotencyConflictError:
            assert self.typed is not None
            self.typed["submission_id"] = ""
            return self.look(
                409, _("Another text was sent from this page before, and is safe with us. Send this one as a new one?")
            )
        except intake.NotTakenError as refusal:
            if refusal.code in STATUSES:
                response = self.look(
                    STATUSES[refusal.code], _("We could not store it right now. Nothing is lost: please send it again.")
                )
                response.headers["Retry-After"] = "5"
                return response
            return self.page(400, problem=str(refusal) or _("This cannot be taken now."))
        return receipt_page(self.request, receipt, here=self.here)


def parts(text: str) -> list[tuple[str, str]]:
    """The text in pieces, those that look like personal data with their kind."""
    pieces, end = [], 0
    for finding in detect(text):
        pieces += [(text[end : finding.start], ""), (text[finding.start : finding.end], finding.kind)]
        end = finding.end
    return [piece for piece in [*pieces, (text[end:], "")] if piece[0]]


# Shown by themselves, or nobody's business.
UNTOLD = {"title", "body", "website", "is_anonymous", "is_confidential"}
# Of a complaint the look says apart who gets to know the name.
NAMED_APART = {"name"}


def told(form: SubmissionForm) -> list[tuple[Any, Any]]:
    """Label and answer of everything else that the office gets."""
    rows = []
    untold = UNTOLD | NAMED_APART if form.kind in COMPLAINTS else UNTOLD
    for group in groups_of(form):
        for one in group.fields:
            value = one.bound.value()
            if one.bound.name in untold or value in ("", None, False):
                continue
            choices = getattr(one.bound.field, "choices", None)
            rows.append((one.label, _("Yes") if one.shape == "check" else chosen(choices, value) if choices else value))
    return rows


def point_of(place: Place) -> list[tuple[Any, Any]]:
    """The point that goes along, so that nobody sends unseen where the phone was."""
    if place.lon is None:
        return []
    words = f"{place.lat}, {place.lon}" + (f" (± {place.accuracy_m} m)" if place.accuracy_m else "")
    return [(_("Point on the map"), words)]


def chosen(choices: Any, value: Any) -> Any:
    """The words of an answer; choices may stand in groups."""
    for key, label in choices:
        if isinstance(label, list | tuple):
            if found := dict(label).get(value):
                return found
        elif str(key) == str(value):
            return label
    return value
