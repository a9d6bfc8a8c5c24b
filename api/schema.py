"""The OpenAPI document: each endpoint's own declaration, put into the words of OpenAPI by drf-spectacular's generator."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from .examples import sample
from .filters import Parameter
from .problems import CONTENT_TYPE, KINDS
from .shapes import Schema, Shapes

V1 = "/api/v1/"

PROBLEM: Schema = {
    "type": "object",
    "description": "What went wrong (RFC 9457). `code` is stable; the texts are for people, Indonesian unless asked otherwise.",
    "properties": {
        "type": {"type": "string", "example": "/masalah/not_found"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": sorted(KINDS)},
        "detail": {"type": "string"},
        "retryable": {"type": "boolean", "description": "Whether the same request may succeed later."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "code": {"type": "string"}, "text": {"type": "string"}},
                "required": ["field", "code", "text"],
            },
        },
    },
    "required": ["type", "title", "status", "code", "detail", "retryable", "errors"],
}


def only_v1(endpoints: list[tuple[Any, ...]], **kwargs: Any) -> list[tuple[Any, ...]]:
    """Leaves to the generator what we write ourselves, each address once: with its final slash."""
    return [
        endpoint
        for endpoint in endpoints
        if endpoint[0].startswith(V1) and endpoint[0].endswith("/") and getattr(endpoint[3].cls, "summary", "")
    ]


# What may come with every reading; told once, and referred to by each address.
TOLD_ONCE: dict[str, Schema] = {
    "RateLimitLimit": {"description": "How many readings a minute are allowed.", "schema": {"type": "integer"}},
    "RateLimitRemaining": {"description": "How many of them are left.", "schema": {"type": "integer"}},
    "RateLimitReset": {"description": "Seconds until the count begins anew.", "schema": {"type": "integer"}},
    "RetryAfter": {"description": "Seconds to wait before the next try.", "schema": {"type": "integer"}},
}
RATE_HEADERS = {
    "RateLimit-Limit": {"$ref": "#/components/headers/RateLimitLimit"},
    "RateLimit-Remaining": {"$ref": "#/components/headers/RateLimitRemaining"},
    "RateLimit-Reset": {"$ref": "#/components/headers/RateLimitReset"},
}
READING = (
    Parameter("If-None-Match", str, "The `ETag` of the answer that you hold; 304 when it is still good."),
    Parameter(
        "X-Pendopo-Install",
        str,
        "A random token of 16 to 64 letters, digits, - and _ that an app makes when it is first started. With it the "
        "limits count each installation, not the address that a village shares. It is kept nowhere.",
        {"type": "string", "maxLength": 64},
    ),
)
ALWAYS = ("method_not_allowed", "not_acceptable", "slow_down", "server_error", "unavailable")
# Problems that say how long to wait.
WAITING = ("429", "503")


class EndpointSchema(AutoSchema):
    """Describes one Endpoint by what it declares; nothing is guessed from serializers, there are none."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any
    ) -> dict[str, Any] | None:
        endpoint: Any = type(self.view)
        shapes = Shapes()
        schema = endpoint.answer_schema(shapes)
        for name, component in {**shapes.components, "Problem": PROBLEM}.items():
            registry.register_on_missing(ResolvedComponent(name, ResolvedComponent.SCHEMA, component, name))
        for name, header in TOLD_ONCE.items():
            registry.register_on_missing(ResolvedComponent(name, ResolvedComponent.HEADER, header, name))
        headers = {
            "ETag": {"schema": {"type": "string"}, "description": "Send it back as `If-None-Match`."},
            "Cache-Control": {"schema": {"type": "string", "example": endpoint.cache_control}},
            **RATE_HEADERS,
        }
        example = endpoint.example or sample(schema, shapes.components)
        content = {"application/json": {"schema": schema, "example": example}}
        return {
            "operationId": path.removeprefix(V1)
            .strip("/")
            .replace("/", "_")
            .translate({123: None, 125: None})
            .replace("-", "_")
            or "root",
            "summary": endpoint.summary,
            "description": cleandoc(endpoint.__doc__ or ""),
            "tags": [path.removeprefix(V1).partition("/")[0] or "start"],
            "parameters": [
                *(described(parameter, "path") for parameter in endpoint.path_parameters),
                *(described(parameter, "query") for parameter in endpoint.parameters),
                *(described(parameter, "header") for parameter in READING),
            ],
            "responses": {
                "200": {"description": endpoint.summary, "headers": headers, "content": content},
                "304": {"description": "Unchanged since the answer with this `ETag`."},
                **problem_responses(tuple(dict.fromkeys((*endpoint.problems, *ALWAYS)))),
            },
        }


def described(parameter: Parameter, place: str) -> dict[str, Any]:
    found = {
        "name": parameter.name,
        "in": place,
        "required": place == "path" or parameter.is_required,
        "description": parameter.description,
        "schema": parameter.schema,
    }
    return found | ({"example": parameter.example} if parameter.example is not None else {})


def problem_responses(codes: tuple[str, ...]) -> dict[str, Any]:
    """One response for each status, naming the codes that it may carry."""
    found: dict[str, list[str]] = {}
    for code in codes:
        found.setdefault(str(KINDS[code].status), []).append(code)
    return {
        status: {
            "description": "Problem: " + ", ".join(f"`{code}`" for code in listed),
            **({"headers": {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}} if status in WAITING else {}),
            "content": {
                CONTENT_TYPE: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "example": {
                        "type": f"/masalah/{listed[0]}",
                        "title": listed[0].replace("_", " ").capitalize(),
                        "status": int(status),
                        "code": listed[0],
                        "detail": "…",
                        "retryable": KINDS[listed[0]].retryable,
                        "errors": [],
                    },
                }
            },
        }
        for status, listed in sorted(found.items())
    }
