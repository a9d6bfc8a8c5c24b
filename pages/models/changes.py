"""What apps that keep a copy must learn: the last change of every public object, and how far the numbering is."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q


def new_epoch() -> str:
    """A fresh name for one unbroken run of numbers."""
    return secrets.token_hex(4)


class ContentChange(models.Model):
    """The state of one object in one region: there (`upsert`) or gone from it (`delete`). A state, not a log.

    Written by pages.feed alone. `seq` is empty from the change until it is numbered, after its transaction is committed.
    """

    class Op(models.TextChoices):
        # In the order of the alphabet deletes come first, as they must be numbered.
        DELETE = "delete"
        UPSERT = "upsert"

    item_type = models.CharField(max_length=40)
    item_id = models.UUIDField()
    locale = models.CharField(max_length=10)
    region_code = models.CharField(max_length=13, blank=True)
    op = models.CharField(max_length=6, choices=Op.choices)
    seq = models.BigIntegerField(null=True, unique=True)
    path = models.TextField(blank=True)
    face = models.CharField(max_length=32, blank=True)
    digest = models.CharField(max_length=32, blank=True)
    touched_at = models.DateTimeField()

    class Meta:
        verbose_name = "content change"
        verbose_name_plural = "content changes"
        constraints = [
            models.UniqueConstraint(
                fields=["item_type", "item_id", "locale", "region_code"], name="one_change_per_object_and_region"
            ),
            models.UniqueConstraint(
                fields=["item_type", "item_id", "locale"],
                condition=Q(op="upsert"),
                name="an_object_is_in_one_region",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(seq=None), name="changes_without_number"),
            models.Index(fields=["region_code", "seq"], name="changes_of_a_region"),
            models.Index(fields=["touched_at"], condition=Q(op="delete"), name="tombstones_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.op} {self.item_type} {self.item_id} {self.locale}"


class SyncState(models.Model):
    """A single row. `last_seq` is the highest number given; below `floor_seq` tombstones have been thrown away."""

    epoch = models.CharField(max_length=8, default=new_epoch)
    last_seq = models.BigIntegerField(default=0)
    floor_seq = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "state of the feed"
        verbose_name_plural = "state of the feed"

    def __str__(self) -> str:
        return f"{self.epoch}:{self.last_seq}"
