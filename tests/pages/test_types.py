"""General proofs: what holds for every kind of page, also for those that do not exist yet."""

import pytest
from django.core.validators import RegexValidator
from django.template.loader import get_template
from wagtail.models import Page

from pages.models import (
    AgencyPage,
    BasePage,
    DesaPage,
    KecamatanPage,
    KelurahanPage,
    ProfilePage,
    RegencyPage,
    SectionPage,
)
from pages.models.sections import COMMON_CHILDREN
from tests.factories import AgencyPageFactory, KelurahanPageFactory, make
from tests.pages.types import INDEX_TYPES, TYPES, name_of

every_type = pytest.mark.parametrize("model", TYPES, ids=name_of)
# Kinds that are no list and still stand once in a section.
SINGLE = {"ContactPage"}


@every_type
def test_it_has_a_factory_and_is_visible_when_made(tree, model):
    page = make(model, tree)
    assert type(page) is model
    assert BasePage.objects.visible().filter(pk=page.pk).exists()


@every_type
def test_it_starts_as_a_draft_and_is_published_by_its_revision(tree, model):
    if issubclass(model, SectionPage):
        page = make(model, tree)
        page.unpublish()
        page.refresh_from_db()
    else:
        page = make(model, tree, live=False, first_published_at=None, last_published_at=None)
    assert not BasePage.objects.visible().filter(pk=page.pk).exists()
    page.save_revision().publish()
    assert BasePage.objects.visible().filter(pk=page.pk).exists()
    page.refresh_from_db()
    assert page.review_due_on


@every_type
def test_an_unpublished_page_is_gone_and_its_words_are_kept(tree, model):
    page = make(model, tree)
    title = page.title
    page.unpublish()
    assert not BasePage.objects.visible().filter(pk=page.pk).exists()
    assert BasePage.objects.get(pk=page.pk).title == title


@every_type
def test_it_says_what_it_is_for(model):
    assert len(str(model.page_description)) > 15
    own_names = {"verbose_name", "verbose_name_plural"}
    assert own_names <= set(model._meta.original_attrs), "a name of its own, not that of its class"
    assert get_template(model.template)


@every_type
def test_editors_get_help_where_the_name_does_not_say_it(model):
    """An abbreviation or a value of a certain form is explained beside its field."""
    helped = {panel.field_name: panel for panel in field_panels(model.get_edit_handler())}
    for field in model._meta.concrete_fields:
        panel = helped.get(field.name)
        if panel is None:
            continue
        is_short = str(field.verbose_name).isupper()
        has_form = any(type(validator) is RegexValidator for validator in field.validators)
        if (is_short or has_form) and not field.choices and field.get_internal_type() == "CharField":
            assert panel.help_text or field.help_text, f"{field.name} needs a word of help"


def field_panels(panel):
    """Every field panel inside this panel."""
    if hasattr(panel, "field_name"):
        yield panel
    for child in getattr(panel, "children", []):
        yield from field_panels(child)


@every_type
def test_it_stands_somewhere_in_the_tree_and_only_where_it_belongs(model):
    parents = set(model.allowed_parent_page_models())
    assert parents
    assert (Page in parents) == (model is RegencyPage), "only a regency stands at the root"
    for parent in parents - {Page}:
        assert issubclass(parent, BasePage)


@pytest.mark.parametrize("section", [RegencyPage, AgencyPage, KecamatanPage, DesaPage, KelurahanPage], ids=name_of)
def test_a_section_holds_what_its_level_may_have(section):
    sections = {child for child in section.allowed_subpage_models() if issubclass(child, SectionPage)}
    assert sections == {
        RegencyPage: {AgencyPage, KecamatanPage},
        KecamatanPage: {DesaPage, KelurahanPage},
    }.get(section, set())
    others = {f"pages.{child.__name__}" for child in section.allowed_subpage_models()} - {
        f"pages.{child.__name__}" for child in sections
    }
    assert others == set(COMMON_CHILDREN)


def test_an_item_stands_only_in_its_list():
    for index in INDEX_TYPES:
        children = index.allowed_subpage_models()
        assert len(children) == 1
        assert children[0].allowed_parent_page_models() == [index]


@pytest.mark.parametrize("model", [m for m in TYPES if m in INDEX_TYPES or m.__name__ in SINGLE], ids=name_of)
def test_a_list_stands_once_in_a_section(tree, model):
    assert model.can_create_at(tree.desa)
    make(model, tree)
    assert not model.can_create_at(tree.desa)
    assert model.can_create_at(tree.neighbour)


def test_an_opened_section_offers_a_short_choice(tree):
    agency, kelurahan = AgencyPageFactory(parent=tree.regency), KelurahanPageFactory(parent=tree.kecamatan)
    for section in (tree.regency, tree.kecamatan, tree.desa, agency, kelurahan):
        for model in [*INDEX_TYPES, *(m for m in TYPES if m.__name__ in SINGLE)]:
            section.add_child(instance=model(title=model.__name__, live=False))
        offered = type(section).creatable_subpage_models()
        choice = [child for child in offered if child.can_create_at(section)]
        assert ProfilePage in choice
        assert len(choice) <= 8


@every_type
def test_the_public_either_gets_it_from_the_api_or_is_told_why_not(model):
    names = [field.name for field in model.api_fields]
    assert len(names) == len(set(names)), "each field is told once"
    if model in INDEX_TYPES:
        assert model.not_in_api_because
    for name in names:
        assert hasattr(model, name), name
