"""The content version grows with everything that a reader may see, and with nothing else."""

import pytest
from wagtail.models import Page, PageViewRestriction

from pages.freshness import current
from pages.models import NewsPage, Topic
from tests.factories import PictureFactory, UserFactory, make


@pytest.fixture
def after(django_capture_on_commit_callbacks):
    """How much the number grows while something is done; -1 never, so that a test cannot pass by accident."""

    def grown(do):
        before = current()
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return current() - before

    return grown


def test_what_readers_see_raises_it(tree, after):
    news = make(NewsPage, tree)
    news.title = "Judul baru"
    assert after(news.save)
    assert after(
        lambda: news.topics.add(Topic.objects.create(name="Air", slug="air", locale=news.locale)) or news.save()
    )
    assert after(lambda: PictureFactory())
    assert after(tree.desa.unit.save)
    assert after(
        lambda: PageViewRestriction.objects.create(page=Page.objects.get(pk=news.pk), restriction_type="login")
    )
    assert after(lambda: news.get_parent().specific.move(tree.neighbour, pos="last-child"))
    assert after(tree.kecamatan.unpublish)
    assert after(news.delete)


def test_what_nobody_reads_does_not(tree, after, admin):
    news = make(NewsPage, tree)
    news.title = "Belum terbit"
    assert after(lambda: news.save_revision(clean=False)) == 0
    assert after(lambda: UserFactory(username="baru")) == 0
