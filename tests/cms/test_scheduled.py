"""The schedule: what is due comes out, what is over goes, and one bad page stops no other."""

import datetime

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.utils import timezone
from wagtail.models import Page

from pages.models import BasePage, NewsIndexPage, NewsPage
from tests.factories import make

AGO = datetime.timedelta(hours=1)


def scheduled(tree, **changes):
    """A draft that was to go live an hour ago."""
    page = make(NewsPage, tree, live=False)
    page.go_live_at = timezone.now() + AGO
    for name, value in changes.items():
        setattr(page, name, value)
    revision = page.save_revision(clean=False)
    revision.approved_go_live_at = timezone.now() - AGO
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    return page


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_ours_is_the_command_that_runs():
    assert get_commands()["publish_scheduled"] == "cms"


def test_what_is_due_comes_out(tree, client):
    page = scheduled(tree)
    call_command("publish_scheduled")
    assert is_live(page)
    assert client.get(page.url).status_code == 200


def test_one_invalid_page_stops_no_other_and_stays_scheduled(tree, capsys, caplog):
    bad = scheduled(tree, source_kind="quoted", source_url="", title="Tanpa alamat sumber")
    good = scheduled(tree)
    with pytest.raises(CommandError, match="1 scheduled"):
        call_command("publish_scheduled")
    assert not is_live(bad)
    assert is_live(good)
    assert "Tanpa alamat sumber" in capsys.readouterr().err
    assert "Tanpa alamat sumber" in caplog.text
    assert BasePage.objects.get(pk=bad.pk).scheduled_revision is not None

    page = NewsPage.objects.get(pk=bad.pk).get_latest_revision_as_object()
    page.source_url = "https://example.org/"
    page.go_live_at = None
    page.save_revision().publish()
    assert is_live(bad)
    call_command("publish_scheduled")


def test_what_is_over_goes_with_all_below_it(tree, client):
    news = make(NewsPage, tree)
    index = NewsIndexPage.objects.get()
    index.expire_at = timezone.now() - AGO
    index.save()
    assert client.get(index.url).status_code == 404, "hidden by its date, before the command has run"
    call_command("publish_scheduled")
    index.refresh_from_db()
    assert (index.live, index.expired) == (False, True)
    assert client.get(news.url).status_code == 404
    assert BasePage.objects.get(pk=news.pk).is_hidden_above


def test_one_withdrawal_that_fails_stops_no_other(tree, monkeypatch):
    first, second = make(NewsPage, tree), make(NewsPage, tree)
    NewsPage.objects.filter(pk__in=[first.pk, second.pk]).update(expire_at=timezone.now() - AGO)
    unpublish = NewsPage.unpublish

    def breaks(page, **kwargs):
        unpublish(page, **kwargs)
        if page.pk == first.pk:
            raise RuntimeError("broken")

    monkeypatch.setattr(NewsPage, "unpublish", breaks)
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    assert is_live(first), "half a withdrawal is none"
    assert not is_live(second)


def test_a_dry_run_changes_nothing(tree, capsys):
    page = scheduled(tree)
    call_command("publish_scheduled", "--dryrun")
    assert page.slug in capsys.readouterr().out
    assert not is_live(page)


def test_unpublishing_from_the_list_of_pages_hides_what_is_below(tree, admin_client):
    news = make(NewsPage, tree)
    index = NewsIndexPage.objects.get()
    admin_client.post(f"/admin/bulk/wagtailcore/page/unpublish/?id={index.pk}", {"include_descendants": ""})
    assert not is_live(index)
    assert BasePage.objects.get(pk=news.pk).is_hidden_above
