"""Roles decide; groups and permissions follow from them, down the tree and no further."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page

from cms.roles import DERIVED, collection_of, keep_groups, sync_everybody, sync_user
from pages.models import DesaPage, NewsIndexPage, NewsPage
from regions.models import Unit, UnitRole
from tests.factories import KecamatanPageFactory, UnitFactory, UserFactory, make
from tests.forms import page_form


@pytest.fixture
def tree(tree):
    """The tree with the groups and collections of its four units."""
    for section in (tree.regency, tree.kecamatan, tree.desa, tree.neighbour):
        keep_groups(section.unit)
    return tree


@pytest.fixture
def user(db):
    return UserFactory(username="petugas")


def role(user, unit, name="editor", **kwargs):
    return UnitRole.objects.create(user=user, unit=unit, role=name, **kwargs)


def groups(user):
    return set(user.groups.values_list("name", flat=True))


def may(user, page, action):
    user = type(user).objects.get(pk=user.pk)
    return getattr(Page.objects.get(pk=page.pk).permissions_for_user(user), f"can_{action}")()


def test_an_editor_of_a_desa_edits_there_and_only_there(tree, user):
    role(user, tree.desa.unit)
    news = make(NewsIndexPage, tree)
    assert may(user, tree.desa, "edit")
    assert may(user, news, "add_subpage")
    assert not may(user, news, "publish")
    assert not may(user, tree.neighbour, "edit")
    assert not may(user, tree.kecamatan, "edit")


def test_an_editor_of_the_kecamatan_and_of_the_regency_reach_what_lies_below(tree, user):
    role(user, tree.kecamatan.unit)
    assert may(user, tree.desa, "edit")
    assert not may(user, tree.regency, "edit")
    other = UserFactory(username="kabupaten")
    role(other, tree.regency.unit, "publisher")
    assert may(other, tree.desa, "publish")


def test_only_a_publisher_publishes(tree, user):
    role(user, tree.desa.unit, "publisher")
    assert may(user, tree.desa, "publish")
    assert not may(user, tree.neighbour, "publish")


def test_a_draft_of_the_desa_is_published_by_the_kecamatan(tree, user, client):
    """Not even by a forged button does it go to an approval in which nobody is, and lie locked there."""
    other = UserFactory(username="camat")
    role(user, tree.desa.unit)
    role(other, tree.kecamatan.unit, "publisher")
    news = make(NewsPage, tree, live=False)
    edit = f"/admin/pages/{news.pk}/edit/"
    client.force_login(user)
    assert b"action-submit" not in client.get(edit).content
    client.post(edit, page_form(client, edit, news) | {"title": "Kerja bakti", "action-submit": "1"})
    client.post(edit, page_form(client, edit, news) | {"title": "Kerja bakti", "action-publish": "1"})
    assert not Page.objects.get(pk=news.pk).live
    client.force_login(other)
    client.post(edit, page_form(client, edit, news) | {"action-publish": "1"})
    published = Page.objects.get(pk=news.pk)
    assert (published.live, published.title) == (True, "Kerja bakti")


def test_the_admin_opens_to_whoever_has_a_role(tree, user, client):
    role(user, tree.desa.unit)
    client.force_login(user)
    assert client.get("/admin/").status_code == 200
    UnitRole.objects.all().delete()
    assert client.get("/admin/").status_code == 302


def test_files_lie_in_the_section_s_collection_below_that_of_the_kecamatan(tree, user):
    role(user, tree.desa.unit)
    own, above = collection_of(tree.desa.unit), collection_of(tree.kecamatan.unit)
    assert own.get_parent() == above
    rows = GroupCollectionPermission.objects.filter(group__user=user)
    assert set(rows.values_list("collection", flat=True)) == {own.pk}
    assert set(rows.values_list("permission__codename", flat=True)) == {
        "add_image",
        "choose_image",
        "add_document",
        "choose_document",
    }


def test_a_role_that_ends_loses_its_group_in_the_night(tree, user):
    given = role(user, tree.desa.unit, active_to=timezone.localdate())
    assert groups(user) == {"33.04.15.2008 editor"}
    UnitRole.objects.filter(pk=given.pk).update(active_to=timezone.localdate() - datetime.timedelta(days=1))
    assert sync_everybody() == 1
    assert groups(user) == set()


def test_the_command_of_the_night_ends_roles_begins_others_and_mends_rights(tree, user):
    today = timezone.localdate()
    role(user, tree.desa.unit)
    role(user, tree.neighbour.unit, active_from=today + datetime.timedelta(days=1))
    UnitRole.objects.filter(unit=tree.desa.unit).update(active_to=today - datetime.timedelta(days=1))
    UnitRole.objects.filter(unit=tree.neighbour.unit).update(active_from=today)
    publishers = Group.objects.get(name="33.04 publisher")
    publishers.permissions.clear()
    call_command("keep_roles")
    assert groups(user) == {"33.04.15.2001 editor"}
    assert publishers.permissions.filter(codename="submit_translation").exists()


def test_a_role_of_tomorrow_gives_nothing_today(tree, user):
    role(user, tree.desa.unit, active_from=timezone.localdate() + datetime.timedelta(days=1))
    assert groups(user) == set()


def test_a_role_handed_to_somebody_else_changes_both(tree, user):
    given = role(user, tree.desa.unit)
    other = UserFactory(username="pengganti")
    given = UnitRole.objects.get(pk=given.pk)
    given.user = other
    given.save()
    assert groups(user) == set()
    assert groups(other) == {"33.04.15.2008 editor"}


def test_a_role_moved_to_another_unit_leaves_the_first(tree, user):
    given = role(user, tree.desa.unit)
    given.unit, given.role = tree.neighbour.unit, "publisher"
    given.save()
    assert groups(user) == {"33.04.15.2001 publisher"}


def test_groups_that_are_not_derived_are_left_alone(tree, user):
    mine = Group.objects.create(name="Panitia 33 editor")
    user.groups.add(mine)
    role(user, tree.desa.unit).delete()
    assert groups(user) == {mine.name}


def test_a_role_without_a_section_waits_for_it(tree, user):
    unit = UnitFactory(code="33.04.16", name="Kecamatan Batur")
    role(user, unit)
    assert not GroupPagePermission.objects.filter(group__user=user).exists()
    page = KecamatanPageFactory(parent=tree.regency, unit=unit, title="Kecamatan Batur")
    assert may(user, page, "edit")


def test_a_section_in_another_language_belongs_to_the_same_people(tree, user):
    role(user, tree.desa.unit)
    from wagtail.models import Locale

    english = Locale.objects.get(language_code="en")
    translated = tree.desa.copy_for_translation(english, copy_parents=True)
    assert may(user, translated, "edit")
    assert not may(user, translated.get_parent(), "edit")


def test_a_section_given_to_another_unit_leaves_the_groups_of_the_first(tree, user):
    role(user, tree.desa.unit)
    tree.desa.unit = UnitFactory(code="33.04.15.2002", name="Desa Karangsari")
    tree.desa.save()
    assert not may(user, tree.desa, "edit")
    assert Group.objects.filter(name="33.04.15.2002 editor", page_permissions__page=tree.desa.pk).exists()


def test_the_collection_follows_a_moved_section(tree):
    other = KecamatanPageFactory(
        parent=tree.regency, unit=UnitFactory(code="33.04.16", name="Kecamatan Batur"), title="Kecamatan Batur"
    )
    Page.objects.get(pk=tree.desa.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    assert collection_of(tree.desa.unit).get_parent() == collection_of(other.unit)
    assert DesaPage.objects.get(pk=tree.desa.pk).unit == tree.desa.unit


def test_keeping_groups_twice_changes_nothing(tree):
    def counts():
        models = (Group, GroupPagePermission, GroupCollectionPermission, Collection)
        return [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models]

    before = counts()
    for unit in Unit.objects.all():
        keep_groups(unit)
    assert counts() == before


def test_the_regency_s_publishers_keep_the_topics(tree, user):
    role(user, tree.regency.unit, "publisher")
    assert type(user).objects.get(pk=user.pk).has_perm("pages.add_topic")
    other = UserFactory(username="desa")
    role(other, tree.desa.unit, "publisher")
    assert not type(other).objects.get(pk=other.pk).has_perm("pages.add_topic")


@pytest.mark.parametrize(("unit", "may_begin"), [("regency", True), ("desa", False)])
def test_the_regency_s_publishers_begin_translations(
    tree, user, client, unit, may_begin, django_capture_on_commit_callbacks
):
    role(user, getattr(tree, unit).unit, "publisher")
    client.force_login(type(user).objects.get(pk=user.pk))
    english = Locale.objects.get(language_code="en")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/localize/submit/page/{tree.desa.pk}/", {"locales": [english.pk]})
    assert tree.desa.has_translation(english) is may_begin
    if may_begin:
        assert may(user, tree.desa.get_translation(english), "publish")
        assert not tree.desa.get_translation(english).live


def test_a_stranger_to_the_rules_is_not_a_derived_group():
    assert DERIVED.match("33.04-dinkes publisher")
    assert DERIVED.match("33.04.15.2008 editor")
    assert not DERIVED.match("33.04.15.2008 editors")
    assert not DERIVED.match("Editors")


def test_deleting_a_user_is_no_trouble(tree, user):
    role(user, tree.desa.unit)
    user.delete()
    sync_user(UserFactory(username="lain"))
    assert not UnitRole.objects.exists()
