"""Who may change what about regions and units in the admin: their own office, for those who keep its pages; lists for all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from .models import Unit, UnitRole


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Territories come from an import; here they are only read, by everybody who may enter the admin."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and user.has_perm("wagtailadmin.access_admin")

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class UnitPolicy(ModelPermissionPolicy):
    """Whoever keeps the pages of a unit keeps its contacts and hours, and those of the units below; the rest needs the
    model right. Officers of cases act for a unit, too, but what its page says is not theirs to change."""

    OWN = {"view", "change"}
    KEEPERS = (UnitRole.Role.EDITOR, UnitRole.Role.PUBLISHER)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return super().user_has_permission(user, action) or (action in self.OWN and self.keeps(user))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def keeps(self, user: Any) -> bool:
        """Whether the user keeps any unit today; asked once a request."""
        if not hasattr(user, "_keeps_a_unit"):
            user._keeps_a_unit = Unit.objects.of(user, *self.KEEPERS).exists()
        return user._keeps_a_unit

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        return self.instances_user_has_any_permission_for(user, [action]).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Unit]:
        if any(super(UnitPolicy, self).user_has_permission(user, action) for action in actions):
            return Unit.objects.all()
        return Unit.objects.reached_by(user, *self.KEEPERS) if self.OWN & set(actions) else Unit.objects.none()
