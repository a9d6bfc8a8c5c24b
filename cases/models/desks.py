"""How an office receives cases: its prefix, its categories, its limits and its standing texts."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..transitions import Kind


class Desk(models.Model):
    """What only cases need to know of a unit."""

    unit = models.OneToOneField("regions.Unit", verbose_name=_("unit"), on_delete=models.CASCADE, related_name="desk")
    ref_prefix = models.CharField(
        _("letters of the case number"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{3}$", _("Three capital letters."))],
        help_text=_("Only for the regency; the units below use its letters."),
    )
    conflict_unit = models.ForeignKey(
        "regions.Unit",
        verbose_name=_("who handles complaints about this unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: the unit above."),
    )
    is_open = models.BooleanField(_("takes cases"), default=True)

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")

    def __str__(self) -> str:
        return str(self.unit)


class CategoryQuerySet(models.QuerySet["Category"]):
    """Categories that can be chosen."""

    def active(self, day: datetime.date | None = None) -> CategoryQuerySet:
        today = day or timezone.localdate()
        return self.filter(active_from__lte=today).filter(Q(active_to=None) | Q(active_to__gte=today))

    def offered_by(self, root: Any) -> CategoryQuerySet:
        """The active categories of a regency."""
        return self.active().filter(root=root)


class Category(models.Model):
    """What a complaint is about, kept once for the whole regency."""

    root = models.ForeignKey(
        "regions.Unit", verbose_name=_("regency"), on_delete=models.CASCADE, related_name="case_categories"
    )
    slug = models.SlugField(_("slug"), max_length=60)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    default_unit = models.ForeignKey(
        "regions.Unit",
        verbose_name=_("usually handled by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: the unit on whose page it was sent."),
    )
    default_confidential = models.BooleanField(_("confidential is ticked at first"), default=False)
    is_forced_confidential = models.BooleanField(
        _("always confidential"), default=False, help_text=_("Corruption, violence, children, officials.")
    )
    requires_approval = models.BooleanField(_("the head of the unit approves answers"), default=False)
    is_open311 = models.BooleanField(_("offered through Open311"), default=False)
    active_from = models.DateField(_("active from"), default=timezone.localdate)
    active_to = models.DateField(_("active to"), null=True, blank=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["root", "slug"], name="one_category_per_root_and_slug")]

    def __str__(self) -> str:
        return self.name


def shipped_limits() -> dict[str, Any]:
    """Every limit of the intake with its shipped value; a regency changes them in its settings."""
    return {
        "body_bytes": 65_536,
        "title": 150,
        "body": 10_000,
        "files": 5,
        "file_bytes": 10 * 1024 * 1024,
        # Pieces of a file: smaller ones cost more than they save, larger ones are lost too often.
        "chunk_min": 64 * 1024,
        "chunk_max": 512 * 1024,
        "image_megapixels": 40,
        "image_side": 20_000,
        "hops": 6,
        "publish_after_hours": 72,
        "grid_metres": 200,
        "small_cell": 5,
        "reopen_upload_days": 7,
        # West, south, east, north in degrees: where the regency lies. None: anywhere in Indonesia.
        "area": None,
        "escalation": [
            {"offset": -2, "level": 0, "roles": ["handler"]},
            {"offset": 0, "level": 1, "roles": ["unit_head"]},
            {"offset": 3, "level": 2, "roles": ["coordinator", "leadership"]},
            {"offset": 7, "level": 3, "roles": ["inspectorate", "leadership"]},
        ],
    }


class CaseSettings(models.Model):
    """The limits of one regency, and how it speaks with SP4N-LAPOR."""

    root = models.OneToOneField(
        "regions.Unit", verbose_name=_("regency"), on_delete=models.CASCADE, related_name="case_settings"
    )
    limits = models.JSONField(_("limits"), default=shipped_limits)
    lapor_pattern = models.CharField(_("form of a LAPOR! number"), max_length=80, default=r"^\d{5,10}$")
    lapor_link = models.CharField(
        _("address of a LAPOR! report"),
        max_length=200,
        blank=True,
        help_text=_("Write {number} where the number belongs."),
    )
    emergency_text = models.CharField(
        _("whom to call in danger"), max_length=300, blank=True, help_text=_("Shown when a text speaks of danger.")
    )
    default_category_open = models.BooleanField(_("published cases may be indexed after 30 days"), default=False)

    class Meta:
        verbose_name = _("settings of cases")
        verbose_name_plural = _("settings of cases")

    def __str__(self) -> str:
        return str(self.root)

    def limit(self, name: str) -> Any:
        """One limit; a limit that came with a later release has its shipped value until somebody sets it."""
        return self.limits.get(name, shipped_limits()[name])


class Wording(models.Model):
    """A reason or a prepared answer in words that citizens read."""

    class Use(models.TextChoices):
        RETURN = "return", _("Reason to return")
        ARCHIVE = "archive", _("Reason to archive")
        REFUSE = "refuse", _("Reason to refuse")
        CANNOT_FULFIL = "cannot_fulfil", _("Reason why it cannot be done")
        ANSWER = "answer", _("Prepared answer")

    root = models.ForeignKey("regions.Unit", verbose_name=_("regency"), on_delete=models.CASCADE, related_name="+")
    use = models.CharField(_("use"), max_length=15, choices=Use.choices)
    slug = models.SlugField(_("slug"), max_length=60)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=4000)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    needs_second_person = models.BooleanField(_("needs a second person"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        ordering = ["use", "title"]
        constraints = [
            models.UniqueConstraint(fields=["root", "use", "slug", "version"], name="one_wording_per_slug_and_version")
        ]

    def __str__(self) -> str:
        return self.title


class PrivacyNotice(models.Model):
    """What a reporter is told about the use of personal data; consents point to the version that was shown."""

    kind = models.SlugField(_("kind"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    lang = models.CharField(_("language"), max_length=20, default="id")
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64, editable=False)
    active_from = models.DateField(_("active from"), default=timezone.localdate)

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")
        constraints = [models.UniqueConstraint(fields=["kind", "version", "lang"], name="one_notice_per_version")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class PurgeRule(models.Model):
    """How long personal data and content of closed cases are kept; empty days: until the regency enters its JRA."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    outcome = models.CharField(_("outcome"), max_length=20, blank=True, help_text=_("Empty: every outcome."))
    personal_after_days = models.PositiveIntegerField(_("personal data kept for (days)"), null=True, blank=True)
    content_after_days = models.PositiveIntegerField(_("content kept for (days)"), null=True, blank=True)
    basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=120, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        constraints = [models.UniqueConstraint(fields=["kind", "outcome"], name="one_purge_rule_per_kind_and_outcome")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.outcome}".strip()
