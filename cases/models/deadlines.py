"""By when: the rules of the law as rows, the clocks that run, the days on which nobody works."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .. import clock
from ..clock import Term
from ..terms import Term as ClockName
from .cases import Case, HandlingClass


class DeadlineRule(models.Model):
    """How long something may take, since when, by which law. A running clock keeps its row."""

    class Mark(models.TextChoices):
        CONFIRMED = "V", _("Confirmed in a published source")
        RECALLED = "R", _("Recalled")
        PRODUCT = "product", _("Decision of the product")

    class Unit(models.TextChoices):
        WORKING_DAY = clock.Unit.WORKING_DAY.value, _("working days")
        CALENDAR_DAY = clock.Unit.CALENDAR_DAY.value, _("calendar days")
        HOUR = clock.Unit.HOUR.value, _("hours")

    rule_set = models.CharField(_("rule set"), max_length=12)
    kinds = models.JSONField(_("kinds"), default=list)
    handling_class = models.CharField(_("class"), max_length=20, choices=HandlingClass.choices, blank=True)
    clock = models.CharField(_("clock"), max_length=30)
    amount = models.PositiveSmallIntegerField(_("amount"), null=True, blank=True)
    unit = models.CharField(_("unit of time"), max_length=15, choices=Unit.choices)
    is_pausable = models.BooleanField(_("can be paused"), default=False)
    extension_amount = models.PositiveSmallIntegerField(_("extension"), null=True, blank=True)
    extension_max = models.PositiveSmallIntegerField(_("how often"), default=0)
    joint_leave_is_off = models.BooleanField(_("joint leave does not count"), default=True)
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    mark = models.CharField(_("mark"), max_length=10, choices=Mark.choices, default=Mark.RECALLED)
    checked_by = models.CharField(_("checked by"), max_length=120, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    effective_from = models.DateField(_("in force from"))
    effective_to = models.DateField(_("in force to"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("deadline rule")
        verbose_name_plural = _("deadline rules")
        ordering = ["rule_set", "clock", "handling_class"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(amount__isnull=False), name="active_rule_has_amount"
            )
        ]

    def __str__(self) -> str:
        parts = (self.rule_set, self.clock_label, self.get_handling_class_display())
        return " · ".join(str(part) for part in parts if part)

    @property
    def clock_label(self) -> str:
        """The name of the clock in words; one that is not known any more by its code."""
        return str(ClockName(self.clock).label) if self.clock in ClockName.values else self.clock

    @property
    def term(self) -> Term:
        return Term(self.amount or 0, clock.Unit(self.unit), self.joint_leave_is_off)

    @property
    def is_checked(self) -> bool:
        """Whether a person compared it with the law; only then is its legal basis printed publicly."""
        return bool(self.checked_by and self.checked_on)

    def clean(self) -> None:
        """Two active rules for the same clock on the same day would make a due date a matter of luck."""
        if self.is_pausable and self.unit == clock.Unit.HOUR:
            raise ValidationError({"is_pausable": _("A term in hours cannot be paused.")})
        if not self.is_active:
            return
        others = DeadlineRule.objects.filter(is_active=True, clock=self.clock, handling_class=self.handling_class)
        for other in others.exclude(pk=self.pk):
            overlaps = (other.effective_to is None or other.effective_to >= self.effective_from) and (
                self.effective_to is None or self.effective_to >= other.effective_from
            )
            if overlaps and set(other.kinds) & set(self.kinds):
                raise ValidationError(_("Another active rule for this clock is in force at the same time."))


class Clock(models.Model):
    """One term that runs for one case. Late is computed (`due_at`); a breach is recorded once, whenever the job runs.

    `met_at` is when it stopped; `is_dropped` when it stopped because nobody waits any longer (counts neither way).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="clocks")
    rule = models.ForeignKey(DeadlineRule, on_delete=models.PROTECT, related_name="+")
    clock = models.CharField(max_length=30)
    run = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField()
    base_on = models.DateField()
    due_on = models.DateField()
    due_at = models.DateTimeField(db_index=True)
    is_provisional = models.BooleanField(default=False)
    paused_on = models.DateField(null=True, blank=True)
    paused_amount = models.PositiveIntegerField(default=0)
    extended_by = models.PositiveSmallIntegerField(default=0)
    extension_count = models.PositiveSmallIntegerField(default=0)
    extension_reason = models.TextField(blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    is_dropped = models.BooleanField(default=False)
    breached_at = models.DateTimeField(null=True, blank=True)
    level = models.SmallIntegerField(default=-1)

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        ordering = ["started_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "clock", "run"], name="one_clock_per_case_and_run")]

    def __str__(self) -> str:
        return f"{self.case} {self.clock} {self.run}"

    @property
    def is_running(self) -> bool:
        return self.met_at is None

    def is_late(self, now: datetime.datetime) -> bool:
        """Late is from due_at on; a paused clock is never late."""
        return self.met_at is None and self.paused_on is None and now >= self.due_at


class Holiday(models.Model):
    """A day on which nobody works: from the yearly decree of three ministers, confirmed by a person, or regional."""

    class Kind(models.TextChoices):
        PUBLIC_HOLIDAY = clock.DayOffKind.PUBLIC_HOLIDAY.value, _("Public holiday")
        JOINT_LEAVE = clock.DayOffKind.JOINT_LEAVE.value, _("Joint leave")
        REGIONAL = clock.DayOffKind.REGIONAL.value, _("Regional holiday")

    date = models.DateField(_("date"))
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices)
    scope = models.ForeignKey(
        "regions.Unit", verbose_name=_("only in"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    is_estimated = models.BooleanField(_("estimated"), default=False)
    decree_no = models.CharField(_("decree"), max_length=120, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["date"]
        constraints = [
            # A plain unique accepts duplicates where the scope is null.
            models.UniqueConstraint(fields=["date", "kind"], condition=Q(scope=None), name="one_national_holiday"),
            models.UniqueConstraint(
                fields=["date", "kind", "scope"], condition=Q(scope__isnull=False), name="one_regional_holiday"
            ),
            models.CheckConstraint(
                condition=Q(kind="regional", scope__isnull=False) | (~Q(kind="regional") & Q(scope=None)),
                name="only_regional_holidays_have_a_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"

    @property
    def day_off(self) -> clock.DayOff:
        is_sure = self.confirmed_at is not None and not self.is_estimated
        return clock.DayOff(self.date, self.name, clock.DayOffKind(self.kind), is_sure, self.decree_no)
