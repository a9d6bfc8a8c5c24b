"""Puts what citizens' endpoints declare into the words of OpenAPI, method by method."""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from .examples import sample
from .schema import PROBLEM, V1, described, problem_responses
from .shapes import Shapes


class CitizenSchema(AutoSchema):
    """Describes one method of a CitizenEndpoint by its declared operation; nothing is guessed."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any
    ) -> dict[str, Any] | None:
        endpoint: Any = type(self.view)
        told = endpoint.operations[method.lower()]
        shapes = Shapes()
        answers = {status: make(shapes) for status, make in told.answers.items()}
        for name, component in {**shapes.components, "Problem": PROBLEM}.items():
            registry.register_on_missing(ResolvedComponent(name, ResolvedComponent.SCHEMA, component, name))
        route = path.removeprefix(V1).strip("/").translate({123: None, 125: None}).replace("/", "_").replace("-", "_")
        headers = {
            name: {"schema": {"type": "string"}, "description": text} for name, text in told.answer_headers.items()
        }
        found = {
            "operationId": f"{route}_{method.lower()}",
            "summary": told.summary,
            "description": told.description or cleandoc(endpoint.__doc__ or ""),
            "tags": [path.removeprefix(V1).partition("/")[0]],
            "parameters": [
                *(described(parameter, "path") for parameter in endpoint.path_parameters),
                *(described(parameter, "header") for parameter in told.headers),
            ],
            "responses": {
                **{
                    str(status): {
                        "description": told.summary,
                        "headers": headers,
                        "content": {
                            "application/json": {"schema": schema, "example": sample(schema, shapes.components)}
                        },
                    }
                    for status, schema in answers.items()
                },
                **problem_responses(told.all_problems),
            },
        }
        if told.request:
            schema = told.request()
            found["requestBody"] = {
                "required": True,
                "content": {"application/json": {"schema": schema, "example": sample(schema, {})}},
            }
        return found
