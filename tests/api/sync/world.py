"""A small regency in which everything that can happen to a page happens by chance, repeatably."""

from __future__ import annotations

import datetime
import random
import uuid
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction

from pages.feed.reconciling import reconcile, tidy
from pages.models import BasePage, NewsPage, PlainPage, SectionPage, Topic
from regions.models import Region, Unit
from tests.factories import DesaPageFactory, KecamatanPageFactory, NewsIndexPageFactory, UnitFactory

MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


class World:
    """Two kecamatan, three desa, a list of news in each section. `happen()` lets one thing happen and says what."""

    def __init__(self, tree: Any, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0
        self.deleted: list[tuple[type, str, uuid.UUID]] = []
        far = KecamatanPageFactory(
            parent=tree.regency, slug="kecamatan-jauh", title="Kecamatan Jauh", unit=UnitFactory(code="33.04.16")
        )
        DesaPageFactory(parent=far, slug="desa-jauh", title="Desa Jauh", unit=UnitFactory(code="33.04.16.2001"))
        for section in SectionPage.objects.all():
            NewsIndexPageFactory(parent=section)
        self.ways: list[Callable[[], str]] = [
            *[self.create_news] * 3,
            *[self.create_plain] * 3,
            *[self.edit] * 4,
            *[self.move] * 4,
            *[self.unpublish] * 2,
            *[self.publish] * 3,
            *[self.translate] * 2,
            self.save_draft,
            self.rename_address,
            self.lock,
            self.unlock,
            self.withhold,
            self.show_again,
            self.expire,
            self.schedule,
            self.delete,
            self.restore,
            self.copy,
            self.rename_unit,
            self.rename_region,
            self.name_topic,
            self.redirect,
            self.write_by_sql,
        ]

    def happen(self) -> str:
        self.count += 1
        way = self.random.choice(self.ways)
        with transaction.atomic():
            told = way()
        return f"{self.count}. {way.__name__} {told}"

    # ------------------------------------------------------------ choosing

    def one(self, rows: Any) -> Any:
        """One of these rows, the same for the same seed."""
        found = list(rows.order_by("path") if issubclass(rows.model, Page) else rows.order_by("pk"))
        return self.random.choice(found) if found else None

    def leaf(self, **conditions: Any) -> Any:
        """An article or plain page, with all its own columns."""
        kind = self.random.choice([NewsPage, PlainPage])
        return self.one(kind.objects.filter(**conditions))

    def section(self) -> Any:
        return self.one(SectionPage.objects.filter(depth__gt=2)).specific

    def title(self) -> str:
        return f"Judul {self.count}"

    # ------------------------------------------------------------ what happens

    def create_news(self) -> str:
        index = self.one(Page.objects.filter(slug="berita"))
        page = NewsPage(title=self.title(), body=[("text", "<p>Isi.</p>")], live=self.random.random() < 0.8)
        index.add_child(instance=page)
        return page.title

    def create_plain(self) -> str:
        above = self.leaf() if self.random.random() < 0.5 else self.section()
        above = above if isinstance(above, PlainPage) else self.section()
        link = self.leaf(live=True)
        text = f'<p><a linktype="page" id="{link.pk}">Baca</a></p>' if link else "<p>Isi.</p>"
        page = PlainPage(title=self.title(), body=[("text", text)], live=self.random.random() < 0.8)
        above.add_child(instance=page)
        return f"{page.title} below {above.title}"

    def edit(self) -> str:
        if not (page := self.leaf(live=True, alias_of=None)):
            return ""
        old, page.title = page.title, self.title()
        page.save_revision().publish()
        return f"{old} → {page.title}"

    def save_draft(self) -> str:
        if page := self.leaf(alias_of=None):
            page.title = f"Rancangan {self.count}"
            page.save_revision()
        return str(page)

    def rename_address(self) -> str:
        page = self.section() if self.random.random() < 0.3 else self.leaf(alias_of=None)
        if page:
            page.slug = f"alamat-{self.count}"
            page.save()
        return str(page)

    def move(self) -> str:
        page = self.one(PlainPage.objects.filter(alias_of=None)) if self.random.random() < 0.6 else None
        if page:
            target = self.one(BasePage.objects.filter(locale=page.locale).exclude(path__startswith=page.path))
            target = target.specific
            if not isinstance(target, SectionPage | PlainPage):
                return "nowhere"
        else:
            page = self.one(NewsPage.objects.filter(alias_of=None))
            target = page and self.one(Page.objects.filter(slug="berita", locale=page.locale))
        if not page or not target or Page.objects.filter(path__startswith=target.path, slug=page.slug).exists():
            return "nowhere"
        Page.objects.get(pk=page.pk).move(Page.objects.get(pk=target.pk), "last-child")
        return f"{page.title} to {target.title}"

    def unpublish(self) -> str:
        page = self.section() if self.random.random() < 0.3 else self.leaf(live=True)
        if page and page.live:
            page.unpublish()
        return str(page)

    def publish(self) -> str:
        page = self.one(BasePage.objects.filter(live=False, alias_of=None))
        if page:
            page.specific.save_revision().publish()
        return str(page)

    def lock(self) -> str:
        page = self.section() if self.random.random() < 0.3 else self.leaf()
        if page:
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        return str(page)

    def unlock(self) -> str:
        if lock := self.one(PageViewRestriction.objects.all()):
            lock.delete()
        return str(lock)

    def withhold(self) -> str:
        section = self.section()
        section.is_withheld = True
        section.save()
        return section.title

    def show_again(self) -> str:
        section = self.one(SectionPage.objects.filter(is_withheld=True))
        if section:
            section = section.specific
            section.is_withheld = False
            section.save()
        return str(section)

    def expire(self) -> str:
        if page := self.leaf(live=True, alias_of=None):
            page.expire_at = timezone.now() + DAY
            page.save_revision().publish()
            type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - MINUTE)
            call_command("publish_scheduled")
        return str(page)

    def schedule(self) -> str:
        if page := self.leaf(alias_of=None):
            page.go_live_at = timezone.now() + DAY
            revision = page.save_revision()
            revision.publish()
            type(page).objects.filter(pk=page.pk).update(go_live_at=timezone.now() - MINUTE)
        return str(page)

    def delete(self) -> str:
        if page := self.leaf():
            self.deleted.append((type(page), page.title, page.translation_key))
            Page.objects.get(pk=page.pk).delete()
        return str(page)

    def restore(self) -> str:
        if not self.deleted:
            return ""
        kind, title, key = self.deleted.pop()
        home = Locale.objects.get(language_code="id")
        if Page.objects.filter(translation_key=key, locale=home).exists():
            return ""
        above = self.section() if kind is PlainPage else self.one(Page.objects.filter(slug="berita", locale=home))
        above.add_child(instance=kind(title=title, translation_key=key, locale=home, body=[("text", "<p>Lagi.</p>")]))
        return title

    def translate(self) -> str:
        english = Locale.objects.get(language_code="en")
        page = self.leaf(alias_of=None, locale__language_code="id")
        if not page or page.has_translation(english):
            return ""
        made = page.copy_for_translation(english, copy_parents=True, exclude_fields=None)
        made.title = f"English {self.count}"
        made.save_revision().publish()
        return made.title

    def copy(self) -> str:
        page = self.leaf(alias_of=None)
        if page:
            page.copy(update_attrs={"slug": f"salinan-{self.count}", "title": self.title()})
        return str(page)

    def rename_unit(self) -> str:
        unit = self.one(Unit.objects.filter(code__contains="33.04.1"))
        unit.name = f"Kantor {self.count}"
        unit.save()
        return unit.code

    def rename_region(self) -> str:
        region = self.one(Region.objects.all())
        region.name = f"Wilayah {self.count}"
        region.save()
        return region.pk

    def name_topic(self) -> str:
        page = self.leaf(alias_of=None)
        home = Locale.objects.get(language_code="id")
        topic, _is_new = Topic.objects.get_or_create(slug="kesehatan", locale=home, defaults={"name": "Kesehatan"})
        topic.name = f"Topik {self.count}"
        topic.save()
        if page:
            page.topics.add(topic)
            page.save()
        return topic.name

    def redirect(self) -> str:
        if page := self.leaf():
            Redirect.objects.create(old_path=f"/lama-{self.count}", redirect_page_id=page.pk)
        return str(page)

    def write_by_sql(self) -> str:
        """What tells nobody: the job of every minute has seen the page before, the nightly one finds what became of it."""
        tidy()
        if page := self.leaf():
            type(page).objects.filter(pk=page.pk).update(title=self.title(), live=not page.live)
            reconcile()
        return str(page)
