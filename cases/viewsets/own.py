"""What the screens of standing rows have in common: each officer keeps those of the own regencies, and sees no others."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import Desk
from ..transitions import Role
from .standing_forms import roots_of, units_under


def own_rows(user: Any, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows of the user's regencies; what belongs to no regency is kept by all."""
    if user.is_superuser:
        return rows
    roots = roots_of(user, Role.COORDINATOR, Role.RECORDS_OFFICER)
    names = {field.name for field in rows.model._meta.fields}
    if "root" in names:
        return rows.filter(root__in=roots)
    if "scope" in names:
        return rows.filter(Q(scope=None) | Q(scope__in=roots))
    return rows.filter(unit__in=units_under(roots)) if rows.model is Desk else rows


class OwnIndexView(generic.IndexView):
    """Lists the rows of the user's regencies."""

    def get_base_queryset(self) -> QuerySet[Any]:
        return own_rows(self.request.user, super().get_base_queryset())


class OwnEditView(generic.EditView):
    """Opens a row of the user's regencies; another does not exist."""

    def get_queryset(self) -> QuerySet[Any]:
        return own_rows(self.request.user, self.model._default_manager.all())


class OwnDeleteView(generic.DeleteView):
    """Removes a row of the user's regencies."""

    def get_queryset(self) -> QuerySet[Any]:
        return own_rows(self.request.user, self.model._default_manager.all())


class Standing(ModelViewSet):
    """What these screens have in common."""

    icon = "list-ul"
    copy_view_enabled = False
    index_view_class = OwnIndexView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    search_backend_name = None

    def get_form_class(self, for_update: bool = False) -> Any:
        return self._edit_handler.get_form_class()


def with_form(model: Any, form: Any) -> Any:
    """Lets the panels of a model make this form."""
    model.base_form_class = form
    return model
