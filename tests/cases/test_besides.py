"""What is done with a case while its status stays: public copies, numbers, holds."""

import datetime

import pytest
from django.utils.translation import gettext as _

from cases import actions, visibility
from cases.actors import Actor
from cases.engine import InvalidError, RefusedError
from cases.models import Attachment, Case, ExternalRef

from .conftest import NOW

DAY = datetime.timedelta(days=1)
CITIZEN = Actor.reporter()
pytestmark = pytest.mark.django_db


COPY = {"title_public": "Jembatan putus", "body_public": "Jembatan di desa putus.", "public_place": "grid"}


def test_publishing_is_a_deliberate_act_with_an_event(desk, make_case):
    case, event = actions.act(make_case(), "publish", desk.officer("verifier"), COPY, now=NOW)
    assert (case.published_at, case.body_public, case.public_place) == (NOW, COPY["body_public"], "grid")
    assert (event.type, case.body) == ("published", "Jembatan di depan SD putus sejak hujan semalam.")
    case, event = actions.act(case, "unpublish", desk.officer("verifier"), {"text": "Ada nama."}, now=NOW + DAY)
    assert (case.published_at, case.public_changed_at, event.type) == (None, NOW + DAY, "unpublished")


def test_what_may_not_be_published(desk, make_case):
    verifier = desk.officer("verifier")
    for fields in ({"is_confidential": True}, {"is_anonymous": True}):
        with pytest.raises(RefusedError):
            actions.act(make_case(**fields), "publish", verifier, COPY, now=NOW + 2 * DAY)
    anonymous, _event = actions.act(make_case(is_anonymous=True), "publish", verifier, COPY, now=NOW + 3 * DAY)
    assert anonymous.public_place == "village"


def test_a_paper_that_proves_who_somebody_is_is_never_shown(desk, make_case):
    case, keys = make_case(), {"declared_size": 9, "storage_key": "s", "copy_key": "c", "state": "processed"}
    card, photo = (
        Attachment.objects.create(case=case, role=role, created_at=NOW, expires_at=NOW, **keys)
        for role in ("identity", "evidence")
    )
    with pytest.raises(InvalidError):
        actions.act(case, "publish", desk.officer("verifier"), COPY | {"pictures": [card.pk, photo.pk]}, now=NOW)
    actions.act(case, "publish", desk.officer("verifier"), COPY | {"pictures": [photo.pk]}, now=NOW)
    assert list(case.attachments.filter(is_public=True)) == [photo]


def test_a_case_of_danger_is_published_by_two_persons(desk, make_case):
    case = make_case()
    Case.objects.filter(pk=case.pk).update(flags=["priority"])
    for _number in range(2):
        case, event = actions.act(case, "publish", desk.officer("verifier"), COPY)
        assert (event.type, case.published_at) == ("publish_proposed", None)
    case, event = actions.act(case, "publish", desk.officer("verifier2"), COPY)
    assert case.published_at


def test_a_new_copy_that_waits_for_a_second_person_does_not_replace_the_public_one(desk, make_case):
    case = make_case()
    Case.objects.filter(pk=case.pk).update(flags=["priority"])
    for who in ("verifier", "verifier2"):
        case, _event = actions.act(case, "publish", desk.officer(who), COPY)
    changed = COPY | {"body_public": "Hubungi Budi, 0812.", "title_public": "Budi"}
    case, event = actions.act(case, "publish", desk.officer("verifier"), changed)
    assert event.type == "publish_proposed"
    assert (case.title_public, case.body_public) == (COPY["title_public"], COPY["body_public"])
    case, event = actions.act(case, "publish", desk.officer("verifier2"), changed)
    assert (event.type, case.body_public) == ("published", changed["body_public"])
    case, event = actions.act(case, "publish", desk.officer("verifier"), changed)
    assert event.type == "publish_proposed", "a proposal that was followed counts no more"


def test_withdrawing_takes_the_public_copy_off(desk, make_case):
    case, _event = actions.act(make_case(), "publish", desk.officer("verifier"), COPY, now=NOW)
    case, _event = actions.act(case, "withdraw", CITIZEN, {}, now=NOW + DAY)
    assert (case.status, case.published_at, case.public_changed_at) == ("withdrawn", None, NOW + DAY)


def test_a_number_of_another_case_is_noted_and_flagged(desk, make_case):
    first, second, coordinator = make_case(), make_case(), desk.officer("coordinator")
    data = {"system": "lapor", "number": "1234567"}
    actions.act(first, "link_external", coordinator, data)
    second, event = actions.act(second, "link_external", coordinator, data)
    assert (event.type, second.flags) == ("note", ["number_taken"])
    assert ExternalRef.objects.count() == 1


def test_stars_from_an_officer_are_taken_and_marked(desk, answered):
    for email, is_marked in (("Handler_Desa@example.org", True), ("pelapor@example.org", False)):
        case = answered(email=email)
        case, _event = actions.act(case, "confirm", CITIZEN, {}, now=NOW)
        case, event = actions.act(case, "rate", CITIZEN, {"score": 5, "is_resolved": True, "comment": ""}, now=NOW)
        assert (event.type, event.payload["score"]) == ("rated", 5)
        assert event.payload.get("is_by_officer", False) == is_marked
        seen = visibility.shape(case, visibility.Viewer.officer(desk.people["verifier"]))["events"][-1]
        assert (_("the address of an officer") in dict(seen["details"]).values()) == is_marked


def test_heirs_who_come_in_person_are_heard_at_the_desk_that_sees_the_case(desk, answered, decided):
    """The counter has lost sight of it long ago; what is asked runs by hours, whoever typed it."""
    for case, who in ((answered(), "coordinator"), (decided(), "ppid_main")):
        typed = {"what": "delete", "text": "Ahli waris, dengan surat keterangan waris."}
        case, event = actions.act(case, "data_request", desk.officer(who), typed, now=NOW)
        assert event.actor_user == desk.people[who]
        assert case.clocks.get(clock="data_subject_request").due_at == NOW + datetime.timedelta(hours=72)
    with pytest.raises(RefusedError):
        actions.act(case, "data_request", desk.officer("ppid_executive"), typed)
