"""What every page promises: pictures that are described, no sample text in public, a day of review."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pages.models import NewsPage, PlainPage, ProfilePage, ServicePage
from tests.factories import PictureFactory, make


@pytest.mark.parametrize(
    "alt", ["", "  ", "foto", "IMG_2041", "DSC1034", "WhatsApp Image 2026-01-02", "balai.JPG", "Gambar"]
)
def test_a_picture_without_a_real_description_is_not_published(tree, alt):
    with pytest.raises(ValidationError) as refused:
        make(NewsPage, tree, picture=PictureFactory(), picture_alt=alt)
    assert list(refused.value.message_dict) == ["picture_alt"]


@pytest.mark.parametrize(
    "alt", ["Warga menanam kentang di lereng", "Foto bersama di balai desa", "Logo lama yang diganti"]
)
def test_a_described_picture_is_published(tree, alt):
    assert make(NewsPage, tree, picture=PictureFactory(), picture_alt=alt).live


def test_a_decorative_picture_needs_no_description_and_tells_none(tree):
    page = make(NewsPage, tree, picture=PictureFactory(), picture_alt="tidak dipakai", is_picture_decorative=True)
    assert page.picture_data["alt"] == ""
    assert page.picture_data["is_decorative"] is True


def test_a_draft_may_lack_what_a_publication_needs(tree):
    draft = make(NewsPage, tree, live=False, picture=PictureFactory(), summary="[[contoh]]")
    assert NewsPage.objects.filter(pk=draft.pk, live=False).exists()
    with pytest.raises(ValidationError):
        draft.save_revision().publish()
    draft.refresh_from_db()
    assert not draft.live


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "[[Judul]]"),
        ("summary", "Tentang [[nama desa]]."),
        ("seo_title", "[[Judul]]"),
        ("body", [("text", "<p>Isi [[contoh]] saja.</p>")]),
    ],
)
def test_sample_text_is_refused_wherever_it_stands(tree, field, value):
    with pytest.raises(ValidationError) as refused:
        make(PlainPage, tree, **{field: value})
    assert list(refused.value.message_dict) == [field]


def test_sample_text_is_found_inside_rows_of_blocks(tree):
    with pytest.raises(ValidationError) as refused:
        make(ServicePage, tree, requirements=[("requirement", {"text": "[[KTP asli]]"})])
    assert list(refused.value.message_dict) == ["requirements"]


def test_a_draft_whose_sample_title_was_mended_is_published(tree):
    draft = make(PlainPage, tree, live=False, title="[[Judul]]")
    draft.save_revision()
    draft.refresh_from_db()
    page = draft.get_latest_revision_as_object()
    page.title = "Sejarah desa"
    assert page.publication_errors() == {}
    page.save_revision().publish()
    draft.refresh_from_db()
    assert draft.live
    assert draft.title == "Sejarah desa"


def test_review_is_due_after_the_usual_interval_of_the_type(tree):
    page = make(ProfilePage, tree, reviewed_on=datetime.date(2026, 1, 1))
    assert page.review_due_on == datetime.date(2026, 1, 1) + datetime.timedelta(days=ProfilePage.REVIEW_EVERY_DAYS)


def test_review_is_due_after_the_own_interval_of_the_page(tree):
    page = make(ProfilePage, tree, reviewed_on=datetime.date(2026, 1, 1), review_every_days=10)
    assert page.review_due_on == datetime.date(2026, 1, 11)


def test_review_counts_from_publication_when_nobody_reviewed(tree):
    published = datetime.datetime(2026, 3, 1, 18, 30, tzinfo=datetime.UTC)
    page = make(PlainPage, tree, last_published_at=published)
    local_day = timezone.localdate(published)
    assert local_day == datetime.date(2026, 3, 2), "after midnight in Jakarta"
    assert page.review_due_on == local_day + datetime.timedelta(days=365)


def test_a_page_never_published_has_no_day_of_review(tree):
    assert make(PlainPage, tree, live=False, last_published_at=None).review_due_on is None


def test_an_old_version_restores_words_but_never_the_place_in_the_tree(tree):
    page = make(NewsPage, tree, title="Pertama")
    old = page.save_revision()
    page.get_parent().move(tree.neighbour, pos="last-child")
    old.refresh_from_db()
    restored = old.as_object()
    assert restored.title == "Pertama"
    assert restored.unit == tree.neighbour.unit
    assert restored.region_code == "33.04.15.2001"
    old.publish()
    page.refresh_from_db()
    assert page.unit == tree.neighbour.unit


def test_an_old_version_does_not_show_what_a_page_above_hides(tree):
    page = make(NewsPage, tree)
    old = page.save_revision()
    tree.desa.unpublish()
    old.refresh_from_db()
    assert old.as_object().is_hidden_above is True
    old.publish()
    assert not NewsPage.objects.visible().filter(pk=page.pk).exists()


def test_type_names_are_derived_from_the_class(tree):
    assert NewsPage.type_name() == "news"
    assert type(make(NewsPage, tree).get_parent().specific).type_name() == "news_index"
