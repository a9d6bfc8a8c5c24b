"""The small regency with everything else around its pages: pictures, files, offices, sites, imports, dates of sections."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, Site

from cms.models import Picture, PublicDocument, Rendition
from pages.models import BasePage, NewsPage, SectionPage, Topic
from regions.importers import import_file
from regions.models import Region, Unit
from tests.factories import DocumentIndexPageFactory, DocumentPageFactory, PublicDocumentFactory

from .world import MINUTE, World


def image(colour: int) -> ContentFile:
    buffer = io.BytesIO()
    Image.new("RGB", (800, 450), (colour % 255, 90, 90)).save(buffer, "JPEG")
    return ContentFile(buffer.getvalue(), name=f"foto-{colour}.jpg")


class WideWorld(World):
    """Each row of api.md §10.7 is one of its ways. What was touched last is often touched again, so that ways meet."""

    def __init__(self, tree: Any, seed: int) -> None:
        super().__init__(tree, seed)
        self.touched: Any = None
        index = DocumentIndexPageFactory(parent=tree.desa)
        self.document = DocumentPageFactory(parent=index, title="Laporan", file=PublicDocumentFactory())
        self.ways += [
            self.show_picture,
            self.edit_picture,
            self.make_size,
            self.delete_picture,
            self.edit_file,
            self.lock_files,
            self.delete_topic,
            self.make_alias,
            self.move_office,
            self.rename_office_terms,
            self.rename_site,
            self.give_domain,
            self.import_regions,
            self.end_section,
            self.copy_locale_tree,
            self.delete_many,
        ]

    def one(self, rows: Any) -> Any:
        if self.touched is not None and issubclass(rows.model, Page):
            again = rows.filter(pk=self.touched).first()
            if again and self.random.random() < 0.6:
                return again
        found = super().one(rows)
        if isinstance(found, Page):
            self.touched = found.pk
        return found

    def each(self) -> dict[str, Any]:
        """Every way once, by its name."""
        return {way.__name__: way for way in self.ways}

    # ------------------------------------------------------------ what happens

    def show_picture(self) -> str:
        if page := self.one(NewsPage.objects.filter(alias_of=None)):
            picture = self.one(Picture.objects.all()) or Picture.objects.create(title="Foto", file=image(self.count))
            picture.make_renditions()
            page.picture, page.picture_alt = picture, f"Warga {self.count}"
            page.save()
        return str(page)

    def edit_picture(self) -> str:
        if picture := self.one(Picture.objects.all()):
            picture.credit = f"Karang taruna {self.count}"
            picture.save()
        return str(picture)

    def make_size(self) -> str:
        """One size is thrown away and, perhaps, another made."""
        size = self.one(Rendition.objects.all())
        if size:
            picture = size.image
            size.delete()
            if self.random.random() < 0.5:
                picture.make_renditions()
        return str(size)

    def delete_picture(self) -> str:
        if picture := self.one(Picture.objects.all()):
            picture.delete()
        return str(picture)

    def edit_file(self) -> str:
        file = self.one(PublicDocument.objects.all())
        file.title = f"Berkas {self.count}"
        file.save()
        return file.title

    def lock_files(self) -> str:
        root = Collection.get_first_root_node()
        if lock := CollectionViewRestriction.objects.filter(collection=root).first():
            lock.delete()
        else:
            CollectionViewRestriction.objects.create(collection=root, restriction_type="login")
        return "unlocked" if lock else "locked"

    def delete_topic(self) -> str:
        if topic := self.one(Topic.objects.all()):
            topic.delete()
        return str(topic)

    def make_alias(self) -> str:
        page = self.leaf(alias_of=None, locale__language_code="id")
        if not page:
            return ""
        above = self.one(SectionPage.objects.filter(depth__gt=2, locale=page.locale)) if page.depth else None
        if isinstance(page, NewsPage):
            above = self.one(Page.objects.filter(slug="berita", locale=page.locale))
        page.create_alias(parent=above, update_slug=f"kembaran-{self.count}")
        return page.title

    def move_office(self) -> str:
        """An office belongs to another territory, and its pages with it; the next time it comes back."""
        unit = Unit.objects.get(code="33.04.16.2001")
        home = Region.objects.get(pk="33.04.16.2001")
        other = Region.objects.get(pk="33.04.16")
        unit.region = other if unit.region == home else home
        unit.save()
        return unit.region_id

    def rename_office_terms(self) -> str:
        unit = Unit.objects.get(code="33.04.15")
        unit.desa_term = "Nagari" if unit.desa_term != "Nagari" else ""
        unit.save()
        return unit.desa_term

    def rename_site(self) -> str:
        site = Site.objects.get(is_default_site=True)
        site.hostname = f"kab{self.count}.example"
        site.save()
        return site.hostname

    def give_domain(self) -> str:
        """A village has a domain of its own, or has it no more; others link to its pages."""
        code = self.random.choice(["33.04.16.2001", "33.04.15.2008"])
        section = SectionPage.objects.get(unit__code=code, locale__language_code="id")
        if site := Site.objects.filter(root_page=section.pk).first():
            site.delete()
        else:
            Site.objects.create(root_page=section, hostname=f"desa{self.count}.example", site_name="Desa")
        return code

    def import_regions(self, rows: str = "") -> str:
        import tempfile
        from pathlib import Path

        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "regions.csv"
            file.write_text(
                "code,name,level,bps_code,time_zone\n33,Jawa Tengah,province,,\n33.04,Contoh,regency,,\n"
                f"33.04.15,Pejawaran {self.count},kecamatan,,\n33.04.15.2008,Darmayasa {self.count},desa,,\n"
            )
            import_file(file)
        return str(self.count)

    def end_section(self) -> str:
        """A section whose time is over; the job of the minute sees to it, or has not come yet."""
        section = self.one(SectionPage.objects.filter(depth__gt=2, alias_of=None)).specific
        if section.live:
            section.expire_at = timezone.now() + MINUTE
            section.save_revision().publish()
            type(section).objects.filter(pk=section.pk).update(expire_at=timezone.now() - MINUTE)
            call_command("publish_scheduled")
        else:
            section.expire_at = None
            section.save_revision().publish()
        return str(section)

    def copy_locale_tree(self) -> str:
        """Wagtail copies what stands above a page, and the page, into another language; one of them goes live by hand."""
        english = Locale.objects.get(language_code="en")
        page = self.leaf(alias_of=None, locale__language_code="id")
        if not page or page.has_translation(english):
            return ""
        made = page.copy_for_translation(english, copy_parents=True, alias=self.random.random() < 0.5)
        if made.alias_of_id is None:
            made.save_revision().publish()
        return made.title

    def delete_many(self) -> str:
        """By queryset, as code does."""
        page = self.leaf()
        if page:
            BasePage.objects.filter(pk=page.pk).delete()
        return str(page)
