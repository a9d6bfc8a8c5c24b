"""Rows have changed on which others depend: each notice is handed to the action that keeps those true.

Roles and sections decide who may do what; who keeps a section works its inbox; the file of a picture decides its sizes.
"""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.models import GroupPagePermission, Page
from wagtail.signals import post_page_move

from cases import handover
from pages.models import SectionPage
from regions.models import Unit, UnitRole

from .models import Picture, User
from .roles import DERIVED, keep_groups, sync_user
from .tasks import make_renditions


@receiver(pre_save, sender=UnitRole)
def remember_who_had_the_role(sender: type, instance: UnitRole, raw: bool = False, **kwargs: Any) -> None:
    if instance.pk and not raw:
        instance.__dict__["had_by"] = User.objects.filter(unit_roles=instance.pk).first()


@receiver(post_save, sender=UnitRole)
def give_groups(sender: type, instance: UnitRole, raw: bool = False, **kwargs: Any) -> None:
    """The role's user gains the group; a user from whom the row was taken over loses it."""
    if raw:
        return
    before = instance.__dict__.get("had_by")
    if before and before.pk != instance.user_id:
        sync_user(before)
    sync_user(instance.user)


@receiver(post_delete, sender=UnitRole)
def take_groups(sender: type, instance: UnitRole, **kwargs: Any) -> None:
    if user := User.objects.filter(pk=instance.user_id).first():
        sync_user(user)


@receiver(pre_save, sender=Unit)
def remember_who_kept_the_section(sender: type, instance: Unit, raw: bool = False, **kwargs: Any) -> None:
    if instance.pk and not raw:
        before = Unit.objects.filter(pk=instance.pk).values_list("stewardship", flat=True).first()
        instance.__dict__["was_kept_by"] = before


@receiver(post_save, sender=Unit)
def tell_open_cases_of_a_hand_over(sender: type, instance: Unit, raw: bool = False, **kwargs: Any) -> None:
    """Whoever keeps the section from now on works its inbox; the open cases say so in their history."""
    before = instance.__dict__.pop("was_kept_by", None)
    if before and not raw and before != instance.stewardship:
        handover.hand_over(instance, get_active_log_context().user)


@receiver(post_save)
def keep_groups_of_a_section(sender: type, instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A new face of a unit, also in another language, is open to the unit's groups; nobody else's groups stay on it."""
    if raw or not isinstance(instance, SectionPage) or not instance.unit:
        return
    if created:
        keep_groups(instance.unit)
        return
    strangers = GroupPagePermission.objects.filter(page=instance.pk).exclude(
        group__name__startswith=f"{instance.unit.code} "
    )
    if codes := {name.split()[0] for name in strangers.values_list("group__name", flat=True) if DERIVED.match(name)}:
        for unit in [*Unit.objects.filter(code__in=codes), instance.unit]:
            keep_groups(unit)


@receiver(post_page_move)
def move_collections(sender: type, instance: Page, **kwargs: Any) -> None:
    """The files of a section move with it, so that the kecamatan above keeps reaching both."""
    section = SectionPage.objects.filter(pk=instance.pk).select_related("unit").first()
    if section and section.unit:
        keep_groups(section.unit)


@receiver(post_save, sender=Picture)
def make_sizes(sender: type, instance: Picture, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """The sizes of a new file are made once it is safely stored; those of the file before it are of no use."""
    if raw or not getattr(instance, "has_new_file", False):
        return
    if not created:
        instance.renditions.all().delete()
    transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))
