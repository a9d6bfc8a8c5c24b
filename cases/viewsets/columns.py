"""Columns of the lists of standing rows, in the words that officers use: no codes, no True and False."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column


class YesNoColumn(Column):
    """Whether something holds, in a word."""

    def get_value(self, instance: Any) -> str:
        return _("Yes") if super().get_value(instance) else _("No")


def yes_no(model: Any, name: str) -> YesNoColumn:
    """The column of a field that is true or false, under its own name."""
    return YesNoColumn(name, label=capfirst(model._meta.get_field(name).verbose_name), sort_key=name)
