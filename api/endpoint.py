"""What every endpoint of v1 shares: strict parameters, one answer form, validators, no cookies, no HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from rest_framework.views import APIView

from .conditional import MINUTE, answer
from .filters import Parameter, read_parameters
from .schema import EndpointSchema
from .shapes import Schema, Shapes


class Endpoint(APIView):
    """One address of v1 that answers GET with JSON.

    A subclass says its `summary`, `parameters`, `answer_schema()` and `example`, and makes its answer in `body()`.
    """

    schema = EndpointSchema()
    http_method_names = ["get", "head", "options"]
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    path_parameters: ClassVar[tuple[Parameter, ...]] = ()
    problems: ClassVar[tuple[str, ...]] = ("unknown_parameter", "invalid_parameter")
    cache_control: ClassVar[str] = MINUTE
    summary: ClassVar[str] = ""
    example: ClassVar[Any] = None

    def get(self, request: HttpRequest, **path: Any) -> HttpResponse:
        values = read_parameters(request._request.GET, self.parameters) | path
        language = values.get("locale") or settings.LANGUAGE_CODE
        # Texts of an answer follow its parameters alone, so that one address has one answer for everybody.
        with translation.override(language):
            return answer(request, self.body(values), self.cache_control, language)

    def options(self, request: HttpRequest, **path: Any) -> HttpResponse:
        response = HttpResponse(status=204)
        del response["Content-Type"]  # there is nothing in it, least of all HTML
        response["Allow"] = "GET, HEAD, OPTIONS"
        response["Cache-Control"], response["Vary"] = "no-store", "Accept-Encoding"
        return response

    def body(self, values: Mapping[str, Any]) -> Any:
        """The answer as plain dicts and lists; Problem when there is none."""
        raise NotImplementedError

    @classmethod
    def answer_schema(cls, shapes: Shapes) -> Schema:
        """The JSON schema of the answer."""
        raise NotImplementedError
