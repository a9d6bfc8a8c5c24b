"""`make bench-feed`: the change feed with 20,000 objects, in a throw-away database; nothing is kept.

FEED_PAGES=2000 takes fewer. Prints what a full pass, a delta, an idle question and the nightly command cost.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from typing import Any

from .database import thrown_away

STEP = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def main() -> int:
    return thrown_away("feed", run)


def run() -> None:
    from pages.feed.numbering import number
    from pages.feed.reconciling import reconcile
    from pages.models import BasePage, ContentChange, NewsPage

    from ..api.client import FeedClient
    from . import hall

    pages = int(os.environ.get("FEED_PAGES", "20000"))
    say(f"Building the hall and {pages} articles …")
    hall.build_small()
    codes = fill(NewsPage.objects.filter(unit__code=hall.DESA).order_by("path").last(), pages)
    get = reader()
    table("nightly command, first time", timed(reconcile))
    number()
    table("nightly command, nothing to do", timed(reconcile))
    for profile in ("compact", "full"):
        copy = FeedClient(get, profile=profile)
        took = timed(copy.sync)
        table(f"full pass, {profile}: {len(copy.store)} items in {len(copy.pages)} pages", took)
    table("asking again (304), everything, p95 of 300", idle(get, copy))
    desa = FeedClient(get, region=codes[0], profile="compact")
    table(f"full pass of one desa, compact: {len(codes)} desa share the articles", timed(desa.sync))
    table("asking again (304), one desa, p95 of 300", idle(get, desa))
    page = NewsPage.objects.filter(region_code=codes[0]).first()
    table("saving one article, its mark included", timed(lambda: save(page)))
    table("delta with one change, one desa", timed(desa.sync))
    section = BasePage.objects.get(unit__code=hall.DESA, depth=4).specific
    table("hiding a section with all articles below it", timed(section.unpublish))
    print(f"\nRows of the feed: {ContentChange.objects.count()}")


def reader() -> Callable[..., Any]:
    """Asks the whole application in this process. Not the tests' client: that keeps a copy of every rendered template."""
    from django.core.handlers.base import BaseHandler
    from django.test import RequestFactory

    handler, ask = BaseHandler(), RequestFactory()
    handler.load_middleware()
    return lambda path, headers=None: handler.get_response(ask.get(path, headers=headers or {}))


def idle(get: Callable[..., Any], copy: Any) -> tuple[float, float]:
    path, etag = copy.path(), get(copy.path())["ETag"]

    def ask() -> None:
        assert get(path, headers={"If-None-Match": etag}).status_code == 304

    took = [timed(ask) for _ in range(300)]
    wall, cpu = (statistics.quantiles(times, n=20)[-1] for times in zip(*took, strict=True))
    return wall, cpu


def table(name: str, took: tuple[float, float]) -> None:
    """One line of Markdown: seconds by the clock and of CPU."""
    print(f"| {name} | {took[0]:.3f} s | {took[1]:.3f} s |", flush=True)


def save(page: Any) -> None:
    page.title = "Berubah"
    page.save()


def fill(template: Any, many: int) -> list[str]:
    """So many copies of an article by SQL, spread over the desa of the regency; gives the codes of these."""
    from django.db import connection
    from wagtail.models import Page

    from regions.models import Region

    codes = list(Region.objects.filter(code__startswith="33.04.", level="desa").values_list("code", flat=True))
    parent = template.get_parent()
    first = Page.objects.order_by("-pk").first().pk + 1
    tables = ["wagtailcore_page", "pages_basepage", "pages_newspage"]
    with connection.cursor() as cursor:
        for table in tables:
            key = (
                "id"
                if table == "wagtailcore_page"
                else "page_ptr_id"
                if table == "pages_basepage"
                else "basepage_ptr_id"
            )
            cursor.execute(f"SELECT * FROM {table} WHERE {key} = %s", [template.pk])
            names = [column[0] for column in cursor.description]
            row = dict(zip(names, cursor.fetchone(), strict=True))
            made = []
            for n in range(many):
                new = {key: first + n}
                if table == "wagtailcore_page":
                    slug = f"salinan-{n}"
                    new |= {
                        "path": parent.path + number36(n + 1000),
                        "slug": slug,
                        "title": f"Berita {n}",
                        "draft_title": f"Berita {n}",
                        "url_path": f"{parent.url_path}{slug}/",
                        "translation_key": uuid.uuid4()
                        if connection.features.has_native_uuid_field
                        else uuid.uuid4().hex,
                        "live_revision_id": None,
                        "latest_revision_id": None,
                    }
                elif table == "pages_basepage":
                    new["region_code"] = codes[n % len(codes)]
                made.append([(row | new)[name] for name in names])
            places = ", ".join(["%s"] * len(names))
            columns = ", ".join(f'"{name}"' for name in names)
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", made)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + many)
    return codes


def number36(value: int) -> str:
    text = ""
    for _ in range(4):
        value, rest = divmod(value, 36)
        text = STEP[rest] + text
    return text


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds by the clock, and of CPU: on a machine with other work only the second tells something."""
    start, start_cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - start_cpu


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
