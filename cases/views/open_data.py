"""Published cases as files for whoever counts, compares and checks: CSV and JSON Lines."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from regions.models import Unit

from .. import opendata
from ..models import Case
from ..routing import root_of
from ..visibility import Viewer
from .doors import citizens_door, here_of, office_of
from .published import belongs


@citizens_door
def open_data(request: HttpRequest, format: str) -> HttpResponse:
    """The published cases of a section; `?teks=ya` adds number, title and text of each."""
    office = office_of(request, here_of(request))
    root = root_of(office)
    rows = Case.objects.visible_to(Viewer.visitor()).filter(root=root)
    if office.kind != Unit.Kind.REGENCY:
        rows = rows.filter(belongs(office.code))
    with_texts = request.GET.get("teks") == "ya"
    lines = opendata.lines_of(rows, root, with_texts=with_texts)
    response = HttpResponse(opendata.written(lines, format, with_texts=with_texts), content_type=opendata.TYPES[format])
    name = f"pengaduan-{office.code}{'-teks' if with_texts else ''}.{format}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
