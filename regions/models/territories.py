"""Territories by their official code: provinces, regencies, kecamatan and villages."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# PP province, PP.KK regency, PP.KK.CC kecamatan, PP.KK.CC.DDDD village; the first digit of a village
# number is 1 for a kelurahan, 2 for a desa, 3 for a desa adat (Kepmendagri 300.2.2-2138/2025).
REGION_CODE = RegexValidator(
    r"^\d{2}(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$", _("Use the official code, for example 33.04.15.2008.")
)


def within(code: str, field: str = "code") -> Q:
    """The condition that `field` holds this region's code or one below it."""
    here = Q(**{field: code})
    is_village = code.count(".") == 3  # nothing lies below, so the index of the column answers alone
    return here if is_village else here | Q(**{f"{field}__startswith": f"{code}."})


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
