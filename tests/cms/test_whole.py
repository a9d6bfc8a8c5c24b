"""What is done in the admin is done whole: when apps cannot be told of a change, the change is not made."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms.whole import WholeChangesMiddleware
from pages.feed import marking, writing
from pages.feed.numbering import number
from pages.models import ContentChange, PlainPage
from tests.factories import PlainPageFactory

pytestmark = pytest.mark.django_db


class LostError(Exception):
    """Stands for whatever can happen between a change and its mark."""


@pytest.fixture
def page(tree):
    return PlainPageFactory(parent=tree.desa, title="Sejarah", slug="sejarah")


@pytest.fixture
def break_marking(monkeypatch):
    def lose(keys):
        raise LostError

    return lambda: monkeypatch.setattr(writing, "mark", lose)


def test_only_what_stores_something_in_the_admin_is_wrapped(db):
    seen = []

    def view(request):
        seen.append(marking.collecting() is not None and connection.in_atomic_block)
        return HttpResponse()

    middleware = WholeChangesMiddleware(view)
    ask = RequestFactory()
    assert middleware.process_view(ask.post("/admin/pages/3/edit/"), view, (), {}).status_code == 200
    assert seen == [True]
    for request in (ask.get("/admin/pages/"), ask.post("/api/v1/submissions/"), ask.post("/pengaduan/tulis/")):
        assert middleware.process_view(request, view, (), {}) is None


def post(client, name, page, data, *more):
    client.raise_request_exception = False
    return client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more]), data).status_code


def test_a_move_that_cannot_be_told_is_not_made(tree, page, admin_client, break_marking):
    break_marking()
    assert post(admin_client, "move_confirm", page, {}, tree.neighbour.pk) == 500
    assert PlainPage.objects.get(pk=page.pk).region_code == "33.04.15.2008"


def test_nor_an_unpublishing(page, admin_client, break_marking):
    break_marking()
    assert post(admin_client, "unpublish", page, {}) == 500
    assert PlainPage.objects.get(pk=page.pk).live


def test_nor_a_deletion(page, admin_client, break_marking):
    break_marking()
    assert post(admin_client, "delete", page, {}) == 500
    assert PlainPage.objects.filter(pk=page.pk).exists()


def test_nor_a_lock(page, admin_client, break_marking):
    break_marking()
    assert post(admin_client, "set_privacy", page, {"restriction_type": "login"}) == 500
    assert not PageViewRestriction.objects.exists()


def test_and_when_it_can_it_is(tree, page, admin_client):
    number()
    assert post(admin_client, "move_confirm", page, {}, tree.neighbour.pk) == 302
    rows = ContentChange.objects.filter(item_id=page.translation_key, seq=None)
    assert {(row.region_code, row.op) for row in rows} == {("33.04.15.2008", "delete"), ("33.04.15.2001", "upsert")}
