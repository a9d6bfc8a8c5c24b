"""A topic as an editor chooses it in a block."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.snippets.blocks import SnippetChooserBlock

from .chosen import ChosenBlock, Found


class TopicBlock(ChosenBlock, SnippetChooserBlock):
    """One topic; apps know it by its slug."""

    api_type = str
    is_api_nullable = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("pages.Topic", **kwargs)

    def fetch(self, ids: Iterable[int]) -> Found:
        return self.model_class.objects.in_bulk(list(ids))

    def get_api_representation(self, value: Any, context: Any = None) -> str | None:
        return value.slug if value else None
