"""Jelajah is light, asks nobody else, and knows nothing but what the contract of the API promises."""

import gzip
import json
import re
from pathlib import Path

import pytest

from cms import jelajah
from tests.factories import PlacePageFactory, make

pytestmark = pytest.mark.django_db
FOLDER = Path(jelajah.__file__).parent / "static"
CONTRACT = json.loads((Path(__file__).parent.parent / "snapshots" / "openapi.json").read_text())
LARGEST = 40_000
PAGES = ("/jelajah/", "/jelajah/sw.js", "/jelajah/manifest.webmanifest")

# What the modules call the things that come from the API, and which components those are.
NAMED = {
    "item": [name for name in CONTRACT["components"]["schemas"] if name.endswith("Item")],
    "manifest": ["Bundle"],
    "receipt": ["Receipt"],
    "upload": ["Upload"],
    "warning": [name for name in CONTRACT["components"]["schemas"] if name == "Warning"],
    "config": ["CasesConfig"],
    "map": ["Map"],
    "drawing": ["Map"],
    "maker": ["BusinessItem"],
    "problem": ["Problem"],
    "limits": ["Limits"],
    "money": ["Money"],
}
# What the app itself puts down beside a thing of the API under the same name.
OWN = {"item": {"index"}, "drawing": set()}
BUILT_IN = {
    *("map", "filter", "find", "length", "some", "every", "sort", "replace", "localeCompare", "slice", "includes"),
    *("setAttribute", "querySelectorAll", "append", "fillStyle", "fillRect", "drawImage"),
}
SNAKE = re.compile(r"(?<![\w.'/-])(?:\w+\??\.)+(\w*_\w*)\b")


def modules():
    return {path.name: path.read_text() for path in (FOLDER / "jelajah").glob("*.js")}


def properties(*names):
    """Every field of these components, of what they are made of, too."""
    found = set()
    for name in names:
        schema = CONTRACT["components"]["schemas"][name]
        for part in [schema, *schema.get("allOf", []), *schema.get("oneOf", [])]:
            if "$ref" in part:
                found |= properties(part["$ref"].rpartition("/")[2])
            found |= set(part.get("properties", ()))
    return found


def everything(node=CONTRACT):
    """Every field that the contract names anywhere."""
    if isinstance(node, list):
        return set().union(*map(everything, node))
    if not isinstance(node, dict):
        return set()
    own = set(node["properties"]) if isinstance(node.get("properties"), dict) else set()
    return own.union(*map(everything, node.values()))


FIELDS = everything()


def unknown_fields(source):
    """Fields that a module reads and the contract does not have."""
    source = re.sub(r"/\*.*?\*/|//[^\n]*", "", source, flags=re.DOTALL)
    wrong = {name for name in SNAKE.findall(source) if name.islower() and name not in FIELDS}
    for variable, components in NAMED.items():
        fields = properties(*components) | OWN.get(variable, set()) | BUILT_IN
        wrong |= {
            f"{variable}.{name}"
            for name in re.findall(rf"(?<![\w.'/-]){variable}\??\.(\w+)", source)
            if name not in fields
        }
    return wrong


def paths_of(source):
    return set(re.findall(r"'(/api/v1/[^']*)'", source))


def test_it_asks_only_what_the_contract_has():
    asked = set().union(*map(paths_of, modules().values()))
    assert asked
    assert asked <= set(CONTRACT["paths"]), asked - set(CONTRACT["paths"])
    others = {name for name, source in modules().items() if paths_of(source)} - {"api.js"}
    assert not others, "addresses stand in one table"


def test_it_reads_only_fields_that_the_contract_has():
    assert {name: wrong for name, source in modules().items() if (wrong := unknown_fields(source))} == {}


@pytest.mark.parametrize(
    "source",
    ["h(item.tittle)", "if (receipt.is_done) x();", "manifest?.sha512", "own.fields.is_anonymos", "area.published_at"],
)
def test_the_proof_can_fail(source):
    assert unknown_fields(source)


def test_all_of_it_is_at_most_40_kb(client, tree):
    bodies = [gzip.compress((FOLDER / part).read_bytes()) for part in jelajah.parts()]
    bodies += [gzip.compress(client.get(page).content) for page in PAGES]
    assert sum(map(len, bodies)) <= LARGEST
    assert {Path(part).name for part in jelajah.parts()} >= set(modules()) | {"jelajah.css"}


@pytest.mark.parametrize("page", PAGES)
def test_everybody_gets_the_same_without_a_cookie(client, tree, page):
    response = client.get(page)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert client.post(page).status_code == 405


def test_nothing_comes_from_anywhere_else(client, tree):
    texts = [client.get(page).content.decode() for page in PAGES] + list(modules().values())
    for text in texts:
        outside = re.findall(r"https?://[\w.]+", text)
        # The name of SVG, which nobody fetches; and where a tap leads that writes to a maker by WhatsApp.
        assert set(outside) <= {"http://www.w3.org", "https://wa.me"}, outside
    assert modules()["detail.js"].count("https://wa.me/${") == 1
    page = client.get("/jelajah/")
    assert "unsafe" not in page["Content-Security-Policy"]
    assert not re.search(rb"<script(?![^>]*(src=|application/json))", page.content)


def test_the_page_leads_to_pages_that_need_no_script(client, tree):
    from pages.models import PlaceIndexPage

    index = make(PlaceIndexPage, tree)
    PlacePageFactory(parent=index)
    body = client.get("/jelajah/").content.decode()
    assert f'href="{index.url}"' in body
    assert 'href="/pengaduan/"' in body


def test_words_follow_the_language_of_the_address(client, tree):
    assert "Explore the regency" in client.get("/en/jelajah/").content.decode()
    assert "/en/jelajah/sw.js" in client.get("/en/jelajah/").content.decode()
    assert client.get("/en/jelajah/manifest.webmanifest").json()["scope"] == "/en/jelajah/"
    assert "Explore the regency" not in client.get("/jelajah/").content.decode()


def test_the_worker_keeps_exactly_the_parts_and_has_a_new_name_when_one_changes(client, tree, tmp_path, monkeypatch):
    text = client.get("/jelajah/sw.js").content.decode()
    for part in jelajah.parts():
        assert f"'/static/{part}'" in text
    before = jelajah.digest()
    (tmp_path / "x").write_text("changed")
    monkeypatch.setattr(jelajah, "parts", lambda: ["x"])
    monkeypatch.setattr(jelajah, "FOLDER", tmp_path)
    jelajah.digest.cache_clear()
    assert jelajah.digest() != before
    jelajah.digest.cache_clear()


def test_every_word_that_a_module_says_is_sent_along(client, tree):
    page = client.get("/jelajah/").content.decode()
    words = json.loads(re.search(r'<script id="words" type="application/json">(.*?)</script>', page, re.DOTALL)[1])
    for name, source in modules().items():
        for word in re.findall(r"\bsay\('(\w+)'", source) + re.findall(r"\bWORDS\.(\w+)", source):
            assert word in words, f"{name}: {word}"


def test_its_colours_are_those_of_the_portal():
    """It has a style of its own, because the portal's holds much that it never draws; the two must not drift apart."""
    token = re.compile(r"--[\w-]+: #\w+")
    portal, own = ((FOLDER / name).read_text() for name in ("cms/pendopo.css", "jelajah/jelajah.css"))
    assert len(token.findall(own)) > 20
    assert set(token.findall(own)) <= set(token.findall(portal))


def test_modules_are_short():
    assert all(source.count("\n") <= 250 for source in modules().values())
