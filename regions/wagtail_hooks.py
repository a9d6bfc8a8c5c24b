"""Registers the screens of this room and who may use them."""

from typing import Any

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .models import Region, Unit
from .permissions import ReadOnlyPolicy, UnitPolicy
from .viewsets import RegionsGroup, UnitChooserViewSet

register_permission_policy(Unit, UnitPolicy(Unit))
register_permission_policy(Region, ReadOnlyPolicy(Region))


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [RegionsGroup(), UnitChooserViewSet("unit_chooser")]
