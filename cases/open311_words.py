"""How Open311 says things: services, requests and errors as plain values, written as JSON or XML."""

from __future__ import annotations

import datetime
import re
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from .models import Category
from .terms import Term
from .visibility import Viewer, brief

NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class GeoReportError(Exception):
    """Something that the caller must put right; several at once where a form has several."""

    def __init__(self, code: int, *descriptions: Any) -> None:
        super().__init__(code)
        self.code, self.descriptions = code, [str(one) for one in descriptions]


def service_of(category: Category) -> dict[str, Any]:
    return {
        "service_code": category.slug,
        "service_name": category.name,
        "description": category.name_en or category.name,
        "metadata": False,
        "type": "realtime",
        "keywords": "",
        "group": "",
    }


def request_of(case: Any, viewer: Viewer) -> dict[str, Any]:
    """A published case: nothing in it that its public page does not say."""
    told = brief(case, viewer)
    place = told["place"]
    terms = [term for term in case.running if term.clock != Term.DATA_SUBJECT_REQUEST and term.paused_on is None]
    return {
        "service_request_id": told["ref"],
        "status": "open" if told["is_open"] else "closed",
        "status_notes": " – ".join(filter(None, (str(told["status_label"]), told["outcome_label"]))),
        "service_name": told["category"],
        "service_code": told["category_slug"],
        "description": f"{told['title']}\n\n{told['body']}",
        "agency_responsible": told["unit"],
        "service_notice": None,
        "requested_datetime": stamp(told["received_at"]),
        "updated_datetime": stamp(told["status_changed_at"]),
        "expected_datetime": terms[0].due_on.isoformat() if terms else None,
        "address": place["village"] or None,
        "address_id": None,
        "zipcode": None,
        "lat": place["lat"],
        "long": place["lon"],
        "media_url": None,
    }


def stamp(at: datetime.date | None) -> str | None:
    """A moment to the second; only the day where the moment could tell who it was."""
    if isinstance(at, datetime.datetime):
        return at.replace(microsecond=0).isoformat()
    return at.isoformat() if at else None


# ------------------------------------------------------------ written


def written(format: str | None, names: tuple[str, str], rows: Any, status: int = 200) -> HttpResponse:
    """A list of rows, or one value, in the form that was asked for; `names` are the XML elements of list and row."""
    if format != "xml":
        return JsonResponse(rows, safe=False, status=status, json_dumps_params={"ensure_ascii": False})
    outer, inner = names
    body = "".join(element(inner, row) for row in rows) if isinstance(rows, list) else content(rows)
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<{outer}>{body}</{outer}>'
    return HttpResponse(text, status=status, content_type="application/xml; charset=utf-8")


def element(name: str, value: Any) -> str:
    if isinstance(value, list):
        inner = name.removesuffix("s")
        return f"<{name}>{''.join(element(inner, one) for one in value)}</{name}>"
    return f"<{name}>{content(value)}</{name}>"


def content(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return "".join(element(name, one) for name, one in value.items())
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(NOT_XML.sub("", str(value)))


def refused(format: str | None, problem: GeoReportError) -> HttpResponse:
    """Errors in the standard's own form."""
    rows = [{"code": problem.code, "description": one} for one in problem.descriptions or [_("This is not possible.")]]
    return written(format, ("errors", "error"), rows, problem.code)
