"""Makes regions, units, people and pages for tests; one factory for each kind of page, named after it."""

import datetime
from decimal import Decimal
from typing import Any

import factory
import wagtail_factories
from django.utils import timezone
from factory.django import DjangoModelFactory

from cms.models import Picture, PublicDocument, User
from pages import models as pages
from regions.models import Region, Unit


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "33.04"
    level = factory.LazyAttribute(lambda region: Region.level_of(region.code))
    name = factory.LazyAttribute(lambda region: f"Wilayah {region.code}")


class UnitFactory(DjangoModelFactory):
    class Meta:
        model = Unit
        django_get_or_create = ("code",)

    code = "33.04"
    kind = factory.LazyAttribute(lambda unit: "agency" if "-" in unit.code else Region.level_of(unit.code).value)
    name = factory.LazyAttribute(lambda unit: f"Kantor {unit.code}")
    region = factory.LazyAttribute(lambda unit: RegionFactory(code=unit.code.partition("-")[0]))
    phone = "0286-591218"
    address = "Jalan Contoh 1"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        django_get_or_create = ("username",)

    username = "editor"
    email = "editor@example.org"


class PictureFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = Picture


class PublicDocumentFactory(wagtail_factories.DocumentFactory):
    class Meta:
        model = PublicDocument


class BasePageFactory(wagtail_factories.PageFactory):
    """A live, publishable page; give `parent`."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Halaman {n}")
    summary = "Ringkasan untuk uji."
    show_in_menus = True
    first_published_at = factory.LazyFunction(timezone.now)
    last_published_at = factory.LazyFunction(timezone.now)


class SectionPageFactory(BasePageFactory):
    class Meta:
        abstract = True


class RegencyPageFactory(SectionPageFactory):
    class Meta:
        model = pages.RegencyPage

    unit = factory.SubFactory(UnitFactory, code="33.04", name="Kabupaten Contoh")
    title = "Kabupaten Contoh"


class AgencyPageFactory(SectionPageFactory):
    class Meta:
        model = pages.AgencyPage

    unit = factory.SubFactory(UnitFactory, code="33.04-dinkes", name="Dinas Contoh")
    title = "Dinas Contoh"


class KecamatanPageFactory(SectionPageFactory):
    class Meta:
        model = pages.KecamatanPage

    unit = factory.SubFactory(UnitFactory, code="33.04.15", name="Kecamatan Contoh")
    title = "Kecamatan Contoh"


class DesaPageFactory(SectionPageFactory):
    class Meta:
        model = pages.DesaPage

    unit = factory.SubFactory(UnitFactory, code="33.04.15.2008", name="Desa Contoh")
    title = "Desa Contoh"


class KelurahanPageFactory(SectionPageFactory):
    class Meta:
        model = pages.KelurahanPage

    unit = factory.SubFactory(UnitFactory, code="33.04.15.1001", name="Kelurahan Contoh")
    title = "Kelurahan Contoh"


class NewsIndexPageFactory(BasePageFactory):
    class Meta:
        model = pages.NewsIndexPage

    title, slug = "Berita", "berita"


class NewsPageFactory(BasePageFactory):
    class Meta:
        model = pages.NewsPage

    title = factory.Sequence(lambda n: f"Warga bergotong royong {n}")
    body = [("text", "<p>Warga memperbaiki jalan bersama-sama.</p>")]


class ServiceIndexPageFactory(BasePageFactory):
    class Meta:
        model = pages.ServiceIndexPage

    title, slug = "Layanan", "layanan"


class ServicePageFactory(BasePageFactory):
    """With the six components without which a service cannot be published."""

    class Meta:
        model = pages.ServicePage

    title = factory.Sequence(lambda n: f"Surat Keterangan Domisili {n}")
    requirements = [("requirement", {"text": "KTP asli", "original": True})]
    procedure = [("step", {"actor": "applicant", "text": "Datang ke loket"})]
    time_value, time_unit = 10, "minute"
    fee_type = "free"
    product = "Surat keterangan"
    complaint_channels = [("channel", {"kind": "counter", "value": "Loket 1"})]


class DocumentIndexPageFactory(BasePageFactory):
    class Meta:
        model = pages.DocumentIndexPage

    title, slug = "Dokumen", "dokumen"


class DocumentPageFactory(BasePageFactory):
    class Meta:
        model = pages.DocumentPage

    title = factory.Sequence(lambda n: f"Laporan kinerja {n}")
    producer = "Sekretaris desa"
    made_year = 2025


class EventIndexPageFactory(BasePageFactory):
    class Meta:
        model = pages.EventIndexPage

    title, slug = "Agenda", "agenda"


class EventPageFactory(BasePageFactory):
    class Meta:
        model = pages.EventPage

    title = factory.Sequence(lambda n: f"Posyandu {n}")
    starts_at = factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=3))
    venue = "Balai desa"


class PlaceIndexPageFactory(BasePageFactory):
    class Meta:
        model = pages.PlaceIndexPage

    title, slug = "Wisata", "wisata"


class PlacePageFactory(BasePageFactory):
    class Meta:
        model = pages.PlacePage

    title = factory.Sequence(lambda n: f"Telaga {n}")
    lat, lon = Decimal("-7.213450"), Decimal("109.789120")


class BusinessIndexPageFactory(BasePageFactory):
    class Meta:
        model = pages.BusinessIndexPage

    title, slug = "UMKM", "umkm"


class BusinessPageFactory(BasePageFactory):
    class Meta:
        model = pages.BusinessPage

    title = factory.Sequence(lambda n: f"Keripik Kentang {n}")


class ProductPageFactory(BasePageFactory):
    class Meta:
        model = pages.ProductPage

    title = factory.Sequence(lambda n: f"Keripik rasa {n}")
    price = Decimal("15000.00")


class ProfilePageFactory(BasePageFactory):
    class Meta:
        model = pages.ProfilePage

    title, slug = "Profil", "profil"
    officials = [("official", {"name": "Contoh Nama", "position": "Kepala Desa"})]


class PledgePageFactory(BasePageFactory):
    class Meta:
        model = pages.PledgePage

    title, slug = "Maklumat pelayanan", "maklumat-pelayanan"
    signer_name, signer_title, place = "Contoh Nama", "Kepala Desa", "Contoh"
    signed_on = valid_from = datetime.date(2026, 1, 2)


class ContactPageFactory(BasePageFactory):
    class Meta:
        model = pages.ContactPage

    title, slug = "Kontak", "kontak"


class PlainPageFactory(BasePageFactory):
    class Meta:
        model = pages.PlainPage

    title = factory.Sequence(lambda n: f"Sejarah {n}")
    body = [("text", "<p>Sejarah singkat.</p>")]


# Under which kind of page each kind may stand, for tests that make one of every kind.
PARENTS: dict[type, type | None] = {
    pages.RegencyPage: None,
    pages.AgencyPage: pages.RegencyPage,
    pages.KecamatanPage: pages.RegencyPage,
    pages.DesaPage: pages.KecamatanPage,
    pages.KelurahanPage: pages.KecamatanPage,
    pages.NewsPage: pages.NewsIndexPage,
    pages.ServicePage: pages.ServiceIndexPage,
    pages.DocumentPage: pages.DocumentIndexPage,
    pages.EventPage: pages.EventIndexPage,
    pages.PlacePage: pages.PlaceIndexPage,
    pages.BusinessPage: pages.BusinessIndexPage,
    pages.ProductPage: pages.BusinessPage,
}


def factory_for(model: type) -> type[BasePageFactory]:
    """The factory of a page type; KeyError tells that a new type has none yet."""
    return globals()[f"{model.__name__}Factory"]


def make(model: type, tree: Any, **kwargs: Any) -> Any:
    """One live page of this type in the tree's first desa (or where it belongs), with the pages it needs above it."""
    existing = {type(page): page for page in (tree.regency, tree.kecamatan, tree.desa)}
    if model in existing:
        return existing[model]
    parent_model = PARENTS.get(model, pages.DesaPage)
    parent = existing.get(parent_model) or parent_model.objects.first() or make(parent_model, tree)
    return factory_for(model)(parent=parent, **kwargs)
