"""Everybody reads what an officer has published, and of everything else not even that it exists."""

import re

import pytest
from django.core.cache import caches
from django.utils import timezone

from cases import actions
from cases.models import Case
from tests.factories import UnitFactory

from .test_public_forms import said

LIST = "/pengaduan/"
CANARY = "KENARI-7431"


@pytest.fixture
def hall(tree, desk):
    return desk


@pytest.fixture
def publish(hall, make_case):
    """A published case, with its private words apart from the public ones."""

    def build(title="Jembatan putus", **fields):
        case = make_case(at=timezone.now(), title=f"{CANARY} {title}", body=CANARY, **fields)
        copy = {"title_public": title, "body_public": "Jembatan putus, warga memutar.", "public_place": "village"}
        return actions.act(case, "publish", hall.officer("verifier"), copy)[0]

    return build


def text(response):
    return response.content.decode()


def test_a_published_case_is_listed_and_has_its_page(publish, client):
    case = publish()
    listed = text(client.get(LIST))
    assert "Jembatan putus" in listed
    assert CANARY not in listed
    response = client.get(f"/pengaduan/{case.ref}/")
    html = text(response)
    assert response.status_code == 200
    assert "warga memutar" in html
    assert CANARY not in html
    assert '<meta name="robots" content="noindex">' in html


def test_the_number_may_be_written_carelessly(publish, client):
    case = publish()
    assert client.get(f"/pengaduan/{case.ref.lower().replace('-', '')}").status_code == 200


def test_everything_else_is_missing_in_the_same_words(publish, hall, make_case, client):
    private = make_case(at=timezone.now())
    withdrawn = publish("Lain")
    actions.act(withdrawn, "withdraw", actions_actor(), {"text": ""})
    hidden = publish("Lagi")
    Case.objects.filter(pk=hidden.pk).update(is_confidential=True)
    numbers = (private.ref, withdrawn.ref, hidden.ref, "BNA-26-000000-0")
    answers = {
        (
            response.status_code,
            response.content.replace(ref.encode(), b"NUMBER"),
            tuple(sorted(response.headers.items())),
        )
        for ref in numbers
        for response in [client.get(f"/pengaduan/{ref}/")]
    }
    odd = {client.get(f"/pengaduan/{ref}/").content for ref in ("BNA-26-000000-1", "x", "%00", "'; --", "<b>")}
    assert len(odd) == 1
    assert len(answers) == 1
    [(status, body, _headers)] = answers
    assert status == 404
    assert b'name="secret"' in body
    assert body.count(b"NUMBER") == 1, "in the field for the number, from the address alone"
    assert b"NUMBER" not in odd.pop()


def actions_actor():
    from cases.actors import Actor

    return Actor.reporter()


def test_a_private_case_is_in_no_list(hall, make_case, client):
    case = make_case(at=timezone.now(), title=CANARY)
    html = text(client.get(LIST))
    assert case.ref not in html
    assert CANARY not in html


def test_the_list_is_filtered_by_section_category_and_status(publish, hall, client):
    road = publish("Jalan berlubang", category=hall.categories["jalan"])
    desk = publish("Loket lambat", category=hall.categories["layanan"], origin_unit=hall.desa)

    def listed(**filters):
        return set(re.findall(r"/pengaduan/(BNA-[^/]+)/", text(client.get(LIST, filters))))

    assert listed() == {road.ref, desk.ref}
    assert listed(kategori="jalan") == {road.ref}
    assert listed(kategori="tidak-ada") == {road.ref, desk.ref}
    assert listed(unit="33.04.15.2008") == {desk.ref}
    assert listed(unit="33.04.15") == {desk.ref}
    assert listed(status="diproses") == {road.ref, desk.ref}
    assert listed(status="selesai") == set()
    assert listed(status="apa", halaman="xx") == {road.ref, desk.ref}


def test_an_office_without_a_section_of_its_own_can_be_chosen(publish, hall, client):
    """An agency is offered by the filter whether or not it has a page; choosing it is never silently passed over."""
    theirs, other = publish(category=hall.categories["jalan"]), publish(category=hall.categories["layanan"])
    assert (theirs.current_unit.code, other.current_unit.code) == ("33.04-dpupr", "33.04")
    html = client.get("/pengaduan/?unit=33.04-dpupr").content.decode()
    assert '<option value="33.04-dpupr" selected>' in html
    assert theirs.ref in html
    assert other.ref not in html


def test_the_list_of_a_regency_has_only_its_own(publish, client):
    ours, theirs = publish(), publish()
    Case.objects.filter(pk=theirs.pk).update(root=UnitFactory(code="11.01"))
    html = client.get("/pengaduan/").content.decode()
    assert ours.ref in html
    assert theirs.ref not in html


def test_the_list_asks_as_often_for_fifteen_as_for_five(publish, client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(LIST)
    counts = []
    for more in (5, 10):
        for number in range(more):
            publish(f"Laporan {number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 15


def test_what_is_taken_off_is_not_shown_from_memory(
    publish, hall, client, settings, django_capture_on_commit_callbacks
):
    settings.PAGE_CACHE_SECONDS = 60
    caches["answers"].clear()
    case = publish()
    addresses = (LIST, f"/pengaduan/{case.ref}/", "/api/v1/cases/", f"/api/v1/cases/{case.ref}/")
    for address in addresses:
        assert "Jembatan putus" in text(client.get(address))
        assert "Age" in client.get(address), "it is kept"
    with django_capture_on_commit_callbacks(execute=True):
        actions.act(case, "withdraw", actions_actor(), {"text": ""})
    assert not [address for address in addresses if "Jembatan putus" in text(client.get(address))]


def test_a_closed_case_is_with_nobody(publish, hall, client):
    case = publish()
    assert said("With %(unit)s now.") % {"unit": case.current_unit.name} in text(client.get(f"/pengaduan/{case.ref}/"))
    Case.objects.filter(pk=case.pk).update(status="closed")
    assert said("With %(unit)s now.") % {"unit": case.current_unit.name} not in text(
        client.get(f"/pengaduan/{case.ref}/")
    )
