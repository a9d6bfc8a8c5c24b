"""Notices that must leave: written with the event that causes them, sent later, at least once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .cases import Case


class Outbox(models.Model):
    """One notice to one role or to the reporter. It carries the number of the case, never its text or secret."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed, tried again")
        DEAD = "dead", _("Given up")

    kind = models.CharField(max_length=30)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    unit = models.ForeignKey("regions.Unit", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    recipient_role = models.CharField(max_length=20)
    dedupe_key = models.CharField(max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(db_index=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["next_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.recipient_role} {self.state}"
