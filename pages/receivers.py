"""Wagtail tells what happens to a page; each notice is handed to the action that answers it.

Every way in (editor, copy, import, translation, schedule) saves the page, so saving is where placement is kept true.
"""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import PageViewRestriction
from wagtail.signals import page_slug_changed, page_unpublished, post_page_move

from .feed import whole
from .freshness import content_changed, is_seen
from .models import BasePage, SectionPage
from .placement import DERIVED, SHADING, settle, settle_restrictions, settle_visibility
from .translations import follow_move, follow_slug, leads

# What an editor decides and the derived columns follow.
DECIDING = (*SHADING, "unit_id", "alias_of_id")


@receiver(pre_save)
def mark_before_saving(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A page that hides or shows itself is marked, for the pages below it (a new page takes its place in `save`)."""
    if raw or not isinstance(instance, BasePage):
        return
    instance.is_withheld = instance.must_be_withheld()
    if instance._state.adding:
        return
    if was := BasePage.objects.filter(pk=instance.pk).values("numchild", *DERIVED, *DECIDING).first():
        keep_derived(instance, was)


def keep_derived(page: BasePage, was: dict[str, Any]) -> None:
    """A revision that is published later brings the derived columns of its own day: those of today stay."""
    for name in ("numchild", *DERIVED):
        setattr(page, name, was[name])
    has_changed_unit = page.is_section and page.unit_id != was["unit_id"]
    if not has_changed_unit:
        page.unit_id = was["unit_id"]
    elif page.unit:
        page.region_code = page.unit.region_id
    has_changed_visibility = any(getattr(page, name) != was[name] for name in SHADING)
    page.must_settle = settle if has_changed_unit else settle_visibility if has_changed_visibility else None
    page.must_settle_locks = page.alias_of_id != was["alias_of_id"]


@receiver(post_save)
def settle_below(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if isinstance(instance, BasePage) and instance.must_settle and instance.numchild:
        instance.must_settle(instance.path)
        instance.must_settle = None
    if isinstance(instance, BasePage) and instance.must_settle_locks:
        settle_restrictions()
        instance.must_settle_locks = False


@receiver(post_page_move)
def settle_moved(sender: type, instance: Any, **kwargs: Any) -> None:
    """Wagtail tells of the root of the moved tree only, and not as our own class."""
    if path := BasePage.objects.filter(pk=instance.pk).values_list("path", flat=True).first():
        settle(path)


@receiver(page_slug_changed)
def take_translations_to_the_new_slug(sender: type, instance: Any, instance_before: Any, **kwargs: Any) -> None:
    """Wagtail tells of it after the commit."""
    if isinstance(instance, BasePage) and leads(instance):
        with whole():
            follow_slug(instance, instance_before.slug)


@receiver(post_page_move)
def take_translations_along(sender: type, instance: Any, parent_page_after: Any, **kwargs: Any) -> None:
    if leads(instance):
        with whole():
            follow_move(instance, parent_page_after)


@receiver(page_unpublished)
def settle_below_unpublished(sender: type, instance: Any, **kwargs: Any) -> None:
    """The list of pages, the schedule and aliases unpublish a page without its own class, so its saving goes unseen."""
    if isinstance(instance, BasePage) and instance.numchild:
        settle_visibility(instance.path)


@receiver([post_save, post_delete], sender=PageViewRestriction)
def settle_locked(sender: type, raw: bool = False, **kwargs: Any) -> None:
    """A lock was set, changed or taken away, by an editor or with the page that carried it."""
    if not raw:
        settle_restrictions()


@receiver(post_delete)
def settle_former_aliases(sender: type, instance: Any, **kwargs: Any) -> None:
    """Aliases of an alias lose with it the lock that it carried for them."""
    if isinstance(instance, BasePage) and instance.alias_of_id and instance.is_restricted:
        settle_restrictions()


@receiver(pre_delete, sender=SectionPage)
def keep_sections_in_use(sender: type, instance: Any, **kwargs: Any) -> None:
    """Deleting a page above, or a whole queryset, does not ask the section itself."""
    instance.refuse_loss()


@receiver([post_save, post_delete, m2m_changed])
def notice_change(sender: type, update_fields: Any = None, using: str | None = None, **kwargs: Any) -> None:
    """Whatever was made from what stood there before is stale."""
    if is_seen(sender, update_fields):
        content_changed(using)


@receiver(post_save, sender="cases.Case")
def notice_public_case(sender: type, instance: Any, using: str | None = None, **kwargs: Any) -> None:
    """A case that was ever public: what is taken off must not be shown again. All others no reader sees."""
    if instance.public_changed_at:
        content_changed(using)
