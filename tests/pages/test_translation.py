"""Translating a page as an editor does it: what is words is translated, what is fact stays the same."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object, translate_page_subtree

from pages.models import (
    BasePage,
    BusinessPage,
    DesaPage,
    NewsPage,
    ServicePage,
    Topic,
)
from tests.factories import PictureFactory, make
from tests.pages.types import TYPES, name_of


@pytest.fixture
def english(tree):
    return Locale.objects.get(language_code="en")


def translate(page, locale, captured, **words):
    """Submits a page and those above it, translates the given strings, publishes; gives the translation."""
    above = [p.specific for p in page.get_ancestors() if p.depth > 1]
    for each in above:
        if not each.has_translation(locale):
            begin(each, locale, captured)
            publish(each, locale, captured)
    if not page.has_translation(locale):
        begin(page, locale, captured)
    source, _ = TranslationSource.update_or_create_from_instance(page)
    for path, text in words.items():
        segment = source.stringsegment_set.get(context__path=path)
        StringTranslation.objects.update_or_create(
            translation_of=segment.string, locale=locale, context=segment.context, defaults={"data": text}
        )
    publish(page, locale, captured)
    return page.get_translation(locale).specific


def begin(page, locale, captured):
    with captured(execute=True):
        translate_object(page, [locale])


def publish(page, locale, captured):
    with captured(execute=True):
        Translation.objects.get(source__object_id=page.translation_key, target_locale=locale).save_target(publish=True)


def test_words_are_translated_and_facts_stay(tree, english, django_capture_on_commit_callbacks):
    page = make(
        NewsPage,
        tree,
        title="Warga memperbaiki jalan",
        slug="warga-memperbaiki-jalan",
        event_on=datetime.date(2026, 5, 1),
        picture=PictureFactory(),
        picture_alt="Warga menimbun jalan",
    )
    translated = translate(
        page,
        english,
        django_capture_on_commit_callbacks,
        title="Residents repair the road",
        picture_alt="Residents fill the road",
    )
    assert translated.live
    assert translated.title == "Residents repair the road"
    assert translated.picture_alt == "Residents fill the road"
    assert translated.slug == page.slug
    assert translated.event_on == page.event_on
    assert translated.picture == page.picture
    assert translated.unit == tree.desa.unit
    assert translated.region_code == "33.04.15.2008"
    assert translated.translation_key == page.translation_key
    assert BasePage.objects.visible().filter(pk=translated.pk).exists()


def test_a_whole_tree_is_translated_at_once(tree, english, django_capture_on_commit_callbacks):
    page = make(NewsPage, tree)
    with django_capture_on_commit_callbacks(execute=True):
        translate_object(tree.regency, [english])
        translate_page_subtree(tree.regency.pk, [english], None, None)
    for each in [*page.get_ancestors().filter(depth__gt=1).specific(), page]:
        publish(each, english, django_capture_on_commit_callbacks)
    translated = page.get_translation(english)
    assert BasePage.objects.visible().filter(pk=translated.pk).exists()
    assert Page.find_problems() == ([], [], [], [], []), "publishing must not forget the children of a page"


def test_what_nobody_has_translated_yet_is_no_translation(tree, client, english, django_capture_on_commit_callbacks):
    """Indonesian text under /en/ would say that it is English; until somebody publishes it, the notice stands there."""
    page = make(NewsPage, tree)
    translate(page.get_parent().specific, english, django_capture_on_commit_callbacks)
    begin(page, english, django_capture_on_commit_callbacks)
    assert not page.get_translation(english).live
    assert client.get(f"/en{page.url}")["X-Robots-Tag"] == "noindex"
    assert not client.get("/api/v1/pages/?type=news&locale=en").json()["items"]


def test_addresses_differ_by_the_prefix_alone(tree, english, django_capture_on_commit_callbacks):
    page = make(NewsPage, tree)
    translated = translate(page, english, django_capture_on_commit_callbacks)
    assert translated.get_url() == f"/en{page.get_url()}"


def test_a_section_has_one_face_for_each_language(tree, english, django_capture_on_commit_callbacks):
    tree.desa.colour = "#0b4f8a"
    tree.desa.crest = PictureFactory()
    tree.desa.save_revision().publish()
    translated = translate(tree.desa, english, django_capture_on_commit_callbacks, title="Example Village")
    assert isinstance(translated, DesaPage)
    assert translated.unit == tree.desa.unit
    assert translated.key == "33.04.15.2008@en"
    assert translated.colour == "#0b4f8a"
    assert translated.crest == tree.desa.crest
    assert translated.slug == tree.desa.slug
    assert {page.title for page in DesaPage.objects.filter(unit=tree.desa.unit)} == {"Desa Contoh", "Example Village"}


def test_a_changed_fact_follows_into_the_translation(tree, english, django_capture_on_commit_callbacks):
    page = make(NewsPage, tree, slug="lama")
    translate(page, english, django_capture_on_commit_callbacks, title="In English")
    page.slug, page.event_on = "baru", datetime.date(2026, 6, 1)
    page.save_revision().publish()
    translated = translate(page, english, django_capture_on_commit_callbacks)
    assert translated.slug == "baru"
    assert translated.event_on == datetime.date(2026, 6, 1)
    assert translated.title == "In English"


def test_a_translation_takes_the_new_slug_and_keeps_it(tree, client, english, django_capture_on_commit_callbacks):
    page = make(NewsPage, tree, slug="lama")
    translated = translate(page, english, django_capture_on_commit_callbacks, title="In English")
    page.slug = "baru"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    page.refresh_from_db()
    assert "In English" in client.get(f"/en{page.url}").content.decode()
    assert client.get(translated.url)["Location"] == f"/en{page.url}"
    with django_capture_on_commit_callbacks(execute=True):
        translated.get_latest_revision().publish()
        Translation.objects.get(source__object_id=page.translation_key).save_target(publish=True)
    assert page.get_translation(english).slug == "baru"


def test_a_new_slug_of_a_section_leads_all_translations_below_it(
    tree, client, english, django_capture_on_commit_callbacks
):
    page = make(NewsPage, tree)
    translated = translate(page, english, django_capture_on_commit_callbacks, title="In English")
    tree.desa.refresh_from_db()
    tree.desa.slug = "desa-baru"
    with django_capture_on_commit_callbacks(execute=True):
        tree.desa.save_revision().publish()
    page.refresh_from_db()
    assert client.get(f"/en{page.url}").status_code == 200
    assert client.get(translated.url)["Location"] == f"/en{page.url}"


def test_a_slug_that_is_taken_in_the_other_language_is_left_to_its_page(
    tree, english, django_capture_on_commit_callbacks
):
    page, other = make(NewsPage, tree, slug="lama"), make(NewsPage, tree, slug="lain")
    translated = translate(page, english, django_capture_on_commit_callbacks)
    taken = translate(other, english, django_capture_on_commit_callbacks)
    taken.slug = "baru"
    taken.save()
    page.slug = "baru"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    translated.refresh_from_db()
    assert translated.slug == "lama"
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_translation_moves_with_its_page(tree, client, english, django_capture_on_commit_callbacks):
    page = make(NewsPage, tree)
    translate(page, english, django_capture_on_commit_callbacks, title="In English")
    with django_capture_on_commit_callbacks(execute=True):
        translate_object(tree.neighbour, [english])
        page.get_parent().specific.move(tree.neighbour, pos="last-child")
    page.refresh_from_db()
    translated = page.get_translation(english).specific
    assert translated.unit == tree.neighbour.unit
    assert translated.url == f"/en{page.url}"
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_translation_stays_where_the_new_place_is_not_translated(tree, english, django_capture_on_commit_callbacks):
    page = make(NewsPage, tree)
    before = translate(page, english, django_capture_on_commit_callbacks).url
    page.get_parent().specific.move(tree.neighbour, pos="last-child")
    assert page.get_translation(english).specific.url == before


def test_a_translation_carries_the_translated_topics(tree, english, django_capture_on_commit_callbacks):
    health = Topic.objects.create(name="Kesehatan", slug="kesehatan")
    school = Topic.objects.create(name="Sekolah", slug="sekolah")
    page = make(NewsPage, tree)
    page.topics = [health, school]
    page.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        translate_object(health, [english])
    in_english = health.get_translation(english)
    in_english.name = "Health"
    in_english.save()
    translated = translate(page, english, django_capture_on_commit_callbacks)
    assert in_english.slug == "kesehatan"
    assert {topic.name for topic in translated.topic_list} == {"Health", "Sekolah"}
    assert {topic.name for topic in NewsPage.objects.get(pk=page.pk).topic_list} == {"Kesehatan", "Sekolah"}


def test_a_service_is_translated_row_by_row(tree, english, django_capture_on_commit_callbacks):
    page = make(
        ServicePage,
        tree,
        service_code="D-01",
        fee_type="fixed",
        fee_amount=Decimal("5000"),
        fee_basis="Perdes 1/2024",
        decree_no="SK 1/2024",
    )
    row = page.requirements[0].id
    words = {f"requirements.{row}.text": "Original identity card", "product": "Letter of domicile"}
    translated = translate(page, english, django_capture_on_commit_callbacks, **words)
    assert translated.requirements[0].value["text"] == "Original identity card"
    assert translated.requirements[0].value["original"] is True
    assert translated.product == "Letter of domicile"
    assert translated.procedure[0].value["actor"] == "applicant"
    assert (translated.service_code, translated.decree_no) == ("D-01", "SK 1/2024")
    assert translated.fee_amount == Decimal("5000")
    assert translated.completeness == page.completeness


@pytest.mark.parametrize(
    ("model", "facts"),
    [
        (ServicePage, {"service_code", "decree_no", "sippn_id", "time_unit", "fee_type", "staff_count", "slug"}),
        (NewsPage, {"event_on", "category", "source_url", "slug", "picture", "unit"}),
        (BusinessPage, {"phone", "whatsapp", "email", "nib", "pirt", "kbli", "lat", "scale", "address"}),
        (DesaPage, {"colour", "crest", "is_withheld", "unit", "slug"}),
    ],
)
def test_facts_are_synchronised_not_translated(model, facts):
    synchronised = {f.field_name for f in get_translatable_fields(model) if isinstance(f, SynchronizedField)}
    assert facts <= synchronised
    assert not {"title", "summary", "picture_alt", "body", "requirements"} & synchronised


def test_an_editor_submits_and_opens_a_translation_in_the_admin(
    tree, english, admin_client, django_capture_on_commit_callbacks
):
    page = make(NewsPage, tree)
    translate(page.get_parent().specific, english, django_capture_on_commit_callbacks)
    with django_capture_on_commit_callbacks(execute=True):
        submitted = admin_client.post(
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [english.pk]}
        )
    assert submitted.status_code == 302
    translated = page.get_translation(english)
    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[translated.pk])).status_code == 200


def word_blocks(block):
    """Every block of plain words inside this one."""
    if isinstance(block, blocks.FieldBlock):
        if isinstance(block, blocks.CharBlock | blocks.TextBlock):
            yield block
    elif isinstance(block, blocks.ListBlock):
        yield from word_blocks(block.child_block)
    else:
        for child in block.child_blocks.values():
            yield from word_blocks(child)


@pytest.mark.parametrize("model", TYPES, ids=name_of)
def test_words_left_empty_are_empty_words(model):
    """wagtail-localize refuses None; rows from older versions, imports and code leave keys out."""
    streams = [field for field in model._meta.get_fields() if isinstance(field, StreamField)]
    for field in streams:
        for block in word_blocks(field.stream_block):
            assert block.required or block.get_default() == "", f"{field.name}: {block.name}"
