"""Registers the officers' screens: addresses, menu, first page, standing rows, and the words of the access log."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .viewsets.menu import CasesMenuItem, CasesPanel
from .viewsets.standing import CaseRulesGroup

LOOKS = (
    ("cases.identity", _("Look at a reporter"), _("Saw who sent the case")),
    ("cases.original_file", _("Look at an original file"), _("Opened an original file")),
    ("cases.restricted_text", _("Look at a restricted text"), _("Read the restricted text")),
    ("cases.export", _("Export"), _("Exported it with other cases")),
)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    return [path("pengaduan/", include("cases.viewsets.urls"))]


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[Any]:
    return [CaseRulesGroup()]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> CasesMenuItem:
    return CasesMenuItem(_("Cases"), reverse_lazy("cases_desk:inbox"), name="cases", icon_name="mail", order=150)


@hooks.register("construct_homepage_panels")
def add_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(CasesPanel(request))


@hooks.register("register_log_actions")
def name_looks(actions: LogActionRegistry) -> None:
    for action, label, message in LOOKS:
        actions.register_action(action, label, message)
