"""General proofs of the editor's desk: every kind of page can be added, edited, previewed and published."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from pages.models import (
    AgencyPage,
    BasePage,
    DesaPage,
    EventPage,
    KecamatanPage,
    KelurahanPage,
    PledgePage,
    RegencyPage,
    SectionPage,
    ServicePage,
)
from tests.factories import PictureFactory, UnitFactory, make
from tests.forms import page_form
from tests.pages.types import TYPES, name_of

every_type = pytest.mark.parametrize("model", TYPES, ids=name_of)


# Units that no section shows yet.
OTHER_UNITS = {
    RegencyPage: "33.05",
    AgencyPage: "33.04-dinkominfo",
    KecamatanPage: "33.04.16",
    DesaPage: "33.04.15.2012",
    KelurahanPage: "33.04.15.1002",
}


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def errors_of(response):
    """The messages of a form that was not accepted, by field."""
    form = response.context["form"]
    return {name: [str(error) for error in errors] for name, errors in form.errors.items()}


def assert_accepted(response):
    assert response.status_code == 302, errors_of(response)


@every_type
def test_an_editor_starts_with_a_title_and_publishes_when_it_is_complete(tree, admin_client, model):
    """A draft needs nothing but its title: nobody loses work because something is unknown."""
    page = make(model, tree)
    complete = page_form(admin_client, edit_url(page), page)
    parent = page.get_parent()
    if issubclass(model, SectionPage):
        page.unit = UnitFactory(code=OTHER_UNITS[model])
        complete |= {"unit": str(page.unit_id), "slug": "baru-mulai"}
    else:
        page.delete()
    add = reverse("wagtailadmin_pages:add", args=["pages", model._meta.model_name, parent.pk])
    data = page_form(admin_client, add, model()) | {"title": "Baru mulai", "slug": "baru-mulai"}
    data |= {"unit": complete["unit"]} if "unit" in complete else {}
    assert_accepted(admin_client.post(add, data))
    draft = model.objects.get(slug="baru-mulai")
    assert not draft.live
    assert_accepted(admin_client.post(edit_url(draft), complete | {"action-publish": "1"}))
    added = model.objects.visible().get(pk=draft.pk)
    assert added.title == page.title
    assert added.unit == page.unit
    assert added.region_code == page.unit.region_id


@every_type
def test_an_editor_changes_previews_and_publishes_it(tree, admin_client, model):
    page = make(model, tree)
    url = edit_url(page)
    data = page_form(admin_client, url, page) | {"title": "Judul baru", "summary": "Ringkasan baru."}
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert admin_client.post(preview, data).json()["is_valid"]
    shown = admin_client.get(preview)
    assert shown.status_code == 200
    assert "Judul baru" in shown.content.decode()
    assert_accepted(admin_client.post(url, data | {"action-publish": "1"}))
    changed = model.objects.get(pk=page.pk)
    assert changed.title == "Judul baru"
    assert changed.live
    assert BasePage.objects.get(pk=page.pk).region_code == page.region_code


def test_publishing_is_refused_with_the_message_beside_the_field_and_what_was_typed_is_kept(tree, admin_client):
    page = make(ServicePage, tree)
    data = page_form(admin_client, edit_url(page), page) | {"fee_type": "", "title": "Surat yang diketik"}
    response = admin_client.post(edit_url(page), data | {"action-publish": "1"})
    assert response.status_code == 200
    assert list(errors_of(response)) == ["fee_type"]
    assert "Surat yang diketik" in response.content.decode()
    page.refresh_from_db()
    assert page.title != "Surat yang diketik"


@pytest.mark.parametrize("field", ["requirements", "procedure", "complaint_channels", "time_value", "product"])
def test_each_of_the_six_is_asked_for_beside_its_field(tree, admin_client, field):
    page = make(ServicePage, tree)
    data = page_form(admin_client, edit_url(page), page)
    data = {key: value for key, value in data.items() if not key.startswith(f"{field}-")} | {
        f"{field}-count" if f"{field}-count" in data else field: "0" if f"{field}-count" in data else ""
    }
    response = admin_client.post(edit_url(page), data | {"action-publish": "1"})
    assert response.status_code == 200
    assert list(errors_of(response)) == [field]


def test_an_incomplete_service_is_kept_as_a_draft(tree, admin_client):
    page = make(ServicePage, tree, live=False)
    data = page_form(admin_client, edit_url(page), page) | {"fee_type": "", "product": "", "requirements-count": "0"}
    assert_accepted(admin_client.post(edit_url(page), data))
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().completeness == 3


def test_a_published_service_may_get_an_incomplete_draft(tree, admin_client):
    page = make(ServicePage, tree)
    data = page_form(admin_client, edit_url(page), page) | {"fee_type": ""}
    assert_accepted(admin_client.post(edit_url(page), data))
    page.refresh_from_db()
    assert page.live
    assert page.fee_type == "free"
    assert page.has_unpublished_changes


def test_an_event_is_planned_without_its_day_and_not_published_without_it(tree, admin_client):
    page = make(EventPage, tree)
    data = page_form(admin_client, edit_url(page), page) | {"starts_at": ""}
    assert_accepted(admin_client.post(edit_url(page), data))
    draft = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.starts_at is None
    assert not draft.is_over
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert admin_client.post(preview, data).json()["is_valid"]
    assert admin_client.get(preview).status_code == 200
    response = admin_client.post(edit_url(page), data | {"action-publish": "1"})
    assert list(errors_of(response)) == ["starts_at"]
    with pytest.raises(ValidationError, match="starts_at"):
        draft.get_latest_revision().publish()


def test_a_picture_without_description_is_refused_beside_its_field(tree, admin_client):
    page = make(ServicePage, tree)
    data = page_form(admin_client, edit_url(page), page) | {"picture": str(PictureFactory().pk), "picture_alt": ""}
    response = admin_client.post(edit_url(page), data | {"action-publish": "1"})
    assert list(errors_of(response)) == ["picture_alt"]
    assert_accepted(admin_client.post(edit_url(page), data | {"action-publish": "1", "is_picture_decorative": "on"}))


def test_a_second_pledge_is_refused_beside_its_field_already_when_it_is_added(tree, admin_client):
    page = make(PledgePage, tree)
    data = page_form(admin_client, edit_url(page), page) | {"slug": "maklumat-kedua"}
    add = reverse("wagtailadmin_pages:add", args=["pages", "pledgepage", tree.desa.pk])
    response = admin_client.post(add, data | {"action-publish": "1"})
    assert list(errors_of(response)) == ["revoked_on"]


def test_a_section_of_a_unit_that_has_one_is_refused_beside_its_field(tree, admin_client):
    data = page_form(admin_client, edit_url(tree.desa), tree.desa) | {"slug": "desa-lain"}
    add = reverse("wagtailadmin_pages:add", args=["pages", "desapage", tree.kecamatan.pk])
    for action in ({}, {"action-publish": "1"}):
        assert list(errors_of(admin_client.post(add, data | action))) == ["unit"]


@pytest.mark.parametrize("colour", ["red", ""])
def test_a_wrong_colour_is_refused_beside_its_field(tree, admin_client, colour):
    data = page_form(admin_client, edit_url(tree.desa), tree.desa) | {"colour": colour}
    response = admin_client.post(edit_url(tree.desa), data | {"action-publish": "1"})
    assert list(errors_of(response)) == ["colour"]


def test_copying_a_section_is_refused_in_words(tree, admin_client):
    response = admin_client.post(
        reverse("wagtailadmin_pages:copy", args=[tree.desa.pk]),
        {"new_title": "Salinan", "new_slug": "salinan", "new_parent_page": str(tree.kecamatan.pk)},
        follow=True,
    )
    assert response.status_code == 200
    assert SectionPage.objects.filter(unit=tree.desa.unit).count() == 1
