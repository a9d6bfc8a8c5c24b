"""Addresses below a section that are kept for what comes later or for the portal itself; no page may take them now."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from regions.models import Unit

# Kept below every section: tenders, figures, budgets, surveys, public information, complaints, maps, offline, search.
RESERVED = {
    "tender",
    "pengadaan",
    "data",
    "angka",
    "anggaran",
    "skm",
    "survei",
    "ppid",
    "pengaduan",
    "jelajah",
    "luring",
    "cari",
}
# Kept below sections of one kind only: no other has a village budget.
RESERVED_IN: dict[str, set[str]] = {Unit.Kind.DESA: {"apbdes"}}
# The portal's own first words: a section may become the home page of a site, and its children would stand behind them.
OWN = {"admin", "api", "media", "static", "paket", "healthz"}


def is_reserved(slug: str, parent: Any) -> bool:
    """Whether a page below this parent may not take the address; sections only, deeper down every slug is free."""
    kind = getattr(parent.specific_class, "UNIT_KIND", None) if parent else None
    if kind is None:
        return False
    return slug in RESERVED | RESERVED_IN.get(kind, set()) | OWN | {code for code, _name in settings.LANGUAGES}


def refusal(slug: str) -> str:
    return _("The address “%(slug)s” is kept for a part of the portal: choose another one.") % {"slug": slug}
