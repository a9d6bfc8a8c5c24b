"""What an app begins with instead of asking page by page: everything public of one region in one file."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone

from .base import BasePage
from .changes import ContentChange, SyncState


def in_the_region() -> Q:
    """The bundle's own region or one inside it."""
    own = OuterRef("region_code")
    return Q(region_code=own) | Q(region_code__startswith=Concat(own, Value(".")))


class BundleQuerySet(models.QuerySet):
    """Questions to the bundles."""

    def current(self) -> BundleQuerySet:
        """Those that may be given out. One in whose region something has since been withdrawn is not: the file still
        holds it. Nor is one from before the numbers began anew, or from which no cursor leads on any more."""
        withdrawn = ContentChange.objects.filter(
            in_the_region(),
            Q(seq=None) | Q(seq__gt=OuterRef("seq")),
            op=ContentChange.Op.DELETE,
            locale=OuterRef("locale"),
        )
        # Hidden from its second on, though its tombstone is written by the next run of publish_scheduled.
        over = Q(expire_at__lte=timezone.now()) | Q(expire_above_at__lte=timezone.now())
        expired = BasePage.objects.filter(in_the_region(), over, live=True, is_hidden_above=False)
        same_run = SyncState.objects.filter(epoch=OuterRef("epoch"), floor_seq__lte=OuterRef("seq"))
        return self.filter(~Exists(withdrawn), ~Exists(expired), Exists(same_run))


class Bundle(models.Model):
    """The newest file of one region in one language; `seq` says up to which change it tells.

    `bytes` is the size of the packed file, `text_bytes` that of the text in it.
    """

    region_code = models.CharField(max_length=13)
    locale = models.CharField(max_length=10)
    epoch = models.CharField(max_length=8)
    seq = models.BigIntegerField()
    schema = models.PositiveIntegerField()
    name = models.CharField(max_length=80, unique=True)
    bytes = models.PositiveIntegerField()
    text_bytes = models.PositiveIntegerField()
    items = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = "bundle"
        verbose_name_plural = "bundles"
        ordering = ["region_code", "locale"]
        constraints = [
            models.UniqueConstraint(fields=["region_code", "locale"], name="one_bundle_per_region_and_language")
        ]

    def __str__(self) -> str:
        return self.name
