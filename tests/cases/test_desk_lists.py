"""The query law on the officers' lists: what five rows cost, fifteen cost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases import actions, notices, visibility
from cases.models import Outbox

from .conftest import NOW

pytestmark = pytest.mark.django_db
DESK = "/admin/pengaduan/"


def cost(client: Client, ask: Callable[[Client], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert getattr(ask(client), "status_code", 200) == 200
    return len(queries)


@pytest.fixture
def grows(desk):
    """Whether asking costs the same for five rows more and for fifteen."""

    def grows(who: str, add: Callable[[], object], ask: Callable[[Client], object]) -> tuple[int, int]:
        client = Client()
        client.force_login(desk.people[who])
        counts = []
        for number in (1, 4, 10):
            for _ in range(number):
                add()
            counts.append(cost(client, ask))
        return counts[1], counts[2]

    return grows


def test_who_looked(desk, grows, make_case) -> None:
    def look() -> None:
        visibility.record_look(make_case(), desk.people["coordinator"], "identity", "Perlu menelepon")

    five, fifteen = grows("archivist", look, lambda client: client.get(DESK + "yang-melihat/"))
    assert five == fifteen


def test_notices_that_could_not_be_sent(grows, make_case) -> None:
    def fail() -> None:
        notices.enqueue(make_case(), notices.WORK, "verifier", dedupe="uji", at=NOW)
        Outbox.objects.update(state=Outbox.State.DEAD)

    five, fifteen = grows("coordinator", fail, lambda client: client.get(DESK + "tak-terkirim/"))
    assert five == fifteen


def test_the_form_that_passes_several_on(grows, make_case) -> None:
    made = []

    def ask(client: Client) -> object:
        return client.post(DESK + "disposisi/", {"case": [f"{case.ref}@{case.version}" for case in made]})

    five, fifteen = grows("verifier", lambda: made.append(make_case()), ask)
    assert five == fifteen


@pytest.mark.parametrize(
    ("who", "book", "kind"),
    [("verifier", "pengaduan", "complaint"), ("ppid_main", "permohonan", "information_request")],
)
def test_a_register(grows, make_case, who, book, kind) -> None:
    asked = {"dari": "2026-01-01", "sampai": "2026-12-31", "format": "csv"}

    def ask(client: Client) -> None:
        assert b"".join(client.post(f"{DESK}buku/{book}/", asked).streaming_content)

    five, fifteen = grows(who, lambda: make_case(kind), ask)
    assert five == fifteen


@pytest.mark.parametrize("recap", ["rekap-lapor", "rekap-ppid"])
def test_figures_of_a_year(grows, make_case, recap) -> None:
    def add() -> None:
        make_case()
        make_case("information_request")

    def ask(client: Client) -> None:
        assert b"".join(client.get(f"{DESK}buku/{recap}/2026.csv").streaming_content)

    five, fifteen = grows("coordinator", add, ask)
    assert five == fifteen


def test_the_page_of_a_case_does_not_cost_more_the_longer_its_history(desk, grows, make_case) -> None:
    case = make_case()

    def add() -> None:
        actions.act(case, "note", desk.officer("verifier"), {"text": "Dicek."})

    five, fifteen = grows("verifier", add, lambda client: client.get(f"{DESK}{case.ref}/"))
    assert five == fifteen
