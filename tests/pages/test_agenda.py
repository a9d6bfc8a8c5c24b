"""Events: over when they are over, the next one first."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pages.models import EventIndexPage, EventPage
from tests.factories import make


def hours(number):
    return timezone.now() + datetime.timedelta(hours=number)


@pytest.mark.parametrize(
    ("starts", "ends", "over"),
    [(1, None, False), (-1, None, True), (-2, 1, False), (-3, -1, True), (2, 3, False)],
)
def test_an_event_is_over_after_its_end_or_without_one_after_its_start(starts, ends, over):
    event = EventPage(title="Posyandu", starts_at=hours(starts), ends_at=None if ends is None else hours(ends))
    assert event.is_over is over


def test_an_event_cannot_end_before_it_starts(tree):
    with pytest.raises(ValidationError) as refused:
        make(EventPage, tree, starts_at=hours(2), ends_at=hours(1))
    assert list(refused.value.message_dict) == ["ends_at"]


def test_the_agenda_shows_what_comes_and_on_request_what_was(tree, rf):
    make(EventPage, tree, title="Besok", starts_at=hours(24))
    make(EventPage, tree, title="Sekarang", starts_at=hours(-1), ends_at=hours(1))
    make(EventPage, tree, title="Kemarin", starts_at=hours(-24))
    make(EventPage, tree, title="Minggu lalu", starts_at=hours(-170), ends_at=hours(-168))
    agenda = EventIndexPage.objects.get()
    assert [event.title for event in agenda.items(rf.get("/"))] == ["Sekarang", "Besok"]
    assert [event.title for event in agenda.items(rf.get("/?waktu=lalu"))] == ["Kemarin", "Minggu lalu"]
