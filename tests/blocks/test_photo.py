"""A picture in a page offers the sizes that exist, reserves its place, and never makes a size for a visitor."""

import pytest

from blocks.media import picture_data
from blocks.templatetags.media import photo, photo_small, photo_thumb
from cms.models import Picture, Rendition
from tests.factories import PictureFactory


@pytest.fixture
def ready(db):
    picture = PictureFactory(file__width=1000, file__height=600)
    picture.make_renditions()
    return picture


def test_a_picture_offers_avif_and_jpeg_in_two_widths(ready):
    html = photo(ready, "Warga menanam kentang", "100vw")
    assert html.startswith('<picture><source type="image/avif"')
    assert html.count(" 360w") == html.count(" 720w") == 2
    assert 'width="720" height="432"' in html
    assert 'alt="Warga menanam kentang"' in html
    assert 'loading="lazy"' in html


def test_the_lead_picture_is_loaded_first(ready):
    html = photo(ready, "Kebun", lead=True)
    assert 'fetchpriority="high"' in html
    assert "lazy" not in html


def test_lists_get_the_small_size_alone(ready):
    html = photo_small(ready, "Kebun")
    assert "720w" not in html
    assert 'width="360"' in html


def test_lines_get_the_smallest_size_which_apps_and_pages_leave_alone(ready):
    html = photo_thumb(ready)
    assert html.count(" 160w") == 2
    assert "360w" not in html
    assert 'width="160"' in html
    assert " 160w" not in photo(ready, "Kebun") + photo_small(ready, "Kebun")
    assert {size["width"] for size in picture_data(ready, "Kebun")["renditions"]} == {360, 720}


def test_a_picture_from_before_there_were_thumbs_stands_in_lines_too(ready):
    Rendition.objects.filter(filter_spec__startswith="width-160").delete()
    assert 'width="360"' in photo_thumb(Picture.objects.get())


def test_no_size_is_made_for_a_visitor(db, django_assert_num_queries):
    picture = Picture.objects.prefetch_related("renditions").get(pk=PictureFactory().pk)
    with django_assert_num_queries(0):
        assert photo(picture, "Kebun <teh>") == '<span class="no-picture">Kebun &lt;teh&gt;</span>'
        assert photo(picture, "") == ""
        assert photo(None, "Kebun") == ""
    assert not Rendition.objects.exists()


def test_words_cannot_leave_the_attribute(ready):
    assert '" onerror' not in photo(ready, 'x" onerror="y')
