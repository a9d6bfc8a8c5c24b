"""Keeps who sent a case apart from it and sealed."""

from __future__ import annotations

from .models import Case, Reporter
from .personal import nik_state, normalise_phone
from .sealing import CannotOpenError, current_key_id, digest, seal, unseal
from .submissions import Person, Submission
from .transitions import Kind


def place_of(column: str, case_id: int) -> str:
    """What a sealed value is bound to: moved to another column or case it does not open."""
    return f"reporter.{column}:{case_id}"


def keep_reporter(case: Case, submission: Submission) -> None:
    """Seals the person of a submission; no row where nobody said who they are."""
    person = submission.person
    if case.kind == Kind.OBJECTION and not person.is_known and case.parent:
        person = person_of(case.parent)
    if not person.is_known:
        return
    key_id = current_key_id()
    is_nik = nik_state(person.nik) != "invalid"
    Reporter.objects.create(
        case=case,
        key_id=key_id,
        nik_last4=person.nik[-4:] if is_nik else "",
        nik_digest=digest(person.nik, key_id, "nik") if is_nik else "",
        phone_digest=digest(normalise_phone(person.phone) or "", key_id, "phone"),
        preferred_contact=person.preferred_contact,
        **{column: seal(getattr(person, column), key_id, place_of(column, case.pk)) for column in Reporter.SEALED},
    )


def person_of(case: Case) -> Person:
    """The person behind a case, unsealed; empty when nobody is known or the key is gone. Only for the case's own use."""
    reporter = Reporter.objects.filter(case=case).first()
    if reporter is None:
        return Person()
    try:
        texts = {
            column: unseal(getattr(reporter, column), reporter.key_id, place_of(column, case.pk))
            for column in Reporter.SEALED
        }
    except CannotOpenError:
        return Person()
    return Person(**texts, preferred_contact=reporter.preferred_contact)


# What reporters read again of themselves, in the order of the form.
TOLD = ("name", "phone", "email", "address", "occupation", "proxy_name")


def told_by(case: Case) -> dict[str, str]:
    """What its reporter has told of the own person, for whoever holds number and secret; of a NIK only the last four
    digits. Empty when nobody is known."""
    person = person_of(case)
    if not person.is_known:
        return {}
    is_nik = nik_state(person.nik) != "invalid"
    return {name: getattr(person, name) for name in TOLD} | {"nik_last4": person.nik[-4:] if is_nik else ""}
