"""The citizens' addresses: to write, to ask, to object, to follow, to read what was published."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path

from . import file_views, views

app_name = "cases"


def both(route: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """An address with its name, and the same with a missing or doubled last slash: a redirect would lose what is sent."""
    return [path(f"{route}/", view, name=name), re_path(f"^{route}/*$", view)]


urlpatterns: list[URLPattern | URLResolver] = [
    path("open311/v2/", include("cases.open311_urls")),
    *both("pengaduan", views.published, "published"),
    *both("pengaduan/tulis", views.write, "write"),
    *both("pengaduan/lacak", views.track, "track"),
    *both("pengaduan/kinerja", views.performance, "performance"),
    path("pengaduan/data.csv", views.open_data, {"format": "csv"}, name="open_data_csv"),
    path("pengaduan/data.jsonl", views.open_data, {"format": "jsonl"}, name="open_data_jsonl"),
    *both("ppid/permohonan", views.ask, "ask"),
    *both("ppid/keberatan", views.contest, "contest"),
    path("berkas/<uuid:attachment_id>/", file_views.file, name="file"),
    path("berkas/<uuid:attachment_id>", file_views.file),
    path("pengaduan/<str:ref>/", views.one, name="one"),
    re_path(r"^pengaduan/(?P<ref>[^/]+)/*$", views.one),
]
