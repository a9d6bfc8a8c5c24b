"""What can be done with a case of any kind while its status stays: words, public copies, numbers, holds, requests, stars."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _

from regions.models import UnitRole

from .. import clocks, consents
from ..actors import Actor
from ..alarms import LINKS
from ..chain import Telling
from ..engine import Effect, RefusedError
from ..models import Attachment, Case, CaseEvent, ExternalRef, Objection
from ..reporters import person_of
from ..routing import settings_of
from ..terms import Term
from ..transitions import Kind, Status
from .endings import hide, number_there, record_elsewhere

Data = dict[str, Any]
When = datetime.datetime
Audience = CaseEvent.Audience
# Seen by two persons before anybody else sees it.
PRIORITY = "priority"
NUMBER_TAKEN = "number_taken"


def note(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    return Telling(audience=Audience.INTERNAL, internal_text=data["text"])


def message(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    """Between the reporter and the office; after the end it is kept as a note and says so."""
    is_over = not case.is_open and case.status != Status.REFERRED_OUT
    if case.kind == Kind.OBJECTION and actor.kind == CaseEvent.ActorKind.CITIZEN and case.outcome:
        # The register of objections has a column for what the requester says to the decision.
        Objection.objects.filter(case=case).update(requester_response=data["text"])
    if not is_over:
        return Telling(audience=Audience.REPORTER, reporter_text=data["text"])
    after = {"after_closing": True}
    return Telling(type="note", audience=Audience.REPORTER, reporter_text=data["text"], payload=after)


def publish(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    """Puts the redacted copy before the public; the original stays as it came."""
    refuse_publishing(case, now)
    if needs_second_person(case) and not proposed_by_another(case, actor, data):
        # Only told, not kept on the case: what is public already stays as it is until a second person has read this.
        copy = {"title": data["title_public"], "body": data["body_public"]}
        return Telling(type="publish_proposed", audience=Audience.INTERNAL, payload=copy)
    case.title_public, case.body_public = data["title_public"], data["body_public"]
    case.public_place = "village" if case.is_anonymous else data["public_place"]
    shown = [picture.pk for picture in data["pictures"]]
    Attachment.objects.filter(case=case).exclude(pk__in=shown).update(is_public=False)
    Attachment.objects.filter(case=case, pk__in=shown).update(is_public=True)
    case.published_at = case.published_at or now
    case.public_changed_at = now
    payload: Data = {"pictures": [str(pk) for pk in shown]}
    if LINKS in case.flags:
        case.flags = [flag for flag in case.flags if flag != LINKS]
        payload["acknowledged"] = [LINKS]
    return Telling(audience=Audience.INTERNAL, payload=payload)


def refuse_publishing(case: Case, now: When) -> None:
    hours = settings_of(case.root).limit("publish_after_hours")
    if case.is_confidential:
        raise RefusedError(_("The content of this case is confidential."))
    if case.status == Status.WITHDRAWN:
        raise RefusedError(_("The reporter has withdrawn this case."))
    if case.is_anonymous and now < case.received_at + datetime.timedelta(hours=hours):
        raise RefusedError(_("An anonymous report is not published within %(hours)s hours.") % {"hours": hours})
    if case.publish_after and now < case.publish_after:
        raise RefusedError(_("It is too early to publish this case."))
    if consents.objects_to_publication(case):
        raise RefusedError(_("The reporter does not agree to a public copy."))


def needs_second_person(case: Case) -> bool:
    return case.is_restricted or PRIORITY in case.flags


def proposal_of(case: Case) -> CaseEvent | None:
    """The public copy that somebody has proposed since the last one was published or taken off."""
    last = case.events.filter(type__in=["publish_proposed", "published", "unpublished"]).order_by("-seq").first()
    return last if last and last.type == "publish_proposed" else None


def proposed_by_another(case: Case, actor: Actor, data: Data) -> bool:
    """Whether somebody else has proposed exactly this copy."""
    proposal = proposal_of(case)
    return (
        proposal is not None
        and actor.user is not None
        and proposal.actor_user_id != actor.user.pk
        and (proposal.payload.get("title"), proposal.payload.get("body")) == (data["title_public"], data["body_public"])
    )


def unpublish(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    if not case.published_at:
        raise RefusedError(_("This case is not published."))
    hide(case, now)
    return Telling(audience=Audience.INTERNAL, internal_text=data["text"])


def link_external(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    """The number elsewhere; one that another case has already is only noted, and flagged."""
    data = data | {"number": number_there(case, data)}
    facts = {"system": data["system"], "number": data["number"]}
    if ExternalRef.objects.filter(**facts).exclude(case=case).exists():
        case.flags = sorted({*case.flags, NUMBER_TAKEN})
        return Telling(type="note", audience=Audience.INTERNAL, internal_text=data["text"], payload=facts)
    reference = record_elsewhere(case, actor, data)
    ExternalRef.objects.filter(pk=reference.pk).update(note=data["text"])
    return Telling(audience=Audience.REPORTER, internal_text=data["text"], payload=facts)


def reopen_upload(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    """Files that were announced and never came may be sent again."""
    days = settings_of(case.root).limit("reopen_upload_days")
    missing = case.attachments.filter(state__in=[Attachment.State.RESERVED, Attachment.State.RECEIVING])
    missing.update(expires_at=now + datetime.timedelta(days=days))
    return Telling(audience=Audience.REPORTER, payload={"days": days, "files": missing.count()})


def set_hold(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    if case.is_on_hold:
        raise RefusedError(_("This case is on hold already."))
    case.is_on_hold, case.hold_reason = True, data["text"]
    return Telling(audience=Audience.RESTRICTED, internal_text=data["text"])


def lift_hold(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    if not case.is_on_hold or case.status == Status.DISPUTED:
        raise RefusedError(_("This case is not on hold, or it is before the Commission."))
    case.is_on_hold, case.hold_reason = False, ""
    return Telling(audience=Audience.RESTRICTED, internal_text=data["text"])


def data_request(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    """A person uses a right under UU 27/2022; the office has hours, not days. Consent taken back holds at once."""
    clocks.start(case, Term.DATA_SUBJECT_REQUEST, now)
    if data["what"] == "withdraw_consent":
        consents.withdraw(case, now)
    return Telling(audience=Audience.REPORTER, reporter_text=data["text"], payload={"what": data["what"]})


def data_request_done(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    if clocks.meet(case, Term.DATA_SUBJECT_REQUEST, now) is None:
        raise RefusedError(_("No request about personal data is open."))
    return Telling(audience=Audience.REPORTER, reporter_text=data["text"])


def exclude_user(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    case.excluded_users.add(data["user"])
    return Telling(audience=Audience.RESTRICTED, internal_text=data["text"], payload={"user": data["user"].pk})


def rate(case: Case, actor: Actor, data: Data, now: When) -> Telling:
    closing = case.events.filter(to_status=Status.CLOSED).exclude(from_status=Status.CLOSED).order_by("-seq").first()
    since = closing.seq if closing else 0
    if case.events.filter(type="rated", seq__gt=since).exists():
        raise RefusedError(_("You have rated this already."), "already_rated")
    payload = {"score": data["score"], "is_resolved": data["is_resolved"], "close_seq": since}
    if is_officer(case):
        payload["is_by_officer"] = True
    return Telling(audience=Audience.REPORTER, reporter_text=data["comment"], payload=payload)


def is_officer(case: Case) -> bool:
    """Whether the address of the reporter is that of somebody who acts for an office: such stars are taken, and marked."""
    email = person_of(case).email
    return bool(email) and UnitRole.objects.active().filter(user__email__iexact=email, user__is_active=True).exists()


EFFECTS: dict[str, Effect] = {
    "note": note,
    "message": message,
    "publish": publish,
    "unpublish": unpublish,
    "link_external": link_external,
    "reopen_upload": reopen_upload,
    "set_hold": set_hold,
    "lift_hold": lift_hold,
    "data_request": data_request,
    "data_request_done": data_request_done,
    "exclude_user": exclude_user,
    "rate": rate,
}
