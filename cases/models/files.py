"""Files that came with a case: stored under random names, re-made before anybody sees them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .cases import Case


class Attachment(models.Model):
    """One file of a case. Keys name objects in private storage; the original name is display text only."""

    class Role(models.TextChoices):
        EVIDENCE = "evidence", _("Evidence")
        IDENTITY = "identity", _("Identity")
        ANSWER = "answer", _("Answer")
        LETTER = "letter", _("Letter")

    class State(models.TextChoices):
        RESERVED = "reserved", _("Announced")
        RECEIVING = "receiving", _("Arriving")
        STORED = "stored", _("Arrived")
        PROCESSED = "processed", _("Ready")
        QUARANTINED = "quarantined", _("Set aside")
        REJECTED = "rejected", _("Rejected")
        PURGED = "purged", _("Erased")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attachments")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.EVIDENCE)
    declared_size = models.BigIntegerField()
    declared_sha256 = models.CharField(max_length=64, blank=True)
    declared_type = models.CharField(max_length=100, blank=True)
    received_bytes = models.BigIntegerField(default=0)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.RESERVED)
    reject_reason = models.CharField(max_length=30, blank=True)
    warnings = models.JSONField(default=list, blank=True)
    detected_type = models.CharField(max_length=100, blank=True)
    storage_key = models.CharField(max_length=80, blank=True)
    copy_key = models.CharField(max_length=80, blank=True)
    thumb_key = models.CharField(max_length=80, blank=True)
    original_name = models.CharField(max_length=120, blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.original_name or str(self.pk)
