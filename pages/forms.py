"""The form by which editors write any page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.admin.forms import WagtailAdminPageForm

from .slugs import is_reserved, refusal

if TYPE_CHECKING:
    from .models import BasePage


class BasePageForm(WagtailAdminPageForm):
    """The editor's form: a draft may be incomplete, a publication may not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "topics" in self.fields and self.instance.locale_id:
            # Words of the page's own language, and what it carries already because nobody has translated it.
            topics = self.fields["topics"]
            carried = [topic.pk for topic in self.instance.topics.all()]
            topics.queryset = topics.queryset.filter(Q(locale=self.instance.locale_id) | Q(pk__in=carried))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance._state.adding and not self.instance.is_section:
            # The place in the tree is given on saving, but the rules of a unit must already be asked.
            self.instance.unit_id = getattr(self.parent_page, "unit_id", None)
        if is_reserved(cleaned.get("slug", ""), self.parent_page):
            self.add_error("slug", refusal(cleaned["slug"]))
        if not self.is_deferred_validation:
            for field, message in self.instance_with(cleaned).publication_errors().items():
                self.add_error(field if field in self.fields else None, message)
        return cleaned

    def instance_with(self, cleaned: dict[str, Any]) -> BasePage:
        """The page as it would be with what was typed."""
        for name, value in cleaned.items():
            if name in {field.name for field in self.instance._meta.concrete_fields}:
                setattr(self.instance, name, value)
        return self.instance
