"""Whatever row of whatever table is saved: no item changes of which apps are not told. A new model is covered at once."""

import datetime
from functools import partial

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from pages.feed.numbering import number
from pages.feed.reconciling import fill_digests, reconcile
from regions.models import OpeningHours

pytestmark = pytest.mark.django_db
ROOMS = ("pages", "regions", "cms", "cases", "wagtailcore", "wagtailredirects")
# The tree and its derived columns are written by their own actions (test_pages_sources); these rows are the feed itself.
APART = {
    "pages.ContentChange",
    "pages.SyncState",
    "pages.Bundle",
    "pages.ContentVersion",
    "wagtailcore.Revision",
    "wagtailcore.Page",
    "wagtailcore.Locale",
    "wagtailcore.ReferenceIndex",
}
OF_THE_TREE = {"path", "depth", "numchild", "url_path", "region_code", "live", "translation_key", "is_hidden_above"}
OF_THE_TREE |= {"is_restricted", "has_unpublished_changes", "go_live_above_at", "expire_above_at", "slug", "code"}


def every_model():
    return [
        model
        for model in apps.get_models()  # of rows between two models nobody hears; they are written with their page
        if model._meta.app_label in ROOMS and model._meta.label not in APART and not model._meta.proxy
    ]


def another(field, value):
    """Something else that this column may hold, or None."""
    if field.choices or field.primary_key or field.unique or field.is_relation or field.name in OF_THE_TREE:
        return None
    if field.name == "time_zone":
        return "Asia/Jayapura"
    match field:
        case models.BooleanField():
            return not value
        case models.CharField() | models.TextField() if type(field) in (models.CharField, models.TextField):
            return f"{value or ''}x"[-(field.max_length or 10_000) :]
        case models.IntegerField() | models.DecimalField():
            return (value or 0) + 1
        case models.DateTimeField():
            return (value or timezone.now()) - datetime.timedelta(minutes=1)
        case models.DateField():
            return (value or timezone.localdate()) - datetime.timedelta(days=1)
        case models.TimeField():
            return datetime.time(9, 30)
    return None


def happens(event):
    """Lets it happen, numbers what it has marked, looks for what it has forgotten, and undoes it."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                event()
        except (ValidationError, ProtectedError, RestrictedError):
            return
        number()
        report = reconcile(is_repairing=False)
        transaction.set_rollback(True)
    assert report.wrong == 0, report


@pytest.mark.parametrize("model", every_model(), ids=lambda model: model._meta.label)
def test_a_row_that_is_saved_or_deleted_is_told(model, world, django_capture_on_commit_callbacks):
    OpeningHours.objects.create(unit=world.tree.desa.unit, day=1, opens=datetime.time(8), closes=datetime.time(15))
    row = model._default_manager.order_by("pk").last()
    if row is None:
        pytest.skip("none in this world")
    with django_capture_on_commit_callbacks(execute=True):
        reconcile()  # the world was not planted with its marks
    number()
    fill_digests()
    assert reconcile(is_repairing=False).wrong == 0

    def saved(field, new):
        with django_capture_on_commit_callbacks(execute=True):
            fresh = model._default_manager.get(pk=row.pk)
            setattr(fresh, field.attname, new)
            fresh.save()

    def deleted():
        with django_capture_on_commit_callbacks(execute=True):
            model._default_manager.get(pk=row.pk).delete()

    for field in model._meta.local_concrete_fields:
        new = another(field, getattr(row, field.attname))
        if new is not None:
            happens(partial(saved, field, new))
    happens(deleted)
