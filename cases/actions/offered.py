"""What a form offers for one very case: its offices, colleagues, pictures, and the classes with the days that each has."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from regions.models import Unit

from .. import clocks
from ..alarms import LINKS
from ..models import Attachment, Case, HandlingClass
from ..terms import Term


class UnitField(forms.ModelChoiceField):
    """An office; the names of villages repeat themselves within a regency, so the one above is said, too."""

    def label_from_instance(self, obj: Any) -> str:
        is_village = obj.kind in (Unit.Kind.DESA, Unit.Kind.KELURAHAN) and obj.parent_id
        return f"{obj.name} · {obj.parent.name}" if is_village else obj.name


def classes(case: Case) -> forms.Field:
    """The classes, none chosen beforehand, each with the time that it gives this case."""
    rules = clocks.rules_for(case, Term.RESOLUTION)
    offered = []
    for value, label in HandlingClass.choices:
        rule = rules.get(value)
        offered.append((value, f"{label} · {rule.amount} {rule.get_unit_display()}" if rule else label))
    return forms.ChoiceField(label=_("Class"), choices=offered, widget=forms.RadioSelect)


def units_below(case: Case) -> forms.Field:
    offered = Unit.objects.filter(parent=case.current_unit_id).order_by("code")
    return forms.ModelChoiceField(offered, label=_("Unit"))


def pictures(case: Case) -> forms.Field:
    """What can be shown beside the public copy; never a paper that proves who somebody is."""
    ready = Attachment.objects.filter(case=case, state=Attachment.State.PROCESSED).exclude(copy_key="")
    offered = ready.exclude(role=Attachment.Role.IDENTITY)
    return forms.ModelMultipleChoiceField(offered, label=_("Pictures that may be shown"), required=False)


def links_checked(case: Case) -> forms.Field | None:
    """Asked only of what looks like advertising: nothing of it is published before somebody has answered for it."""
    if LINKS not in case.flags:
        return None
    return forms.BooleanField(label=_("I have read it to the end and followed no link: it is no advertising."))


class ColleagueField(forms.ModelChoiceField):
    """An officer by the name that colleagues know."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_full_name()} ({obj.get_username()})" if obj.get_full_name() else obj.get_username()


def colleagues(case: Case) -> forms.Field:
    """Those who act for an office of this regency: nobody else could see the case anyhow."""
    code = case.root.code
    here = Q(unit_roles__unit__code=code) | Q(unit_roles__unit__code__regex=rf"^{re.escape(code)}[.-]")
    offered = get_user_model().objects.filter(here, is_active=True).distinct().order_by("last_name", "username")
    return ColleagueField(offered, label=_("Officer"))
