"""What a page is about: a short list of words kept by the regency, the same for every section."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField


@register_snippet
class Topic(TranslatableMixin, models.Model):
    """A word by which citizens find pages across all sections, for example health or population papers."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60, help_text=_("The same in every language; used in addresses."))

    panels = [FieldPanel("name"), FieldPanel("slug")]

    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["slug", "locale"], name="one_topic_per_slug_and_language")]

    def __str__(self) -> str:
        return self.name
