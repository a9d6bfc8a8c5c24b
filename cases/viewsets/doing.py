"""The forms of what an officer can do with a case now: exactly what the tables and the roles allow, as they were typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from regions.models import Unit

from .. import clocks
from ..actions import form_for
from ..actions.besides import needs_second_person, proposal_of
from ..actions.complaints import answers
from ..actions.requests import has_delivery
from ..actors import Actor
from ..models import Attachment, Case, Wording
from ..personal import masked
from ..terms import Term
from ..transitions import Kind, Role, Status, find, open_to
from ..visibility import Grant
from .words import BESIDE, button_of, hint_of

Grants = Mapping[Role, Grant]
# Fields into which a prepared answer can be put.
WORDS = frozenset({"text", "public_text"})
WITH_ANSWERS = frozenset({"answer", "progress", "message", "ask", "decide"})


@dataclass(frozen=True)
class Doing:
    """One thing that can be done: its button, its form, whether it stands open."""

    action: str
    form: forms.Form
    is_open: bool = False

    @property
    def button(self) -> Any:
        return button_of(self.action)

    @property
    def hint(self) -> Any:
        return hint_of(self.action)

    @property
    def is_beside(self) -> bool:
        return self.action in BESIDE

    @property
    def takes_answers(self) -> bool:
        return self.action in WITH_ANSWERS


def allowed(case: Case, grants: Grants) -> list[str]:
    """What the tables let these roles do now; what the moment rules out for sure is left away."""
    found = open_to(Kind(case.kind), Status(case.status), set(grants))
    is_report = case.kind in (Kind.COMPLAINT, Kind.ASPIRATION)
    pointless = {
        "answer": is_report and not answers(case, set(grants)),
        "unpublish": not case.published_at,
        "publish": case.is_confidential or case.status == Status.WITHDRAWN,
        "set_hold": case.is_on_hold,
        "lift_hold": not case.is_on_hold,
    }
    return [action for action in dict.fromkeys(found) if not pointless.get(action)]


def is_in_vain(case: Case, action: str) -> bool:
    """Whether this very case leaves nothing to do by an action that its status allows: such a button only misleads."""
    if action == "data_request_done":
        return clocks.running(case, Term.DATA_SUBJECT_REQUEST) is None
    if action == "delegate":
        return not Unit.objects.filter(parent=case.current_unit_id).exists()
    if action == "reopen_upload":
        return not case.attachments.filter(state__in=[Attachment.State.RESERVED, Attachment.State.RECEIVING]).exists()
    if action == "extend":
        term = clocks.running(case, Term.INFORMATION_NOTICE)
        return term is None or term.is_late(timezone.now()) or term.extension_count >= term.rule.extension_max
    if action in ("deliver", "close") and case.kind == Kind.INFORMATION_REQUEST and case.status == Status.DECIDED:
        return has_delivery(case) == (action == "close")
    return False


def doings(case: Case, grants: Grants, typed: Any = None, failed: str = "", errors: Any = None) -> list[Doing]:
    """A form for each; the one that failed comes back with what was typed."""
    found = []
    for action in allowed(case, grants):
        is_failed = action == failed
        if not is_failed and is_in_vain(case, action):
            continue
        form = drawn(case, action, typed if is_failed else None)
        if is_failed:
            show_errors(form, errors or {})
        found.append(Doing(action, form, is_open=is_failed))
    return found


def drawn(case: Case, action: str, typed: Any = None) -> forms.Form:
    """The form of an action as the admin draws it, filled with what helps."""
    made = form_for(case, action)
    form = made(typed, auto_id=f"{action}_%s", initial=starting(case, action))
    if "pictures" in form.fields:
        form.fields["pictures"].widget = forms.CheckboxSelectMultiple(choices=form.fields["pictures"].choices)  # type: ignore[attr-defined]
    return form


def starting(case: Case, action: str) -> dict[str, Any]:
    """What a form begins with. Class and visibility begin empty on purpose: both are decided, never inherited."""
    if action == "publish":
        proposed = proposal_of(case) if needs_second_person(case) else None
        waiting = proposed.payload if proposed else {}
        return {
            "title_public": waiting.get("title") or case.title_public or masked(case.title),
            "body_public": waiting.get("body") or case.body_public or masked(case.body),
            "public_place": case.public_place,
        }
    if action == "assign":
        unit = case.current_unit_id if case.current_unit_id != case.root_id else None
        return {"unit": unit, "about_unit": case.about_unit_id}
    return {}


def show_errors(form: forms.Form, errors: Mapping[str, Any]) -> None:
    """Adds what the action answered to the fields; what belongs to no field stands above them."""
    form.is_valid()
    for name, texts in errors.items():
        known = name if name in form.fields else None
        said = [str(text) for text in texts]
        if known and form.errors.get(known):
            continue
        form.add_error(known, said)


def actor_for(request: HttpRequest, case: Case, action: str, grants: Grants) -> Actor:
    """The officer with all roles that count, speaking for the unit in which this action's role is held."""
    roles = frozenset(grants)
    able = [role for role in sorted(roles) if find(Kind(case.kind), action, Status(case.status), role)]
    # Whoever may do it as a handler speaks for the office in charge, not for the coordinator's desk.
    able.sort(key=lambda role: role not in (Role.HANDLER, Role.UNIT_HEAD))
    held = grants[able[0]] if able else next(iter(grants.values()), None)
    unit = Unit.objects.get(pk=held.unit_id) if held else None
    return Actor.officer(request.user, roles, unit)


def answers_for(case: Case) -> list[Wording]:
    """The prepared answers of the regency."""
    return list(Wording.objects.filter(root=case.root_id, use=Wording.Use.ANSWER, is_active=True))


STALE = _("Somebody else has acted on this case in the meantime. Nothing was done; what you typed stands below.")
REFUSED = _("This is not possible here any more. Nothing was done; what you typed stands below.")
