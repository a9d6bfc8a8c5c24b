"""Where everything belongs: territories by their official code, and the offices that answer for something in them."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# PP province, PP.KK regency, PP.KK.CC kecamatan, PP.KK.CC.DDDD village; the first digit of a village
# number is 1 for a kelurahan, 2 for a desa, 3 for a desa adat (Kepmendagri 300.2.2-2138/2025).
REGION_CODE = RegexValidator(
    r"^\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$", _("Use the official code, for example 33.04.15.2008.")
)


def within(code: str, field: str = "code") -> Q:
    """The condition that `field` holds this region's code or one below it."""
    return Q(**{field: code}) | Q(**{f"{field}__startswith": f"{code}."})


class RegionQuerySet(models.QuerySet["Region"]):
    """Territories by their place in the official code tree."""

    def within(self, code: str) -> "RegionQuerySet":
        """This region and everything below it."""
        return self.filter(within(code))


class Region(models.Model):
    """A territory with its official Kemendagri code, which is its key everywhere."""

    class Level(models.TextChoices):
        PROVINCE = "province", _("Province")
        REGENCY = "regency", _("Regency")
        KECAMATAN = "kecamatan", _("Kecamatan")
        DESA = "desa", _("Desa")
        KELURAHAN = "kelurahan", _("Kelurahan")
        DESA_ADAT = "desa_adat", _("Desa adat")

    code = models.CharField(_("code"), max_length=13, primary_key=True, validators=[REGION_CODE])
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self", verbose_name=_("parent"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    bps_code = models.CharField(
        _("BPS code"),
        max_length=10,
        blank=True,
        help_text=_("The statistics office numbers differently: 62.13 is 6212. Never derive it."),
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Jakarta")

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def level_of(code: str) -> "Region.Level":
        """The level that the form of a code tells; ValueError when it is no region code."""
        parts = code.split(".")
        levels = [Region.Level.PROVINCE, Region.Level.REGENCY, Region.Level.KECAMATAN]
        if len(parts) <= 3:
            return levels[len(parts) - 1]
        villages = {"1": Region.Level.KELURAHAN, "2": Region.Level.DESA, "3": Region.Level.DESA_ADAT}
        try:
            return villages[parts[3][0]]
        except (KeyError, IndexError):
            raise ValueError(code) from None

    @property
    def parent_code(self) -> str | None:
        """The code one level up, by the code's own form."""
        return self.code.rpartition(".")[0] or None


class UnitQuerySet(models.QuerySet["Unit"]):
    """Offices by the territory they serve and by who acts for them."""

    def within(self, code: str) -> "UnitQuerySet":
        """Units of this region and of everything below it."""
        return self.filter(within(code, "region_id"))

    def of(self, user) -> "UnitQuerySet":
        """Units for which the user holds a role today."""
        return self.filter(roles__in=UnitRole.objects.active().filter(user=user)).distinct()


class Unit(models.Model):
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
        help_text=_("The region code, or for an agency the regency code and a short name: 33.04-dinkes. Never changes."),
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


class OpeningHours(models.Model):
    """One span of hours on one weekday in which a unit receives citizens; local time of the unit's region."""

    class Weekday(models.IntegerChoices):
        """ISO weekday, Monday is 1."""

        MONDAY = 1, _("Monday")
        TUESDAY = 2, _("Tuesday")
        WEDNESDAY = 3, _("Wednesday")
        THURSDAY = 4, _("Thursday")
        FRIDAY = 5, _("Friday")
        SATURDAY = 6, _("Saturday")
        SUNDAY = 7, _("Sunday")

    unit = models.ForeignKey(Unit, verbose_name=_("unit"), on_delete=models.CASCADE, related_name="opening_hours")
    day = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    note = models.CharField(_("note"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["day", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=models.F("opens")),
                name="opening_hours_close_after_opening",
                violation_error_message=_("The closing time must be after the opening time."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_day_display()} {self.opens:%H.%M}–{self.closes:%H.%M}"


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
