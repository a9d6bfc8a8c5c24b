"""`schema/` and `docs/`: the contract for machines and, drawn from it, for people; every asset is our own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.generators import SchemaGenerator

from .conditional import HOUR, tagged
from .endings import announced
from .endpoint import Endpoint
from .problems import respond
from .shapes import Schema, Shapes


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The OpenAPI document of v1; the same for the whole life of a release."""
    with translation.override("en"):
        return announced(SchemaGenerator().get_schema(request=None, public=True))


class SchemaEndpoint(Endpoint):
    """This document: OpenAPI 3.1 as JSON."""

    summary = "The contract (OpenAPI)"
    problems = ("unknown_parameter",)
    cache_control = HOUR
    example = {"openapi": "3.1.0", "info": {"title": "Pendopo API", "version": "1.0.0"}, "paths": {}}

    def body(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return document()

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        return {"type": "object", "required": ["openapi", "info", "paths"]}


# As strict as every page of ours; the viewer draws its small icons from addresses that hold them.
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"


@method_decorator(csrf_exempt, name="dispatch")
class DocsPage(View):
    """The contract as a page for people, in English like the contract; the one HTML page below /api/. Its script and style
    are served by us."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        response = render(request, "api/docs.html")
        response.headers["Content-Security-Policy"] = POLICY
        return tagged(request, response, HOUR, "en")

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return respond("method_not_allowed", headers={"Allow": "GET, HEAD, OPTIONS"})
