"""A unit has changed its words for desa and kecamatan: the notice is handed to the action that renames what lies below."""

from typing import Any

from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver

from .models import Unit
from .terms import respeak


@receiver(pre_save, sender=Unit)
def remember_words(sender: type, instance: Unit, raw: bool = False, **kwargs: Any) -> None:
    if instance.pk and not raw:
        instance.said_before = Unit.objects.filter(pk=instance.pk).values_list("desa_term", "kecamatan_term").first()


@receiver(post_save, sender=Unit)
def rename_by_new_words(sender: type, instance: Unit, raw: bool = False, **kwargs: Any) -> None:
    said_before = getattr(instance, "said_before", None)
    if not raw and said_before and said_before != (instance.desa_term, instance.kecamatan_term):
        respeak(instance, said_before)
        instance.refresh_from_db(fields=["name"])
