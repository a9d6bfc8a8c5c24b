"""The room of what citizens tell us: private tables, never pages."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = _("Cases")

    def ready(self) -> None:
        from . import checks, driving, erasing, triggers

        assert checks.check_events, "importing it registers the checks"
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="cases.triggers")
        post_migrate.connect(driving.begin, sender=self, dispatch_uid="cases.driving")
        connection_created.connect(erasing.overwrite_what_goes, dispatch_uid="cases.erasing")
