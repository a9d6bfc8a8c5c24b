"""A page for a stranger is the same for every stranger: no cookie, nothing that varies, and a strict policy."""

import base64
import gzip
import hashlib
import re

import pytest
from django.conf import settings as live_settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import get_page_models

from cms.middleware import PublicHeadersMiddleware
from pages.models import BasePage, NewsPage
from tests.factories import make

PUBLIC = [model for model in get_page_models() if issubclass(model, BasePage) and model.is_creatable]


@pytest.mark.parametrize("model", PUBLIC, ids=lambda model: model.type_name())
def test_a_public_page_sets_no_cookie_and_varies_with_nothing(client, tree, model):
    page = make(model, tree)
    for address in (page.url, f"/en{page.url}"):
        response = client.get(address)
        assert response.status_code == 200
        assert not response.cookies
        assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"
        assert response["Cache-Control"] == "public, max-age=60"
        assert "csrfmiddlewaretoken" not in response.content.decode()


def test_an_unchanged_page_is_not_sent_again(client, tree):
    tag = client.get(tree.desa.url)["ETag"]
    response = client.get(tree.desa.url, headers={"If-None-Match": tag})
    assert response.status_code == 304
    assert not response.content
    packed = client.get(tree.desa.url, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    again = client.get(tree.desa.url, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]})
    assert again.status_code == 304


def test_what_an_official_sees_is_kept_by_nobody_else(admin_client, tree):
    response = admin_client.get(tree.desa.url)
    assert response["Cache-Control"] == "private, no-cache"


def test_an_answer_that_ends_a_session_is_kept_by_nobody(client, tree):
    """Else a shared cache would log out everybody who asks for the same, whatever the view says of itself."""
    for path in ("/jelajah/", "/pengaduan/data.csv?unit=33.04", tree.desa.url):
        client.cookies["sessionid"] = "broken"
        response = client.get(path)
        assert response.cookies["sessionid"].value == "", path
        assert response["Cache-Control"] == "private, no-cache", path


def test_what_is_for_somebody_is_packed_with_padding(admin_client, tree):
    """By gzip, whose length is random; brotli would tell how well a guess fits to a secret in the page."""
    response = admin_client.get(tree.desa.url, headers={"Accept-Encoding": "gzip, br"})
    assert response["Content-Encoding"] == "gzip"


def test_an_answer_with_a_cookie_is_kept_by_nobody():
    def with_token(request):
        response = HttpResponse("<form>")
        get_token(request)
        response.set_cookie("x", "y")
        return response

    response = PublicHeadersMiddleware(with_token)(RequestFactory().get("/"))
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", ["/tidak-ada/", "/media/images/none.jpg", "/robots.txt/"])
def test_errors_are_not_kept(client, tree, address):
    response = client.get(address)
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def test_the_policy_lets_in_one_style_by_its_hash_and_no_script(client, tree):
    response = client.get(tree.desa.url)
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "https:" not in policy
    styles = re.findall(r"<style[^>]*>(.*?)</style>", response.content.decode(), re.DOTALL)
    assert len(styles) <= 1
    for style in styles:
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in response["Permissions-Policy"]


def test_the_hash_is_that_of_the_style_in_the_head_only():
    html = "<head><style>:root{--a:1}</style></head><body><style>body{display:none}</style></body>"
    response = PublicHeadersMiddleware(lambda request: HttpResponse(html))(RequestFactory().get("/"))
    policy = response["Content-Security-Policy"]
    assert base64.b64encode(hashlib.sha256(b":root{--a:1}").digest()).decode() in policy
    assert base64.b64encode(hashlib.sha256(b"body{display:none}").digest()).decode() not in policy


def test_the_admin_has_its_own_policy_and_the_preview_that_of_the_page(admin_client, tree):
    admin = admin_client.get("/admin/")
    assert "script-src 'self' 'unsafe-inline'" in admin["Content-Security-Policy"]
    assert "public" not in admin["Cache-Control"]
    news = make(NewsPage, tree)
    news.save_revision()
    preview = admin_client.get(f"/admin/pages/{news.pk}/revisions/{news.latest_revision_id}/view/")
    assert preview.status_code == 200
    assert "unsafe-inline" not in preview["Content-Security-Policy"]
    assert "private" in preview["Cache-Control"]
    assert preview["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_page_takes_no_data(tree, method):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    for address in (tree.desa.url, "/tidak-ada/"):
        response = getattr(strict, method)(address)
        assert response.status_code == 405
        assert not response.cookies


def test_head_and_options(client, tree):
    head = client.head(tree.desa.url)
    assert (head.status_code, head.content) == (200, b"")
    options = client.options(tree.desa.url)
    assert options.status_code == 200
    assert "GET" in options["Allow"]
    assert "POST" not in options["Allow"]
    assert client.options("/tidak-ada/").status_code == 404


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/kecamatan-contoh", 301),
        ("//kecamatan-contoh/", 404),
        ("/kecamatan-contoh//", 404),
        ("/KECAMATAN-CONTOH/", 404),
    ],
)
def test_slashes(client, tree, address, status):
    response = client.get("http://testserver" + address) if address.startswith("//") else client.get(address)
    assert response.status_code == status
    if status == 301:
        assert response["Location"] == "/kecamatan-contoh/"


def test_an_old_address_leads_to_the_new_one_but_never_to_a_hidden_page(client, tree):
    news = make(NewsPage, tree)
    Redirect.objects.create(old_path="/lama", redirect_page_id=news.pk, is_permanent=True)
    response = client.get("/lama/?dari=brosur")
    assert (response.status_code, response["Location"]) == (301, news.url)
    assert response["Cache-Control"] == "public, max-age=60"
    news.unpublish()
    assert client.get("/lama/").status_code == 404


def test_machines(client, tree, django_assert_num_queries):
    with django_assert_num_queries(1):
        health = client.get("/healthz")
    assert (health.status_code, health["Cache-Control"]) == (200, "no-store")
    robots = client.get("/robots.txt")
    assert robots["Content-Type"].startswith("text/plain")
    assert "Disallow: /admin/" in robots.content.decode()
    assert "Disallow: /\n" not in robots.content.decode()


def test_middleware_that_would_make_answers_vary_is_not_installed():
    assert "django.middleware.locale.LocaleMiddleware" not in live_settings.MIDDLEWARE


def test_styles_are_packed_on_the_own_machine_too_and_pictures_left_alone(client, db):
    for path in ("cms/pendopo.css", "cms/icon.svg", "jelajah/app.js"):
        response = client.get(f"/static/{path}", headers={"Accept-Encoding": "gzip"})
        assert response["Content-Encoding"] == "gzip", path
        plain = client.get(f"/static/{path}")
        assert "Content-Encoding" not in plain
        packed = b"".join(response.streaming_content)
        assert gzip.decompress(packed) == b"".join(plain.streaming_content)
    shown = client.get("/static/wagtailadmin/images/favicon.ico", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in shown
