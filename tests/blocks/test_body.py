"""What an editor writes in a body is checked when it is published, shown to the right people, and cheap to show."""

import json
import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from blocks.chosen import preload
from blocks.links import LinkBlock, TaskBlock
from blocks.media import PictureBlock, alt_error
from blocks.services import RequirementBlock
from blocks.stream import BodyBlock, block_html
from pages.models import DesaPage, NewsPage, PlainPage, ServicePage
from tests.factories import PictureFactory, PublicDocumentFactory, make

BODY = BodyBlock()


def stored(page, *parts):
    """The page as it comes back from the database with these parts in its body."""
    page.body = list(parts)
    page.save()
    return type(page).objects.select_related("locale", "unit").get(pk=page.pk)


def picture(alt="Warga menanam kentang", decorative=False, **kwargs):
    image = PictureFactory(**kwargs)
    image.contextual_alt_text, image.decorative = alt, decorative
    return image


def queries_of(action):
    ContentType.objects.get_for_models(NewsPage, PlainPage, DesaPage)
    Site.get_site_root_paths()
    with CaptureQueriesContext(connection) as queries:
        action()
    return len(queries)


@pytest.fixture
def plain(tree):
    return make(PlainPage, tree)


@pytest.mark.parametrize("alt", ["", "  ", "gambar", "IMG_2041", "WhatsApp Image 2026-01-02", "kantor.JPG", "Logo"])
def test_empty_words_are_no_description_of_a_picture(alt, db):
    block = PictureBlock()
    assert alt_error(alt, False)
    with pytest.raises(ValidationError):
        block.clean(picture(alt))
    assert block.clean(picture(alt, decorative=True))
    assert block.clean(picture("Kepala desa menyerahkan bantuan"))


def test_a_draft_may_be_incomplete_and_a_publication_may_not(db):
    unfinished = {
        "picture": {"picture": picture(""), "caption": ""},
        "table": {"caption": "", "lines": "satu", "has_row_headings": True},
        "cards": {"title": "", "cards": [{"title": "", "text": "", "picture": None, "page": None, "url": ""}]},
        "service_standard": {"service": None},
        "heading": {"text": "", "look": "large"},
        "gallery": {"title": "", "pictures": []},
    }
    for key, value in unfinished.items():
        stream = BODY.normalize([(key, value)])
        BODY.clean_deferred(stream)
        with pytest.raises(ValidationError):
            BODY.clean(stream)


def test_a_task_leads_to_a_page_or_an_address_never_both_nor_neither(tree):
    task = TaskBlock()
    page = tree.desa
    for wrong in ({"page": page, "url": "https://example.org/"}, {"page": None, "url": ""}):
        value = task.normalize({"label": "KTP", "icon": "paper"} | wrong)
        with pytest.raises(ValidationError):
            task.clean(value)
        assert task.clean_deferred(value)
    assert LinkBlock().clean(LinkBlock().normalize({"label": "KTP", "page": page, "url": ""}))


def test_a_video_leads_to_a_safe_address_and_says_where(plain, rf):
    video = BODY.child_blocks["video"]
    with pytest.raises(ValidationError):
        video.clean(video.normalize({"title": "Film", "url": "http://example.org/", "poster": None, "length": ""}))
    html = BODY.render(BODY.normalize([("video", video.get_preview_value())]), {"request": rf.get("/")})
    assert "youtube.com" in html
    assert "<iframe" not in html
    poster = picture("Petani menyangrai kopi")
    poster.make_renditions()
    value = dict(video.get_preview_value()) | {"poster": poster}
    html = BODY.render(BODY.normalize([("video", value)]), {"request": rf.get("/")})
    link = html.partition("<a ")[2].partition("</a>")[0]
    assert 'alt="Petani menyangrai kopi"' in link
    assert "youtube.com</span>" in link


def test_a_table_has_its_caption_and_headings(plain):
    page = stored(
        plain, ("table", {"caption": "Panen", "lines": "Tahun\tTon\n2025\t1.310\n\n2026", "has_row_headings": True})
    )
    html = BODY.render(page.body)
    assert "<caption>Panen</caption>" in html
    assert '<th scope="col" class="num">Ton</th>' in html
    assert '<th scope="row">2025</th><td class="num">1.310</td>' in html
    assert '<th scope="row">2026</th><td class="num"></td>' in html
    assert 'tabindex="0"' in html


def test_numbers_of_a_table_stand_one_below_the_other(plain):
    lines = "Pekerjaan|Panjang|Biaya|Bagian\nJalan|420 m|Rp96.500.000|100%\nAir|840 m|Rp4.500|7,5%\nUpah|||"
    html = BODY.render(stored(plain, ("table", {"caption": "Rincian", "lines": lines, "has_row_headings": True})).body)
    assert (
        '<th scope="col">Panjang</th><th scope="col" class="num">Biaya</th><th scope="col" class="num">Bagian' in html
    )
    assert '<td>420 m</td><td class="num">Rp96.500.000</td><td class="num">100%</td>' in html


def test_text_written_by_an_editor_is_escaped(plain):
    page = stored(
        plain, ("heading", {"text": "<script>x</script>", "look": "large"}), ("quote", {"text": "<b>", "source": "&"})
    )
    html = BODY.render(page.body)
    assert "<script" not in html
    assert "<b>" not in html


def test_what_a_forged_form_sends_is_cleaned():
    """The editor's own page never sends this; whoever bypasses it gets bold, italic, links and lists, nothing else."""

    def part(key, kind, entities=(), styles=()):
        entity_ranges = [{"offset": 0, "length": 4, "key": number} for number in entities]
        style_ranges = [{"offset": 0, "length": 4, "style": style} for style in styles]
        return {
            "key": key, "type": kind, "text": "<b>x", "depth": 0, "data": {},
            "entityRanges": entity_ranges, "inlineStyleRanges": style_ranges,
        }  # fmt: skip

    content = {
        "blocks": [
            part("a", "unstyled", entities=[0], styles=["BOLD", "STRIKETHROUGH", "CODE"]),
            part("b", "header-one"),
            part("c", "atomic", entities=[1]),
            part("d", "unordered-list-item", styles=["ITALIC"]),
            part("e", "unstyled", entities=[2]),
        ],
        "entityMap": {
            "0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}},
            "1": {"type": "EMBED", "mutability": "IMMUTABLE", "data": {"url": "https://x.example/"}},
            "2": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://contoh.go.id/"}},
        },
    }
    html = BODY.child_blocks["text"].value_from_datadict({"x": json.dumps(content)}, {}, "x").source
    tags = set(re.findall(r"<(\w+)", html))
    assert tags <= {"p", "b", "i", "a", "ul", "li"}
    assert {"b", "i", "li"} <= tags
    assert "javascript" not in html
    assert "x.example" not in html
    assert 'href="https://contoh.go.id/"' in html


def test_a_link_to_what_the_public_may_not_see_is_no_link(tree, plain, rf):
    hidden, seen = make(NewsPage, tree, title="Rahasia", live=False), make(NewsPage, tree, title="Terbuka")
    text = "".join(f'<p><a linktype="page" id="{page.pk}">ke {page.title}</a></p>' for page in (hidden, seen))
    cards = [{"title": p.title, "text": "", "picture": None, "page": p, "url": ""} for p in (hidden, seen)]
    page = stored(plain, ("text", text), ("cards", {"title": "", "cards": cards}))
    html = BODY.render(page.body, {"page": page, "request": rf.get("/")})
    assert html.count(f'href="{seen.get_url()}"') == 2
    assert hidden.slug not in html
    assert "ke Rahasia" in html
    values = BODY.get_api_representation(page.body)
    assert [card["page"] and card["page"]["title"] for card in values[1]["value"]["cards"]] == [None, "Terbuka"]
    assert hidden.slug not in str(values)
    assert "linktype" not in str(values)
    assert seen.full_url in values[0]["value"]["html"]


def test_a_hidden_page_that_was_chosen_stays_chosen_for_the_editor(tree, plain):
    hidden = make(NewsPage, tree, live=False)
    card = {"title": "Kartu", "text": "", "picture": None, "page": hidden, "url": ""}
    page = stored(plain, ("cards", {"title": "", "cards": [card]}))
    assert page.body.get_prep_value()[0]["value"]["cards"][0]["value"]["page"] == hidden.pk
    assert page.body[0].value["cards"][0]["page"].pk == hidden.pk


def test_ten_pictures_cost_as_many_queries_as_three(plain, rf):
    counts = []
    for number in (3, 10):
        figures = [{"picture": picture(), "caption": ""} for _number in range(number)]
        page = stored(
            plain,
            *(("picture", figure) for figure in figures),
            ("gallery", {"title": "", "pictures": figures}),
            ("cards", {"title": "", "cards": [{"title": "A", "picture": picture(), "page": None, "url": ""}]}),
        )
        counts.append(queries_of(lambda page=page: BODY.render(page.body, {"page": page, "request": rf.get("/")})))
    assert counts == [2, 2]


def test_many_links_cost_as_many_queries_as_few(tree, plain, rf):
    counts = []
    for number in (3, 10):
        chosen = [make(NewsPage, tree) for _number in range(number)]
        files = [PublicDocumentFactory() for _number in range(number)]
        links = [f'<p><a linktype="page" id="{page.pk}">x</a></p>' for page in chosen]
        page = stored(
            plain,
            *(("text", link) for link in links),
            ("accordion", {"title": "", "items": [{"title": "T", "text": link} for link in links]}),
            ("cards", {"title": "", "cards": [{"title": "A", "picture": None, "page": p, "url": ""} for p in chosen]}),
            ("downloads", {"title": "", "files": files}),
        )
        counts.append(queries_of(lambda page=page: BODY.render(page.body, {"page": page, "request": rf.get("/")})))
    assert counts[0] == counts[1] <= 5


def test_many_bodies_are_unfolded_together(tree):
    def bodies(number):
        for _number in range(number):
            news = make(NewsPage, tree)
            stored(
                news,
                ("picture", {"picture": picture(), "caption": ""}),
                ("text", f'<p><a linktype="page" id="{tree.desa.pk}">x</a></p>'),
            )
        found = list(NewsPage.objects.select_related("locale", "unit"))
        return queries_of(
            lambda: (preload(page.body for page in found), [BODY.get_api_representation(p.body) for p in found])
        )

    assert bodies(3) == bodies(7) <= 5


def test_a_file_of_a_requirement_is_told_without_its_key(db):
    block = RequirementBlock()
    value = block.to_python({"text": "Formulir", "template": PublicDocumentFactory(title="F-1.01").pk})
    assert block.get_api_representation(value)["template"]["title"] == "F-1.01"


def test_the_service_standard_shows_what_its_own_page_says(tree, plain, rf):
    service = make(ServicePage, tree, title="Surat Domisili")
    page = stored(plain, ("service_standard", {"service": service}))
    html = BODY.render(page.body, {"page": page, "request": rf.get("/")})
    assert "KTP asli" in html
    assert "Surat Domisili" in html
    service.unpublish()
    page = PlainPage.objects.get(pk=page.pk)
    html = BODY.render(page.body, {"page": page, "request": rf.get("/")})
    assert "Surat Domisili" not in html
    assert "b-empty" in html


def test_the_complaint_block_names_the_office_and_the_national_channel(tree, plain, rf, settings):
    page = stored(plain, ("complaint_form", {"title": "", "text": ""}))
    html = BODY.render(page.body, {"page": page, "request": rf.get("/")})
    assert "tel:+62286591218" in html
    assert settings.LAPOR_URL in html
    [item] = BODY.get_api_representation(page.body)
    assert {"kind": "phone", "value": "0286-591218"} in item["value"]["channels"]


def test_html_for_apps_has_full_addresses_also_for_files(plain):
    page = stored(plain, ("downloads", {"title": "", "files": [PublicDocumentFactory(title="Formulir")]}))
    html = block_html(page.body[0], page, "https://contoh.go.id")
    assert 'href="https://contoh.go.id/dokumen/' in html
