"""An address opens in the app that the installation names, and in no other."""

import pytest

from api.well_known import check_apps

ANDROID, IOS = "/.well-known/assetlinks.json", "/.well-known/apple-app-site-association"
PRINT, OTHER = ":".join(["AB"] * 32), ":".join(["0F"] * 32)


@pytest.mark.parametrize("address", [ANDROID, IOS])
def test_without_an_app_there_is_nothing(tree, client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("host", ["localhost", "contoh.desa.id"])
def test_android_is_told_every_key_of_each_app(tree, client, settings, host):
    settings.ANDROID_APPS = [f"id.go.contoh={PRINT}", f"id.go.contoh={OTHER}", f"id.go.lain={PRINT}"]
    response = client.get(ANDROID, headers={"Host": host})
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "public, max-age=3600"
    assert not response.cookies
    one, other = response.json()
    assert one["relation"] == ["delegate_permission/common.handle_all_urls"]
    assert one["target"] == {
        "namespace": "android_app",
        "package_name": "id.go.contoh",
        "sha256_cert_fingerprints": [PRINT, OTHER],
    }
    assert other["target"]["package_name"] == "id.go.lain"


def test_ios_is_told_what_stays_in_the_browser(tree, client, settings):
    settings.IOS_APPS = ["ABCDE12345.id.go.contoh"]
    response = client.get(IOS)
    assert response["Content-Type"] == "application/json"
    [detail] = response.json()["applinks"]["details"]
    assert detail["appIDs"] == ["ABCDE12345.id.go.contoh"]
    assert {"/": "/admin/*", "exclude": True} in detail["components"]
    assert detail["components"][-1] == {"/": "*"}


def test_they_are_only_read(tree, client, settings):
    settings.IOS_APPS, settings.ANDROID_APPS = ["ABCDE12345.id.go.contoh"], [f"id.go.contoh={PRINT}"]
    for address in (ANDROID, IOS):
        assert client.head(address).status_code == 200
        assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("ANDROID_APPS", "id.go.contoh"),
        ("ANDROID_APPS", f"id.go.contoh={PRINT.lower()}"),
        ("ANDROID_APPS", f"contoh={PRINT}"),
        ("IOS_APPS", "id.go.contoh"),
        ("IOS_APPS", "abcde12345.id.go.contoh"),
    ],
)
def test_a_wrong_name_is_told_when_the_portal_starts(settings, name, entry):
    assert check_apps() == []
    setattr(settings, name, [entry])
    [message] = check_apps()
    assert message.id == "pendopo.E010"
    assert entry in message.msg


def test_an_address_leads_to_its_item_and_back(world, ask):
    """The other direction: what an app is given as a link, and what it gives to others."""
    for page in world.items.values():
        whole = ask(f"pages/{page.translation_key}/")
        path = whole["url"].removeprefix("http://localhost")
        assert ask(f"pages/by-path/?path={path}&host=localhost")["id"] == whole["id"]
    assert "localhost" in [host["host"] for host in ask("site/")["hosts"]]
