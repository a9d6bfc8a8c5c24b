"""A small world for the API: one item of every type with all that it can say, and a client that checks the contract."""

import copy
import datetime
import io
import uuid
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image
from wagtail.contrib.redirects.models import Redirect

from api.declared import models_by_type
from cms.models import Picture, PublicDocument, Rendition
from pages.models import DocumentPage, Topic
from tests.factories import make
from tests.photocopy import Photocopy

from .contract import check

DAY = datetime.datetime(2026, 8, 17, 1, 0, tzinfo=datetime.UTC)
HOURS = [("hours", {"day": "1", "opens": datetime.time(8), "closes": datetime.time(15), "note": ""})]
PLACE = {"lat": Decimal("-7.213450"), "lon": Decimal("109.789120")}
REACH = {
    "address": "Jalan Contoh 2",
    "phone": "0286-591218",
    "whatsapp": "+62 812-3456-7890",
    "email": "usaha@example.org",
    "web": "https://example.org/",
}
PERMITS = {"nib": "1234567890123", "pirt": "bukan-bentuk-resmi"}
# What each type is made with, beyond what its factory needs.
FULL: dict[str, dict[str, Any]] = {
    "news": {"category": "announcement", "event_on": DAY.date(), "event_place": "Balai desa"},
    "service": {
        "fee_type": "fixed",
        "fee_amount": Decimal(15000),
        "fee_basis": "Perda 3/2024",
        "facilities": "Ruang tunggu",
        "time_condition": "sejak berkas lengkap",
        "staff_count": 3,
        "legal_basis": [("legal_basis", {"kind": "uu", "number": "25", "year": 2009, "title": "Pelayanan publik"})],
    },
    "document": {"category": "periodic", "made_on": DAY.date(), "retention": "5 tahun", "made_place": "Contoh"},
    "event": {"starts_at": DAY, "ends_at": DAY + datetime.timedelta(hours=3), "organiser": "Karang taruna", **PLACE},
    "place": {
        "opening_hours": HOURS,
        "tickets": [("ticket", {"who": "domestic", "days": "all", "price": Decimal(10000)})],
        "price_min": Decimal(10000),
        "check_in": datetime.time(14),
        **REACH,
    },
    "business": {"kbli": "10311, 10794", "founded": 2015, "opening_hours": HOURS, **PLACE, **REACH, **PERMITS},
    "product": {"price_unit": "250 g", "weight_g": 250, **PERMITS},
    "profile": {"vision": "Desa yang sejahtera.", "duties": "Melayani warga."},
    "contact": {"channels": [("channel", {"kind": "phone", "value": "112"})], **PLACE},
}


def picture() -> Picture:
    """A picture of ours with its two sizes in two formats; the sizes are stand-ins, because making real ones is slow."""
    file = io.BytesIO()
    Image.new("RGB", (800, 450), "#0b5d5b").save(file, "JPEG")
    found = Picture(title="Warga", credit="Kantor desa")
    found.file.save("warga.jpg", ContentFile(file.getvalue()), save=False)
    found.width, found.height = 800, 450
    Picture.objects.bulk_create([found])
    for spec in Picture.filter_specs():
        size = int(spec.split("|")[0].removeprefix("width-"))
        kind = spec.rpartition("-")[2]
        ready = Rendition(image=found, filter_spec=spec, focal_point_key="", bytes=len(spec), sha256=64 * "0")
        ready.file.save(f"warga-{size}.{kind}", ContentFile(spec.encode()), save=False)
        ready.width, ready.height = size, size * 9 // 16
        Rendition.objects.bulk_create([ready])
    return found


@pytest.fixture(scope="module")
def furnished(tree_copy: Photocopy, django_db_blocker: Any) -> Any:
    """The world of a module, made once and rolled back after its last test; what a test does to it ends with the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield furnish(tree_copy.again())
        transaction.set_rollback(True)


@pytest.fixture
def world(furnished: Any, db: Any) -> Any:
    """`items`: one live page of every exported type by type name; `topic`, `picture`, `file`, `tree`."""
    return copy.deepcopy(furnished)


def furnish(tree: Any) -> Any:
    topic = Topic.objects.create(name="Kesehatan", slug="kesehatan", locale=tree.desa.locale)
    shown, file = (
        picture(),
        PublicDocument.objects.create(title="Laporan", file=ContentFile(b"%PDF-1.4", "laporan.pdf")),
    )
    items = {}
    for number, (name, model) in enumerate(models_by_type().items(), start=1):
        page = make(model, tree, **FULL.get(name, {}))
        items[name] = page
        page.title = page.title if page.is_section else f"Contoh {name}"
        page.slug = page.slug if page.is_section else f"contoh-{name.replace('_', '-')}"
        page.translation_key = uuid.UUID(int=number)
        page.first_published_at, page.last_published_at = DAY, DAY + datetime.timedelta(days=number)
        page.reviewed_on = DAY.date()
        page.picture, page.picture_alt = shown, "Warga menanam kentang"
        page.topics.add(topic)
        for column in ("file", "scan"):
            if hasattr(page, f"{column}_id"):
                setattr(page, column, file)
        if page.is_section:
            page.crest = shown
        page.save()
    Redirect.objects.create(old_path="/lama", redirect_page_id=items["news"].pk, site=tree.site)
    return SimpleNamespace(items=items, topic=topic, picture=shown, file=file, tree=tree)


@pytest.fixture
def ask(client: Any) -> Any:
    """Asks below /api/v1/ and gives the parsed answer, checked against the contract."""

    def ask(path: str, status: int = 200, **headers: Any) -> Any:
        response = client.get(f"/api/v1/{path}", headers=headers)
        assert response.status_code == status, response.content[:500]
        return check(f"/api/v1/{path}", response)

    return ask


@pytest.fixture
def exempt(world: Any) -> DocumentPage:
    """A live item of public information that is exempt."""
    secret = {"category": "exempt", "exclusion_basis": "UU 14/2008 pasal 17 huruf h"}
    return make(DocumentPage, world.tree, title="Rahasia sekali", **secret)
