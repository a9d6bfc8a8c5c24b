"""Whatever is not public comes out of no door: for every way to hide a page, every way to ask for it.

A door is an address that anybody may open. Whoever adds one (feed, search, sitemap, another API) adds it to DOORS.
"""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import Resolver404, resolve
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from cms.models import Picture, PublicDocument
from pages.models import BasePage, DocumentIndexPage, DocumentPage
from tests.factories import PictureFactory, PublicDocumentFactory, make

# Words that stand in the hidden page and its file, and nowhere else.
CANARY = "KENARI-7431"
FILE_CANARY = b"%PDF-1.4 KENARI-7432"

# Lists and pages where a public page would show up; {id} is its lasting id, {path} its address.
DOORS = [
    "/",
    "/en/",
    "/kecamatan-contoh/desa-contoh/",
    "/kecamatan-contoh/desa-contoh/dokumen/",
    "/kecamatan-contoh/desa-contoh/dokumen/?cari=KENARI",
    "/robots.txt",
    "/.well-known/assetlinks.json",
    "/.well-known/apple-app-site-association",
    "/pengaduan/",
    "/jelajah/",
    "/pengaduan/kinerja/",
    "/pengaduan/data.csv",
    "/pengaduan/data.jsonl?teks=ya",
    "{path}",
    "/en{path}",
    "/api/v1/site/",
    "/api/v1/sync/",
    "/api/v1/sync/status/",
    "/api/v1/bundles/",
    "/api/v1/regions/33.04.15.2008/map/",
    "/api/v1/bundles/33.04.15.2008/",
    "/api/v1/pages/",
    "/api/v1/pages/?type=document",
    "/api/v1/pages/{id}/",
    "/api/v1/pages/by-path/?path={path}",
    "/api/v1/documents/",
    "/api/v1/documents/{id}/",
    "/api/wagtail/v2/pages/",
    "/api/wagtail/v2/pages/?type=pages.DocumentPage&fields=*",
    "/api/wagtail/v2/pages/{pk}/",
    "/api/wagtail/v2/documents/",
    "/api/wagtail/v2/documents/{document}/",
    "/api/wagtail/v2/images/",
    "/api/wagtail/v2/images/{picture}/",
    "/documents/{document}/rahasia.pdf",
]


@dataclass
class Hidden:
    """A page with a picture and a file, and where each of them would stand."""

    page: DocumentPage
    picture: Picture
    file: PublicDocument

    def doors(self) -> list[str]:
        values = {
            "id": self.page.translation_key,
            "pk": self.page.pk,
            "path": self.page.url,
            "document": self.file.pk,
            "picture": self.picture.pk,
        }
        return [door.format(**values) for door in DOORS]


@pytest.fixture
def item(tree: Any) -> Hidden:
    picture = PictureFactory(title=CANARY)
    picture.get_rendition("width-360|format-jpeg")
    file = PublicDocumentFactory(title=CANARY, file=ContentFile(FILE_CANARY, name="rahasia.pdf"))
    page = make(
        DocumentPage,
        tree,
        title="Laporan kinerja",
        slug="laporan-kinerja",
        summary=CANARY,
        file=file,
        picture=picture,
        is_picture_decorative=True,
    )
    return Hidden(page, picture, file)


def as_draft(item: Hidden, tree: Any) -> None:
    item.page.unpublish()


def below_a_draft(item: Hidden, tree: Any) -> None:
    DocumentIndexPage.objects.get().unpublish()


def below_a_draft_far_above(item: Hidden, tree: Any) -> None:
    tree.kecamatan.unpublish()


def below_a_withheld_section(item: Hidden, tree: Any) -> None:
    tree.desa.is_withheld = True
    tree.desa.save_revision().publish()


def behind_a_login(item: Hidden, tree: Any) -> None:
    PageViewRestriction.objects.create(page_id=tree.desa.pk, restriction_type="login")


def behind_a_password(item: Hidden, tree: Any) -> None:
    PageViewRestriction.objects.create(page_id=item.page.pk, restriction_type="password", password="x")


def expired(item: Hidden, tree: Any) -> None:
    DocumentPage.objects.filter(pk=item.page.pk).update(expire_at=timezone.now() - datetime.timedelta(minutes=1))


def not_yet(item: Hidden, tree: Any) -> None:
    DocumentPage.objects.filter(pk=item.page.pk).update(go_live_at=timezone.now() + datetime.timedelta(days=1))


def below_an_expired_section(item: Hidden, tree: Any) -> None:
    tree.kecamatan.expire_at = timezone.now() - datetime.timedelta(minutes=1)
    tree.kecamatan.save_revision().publish()


def below_a_list_that_is_not_yet(item: Hidden, tree: Any) -> None:
    index = DocumentIndexPage.objects.get()
    index.go_live_at = timezone.now() + datetime.timedelta(days=1)
    index.save()


def exempt(item: Hidden, tree: Any) -> None:
    item.page.category = DocumentPage.Category.EXEMPT
    item.page.exclusion_basis = "Pasal 17 huruf h"
    item.page.save_revision().publish()


STATES = [
    as_draft,
    below_a_draft,
    below_a_draft_far_above,
    below_a_withheld_section,
    behind_a_login,
    behind_a_password,
    expired,
    not_yet,
    below_an_expired_section,
    below_a_list_that_is_not_yet,
    exempt,
]
LOCKED = [behind_a_login, behind_a_password]


def is_there(door: str) -> bool:
    """Whether the installation has this door at all (the page tree would take any address)."""
    try:
        return resolve(door.partition("?")[0]).url_name != "wagtail_serve" or not door.startswith("/api/")
    except Resolver404:
        return False


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_without_a_reason_everything_is_open(client, item):
    """Proves that the canary can be seen at all."""
    assert CANARY in client.get(item.page.url).content.decode()
    assert body(client.get(item.file.url)) == FILE_CANARY
    assert client.get(item.picture.renditions.first().url).status_code == 200


@pytest.mark.parametrize("hide", STATES)
def test_the_page_itself(client, tree, item, hide):
    hide(item, tree)
    response = client.get(item.page.url)
    if hide in LOCKED:
        assert "/admin/login/" in response.get("Location", "") or "password" in response.content.decode()
        assert "no-store" in response["Cache-Control"]
    else:
        assert response.status_code == 404
    assert client.get(f"/en{item.page.url}").status_code == 404
    assert not BasePage.objects.visible().filter(pk=item.page.pk).exists()


@pytest.mark.parametrize("hide", STATES)
def test_its_file_and_its_picture(client, tree, item, hide):
    file, rendition = item.file.url, item.picture.renditions.first().url
    hide(item, tree)
    for address in (file, file.replace("rahasia", "lain"), rendition):
        for headers in ({}, {"Range": "bytes=0-3"}, {"If-None-Match": f'"{item.file.sha256}"'}):
            response = client.get(address, headers=headers)
            assert response.status_code == 404
            assert "ETag" not in response
            assert "Location" not in response
        assert client.head(address).status_code == 404


@pytest.mark.parametrize("hide", STATES)
def test_no_door_lets_it_out(client, tree, item, hide):
    hide(item, tree)
    secrets = (CANARY.encode(), b"KENARI-7432", str(item.page.translation_key).encode(), str(item.file.uid).encode())
    for door in filter(is_there, item.doors()):
        response = client.get(door)
        content = body(response)
        assert response.status_code < 500, door
        for secret in secrets:
            assert secret not in content, door


def test_an_exempt_item_lists_its_title_and_nothing_else(client, tree, item):
    exempt(item, tree)
    listed = client.get("/kecamatan-contoh/desa-contoh/dokumen/").content.decode()
    assert "laporan-kinerja" not in listed
    assert CANARY not in listed


def test_a_hidden_page_answers_like_one_that_never_was(client, tree, item):
    as_draft(item, tree)
    hidden, missing = client.get(item.page.url), client.get(item.page.url.replace("laporan", "apa"))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.headers.keys() == missing.headers.keys()
    for method in ("post", "options", "head"):
        answers = {getattr(client, method)(address).status_code for address in (item.page.url, "/apa-pun/")}
        assert len(answers) == 1, method


def test_the_password_form_opens_only_what_its_lock_covers(client, tree, item):
    behind_a_password(item, tree)
    lock = PageViewRestriction.objects.get()
    form = f"/_util/authenticate_with_password/{lock.pk}"
    assert client.get(f"{form}/{item.page.pk}/").status_code == 200
    assert client.get(f"{form}/{tree.neighbour.pk}/").status_code == 404
    response = client.post(f"{form}/{item.page.pk}/", {"password": "x", "return_url": item.page.url})
    assert response.status_code == 302
    opened = client.get(item.page.url)
    assert CANARY in opened.content.decode()
    assert "no-store" in opened["Cache-Control"]
    as_draft(item, tree)
    assert client.get(item.page.url).status_code == 404
    assert client.get(f"{form}/{item.page.pk}/").status_code == 404


def test_an_official_reads_a_locked_page_and_nobody_keeps_it(admin_client, tree, item):
    behind_a_login(item, tree)
    response = admin_client.get(item.page.url)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_officials_see_drafts_in_the_preview_only(admin_client, tree, item):
    as_draft(item, tree)
    assert admin_client.get(item.page.url).status_code == 404
    item.page.refresh_from_db()
    revision = item.page.save_revision()
    preview = admin_client.get(f"/admin/pages/{item.page.pk}/revisions/{revision.pk}/view/")
    assert CANARY in preview.content.decode()


def test_an_untranslated_alias_is_no_page_of_its_own(client, tree, item):
    english = Locale.objects.get(language_code="en")
    alias = item.page.copy_for_translation(english, copy_parents=True, alias=True)
    assert alias.live
    assert CANARY not in client.get(f"/en{item.page.url}").content.decode()
    assert not BasePage.objects.visible().filter(locale=english).exists()
    as_draft(item, tree)
    assert client.get(f"/en{item.page.url}").status_code == 404
    assert client.get(item.file.url).status_code == 404
