"""What happened to a case and where it went: rows that are added, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .cases import Case


class CaseEvent(models.Model):
    """One thing that happened. Chained by hashes; a trigger lets only the texts be erased, never a row or a date.

    content_digest = sha256(salt + canonical JSON of [public_text, reporter_text, internal_text, payload]);
    hash = sha256(canonical JSON of [prev_hash, case_id, seq, type, actor_kind, actor_user_id, actor_unit_id, from_status,
    to_status, audience, at, content_digest]). Erasing texts and salt leaves the chain valid.
    """

    class ActorKind(models.TextChoices):
        CITIZEN = "citizen", _("Citizen")
        OFFICER = "officer", _("Officer")
        SYSTEM = "system", _("System")
        EXTERNAL = "external", _("Another body")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("Everybody")
        REPORTER = "reporter", _("The reporter")
        INTERNAL = "internal", _("Officers")
        RESTRICTED = "restricted", _("A few officers")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    type = models.CharField(max_length=30)
    actor_kind = models.CharField(max_length=10, choices=ActorKind.choices)
    actor_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    actor_unit = models.ForeignKey("regions.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20, blank=True)
    audience = models.CharField(max_length=10, choices=Audience.choices)
    at = models.DateTimeField()
    public_text = models.TextField(blank=True)
    reporter_text = models.TextField(blank=True)
    internal_text = models.TextField(blank=True)
    payload = models.JSONField(default=dict, blank=True)
    salt = models.BinaryField(default=bytes)
    content_digest = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    client_id = models.UUIDField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("case event")
        verbose_name_plural = _("case events")
        ordering = ["case_id", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_event_per_case_and_number"),
            models.UniqueConstraint(
                fields=["case", "client_id"], condition=Q(client_id__isnull=False), name="one_event_per_client_id"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.seq} {self.type}"


class Assignment(models.Model):
    """Who had a case in hand from when to when (disposisi)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    from_unit = models.ForeignKey("regions.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("regions.Unit", on_delete=models.PROTECT, related_name="case_assignments")
    instruction = models.TextField(_("instruction"), blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    assigned_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.ForeignKey(
        "cases.Wording", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("disposition")
        verbose_name_plural = _("dispositions")
        ordering = ["assigned_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_open_assignment_per_case")
        ]

    def __str__(self) -> str:
        return f"{self.case} → {self.to_unit}"


class ExternalRef(models.Model):
    """The number that another body gave this case: LAPOR!, Ombudsman, Information Commission, a letter."""

    class System(models.TextChoices):
        LAPOR = "lapor", "SP4N-LAPOR"
        OMBUDSMAN = "ombudsman", _("Ombudsman")
        INFORMATION_COMMISSION = "information_commission", _("Information Commission")
        AGENCY_LETTER = "agency_letter", _("Letter of an agency")
        OTHER = "other", _("Other")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="external_refs")
    system = models.CharField(_("other body"), max_length=25, choices=System.choices)
    number = models.CharField(_("number"), max_length=80)
    url = models.URLField(_("address"), blank=True)
    direction = models.CharField(max_length=3, choices=[("in", _("From there")), ("out", _("To there"))], default="out")
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("number elsewhere")
        verbose_name_plural = _("numbers elsewhere")
        constraints = [models.UniqueConstraint(fields=["system", "number"], name="one_case_per_external_number")]

    def __str__(self) -> str:
        return f"{self.get_system_display()} {self.number}"
