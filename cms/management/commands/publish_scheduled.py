"""Publishes what is due and withdraws what has expired; one page that cannot be published stops no other.

Overrides Wagtail's command of the same name, which ends at the first invalid page and leaves all others waiting.
"""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.core.management.base import CommandError
from django.db import models
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import DraftStateMixin, Page, Revision

from api.bundling import sweep
from pages.feed import whole
from pages.feed.reconciling import tidy

logger = logging.getLogger(__name__)


class Command(WagtailCommand):
    """Run it every minute. What failed stays scheduled and is tried again; the exit code is 1 while something fails."""

    help = "Publish what is due and withdraw what has expired, each on its own."

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        failed = 0
        for expired in self.expired():
            failed += not self.attempt(f"withdraw {expired!r}", partial(withdraw, expired))
        for revision in self.due():
            failed += not self.attempt(f"publish “{revision.object_str}”", partial(publish, revision))
        self.attempt("number the changes for apps", tidy)
        self.attempt("remove bundles of what was withdrawn", sweep)
        if failed:
            raise CommandError(f"{failed} scheduled change(s) failed; they stay scheduled.", returncode=1)

    def attempt(self, what: str, change: Callable[[], object]) -> bool:
        """Makes one change, whole or not at all; tells of a failure instead of passing it on."""
        try:
            with whole():
                change()
        except Exception as error:
            logger.exception("Could not %s", what)
            self.stderr.write(f"Could not {what}: {error}")
            return False
        return True

    def expired(self) -> Iterator[models.Model]:
        """Live pages, then other objects, whose time is over."""
        others = [
            model for model in apps.get_models() if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
        ]
        for model in [Page, *others]:
            yield from list(
                model._default_manager.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
            )

    def due(self) -> list[Revision]:
        return list(Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at"))


def withdraw(expired: Any) -> None:
    """A page is withdrawn as what it is, so that the pages below it learn of it."""
    whole = expired.specific if isinstance(expired, Page) else expired
    whole.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")
