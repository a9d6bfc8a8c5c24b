"""Pictures and documents leave while a visible page uses them, and only then."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.models import CollectionViewRestriction
from wagtail.users.models import UserProfile

from cms.models import Picture, PublicDocument
from pages.models import DocumentPage, NewsPage
from tests.factories import PictureFactory, PublicDocumentFactory, UserFactory, make

PDF = b"%PDF-1.4 " + b"0123456789" * 10


@pytest.fixture
def picture(tree):
    return PictureFactory()


@pytest.fixture
def rendition(picture):
    return picture.get_rendition("width-360|format-jpeg")


@pytest.fixture
def news(tree, picture):
    return make(NewsPage, tree, picture=picture, picture_alt="Warga menanam kentang di lereng")


@pytest.fixture
def pdf(tree):
    return PublicDocumentFactory(title="Laporan", file=ContentFile(PDF, name="laporan.pdf"))


@pytest.fixture
def item(tree, pdf):
    return make(DocumentPage, tree, file=pdf)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


# ---------------------------------------------------------------- who may have it


def test_a_picture_on_a_visible_page_is_public_for_a_year(client, news, rendition):
    response = client.get(rendition.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Type"] == "image/jpeg"
    assert response["ETag"] == f'"{rendition.sha256}"'
    assert len(body(response)) == rendition.bytes == int(response["Content-Length"])
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_picture_that_no_visible_page_uses_is_missing(client, news, rendition):
    news.unpublish()
    hidden, missing = client.get(rendition.url), client.get("/media/images/none.jpg")
    assert hidden.status_code == missing.status_code == 404
    assert dict(hidden.headers).keys() == dict(missing.headers).keys()
    assert hidden.content == missing.content


def test_officials_see_pictures_that_are_not_published_yet(admin_client, rendition):
    response = admin_client.get(rendition.url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-cache"


def test_a_login_without_admin_access_opens_nothing(client, rendition):
    client.force_login(UserFactory(username="warga"))
    assert client.get(rendition.url).status_code == 404


def test_the_original_of_a_public_picture_stays_inside(client, admin_client, news, picture):
    assert client.get(f"/media/{picture.file.name}").status_code == 404
    assert admin_client.get(f"/media/{picture.file.name}").status_code == 404
    whole = picture.get_rendition("original")
    assert client.get(whole.url).status_code == 404
    assert admin_client.get(whole.url).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "../private/documents/laporan.pdf",
        "images/../../private/documents/laporan.pdf",
        "%2e%2e/test.sqlite3",
        "/etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_folder(client, admin_client, item, path):
    assert client.get(f"/media/{path}").status_code == 404
    assert admin_client.get(f"/media/{path}").status_code == 404


def test_a_portrait_of_an_official_is_for_officials(client, admin, admin_client, rendition):
    with rendition.file.open("rb") as file:
        profile = UserProfile.get_for_user(admin)
        profile.avatar.save("wajah.jpg", ContentFile(file.read()))
    assert client.get(profile.avatar.url).status_code == 404
    assert admin_client.get(profile.avatar.url).status_code == 200


def test_a_new_picture_never_gets_the_address_of_an_old_one(tree):
    first = PictureFactory(file__filename="kantor.jpg")
    address = first.get_rendition("width-360|format-jpeg").url
    first.delete()
    assert PictureFactory(file__filename="kantor.jpg").get_rendition("width-360|format-jpeg").url != address


# ---------------------------------------------------------------- documents


def test_a_document_of_a_visible_page_opens_in_the_browser_without_rights(client, item, pdf):
    response = client.get(pdf.url)
    assert response.status_code == 200
    assert body(response) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["Cache-Control"] == "public, max-age=60"
    assert response["ETag"] == f'"{pdf.sha256}"'


def test_any_other_document_is_downloaded_and_runs_nothing(client, item):
    item.file = PublicDocumentFactory(file=ContentFile(b"<script>alert(1)</script>", name="data ünik.txt"))
    item.save()
    response = client.get(item.file.url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''data")
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_withdrawn_document_is_missing(client, item, pdf):
    item.unpublish()
    hidden, missing = client.get(pdf.url), client.get("/dokumen/00000000-0000-4000-8000-000000000000/laporan.pdf")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.headers.keys() == missing.headers.keys()


def test_a_wrong_name_leads_to_the_right_one_only_where_one_may_read(client, item, pdf):
    wrong = pdf.url.replace("laporan", "palsu")
    response = client.get(wrong)
    assert (response.status_code, response["Location"]) == (302, pdf.url)
    item.unpublish()
    assert client.get(wrong).status_code == 404


def test_wagtails_own_document_door_is_shut(client, admin_client, item, pdf):
    for number in (pdf.pk, pdf.pk + 1):
        assert client.get(f"/documents/{number}/laporan.pdf").status_code == 404
        assert admin_client.get(f"/documents/{number}/laporan.pdf").status_code == 404


def test_a_file_of_a_collection_with_a_lock_is_not_public(client, item, pdf, news, rendition):
    for collection in {pdf.collection, rendition.image.collection}:
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert client.get(pdf.url).status_code == 404
    assert client.get(rendition.url).status_code == 404


# ---------------------------------------------------------------- parts and conditions


def test_a_part_of_a_file(client, item, pdf):
    response = client.get(pdf.url, headers={"Range": "bytes=2-5"})
    assert response.status_code == 206
    assert body(response) == PDF[2:6]
    assert response["Content-Range"] == f"bytes 2-5/{len(PDF)}"
    assert response["Content-Length"] == "4"
    assert body(client.get(pdf.url, headers={"Range": "bytes=100-"})) == PDF[100:]
    assert body(client.get(pdf.url, headers={"Range": "bytes=-4"})) == PDF[-4:]
    assert body(client.get(pdf.url, headers={"Range": "bytes=100-999999"})) == PDF[100:]


@pytest.mark.parametrize("asked", ["bytes=9999-", "bytes=-0"])
def test_a_part_behind_the_end(client, item, pdf, asked):
    response = client.get(pdf.url, headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(PDF)}"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,4-5", "lines=0-1", "bytes=5-2", "bytes=-", "bytes=a-b", f"bytes={'9' * 5000}-"]
)
def test_a_range_that_is_not_understood_gives_the_whole(client, item, pdf, asked):
    response = client.get(pdf.url, headers={"Range": asked})
    assert (response.status_code, body(response)) == (200, PDF)


def test_a_part_of_an_older_version_gives_the_whole(client, item, pdf):
    same = {"Range": "bytes=0-3", "If-Range": f'"{pdf.sha256}"'}
    assert client.get(pdf.url, headers=same).status_code == 206
    assert client.get(pdf.url, headers=same | {"If-Range": '"other"'}).status_code == 200


def test_nothing_is_sent_twice(client, item, pdf):
    response = client.get(pdf.url, headers={"If-None-Match": f'"{pdf.sha256}"'})
    assert response.status_code == 304
    assert not body(response)
    since = client.get(pdf.url)["Last-Modified"]
    assert client.get(pdf.url, headers={"If-Modified-Since": since}).status_code == 304


def test_head_tells_the_size_and_sends_nothing(client, item, pdf):
    response = client.head(pdf.url)
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(PDF))
    assert not body(response)
    assert client.post(pdf.url).status_code == 405


def test_files_are_not_squeezed_again(client, item, pdf):
    response = client.get(pdf.url, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response
    assert body(response) == PDF


def test_a_front_server_sends_the_bytes_after_our_check(client, settings, item, pdf, news, rendition):
    settings.X_ACCEL_REDIRECT = "/_files/"
    response = client.get(pdf.url)
    assert response["X-Accel-Redirect"] == f"/_files/private/{pdf.file.name}"
    assert not response.content
    assert client.get(rendition.url)["X-Accel-Redirect"] == f"/_files/media/{rendition.file.name}"
    item.unpublish()
    assert "X-Accel-Redirect" not in client.get(pdf.url)


def test_a_lost_file_is_missing_not_an_error(client, item, pdf):
    pdf.file.storage.delete(pdf.file.name)
    assert client.get(pdf.url).status_code == 404


# ---------------------------------------------------------------- every way in which a page uses a file


def test_every_way_to_use_a_file_counts_and_ceases_to_count(client, tree):
    crest, in_text = PictureFactory(), PublicDocumentFactory(file=ContentFile(PDF, name="tautan.pdf"))
    address = crest.get_rendition("width-360|format-jpeg").url
    tree.desa.crest = crest
    tree.desa.save_revision().publish()
    news = make(NewsPage, tree)
    news.body = [("text", f'<p><a linktype="document" id="{in_text.pk}">Unduh</a></p>')]
    news.save_revision()
    assert client.get(in_text.url).status_code == 404, "a draft opens nothing"
    news.get_latest_revision().publish()
    assert client.get(address).status_code == 200
    assert client.get(in_text.url).status_code == 200
    news.refresh_from_db()
    news.body = [("text", "<p>Tanpa tautan.</p>")]
    news.save_revision()
    assert client.get(in_text.url).status_code == 200, "the live page still has it"
    news.get_latest_revision().publish()
    assert client.get(in_text.url).status_code == 404
    tree.desa.refresh_from_db()
    tree.desa.crest = None
    tree.desa.save_revision().publish()
    assert client.get(address).status_code == 404


# ---------------------------------------------------------------- the admin still works


def test_an_editor_uploads_chooses_and_previews(tree, picture):
    editor = UserFactory(username="editor-berkas")
    group = Group.objects.create(name="Berkas")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    editor.groups.add(group)
    editor.is_superuser = True
    editor.save()
    client = Client()
    client.force_login(editor)
    upload = ContentFile(PDF, name="baru.pdf")
    response = client.post("/admin/documents/add/", {"title": "Baru", "file": upload, "collection": 1})
    assert response.status_code == 302
    new = PublicDocument.objects.get(title="Baru")
    for address in (
        "/admin/documents/",
        f"/admin/documents/edit/{new.pk}/",
        "/admin/documents/chooser/",
        "/admin/images/",
        f"/admin/images/{picture.pk}/",
        "/admin/images/chooser/",
        new.url,
    ):
        assert client.get(address).status_code == 200, address
    for rendition in Picture.objects.get(pk=picture.pk).renditions.all():
        assert client.get(rendition.url).status_code == 200, rendition.filter_spec
