"""What a reporter can do with a case now, the most likely thing first, each with its own small form."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions import form_for
from ..form_faces import HINTS, Drawn, drawn
from ..models import Case
from ..transitions import Status

# Which action the status calls for; the rest stands folded below.
CALLED_FOR = {
    Status.NEEDS_INFO: ("reply",),
    Status.ANSWERED: ("confirm", "reopen"),
    Status.CLOSED: ("rate",),
    Status.ARCHIVED: ("contest",),
    Status.DUPLICATE: ("contest",),
}


@dataclass(frozen=True)
class Words:
    """How an action is named to its reporter: above its form, on its button, and when it is done."""

    title: Any
    button: Any
    done: Any
    text: Any = ""


WORDS = {
    "reply": Words(_("Answer the question"), _("Send the answer"), _("Your answer has arrived.")),
    "confirm": Words(
        _("The answer settles it"), _("Yes, close it"), _("Closed. Thank you."), _("If you say nothing, it is closed by itself on the day above.")
    ),
    "reopen": Words(
        _("The problem is still there"), _("Reopen it"), _("It is open again."), _("Tell what is still missing; the office takes it up again.")
    ),
    "contest": Words(_("I do not agree"), _("Have it looked at again"), _("It will be looked at again.")),
    "rate": Words(_("How was it?"), _("Send the rating"), _("Thank you for the rating.")),
    "message": Words(_("Add something"), _("Send"), _("Your message has arrived.")),
    "data_request": Words(
        _("My personal data"), _("Send"), _("Your request has arrived; it is answered within three days."), _("See, correct or erase what is kept about you (UU 27/2022).")
    ),
    "withdraw": Words(_("Withdraw it"), _("Withdraw"), _("It is withdrawn."), _("Nobody works on it any more. This cannot be undone.")),
}  # fmt: skip


AFTER_CLOSING = _("Your message is kept as a note: this is closed, so nobody has to answer it.")


@dataclass(frozen=True)
class Step:
    """One thing to do: its words, its fields, and an id by which a repeated press is known."""

    action: str
    fields: list[Drawn] = field(default_factory=list)
    client_id: str = ""
    is_main: bool = False
    is_open: bool = False

    NAMES: ClassVar[dict[str, Words]] = WORDS

    @property
    def words(self) -> Words:
        return self.NAMES[self.action]

    @classmethod
    def done_words(cls, action: str, facts: dict[str, Any]) -> str:
        """What is said when it is done; a message after the end is only a note, and says so."""
        if facts.get("after_closing"):
            return str(AFTER_CLOSING)
        return str(cls.NAMES[action].done) if action in cls.NAMES else ""


def steps_of(case: Case, offered: Iterable[str], typed: Any = None, errors: dict[str, Any] | None = None) -> list[Step]:
    """The steps in the order of the page; the one that was being filled in keeps its text, its id and its errors."""
    called = [action for action in CALLED_FOR.get(Status(case.status), ()) if action in offered]
    rest = [action for action in WORDS if action in offered and action not in called]
    wanted = typed.get("action", "") if typed else ""
    steps = []
    for action in [*called, *rest]:
        is_typed = action == wanted
        form = filled(case, action, typed if is_typed else None, errors if is_typed else None)
        client_id = (typed.get("client_id") if is_typed and not errors else "") or str(uuid.uuid4())
        fields = drawn(form, form.fields, HINTS, shows_errors=bool(is_typed and errors))
        steps.append(Step(action, fields, client_id, action in called, is_typed))
    return steps


def filled(case: Case, action: str, typed: Any, errors: dict[str, Any] | None) -> forms.Form:
    """The form of an action, with what was typed and what is wrong with it."""
    form = form_for(case, action)(typed, auto_id=f"{action}_%s")
    if typed and errors:
        form.is_valid()
        for name, texts in errors.items():
            if name in form.fields and name not in form.errors:
                form.add_error(name, list(texts))
    if "score" in form.fields:
        form.fields["score"] = forms.ChoiceField(
            label=form.fields["score"].label,
            choices=[(str(n), words) for n, words in enumerate(STARS, start=1)],
            widget=forms.RadioSelect,
        )
        form.fields["is_resolved"] = forms.ChoiceField(
            label=form.fields["is_resolved"].label,
            choices=[("true", _("Yes")), ("false", _("No"))],
            widget=forms.RadioSelect,
            required=False,
        )
    return form


STARS = (_("1 – very bad"), _("2 – bad"), _("3 – fair"), _("4 – good"), _("5 – very good"))
