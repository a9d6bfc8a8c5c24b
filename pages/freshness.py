"""Tells whether anything that the public reads may have changed, so that whole answers can be kept and shown again."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F
from wagtail.models import Site

from .prepared import Question

# Rooms whose tables the public reads, ours and Wagtail's (sites, locks, collections, redirects).
ROOMS = {"pages", "regions", "cms", "wagtailcore", "wagtailredirects"}
# Rows of these rooms that no reader ever sees: history, work in progress, who logged in.
UNSEEN = {
    "cms.user",
    "pages.contentchange",
    "pages.contentversion",
    "pages.syncstate",
    "wagtailcore.comment",
    "wagtailcore.commentreply",
    "wagtailcore.editingsession",
    "wagtailcore.modellogentry",
    "wagtailcore.pagelogentry",
    "wagtailcore.pagesubscription",
    "wagtailcore.referenceindex",
    "wagtailcore.revision",
    "wagtailcore.taskstate",
    "wagtailcore.uploadedfile",
    "wagtailcore.workflowstate",
}
# What Wagtail writes into a page's row when only a draft was saved.
OF_DRAFTS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
    "locked",
    "owner",
}


def is_seen(model: type[models.Model], update_fields: Any = None) -> bool:
    """Whether a change of this row, or of these fields of it, can be seen by a reader."""
    meta = model._meta
    is_of_a_migration = model.__module__ == "__fake__"  # runs while our own table may not be there yet
    if is_of_a_migration or meta.app_label not in ROOMS or meta.label_lower in UNSEEN:
        return False
    return update_fields is None or bool(set(update_fields) - OF_DRAFTS)


number_now = Question(lambda: apps.get_model("pages", "ContentVersion").objects.filter(pk=1).values_list("number"))


# The number that this process saw last.
seen = {"number": -1}


def current() -> int:
    """The number now; one small query. Whoever raised it, perhaps a command, may also have moved the root of a site."""
    rows = number_now()
    number = rows[0][0] if rows else 0
    if seen["number"] != number:
        seen["number"] = number
        forget_roots()
    return number


def forget_roots() -> None:
    """Wagtail keeps for an hour where each site begins, and learns of it only when the very page at its root is renamed:
    not of a move, not of a new name further up, not of what another process does."""
    Site.clear_site_root_paths_cache()


def content_changed(using: str | None = None) -> None:
    """Raises the number once the running transaction is committed; imports that write in bulk call it themselves.

    Not inside the transaction: its row would make every editor wait for the longest import. A crash in between leaves
    kept answers as they are until their minute is over.
    """
    transaction.on_commit(partial(raise_number, using), using=using)


def raise_number(using: str | None = None) -> None:
    rows = apps.get_model("pages", "ContentVersion").objects.using(using)
    if not rows.filter(pk=1).update(number=F("number") + 1):
        rows.get_or_create(pk=1, defaults={"number": 1})
    forget_roots()
