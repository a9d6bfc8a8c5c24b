"""Wagtail tells what happens to a page; each notice is handed to the action that answers it.

Every way in (editor, copy, import, translation, schedule) saves the page, so saving is where placement is kept true.
"""

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from wagtail.signals import post_page_move

from .models import BasePage
from .placement import place, settle, settle_visibility


@receiver(pre_save)
def place_before_saving(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A new page takes its place; a page that hides or shows itself is marked, for the pages below it."""
    if raw or not isinstance(instance, BasePage):
        return
    instance.is_withheld = instance.must_be_withheld()
    if instance._state.adding:
        place(instance)
    elif instance.numchild:
        was = BasePage.objects.filter(pk=instance.pk).values_list("live", "is_withheld").get()
        instance.has_changed_visibility = was != (instance.live, instance.is_withheld)


@receiver(post_save)
def settle_below(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if isinstance(instance, BasePage) and getattr(instance, "has_changed_visibility", False):
        instance.has_changed_visibility = False
        settle_visibility(instance.path)


@receiver(post_page_move)
def settle_moved(sender: type, instance: Any, **kwargs: Any) -> None:
    """Wagtail tells of the root of the moved tree only, and not as our own class."""
    if path := BasePage.objects.filter(pk=instance.pk).values_list("path", flat=True).first():
        settle(path)
