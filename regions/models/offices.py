"""Offices that answer for something: the regency, its agencies, kecamatan, desa and kelurahan; and who acts for them."""

import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel

from ..hours import OpeningState, opening_state
from ..terms import codes_above, resolve, said_by
from .territories import Region, within


class UnitQuerySet(models.QuerySet["Unit"]):
    """Offices by the territory they serve and by who acts for them."""

    def within(self, code: str) -> "UnitQuerySet":
        """Units of this region and of everything below it."""
        return self.filter(within(code, "region__code"))

    def of(self, user, *roles: str) -> "UnitQuerySet":
        """Units for which the user holds a role today; one of these roles where some are named."""
        held = UnitRole.objects.active().filter(user=user)
        return self.filter(roles__in=held.filter(role__in=roles) if roles else held).distinct()

    def reached_by(self, user, *roles: str) -> "UnitQuerySet":
        """Units for which the user holds a role (one of these) today, and every unit below them."""
        reach = Q(pk=None)
        for code in self.of(user, *roles).values_list("code", flat=True):
            reach |= Q(code=code) | Q(code__startswith=f"{code}.") | Q(code__startswith=f"{code}-")
        return self.filter(reach)


class Unit(ClusterableModel):
    """The office that answers for something: the regency, an agency (OPD), a kecamatan, a desa or a kelurahan."""

    class Kind(models.TextChoices):
        REGENCY = "regency", _("Regency")
        AGENCY = "agency", _("Agency (OPD)")
        KECAMATAN = "kecamatan", _("Kecamatan")
        DESA = "desa", _("Desa")
        KELURAHAN = "kelurahan", _("Kelurahan")

    class Stewardship(models.TextChoices):
        """Who keeps a section going; who may publish follows from it."""

        MANAGED = "managed", _("Managed by the regency")
        ASSISTED = "assisted", _("Assisted")
        REVIEWED = "reviewed", _("Independent, approved by the kecamatan")
        INDEPENDENT = "independent", _("Independent")
        WITHDRAWN = "withdrawn", _("Withdrawn for now")

    code = models.CharField(
        _("code"),
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^\d{2}(\.\d{2}){1,2}(\.[123]\d{3})?(-[a-z0-9-]+)?$")],
        help_text=_(
            "The region code, or for an agency the regency code and a short name: 33.04-dinkes. Never changes."
        ),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=150, help_text=_("As it is spoken: Desa Darmayasa, Dinas Kesehatan."))
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", verbose_name=_("parent unit"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    whatsapp = models.CharField(_("WhatsApp"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("other website"), blank=True)
    stewardship = models.CharField(
        _("stewardship"), max_length=12, choices=Stewardship.choices, default=Stewardship.MANAGED
    )
    desa_term = models.CharField(
        _("word for desa"), max_length=30, blank=True, help_text=_("Nagari, Kampung, Gampong … Empty: as one level up.")
    )
    kecamatan_term = models.CharField(
        _("word for kecamatan"), max_length=30, blank=True, help_text=_("Distrik … Empty: as one level up.")
    )

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.pk and Unit.objects.filter(pk=self.pk).exclude(code=self.code).exists():
            raise ValidationError({"code": _("The code never changes: addresses of the API and of apps rest on it.")})
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("A unit cannot stand below itself.")})

    @cached_property
    def terms(self) -> dict[str, str]:
        """The words for "desa" and "kecamatan" here: the nearest office upwards that says one. One query."""
        said = said_by([*Unit.objects.filter(code__in=codes_above(self.code)), self])
        return resolve(self.code, said)

    def term(self, word: str) -> str:
        """The local word for "desa" or "kecamatan", for example Nagari or Distrik."""
        return self.terms[word]

    def opening_state(self, now: datetime.datetime | None = None) -> OpeningState | None:
        """Whether the office is open, and when that changes; None while nobody has entered its hours."""
        zone = ZoneInfo(self.region.time_zone)
        return opening_state(self.opening_hours.all(), zone, now or timezone.now())


class UnitRoleQuerySet(models.QuerySet["UnitRole"]):
    """Roles by whether they hold today."""

    def active(self) -> "UnitRoleQuerySet":
        today = timezone.localdate()
        return self.filter(active_from__lte=today).filter(Q(active_to=None) | Q(active_to__gte=today))


class UnitRole(models.Model):
    """Who acts for a unit, as what, from when to when; page rights and case rights follow from it."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("Editor")
        PUBLISHER = "publisher", _("Publisher")
        COUNTER = "counter", _("Counter officer")
        VERIFIER = "verifier", _("Verifier")
        COORDINATOR = "coordinator", _("Coordinator of complaints")
        HANDLER = "handler", _("Handler of complaints")
        UNIT_HEAD = "unit_head", _("Head of the unit")
        PPID_EXECUTIVE = "ppid_executive", _("PPID executive")
        PPID_MAIN = "ppid_main", _("Main PPID")
        PPID_SUPERIOR = "ppid_superior", _("Superior of the PPID")
        INSPECTORATE = "inspectorate", _("Inspectorate")
        LEADERSHIP = "leadership", _("Leadership")
        RECORDS_OFFICER = "records_officer", _("Records officer")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="unit_roles"
    )
    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    active_from = models.DateField(_("active from"), default=timezone.localdate)
    active_to = models.DateField(_("active to"), null=True, blank=True)

    objects = UnitRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role in a unit")
        verbose_name_plural = _("roles in units")
        constraints = [models.UniqueConstraint(fields=["user", "unit", "role"], name="one_row_per_user_unit_role")]

    def __str__(self) -> str:
        return f"{self.user} · {self.unit} · {self.get_role_display()}"
