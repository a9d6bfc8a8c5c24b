"""Every block of the vocabulary can be seen, explained, previewed and read by an app."""

import json
import re
from html.parser import HTMLParser

import jsonschema
import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import get_template
from wagtail.admin.staticfiles import versioned_static

from blocks.schema import child_schemas, value_schemas, version_of
from blocks.stream import BodyBlock, block_html
from pages.models import PlainPage, ServicePage
from tests.factories import make

BODY = BodyBlock()
KEYS = [
    "heading", "text", "picture", "gallery", "table", "steps", "accordion", "callout", "cards", "quote", "video",
    "downloads", "contact", "officials", "complaint_form", "information_request_form", "objection_form",
    "case_tracking", "case_performance", "service_list", "service_standard", "news_list",
    "document_list", "event_list", "place_list", "product_list",
]  # fmt: skip
each_block = pytest.mark.parametrize("block", BODY.child_blocks.values(), ids=BODY.child_blocks.keys())


def plain(value):
    """As an app receives it."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def sample(block, page=None):
    """A stream that holds the block's own preview value, on a page when one is given."""
    stream = BODY.normalize([(block.name, block.get_preview_value())])
    stream.page = page
    return stream


class Outline(HTMLParser):
    """The levels of the headings of a piece of HTML, and anything that could run."""

    def __init__(self, html):
        super().__init__()
        self.levels, self.unsafe, self.links = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag in {"script", "style", "iframe", "object", "embed", "form"}:
            self.unsafe.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name == "style" or "javascript:" in (value or ""):
                self.unsafe.append(name)
            if name in {"href", "src"}:
                self.links.append(value)


def test_the_keys_are_the_promised_ones():
    assert list(BODY.child_blocks) == KEYS


@each_block
def test_an_editor_is_told_what_a_block_is(block):
    assert block.meta.icon != "placeholder"
    assert versioned_static(f"wagtailadmin/icons/{block.meta.icon}.svg")
    assert len(str(block.meta.description)) > 20
    assert str(block.meta.group) or block.name == "text"
    assert str(block.label)
    assert block.is_previewable
    assert version_of(block) >= 1


@each_block
def test_a_block_renders_its_preview_from_its_own_template(block, tree, rf):
    make(ServicePage, tree)
    template = f"blocks/{block.name}.html"
    assert block.meta.template == template
    assert get_template(template)
    html = get_template("blocks/preview.html").render(
        {"block_def": block, "bound_block": block.bind(block.get_preview_value())}, rf.get("/")
    )
    assert re.sub(r"<[^>]+>", "", html.partition("<main")[2]).strip()


@each_block
def test_what_an_app_reads_keeps_to_the_schema_and_has_no_primary_keys(block, tree):
    make(ServicePage, tree)
    page = make(PlainPage, tree)
    [item] = BODY.get_api_representation(sample(block, page))
    item = plain(item)
    jsonschema.validate(item, child_schemas(BODY)[block.name])
    jsonschema.validate(item["value"], value_schemas(BODY)[block.name])
    assert not [path for path in numbers(item["value"]) if path not in {"width", "height", "bytes", "limit"}]
    assert (
        BODY.get_api_representation(sample(block, page), {"html": False})
        == [{key: part for key, part in item.items() if key != "html"}]
        or "html" not in BODY.get_api_representation(sample(block, page), {"html": False})[0]
    )


def numbers(value, name=""):
    """The names of all whole numbers in a JSON value."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from numbers(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from numbers(part, name)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield name


@each_block
def test_the_html_for_apps_is_safe_and_stands_alone(block, tree):
    make(ServicePage, tree)
    page = make(PlainPage, tree)
    html = block_html(sample(block, page)[0], page)
    assert html
    outline = Outline(html)
    assert outline.unsafe == []
    assert all(re.match(r"(https?:|mailto:|tel:)", link) for link in outline.links), outline.links


@each_block
def test_no_position_breaks_the_outline(block, tree, rf):
    """Alone, below a heading, below a titled part: headings begin at h2 and skip no level."""
    make(ServicePage, tree)
    page = make(PlainPage, tree)
    above = {
        "nothing": [],
        "a heading": [("heading", {"text": "Bagian", "look": "medium"})],
        "a titled part": [("steps", {"title": "Langkah", "steps": [{"title": "Datang", "text": ""}]})],
        "a text": [("text", "<p>Teks</p>")],
    }
    titled = block.get_preview_value()
    untitled = block.get_preview_value()
    if "title" in getattr(block, "child_blocks", {}) and not block.child_blocks["title"].required:
        untitled["title"] = ""
    for name, parts in above.items():
        for value in (titled, untitled):
            stream = BODY.normalize([*parts, (block.name, value), ("heading", {"text": "Akhir", "look": "large"})])
            html = BODY.render(stream, context={"page": page, "request": rf.get("/")})
            levels = Outline(html).levels
            steps = zip([1, *levels], levels, strict=False)
            assert all(2 <= after <= before + 1 for before, after in steps), (name, levels)
            assert levels[-1] == 2
